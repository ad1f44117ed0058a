// What the page shows, kept in the address:
// #map=4.2/45.1/90.3&from=…&via=…&to=…&show=quality&lang=zh

import { isTheme, type ThemeName } from "./map/theme";
import { isLanguage, preferredLanguage, type Language } from "./language";

export interface View {
  zoom: number;
  lat: number;
  lon: number;
}

export interface State {
  /** Place ids, or "lon,lat"; empty when not chosen. */
  from: string;
  via: readonly string[];
  to: string;
  /** Which of the ways from, via, to: 0 is the shortest. */
  way: number;
  /** The place whose popup is open: a station's id, or "lon,lat" on a track; empty when none. */
  at: string;
  /** Id of the corridor shown; empty when none. */
  corridor: string;
  /** What the colours of the tracks tell. */
  show: ThemeName;
  /** Id of an online base map; empty for the page's own. */
  base: string;
  lang: Language;
  /** Undefined until the map has been moved: the page then shows the whole network. */
  view: View | undefined;
}

const mostVia = 8;

export function parseState(hash: string, languages: readonly string[]): State {
  const values = new URLSearchParams(hash.replace(/^#/, ""));
  const text = (key: string) => values.get(key) ?? "";
  const lang = text("lang");
  const show = text("show");
  const way = Number(text("way"));
  return {
    from: text("from"),
    via: values.getAll("via").filter(Boolean).slice(0, mostVia),
    to: text("to"),
    way: Number.isInteger(way) && way > 0 && way < 10 ? way : 0,
    at: text("at"),
    corridor: text("corridor"),
    show: isTheme(show) ? show : "gauge",
    base: text("base"),
    lang: isLanguage(lang) ? lang : preferredLanguage(languages),
    view: parseView(text("map")),
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
  const add = (key: string, value: string) => {
    if (value) parts.push(`${key}=${encodeURIComponent(value).replaceAll("%2C", ",")}`);
  };
  add("from", state.from);
  for (const via of state.via) add("via", via);
  add("to", state.to);
  add("way", state.way ? String(state.way) : "");
  add("at", state.at);
  add("corridor", state.corridor);
  add("show", state.show === "gauge" ? "" : state.show);
  add("base", state.base);
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
