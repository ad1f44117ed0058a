package geo_test

import (
	"fmt"
	"testing"

	"github.com/corridor-rail/corridor/geo"
	"github.com/paulmach/orb"
)

// geometries has one of every kind of geometry, with something in it.
func geometries() []orb.Geometry {
	ring := orb.Ring{{0, 0}, {3, 0.001}, {4, 1}, {2, 3}, {0, 0}}
	ls := orb.LineString{{179, 60}, {179.5, 60.01}, {-179, 61}, {-178, 62}}
	return []orb.Geometry{
		orb.Point{102, 25},
		orb.MultiPoint{{102, 25}, {103, 26}, {103, 26.5}},
		ls,
		orb.MultiLineString{ls.Clone(), {{1, 2}, {3, 4}, {5, 5}}},
		ring,
		orb.Polygon{ring.Clone(), {{1, 1}, {2, 1}, {1, 2}, {1, 1}}},
		orb.MultiPolygon{{ring.Clone()}},
		orb.Bound{Min: orb.Point{1, 2}, Max: orb.Point{3, 4}},
		orb.Collection{orb.Point{1, 2}, ls.Clone(), orb.Collection{ring.Clone()}},
	}
}

// pointLists returns the slices of points a geometry is made of, not copies.
func pointLists(g orb.Geometry) []orb.LineString {
	var all []orb.LineString
	switch g := g.(type) {
	case orb.Point:
		all = append(all, orb.LineString{g})
	case orb.MultiPoint:
		all = append(all, orb.LineString(g))
	case orb.LineString:
		all = append(all, g)
	case orb.MultiLineString:
		all = append(all, g...)
	case orb.Ring:
		all = append(all, orb.LineString(g))
	case orb.Polygon:
		for _, r := range g {
			all = append(all, orb.LineString(r))
		}
	case orb.MultiPolygon:
		for _, p := range g {
			all = append(all, pointLists(p)...)
		}
	case orb.Collection:
		for _, member := range g {
			all = append(all, pointLists(member)...)
		}
	}
	return all
}

func TestInputIsNeverWrittenTo(t *testing.T) {
	for _, g := range append(geometries(), orb.AllGeometries...) {
		before := fmt.Sprint(g)
		for _, ls := range pointLists(g) {
			geo.Length(ls)
			for _, tolerance := range []geo.Metres{0, 1000, 1e6} {
				kept := geo.Simplify(ls, tolerance)
				for i := range kept {
					kept[i] = -1
				}
			}
			useLine(ls)
		}
		if g != nil {
			bounds := []orb.Bound{g.Bound()}
			x := geo.NewIndex(bounds)
			x.Window(bounds[0], func(int) bool { return true })
			x.Nearest(bounds[0].Center(), func(int, geo.Metres) bool { return true })
			if bounds[0] != g.Bound() {
				t.Error("the index wrote to its bounds")
			}
		}
		if after := fmt.Sprint(g); after != before {
			t.Errorf("%T was written to: %s, was %s", g, after, before)
		}
	}
}

// useLine does all that can be done with a line, and scribbles over what comes
// back.
func useLine(ls orb.LineString) {
	cal := []geo.Calibration{{Vertex: 0, Km: 1}, {Vertex: len(ls) - 1, Km: 500}}
	l, err := geo.NewLine(ls, cal)
	if err != nil {
		return
	}
	l.Bound()
	l.Locate(ls[0], 1e6)
	l.LocateEdge(ls[0], 0)
	part, err := l.Slice(l.StartKm(), l.EndKm())
	if err != nil {
		panic(err)
	}
	for _, copied := range []orb.LineString{part, l.Vertices()} {
		for i := range copied {
			copied[i] = orb.Point{-1, -1}
		}
	}
}

func TestLineKeepsNothingOfItsInput(t *testing.T) {
	ls := orb.LineString{{102, 25}, {103, 26}}
	l := mustLine(t, ls)
	ls[0] = orb.Point{0, 0}
	l.Vertices()[1] = orb.Point{0, 0}
	if a, _ := l.Vertex(0); a != (orb.Point{102, 25}) {
		t.Errorf("vertex 0 is now %v", a)
	}
	if b, _ := l.Vertex(1); b != (orb.Point{103, 26}) {
		t.Errorf("vertex 1 is now %v", b)
	}
}
