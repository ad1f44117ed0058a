// Package geo measures lines on the WGS 84 ellipsoid: geodesics, lines with a
// chainage, simplification and a spatial index.
//
// Positions are [orb.Point]: longitude, then latitude, in degrees (CRS84).
// Latitudes lie in [-90, 90]; longitudes in [-180, 180] or a whole turn beyond
// either way, and a turn makes no difference. Nothing else is a position, and
// each function says what it does with it. Lengths are [Metres] along the geodesic, chainages are
// kilometres (km), azimuths are degrees clockwise from north in [-180, 180].
// Between two vertices a line runs along the shortest geodesic, across the
// antimeridian and over the poles as it comes.
//
// [Line] and [Index] are immutable once made and safe for concurrent use. No
// function writes to a geometry it is given, or keeps it. There is no word of
// railways here, no other ellipsoid and no planar approximation: what is
// published is exact to well under a millimetre; bounds that only steer a
// search are safe on the near side.
package geo
