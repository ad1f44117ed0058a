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

const qualities: Record<Quality, MessageKey> = {
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
      el("tbody", {}, ...merge(byLine).map((stretch) =>
        vary(el("tr", {},
          el("th", { scope: "row" }, speech.name(stretch),
            el("span", { class: "note" }, speech.say(qualities[stretch.quality]), !stretch.official && ` · ${speech.say("measured").toLocaleLowerCase(speech.lang)}`)),
          el("td", {}, `${speech.number(stretch.from_km)} – ${speech.number(stretch.to_km)}`),
          el("td", {}, speech.km(stretch.km, 1))),
        { "--colour": `var(--map-${gaugeKey(stretch.gauge_mm)})` })))),
  );
}

/** Neighbouring stretches of one line and quality as one; official only where both are. */
export function merge(byLine: readonly LineShare[]): LineShare[] {
  const merged: LineShare[] = [];
  for (const stretch of byLine) {
    const last = merged.at(-1);
    if (last && last.line === stretch.line && last.quality === stretch.quality && last.to_km === stretch.from_km) {
      last.km += stretch.km;
      last.to_km = stretch.to_km;
      last.official &&= stretch.official;
    } else {
      merged.push({ ...stretch });
    }
  }
  return merged;
}
