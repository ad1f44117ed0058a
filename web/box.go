package web

import (
	"fmt"
	"strings"

	"github.com/paulmach/orb"
)

// parseBox reads the bbox parameter of OGC API - Features Part 1, section
// 7.15.3: west, south, east, north, or six numbers with heights, which are
// read and not used. As there, and as [geo.Index] has it, west of a box over the
// antimeridian is greater than east.
func parseBox(text string) (*orb.Bound, error) {
	parts := strings.Split(text, ",")
	if len(parts) != 4 && len(parts) != 6 {
		return nil, fmt.Errorf("has %d numbers; give west,south,east,north in degrees, or six with heights", len(parts))
	}
	v := make([]float64, len(parts))
	for i, part := range parts {
		var ok bool
		limit := 180.0
		if len(parts) == 6 && i%3 == 2 {
			limit = 1e6 // a height in metres
		}
		if v[i], ok = parseNumber(strings.TrimSpace(part), -limit, limit); !ok {
			return nil, fmt.Errorf("%q is not a number from -%g to %g", part, limit, limit)
		}
	}
	if len(v) == 6 {
		v = []float64{v[0], v[1], v[3], v[4]}
	}
	west, south, east, north := v[0], v[1], v[2], v[3]
	switch {
	case south < -90 || north > 90:
		return nil, fmt.Errorf("latitudes %g and %g must lie from -90 to 90", south, north)
	case south > north:
		return nil, fmt.Errorf("south %g lies north of north %g", south, north)
	}
	return &orb.Bound{Min: orb.Point{west, south}, Max: orb.Point{east, north}}, nil
}

// meets reports whether a geometry shares a point with the box, borders
// included. Edges are straight in lon/lat, as GeoJSON has them.
func meets(b orb.Bound, g orb.Geometry) bool {
	if b.Min[0] <= b.Max[0] {
		return boundMeets(b, g)
	}
	east, west := b, b
	east.Max[0], west.Min[0] = 180, -180
	return boundMeets(east, g) || boundMeets(west, g)
}

func boundMeets(b orb.Bound, g orb.Geometry) bool {
	if !b.Intersects(g.Bound()) {
		return false
	}
	switch g := g.(type) {
	case orb.LineString:
		if len(g) == 1 {
			return b.Contains(g[0])
		}
		for i := 1; i < len(g); i++ {
			if edgeMeets(b, g[i-1], g[i]) {
				return true
			}
		}
		return false
	case orb.MultiLineString:
		for _, ls := range g {
			if boundMeets(b, ls) {
				return true
			}
		}
		return false
	}
	return true // of a point the bound is the point
}

// edgeMeets clips the edge p-q to the bound as Liang and Barsky do (ACM
// Transactions on Graphics 3, 1984) and reports whether anything is left.
func edgeMeets(b orb.Bound, p, q orb.Point) bool {
	from, to := 0.0, 1.0
	for axis := range 2 {
		d := q[axis] - p[axis]
		if d == 0 {
			if p[axis] < b.Min[axis] || p[axis] > b.Max[axis] {
				return false
			}
			continue
		}
		enter, leave := (b.Min[axis]-p[axis])/d, (b.Max[axis]-p[axis])/d
		if d < 0 {
			enter, leave = leave, enter
		}
		from, to = max(from, enter), min(to, leave)
	}
	return from <= to
}
