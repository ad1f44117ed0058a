package corridor

import (
	"fmt"
	"time"

	"github.com/paulmach/orb"

	"github.com/corridor-rail/corridor/geo"
)

// Fix is a point of a trace: what a satellite receiver says of where it is.
type Fix struct {
	Point orb.Point // lon/lat in degrees
	Time  time.Time // zero: unknown
}

// MatchQuery asks for the way that a trace took. The zero values of the numbers
// stand for what the comments say.
type MatchQuery struct {
	Fixes       []Fix   // in the order of travel; times, where known, do not fall
	SigmaM      float64 // standard deviation of a fix across the track, metres, 1 to 1000; 0: 25
	MaxSpeedKmh float64 // no train is faster, 1 to 1000; 0: 400
	GaugeMM     int     // only tracks of this gauge; 0: all
}

// Limits and defaults of a [MatchQuery].
const (
	MaxFixes         = 100_000
	defaultSigmaM    = 25  // four of them hold nearly all of noise that is 50 m across
	defaultSpeedKmh  = 400 // 350 km/h is the fastest timetabled today
	maxSigmaM        = 1000
	maxSpeedLimitKmh = 1000
)

// Matching is a trace on the tracks.
type Matching struct {
	Fixes []MatchedFix // one for each fix asked for, in the same order
	Parts []Part       // by first fix
}

// MatchedFix is a fix with its place on the tracks. Line is nil, and the place
// unset, where Reason says why there is none.
type MatchedFix struct {
	Fix
	Part         int // number of its part in [Matching.Parts]; -1: not matched
	Line         *Line
	Segment      *Segment
	Km           float64   // chainage
	Track        orb.Point // the place on the track
	OffsetM      float64   // metres from the fix to it
	UncertaintyM float64   // see [Position]
	SpeedKmh     float64   // from the matched fix before, by chainage; NaN: none before in the part, or no time between
	Reason       string
}

// Part is a run of fixes that one journey explains. Fixes between First and
// Last that were not matched belong to none.
type Part struct {
	First, Last int     // fixes
	Reason      string  // why the part before did not go on here; empty for the first
	Path        []Leg   // in travel order; noise that goes back and forth is left out
	DistanceKm  float64 // length of Path by chainage
}

// check tells what is wrong with the question, as *[ParamError]s, and fills in
// the defaults.
func (q *MatchQuery) check(n *Network) []error {
	in := resolver{Network: n}
	if err := CheckFixes(q.Fixes); err != nil {
		in.fail("trace", err)
	}
	q.SigmaM = numberOr(q.SigmaM, defaultSigmaM, 1, maxSigmaM, "sigma", "metres", in.fail)
	q.MaxSpeedKmh = numberOr(q.MaxSpeedKmh, defaultSpeedKmh, 1, maxSpeedLimitKmh, "max_speed", "km/h", in.fail)
	in.rules(Query{GaugeMM: q.GaugeMM})
	return in.faults
}

func numberOr(v, otherwise, lo, hi float64, param, unit string, fail func(string, error)) float64 {
	if v == 0 {
		return otherwise
	}
	if !(v >= lo && v <= hi) {
		fail(param, fmt.Errorf("%v is not a number of %s from %g to %g", v, unit, lo, hi))
	}
	return v
}

// CheckFixes returns an error that names the first fault of a trace: no point,
// more than [MaxFixes], a point that is not lon/lat in degrees, or a time before
// the one that precedes it.
func CheckFixes(fixes []Fix) error {
	switch {
	case len(fixes) == 0:
		return fmt.Errorf("the trace has no points; want 1 to %d", MaxFixes)
	case len(fixes) > MaxFixes:
		return fmt.Errorf("the trace has %d points; at most %d", len(fixes), MaxFixes)
	}
	var last time.Time
	for i, f := range fixes {
		if err := geo.CheckPosition(f.Point); err != nil {
			return fmt.Errorf("point %d: %w", i, err)
		}
		if f.Time.IsZero() {
			continue
		}
		if f.Time.Before(last) {
			return fmt.Errorf("point %d: its time %s lies before %s of a point before it; want points in the order of time",
				i, f.Time.Format(time.RFC3339Nano), last.Format(time.RFC3339Nano))
		}
		last = f.Time
	}
	return nil
}
