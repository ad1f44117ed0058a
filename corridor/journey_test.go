package corridor_test

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/geo"
)

// stretch is a part of a line to travel.
type stretch struct {
	line         string
	fromKm, toKm float64
}

// journey is a made-up run of a train along stretches of real lines.
type journey struct {
	stretches []stretch
	speedKmh  float64
	step      time.Duration
	noise     float64                       // metres, standard deviation each way
	silent    func(done time.Duration) bool // no fixes then; nil: always some
}

// truth is where a train was at each fix.
type truth struct {
	line      string
	km        float64
	travelled float64 // km since the start
}

// ride makes the trace of a journey. The seed fixes its noise.
func (j journey) ride(t testing.TB, n *corridor.Network, seed uint64) ([]corridor.Fix, []truth) {
	t.Helper()
	rnd := rand.New(rand.NewPCG(seed, 1))
	var fixes []corridor.Fix
	var where []truth
	start := time.Date(2026, 11, 22, 8, 0, 0, 0, time.UTC)
	done, left, passed := time.Duration(0), 0.0, 0.0 // km left to the first fix of a stretch; of the stretches passed
	for _, s := range j.stretches {
		length := math.Abs(s.toKm - s.fromKm)
		for ; left <= length; left += j.speedKmh * j.step.Hours() {
			done += j.step
			if j.silent != nil && j.silent(done) {
				continue
			}
			km := s.fromKm + math.Copysign(left, s.toKm-s.fromKm)
			p, err := n.At(s.line, km)
			if err != nil {
				t.Fatal(err)
			}
			off, _ := geo.Direct(p.Point, 90, geo.Metres(rnd.NormFloat64()*j.noise))
			off, _ = geo.Direct(off, 0, geo.Metres(rnd.NormFloat64()*j.noise))
			fixes = append(fixes, corridor.Fix{Point: off, Time: start.Add(done)})
			where = append(where, truth{s.line, km, passed + left})
		}
		left -= length
		passed += length
	}
	return fixes, where
}

// along is the journey over the legs of a route.
func along(t testing.TB, n *corridor.Network, from, to string) []stretch {
	t.Helper()
	r, err := n.Route(corridor.Query{From: from, To: to})
	if err != nil {
		t.Fatal(err)
	}
	var out []stretch
	for _, l := range r.Legs {
		out = append(out, stretch{l.Segment.Line.ID, l.FromKm, l.ToKm})
	}
	return out
}
