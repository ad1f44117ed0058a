package geo_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/corridor-rail/corridor/geo"
	"github.com/paulmach/orb"
)

// holds reports whether p lies in b, which may lie across the antimeridian.
func holds(b orb.Bound, p orb.Point) bool {
	if p[1] < b.Min[1] || p[1] > b.Max[1] {
		return false
	}
	if math.Abs(p[1]) == 90 {
		return true
	}
	lon := math.Remainder(p[0], 360)
	if b.Min[0] <= b.Max[0] {
		return b.Min[0] <= lon && lon <= b.Max[0]
	}
	return lon >= b.Min[0] || lon <= b.Max[0]
}

func TestEdgeBound(t *testing.T) {
	for _, test := range []struct {
		name string
		a, b orb.Point
		want orb.Bound
	}{
		{"along a meridian", orb.Point{102, 25}, orb.Point{102, 26}, orb.Bound{Min: orb.Point{102, 25}, Max: orb.Point{102, 26}}},
		{"along the equator", orb.Point{3, 0}, orb.Point{2, 0}, orb.Bound{Min: orb.Point{2, 0}, Max: orb.Point{3, 0}}},
		{"across the antimeridian", orb.Point{179, 0}, orb.Point{-178, 0}, orb.Bound{Min: orb.Point{179, 0}, Max: orb.Point{-178, 0}}},
		{"over the pole", orb.Point{20, 89}, orb.Point{-160, 88}, orb.Bound{Min: orb.Point{-180, 88}, Max: orb.Point{180, 90}}},
		{"a point", orb.Point{102, 25}, orb.Point{102, 25}, orb.Bound{Min: orb.Point{102, 25}, Max: orb.Point{102, 25}}},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := geo.EdgeBound(test.a, test.b)
			for k := range 2 {
				near(t, "min", got.Min[k], test.want.Min[k], 2e-9)
				near(t, "max", got.Max[k], test.want.Max[k], 2e-9)
			}
		})
	}
}

func TestEdgeBoundHoldsTheEdge(t *testing.T) {
	rng := rand.New(rand.NewPCG(41, 42))
	for range 2000 {
		a := randomPoint(rng)
		b, _ := geo.Direct(a, rng.Float64()*360, geo.Metres(rng.Float64()*rng.Float64()*1.9e7))
		bound := geo.EdgeBound(a, b)
		length, azimuth, _ := geo.Inverse(a, b)
		north, south := -90.0, 90.0
		for i := range 101 {
			p, _ := geo.Direct(a, azimuth, length*geo.Metres(i)/100)
			if !holds(bound, p) {
				t.Fatalf("edge %v to %v: %v lies outside %v", a, b, p, bound)
			}
			north, south = max(north, p[1]), min(south, p[1])
		}
		near(t, "room to the north", bound.Max[1]-north, 0, 0.5)
		near(t, "room to the south", bound.Min[1]-south, 0, 0.5)
	}
}

func TestLineBoundHoldsTheLine(t *testing.T) {
	eachLine(t, func(t *testing.T, l *geo.Line, rng *rand.Rand) {
		bound := l.Bound()
		for range 500 {
			p := at(t, l, randomKm(l, rng))
			if !holds(bound, p.Point) {
				t.Fatalf("%v lies outside %v", p.Point, bound)
			}
			if edge := l.EdgeBound(p.Edge); !holds(edge, p.Point) {
				t.Fatalf("%v lies outside the box of edge %d, %v", p.Point, p.Edge, edge)
			}
		}
	})
}

func TestLineBoundAcrossTheAntimeridianIsSmall(t *testing.T) {
	b := mustLine(t, orb.LineString{{179, 65}, {-179, 66}, {179.5, 67}}).Bound()
	near(t, "west", b.Min[0], 179, 1e-6)
	near(t, "east", b.Max[0], -179, 1e-6)
}
