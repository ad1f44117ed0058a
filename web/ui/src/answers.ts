// The shapes of the service's answers. Lengths are kilometres unless the name
// ends in _m (metres) or _mm (millimetres); positions are WGS 84 lon/lat degrees.

import type { Feature, FeatureCollection, LineString, MultiLineString, Point } from "geojson";

export type Quality = "osm" | "osm-simplified" | "coarse" | "chord";

/** BCP 47 language tag to name. */
export type Names = Record<string, string>;

export interface Named {
  name: string;
  names?: Names | null;
}

/** Features carry one flat property per language, so that GIS clients can label by it. */
export interface FlatNamed {
  name: string;
  name_zh?: string | null;
  name_ru?: string | null;
  name_lo?: string | null;
  name_th?: string | null;
}

export interface StationProperties extends FlatNamed {
  id: string;
  country: string;
  kinds: string[] | null;
  code_telegraph: string | null;
  code_esr: string | null;
  code_uic: string | null;
  code_srt: string | null;
  code_ril100: string | null;
  code_locode: string | null;
  /** 0 (halt) to 5 (capital or main hub). */
  importance: number;
  gauges_mm: number[] | null;
  break_of_gauge: boolean;
  derived: boolean;
  lines: string[] | null;
  /** One "<line id> <km>" for each line the station lies on. */
  line_km: string[] | null;
}

export interface SegmentProperties {
  id: string;
  line: string;
  line_name: string;
  gauge_mm: number;
  country: string;
  quality: Quality;
}

export interface CorridorProperties extends FlatNamed {
  id: string;
  description: string | null;
  length_km: number;
  official_km: number;
  measured_km: number;
  countries: string[];
  gauges_mm: number[];
  from: string;
  to: string;
}

export interface LegProperties {
  seq: number;
  segment: string;
  line: string;
  gauge_mm: number;
  quality: Quality;
  start_km: number;
  end_km: number;
}

/** A border crossing, as a search finds it beside stations. */
export interface CrossingProperties {
  id: string;
  name: string;
  countries: [string, string];
}

export type StationFeature = Feature<Point, StationProperties>;
export type SegmentFeature = Feature<LineString, SegmentProperties>;
export type CorridorFeature = Feature<MultiLineString | LineString, CorridorProperties>;
export type Hit = Feature<Point, StationProperties | CrossingProperties>;
export type LegFeature = Feature<LineString, LegProperties>;
export type Collection<F extends Feature> = FeatureCollection<F["geometry"], F["properties"]>;

export interface Place extends Named {
  /** Null for a spot between stations. */
  id: string | null;
  lon: number;
  lat: number;
}

export interface LineShare extends Named {
  line: string;
  country: string;
  gauge_mm: number;
  /** Kilometrage of the line; falls where it is travelled against. */
  from_km: number;
  to_km: number;
  km: number;
  quality: Quality;
  official: boolean;
}

export interface Break extends Named {
  station: string;
  from_mm: number;
  to_mm: number;
  at_km: number;
  lon: number;
  lat: number;
}

export interface Border extends Named {
  id: string;
  /** Left, entered. */
  countries: [string, string];
  /** Ids of the border stations, that of the country left first. */
  stations: string[];
  at_km: number;
  lon: number;
  lat: number;
}

export interface Waypoint extends Place {
  kind: "from" | "via" | "border" | "break of gauge" | "junction" | "to";
  at_km: number;
}

export interface Distance {
  from: Place;
  to: Place;
  distance_km: number;
  official_km: number;
  measured_km: number;
  great_circle_km: number;
  /** 0 to 1. */
  official_share: number;
  by_country: { country: string; km: number }[];
  by_gauge: { gauge_mm: number; km: number }[];
  by_line: LineShare[];
  breaks_of_gauge: Break[];
  border_crossings: Border[];
  itinerary: Waypoint[];
  dataset: { version: string; date: string };
}

export interface Match {
  line: Named & { id: string };
  km: number;
  offset_m: number;
  lon: number;
  lat: number;
  segment: string;
  between: [string, string];
  nearest_station: (Named & { id: string; km_away: number }) | null;
  uncertainty_m: number;
  quality: Quality;
}

/** RFC 9457. */
export interface Problem {
  type?: string;
  title?: string;
  status?: number;
  detail?: string;
}
