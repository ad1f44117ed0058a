package geo_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"

	"github.com/corridor-rail/corridor/geo"
)

// TestWithinAgreesWithLocate: within the radius the two find the same places.
func TestWithinAgreesWithLocate(t *testing.T) {
	rnd := rand.New(rand.NewPCG(21, 22))
	ls := orb.LineString{{104, 30}}
	for range 400 {
		last := ls[len(ls)-1]
		next, _ := geo.Direct(last, rnd.Float64()*360, geo.Metres(rnd.Float64()*1000))
		ls = append(ls, next)
	}
	line, err := geo.NewLine(ls, nil)
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for range 200 {
		p, _ := geo.Direct(ls[rnd.IntN(len(ls))], rnd.Float64()*360, geo.Metres(rnd.Float64()*2000))
		radius := geo.Metres(rnd.Float64() * 1500)
		within := map[geo.Metres]geo.Metres{} // offset by place
		for _, n := range line.Within(p, radius, nil) {
			within[n.Along] = n.Offset
			if n.Offset > radius {
				t.Errorf("offset %v beyond %v", n.Offset, radius)
			}
		}
		found += len(within)
		count := 0
		for _, n := range line.Locate(p, 1e6) {
			if n.Offset <= radius {
				count++
				if got, ok := within[n.Along]; !ok || got != n.Offset {
					t.Errorf("%v at %v m is missing within %v m", n.Position, n.Offset, radius)
				}
			}
		}
		// A foot beyond the radius can hide a minimum from neither.
		if count != len(within) {
			t.Errorf("%d places within %v m, Locate has %d", len(within), radius, count)
		}
	}
	if found < 100 {
		t.Errorf("only %d places found at all", found)
	}
}

func TestWithinAsksWhatIsWorthwhile(t *testing.T) {
	line, err := geo.NewLine(orb.LineString{{0, 0}, {1, 0}, {2, 0}, {3, 0}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	p := orb.Point{1.5, 0.1}
	asked := 0
	none := line.Within(p, 20_000, func(edge int, atLeast geo.Metres) bool {
		asked++
		if truth := line.LocateEdge(p, edge).Offset; edge != 1 || atLeast > truth {
			t.Errorf("asked for edge %d at %v m, %v m away", edge, atLeast, truth)
		}
		return false
	})
	if asked != 1 || none != nil {
		t.Errorf("asked %d times, found %v", asked, none)
	}
	for _, radius := range []geo.Metres{-1, 0, 11_000, geo.Metres(math.NaN())} {
		if got := line.Within(p, radius, nil); got != nil {
			t.Errorf("radius %v: %v", radius, got)
		}
	}
	if got := line.Within(orb.Point{0, 91}, 1e9, nil); got != nil {
		t.Errorf("not a position: %v", got)
	}
	if got := line.Within(p, 12_000, nil); len(got) != 1 || got[0].Edge != 1 {
		t.Errorf("got %+v", got)
	}
}
