// Command corridor answers questions about the railways between Moscow and
// Bangkok: distances in official kilometres, routes, positions; and serves them
// over HTTP with a map.
//
//	corridor serve
//	corridor distance Kunming Vientiane
//	corridor locate 102.72,25.02
//	corridor locate --csv points.csv > located.csv
//	corridor match train.gpx --format geojson > matched.geojson
//	corridor reach Kunming 300
//	corridor check --data ./dataset
//
// Output is a table for people, or with --json what the HTTP interface
// answers. Errors go to standard error; the exit status is 2 for bad input and
// 1 for a failure. This is the only package that exits, and the only one that
// opens the embedded assets.
package main
