// Package source reads and writes datasets.
//
// A dataset folder holds dataset.json and corridors.json, and lines.geojson,
// stations.geojson and crossings.geojson: GeoJSON (RFC 7946) that any GIS
// opens, WGS 84 lon/lat in degrees with 6 decimals (0.1 m), km with 3. The id
// of a feature is the id of its record; its properties are the other fields in
// snake_case. The km of a line is an array that runs beside its coordinates.
//
// The same dataset gives the same bytes, records sorted by id, in lines short
// enough for a diff to be read. The package decodes; [corridor.New] checks.
// JSON Schema documents beside the published dataset say the same of its form
// as both do.
//
// A [Released] is the record of what a release of the dataset promised: its ids
// and where its stations stood. The next one is held against it.
package source
