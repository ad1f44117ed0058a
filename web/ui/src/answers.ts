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

/** A corridor without its geometry, as /corridors lists it. */
export interface CorridorSummary extends FlatNamed {
  id: string;
  description: string | null;
  length_km: number;
  official_km: number;
  measured_km: number;
  countries: string[];
  gauges_mm: number[];
  from: string;
  to: string;
  /** West, south, east, north. */
  bbox: Box;
}

export type Box = [number, number, number, number];

/** A country of the network, with the bodies it stands in a role to. */
export interface Country {
  id: string;
  names: Names;
  memberships: { body: string; role: string }[];
}

/** What the first view needs to know of the whole network. */
export interface Overview {
  dataset: { version: string; date: string; title: string; attribution: string; licence: string };
  bbox: Box;
  countries: Country[];
  corridors: CorridorSummary[];
  /** Online maps that the operator offers; usually none. */
  base_maps: OnlineMap[];
}

export interface OnlineMap {
  id: string;
  name: string;
  /** Of a tile of 256 pixels, with {z}, {x} and {y}. */
  url: string;
  attribution: string;
  shift?: "gcj02";
  max_zoom: number;
}

export interface LegProperties {
  seq: number;
  segment: string;
  line: string;
  line_name: string;
  /** Null where a leg begins or ends between stations. */
  from: string | null;
  from_name: string | null;
  to: string | null;
  to_name: string | null;
  /** Chainage on the line; falls where it is travelled against. */
  from_km: number;
  to_km: number;
  country: string;
  gauge_mm: number;
  quality: Quality;
  official: boolean;
  /** Which of the routes asked for: 0 is the best. */
  alternative: number;
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
export type CorridorFeature = Feature<MultiLineString | LineString, FlatNamed & { id: string }>;
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
  kind: "from" | "via" | "border" | "break of gauge" | "junction" | "reversal" | "capital" | "to";
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
  by_membership: { body: string; role: string; km: number }[];
  by_line: LineShare[];
  breaks_of_gauge: Break[];
  border_crossings: Border[];
  itinerary: Waypoint[];
  alternatives: Alternative[];
  /** How to name the figure's source, in English. */
  cite?: { text: string } | undefined;
  dataset: { version: string; date: string };
}

/** Another reasonable route, and how it differs from the best. */
export type Alternative = Pick<Distance, "distance_km" | "official_km" | "official_share" | "measured_km" |
  "by_country" | "by_gauge" | "breaks_of_gauge" | "border_crossings" | "itinerary"> & { label: string };

export interface Match {
  line: Named & { id: string };
  km: number;
  /** As railways write it: "km 123+450". */
  chainage: string;
  offset_m: number;
  lon: number;
  lat: number;
  segment: string;
  between: [string, string];
  nearest_station: (Named & { id: string; km_away: number }) | null;
  uncertainty_m: number;
  quality: Quality;
}

/** One end of a line, seen from a place on it. */
export interface LineEnd extends Named {
  id: string;
  /** By chainage. */
  km: number;
  measured_km: number;
}

/** Where a chainage lies on its line: the ends of the line, the stations around. */
export interface Ends {
  line: Named & { id: string };
  ends: [LineEnd, LineEnd];
  /** The stations before and after by chainage; null beyond the last. */
  stations: [LineEnd | null, LineEnd | null];
  official: boolean;
}

/** RFC 9457. */
export interface Problem {
  type?: string;
  title?: string;
  status?: number;
  detail?: string;
}
