// Measures over ground: each click adds a point, the last one's label tells
// the geodesic length so far.

import * as L from "leaflet";
import { geodesic } from "../geodesic";
import type { Speech } from "../language";

export class Measure {
  readonly #line = L.polyline([], { className: "measured", interactive: false, weight: 2.5 });
  readonly #dots = L.layerGroup();
  #points: L.LatLng[] = [];
  #on = false;

  constructor(private readonly map: L.Map, private speech: Speech, private readonly changed: () => void) {
    map.on("click", ({ latlng }) => {
      if (this.#on) this.#add(latlng);
    });
    map.getContainer().addEventListener("keydown", (event) => {
      if (!this.#on) return;
      if (event.key === "Escape") this.toggle();
      else if (event.key === "Enter" && event.target === map.getContainer()) this.#add(map.getCenter());
    });
  }

  get on(): boolean {
    return this.#on;
  }

  render(speech: Speech): void {
    this.speech = speech;
    this.#label();
  }

  toggle(): void {
    this.#on = !this.#on;
    this.#points = [];
    this.map.getContainer().classList.toggle("measuring", this.#on);
    for (const layer of [this.#line, this.#dots]) {
      if (this.#on) layer.addTo(this.map);
      else layer.remove();
    }
    this.#draw();
    this.changed();
  }

  #add(at: L.LatLng): void {
    this.#points.push(at);
    this.#draw();
  }

  #draw(): void {
    this.#line.setLatLngs(this.#points);
    this.#dots.clearLayers();
    for (const at of this.#points) {
      this.#dots.addLayer(L.marker(at, { interactive: false, keyboard: false, icon: L.divIcon({ className: "measure-dot", iconSize: [9, 9] }) }));
    }
    this.#label();
  }

  #label(): void {
    const last = this.#points.at(-1);
    this.#line.unbindTooltip();
    if (!last || this.#points.length < 2) return;
    let metres = 0;
    for (let i = 1; i < this.#points.length; i++) {
      const [p, q] = [this.#points[i - 1]!, this.#points[i]!];
      metres += geodesic([p.lng, p.lat], [q.lng, q.lat]);
    }
    const text = metres < 2000 ? `${this.speech.number(metres)} ${this.speech.say("scaleM")}` : this.speech.km(metres / 1000, metres < 100_000 ? 2 : 1);
    this.#line.bindTooltip(text, { permanent: true, direction: "right", className: "measure-label", offset: [8, 0] }).openTooltip(last);
  }
}
