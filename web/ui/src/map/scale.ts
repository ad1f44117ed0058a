// A scale bar in kilometres or metres, in the page's language.

import * as L from "leaflet";
import { el, vary } from "../dom";
import type { Speech } from "../language";

const widest = 110; // px

export class ScaleBar extends L.Control {
  readonly #text = el("span");
  readonly #bar = el("div", { class: "scale" }, this.#text);
  #map: L.Map | undefined;

  constructor(private speech: Speech) {
    super({ position: "bottomright" });
  }

  override onAdd(map: L.Map): HTMLElement {
    this.#map = map;
    map.on("move", this.#update, this);
    map.whenReady(this.#update, this);
    return this.#bar;
  }

  override onRemove(map: L.Map): void {
    map.off("move", this.#update, this);
  }

  render(speech: Speech): void {
    this.speech = speech;
    this.#update();
  }

  #update = (): void => {
    const map = this.#map;
    if (!map) return;
    const { x, y } = map.getSize().divideBy(2);
    const metres = map.distance(
      map.containerPointToLatLng([x - widest / 2, y]), map.containerPointToLatLng([x + widest / 2, y]));
    const length = roundDown(metres);
    this.#text.textContent = length >= 1000
      ? `${this.speech.number(length / 1000)} ${this.speech.say("scaleKm")}`
      : `${this.speech.number(length)} ${this.speech.say("scaleM")}`;
    vary(this.#bar, { "--width": `${Math.round((widest * length) / metres)}px` });
  };
}

/** The largest of 1, 2, 3, 5 × 10ⁿ that is not above the value. */
export function roundDown(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const first = value / power;
  return power * (first >= 5 ? 5 : first >= 3 ? 3 : first >= 2 ? 2 : 1);
}
