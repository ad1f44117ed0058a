// The strip map: the journey as a straight line by km, with countries, borders,
// breaks of gauge and stations. Pointing at it tells a km, and it shows one.

import type { Distance, LegFeature, Waypoint } from "../answers";
import { el, svg, vary } from "../dom";
import type { Speech } from "../language";
import { gaugeKey } from "../map/palette";
import type { RouteLine, Spot } from "../route";
import { layoutNames, ticks, type Named } from "./striplayout";

export interface StripEvents {
  /** A place of the journey is pointed at, or none. */
  pointed: (spot: Spot | undefined) => void;
  visit: (spot: Spot) => void;
}

const height = 148; // px
const rail = 96; // px from the top
const side = 14; // px left and right of the rail
const least = 560; // px: a narrower strip scrolls

export class Strip {
  readonly element = el("section", { class: "strip" });
  readonly #scroll = el("div", { class: "scroll" });
  readonly #cursor = svg("g", { class: "cursor", visibility: "hidden" });
  readonly #says = el("p", { class: "reading" });
  readonly #watch = new ResizeObserver(() => this.#draw());
  #width = 0;
  #slider = svg("svg");

  constructor(
    private readonly distance: Distance, private readonly legs: readonly LegFeature[], private readonly line: RouteLine,
    private readonly speech: Speech, private readonly events: StripEvents,
  ) {
    this.element.setAttribute("aria-label", speech.say("strip"));
    this.element.append(el("header", {}, el("h3", {}, speech.say("strip")), this.#says), this.#scroll);
    this.#watch.observe(this.#scroll);
  }

  /** Shows a km of the journey, or none. */
  show(km: number | undefined): void {
    const spot = km === undefined ? undefined : this.line.at(km);
    this.#cursor.setAttribute("visibility", spot ? "visible" : "hidden");
    this.#says.textContent = spot ? this.#reading(spot) : "";
    if (!spot) return;
    this.#cursor.setAttribute("transform", `translate(${this.#x(spot.km).toFixed(1)} 0)`);
    this.#slider.setAttribute("aria-valuenow", spot.km.toFixed(1));
    this.#slider.setAttribute("aria-valuetext", this.#reading(spot));
  }

  close(): void {
    this.#watch.disconnect();
  }

  #reading({ km, leg: { properties } }: Spot): string {
    const share = properties.end_km > properties.start_km ? (km - properties.start_km) / (properties.end_km - properties.start_km) : 0;
    const between = [properties.from_name, properties.to_name].filter(Boolean).join(" – ");
    const at = properties.from_km + (properties.to_km - properties.from_km) * share;
    return `${this.speech.km(km, 1)} · ${between} · ${properties.line_name} ${this.speech.say("kmAt", { n: this.speech.number(at, 1) })}`;
  }

  #x(km: number): number {
    return side + (km / (this.distance.distance_km || 1)) * (this.#width - 2 * side);
  }

  #km(clientX: number): number {
    const { left } = this.#slider.getBoundingClientRect();
    return ((clientX - left - side) / (this.#width - 2 * side)) * this.distance.distance_km;
  }

  #draw(): void {
    const width = Math.max(least, Math.floor(this.#scroll.clientWidth));
    if (width === this.#width) return;
    this.#width = width;
    this.#cursor.replaceChildren(svg("line", { x1: 0, x2: 0, y1: 18, y2: height - 14 }), svg("circle", { cx: 0, cy: rail, r: 5 }));
    const whole = this.distance.distance_km;
    this.#slider = svg("svg", {
      viewBox: `0 0 ${width} ${height}`, width, height, tabindex: 0, role: "slider", "aria-label": this.speech.say("strip"),
      "aria-valuemin": 0, "aria-valuemax": whole, "aria-valuenow": 0,
      onpointermove: (event) => this.#point(this.#km((event as PointerEvent).clientX)),
      onpointerleave: () => this.#point(undefined),
      onclick: (event) => this.#visit(this.#km((event as MouseEvent).clientX)),
      onkeydown: (event) => this.#key(event as KeyboardEvent),
      onblur: () => this.#point(undefined),
    }, ...this.#countries(), ...this.#rails(), ...this.#stations(), ...this.#scale(), ...this.#stops(), this.#cursor);
    this.#scroll.replaceChildren(this.#slider);
  }

  #point(km: number | undefined): void {
    this.show(km);
    this.events.pointed(km === undefined ? undefined : this.line.at(km));
  }

  #visit(km: number): void {
    const spot = this.line.at(km);
    if (spot) this.events.visit(spot);
  }

  #key(event: KeyboardEvent): void {
    const now = Number(this.#slider.getAttribute("aria-valuenow"));
    const whole = this.distance.distance_km;
    const stops = this.distance.itinerary.map(({ at_km }) => at_km);
    const next: Record<string, number | undefined> = {
      ArrowRight: now + whole / 100, ArrowLeft: now - whole / 100, Home: 0, End: whole,
      PageDown: stops.find((km) => km > now + 0.1) ?? whole, PageUp: stops.findLast((km) => km < now - 0.1) ?? 0,
    };
    if (event.key === "Enter") return this.#visit(now);
    const km = next[event.key];
    if (km === undefined) return;
    event.preventDefault();
    this.#point(Math.max(0, Math.min(whole, km)));
  }

  #countries(): SVGElement[] {
    const borders = this.distance.border_crossings;
    const first = this.legs[0]?.properties.country ?? "";
    const stretches = [{ code: first, from: 0 }, ...borders.map(({ countries, at_km }) => ({ code: countries[1], from: at_km }))];
    return stretches.flatMap(({ code, from }, i) => {
      const [x, end] = [this.#x(from), this.#x(stretches[i + 1]?.from ?? this.distance.distance_km)];
      const name = this.speech.country(code);
      const text = end - x > name.length * 8 + 12 ? name : end - x > 24 ? code : "";
      return [
        svg("rect", { x, y: 0, width: Math.max(0, end - x), height: height - 12, class: i % 2 ? "country odd" : "country" }),
        svg("text", { x: (x + end) / 2, y: 13, class: "country-name" }, text),
      ];
    });
  }

  #rails(): SVGElement[] {
    const runs: { gauge: number; guess: boolean; from: number; to: number }[] = [];
    for (const { properties: p } of this.legs) {
      const last = runs.at(-1);
      const guess = p.quality === "chord";
      if (last && last.gauge === p.gauge_mm && last.guess === guess) last.to = p.end_km;
      else runs.push({ gauge: p.gauge_mm, guess, from: p.start_km, to: p.end_km });
    }
    return runs.map(({ gauge, guess, from, to }) =>
      vary(svg("line", { x1: this.#x(from), x2: this.#x(to), y1: rail, y2: rail, class: guess ? "rail guess" : "rail" }),
        { "--colour": `var(--map-${gaugeKey(gauge)})` }));
  }

  // Ticks a pixel or two apart would be a bar.
  #stations(): SVGElement[] {
    let last = -Infinity;
    return this.legs.flatMap(({ properties: { start_km } }) => {
      const x = this.#x(start_km);
      if (x - last < 4) return [];
      last = x;
      return [svg("line", { x1: x, x2: x, y1: rail - 1.5, y2: rail + 1.5, class: "station" })];
    });
  }

  #scale(): SVGElement[] {
    return ticks(this.distance.distance_km, this.#width).flatMap((km) => {
      const x = this.#x(km);
      return [
        svg("line", { x1: x, x2: x, y1: rail + 9, y2: rail + 14, class: "tick" }),
        svg("text", { x, y: rail + 27, class: "tick-km" }, this.speech.number(km)),
      ];
    });
  }

  #stops(): SVGElement[] {
    const stops = this.distance.itinerary.filter(({ kind }) => kind !== "junction" || this.distance.itinerary.length < 30);
    const named: Named<Waypoint>[] = stops.map((stop) => ({ item: stop, x: this.#x(stop.at_km), text: this.speech.name(stop), rank: ranks[stop.kind] }));
    const placed = layoutNames(named, this.#width, rail - 16);
    const leads = placed.map(({ y, item }) => {
      const at = this.#x(item.at_km);
      return svg("line", { x1: at, x2: at, y1: y + 3, y2: rail - 8, class: "lead" });
    });
    const names = placed.map(({ x, y, end, text }) => svg("text", { x, y, class: "name", "text-anchor": end ? "end" : "start" }, text));
    return [...leads, ...names, ...stops.map((stop) => this.#mark(stop))];
  }

  #mark(stop: Waypoint): SVGElement {
    const x = this.#x(stop.at_km);
    const title = svg("title", {}, `${this.speech.name(stop)} · ${this.speech.km(stop.at_km, 1)}`);
    switch (stop.kind) {
      case "border":
        return svg("path", { d: `M${x} ${rail - 6}l6 6-6 6-6-6z`, class: "mark" }, title);
      case "break of gauge":
        return svg("g", { class: "mark" }, svg("circle", { cx: x, cy: rail, r: 6.5 }), svg("path", { d: `M${x} ${rail - 6.5}v13` }), title);
      case "junction":
      case "reversal":
      case "capital":
        return svg("circle", { cx: x, cy: rail, r: 2.6, class: "mark small" }, title);
      default:
        return svg("circle", { cx: x, cy: rail, r: 6, class: "mark end" }, title);
    }
  }
}

const ranks: Record<Waypoint["kind"], number> = { from: 0, to: 0, via: 1, "break of gauge": 2, border: 3, capital: 4, reversal: 5, junction: 6 };
