// The panel beside the map: search, then the answer or the corridors.

import type { CorridorFeature, Distance, Waypoint } from "../answers";
import { el, icon, svg } from "../dom";
import { languages, type Language, type MessageKey, type Speech } from "../language";
import { corridorList } from "./corridors";
import { PlaceField } from "./field";
import { result } from "./result";
import { Sheet } from "./sheet";

export interface PanelActions {
  chooseFrom: (id: string) => void;
  chooseTo: (id: string) => void;
  swap: () => void;
  close: () => void;
  fit: () => void;
  visit: (stop: Waypoint) => void;
  chooseCorridor: (id: string) => void;
  speak: (lang: Language) => void;
  retry: () => void;
  resized: () => void;
}

/** What stands below the search boxes. */
export type Content =
  | { kind: "loading" }
  | { kind: "asking" }
  | { kind: "distance"; distance: Distance }
  | { kind: "refused"; title: MessageKey; detail: string; retry: boolean }
  | { kind: "corridors"; corridors: readonly CorridorFeature[]; chosen: string; half: boolean };

export class Panel {
  readonly element = el("aside", { class: "panel card" });
  readonly sheet: Sheet;
  readonly #from: PlaceField;
  readonly #to: PlaceField;
  readonly #tagline = el("p", { class: "tagline" });
  readonly #swap: HTMLButtonElement;
  readonly #language: HTMLSelectElement;
  readonly #top: HTMLElement;
  readonly #body = el("div", { class: "body", "aria-live": "polite" });

  constructor(private speech: Speech, private readonly actions: PanelActions) {
    const focused = () => {
      if (this.sheet.narrow) this.sheet.set("full");
    };
    this.#from = new PlaceField({ id: "from", choose: actions.chooseFrom, focused }, speech);
    this.#to = new PlaceField({ id: "to", choose: actions.chooseTo, focused }, speech);
    this.#swap = el("button", { type: "button", class: "quiet swap", onclick: actions.swap }, icon("swap"));
    this.#language = el("select", { onchange: () => actions.speak(this.#language.value as Language) },
      ...Object.entries(languages).map(([tag, name]) => el("option", { value: tag, lang: tag }, name)));
    const brand = el("header", { class: "brand" }, logo(), el("div", {}, el("h1", {}, "Corridor"), this.#tagline), this.#language);
    this.#top = el("div", { class: "top" },
      brand,
      el("div", { class: "search", role: "search" }, this.#from.element, this.#to.element, this.#swap));
    this.sheet = new Sheet(this.element, () => this.#top.offsetTop + this.#top.offsetHeight + 42, actions.resized);
    this.sheet.grip(brand);
    this.element.append(this.sheet.handle, this.#top, this.#body);
  }

  render(speech: Speech): void {
    this.speech = speech;
    this.element.setAttribute("aria-label", speech.say("panel"));
    this.sheet.handle.setAttribute("aria-label", speech.say("resizePanel"));
    this.#tagline.textContent = speech.say("tagline");
    this.#swap.title = speech.say("swap");
    this.#swap.setAttribute("aria-label", speech.say("swap"));
    this.#language.setAttribute("aria-label", speech.say("language"));
    this.#language.value = speech.lang;
    this.#from.render(speech);
    this.#to.render(speech);
  }

  showEnds(from: string, to: string): void {
    this.#from.show(from);
    this.#to.show(to);
    this.#swap.disabled = from === "" && to === "";
  }

  focusEmpty(from: string, to: string): void {
    if (from === "") this.#from.focus();
    else if (to === "") this.#to.focus();
  }

  /** On a phone, lowers the keyboard so that the answer can be seen. */
  leaveFields(): void {
    if (this.sheet.narrow && document.activeElement instanceof HTMLElement) document.activeElement.blur();
  }

  show(content: Content): void {
    const { speech, actions } = this;
    const hint = (key: MessageKey) => el("p", { class: "hint" }, speech.say(key));
    switch (content.kind) {
      case "loading":
      case "asking":
        return this.#body.replaceChildren(el("p", { class: "busy" }, speech.say(content.kind)));
      case "distance":
        this.#body.replaceChildren(result(content.distance, speech, actions));
        this.#body.scrollTop = 0;
        return;
      case "refused":
        return this.#body.replaceChildren(el("div", { class: "refused", role: "alert" },
          icon("warning"),
          el("div", {}, el("h2", {}, speech.say(content.title)), content.detail && el("p", {}, content.detail),
            content.retry && el("button", { type: "button", class: "primary", onclick: actions.retry }, speech.say("retry")))));
      case "corridors":
        return this.#body.replaceChildren(
          corridorList(content.corridors, content.chosen, speech, actions.chooseCorridor),
          hint(content.half ? "chooseOther" : "howTo"));
    }
  }
}

function logo(): SVGSVGElement {
  return svg("svg", { viewBox: "0 0 32 32", class: "logo", "aria-hidden": "true" },
    svg("rect", { width: 32, height: 32, rx: 8 }),
    svg("path", { d: "M10 25V19c0-4 12-2 12-8V7" }),
    svg("circle", { cx: 10, cy: 25, r: 3.4, class: "south" }),
    svg("circle", { cx: 22, cy: 7, r: 3.4, class: "north" }));
}
