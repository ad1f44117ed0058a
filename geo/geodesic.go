package geo

import (
	"math"

	"github.com/paulmach/orb"
	"github.com/tidwall/geodesic"
)

// Metres is a length along a geodesic of the WGS 84 ellipsoid.
type Metres float64

// Km returns the length in kilometres.
func (m Metres) Km() float64 { return float64(m) / 1000 }

// Inverse solves the inverse geodesic problem: the length d of the shortest
// geodesic from a to b, its azimuth azi1 at a and its azimuth azi2 at b, both
// in the direction of travel. Exact to about 15 nanometres, for nearly
// antipodal points too. Where many geodesics are equally short one is chosen,
// always the same. For equal points d is 0. A point that is not a position
// gives NaN. Allocates nothing.
//
// Source: C. F. F. Karney, Algorithms for geodesics, J. Geodesy 87, 43-55
// (2013), doi:10.1007/s00190-012-0578-z.
func Inverse(a, b orb.Point) (d Metres, azi1, azi2 float64) {
	if !valid(a) || !valid(b) {
		return Metres(math.NaN()), math.NaN(), math.NaN()
	}
	var s float64
	geodesic.WGS84.Inverse(flush(a[1]), a[0], flush(b[1]), b[0], &s, &azi1, &azi2)
	return Metres(s), azi1, azi2
}

// Direct solves the direct geodesic problem: the point q reached from p after
// d along the geodesic that leaves p with the azimuth given in degrees, and
// the azimuth azi2 of the geodesic at q. A negative d runs backwards. The
// longitude of q lies in [-180, 180]. Accuracy, invalid input and source are
// those of [Inverse].
func Direct(p orb.Point, azimuth float64, d Metres) (q orb.Point, azi2 float64) {
	if !valid(p) {
		return orb.Point{math.NaN(), math.NaN()}, math.NaN()
	}
	geodesic.WGS84.Direct(p[1], p[0], azimuth, float64(d), &q[1], &q[0], &azi2)
	return q, azi2
}

// Distance returns the length of the shortest geodesic between a and b, as
// [Inverse] does.
func Distance(a, b orb.Point) Metres {
	d, _, _ := Inverse(a, b)
	return d
}

// Length returns the sum of the geodesic lengths between neighbouring
// vertices: 0 for fewer than two.
func Length(ls orb.LineString) Metres {
	var sum Metres
	for i := 1; i < len(ls); i++ {
		sum += Distance(ls[i-1], ls[i])
	}
	return sum
}

// flush returns the latitude, or 0 within a picometre of the equator, where
// geodesic v0.3.5 rounds latitudes of the southern hemisphere to negative zero
// and then gives lengths below zero for nearly antipodal points.
func flush(latitude float64) float64 {
	if math.Abs(latitude) < 1e-17 {
		return 0
	}
	return latitude
}

// valid reports whether p is a position: latitude in [-90, 90], longitude in
// [-180, 180] or a turn beyond.
func valid(p orb.Point) bool { return math.Abs(p[0]) <= 540 && math.Abs(p[1]) <= 90 }
