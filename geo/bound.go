package geo

import (
	"math"

	"github.com/paulmach/orb"
)

// boundMargin widens a box against rounding, in degrees: about 0.1 mm.
const boundMargin = 1e-9

// EdgeBound returns the smallest box that holds the shortest geodesic from a
// to b, which bulges towards the pole beyond the box of its ends, wider by
// some 0.1 mm. Min lies in [-180, 180]. A box across the antimeridian has
// Min[0] > Max[0], as in RFC 7946 section 5.2; note that orb takes such a box
// for an empty one. A geodesic over a pole spans all longitudes.
func EdgeBound(a, b orb.Point) orb.Bound {
	e := newEdge(a, b)
	return span{}.add(&e).bound()
}

// Bound returns the smallest box that holds the line, as [EdgeBound] does for
// one edge. A line that goes round the world spans all longitudes.
func (l *Line) Bound() orb.Bound { return l.boundOf(l.edges) }

// EdgeBound returns the box of one edge, the one from vertex edge to vertex
// edge+1. Like an index it panics when there is no such edge.
func (l *Line) EdgeBound(edge int) orb.Bound { return l.boundOf(l.edges[edge : edge+1]) }

func (l *Line) boundOf(edges []edge) orb.Bound {
	var s span
	for i := range edges {
		s = s.add(&edges[i])
	}
	return s.bound()
}

// span is a box that grows edge by edge. Longitudes are unrolled: they run on
// beyond ±180 across the antimeridian.
type span struct {
	started                  bool
	west, south, east, north float64
	lon                      float64 // where the last edge ended
}

func (s span) add(e *edge) span {
	if !s.started {
		s = span{true, e.a[0], e.a[1], e.a[0], e.a[1], e.a[0]}
	}
	turn := math.Remainder(e.b[0]-e.a[0], 360)
	if math.Abs(turn) == 180 && math.Abs(e.a[1]) < 90 && math.Abs(e.b[1]) < 90 {
		s.west, s.east = -180, 180 // over a pole
	}
	s.lon += turn
	s.west, s.east = min(s.west, s.lon), max(s.east, s.lon)
	s.south, s.north = min(s.south, e.a[1], e.b[1]), max(s.north, e.a[1], e.b[1])
	// Latitude has an extreme inside the edge when travel turns from north to
	// south or back.
	north := func(azimuth float64) bool { return math.Abs(azimuth) < 90 }
	switch {
	case north(e.azia) && !north(e.azib):
		s.north = max(s.north, e.extremeLatitude())
	case !north(e.azia) && north(e.azib):
		s.south = min(s.south, -e.extremeLatitude())
	}
	return s
}

// extremeLatitude returns the greatest latitude, in degrees, that the geodesic
// of the edge reaches. By Clairaut's relation cos β · sin α is constant along
// a geodesic, with the parametric latitude tan β = (1-f) tan φ.
func (e *edge) extremeLatitude() float64 {
	beta := math.Atan((1 - flattening) * math.Tan(e.a[1]*math.Pi/180))
	extreme := math.Acos(math.Cos(beta) * math.Abs(math.Sin(e.azia*math.Pi/180)))
	return math.Atan(math.Tan(extreme)/(1-flattening)) * 180 / math.Pi
}

func (s span) bound() orb.Bound {
	b := orb.Bound{
		Min: orb.Point{-180, max(s.south-boundMargin, -90)},
		Max: orb.Point{180, min(s.north+boundMargin, 90)},
	}
	if s.east-s.west+2*boundMargin >= 360 {
		return b
	}
	b.Min[0] = math.Remainder(s.west-boundMargin, 360)
	b.Max[0] = math.Remainder(s.east+boundMargin, 360)
	return b
}
