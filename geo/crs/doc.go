// Package crs converts positions between lon/lat in degrees and the coordinate
// reference systems in which the corridor is asked for: CRS84, EPSG:4326,
// EPSG:3857, EPSG:4490 and the UTM zones 31N to 54N.
//
// A [CRS] gives and takes coordinates in its own axis order and unit: latitude
// first in EPSG:4326 and 4490, easting first in metres in the projected ones.
// Everything outside this package is CRS84: longitude first, degrees, WGS 84.
// CGCS2000 (EPSG:4490) is taken as equal to WGS 84, as PROJ does: the datums
// differ by centimetres.
//
// [Shift] is the displaced position of Chinese web maps, GCJ-02 or BD-09. It is
// no CRS: it serves to draw on those maps, and is off by hundreds of metres
// everywhere else.
//
// All values are immutable and safe for concurrent use. Geometries given are
// never written to.
package crs
