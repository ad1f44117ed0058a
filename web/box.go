package web

import (
	"fmt"
	"math"
	"strings"

	"github.com/paulmach/orb"

	"github.com/corridor-rail/corridor/geo/crs"
)

// parseBox reads the bbox parameter of OGC API - Features Part 1, section
// 7.15.3, in the axis order and unit of a CRS: two corners, or six numbers with
// heights, which are read and not used. The result is in lon/lat degrees; as
// [geo.Index] has it, west of a box over the antimeridian is greater than east.
func parseBox(text string, from crs.CRS) (*orb.Bound, error) {
	parts := strings.Split(text, ",")
	if len(parts) != 4 && len(parts) != 6 {
		return nil, fmt.Errorf("has %d numbers; give west,south,east,north in degrees, or six with heights", len(parts))
	}
	const limit = 1e9 // beyond any coordinate and height in metres
	v := make([]float64, len(parts))
	for i, part := range parts {
		var ok bool
		if v[i], ok = parseNumber(part, -limit, limit); !ok {
			return nil, fmt.Errorf("%q is not a number", part)
		}
	}
	if len(v) == 6 {
		v = []float64{v[0], v[1], v[3], v[4]}
	}
	box, err := from.InverseBound(orb.Bound{Min: orb.Point{v[0], v[1]}, Max: orb.Point{v[2], v[3]}})
	if err != nil {
		return nil, err
	}
	if west, east := box.Min[0], box.Max[0]; math.Abs(west) > 180 || math.Abs(east) > 180 {
		return nil, fmt.Errorf("longitudes %g and %g must lie from -180 to 180", west, east)
	}
	return &box, nil
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
