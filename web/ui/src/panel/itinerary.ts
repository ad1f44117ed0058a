// The journey as a vertical strip: its stops in travel order, the rail between
// them in the colour of its gauge.

import type { Distance, LineShare, Waypoint } from "../answers";
import { el, vary } from "../dom";
import type { Speech } from "../language";
import { gaugeKey } from "../map/palette";
import { near, stretchFrom } from "../stretch";

/** Gauge (mm) of the track at a distance from the start, and of that just before it. */
export function gaugesAt(byLine: readonly LineShare[], km: number): [number, number] {
  let end = 0;
  let before = byLine[0]?.gauge_mm ?? 0;
  for (const stretch of byLine) {
    end += stretch.km;
    if (end > km + near) return [before, stretch.gauge_mm];
    before = stretch.gauge_mm;
  }
  return [before, before];
}

interface Actions {
  visit: (stop: Waypoint) => void;
  point: (km: number | undefined) => void;
}

export function itinerary(distance: Distance, speech: Speech, actions: Actions): HTMLElement {
  const stops = distance.itinerary;
  return el("section", { class: "itinerary" },
    el("h3", {}, speech.say("itinerary")),
    el("ol", {}, ...stops.map((stop, i) => row(stop, i === stops.length - 1, distance, speech, actions))),
  );
}

function row(stop: Waypoint, last: boolean, distance: Distance, speech: Speech, { visit, point }: Actions): HTMLElement {
  const [before, after] = marked(stop, distance);
  const item = vary(el("li", { class: `stop ${stop.kind.replaceAll(" ", "-")}${last ? " last" : ""}` }), {
    "--before": `var(--map-${gaugeKey(before)})`,
    "--after": `var(--map-${gaugeKey(after)})`,
  });
  const note = explain(stop, distance, speech);
  item.append(
    el("span", { class: "mark", "aria-hidden": "true" }),
    el("button", {
      type: "button", onclick: () => visit(stop), onpointerenter: () => point(stop.at_km), onpointerleave: () => point(undefined),
      onfocus: () => point(stop.at_km), onblur: () => point(undefined),
    },
      el("span", { class: "name" }, speech.name(stop)),
      note !== "" && el("span", { class: "note" }, note)),
    el("span", { class: "at" }, speech.km(stop.at_km)),
  );
  return item;
}

/** The gauges that meet at a stop, in travel order. */
export function marked(stop: Waypoint, distance: Distance): [number, number] {
  const here = breakAt(stop, distance);
  return here ? [here.from_mm, here.to_mm] : gaugesAt(distance.by_line, stop.at_km);
}

function breakAt(stop: Waypoint, distance: Distance) {
  return stop.kind === "break of gauge" ? distance.breaks_of_gauge.find(({ station }) => station === stop.id) : undefined;
}

function explain(stop: Waypoint, distance: Distance, speech: Speech): string {
  switch (stop.kind) {
    case "break of gauge": {
      const here = breakAt(stop, distance);
      if (!here) return speech.say("breakOfGauge");
      return `${speech.say("breakOfGauge")} · ${here.from_mm} → ${speech.mm(here.to_mm)}`;
    }
    case "border": {
      const countries = distance.border_crossings.find(({ id }) => id === stop.id)?.countries ?? [];
      return [speech.say("border"), countries.map((code) => speech.country(code)).join(" → ")].filter(Boolean).join(" · ");
    }
    case "via":
      return speech.say("via");
    case "reversal":
      return [speech.say("reversal"), lineFrom(stop, distance.by_line, speech)].filter(Boolean).join(" · ");
    default:
      return lineFrom(stop, distance.by_line, speech);
  }
}

/** The name of the line on which the journey leaves a stop; empty at the end. */
function lineFrom(stop: Waypoint, byLine: readonly LineShare[], speech: Speech): string {
  const stretch = stretchFrom(byLine, stop.at_km)?.stretch;
  return stretch ? speech.name(stretch) : "";
}
