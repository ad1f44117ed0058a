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
    this.#dragBy(this.handle, () => this.set(this.#height === "full" ? "peek" : this.#next(1)));
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

  /** Lets the sheet be dragged by another part of it, too. */
  grip(part: HTMLElement): void {
    this.#dragBy(part, () => {});
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
    if (this.narrow) vary(this.panel, { "--sheet": `${this.#pixels(height)}px` }); // beside a map it needs no measuring
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

  #dragBy(part: HTMLElement, pressed: () => void): void {
    part.addEventListener("pointerdown", (down) => {
      const control = (down.target as Element).closest("button, select");
      if (this.narrow && (!control || control === part)) this.#drag(part, down, pressed);
    });
  }

  #drag(part: HTMLElement, down: PointerEvent, pressed: () => void): void {
    const from = this.#pixels(this.#height);
    const listening = new AbortController();
    const { signal } = listening;
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
      vary(this.panel, { "--sheet": `${Math.max(80, Math.min(height, this.#pixels("full")))}px` });
    };
    const up = () => {
      listening.abort();
      this.panel.classList.remove("dragging");
      if (!moved) return pressed();
      const aim = height + speed * 8;
      const distance = (a: Height) => Math.abs(this.#pixels(a) - aim);
      this.set(order.reduce((a, b) => (distance(b) < distance(a) ? b : a)));
    };
    part.setPointerCapture(down.pointerId);
    part.addEventListener("pointermove", move, { signal });
    part.addEventListener("pointerup", up, { signal });
    part.addEventListener("pointercancel", up, { signal });
  }
}
