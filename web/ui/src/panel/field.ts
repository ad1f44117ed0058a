// A search box with suggestions: the ARIA combobox pattern with a listbox
// popup (WAI-ARIA Authoring Practices 1.2).

import * as client from "../client";
import { el, icon } from "../dom";
import type { MessageKey, Speech } from "../language";
import { suggest, type Suggestion } from "./suggest";

const pause = 130; // ms of rest before a question is sent

export interface FieldOptions {
  /** Of the input: "from", "via-1", "to". */
  id: string;
  label: MessageKey;
  /** The id of what is chosen, empty when cleared; the suggestion it was chosen from. */
  choose: (id: string, suggestion?: Suggestion) => void;
  focused: () => void;
}

export class PlaceField {
  readonly element = el("div", { class: "field" });
  readonly #label: HTMLLabelElement;
  readonly #input: HTMLInputElement;
  readonly #clear: HTMLButtonElement;
  readonly #list: HTMLUListElement;
  readonly #status: HTMLElement;
  #offered: Suggestion[] = [];
  #active = -1;
  #shown = ""; // the name of what is chosen
  #asked: AbortController | undefined;
  #timer = 0;
  #speech: Speech;

  constructor(private readonly options: FieldOptions, speech: Speech) {
    const { id } = options;
    this.#speech = speech;
    this.#label = el("label", { for: id });
    this.#input = el("input", {
      id, type: "text", role: "combobox", autocomplete: "off", autocapitalize: "off", spellcheck: "false",
      enterkeyhint: "search", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": `${id}-list`,
      oninput: () => this.#later(),
      onkeydown: (event) => this.#key(event as KeyboardEvent),
      onfocus: () => {
        this.#input.select();
        options.focused();
      },
      onblur: () => this.#leave(),
    });
    this.#clear = el("button", { type: "button", class: "quiet clear", hidden: true, onclick: () => this.#reset() }, icon("close"));
    this.#list = el("ul", { id: `${id}-list`, role: "listbox", class: "suggestions", hidden: true });
    this.#status = el("div", { class: "unseen", role: "status" });
    this.element.append(el("span", { class: `dot dot-${options.label}`, "aria-hidden": "true" }), this.#label, this.#input, this.#clear, this.#list, this.#status);
    this.render(speech);
  }

  render(speech: Speech): void {
    this.#speech = speech;
    this.#label.textContent = speech.say(this.options.label);
    this.#input.placeholder = speech.say("searchHint");
    this.#clear.setAttribute("aria-label", `${speech.say("clear")}: ${speech.say(this.options.label)}`);
    this.#list.setAttribute("aria-label", speech.say("suggestions"));
  }

  /** Shows what has been chosen; empty for nothing. */
  show(name: string): void {
    this.#shown = name;
    this.#clear.hidden = name === "";
    if (document.activeElement !== this.#input || this.#list.hidden) this.#input.value = name;
  }

  /** The name of what is chosen. */
  get shown(): string {
    return this.#shown;
  }

  get labelText(): string {
    return this.#label.textContent ?? "";
  }

  focus(): void {
    this.#input.focus();
  }

  #later(): void {
    clearTimeout(this.#timer);
    this.#clear.hidden = this.#input.value === "";
    this.#timer = window.setTimeout(() => void this.#ask(), pause);
  }

  async #ask(): Promise<void> {
    const question = this.#input.value.trim();
    this.#asked?.abort();
    this.#asked = undefined;
    if (question === "") return this.#close();
    const asked = (this.#asked = new AbortController());
    try {
      const offered = await suggest(question, this.#speech, asked.signal);
      if (!asked.signal.aborted) this.#offer(offered);
    } catch (error) {
      if (!client.isAbort(error)) this.#offer([]);
    } finally {
      if (this.#asked === asked) this.#asked = undefined;
    }
  }

  #offer(offered: Suggestion[]): void {
    if (document.activeElement !== this.#input) return;
    const { id } = this.options;
    this.#offered = offered;
    this.#active = offered.length > 0 ? 0 : -1;
    this.#list.replaceChildren(...offered.map((suggestion, i) => this.#option(suggestion, i)));
    if (offered.length === 0) {
      this.#list.append(el("li", { class: "nothing", role: "presentation" }, this.#speech.say("noSuggestion")));
    }
    this.#list.hidden = false;
    this.#input.setAttribute("aria-expanded", "true");
    this.#status.textContent = offered.length > 0
      ? this.#speech.say("suggestionCount", { n: offered.length }) : this.#speech.say("noSuggestion");
    this.#mark(id);
  }

  #option({ name, other, where }: Suggestion, i: number): HTMLLIElement {
    return el("li", {
      id: `${this.options.id}-${i}`, role: "option",
      // Before the blur that a click would cause.
      onpointerdown: (event) => {
        event.preventDefault();
      },
      onclick: () => this.#choose(i),
    },
    el("span", { class: "name" }, name, other && el("span", { class: "other" }, other)),
    el("span", { class: "where" }, where));
  }

  #key(event: KeyboardEvent): void {
    if (event.isComposing) return; // an input method is choosing its own characters
    const open = !this.#list.hidden;
    switch (event.key) {
      case "ArrowDown":
      case "ArrowUp": {
        event.preventDefault();
        if (!open) return void this.#ask();
        if (this.#offered.length === 0) return;
        const step = event.key === "ArrowDown" ? 1 : -1;
        this.#active = (this.#active + step + this.#offered.length) % this.#offered.length;
        return this.#mark(this.options.id);
      }
      case "Enter":
        event.preventDefault();
        return void this.#enter();
      case "Escape":
        if (open) event.stopPropagation();
        this.#input.value = this.#shown;
        return this.#close();
    }
  }

  async #enter(): Promise<void> {
    if (this.#input.value.trim() === this.#shown && this.#list.hidden) return;
    clearTimeout(this.#timer);
    if (this.#list.hidden || this.#asked) await this.#ask();
    if (this.#active >= 0) this.#choose(this.#active);
  }

  #mark(id: string): void {
    [...this.#list.children].forEach((option, i) => {
      option.setAttribute("aria-selected", String(i === this.#active));
      if (i === this.#active) option.scrollIntoView({ block: "nearest" });
    });
    if (this.#active >= 0) this.#input.setAttribute("aria-activedescendant", `${id}-${this.#active}`);
    else this.#input.removeAttribute("aria-activedescendant");
  }

  #choose(i: number): void {
    const suggestion = this.#offered[i];
    if (!suggestion) return;
    this.#close();
    this.#shown = this.#input.value = suggestion.name;
    this.#clear.hidden = false;
    this.options.choose(suggestion.id, suggestion);
  }

  #reset(): void {
    this.#input.value = this.#shown = "";
    this.#clear.hidden = true;
    this.#close();
    this.options.choose("");
    this.#input.focus();
  }

  #leave(): void {
    this.#close();
    if (this.#input.value.trim() === "" && this.#shown !== "") this.options.choose("");
    else this.#input.value = this.#shown;
    this.#clear.hidden = this.#input.value === "";
  }

  #close(): void {
    clearTimeout(this.#timer);
    this.#asked?.abort();
    this.#list.hidden = true;
    this.#offered = [];
    this.#active = -1;
    this.#input.setAttribute("aria-expanded", "false");
    this.#input.removeAttribute("aria-activedescendant");
    this.#status.textContent = "";
  }
}
