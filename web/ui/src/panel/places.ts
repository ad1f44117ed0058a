// The places of a journey: from, any number between, to. Each row has a search
// box and a handle that drags the place to another row; the arrow keys do the
// same, and a press moves the place one row down.

import { el, icon, vary } from "../dom";
import type { Speech } from "../language";
import { PlaceField } from "./field";
import type { Suggestion } from "./suggest";

export interface PlacesOptions {
  /** All places in order, empty ones too; the first and last are the ends. */
  chosen: (places: string[]) => void;
  /** A place is about to be chosen from what a search found. */
  found: (suggestion: Suggestion) => void;
  focused: () => void;
}

interface Row {
  element: HTMLElement;
  field: PlaceField;
  grip: HTMLButtonElement;
  drop: HTMLButtonElement;
}

const mostVia = 8;
const slop = 4; // px of movement that make a press a drag

export class PlaceList {
  readonly element = el("div", { class: "places" });
  readonly #rows: Row[] = [];
  readonly #status = el("div", { class: "unseen", role: "status" });
  readonly #swap = el("button", { type: "button", class: "quiet swap", onclick: () => this.#apply(this.#places.toReversed()) }, icon("swap"));
  readonly #add = el("button", { type: "button", class: "add", onclick: () => this.#insert() }, icon("plus"), el("span"));
  #places: string[] = ["", ""];

  constructor(private readonly options: PlacesOptions, private speech: Speech) {
    this.#resize(2);
  }

  render(speech: Speech): void {
    this.speech = speech;
    this.#swap.title = speech.say("swap");
    this.#swap.setAttribute("aria-label", speech.say("swap"));
    this.#add.lastElementChild!.textContent = speech.say("addVia");
    for (const row of this.#rows) this.#dress(row);
  }

  /** Shows places with the names they go by. */
  show(places: readonly string[], names: readonly string[]): void {
    this.#places = [...places];
    this.#resize(places.length);
    this.#rows.forEach(({ field }, i) => field.show(names[i] ?? ""));
    this.#swap.disabled = places.every((place) => place === "");
    this.#swap.hidden = places.length > 2;
    this.#add.hidden = places.length - 2 >= mostVia || places.some((place) => place === "");
  }

  focusEmpty(): void {
    const empty = this.#places.indexOf("");
    if (empty >= 0) this.#rows[empty]!.field.focus();
  }

  #resize(count: number): void {
    if (this.#rows.length === count) return;
    const focused = this.#rows.findIndex(({ element }) => element.contains(document.activeElement));
    this.#rows.splice(0, this.#rows.length, ...Array.from({ length: count }, (_, i) => this.#row(i, count)));
    this.element.replaceChildren(...this.#rows.map(({ element }) => element), this.#swap, this.#add, this.#status);
    this.element.classList.toggle("many", count > 2);
    this.render(this.speech);
    if (focused >= 0) this.#rows[Math.min(focused, count - 1)]!.field.focus();
  }

  #row(i: number, count: number): Row {
    const label = i === 0 ? "from" : i === count - 1 ? "to" : "via";
    const field = new PlaceField({
      id: label === "via" ? `via-${i}` : label, label, focused: this.options.focused,
      choose: (id, suggestion) => {
        if (suggestion) this.options.found(suggestion);
        this.#apply(this.#places.with(i, id));
      },
    }, this.speech);
    const grip = el("button", { type: "button", class: "quiet grip" }, icon("grip"));
    const drop = el("button", { type: "button", class: "quiet drop", hidden: label !== "via", onclick: () => this.#apply(this.#places.toSpliced(i, 1)) }, icon("close"));
    const row = { element: el("div", { class: "place" }, grip, field.element, drop), field, grip, drop };
    grip.addEventListener("pointerdown", (event) => this.#drag(i, event));
    grip.addEventListener("keydown", (event) => {
      const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
      if (step === 0 && event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      this.#move(i, step === 0 ? (i + 1) % this.#rows.length : i + step);
    });
    return row;
  }

  #dress({ field, grip, drop }: Row): void {
    field.render(this.speech);
    grip.title = this.speech.say("reorder");
    grip.setAttribute("aria-label", `${this.speech.say("reorder")}: ${field.labelText}`);
    drop.setAttribute("aria-label", `${this.speech.say("removeVia")}: ${field.labelText}`);
    drop.title = this.speech.say("removeVia");
  }

  #insert(): void {
    this.show(this.#places.toSpliced(-1, 0, ""), [...this.#rows.map(({ field }) => field.shown)].toSpliced(-1, 0, ""));
    this.#rows.at(-2)!.field.focus();
  }

  #move(from: number, to: number): void {
    if (to < 0 || to >= this.#rows.length || to === from) return;
    const name = this.#rows[from]!.field.shown;
    const places = this.#places.toSpliced(from, 1).toSpliced(to, 0, this.#places[from]!);
    this.#apply(places);
    this.#rows[to]?.grip.focus();
    this.#status.textContent = this.speech.say("movedTo", { name, n: to + 1, all: this.#rows.length });
  }

  #apply(places: string[]): void {
    this.options.chosen(places);
  }

  #drag(from: number, down: PointerEvent): void {
    if (down.button !== 0) return;
    const { element, grip } = this.#rows[from]!;
    const boxes = this.#rows.map((row) => row.element.getBoundingClientRect());
    const listening = new AbortController();
    const { signal } = listening;
    let to = from;
    let moved = false;
    const move = (event: PointerEvent) => {
      const offset = event.clientY - down.clientY;
      if (!moved && Math.abs(offset) < slop) return;
      moved = true;
      element.classList.add("dragging");
      vary(element, { "--offset": `${offset}px` });
      const middle = boxes[from]!.top + boxes[from]!.height / 2 + offset;
      to = boxes.findIndex(({ bottom }) => middle < bottom);
      if (to < 0) to = boxes.length - 1;
      this.#rows.forEach((row, i) => row.element.classList.toggle("target", i === to && i !== from));
    };
    const up = (event: PointerEvent) => {
      listening.abort();
      element.classList.remove("dragging");
      for (const row of this.#rows) row.element.classList.remove("target");
      if (event.type === "pointerup") this.#move(from, moved ? to : (from + 1) % this.#rows.length);
    };
    grip.setPointerCapture(down.pointerId);
    grip.addEventListener("pointermove", move, { signal });
    grip.addEventListener("pointerup", up, { signal });
    grip.addEventListener("pointercancel", up, { signal });
  }
}
