package corridor_test

import (
	"math"
	"testing"

	"github.com/paulmach/orb"

	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/geo"
)

// fullTracks are the stretches of osm quality in the embedded dataset that are
// 20 km long or more.
func fullTracks(t *testing.T) []*geo.Line {
	t.Helper()
	var tracks []*geo.Line
	for _, l := range embeddedDataset(t).Lines {
		var from, to float64 = 0, -1
		cut := func() {
			if to-from < 20 {
				return
			}
			var ls orb.LineString
			for i, km := range l.Km {
				if from <= km && km <= to {
					ls = append(ls, l.Geometry[i])
				}
			}
			track, err := geo.NewLine(ls, nil)
			if err != nil {
				t.Fatal(err)
			}
			tracks = append(tracks, track)
		}
		for _, s := range l.Spans {
			if s.Quality != corridor.QualityOSM {
				continue
			}
			if s.FromKm > to {
				cut()
				from = s.FromKm
			}
			to = s.ToKm
		}
		cut()
	}
	return tracks
}

// TestUncertaintyIsMeasured simplifies tracks known in full as the sources of
// lesser qualities were, and counts the places that lie within the published
// uncertainty.
func TestUncertaintyIsMeasured(t *testing.T) {
	tracks := fullTracks(t)
	var km float64
	for _, track := range tracks {
		km += track.Length().Km()
	}
	if km < 500 {
		t.Fatalf("only %.0f km of full quality, too little to measure on", km)
	}
	n := smallNetwork(t)
	tests := []struct {
		tolerance geo.Metres
		line      string
		km        float64 // where small has that quality
	}{
		{10, "cn-binzhou", 3},
		{250, "cn-binzhou", 13},
		{2600, "cn-branch", 2.5},
	}
	for _, tt := range tests {
		at, err := n.At(tt.line, tt.km)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(string(at.Quality), func(t *testing.T) {
			within, all := 0, 0
			for _, track := range tracks {
				simple := simplified(t, track, tt.tolerance)
				for km := 0.05; km < track.EndKm(); km += 0.5 {
					p, err := track.At(km)
					if err != nil {
						t.Fatal(err)
					}
					all++
					if float64(simple.Locate(p.Point, 0)[0].Offset) <= at.UncertaintyM {
						within++
					}
				}
			}
			share := float64(within) / float64(all)
			t.Logf("%.1f %% of %d places within %.0f m", 100*share, all, at.UncertaintyM)
			if share < 0.94 || tt.tolerance > 10 && share > 0.97 {
				t.Errorf("%.1f %% of places lie within %v m, want 95 %%", 100*share, at.UncertaintyM)
			}
		})
	}
}

func simplified(t *testing.T, track *geo.Line, tolerance geo.Metres) *geo.Line {
	t.Helper()
	vertices := track.Vertices()
	var ls orb.LineString
	for _, i := range geo.Simplify(vertices, tolerance) {
		ls = append(ls, vertices[i])
	}
	line, err := geo.NewLine(ls, nil)
	if err != nil {
		t.Fatal(err)
	}
	return line
}

// TestChordUncertaintyIsMeasured lays chords of 10 km along tracks known in
// full and looks how far the tracks stray at their middles.
func TestChordUncertaintyIsMeasured(t *testing.T) {
	const length = 10.0
	within, all := 0, 0
	for _, track := range fullTracks(t) {
		for km := 0.0; km+length < track.EndKm(); km += length {
			a, errA := track.At(km)
			middle, errM := track.At(km + length/2)
			b, errB := track.At(km + length)
			if errA != nil || errM != nil || errB != nil {
				t.Fatal(errA, errM, errB)
			}
			chord, err := geo.NewLine(orb.LineString{a.Point, b.Point}, nil)
			if err != nil || chord.Length() < 1000 {
				continue // a loop
			}
			all++
			// What At says in the middle of a chord: see TestAt.
			if float64(chord.Locate(middle.Point, 0)[0].Offset) <= 15+0.2*float64(chord.Length()) {
				within++
			}
		}
	}
	share := float64(within) / float64(all)
	t.Logf("%.1f %% of %d chords", 100*share, all)
	if share < 0.92 || share > 0.98 {
		t.Errorf("%.1f %% of tracks keep to a fifth of the chord, want 95 %%", 100*share)
	}
}

// TestChordUncertaintyShrinks: where stops or the ends of the chord are near,
// the track is too.
func TestChordUncertaintyShrinks(t *testing.T) {
	n := smallNetwork(t)
	last := math.Inf(1)
	for _, km := range []float64{9, 8, 7, 6.5, 6.1, 6.001} {
		p, err := n.At("cn-binzhou", km)
		if err != nil {
			t.Fatal(err)
		}
		if p.UncertaintyM >= last {
			t.Errorf("at km %v it is %v m, no less than further in", km, p.UncertaintyM)
		}
		last = p.UncertaintyM
	}
	if last > 50 {
		t.Errorf("%v m beside the end", last)
	}
}
