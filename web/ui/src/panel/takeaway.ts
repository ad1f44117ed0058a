// What a reader takes away from an answer: files, a citation, paper.

import type { Distance } from "../answers";
import { routeAddress, type Places } from "../client";
import { el, icon } from "../dom";
import type { Speech } from "../language";

const formats = [["geojson", "GeoJSON"], ["gpx", "GPX"], ["kml", "KML"], ["csv", "CSV"]] as const;

export function takeAway(places: Places, distance: Distance, way: number, speech: Speech): HTMLElement {
  const name = `${distance.from.id ?? "place"}--${distance.to.id ?? "place"}`;
  const citation = cite(distance, way, speech);
  const copy = el("button", { type: "button", class: "quiet-text", onclick: () => void put() }, speech.say("copy"));
  const put = async () => {
    await navigator.clipboard.writeText(citation);
    copy.textContent = speech.say("copied");
  };
  return el("footer", { class: "takeaway" },
    el("h3", {}, speech.say("takeAway")),
    el("p", { class: "formats" }, ...formats.map(([format, label]) =>
      el("a", { href: routeAddress(places, way, format), download: `${name}${way > 0 ? `--${way}` : ""}.${format}` }, icon("export"), label)),
    el("button", { type: "button", onclick: () => window.print() }, icon("print"), speech.say("print"))),
    el("details", { class: "cite" }, el("summary", {}, icon("quote"), speech.say("cite")), el("p", { class: "citation" }, citation), copy),
    el("p", { class: "edition" }, speech.say("dataset", distance.dataset)),
  );
}

/** The answer as a source names it: who, what, which edition, where. */
export function cite(distance: Distance, way: number, speech: Speech): string {
  const ends = [distance.from, ...distance.itinerary.filter(({ kind }) => kind === "via"), distance.to].map((place) => speech.name(place));
  const where = typeof location === "undefined" ? "" : ` ${location.href}`;
  return `Corridor. ${ends.join(" – ")}${way > 0 ? ` (${way + 1})` : ""}: ${speech.km(distance.distance_km, 1)} ${speech.say("byRail")}. ` +
    `${speech.say("dataset", distance.dataset)}. ${speech.say("contributors")}, ODbL 1.0.${where}`;
}
