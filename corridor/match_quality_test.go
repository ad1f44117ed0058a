package corridor_test

import (
	"math"
	"slices"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/geo"
)

// TestMatchOnLinesLessKnown rides on tracks known in full and matches on a
// network that knows them no better than sources of lesser quality do.
func TestMatchOnLinesLessKnown(t *testing.T) {
	full := embedded(t)
	fixes, where := journey{stretches: []stretch{{"cn-lanxin", 700, 900}}, speedKmh: 100, step: 20 * time.Second, noise: 50}.ride(t, full, 17)
	tests := []struct {
		quality   corridor.Quality
		tolerance geo.Metres
		offKm     float64
	}{
		{corridor.QualitySimplified, 250, 0.5},
		{corridor.QualityCoarse, 2600, 3},
	}
	for _, tt := range tests {
		t.Run(string(tt.quality), func(t *testing.T) {
			n, err := corridor.New(lessKnown(t, "cn-lanxin", tt.quality, tt.tolerance))
			if err != nil {
				t.Fatal(err)
			}
			m, err := n.Match(corridor.MatchQuery{Fixes: fixes})
			if err != nil {
				t.Fatal(err)
			}
			right, farthest := 0, 0.0
			for i, f := range m.Fixes {
				if f.Line != nil && f.Line.ID == "cn-lanxin" {
					right++
					farthest = max(farthest, math.Abs(f.Km-where[i].km))
				}
			}
			t.Logf("%d of %d fixes, %.2f km off at most, %d parts, %.1f km", right, len(fixes), farthest, len(m.Parts), m.Parts[0].DistanceKm)
			if right < len(fixes)*98/100 || farthest > tt.offKm || len(m.Parts) != 1 || math.Abs(m.Parts[0].DistanceKm-200) > 2*tt.offKm {
				t.Errorf("%d of %d fixes matched, %.2f km off at most, in %d parts", right, len(fixes), farthest, len(m.Parts))
			}
		})
	}
}

// lessKnown is the embedded dataset with a line drawn as a simplification of
// itself, the vertices at their places on it.
func lessKnown(t *testing.T, id string, quality corridor.Quality, tolerance geo.Metres) *corridor.Dataset {
	t.Helper()
	ds := embeddedDataset(t)
	i := slices.IndexFunc(ds.Lines, func(l corridor.LineRecord) bool { return l.ID == id })
	l := &ds.Lines[i]
	track, err := geo.NewLine(l.Geometry, nil)
	if err != nil {
		t.Fatal(err)
	}
	simple := simplified(t, track, tolerance)
	for k := range l.Spans {
		l.Spans[k].Quality = quality
	}
	var geometry orb.LineString
	var km []float64
	stop := 0
	for k, p := range l.Geometry {
		place := simple.Locate(p, 0)[0].Point
		isStop := stop < len(l.Stops) && l.Stops[stop].Km == l.Km[k]
		if isStop {
			stop++
			place = p
		}
		if isStop || len(km) == 0 || geo.Distance(place, geometry[len(geometry)-1]) > 1 {
			geometry, km = append(geometry, place), append(km, l.Km[k])
		}
	}
	l.Geometry, l.Km = geometry, km
	return ds
}
