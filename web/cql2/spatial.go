package cql2

import (
	"fmt"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

// shape is a geometry taken apart: single points, lines and polygons.
type shape struct {
	bound    orb.Bound
	points   []orb.Point
	lines    []orb.LineString
	polygons []orb.Polygon
}

func newShapeTerm(literal any) (term, error) {
	g, ok := literal.(orb.Geometry)
	if !ok {
		return term{}, fmt.Errorf("a value is missing")
	}
	return constant(Geometry, newShape(g)), nil
}

// newShape takes g apart without copying it; a nil geometry is an empty shape.
func newShape(g orb.Geometry) *shape {
	s := &shape{}
	if g == nil {
		return s
	}
	s.bound = g.Bound()
	switch g := g.(type) {
	case orb.Point:
		s.points = []orb.Point{g}
	case orb.MultiPoint:
		s.points = g
	case orb.LineString:
		s.lines = []orb.LineString{g}
	case orb.MultiLineString:
		s.lines = g
	case orb.Polygon:
		s.polygons = []orb.Polygon{g}
	case orb.MultiPolygon:
		s.polygons = g
	}
	return s
}

// spatial holds the relations of geometries, borders included.
var spatial = map[string]func(a, b *shape) bool{
	"s_intersects": meet,
	"s_disjoint":   func(a, b *shape) bool { return !meet(a, b) },
	"s_within":     inside,
}

// meet reports whether two shapes share a point: a border crosses or touches
// another, or one shape holds a vertex of the other.
func meet(a, b *shape) bool {
	if !a.bound.Intersects(b.bound) {
		return false
	}
	return bordersMeet(a, b) || holdsAny(a, b) || holdsAny(b, a)
}

func bordersMeet(a, b *shape) bool {
	found := false
	a.edges(func(p, q orb.Point) bool {
		box := orb.MultiPoint{p, q}.Bound()
		if box.Intersects(b.bound) {
			b.edges(func(r, s orb.Point) bool {
				found = edgesMeet(p, q, r, s)
				return !found
			})
		}
		return !found
	})
	return found
}

// edges visits the edges of lines and rings, and each point as an edge of no
// length, until visit returns false.
func (s *shape) edges(visit func(p, q orb.Point) bool) {
	for _, p := range s.points {
		if !visit(p, p) {
			return
		}
	}
	for _, line := range s.lines {
		if !eachEdge(line, visit) {
			return
		}
	}
	for _, polygon := range s.polygons {
		for _, ring := range polygon {
			if !eachEdge(orb.LineString(ring), visit) {
				return
			}
		}
	}
}

func eachEdge(line orb.LineString, visit func(p, q orb.Point) bool) bool {
	for i := 1; i < len(line); i++ {
		if !visit(line[i-1], line[i]) {
			return false
		}
	}
	return true
}

// holdsAny reports whether a polygon of a holds the first vertex of a part of b:
// enough where no borders meet.
func holdsAny(a, b *shape) bool {
	for _, polygon := range a.polygons {
		for _, p := range b.firsts() {
			if planar.PolygonContains(polygon, p) {
				return true
			}
		}
	}
	return false
}

func (s *shape) firsts() []orb.Point {
	firsts := s.points
	for _, line := range s.lines {
		firsts = append(firsts[:len(firsts):len(firsts)], line[0])
	}
	for _, polygon := range s.polygons {
		firsts = append(firsts[:len(firsts):len(firsts)], polygon[0][0])
	}
	return firsts
}

// inside reports whether a lies wholly in the polygons of b: each of its vertices
// and, of each edge, the middle of every stretch between borders of b.
func inside(a, b *shape) bool {
	holds := func(p orb.Point) bool {
		for _, polygon := range b.polygons {
			if planar.PolygonContains(polygon, p) {
				return true
			}
		}
		return false
	}
	if len(b.polygons) == 0 {
		return false
	}
	within := true
	a.edges(func(p, q orb.Point) bool {
		cuts := []float64{0, 1}
		b.edges(func(r, s orb.Point) bool {
			if t, ok := crossing(p, q, r, s); ok {
				cuts = append(cuts, t)
			}
			return true
		})
		within = holdsBetween(p, q, cuts, holds)
		return within
	})
	return within
}
