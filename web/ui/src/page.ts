// Joins state, service, map and panel: a change of state asks the service
// where it must and shows the answer on both.

import type { Overview } from "./answers";
import * as client from "./client";
import { ask, reasonOf, take, type Journey } from "./journey";
import { Speech } from "./language";
import { MapView } from "./map/view";
import { PlaceNames } from "./names";
import { Legend } from "./panel/legend";
import { Panel } from "./panel/panel";
import { Strip } from "./panel/strip";
import { Popups } from "./popups";
import { RouteLine, type Spot } from "./route";
import { Store, type State } from "./state";

const panelWidth = 416; // px with its margin, as in panel.css
const patience = 250; // ms before the panel says that an answer is on its way
const furniture = { tools: { width: 56, height: 140 }, bottom: 44 }; // px: on the right, at the top of a phone; scale and credits
const pointing = 14; // px around the pointer that the route is looked for in

export class Page {
  readonly #store: Store;
  readonly #map: MapView;
  readonly #panel: Panel;
  readonly #legend: Legend;
  readonly #popups: Popups;
  readonly #dock = document.createElement("div");
  readonly #names = new PlaceNames();
  #overview: Overview | undefined;
  #speech: Speech;
  #asked: AbortController | undefined;
  #journey: Journey | undefined;
  #line: RouteLine | undefined;
  #strip: Strip | undefined;

  constructor(document: Document) {
    const store = (this.#store = new Store(window));
    this.#speech = new Speech(store.state.lang);
    this.#legend = new Legend(window.innerWidth >= 720, (show) => store.set({ show }), (base) => store.set({ base }));
    this.#panel = new Panel(this.#speech, {
      choosePlaces: (places) => this.#choose(places), found: ({ id, found }) => this.#names.know(id, found),
      close: () => store.set({ from: "", via: [], to: "", way: 0 }),
      take: (way) => store.set({ way }),
      fit: () => this.#fitJourney(),
      visit: ({ lon, lat }) => this.#visit(lon, lat),
      point: (km) => this.#point(km === undefined ? undefined : this.#line?.at(km)),
      chooseCorridor: (corridor) => store.set({ corridor }),
      speak: (lang) => store.set({ lang }),
      retry: () => void this.#load(),
      resized: () => document.documentElement.style.setProperty("--covered", `${this.#panel.sheet.covered}px`),
    });
    this.#dock.className = "dock";
    document.getElementById("app")!.prepend(this.#panel.element, this.#legend.element);
    document.getElementById("app")!.append(this.#dock);
    this.#map = new MapView(document.getElementById("map")!, this.#speech, () => this.#cover(), {
      moved: (view) => {
        if (this.#overview) store.set({ view });
      },
      stationClicked: ({ id }) => store.set({ at: id }),
      trackClicked: ({ lng, lat }) => store.set({ at: `${lng.toFixed(5)},${lat.toFixed(5)}` }),
      pointed: (at, metresPerPixel) => this.#pointed(at && [at.lng, at.lat], (pointing * metresPerPixel) / 111_320),
      popupClosed: () => store.set({ at: "" }),
      drawn: (complete) => {
        document.documentElement.dataset["drawn"] = String(complete);
        performance.mark("drawn");
      },
    });
    this.#popups = new Popups(store, this.#map);
    store.listen((state, before) => this.#changed(state, before));
    matchMedia("(max-width: 719px)").addEventListener("change", () => this.#showBody());
    matchMedia("print").addEventListener("change", () => this.#map.resize(() => this.#fitJourney(false)));
  }

  async start(): Promise<void> {
    this.#render();
    this.#panel.sheet.set("peek");
    await this.#load();
  }

  async #load(): Promise<void> {
    this.#panel.show({ kind: "loading" });
    const { from, to, view, at } = this.#store.state;
    if (view) {
      this.#map.setView(view);
      this.#map.showNetwork();
    }
    const base = this.#map.loadBase();
    const answer = this.#ask(this.#store.state, view === undefined);
    try {
      this.#overview = await client.overview();
    } catch {
      return this.#panel.show({ kind: "refused", title: "offline", detail: "", retry: true });
    }
    if (!view && !(from && to)) this.#map.fitBox(this.#overview.bbox, false);
    this.#map.showNetwork(this.#overview.bbox);
    this.#showBase();
    void this.#showCorridor(view === undefined);
    if (!(from && to)) this.#showBody();
    if (at) void this.#popups.open(at, this.#speech);
    await Promise.all([answer, base.catch(() => undefined)]);
  }

  #changed(state: State, before: State): void {
    if (state.lang !== before.lang) {
      this.#speech = new Speech(state.lang);
      this.#render();
      this.#showBody();
    }
    if (state.show !== before.show) this.#paint();
    if (state.base !== before.base) this.#showBase();
    if (state.corridor !== before.corridor) {
      void this.#showCorridor(true);
      if (!(state.from && state.to)) this.#showBody();
    }
    if (state.from !== before.from || state.to !== before.to || state.via.join("|") !== before.via.join("|")) {
      void this.#ask(state, true);
      this.#showPlaces();
    } else if (state.way !== before.way && this.#journey) {
      void this.#take(this.#journey, state.way);
    }
    if (state.at !== before.at || (state.at && state.lang !== before.lang)) void this.#popups.open(state.at, this.#speech);
    if (state.view && !this.#map.shows(state.view)) this.#map.setView(state.view); // back, forward, an edited address
  }

  #render(): void {
    document.documentElement.lang = this.#speech.lang;
    document.title = this.#title();
    this.#panel.render(this.#speech);
    this.#map.render(this.#speech);
    this.#paint();
    this.#showPlaces();
  }

  #showBase(): void {
    const { base, at } = this.#store.state;
    const maps = this.#overview?.base_maps ?? [];
    this.#legend.offer(maps, base);
    if (this.#map.showOnline(maps.find(({ id }) => id === base))) {
      this.#showJourney();
      this.#showPlaces();
      void this.#showCorridor(false);
      if (at) void this.#popups.open(at, this.#speech);
    }
    this.#paint();
  }

