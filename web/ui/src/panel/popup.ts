// What a popup says about a station or a spot on a track.

import type { Match, StationProperties } from "../answers";
import { el } from "../dom";
import type { MessageKey, Speech } from "../language";

export interface PopupActions {
  from: () => void;
  to: () => void;
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
  station: StationProperties, lineName: (id: string) => string, speech: Speech, actions: PopupActions,
): HTMLElement {
  const known = codes.filter(([key]) => station[key]);
  const kindNames = (station.kinds ?? []).map((kind) => (kinds[kind] ? speech.say(kinds[kind]) : kind));
  return el("div", { class: "popup" },
    el("h2", {}, speech.name(station)),
    el("p", { class: "names" }, otherNames(station, speech).join(" · ")),
    el("p", { class: "kinds" }, [speech.country(station.country), ...kindNames].join(" · ")),
    el("table", {},
      ...(station.line_km ?? []).map((entry) => {
        const at = entry.lastIndexOf(" ");
        return el("tr", {},
          el("th", { scope: "row" }, lineName(entry.slice(0, at))),
          el("td", {}, speech.say("kmAt", { n: speech.number(Number(entry.slice(at + 1)), 1) })));
      }),
      el("tr", {}, el("th", { scope: "row" }, speech.say("gauge")),
        el("td", {}, (station.gauges_mm ?? []).map((gauge) => speech.mm(gauge)).join(", ")))),
    known.length > 0 && el("p", { class: "codes" },
      ...known.map(([key, label]) => el("span", { class: "code" }, el("small", {}, label), " ", station[key]))),
    station.derived && el("p", { class: "caution" }, speech.say("derived")),
    buttons(speech, actions),
  );
}

export function trackPopup(match: Match, speech: Speech, actions: PopupActions): HTMLElement {
  const near = match.nearest_station;
  return el("div", { class: "popup" },
    el("h2", {}, speech.say("kmAt", { n: speech.number(match.km, 1) })),
    el("p", { class: "names" }, speech.name(match.line)),
    el("table", {},
      near && el("tr", {}, el("th", { scope: "row" }, speech.name(near)), el("td", {}, speech.km(Math.abs(near.km_away), 1)))),
    el("p", { class: "caution" }, speech.say("uncertainty", { n: speech.number(match.uncertainty_m) })),
    buttons(speech, actions),
  );
}

function buttons(speech: Speech, actions: PopupActions): HTMLElement {
  return el("div", { class: "actions" },
    el("button", { type: "button", class: "primary", onclick: actions.from }, speech.say("fromHere")),
    el("button", { type: "button", class: "primary", onclick: actions.to }, speech.say("toHere")));
}

function otherNames(station: StationProperties, speech: Speech): string[] {
  const all = [station.name, station.name_zh, station.name_ru, station.name_lo, station.name_th];
  const shown = speech.name(station);
  return [...new Set(all.filter((name): name is string => Boolean(name) && name !== shown))];
}
