// A ring that points at one position of the map.

import * as L from "leaflet";
import type { Position } from "geojson";

export class Pin {
  readonly #marker = L.marker([0, 0], {
    pane: "pin", interactive: false, keyboard: false,
    icon: L.divIcon({ className: "pin", iconSize: [18, 18] }),
  });

  constructor(private readonly map: L.Map) {}

  /** Points at lon/lat degrees, or at nothing. */
  show(at: Position | undefined): void {
    if (!at) return void this.#marker.remove();
    this.#marker.setLatLng([at[1]!, at[0]!]).addTo(this.map);
  }
}
