// The shapes of the service's answers, as its OpenAPI document states them.
// Lengths are kilometres unless the name ends in _m (metres) or _mm
// (millimetres); positions are WGS 84 lon/lat degrees.

import type { Feature, FeatureCollection, LineString, MultiLineString, Point } from "geojson";
import type { components } from "openapi"; // made by npm run check

type Schemas = components["schemas"];

export type Alternative = Schemas["Alternative"];
export type Box = Schemas["Box"];
export type CorridorSummary = Schemas["CorridorSummary"];
export type Country = Schemas["Country"];
export type CrossingProperties = Schemas["CrossingProperties"];
export type Distance = Schemas["Distance"];
export type LineShare = Schemas["LineStretch"];
export type Match = Schemas["Match"];
export type Named = { name: string; names?: Schemas["Names"] };
export type Names = Schemas["Names"];
export type OnlineMap = Schemas["OnlineMap"];
export type Overview = Schemas["Overview"];
export type Problem = Partial<Schemas["Problem"]>; // of whatever stands between, too
export type Quality = Schemas["Quality"];
export type StationProperties = Schemas["StationProperties"];
export type Waypoint = Schemas["Waypoint"];

/** Where a chainage lies on its line: the ends of the line, the stations around. */
export type Ends = Schemas["LineEnds"];
export type LineEnd = Schemas["Along"];

/** Names by language as features carry them; a vector tile leaves out those that are null. */
export type FlatNamed = Pick<Schemas["FlatNames"], "name"> & Partial<Schemas["FlatNames"]>;

export type StationFeature = Feature<Point, StationProperties>;
export type CorridorFeature = Feature<MultiLineString | LineString, FlatNamed & { id: string }>;
export type Hit = Feature<Point, StationProperties | CrossingProperties>;
export type LegFeature = Feature<LineString, Schemas["LegProperties"]>;
export type Collection<F extends Feature> = FeatureCollection<F["geometry"], F["properties"]>;
