// Package tile cuts points and lines into vector tiles.
//
// A [MatrixSet] numbers tiles, an [Address] is one of them, [Limits] a
// rectangle of them. A [Pyramid] holds layers of features, simplified for each
// zoom, and encodes any tile of them as a Mapbox Vector Tile, version 2.1.
//
// Positions are lon/lat in degrees, WGS 84. Inside a tile, coordinates count
// in units of 1/4096 of its side, right and down from its upper left corner.
// The same features always give the same bytes, on any machine: geometry is
// cut in whole numbers. Everything is immutable once made and safe for
// concurrent use; geometries given are never written to.
package tile
