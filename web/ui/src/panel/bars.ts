// Shares of a whole: one stacked bar and a list of its parts.

import { el, vary } from "../dom";
import type { Speech } from "../language";

export interface Part {
  label: string;
  km: number;
  colour: string; // a CSS colour
}

export function shares(title: string, parts: readonly Part[], speech: Speech): HTMLElement {
  const whole = parts.reduce((sum, part) => sum + part.km, 0);
  const share = (part: Part) => (whole > 0 ? part.km / whole : 0);
  return el("section", { class: "shares" },
    el("h3", {}, title),
    el("div", { class: "stack", "aria-hidden": "true" },
      ...parts.map((part) => vary(el("span"), { "--share": String(share(part)), "--colour": part.colour }))),
    el("ul", {}, ...parts.map((part) =>
      el("li", {},
        vary(el("span", { class: "swatch", "aria-hidden": "true" }), { "--colour": part.colour }),
        el("span", { class: "label" }, part.label),
        el("span", { class: "value" }, speech.km(part.km, 1)),
        el("span", { class: "percent" }, speech.percent(share(part))),
      ))),
  );
}
