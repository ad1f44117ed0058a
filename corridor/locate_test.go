package corridor_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"

	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/geo"
)

func TestAt(t *testing.T) {
	n := smallNetwork(t)
	tests := []struct {
		line        string
		km          float64
		segment     string
		station     string
		away        float64
		quality     corridor.Quality
		uncertainty float64
	}{
		{"cn-binzhou", 0, "cn-binzhou:cn-hailar:cn-harbin", "cn-harbin", 0, corridor.QualityOSM, 15},
		{"cn-binzhou", 6, "cn-binzhou:cn-hailar:cn-harbin", "cn-hailar", 0, corridor.QualityOSM, 15},
		{"cn-binzhou", 9, "cn-binzhou:cn-hailar:cn-zalainuoer", "cn-hailar", 3, corridor.QualityChord, 1215},
		{"cn-binzhou", 13, "cn-binzhou:cn-hailar:cn-zalainuoer", "cn-zalainuoer", 1, corridor.QualitySimplified, 170},
		{"cn-binzhou", 28, "cn-binzhou:cn-manzhouli:cn-manzhouli--ru-zabaikalsk", "cn-manzhouli", 8, corridor.QualitySimplified, 170},
		{"cn-branch", 2.5, "cn-branch:cn-hailar:cn-mine", "cn-hailar", 2.5, corridor.QualityCoarse, 1750},
		{"cn-ring", 4, "cn-ring:cn-manzhouli:cn-yard:2", "cn-yard", 1, corridor.QualityOSM, 15},
	}
	for _, tt := range tests {
		t.Run(tt.segment, func(t *testing.T) {
			p, err := n.At(tt.line, tt.km)
			if err != nil {
				t.Fatal(err)
			}
			if p.Line.ID != tt.line || p.Segment.ID != tt.segment || p.Station.ID != tt.station || math.Abs(p.StationKm-tt.away) > 1e-9 {
				t.Errorf("on %s, %v km from %s", p.Segment.ID, p.StationKm, p.Station.ID)
			}
			if p.Quality != tt.quality || math.Abs(p.UncertaintyM-tt.uncertainty) > 1e-9 {
				t.Errorf("%s, %v m; want %s, %v m", p.Quality, p.UncertaintyM, tt.quality, tt.uncertainty)
			}
		})
	}
}

func TestAtRefuses(t *testing.T) {
	n := smallNetwork(t)
	if _, err := n.At("cn-none", 1); !errors.Is(err, corridor.ErrNotFound) {
		t.Errorf("unknown line: %v", err)
	}
	for _, km := range []float64{-0.1, 28.1, math.NaN(), math.Inf(1)} {
		if _, err := n.At("cn-binzhou", km); !errors.Is(err, corridor.ErrOutside) {
			t.Errorf("km %v: %v, want ErrOutside", km, err)
		}
	}
}

func TestLocateIsTheInverseOfAt(t *testing.T) {
	t.Run("small", func(t *testing.T) { locateInvertsAt(t, smallNetwork(t), 200) })
	t.Run("embedded", func(t *testing.T) { locateInvertsAt(t, embedded(t), 500) })
}

func locateInvertsAt(t *testing.T, n *corridor.Network, rounds int) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for range rounds {
		l := n.Lines()[rnd.IntN(len(n.Lines()))]
		km := l.FromKm + rnd.Float64()*l.LengthKm()
		p, err := n.At(l.ID, km)
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, m := range n.Locate(p.Point, 100) {
			if m.OffsetM > 0.01 {
				break
			}
			found = found || m.Line == l && geo.Distance(m.Point, p.Point) < 0.01
		}
		if !found {
			t.Errorf("%s at %v km, %v, is not found there", l.ID, km, p.Point)
		}
	}
}

// TestLocateAgainstAllLines compares with the nearest position on each line.
func TestLocateAgainstAllLines(t *testing.T) {
	n := smallNetwork(t)
	rnd := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		p := at(rnd.Float64()*80-20, rnd.Float64()*40-20)
		want := map[string]float64{}
		best := math.Inf(1)
		for _, l := range n.Lines() {
			shape, err := geo.NewLine(l.Geometry, nil)
			if err != nil {
				t.Fatal(err)
			}
			want[l.ID] = float64(shape.Locate(p, 0)[0].Offset)
			best = min(best, want[l.ID])
		}
		for id, offset := range want {
			if offset > best+5000 {
				delete(want, id)
			}
		}
		matches := n.Locate(p, 100)
		for i, m := range matches {
			if math.Abs(m.OffsetM-want[m.Line.ID]) > 1e-4 || i > 0 && m.OffsetM < matches[i-1].OffsetM {
				t.Errorf("%v: match %d on %s is %v m away, want %v", p, i, m.Line.ID, m.OffsetM, want[m.Line.ID])
			}
		}
		if len(matches) != len(want) {
			t.Errorf("%v: %d matches, want %d", p, len(matches), len(want))
		}
	}
}

func TestLocateBounds(t *testing.T) {
	n := smallNetwork(t)
	if got := n.Locate(at(20, 0), 2); len(got) != 2 {
		t.Errorf("%d matches, want the limit of 2", len(got))
	}
	for _, p := range []orb.Point{{181, 0}, {0, -91}, {math.NaN(), 0}} {
		if got := n.Locate(p, 5); got != nil {
			t.Errorf("%v: got %v", p, got)
		}
	}
	if got := n.Locate(at(0, 0), 0); got != nil {
		t.Errorf("limit 0: got %v", got)
	}
	if got := n.Locate(orb.Point{-62.6, -49.6}, 1); len(got) != 1 || got[0].OffsetM < 19e6 {
		t.Errorf("from the other side of the earth: %+v", got)
	}
}
