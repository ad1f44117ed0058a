// What a popup says about a station or a spot on a track.

import type { Ends, LineEnd, Match, StationProperties } from "../answers";
import { el } from "../dom";
import type { MessageKey, Speech } from "../language";

export interface PopupActions {
  /** Undefined where the place has that part already, or where there is nothing to go via. */
  from: (() => void) | undefined;
  via: (() => void) | undefined;
  to: (() => void) | undefined;
}

const kinds: Record<string, MessageKey> = {
  passenger: "kindPassenger", freight: "kindFreight", junction: "kindJunction", border: "kindBorder",
  "break of gauge": "kindBreak", halt: "kindHalt",
};

const codes = [
  ["code_uic", "UIC"], ["code_esr", "ESR"], ["code_telegraph", "CN"], ["code_srt", "SRT"],
  ["code_ril100", "RIL 100"], ["code_locode", "UN/LOCODE"],
] as const;

export function stationPopup(
  station: StationProperties, lines: readonly { name: string; km: number }[], speech: Speech, actions: PopupActions,
): HTMLElement {
  const known = codes.filter(([key]) => station[key]);
  const kindNames = (station.kinds ?? []).map((kind) => (kinds[kind] ? speech.say(kinds[kind]) : kind));
  return el("div", { class: "popup" },
    el("h2", {}, speech.name(station)),
    el("p", { class: "names" }, otherNames(station, speech).join(" · ")),
    el("p", { class: "kinds" }, [speech.country(station.country), ...kindNames].join(" · ")),
    el("table", {},
      ...lines.map(({ name, km }) => row(name, speech.say("kmAt", { n: speech.number(km, 1) }))),
      row(speech.say("gauge"), (station.gauges_mm ?? []).map((gauge) => speech.mm(gauge)).join(", "))),
    known.length > 0 && el("p", { class: "codes" },
      ...known.map(([key, label]) => el("span", { class: "code" }, el("small", {}, label), " ", station[key]))),
    station.derived && el("p", { class: "caution" }, speech.say("derived")),
    buttons(speech, actions),
  );
}

export function trackPopup(match: Match, ends: Ends | undefined, speech: Speech, actions: PopupActions): HTMLElement {
  const figure = match.chainage.replace(/^km\s*/, "");
  const near: LineEnd[] = [];
  for (const station of ends?.stations ?? []) if (station) near.push(station);
  near.sort((a, b) => a.km - b.km);
  return el("div", { class: "popup track" },
    el("h2", {}, speech.say("kmAt", { n: figure })),
    el("p", { class: "names" }, speech.name(match.line)),
    near.length > 0 && table(speech.say("nearest"), near, speech),
    ends && table(speech.say("lineEnds"), ends.ends, speech),
    el("p", { class: "caution" }, speech.say("uncertainty", { n: speech.number(match.uncertainty_m) })),
    buttons(speech, actions),
  );
}

/** How far places are, in official and in measured km. */
function table(title: string, places: readonly LineEnd[], speech: Speech): HTMLElement {
  return el("table", { class: "along" },
    el("thead", {}, el("tr", {},
      el("th", { scope: "col" }, title),
      el("th", { scope: "col" }, speech.say("official")),
      el("th", { scope: "col" }, speech.say("measured")))),
    el("tbody", {}, ...places.map((place) => el("tr", {},
      el("th", { scope: "row" }, speech.name(place)),
      el("td", {}, speech.number(place.km, 1)),
      el("td", {}, speech.number(place.measured_km, 1))))));
}

function row(label: string, value: string): HTMLElement {
  return el("tr", {}, el("th", { scope: "row" }, label), el("td", {}, value));
}

function buttons(speech: Speech, actions: PopupActions): HTMLElement {
  const button = (key: MessageKey, run: (() => void) | undefined) =>
    run && el("button", { type: "button", class: "primary", onclick: run }, speech.say(key));
  return el("div", { class: "actions" },
    button("fromHere", actions.from), button("viaHere", actions.via), button("toHere", actions.to));
}

function otherNames(station: StationProperties, speech: Speech): string[] {
  const all = [station.name, station.name_zh, station.name_ru, station.name_lo, station.name_th];
  const shown = speech.name(station);
  return [...new Set(all.filter((name): name is string => Boolean(name) && name !== shown))];
}
