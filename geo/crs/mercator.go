package crs

import (
	"math"

	"github.com/paulmach/orb"
)

// WGS 84 (EPSG ellipsoid 7030).
const (
	semiMajor  = 6378137.0         // metres
	flattening = 1 / 298.257223563 // exact by definition
)

const radian = math.Pi / 180 // of a degree

// mercatorForward projects to EPSG:3857: the sphere's Mercator on the
// ellipsoid's latitude (EPSG method 1024).
func mercatorForward(p orb.Point) orb.Point {
	return orb.Point{
		semiMajor * p[0] * radian,
		semiMajor * math.Asinh(math.Tan(p[1]*radian)),
	}
}

func mercatorInverse(q orb.Point) orb.Point {
	return orb.Point{
		q[0] / semiMajor / radian,
		math.Atan(math.Sinh(q[1]/semiMajor)) / radian,
	}
}
