// Package codec writes and reads files of features, and is free of what they
// mean.
//
// A [Document] of [Layer]s goes through a [Format] into a file: GeoJSON and
// GeoJSON text sequences, FlatGeobuf, GeoPackage, GeoParquet, KML, GPX, CSV with
// WKT or WKB, a script for PostGIS, RDF. All take the same stream of features
// and check it in the same way; the same document always gives the same bytes.
// There is no Shapefile: it cuts names to 10 bytes and texts to 254, knows no
// null and is four files; GeoPackage holds all that it would.
//
// GeoJSON (RFC 7946) can also be appended piece by piece, as package strconv
// does, which never fails, and read: strictly, limited in size, with errors
// that say which feature is at fault.
//
// Positions are lon/lat in degrees, WGS 84, written to 7 decimals; measures are
// km, written to 3. Geometries given are never written to. Nothing here keeps
// state: all may be used by many goroutines at once.
package codec
