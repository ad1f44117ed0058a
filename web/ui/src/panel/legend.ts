// What the colours and marks on the map mean.

import { el, icon, svg, vary } from "../dom";
import type { MessageKey, Speech } from "../language";
import { gaugeKey } from "../map/palette";

const gauges: [number, MessageKey][] = [[1520, "gaugeRussian"], [1435, "gaugeStandard"], [1000, "gaugeMetre"]];

export class Legend {
  readonly element = el("section", { class: "legend card" });
  #open: boolean;

  constructor(open: boolean) {
    this.#open = open;
  }

  render(speech: Speech): void {
    const rows = el("ul", { id: "legend-rows" },
      ...gauges.map(([gauge, name]) => row(rail(gauge, false), `${speech.mm(gauge)} · ${speech.say(name)}`)),
      row(rail(1435, true), speech.say("chord")),
      row(breakMark(), speech.say("breakOfGauge")),
      row(borderMark(), speech.say("border")));
    rows.hidden = !this.#open;
    this.element.replaceChildren(
      el("button", {
        type: "button", "aria-expanded": String(this.#open), "aria-controls": "legend-rows",
        onclick: () => {
          this.#open = !this.#open;
          this.render(speech);
          this.element.querySelector("button")?.focus();
        },
      }, icon("layers"), speech.say("legend")),
      rows);
  }
}

function row(sample: SVGElement, text: string): HTMLElement {
  return el("li", {}, sample, el("span", {}, text));
}

function sample(...shapes: SVGElement[]): SVGSVGElement {
  return svg("svg", { viewBox: "0 0 28 16", class: "sample", "aria-hidden": "true" }, ...shapes);
}

function rail(gauge: number, dashed: boolean): SVGSVGElement {
  const line = svg("line", { x1: 2, y1: 8, x2: 26, y2: 8, class: dashed ? "dashed" : "solid" });
  return vary(sample(line), { "--colour": `var(--map-${gaugeKey(gauge)})` });
}

function breakMark(): SVGSVGElement {
  return sample(
    svg("circle", { cx: 14, cy: 8, r: 6.5, class: "ring" }),
    svg("path", { d: "M14 3.8a4.2 4.2 0 0 0 0 8.4z", class: "left" }),
    svg("path", { d: "M14 3.8a4.2 4.2 0 0 1 0 8.4z", class: "right" }));
}

function borderMark(): SVGSVGElement {
  return sample(svg("path", { d: "M14 2l6 6-6 6-6-6z", class: "ring" }));
}
