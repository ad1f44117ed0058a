// Joins state, service, map and panel: a change of state asks the service
// where it must and shows the answer on both.

import type { CorridorFeature, Distance, LegFeature, SegmentFeature, StationFeature } from "./answers";
import * as client from "./client";
import { languages, nameIn, Speech } from "./language";
import { MapView } from "./map/view";
import { Legend } from "./panel/legend";
import { Panel } from "./panel/panel";
import { stationPopup, trackPopup } from "./panel/popup";
import { Store, type State } from "./state";
import type { LatLng } from "leaflet";

interface Answer {
  distance: Distance;
  legs: LegFeature[];
}

const panelWidth = 392; // px with its margin, as in panel.css
const patience = 250; // ms before the panel says that an answer is on its way
const furniture = { top: 52, bottom: 44 }; // px on a phone: the legend's button; scale and credits

export class Page {
  readonly #store: Store;
  readonly #map: MapView;
  readonly #panel: Panel;
  readonly #legend: Legend;
  readonly #stations = new Map<string, StationFeature>();
  readonly #lineNames = new Map<string, string>();
  #corridors: CorridorFeature[] = [];
  #speech: Speech;
  #asked: AbortController | undefined;
  #answer: Answer | undefined;
  #stationsLoaded: Promise<void> = Promise.resolve();
  #loaded = false;

