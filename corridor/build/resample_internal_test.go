package build

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/geo"
)

// winding is a track of about so many km whose bends are as tight as those of
// a mountain railway, 250 m of radius, with a vertex every 40 m or so.
func winding(t testing.TB, rng *rand.Rand, km float64) *centreline {
	t.Helper()
	points := orb.LineString{{100, 50}}
	azimuth, turn := 360*rng.Float64(), 0.0
	for length := 0.0; length < km*1000; {
		if rng.IntN(15) == 0 {
			turn = (2*rng.Float64() - 1) / 250 * 180 / math.Pi // degrees a metre
		}
		step := 20 + 40*rng.Float64()
		azimuth += turn * step
		p, _ := geo.Direct(points[len(points)-1], azimuth, geo.Metres(step))
		points = append(points, p)
		length += step
	}
	line, err := geo.NewLine(points, nil)
	if err != nil {
		t.Fatal(err)
	}
	return &centreline{line: line}
}

// TestResample measures winding tracks with a chainage that runs up to 3 % off
// the measured one, and stops at random places.
func TestResample(t *testing.T) {
	const keeps = 30 // m that the line may depart from the centreline
	for seed := range uint64(12) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			rng := rand.New(rand.NewPCG(seed, 5))
			c := winding(t, rng, 30)
			ch := chainage{measured: []float64{0}, official: []float64{100 * rng.Float64()}}
			for i := range 3 {
				ch.measured = append(ch.measured, 9*float64(i+1))
				ch.official = append(ch.official, ch.official[i]+9*(0.97+0.06*rng.Float64()))
			}
			stops := []float64{ch.officialAt(0)}
			for i := 1; stops[len(stops)-1] < ch.officialAt(26); i++ {
				stops = append(stops, stops[i-1]+closest+4*rng.Float64()*rng.Float64())
			}
			points, kms, err := resample(c, ch, stops)
			if err != nil {
				t.Fatal(err)
			}
			checkPosts(t, kms, stops)
			worst := 0.0
			line, err := geo.NewLine(points, nil)
			if err != nil {
				t.Fatal(err)
			}
			for i := range len(kms) - 1 {
				for part := range 20 {
					at, err := c.line.At(clampTo(c, ch.measuredAt(kms[i]+(kms[i+1]-kms[i])*float64(part)/20)))
					if err != nil {
						t.Fatal(err)
					}
					if part == 0 && geo.Distance(at.Point, points[i]) > 1 { // km are rounded to a metre
						t.Errorf("km %v: %.1f m from its place", kms[i], float64(geo.Distance(at.Point, points[i])))
					}
					worst = max(worst, float64(line.LocateEdge(at.Point, i).Offset))
				}
			}
			if worst > keeps {
				t.Errorf("the line departs %.1f m from the centreline", worst)
			}
		})
	}
}

// checkPosts checks that the km rise, no more than 1 km at a time, from the
// first stop to the last, over every stop, and over every whole km unless a
// stop stands in its place.
func checkPosts(t *testing.T, kms, stops []float64) {
	t.Helper()
	if kms[0] != round3(stops[0]) || kms[len(kms)-1] != round3(stops[len(stops)-1]) {
		t.Errorf("from km %v to %v, want %v to %v", kms[0], kms[len(kms)-1], stops[0], stops[len(stops)-1])
	}
	for i := 1; i < len(kms); i++ {
		if step := kms[i] - kms[i-1]; step < closest-0.0011 || step > 1+closest {
			t.Errorf("km %v follows %v", kms[i], kms[i-1])
		}
	}
	for _, s := range stops {
		if !slices.Contains(kms, round3(s)) {
			t.Errorf("no point at the stop of km %v", s)
		}
	}
	for post := math.Ceil(stops[0]); post < stops[len(stops)-1]; post++ {
		taken := slices.ContainsFunc(stops, func(s float64) bool { return math.Abs(s-post) < closest })
		if !taken && !slices.Contains(kms, post) {
			t.Errorf("no point at km post %v", post)
		}
	}
}

func TestMergePieces(t *testing.T) {
	const osm, rough, chord = corridor.QualityOSM, corridor.QualityCoarse, corridor.QualityChord
	tests := []struct {
		name     string
		in, want []piece
	}{
		{"of one kind", []piece{{0, 1, osm, "a"}, {1, 2, osm, "a"}, {2, 9, osm, "a"}}, []piece{{0, 9, osm, "a"}}},
		{"of two sources", []piece{{0, 1, osm, "a"}, {1, 2, osm, "b"}}, []piece{{0, 1, osm, "a"}, {1, 2, osm, "b"}}},
		{"a yard between", []piece{{0, 5, osm, "a"}, {5, 5.3, rough, "a"}, {5.3, 9, osm, "a"}}, []piece{{0, 9, osm, "a"}}},
		{"more than a yard", []piece{{0, 5, osm, "a"}, {5, 5.5, rough, "a"}, {5.5, 9, osm, "a"}},
			[]piece{{0, 5, osm, "a"}, {5, 5.5, rough, "a"}, {5.5, 9, osm, "a"}}},
		{"many short edges of one kind are no yard", []piece{{0, 5, osm, "a"}, {5, 5.3, rough, "a"}, {5.3, 5.6, rough, "a"}, {5.6, 9, osm, "a"}},
			[]piece{{0, 5, osm, "a"}, {5, 5.6, rough, "a"}, {5.6, 9, osm, "a"}}},
		{"a chord", []piece{{0, 5, osm, "a"}, {5, 7, chord, ""}, {7, 9, osm, "a"}},
			[]piece{{0, 5, osm, "a"}, {5, 7, chord, ""}, {7, 9, osm, "a"}}},
		{"one", []piece{{0, 0.1, osm, "a"}}, []piece{{0, 0.1, osm, "a"}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			before := slices.Clone(tt.in)
			if got := mergePieces(tt.in); !slices.Equal(got, tt.want) {
				t.Errorf("%v, want %v", got, tt.want)
			}
			if !slices.Equal(tt.in, before) {
				t.Errorf("the pieces given are now %v", tt.in)
			}
		})
	}
}
