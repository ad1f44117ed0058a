// Package web answers HTTP: distances, routes, positions, searches and the
// collections of features of one [corridor.Network], and the map page.
//
// To find the way from a URL to the geometry it serves, read four files:
// routes.go (the one list of addresses), the handler's own file (parse, ask,
// render), query.go (what each address accepts) and collection.go (the one
// list of what is published as features, with fields.go, the one list of their
// properties). openapi.yaml says the same to clients, and requests are held
// against it.
//
// Positions are WGS 84 lon/lat in degrees, seven decimals at most; km are
// kilometres of official chainage where one is published, three decimals at
// most; offsets and uncertainties are metres. The same request over the same
// dataset gives the same bytes, named by a strong ETag.
//
// Every error becomes an RFC 9457 problem through the one table in problem.go.
// Parameters that an address does not know are refused, never ignored.
//
// All answers read one immutable snapshot without locks, so a [Server] may be
// used by any number of goroutines. The package never computes a length of its
// own and never writes to a geometry.
package web
