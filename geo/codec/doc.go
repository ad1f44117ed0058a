// Package codec writes and reads GeoJSON (RFC 7946).
//
// Writing is append-style: each function appends to a slice and returns it, as
// in package strconv, and never fails. The same value always gives the same
// bytes. Reading is strict and limited in size, and says which feature is at
// fault. Positions are lon/lat in degrees, WGS 84. Geometries given are never
// written to.
package codec
