package geo_test

import (
	"math/rand/v2"
	"testing"

	"github.com/corridor-rail/corridor/geo"
	"github.com/paulmach/orb"
)

// TestMeasuresAreThoseOfTheSlice asks for the position at each measure: it is
// the point of the slice at that place.
func TestMeasuresAreThoseOfTheSlice(t *testing.T) {
	eachLine(t, func(t *testing.T, l *geo.Line, rng *rand.Rand) {
		for range 100 {
			from, to := randomKm(l, rng), randomKm(l, rng)
			points, err := l.Slice(from, to)
			if err != nil {
				t.Fatal(err)
			}
			km, err := l.Measures(from, to)
			if err != nil || len(km) != len(points) {
				t.Fatalf("%d measures of %d points, %v", len(km), len(points), err)
			}
			for i, p := range points {
				near(t, "offset", geo.Distance(p, at(t, l, km[i]).Point), 0, 1e-3)
			}
		}
	})
	l := mustLine(t, orb.LineString{{0, 0}, {1, 0}})
	if _, err := l.Measures(l.StartKm()-1, l.EndKm()); err == nil {
		t.Error("measures beyond the line")
	}
}
