// Land, water and borders from Natural Earth, fetched from this host once.

import type { MultiPolygon, Polygon, Position } from "geojson";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import basemapFile from "basemap.json";
import { CanvasLayer } from "./canvas";
import type { Labels } from "./geography";
import { FineLand, type Shapes } from "./land";
import { shape, shows, trace, type Frame } from "./mercator";
import type { Palette } from "./palette";

interface CountryProperties {
  code?: string;
  at?: [number, number];
  size?: number;
}

type World = Topology<{
  countries: GeometryCollection<CountryProperties>;
  lakes: GeometryCollection;
  rivers: GeometryCollection;
}> & { cities: [rank: number, lon: number, lat: number, en: string, zh: string, ru: string, lo: string, th: string][] };

export class BaseMap extends CanvasLayer {
  #coarse: Shapes | undefined;
  readonly #fine = new FineLand(() => this.refresh());

  constructor(pane: string, private palette: Palette) {
    super(pane);
  }

  /** Fetches the map and answers what it names. */
  async load(): Promise<Labels> {
    const response = await fetch(new URL(basemapFile, document.baseURI));
    const world = (await response.json()) as World;
    const { countries, lakes, rivers } = world.objects;
    this.#coarse = {
      land: feature(world, countries).features.flatMap((f) => rings(f.geometry as Polygon | MultiPolygon)).map(shape),
      borders: mesh(world, countries, (a, b) => a !== b).coordinates.map(shape),
      lakes: feature(world, lakes).features.flatMap((f) => rings(f.geometry as Polygon | MultiPolygon)).map(shape),
      rivers: mesh(world, rivers).coordinates.map(shape),
    };
    this.refresh();
    return {
      countries: countries.geometries.flatMap(({ properties }) => {
        const { code, at, size } = properties ?? {};
        return code && at && size ? [{ code, lon: at[0], lat: at[1], size }] : [];
      }),
      cities: world.cities.map(([rank, lon, lat, name, name_zh, name_ru, name_lo, name_th]) =>
        ({ rank, lon, lat, name, name_zh, name_ru, name_lo, name_th })),
    };
  }

  recolour(palette: Palette): void {
    this.palette = palette;
    this.refresh();
  }

  protected draw(ink: CanvasRenderingContext2D, frame: Frame, zoom: number): void {
    const { palette } = this;
    ink.fillStyle = palette.water;
    ink.fillRect(0, 0, frame.width, frame.height);
    const fine = this.#fine.cover(frame, zoom);
    const parts = fine ?? (this.#coarse ? [this.#coarse] : []);
    ink.lineJoin = "round";
    outline("land");
    ink.fillStyle = palette.land;
    ink.fill();
    if (!fine) stroke(palette.land, 0.6); // closes the hairlines between countries; the finer land is one
    outline("lakes");
    ink.fillStyle = palette.water;
    ink.fill();
    outline("rivers");
    stroke(palette.river, zoom < 5 ? 0.7 : 1.2);
    outline("borders");
    ink.setLineDash(zoom < 4 ? [] : [6, 3]);
    stroke(palette.border, zoom < 5 ? 1 : 1.4);
    ink.setLineDash([]);

    function outline(kind: keyof Shapes): void {
      ink.beginPath();
      for (const part of parts) for (const s of part[kind]) if (shows(s, frame)) trace(ink, s, frame);
    }

    function stroke(colour: string, width: number): void {
      ink.strokeStyle = colour;
      ink.lineWidth = width;
      ink.stroke();
    }
  }
}

// Holes (a lake in its island's country, an enclave) turn the other way and
// so stay empty under the nonzero rule; the enclave is filled by its own ring.
function rings(geometry: Polygon | MultiPolygon): Position[][] {
  return (geometry.type === "Polygon" ? geometry.coordinates : geometry.coordinates.flat()).map(unwrap);
}

// A ring over the antimeridian runs on beyond 180° instead of across the map.
function unwrap(ring: Position[]): Position[] {
  let turn = 0;
  let before = ring[0]?.[0] ?? 0;
  return ring.map(([lon = 0, lat = 0]) => {
    if (lon - before > 180) turn -= 360;
    else if (before - lon > 180) turn += 360;
    before = lon;
    return [lon + turn, lat];
  });
}
