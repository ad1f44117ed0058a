// On a phone the panel is a sheet at the bottom of the map with three heights;
// its handle drags it, or steps through them by click and key.

import { el, vary } from "../dom";

export type Height = "peek" | "half" | "full";

const order: Height[] = ["peek", "half", "full"];
const slop = 6; // px of movement that make a press a drag

export class Sheet {
  readonly handle = el("button", { type: "button", class: "handle" }, el("span", { "aria-hidden": "true" }));
  #height: Height = "peek";
  readonly #narrow = matchMedia("(max-width: 719px)");

  /** `peek` measures what must stay visible; `settled` is told when the height has changed. */
  constructor(private readonly panel: HTMLElement, private readonly peek: () => number, private readonly settled: () => void) {
    this.handle.addEventListener("pointerdown", (event) => this.#drag(event));
    this.handle.addEventListener("keydown", (event) => {
      if (event.key === "ArrowUp") this.set(this.#next(1));
      else if (event.key === "ArrowDown") this.set(this.#next(-1));
      else if (event.key === "Enter" || event.key === " ") this.set(this.#height === "full" ? "peek" : this.#next(1));
      else return;
      event.preventDefault();
    });
    this.#narrow.addEventListener("change", () => this.set(this.#height));
    window.addEventListener("resize", () => this.set(this.#height));
  }

  get narrow(): boolean {
    return this.#narrow.matches;
  }

  get height(): Height {
    return this.#height;
  }

  /** Pixels of the map that the panel covers at the height it has or is moving to. */
  get covered(): number {
    return this.narrow ? this.#pixels(this.#height) : 0;
  }

  set(height: Height): void {
    this.#height = height;
    this.panel.dataset["height"] = height;
    vary(this.panel, { "--sheet": `${this.#pixels(height)}px` });
    this.settled();
  }

  #pixels(height: Height): number {
    switch (height) {
      case "peek":
        return this.peek();
      case "half":
        return Math.max(this.peek(), Math.round(window.innerHeight * 0.56));
      case "full":
        return window.innerHeight - 12;
    }
  }

  #next(step: 1 | -1): Height {
    const i = Math.max(0, Math.min(order.length - 1, order.indexOf(this.#height) + step));
    return order[i]!;
  }

  #drag(down: PointerEvent): void {
    const from = this.#pixels(this.#height);
    let height = from;
    let moved = false;
    let speed = 0; // px per event, upwards
    const move = (event: PointerEvent) => {
      const next = from + down.clientY - event.clientY;
      if (!moved && Math.abs(next - from) < slop) return;
      moved = true;
      this.panel.classList.add("dragging");
      speed = next - height;
      height = next;
      vary(this.panel, { "--sheet": `${Math.max(80, Math.min(height, window.innerHeight - 12))}px` });
    };
    const up = () => {
      this.handle.removeEventListener("pointermove", move);
      this.handle.removeEventListener("pointerup", up);
      this.handle.removeEventListener("pointercancel", up);
      this.panel.classList.remove("dragging");
      if (!moved) return this.set(this.#height === "full" ? "peek" : this.#next(1));
      const aim = height + speed * 8;
      this.set(order.reduce((a, b) => (Math.abs(this.#pixels(b) - aim) < Math.abs(this.#pixels(a) - aim) ? b : a)));
    };
    this.handle.setPointerCapture(down.pointerId);
    this.handle.addEventListener("pointermove", move);
    this.handle.addEventListener("pointerup", up);
    this.handle.addEventListener("pointercancel", up);
  }
}
