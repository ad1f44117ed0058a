// The named corridors: each with its length, a way to see it whole, and a page
// of its own.

import type { CorridorSummary } from "../answers";
import { el, icon, vary } from "../dom";
import type { Speech } from "../language";
import { gaugeKey } from "../map/palette";

export function corridorList(
  corridors: readonly CorridorSummary[], chosen: string, speech: Speech, choose: (id: string) => void,
): HTMLElement {
  const byLength = [...corridors].sort((a, b) => b.length_km - a.length_km);
  return el("section", { class: "corridors" },
    el("h2", {}, speech.say("corridors")),
    el("ul", {}, ...byLength.map((corridor) => item(corridor, chosen === corridor.id, speech, choose))),
  );
}

function item(corridor: CorridorSummary, open: boolean, speech: Speech, choose: (id: string) => void): HTMLElement {
  const { id, description, length_km, official_km, measured_km, countries, gauges_mm } = corridor;
  return el("li", { class: open ? "corridor open" : "corridor" },
    el("button", { type: "button", "aria-expanded": String(open), onclick: () => choose(open ? "" : id) },
      el("span", { class: "name" }, speech.name(corridor)),
      el("span", { class: "length" }, speech.km(length_km)),
      el("span", { class: "countries" }, countries.map((code) => speech.country(code)).join(" · ")),
      el("span", { class: "gauges" }, ...gauges_mm.map((gauge) =>
        vary(el("span", { class: "gauge", title: speech.mm(gauge) }), { "--colour": `var(--map-${gaugeKey(gauge)})` }))),
      icon("chevron")),
    open && el("div", { class: "about" },
      description && speech.lang === "en" && el("p", {}, description),
      el("dl", { class: "figures" },
        el("div", {}, el("dt", {}, speech.say("official")), el("dd", {}, speech.km(official_km, 1))),
        el("div", {}, el("dt", {}, speech.say("measured")), el("dd", {}, speech.km(measured_km, 1)))),
      el("a", { class: "more", href: `corridors/${encodeURIComponent(id)}?lang=${speech.lang}` }, icon("page"), speech.say("corridorPage"))),
  );
}
