// The answer to "how far": the figure first, then what it rests on.

import type { Distance, LineShare, Quality, Waypoint } from "../answers";
import { el, icon, vary } from "../dom";
import type { MessageKey, Speech } from "../language";
import { gaugeKey } from "../map/palette";
import { shares } from "./bars";
import { itinerary } from "./itinerary";

export interface ResultActions {
  fit: () => void;
  close: () => void;
  visit: (stop: Waypoint) => void;
}

// Countries have no colours of their own on the map: steps of one ink.
const inks = 5;

const qualityNames: Record<Quality, MessageKey> = {
  osm: "qualityOsm", "osm-simplified": "qualitySimplified", coarse: "qualityCoarse", chord: "qualityChord",
};

export function result(distance: Distance, speech: Speech, actions: ResultActions): HTMLElement {
  return el("article", { class: "result", "aria-label": `${speech.name(distance.from)} – ${speech.name(distance.to)}` },
    headline(distance, speech, actions),
    figures(distance, speech),
    itinerary(distance, speech, actions.visit),
    shares(speech.say("byCountry"), distance.by_country.map(({ country, km }, i) => ({
      label: speech.country(country), km, colour: `var(--ink-step-${i % inks})`,
    })), speech),
    shares(speech.say("byGauge"), distance.by_gauge.map(({ gauge_mm, km }) => ({
      label: speech.mm(gauge_mm), km, colour: `var(--map-${gaugeKey(gauge_mm)})`,
    })), speech),
    lines(distance.by_line, speech),
    el("footer", {}, speech.say("dataset", distance.dataset)),
  );
}

function headline(distance: Distance, speech: Speech, actions: ResultActions): HTMLElement {
  const [figure, unit] = splitUnit(speech, distance.distance_km);
  return el("header", {},
    el("div", { class: "figure" },
      el("p", { class: "distance", "data-km": distance.distance_km },
        el("strong", {}, figure), " ", el("span", {}, unit)),
      el("button", { type: "button", class: "quiet", title: speech.say("fit"), "aria-label": speech.say("fit"), onclick: actions.fit }, icon("fit")),
      el("button", { type: "button", class: "quiet", title: speech.say("closeResult"), "aria-label": speech.say("closeResult"), onclick: actions.close }, icon("close"))),
    vary(el("div", { class: "meter", "aria-hidden": "true" }, el("span")), { "--share": String(distance.official_share) }),
    el("p", { class: "share" }, speech.say("officialShare", { share: speech.percent(distance.official_share) })),
  );
}

// "7,634" and "km by rail": the number large, the unit beside it.
function splitUnit(speech: Speech, km: number): [string, string] {
  const figure = speech.number(km, 1);
  return [figure, `${speech.say("km", { n: "" }).trim()} ${speech.say("byRail")}`];
}

function figures(distance: Distance, speech: Speech): HTMLElement {
  const cell = (label: MessageKey, hint: MessageKey | undefined, value: string) =>
    el("div", hint ? { title: speech.say(hint) } : {}, el("dt", {}, speech.say(label)), el("dd", {}, value));
  return el("dl", { class: "figures" },
    cell("official", "officialHint", speech.km(distance.official_km, 1)),
    cell("measured", "measuredHint", speech.km(distance.measured_km, 1)),
    cell("greatCircle", "greatCircleHint", speech.km(distance.great_circle_km, 1)),
    cell("borderCount", undefined, speech.number(distance.border_crossings.length)),
    cell("breakCount", undefined, speech.number(distance.breaks_of_gauge.length)),
  );
}

function lines(byLine: readonly LineShare[], speech: Speech): HTMLElement {
  return el("details", { class: "lines" },
    el("summary", {}, el("h3", {}, speech.say("byLine")), icon("chevron")),
    el("table", {},
      el("thead", {}, el("tr", {},
        el("th", { scope: "col" }, speech.say("line")),
        el("th", { scope: "col" }, speech.say("lineKm")),
        el("th", { scope: "col" }, speech.say("length")))),
      el("tbody", {}, ...rides(byLine).map((ride) =>
        vary(el("tr", {},
          el("th", { scope: "row" }, speech.name(ride.line), el("span", { class: "note" }, ground(ride, speech))),
          el("td", {}, `${speech.number(ride.from_km)} – ${speech.number(ride.to_km)}`),
          el("td", {}, speech.km(ride.km, 1))),
        { "--colour": `var(--map-${gaugeKey(ride.line.gauge_mm)})` })))),
  );
}

/** The part of a journey on one line, without a change between. */
export interface Ride {
  line: LineShare;
  from_km: number;
  to_km: number;
  km: number;
  /** Kilometres of each quality of the geometry, and those without a published distance. */
  qualities: Map<Quality, number>;
  unofficialKm: number;
}

export function rides(byLine: readonly LineShare[]): Ride[] {
  const all: Ride[] = [];
  for (const stretch of byLine) {
    let ride = all.at(-1);
    if (!ride || ride.line.line !== stretch.line) {
      ride = { line: stretch, from_km: stretch.from_km, to_km: 0, km: 0, qualities: new Map(), unofficialKm: 0 };
      all.push(ride);
    }
    ride.to_km = stretch.to_km;
    ride.km += stretch.km;
    ride.qualities.set(stretch.quality, (ride.qualities.get(stretch.quality) ?? 0) + stretch.km);
    if (!stretch.official) ride.unofficialKm += stretch.km;
  }
  return all;
}

// What the figures of a ride rest on: "surveyed track 82%, straight guess 18% · Measured 6.6 km".
function ground({ qualities, km, unofficialKm }: Ride, speech: Speech): string {
  const mixed = qualities.size > 1;
  const tracks = [...qualities].sort(([, a], [, b]) => b - a).map(([quality, part]) =>
    mixed ? `${speech.say(qualityNames[quality])} ${speech.percent(part / km)}` : speech.say(qualityNames[quality]));
  const measured = unofficialKm > 0 ? ` · ${speech.say("measured")} ${speech.km(unofficialKm, 1)}` : "";
  return tracks.join(", ") + measured;
}
