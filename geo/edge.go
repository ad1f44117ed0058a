package geo

import (
	"math"

	"github.com/paulmach/orb"
	"github.com/tidwall/geodesic"
)

// samePlace is the length in metres below which an edge has none: less, and it
// could vanish in the sum of the lengths of a long line.
const samePlace = 1e-5

// Limits of the search for the nearest point of an edge.
const (
	converged     = 1e-6 // metres: a step shorter than this ends the search
	maxIterations = 20
	longEdge      = 1e6 // metres: beyond, the two ends are tried as well
	farPoint      = 5e6 // metres: likewise
)

// lineCaps is what is asked of a geodesic.Line: the point at a length. (Its
// default, 0, does not work as documented.)
const lineCaps = geodesic.Latitude | geodesic.Longitude | geodesic.Azimuth | geodesic.DistanceIn

// edge is the shortest geodesic from a to b.
type edge struct {
	a, b       orb.Point
	length     Metres
	azia, azib float64 // azimuth of travel at a and at b, in degrees
}

func newEdge(a, b orb.Point) edge {
	e := edge{a: a, b: b}
	e.length, e.azia, e.azib = Inverse(a, b)
	if e.length < samePlace {
		e.length = 0
	}
	return e
}

// at returns the point s metres along the edge, 0 <= s <= length, and the
// azimuth of travel there. The ends are exactly a and b.
func (e *edge) at(s Metres) (p orb.Point, azimuth float64) {
	switch s {
	case 0:
		return e.a, e.azia
	case e.length:
		return e.b, e.azib
	}
	return Direct(e.a, e.azia, s)
}

// nearest returns how far along the edge the point nearest to p lies, and how
// far from p it is. The search starts at guess metres along.
//
//  1. From the point reached, measure the geodesic to p: its length d and its
//     angle to the edge.
//  2. Solve the right-angled spherical triangle with hypotenuse d for the leg
//     along the edge (Napier: tan leg = cos angle · tan d). On a sphere that
//     is the foot of the perpendicular; here it falls short of it, or beyond,
//     by a fraction that is of the order of the flattening.
//  3. Step there, no further than the ends, and repeat until the step is
//     nothing. Near the edge two or three rounds do.
//  4. A long edge or a far point may have its nearest point at the end that
//     the last step did not go to: try both.
//
// This is the intersection scheme of S. Baselga and J. C. Martínez-Llario,
// Intersection and point-to-line solutions for geodesics on the ellipsoid,
// Stud. Geophys. Geod. 62 (2018), doi:10.1007/s11200-017-1020-z, with ends.
func (e *edge) nearest(p orb.Point, guess Metres) (s, d Metres) {
	if e.length == 0 {
		return 0, Distance(e.a, p)
	}
	s = e.snap(guess)
	var line geodesic.Line
	started := false
	for range maxIterations {
		q, azimuth := e.a, e.azia
		switch {
		case s == e.length:
			q, azimuth = e.b, e.azib
		case s > 0:
			if !started {
				line = geodesic.WGS84.LineInit(e.a[1], e.a[0], e.azia, lineCaps)
				started = true
			}
			line.Position(float64(s), &q[1], &q[0], &azimuth)
		}
		var toP float64
		d, toP, _ = Inverse(q, p)                                  // 1
		next := e.snap(s + legAlong(d, (toP-azimuth)*math.Pi/180)) // 2
		if math.Abs(float64(next-s)) < converged {                 // 3
			break
		}
		s = next
	}
	if e.length > longEdge || d > farPoint { // 4
		if da := Distance(e.a, p); da < d {
			s, d = 0, da
		}
		if db := Distance(e.b, p); db < d {
			s, d = e.length, db
		}
	}
	return s, d
}

// snap clamps a length along the edge to the edge, and takes what is next to
// an end for the end.
func (e *edge) snap(s Metres) Metres {
	switch {
	case s < converged:
		return 0
	case s > e.length-converged:
		return e.length
	}
	return s
}

// legAlong returns the leg of a right-angled spherical triangle that encloses
// the angle, in radians, with the hypotenuse d.
func legAlong(d Metres, angle float64) Metres {
	sin, cos := math.Sincos(float64(d) / meanRadius)
	return Metres(meanRadius * math.Atan2(sin*math.Cos(angle), cos))
}
