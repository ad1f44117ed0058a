package crs_test

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/corridor-rail/corridor/geo/crs"
	"github.com/paulmach/orb"
)

// geometries has one of every kind of geometry, with something in it.
func geometries() []orb.Geometry {
	ring := orb.Ring{{100, 20}, {103, 20.001}, {104, 21}, {102, 23}, {100, 20}}
	ls := orb.LineString{{102, 25}, {102.5, 24.9}, {103, 24}}
	return []orb.Geometry{
		orb.Point{102, 25},
		orb.MultiPoint{{102, 25}, {103, 26}},
		ls,
		orb.MultiLineString{ls.Clone(), {{101, 22}, {103, 24}}},
		ring,
		orb.Polygon{ring.Clone(), {{101, 21}, {102, 21}, {101, 22}, {101, 21}}},
		orb.MultiPolygon{{ring.Clone()}},
		orb.Collection{orb.Point{101, 22}, ls.Clone(), orb.Collection{ring.Clone()}},
	}
}

// TestGeometry converts every kind of geometry there and back, in every
// system and shift, and looks at its input after.
func TestGeometry(t *testing.T) {
	type pair struct {
		name             string
		forward, inverse func(orb.Geometry) (orb.Geometry, error)
	}
	var pairs []pair
	for _, c := range crs.All() {
		pairs = append(pairs, pair{c.String(), c.ForwardGeometry, c.InverseGeometry})
	}
	for _, s := range []crs.Shift{crs.GCJ02, crs.BD09} {
		pairs = append(pairs, pair{s.String(), s.ForwardGeometry, s.InverseGeometry})
	}
	for _, p := range pairs {
		for _, g := range append(geometries(), orb.AllGeometries...) {
			before := fmt.Sprint(g)
			there, err := p.forward(g)
			if err != nil {
				if !errors.Is(err, crs.ErrDomain) {
					t.Errorf("%s: %T: %v", p.name, g, err)
				}
				continue
			}
			converted := fmt.Sprint(there)
			back, err := p.inverse(there)
			if err != nil {
				t.Errorf("%s: %T: %v", p.name, g, err)
				continue
			}
			want := g
			if b, ok := g.(orb.Bound); ok {
				want = b.ToPolygon()
			}
			if !near(back, want) {
				t.Errorf("%s: %v comes back as %v", p.name, want, back)
			}
			if fmt.Sprint(g) != before || fmt.Sprint(there) != converted {
				t.Errorf("%s: %T was written to", p.name, g)
			}
		}
	}
}

// near reports whether two geometries are of one kind and equal to a few
// billionths of a degree.
func near(a, b orb.Geometry) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	round := func(g orb.Geometry) orb.Geometry { return orb.Round(orb.Clone(g), 1e8) }
	return orb.Equal(round(a), round(b))
}

func TestGeometryNamesTheVertexAtFault(t *testing.T) {
	web := mustCode(t, 3857)
	_, err := web.ForwardGeometry(orb.MultiLineString{{{1, 2}, {3, 4}}, {{5, 6}, {7, 90}}})
	if !errors.Is(err, crs.ErrDomain) || !strings.HasPrefix(err.Error(), "part 1: vertex 1: ") {
		t.Errorf("got %v", err)
	}
}

func TestInverseBound(t *testing.T) {
	box := func(west, south, east, north float64) orb.Bound {
		return orb.Bound{Min: orb.Point{west, south}, Max: orb.Point{east, north}}
	}
	for _, test := range []struct {
		name string
		id   string
		in   orb.Bound
		want orb.Bound
	}{
		{"lon/lat", "OGC:CRS84", box(100, 20, 105, 25), box(100, 20, 105, 25)},
		{"latitude first", "EPSG:4326", box(20, 100, 25, 105), box(100, 20, 105, 25)},
		{"across the antimeridian", "EPSG:4490", box(65, 177, 70, -177), box(177, 65, -177, 70)},
		{"over the pole", "EPSG:32648", box(4e5, 9.9e6, 6e5, 10.1e6), box(-180, 88.72, 180, 90)},
	} {
		t.Run(test.name, func(t *testing.T) {
			c, err := crs.Parse(test.id)
			if err != nil {
				t.Fatal(err)
			}
			got, err := c.InverseBound(test.in)
			if err != nil {
				t.Fatal(err)
			}
			for i, corner := range []float64{got.Min[0] - test.want.Min[0], got.Min[1] - test.want.Min[1], got.Max[0] - test.want.Max[0], got.Max[1] - test.want.Max[1]} {
				if math.Abs(corner) > 0.01 {
					t.Errorf("got %v, want %v (side %d)", got, test.want, i)
				}
			}
		})
	}
	for _, id := range []string{"OGC:CRS84", "EPSG:3857", "EPSG:4326", "EPSG:32648"} {
		c, err := crs.Parse(id)
		if err != nil {
			t.Fatal(err)
		}
		upsideDown := box(10, 20, 30, 10)
		if c.LatitudeFirst() {
			upsideDown = box(20, 10, 10, 30)
		}
		if got, err := c.InverseBound(upsideDown); !errors.Is(err, crs.ErrDomain) {
			t.Errorf("%s: a box upside down gives %v, %v", id, got, err)
		}
	}
}

// TestInverseBoundHoldsEverything converts random positions of random boxes,
// on their sides too, and finds none outside, and each side touched.
func TestInverseBoundHoldsEverything(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	zone := mustCode(t, 32648)
	for range 300 {
		b := orb.Bound{Min: orb.Point{rng.Float64()*4e6 - 2e6, rng.Float64()*1e7 - 3e6}}
		b.Max = orb.Point{b.Min[0] + rng.Float64()*3e6, min(b.Min[1]+rng.Float64()*3e6, 9.9e6)}
		got, err := zone.InverseBound(b)
		if err != nil {
			t.Fatal(err)
		}
		width := math.Mod(got.Max[0]-got.Min[0]+360, 360)
		for range 500 {
			x, y := rng.Float64(), rng.Float64()
			switch rng.IntN(4) {
			case 0:
				x = math.Round(x)
			case 1:
				y = math.Round(y)
			}
			p, err := zone.Inverse(orb.Point{b.Min[0] + x*(b.Max[0]-b.Min[0]), b.Min[1] + y*(b.Max[1]-b.Min[1])})
			if err != nil {
				t.Fatal(err)
			}
			east := math.Mod(p[0]-got.Min[0]+720, 360)
			if east > width+1e-9 && east < 360-1e-9 || p[1] < got.Min[1]-1e-9 || p[1] > got.Max[1]+1e-9 {
				t.Fatalf("%v of box %v lies outside %v", p, b, got)
			}
		}
	}
}
