// What the colours and marks on the map mean, and which of them the map shows.

import type { OnlineMap } from "../answers";
import { el, icon, svg, vary } from "../dom";
import type { Speech } from "../language";
import { bodies, themeNames, type Theme, type ThemeName, type TrackClass } from "../map/theme";

export class Legend {
  readonly element = el("section", { class: "legend card" });
  #open: boolean;

  #maps: readonly OnlineMap[] = [];
  #base = "";

  constructor(open: boolean, private readonly choose: (name: ThemeName) => void, private readonly chooseBase: (id: string) => void) {
    this.#open = open;
  }

  /** Offers online maps, of which one may be chosen. */
  offer(maps: readonly OnlineMap[], chosen: string): void {
    this.#maps = maps;
    this.#base = chosen;
  }

  #bases(speech: Speech): HTMLElement {
    const option = (id: string, name: string) => el("option", { value: id, selected: id === this.#base }, name);
    const select = el("select", { class: "base", "aria-label": speech.say("onlineMap"), onchange: () => this.chooseBase(select.value) },
      option("", "Natural Earth"), ...this.#maps.map(({ id, name }) => option(id, name)));
    return select;
  }

  /** `route`: the map shows one, and marks the borders on it. */
  render(speech: Speech, theme: Theme, route: boolean): void {
    const focused = this.element.contains(document.activeElement) ? document.activeElement!.tagName : "";
    const title = (name: ThemeName) =>
      bodies.some((body) => body === name) ? name : speech.say(name as "gauge" | "electrification" | "status" | "quality");
    const option = (name: ThemeName) => el("option", { value: name, selected: name === theme.name }, title(name));
    const isBody = (name: ThemeName) => bodies.some((body) => body === name);
    const select = el("select", { "aria-label": speech.say("colourBy"), onchange: () => this.choose(select.value as ThemeName) },
      ...themeNames.filter((name) => !isBody(name)).map(option),
      el("optgroup", { label: speech.say("membership") }, ...themeNames.filter(isBody).map(option)));
    const rows = el("div", { id: "legend-rows", class: "rows" },
      select,
      this.#maps.length > 0 && this.#bases(speech),
      el("ul", {},
        ...theme.classes.map((c) => row(rail(c), className(c, speech))),
        theme.name !== "quality" && row(rail({ colour: "muted", dashed: true }), speech.say("chord")),
        row(breakMark(), speech.say("breakOfGauge")),
        route && row(borderMark(), speech.say("border"))));
    rows.hidden = !this.#open;
    this.element.setAttribute("aria-label", speech.say("legend"));
    this.element.replaceChildren(
      el("button", {
        type: "button", "aria-expanded": String(this.#open), "aria-controls": "legend-rows",
        onclick: () => {
          this.#open = !this.#open;
          this.render(speech, theme, route);
          this.element.querySelector("button")?.focus();
        },
      }, icon("layers"), speech.say("legend")),
      rows);
    if (focused === "SELECT") select.focus();
  }
}

function className({ label, gaugeMm }: TrackClass, speech: Speech): string {
  return gaugeMm === undefined ? speech.say(label) : `${speech.mm(gaugeMm)} · ${speech.say(label)}`;
}

function row(sample: SVGElement, text: string): HTMLElement {
  return el("li", {}, sample, el("span", {}, text));
}

function sample(...shapes: SVGElement[]): SVGSVGElement {
  return svg("svg", { viewBox: "0 0 28 16", class: "sample", "aria-hidden": "true" }, ...shapes);
}

function rail({ colour, dashed }: Pick<TrackClass, "colour" | "dashed">): SVGSVGElement {
  const line = svg("line", { x1: 2, y1: 8, x2: 26, y2: 8, class: dashed ? "dashed" : "solid" });
  return vary(sample(line), { "--colour": `var(--map-${colour})` });
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
