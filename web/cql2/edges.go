package cql2

import (
	"slices"

	"github.com/paulmach/orb"
)

// side is the sign of the turn p, q, r: positive to the left.
func side(p, q, r orb.Point) int {
	turn := (q[0]-p[0])*(r[1]-p[1]) - (q[1]-p[1])*(r[0]-p[0])
	switch {
	case turn > 0:
		return 1
	case turn < 0:
		return -1
	}
	return 0
}

// edgesMeet reports whether the edges p-q and r-s share a point (Cormen et al.,
// Introduction to Algorithms, 33.1). An edge may be a single point.
func edgesMeet(p, q, r, s orb.Point) bool {
	a, b := side(p, q, r), side(p, q, s)
	c, d := side(r, s, p), side(r, s, q)
	if a*b < 0 && c*d < 0 {
		return true
	}
	return a == 0 && between(p, q, r) || b == 0 && between(p, q, s) ||
		c == 0 && between(r, s, p) || d == 0 && between(r, s, q)
}

// between reports whether r, which lies on the line through p and q, lies in
// their box.
func between(p, q, r orb.Point) bool {
	return orb.MultiPoint{p, q}.Bound().Contains(r)
}

// crossing is where on p-q, from 0 to 1, the edge r-s crosses it; false for
// edges that are parallel or apart.
func crossing(p, q, r, s orb.Point) (float64, bool) {
	d := (q[0]-p[0])*(s[1]-r[1]) - (q[1]-p[1])*(s[0]-r[0])
	if d == 0 || !edgesMeet(p, q, r, s) {
		return 0, false
	}
	t := ((r[0]-p[0])*(s[1]-r[1]) - (r[1]-p[1])*(s[0]-r[0])) / d
	return min(max(t, 0), 1), true
}

// holdsBetween reports whether holds is true of p, q and the middle of every
// stretch of p-q between two cuts.
func holdsBetween(p, q orb.Point, cuts []float64, holds func(orb.Point) bool) bool {
	if !holds(p) || !holds(q) {
		return false
	}
	slices.Sort(cuts)
	for i := 1; i < len(cuts); i++ {
		t := (cuts[i-1] + cuts[i]) / 2
		if cuts[i] > cuts[i-1] && !holds(orb.Point{p[0] + t*(q[0]-p[0]), p[1] + t*(q[1]-p[1])}) {
			return false
		}
	}
	return true
}
