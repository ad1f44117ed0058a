// The panel beside the map: search, then the answer or the corridors.

import type { CorridorSummary } from "../answers";
import { el, icon, svg } from "../dom";
import type { Journey } from "../journey";
import { languages, type Language, type MessageKey, type Speech } from "../language";
import { corridorList } from "./corridors";
import { PlaceList } from "./places";
import { result, type ResultActions } from "./result";
import { Sheet } from "./sheet";
import type { Suggestion } from "./suggest";

export interface PanelActions extends ResultActions {
  /** All places in order; the first and last are the ends, empty where not chosen. */
  choosePlaces: (places: string[]) => void;
  found: (suggestion: Suggestion) => void;
  chooseCorridor: (id: string) => void;
  speak: (lang: Language) => void;
  retry: () => void;
  resized: () => void;
}

/** What stands below the search boxes. */
export type Content =
  | { kind: "loading" }
  | { kind: "asking" }
  | { kind: "journey"; journey: Journey; strip: HTMLElement | undefined }
  | { kind: "refused"; title: MessageKey; detail: string; retry: boolean }
  | { kind: "corridors"; corridors: readonly CorridorSummary[]; chosen: string; half: boolean };

export class Panel {
  readonly element = el("aside", { class: "panel card" });
  readonly sheet: Sheet;
  readonly places: PlaceList;
  readonly #tagline = el("p", { class: "tagline" });
  readonly #language: HTMLSelectElement;
  readonly #top: HTMLElement;
  readonly #body = el("div", { class: "body" });
  readonly #status = el("p", { class: "unseen", role: "status" });

  constructor(private speech: Speech, private readonly actions: PanelActions) {
    this.places = new PlaceList({
      chosen: actions.choosePlaces,
      found: actions.found,
      focused: () => {
        if (this.sheet.narrow) this.sheet.set("full");
      },
    }, speech);
    this.#language = el("select", { onchange: () => actions.speak(this.#language.value as Language) },
      ...Object.entries(languages).map(([tag, name]) => el("option", { value: tag, lang: tag }, name)));
    const brand = el("header", { class: "brand" }, logo(), el("div", {}, el("h1", {}, "Corridor"), this.#tagline), this.#language);
    this.#top = el("div", { class: "top" }, brand, el("div", { class: "search", role: "search" }, this.places.element));
    this.sheet = new Sheet(this.element, () => this.#top.offsetTop + this.#top.offsetHeight + 42, actions.resized);
    this.sheet.grip(brand);
    this.element.append(this.sheet.handle, this.#top, this.#body, this.#status);
  }

  render(speech: Speech): void {
    this.speech = speech;
    this.element.setAttribute("aria-label", speech.say("panel"));
    this.sheet.handle.setAttribute("aria-label", speech.say("resizePanel"));
    this.#tagline.textContent = speech.say("tagline");
    this.#language.setAttribute("aria-label", speech.say("language"));
    this.#language.value = speech.lang;
    this.places.render(speech);
  }

  /** On a phone, lowers the keyboard so that the answer can be seen. */
  leaveFields(): void {
    if (this.sheet.narrow && document.activeElement instanceof HTMLElement) document.activeElement.blur();
  }

  show(content: Content): void {
    const { speech, actions } = this;
    const hint = (key: MessageKey) => el("p", { class: "hint" }, speech.say(key));
    this.#status.textContent = this.#spoken(content);
    switch (content.kind) {
      case "loading":
      case "asking":
        return this.#body.replaceChildren(el("p", { class: "busy" }, speech.say(content.kind)));
      case "journey":
        this.#body.replaceChildren(result(content.journey, content.strip, speech, actions));
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

  // What a screen reader says of a change: the answer in one sentence.
  #spoken(content: Content): string {
    if (content.kind !== "journey") return content.kind === "asking" ? this.speech.say("asking") : "";
    const { distance } = content.journey.ways[content.journey.chosen]!;
    return `${this.speech.name(distance.from)} – ${this.speech.name(distance.to)}: ${this.speech.km(distance.distance_km, 1)} ${this.speech.say("byRail")}`;
  }
}

function logo(): SVGSVGElement {
  return svg("svg", { viewBox: "0 0 32 32", class: "logo", "aria-hidden": "true" },
    svg("rect", { width: 32, height: 32, rx: 8 }),
    svg("path", { d: "M10 25V19c0-4 12-2 12-8V7" }),
    svg("circle", { cx: 10, cy: 25, r: 3.4, class: "south" }),
    svg("circle", { cx: 22, cy: 7, r: 3.4, class: "north" }));
}
