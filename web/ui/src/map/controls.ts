// The map's tools: zoom, place of the reader, full screen, measure; scale and
// credits; and the coordinates of a place by the context menu or a long press.

import * as L from "leaflet";
import { el, icon, type IconName } from "../dom";
import type { MessageKey, Speech } from "../language";
import { Measure } from "./measure";
import { ScaleBar } from "./scale";

interface Tool {
  button: HTMLButtonElement;
  message: MessageKey;
}

export class Controls {
  readonly #scale: ScaleBar;
  #source: string | undefined;
  readonly #credit = L.control.attribution({ position: "bottomright", prefix: false });
  readonly #measure: Measure;
  readonly #tools: Tool[] = [];
  readonly #bar = el("div", { class: "tools card" });
  readonly #says = el("p", { class: "toast card", role: "status", hidden: true });
  #here: L.Circle | undefined;
  #silence = 0;

  constructor(private readonly map: L.Map, private speech: Speech) {
    this.#scale = new ScaleBar(speech);
    this.#measure = new Measure(map, speech, () => this.#press("measure", this.#measure.on));
    this.#tool("zoomIn", "plus", () => map.zoomIn());
    this.#tool("zoomOut", "minus", () => map.zoomOut());
    this.#tool("locateMe", "locate", () => this.#locate());
    if (document.fullscreenEnabled) this.#tool("fullScreen", "expand", () => void this.#fullScreen());
    this.#tool("measure", "ruler", () => this.#measure.toggle());
    L.DomEvent.disableClickPropagation(this.#bar);
    const bar = this.#bar;
    const control = L.Control.extend({ onAdd: () => bar });
    this.#credit.addTo(map);
    this.#scale.addTo(map);
    new control({ position: "bottomright" }).addTo(map);
    map.getContainer().append(this.#says);
    map.on("contextmenu", ({ latlng }) => this.#coordinates(latlng));
    map.on("zoomend", () => this.#limits());
    map.on("locationfound", (event) => this.#found(event));
    map.on("locationerror", () => this.#say(this.speech.say("locateFailed")));
    document.addEventListener("fullscreenchange", () => this.#press("fullScreen", document.fullscreenElement !== null));
    this.#limits();
  }

  get measuring(): boolean {
    return this.#measure.on;
  }

  render(speech: Speech): void {
    this.speech = speech;
    this.#scale.render(speech);
    this.#measure.render(speech);
    this.#bar.setAttribute("role", "toolbar");
    this.#bar.setAttribute("aria-label", speech.say("tools"));
    for (const { button, message } of this.#tools) {
      button.title = speech.say(message);
      button.setAttribute("aria-label", speech.say(message));
    }
    const link = el("a", { href: "https://www.openstreetmap.org/copyright", rel: "noopener" }, speech.say("contributors"));
    this.#credit.getContainer()?.replaceChildren(link, " · ", this.#source ?? speech.say("baseMap"));
  }

  /** Names the source of an online base map; none for the page's own. */
  credit(source: string | undefined): void {
    this.#source = source;
    this.render(this.speech);
  }

  #tool(message: MessageKey, sign: IconName, run: () => void): void {
    const button = el("button", { type: "button", class: `tool ${message}`, onclick: run }, icon(sign));
    this.#tools.push({ button, message });
    this.#bar.append(button);
  }

  #press(message: MessageKey, pressed: boolean): void {
    this.#tools.find((tool) => tool.message === message)?.button.setAttribute("aria-pressed", String(pressed));
    if (message === "measure" && pressed) this.#say(this.speech.say("measureHow"));
  }

  #limits(): void {
    const zoom = this.map.getZoom();
    for (const { button, message } of this.#tools) {
      if (message === "zoomIn") button.disabled = zoom >= this.map.getMaxZoom();
      if (message === "zoomOut") button.disabled = zoom <= this.map.getMinZoom();
    }
  }

  async #fullScreen(): Promise<void> {
    if (document.fullscreenElement) await document.exitFullscreen();
    else await document.documentElement.requestFullscreen();
  }

  #locate(): void {
    this.map.locate({ enableHighAccuracy: true, timeout: 10_000 });
  }

  #found({ latlng, accuracy }: L.LocationEvent): void {
    this.#here?.remove();
    this.#here = L.circle(latlng, { radius: accuracy, className: "here", interactive: false }).addTo(this.map);
    this.map.setView(latlng, Math.max(this.map.getZoom(), 10));
  }

  #coordinates({ lat, lng }: L.LatLng): void {
    const text = `${lat.toFixed(5)}, ${lng.toFixed(5)}`;
    const copy = async () => {
      await navigator.clipboard.writeText(text);
      this.map.closePopup();
      this.#say(this.speech.say("copied"));
    };
    const content = el("div", { class: "coordinates" }, el("code", {}, text),
      el("button", { type: "button", class: "primary", onclick: () => void copy() }, this.speech.say("copy")));
    L.popup({ minWidth: 190 }).setLatLng([lat, lng]).setContent(content).openOn(this.map);
  }

  #say(text: string): void {
    clearTimeout(this.#silence);
    this.#says.textContent = text;
    this.#says.hidden = false;
    this.#silence = window.setTimeout(() => (this.#says.hidden = true), 5000);
  }
}
