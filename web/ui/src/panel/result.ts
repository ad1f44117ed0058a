// The answer to "how far": the figure first, then what it rests on.

import type { Distance, LineShare, Quality, Waypoint } from "../answers";
import { el, icon, vary } from "../dom";
import type { Journey } from "../journey";
import type { MessageKey, Speech } from "../language";
import { gaugeKey } from "../map/palette";
import { shares } from "./bars";
import { itinerary } from "./itinerary";
import { takeAway } from "./takeaway";
import { choice } from "./ways";

export interface ResultActions {
  fit: () => void;
  close: () => void;
  visit: (stop: Pick<Waypoint, "lon" | "lat">) => void;
  /** Points at a km of the way on map and strip, or at nothing. */
  point: (km: number | undefined) => void;
  /** Chooses one of the ways between the places. */
  take: (way: number) => void;
}

// Countries have no colours of their own on the map: steps of one ink.
const inks = 5;

const qualityNames: Record<Quality, MessageKey> = {
  osm: "qualityOsm", "osm-simplified": "qualitySimplified", coarse: "qualityCoarse", chord: "qualityChord",
};

const roleNames: Record<string, MessageKey> = {
  member: "roleMember", partner: "rolePartner", observer: "roleObserver", "dialogue partner": "roleDialogue",
};

/** The answer to a question for a way; `strip` is the strip map where it stands in the panel. */
export function result(
  { places, ways, chosen }: Journey, strip: HTMLElement | undefined, speech: Speech, actions: ResultActions,
): HTMLElement {
  const { distance } = ways[chosen]!;
  return el("article", { class: "result", "aria-label": `${speech.name(distance.from)} – ${speech.name(distance.to)}` },
    headline(distance, speech, actions),
    ways.length > 1 && choice(ways, chosen, speech, actions.take),
    figures(distance, speech),
    strip,
    itinerary(distance, speech, actions),
    shares(speech.say("byCountry"), distance.by_country.map(({ country, km }, i) => ({
      label: speech.country(country), km, colour: `var(--ink-step-${i % inks})`,
    })), speech),
    shares(speech.say("byGauge"), distance.by_gauge.map(({ gauge_mm, km }) => ({
      label: speech.mm(gauge_mm), km, colour: `var(--map-${gaugeKey(gauge_mm)})`,
    })), speech),
    distance.by_membership.length > 0 && memberships(distance, speech),
    lines(distance.by_line, speech),
    takeAway(places, distance, chosen, speech),
  );
}

function memberships({ by_membership, distance_km }: Distance, speech: Speech): HTMLElement {
  return el("section", { class: "memberships" },
    el("h3", {}, speech.say("byMembership")),
    el("table", {},
      el("thead", { class: "unseen" }, el("tr", {},
        el("th", { scope: "col" }, speech.say("membership")), el("th", { scope: "col" }, speech.say("length")), el("th", { scope: "col" }, "%"))),
      el("tbody", {}, ...by_membership.map(({ body, role, km }) => el("tr", {},
        el("th", { scope: "row" }, body, el("span", { class: "note" }, speech.say(roleNames[role] ?? "roleNone"))),
        el("td", {}, speech.km(km, 1)),
        el("td", {}, speech.percent(distance_km > 0 ? km / distance_km : 0)))))));
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
    el("p", { class: "share" }, speech.say("officialShare", { share: speech.percent(distance.official_share) }), unpublished(distance, speech)),
  );
}

// What the figure holds besides official kilometres.
function unpublished({ distance_km, official_km }: Distance, speech: Speech): string {
  const rest = distance_km - official_km;
  return rest < 0.05 ? "" : ` · ${speech.say("unpublished", { km: speech.km(rest, 1) })}`;
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
