// What the page shows, kept in the address: #map=4.2/45.1/90.3&from=…&to=…&lang=zh

import { isLanguage, preferredLanguage, type Language } from "./language";

export interface View {
  zoom: number;
  lat: number;
  lon: number;
}

export interface State {
  /** Place ids, or "lon,lat"; empty when not chosen. */
  from: string;
  to: string;
  /** Id of the corridor shown; empty when none. */
  corridor: string;
  lang: Language;
  /** Undefined until the map has been moved: the page then shows the whole network. */
  view: View | undefined;
}

export function parseState(hash: string, languages: readonly string[]): State {
  const values = new URLSearchParams(hash.replace(/^#/, ""));
  const lang = values.get("lang") ?? "";
  return {
    from: values.get("from") ?? "",
    to: values.get("to") ?? "",
    corridor: values.get("corridor") ?? "",
    lang: isLanguage(lang) ? lang : preferredLanguage(languages),
    view: parseView(values.get("map") ?? ""),
  };
}

function parseView(text: string): View | undefined {
  const [zoom, lat, lon] = text.split("/").map(Number.parseFloat);
  if (zoom === undefined || lat === undefined || lon === undefined) return undefined;
  const usable = zoom >= 0 && zoom <= 24 && Math.abs(lat) <= 90 && Math.abs(lon) <= 360;
  return usable ? { zoom, lat, lon } : undefined;
}

export function formatState(state: State): string {
  const parts: string[] = [];
  const { view } = state;
  if (view) parts.push(`map=${trim(view.zoom, 2)}/${trim(view.lat, 4)}/${trim(view.lon, 4)}`);
  for (const key of ["from", "to", "corridor"] as const) {
    if (state[key]) parts.push(`${key}=${encodeURIComponent(state[key]).replaceAll("%2C", ",")}`);
  }
  parts.push(`lang=${state.lang}`);
  return `#${parts.join("&")}`;
}

function trim(value: number, decimals: number): string {
  return String(Number(value.toFixed(decimals)));
}

type Listener = (state: State, before: State) => void;

/** Holds the state, tells listeners of changes, and keeps the address in step. */
export class Store {
  #state: State;
  readonly #listeners: Listener[] = [];

  constructor(private readonly window: Window) {
    this.#state = this.#read();
    window.addEventListener("popstate", () => this.#become(this.#read()));
    window.addEventListener("hashchange", () => this.#become(this.#read()));
  }

  get state(): State {
    return this.#state;
  }

  listen(listener: Listener): void {
    this.#listeners.push(listener);
  }

  /** Changes the state; moving the map replaces the history entry, everything else adds one. */
  set(change: Partial<State>): void {
    const next = { ...this.#state, ...change };
    const address = formatState(next);
    if (address === formatState(this.#state)) return;
    const step = Object.keys(change).some((key) => key !== "view");
    this.window.history[step ? "pushState" : "replaceState"](null, "", address);
    this.#become(next);
  }

  #become(next: State): void {
    const before = this.#state;
    if (formatState(next) === formatState(before)) return;
    this.#state = next;
    for (const listener of this.#listeners) listener(next, before);
  }

  #read(): State {
    return parseState(this.window.location.hash, this.window.navigator.languages);
  }
}