  constructor(document: Document) {
    const store = (this.#store = new Store(window));
    this.#speech = new Speech(store.state.lang);
    this.#legend = new Legend(window.innerWidth >= 720);
    this.#panel = new Panel(this.#speech, {
      chooseFrom: (from) => this.#choose({ from }),
      chooseTo: (to) => this.#choose({ to }),
      swap: () => store.set({ from: store.state.to, to: store.state.from }),
      close: () => store.set({ from: "", to: "" }),
      fit: () => this.#fitAnswer(),
      visit: ({ lon, lat }) => {
        if (this.#panel.sheet.height === "full") this.#panel.sheet.set("half");
        this.#map.visit(lon, lat);
      },
      chooseCorridor: (corridor) => store.set({ corridor }),
      speak: (lang) => store.set({ lang }),
      retry: () => void this.#reload(),
      resized: () => document.documentElement.style.setProperty("--covered", `${this.#panel.sheet.covered}px`),
    });
    document.getElementById("app")!.prepend(this.#panel.element, this.#legend.element);
    this.#map = new MapView(document.getElementById("map")!, this.#speech, () => this.#cover(), {
      moved: (view) => {
        if (this.#loaded) store.set({ view });
      },
      stationClicked: (station) => this.#clickStation(station),
      trackClicked: (at) => void this.#clickTrack(at),
    });
    store.listen((state, before) => this.#changed(state, before));
  }

  async start(): Promise<void> {
    this.#render();
    this.#panel.sheet.set("peek");
    if (this.#store.state.view) this.#map.setView(this.#store.state.view);
    await this.#reload();
  }

  async #reload(): Promise<void> {
    this.#panel.show({ kind: "loading" });
    const { from, to, view } = this.#store.state;
    void this.#map.loadBase();
    const segments = client.segments().then(({ features }) => this.#takeSegments(features));
    this.#stationsLoaded = client.stations().then(({ features }) => this.#takeStations(features, view === undefined && !(from && to)));
    const corridors = client.corridors().then(({ features }) => (this.#corridors = features));
    const answer = this.#ask(from, to, view === undefined);
    try {
      await Promise.all([segments, this.#stationsLoaded, corridors]);
    } catch {
      return this.#panel.show({ kind: "refused", title: "offline", detail: "", retry: true });
    }
    this.#loaded = true;
    this.#showCorridor(view === undefined);
    if (!(from && to)) this.#showBody();
    await answer;
  }

  #takeSegments(segments: SegmentFeature[]): void {
    for (const { properties } of segments) this.#lineNames.set(properties.line, properties.line_name);
    this.#map.showNetwork(segments);
  }

  #takeStations(stations: StationFeature[], fit: boolean): void {
    for (const station of stations) this.#stations.set(station.properties.id, station);
    this.#map.showStations(stations);
    this.#showEnds();
    if (fit) this.#fitNetwork();
  }

  #changed(state: State, before: State): void {
    if (state.lang !== before.lang) {
      this.#speech = new Speech(state.lang);
      this.#render();
      this.#showBody();
    }
    if (state.corridor !== before.corridor) {
      this.#showCorridor(true);
      if (!(state.from && state.to)) this.#showBody();
    }
    if (state.from !== before.from || state.to !== before.to) {
      this.#showEnds();
      void this.#ask(state.from, state.to, true);
    }
    if (state.view && this.#far(state)) this.#map.setView(state.view);
  }

  // True when the address names another view than the map's (back, forward, an edited address).
  #far({ view }: State): boolean {
    const now = this.#map.view;
    return view !== undefined &&
      (Math.abs(view.zoom - now.zoom) > 0.02 || Math.abs(view.lat - now.lat) > 0.001 || Math.abs(view.lon - now.lon) > 0.001);
  }

  #render(): void {
    document.documentElement.lang = this.#speech.lang;
    document.title = this.#title();
    this.#panel.render(this.#speech);
    this.#legend.render(this.#speech);
    this.#map.render(this.#speech);
    this.#showEnds();
  }

  async #ask(from: string, to: string, fit: boolean): Promise<void> {
    this.#asked?.abort();
    this.#answer = undefined;
    this.#map.closePopup();
    if (!from || !to) {
      this.#map.showRoute(undefined, []);
      this.#map.showEnd(this.#stations.get(from || to), from ? "from" : "to");
      if (this.#loaded) this.#showBody();
      return;
    }
    const asked = (this.#asked = new AbortController());
    const slow = window.setTimeout(() => this.#panel.show({ kind: "asking" }), patience);
    try {
      const [distance, legs] = await Promise.all([
        client.distance(from, to, asked.signal), client.route(from, to, asked.signal),
      ]);
      await this.#stationsLoaded;
      nameBorders(distance, this.#stations);
      this.#answer = { distance, legs: legs.features };
      this.#map.showRoute(distance, legs.features);
      this.#showEnds();
      this.#showBody();
      if (this.#panel.sheet.narrow) this.#panel.sheet.set("half");
      if (fit) this.#fitAnswer();
    } catch (error) {
      if (client.isAbort(error)) return;
      this.#map.showRoute(undefined, []);
      this.#refuse(error);
      if (fit) this.#fitNetwork();
    } finally {
      clearTimeout(slow);
    }
  }

  #refuse(error: unknown): void {
    const status = error instanceof client.Refusal ? error.status : 0;
    const title = status === 422 ? "noRoute" : status === 404 ? "unknownPlace" : status === 400 ? "badQuestion" : "offline";
    this.#panel.show({ kind: "refused", title, detail: status >= 400 && status < 500 ? (error as Error).message : "", retry: title === "offline" });
    if (this.#panel.sheet.narrow) this.#panel.sheet.set("half");
  }

  #showBody(): void {
    const { corridor, from, to } = this.#store.state;
    document.title = this.#title();
    if (this.#answer) this.#panel.show({ kind: "distance", distance: this.#answer.distance });
    else if (this.#loaded) {
      this.#panel.show({ kind: "corridors", corridors: this.#corridors, chosen: corridor, half: Boolean(from || to) });
    }
  }

  #title(): string {
    const speech = this.#speech;
    if (!this.#answer) return `Corridor · ${speech.say("tagline")}`;
    const { from, to, distance_km } = this.#answer.distance;
    return `${speech.name(from)} – ${speech.name(to)} · ${speech.km(distance_km)} · Corridor`;
  }

  #showEnds(): void {
    const { from, to } = this.#store.state;
    this.#panel.showEnds(this.#nameOf(from, this.#answer?.distance.from), this.#nameOf(to, this.#answer?.distance.to));
  }

  #nameOf(place: string, answered: Distance["from"] | undefined): string {
    const station = this.#stations.get(place);
    if (station) return this.#speech.name(station.properties);
    if (answered && place && answered.id) return this.#speech.name(answered);
    return place.replace(",", ", ");
  }

  #showCorridor(fit: boolean): void {
    const corridor = this.#corridors.find(({ properties }) => properties.id === this.#store.state.corridor);
    this.#map.showCorridor(corridor);
    if (!corridor || !fit) return;
    if (this.#panel.sheet.height === "full") this.#panel.sheet.set("half");
    const { geometry } = corridor;
    this.#map.fit(geometry.type === "LineString" ? geometry.coordinates : geometry.coordinates.flat());
  }

  // Having typed one end, the reader most likely wants to type the other.
  #choose(change: Partial<State>): void {
    this.#store.set(change);
    const { from, to } = this.#store.state;
    if (!change.from && !change.to) return; // cleared
    if (from === "" || to === "") this.#panel.focusEmpty(from, to);
    else this.#panel.leaveFields();
  }

  #clickStation(station: StationFeature): void {
    const { id } = station.properties;
    const { from, to } = this.#store.state;
    if (from === "" && to !== id) this.#store.set({ from: id });
    else if (to === "" && from !== id) this.#store.set({ to: id });
    if (this.#store.state.from && this.#store.state.to && !(from && to)) return; // the answer follows
    const [lon, lat] = station.geometry.coordinates as [number, number];
    const lineName = (line: string) => this.#lineNames.get(line) ?? line;
    this.#map.openPopup(lon, lat, stationPopup(station.properties, lineName, this.#speech, this.#ends(id)));
  }

  async #clickTrack(at: LatLng): Promise<void> {
    const { matches } = await client.locate(at.lng, at.lat).catch(() => ({ matches: [] }));
    const match = matches[0];
    if (!match) return;
    const place = `${match.lon.toFixed(5)},${match.lat.toFixed(5)}`;
    this.#map.openPopup(match.lon, match.lat, trackPopup(match, this.#speech, this.#ends(place)));
  }

  #ends(place: string) {
    const { from, to } = this.#store.state;
    const choose = (change: Partial<State>) => {
      this.#map.closePopup();
      this.#store.set(change);
    };
    return {
      from: () => choose({ from: place, ...(to === place && { to: "" }) }),
      to: () => choose({ to: place, ...(from === place && { from: "" }) }),
    };
  }

  #fitNetwork(): void {
    this.#map.fit([...this.#stations.values()].map(({ geometry }) => geometry.coordinates), false);
  }

  #fitAnswer(): void {
    this.#map.fit(this.#answer?.legs.flatMap(({ geometry }) => geometry.coordinates) ?? []);
  }

  #cover() {
    const { sheet } = this.#panel;
    return sheet.narrow
      ? { left: 0, top: furniture.top, bottom: sheet.covered + furniture.bottom }
      : { left: panelWidth, top: 0, bottom: 0 };
  }
}

/** Gives each border the names of its two stations, which the dataset has in more languages. */
function nameBorders(distance: Distance, stations: ReadonlyMap<string, StationFeature>): void {
  for (const border of distance.border_crossings) {
    const ends = border.stations.map((id) => stations.get(id)?.properties);
    const stop = distance.itinerary.find(({ id }) => id === border.id);
    if (!stop || !ends.every((end) => end !== undefined)) continue;
    const join = (lang: string) => ends.map((end) => nameIn(end, lang) ?? end.name).join(" – ");
    stop.name = join("en");
    stop.names = Object.fromEntries(Object.keys(languages).map((lang) => [lang, join(lang)]));
  }
}
