// Package corridor is the railway: lines with their official kilometrage, the
// stations, crossings and breaks of gauge that join them, and the questions
// asked of them: where is km 935, how far is it, which way, what is this place
// called.
//
// A [Dataset] holds the records as published. [New] checks all of it and turns
// it into a [Network], which never changes afterwards: every method may be
// called from any number of goroutines, and none takes a lock. The records,
// slices and maps that a Network hands out are its own; read them, do not write
// to them.
//
// Positions are WGS 84 lon/lat in degrees. Km are kilometres of official
// chainage on a line where the word says nothing else; measured lengths are
// WGS 84 geodesics. Bad data, bad questions and missing things are errors,
// never panics: [CheckError], [ParamError], [NotFoundError], [AmbiguousError],
// [OffNetworkError], [NoRouteError], and [ErrNotFound] below all that is missing.
//
// The package reads no files and speaks no HTTP: see corridor/source and web.
package corridor