  #paint(): void {
    const theme = this.#map.paint(this.#store.state.show, this.#overview?.countries ?? []);
    this.#legend.render(this.#speech, theme, this.#journey !== undefined);
  }

  async #ask({ from, via, to, way }: State, fit: boolean): Promise<void> {
    this.#asked?.abort();
    this.#journey = undefined;
    if (!from || !to) return this.#showJourney();
    const asked = (this.#asked = new AbortController());
    const slow = window.setTimeout(() => this.#panel.show({ kind: "asking" }), patience);
    try {
      this.#journey = await ask({ from, via, to }, way, asked.signal);
      if (asked.signal.aborted) return;
      this.#showJourney();
      this.#showPlaces();
      if (this.#panel.sheet.narrow) this.#panel.sheet.set("half");
      if (fit) this.#fitJourney();
    } catch (error) {
      if (client.isAbort(error)) return;
      this.#showJourney();
      this.#refuse(error);
      if (fit && this.#overview) this.#map.fitBox(this.#overview.bbox, false);
    } finally {
      clearTimeout(slow);
    }
  }

  async #take(journey: Journey, way: number): Promise<void> {
    this.#asked?.abort(); // an answer for the way chosen before would come over this one
    const asked = (this.#asked = new AbortController());
    try {
      const taken = await take(journey, way, asked.signal);
      if (asked.signal.aborted) return;
      this.#journey = taken;
      this.#showJourney();
      this.#fitJourney();
    } catch (error) {
      if (!client.isAbort(error)) this.#refuse(error);
    }
  }

  #refuse(error: unknown): void {
    this.#panel.show({ kind: "refused", ...reasonOf(error) });
    if (this.#panel.sheet.narrow) this.#panel.sheet.set("half");
  }

  /** Shows the journey, or that there is none, on map, strip and panel. */
  #showJourney(): void {
    const way = this.#journey?.ways[this.#journey.chosen];
    this.#map.point(undefined);
    this.#line = way?.legs && new RouteLine(way.legs);
    this.#map.showRoute(way?.distance, way?.legs ?? []);
    this.#paint();
    this.#showBody();
  }

  #showBody(): void {
    const { corridor, from, to } = this.#store.state;
    document.title = this.#title();
    this.#strip?.close();
    this.#strip = this.#makeStrip();
    const docked = this.#strip && !this.#panel.sheet.narrow;
    this.#dock.replaceChildren(...(docked ? [this.#strip!.element] : []));
    document.documentElement.classList.toggle("docked", Boolean(docked));
    if (this.#journey) {
      this.#panel.show({ kind: "journey", journey: this.#journey, strip: docked ? undefined : this.#strip?.element });
    } else if (this.#overview && !(from && to)) {
      this.#panel.show({ kind: "corridors", corridors: this.#overview.corridors, chosen: corridor, half: Boolean(from || to) });
    }
  }

  #makeStrip(): Strip | undefined {
    const way = this.#journey?.ways[this.#journey.chosen];
    if (!way?.legs?.length || !this.#line) return undefined;
    return new Strip(way.distance, way.legs, this.#line, this.#speech, {
      pointed: (spot) => this.#map.point(spot?.at),
      visit: ({ at }) => this.#visit(at[0]!, at[1]!),
    });
  }

  #pointed(at: [number, number] | undefined, reach: number): void {
    if (this.#line) this.#point(at && this.#line.near(at, reach));
  }

  #point(spot: Spot | undefined): void {
    this.#strip?.show(spot?.km);
    this.#map.point(spot?.at);
  }

  #title(): string {
    const speech = this.#speech;
    const way = this.#journey?.ways[this.#journey.chosen];
    if (!way) return `Corridor · ${speech.say("tagline")}`;
    const { from, to, distance_km } = way.distance;
    return `${speech.name(from)} – ${speech.name(to)} · ${speech.km(distance_km)} · Corridor`;
  }

  #showPlaces(): void {
    const { from, via, to } = this.#store.state;
    const places = [from, ...via, to];
    const answered = this.#journey?.ways[0]?.distance;
    const vias = answered?.itinerary.filter(({ kind }) => kind === "via") ?? [];
    const named = [answered?.from, ...via.map((_, i) => vias[i]), answered?.to];
    this.#panel.places.show(places, places.map((place, i) => this.#names.of(place, named[i], this.#speech)));
    if (!this.#journey) this.#map.showPlaces(this.#names.stations(places));
    void this.#names.learn(places, this.#journey !== undefined).then((news) => news && this.#showPlaces());
  }

  async #showCorridor(fit: boolean): Promise<void> {
    const { corridor } = this.#store.state;
    const summary = this.#overview?.corridors.find(({ id }) => id === corridor);
    if (!summary) return this.#map.showCorridor(undefined);
    if (fit) {
      if (this.#panel.sheet.height === "full") this.#panel.sheet.set("half");
      this.#map.fitBox(summary.bbox);
    }
    const feature = await client.corridor(corridor).catch(() => undefined);
    if (this.#store.state.corridor === corridor) this.#map.showCorridor(feature);
  }

  // Having typed one end, a reader likely wants to see it, and to type the other.
  #choose(places: string[]): void {
    const before = [this.#store.state.from, ...this.#store.state.via, this.#store.state.to];
    this.#store.set({ from: places[0]!, via: places.slice(1, -1).filter(Boolean), to: places.at(-1)!, way: 0 });
    if (places.filter(Boolean).length < before.filter(Boolean).length) return; // cleared
    const [first, second] = places.filter(Boolean).map((place) => this.#names.position(place));
    if (first && !second) this.#visit(...first);
    if (places.includes("")) this.#panel.places.focusEmpty();
    else this.#panel.leaveFields();
  }

  #visit(lon: number, lat: number): void {
    if (this.#panel.sheet.height === "full") this.#panel.sheet.set("half");
    this.#map.visit(lon, lat);
  }

  #fitJourney(animate = true): void {
    const way = this.#journey?.ways[this.#journey.chosen];
    this.#map.fit(way?.legs?.flatMap(({ geometry }) => geometry.coordinates) ?? [], animate);
  }

  #cover() {
    if (matchMedia("print").matches) return { left: 0, top: 0, right: 0, bottom: 0, corner: { width: 0, height: 0 } };
    const { sheet } = this.#panel;
    if (sheet.narrow) return { left: 0, top: 60, right: 0, bottom: sheet.covered + furniture.bottom, corner: furniture.tools };
    const { offsetWidth, offsetHeight } = this.#legend.element;
    return { left: panelWidth, top: 0, right: furniture.tools.width, bottom: this.#dock.offsetHeight, corner: { width: offsetWidth + 16, height: offsetHeight + 16 } };
  }
}
