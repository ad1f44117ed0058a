// Land, water and borders from Natural Earth, fetched from this host once.

import type { MultiPolygon, Polygon, Position } from "geojson";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import basemapFile from "basemap.json";
import { CanvasLayer } from "./canvas";
import { shape, shows, trace, type Frame, type Shape } from "./mercator";
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
}>;

export interface CountryLabel {
  /** ISO 3166-1 alpha-2. */
  code: string;
  lon: number;
  lat: number;
  /** Extent of the country's largest part, square degrees on the Mercator map. */
  size: number;
}

interface Shapes {
  land: Shape[];
  borders: Shape[];
  lakes: Shape[];
  rivers: Shape[];
}

export class BaseMap extends CanvasLayer {
  #shapes: Shapes | undefined;

  constructor(pane: string, private palette: Palette) {
    super(pane);
  }

  /** Fetches the map and answers where the countries' names belong. */
  async load(): Promise<CountryLabel[]> {
    const response = await fetch(new URL(basemapFile, document.baseURI));
    const world = (await response.json()) as World;
    const { countries, lakes, rivers } = world.objects;
    this.#shapes = {
      land: feature(world, countries).features.flatMap((f) => rings(f.geometry as Polygon | MultiPolygon)).map(shape),
      borders: mesh(world, countries, (a, b) => a !== b).coordinates.map(shape),
      lakes: feature(world, lakes).features.flatMap((f) => rings(f.geometry as Polygon | MultiPolygon)).map(shape),
      rivers: mesh(world, rivers).coordinates.map(shape),
    };
    this.refresh();
    return countries.geometries.flatMap(({ properties }) => {
      const { code, at, size } = properties ?? {};
      return code && at && size ? [{ code, lon: at[0], lat: at[1], size }] : [];
    });
  }

  recolour(palette: Palette): void {
    this.palette = palette;
    this.refresh();
  }

  protected draw(ink: CanvasRenderingContext2D, frame: Frame, zoom: number): void {
    const { palette } = this;
    ink.fillStyle = palette.water;
    ink.fillRect(0, 0, frame.width, frame.height);
    if (!this.#shapes) return;
    ink.lineJoin = "round";
    paint(this.#shapes.land, palette.land);
    ink.strokeStyle = palette.land; // closes the hairlines between neighbours
    ink.lineWidth = 0.6;
    ink.stroke();
    paint(this.#shapes.lakes, palette.water);
    stroke(this.#shapes.rivers, palette.river, zoom < 5 ? 0.7 : 1.2);
    ink.setLineDash(zoom < 4 ? [] : [6, 3]);
    stroke(this.#shapes.borders, palette.border, zoom < 5 ? 1 : 1.4);
    ink.setLineDash([]);

    function paint(shapes: Shape[], colour: string): void {
      ink.beginPath();
      for (const s of shapes) if (shows(s, frame)) trace(ink, s, frame);
      ink.fillStyle = colour;
      ink.fill();
    }

    function stroke(shapes: Shape[], colour: string, width: number): void {
      ink.beginPath();
      for (const s of shapes) if (shows(s, frame)) trace(ink, s, frame);
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
