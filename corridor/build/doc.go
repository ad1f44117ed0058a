// Package build makes a dataset out of raw material: tables of lines,
// stations and published kilometres, and the raw tracks of OpenStreetMap.
//
// The tables (a folder of JSON files, see [Tables]) say which lines there are
// and where their figures stand; the reference folder holds the material
// itself: station tables and kilometre tables as CSV, tracks as GeoJSON. With
// newer extracts of OpenStreetMap in the reference folder the same tables make
// a newer dataset.
//
// [Run] works line by line:
//
//  1. collect the ways, the stations and the published kilometres of the line;
//  2. route the centreline over the ways from calibration station to
//     calibration station, bridging missing ways with a chord (track.go,
//     centreline.go);
//  3. drop published kilometres that contradict their neighbours, and refuse a
//     section whose measured length disagrees with the published one unless
//     the table says why (calibrate.go);
//  4. place the remaining stations on the centreline (line.go);
//  5. write the positions of the kilometre posts and stations, with points
//     between them where the line bends (resample.go).
//
// No vertex of a raw track is carried over: every position is measured at a
// chainage. Coordinates are WGS 84 lon/lat in degrees, chainages kilometres,
// lengths WGS 84 geodesics. The same input gives the same bytes. The package
// never writes to the reference folder and never reaches the network.
package build
