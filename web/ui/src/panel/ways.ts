// The ways between two places side by side: what each passes that the others do
// not, its length, and how much that is more.

import type { Distance, Waypoint } from "../answers";
import { el } from "../dom";
import type { Way } from "../journey";
import type { Speech } from "../language";

export function choice(ways: readonly Way[], chosen: number, speech: Speech, take: (way: number) => void): HTMLElement {
  const best = ways[0]!.distance.distance_km;
  return el("fieldset", { class: "ways" }, el("legend", { class: "unseen" }, speech.say("ways")),
    ...ways.map(({ distance, label }, i) => {
      const extra = distance.distance_km - best;
      const counts = { borders: distance.border_crossings.length, breaks: distance.breaks_of_gauge.length };
      const title = gates(ways, i).map((stop) => speech.name(stop)).join(", ") || label || speech.say("shortest");
      return el("label", { class: "way" },
        el("input", { type: "radio", name: "way", value: i, checked: i === chosen, onchange: () => take(i) }),
        el("span", { class: "label" }, title),
        el("strong", {}, speech.km(distance.distance_km)),
        el("small", {}, i === 0 ? speech.say("shortest") : `${extra >= 0 ? "+" : "−"}${speech.km(Math.abs(extra))}`),
        el("small", {}, speech.say("bordersAndBreaks", counts)));
    }));
}

/** The borders that tell a way from all others: those where the gauge changes, if there are such. */
export function gates(ways: readonly Pick<Way, "distance">[], way: number): Waypoint[] {
  const passes = ({ distance }: Pick<Way, "distance">, id: string) => distance.border_crossings.some((crossing) => crossing.id === id);
  const { distance } = ways[way]!;
  const own = distance.border_crossings.filter(({ id }) => ways.every((other, i) => i === way || !passes(other, id)));
  const changing = own.filter(({ stations }) => stations.some((id) => isBreak(distance, id)));
  return (changing.length > 0 ? changing : own).flatMap(({ id }) => distance.itinerary.find((stop) => stop.id === id) ?? []);
}

function isBreak({ breaks_of_gauge }: Distance, id: string): boolean {
  return breaks_of_gauge.some(({ station }) => station === id);
}
