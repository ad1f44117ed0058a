package corridor

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/corridor-rail/corridor/geo"
)

// What the matching of traces takes for likely.
const (
	// A way is longer than the great circle by the windings of the track: on
	// the tracks known in full, by 0.1 % to 9 % in the middle case, over 2 to
	// 100 km. The scale of the difference grows with the gap, as that of Newson
	// and Krumm does with the sampling interval (their section 4.1).
	windingShare = 0.1

	maxExcess = 30 // scales by which a way may be longer than the great circle
	beamWidth = 40 // how much less likely than the best, in logarithms, a candidate may be to be followed
	patience  = 10 // fixes in a row that no way leads to before the trace is broken
)

// Match finds the way that a trace took: for each fix the place on the tracks,
// and for each run of fixes the segments travelled.
//
// The model is that of P. Newson and J. Krumm, Hidden Markov map matching
// through noise and sparseness, ACM SIGSPATIAL GIS 2009, 336-343,
// doi:10.1145/1653771.1653818, with a sigma that also knows how well each line
// is known, and lengths by chainage:
//
//  1. The candidates of a fix are the places of all lines near it; the worse a
//     line is known, the wider is near. A fix without any is not matched.
//  2. A candidate is likely by its offset: normal, with the sigmas of the fix
//     and of the line.
//  3. A step between candidates of two fixes is likely by the difference between
//     the shortest way on the tracks and the great circle: exponential, with a
//     scale (beta) of two sigmas of a fix and a tenth of the great circle.
//  4. A step is impossible when its way is longer than the fastest train goes in
//     the time between, or by 30 scales longer than the great circle; that and
//     how far the two places may be off.
//  5. The likeliest sequence of candidates (A. J. Viterbi, IEEE Trans. Inform.
//     Theory 13 (1967), 260-269, doi:10.1109/TIT.1967.1054010) is kept in
//     logarithms, fix by fix; candidates far behind the best are dropped.
//  6. A fix to which no step is possible is set aside. Where the trace goes on
//     behind it, it was an outlier; after ten in a row the trace is broken there
//     and a new part begins.
//  7. The sequence of each part is walked; going back and forth within the noise
//     is no travel.
//
// The cost is some tens of microseconds a fix. Faults in the query come
// together, as *[ParamError]s in an errors.Join; a fix that cannot be matched is
// no fault.
func (n *Network) Match(q MatchQuery) (*Matching, error) {
	if faults := q.check(n); len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	m := matcher{
		MatchQuery: q,
		tracks:     newTracks(n, q.SigmaM, q.GaugeMM),
		passages:   passages{finder: newWayfinder(n, q.GaugeMM), known: map[int32][]float64{}},
		out:        &Matching{Fixes: make([]MatchedFix, len(q.Fixes))},
	}
	for i, fix := range q.Fixes {
		m.out.Fixes[i] = MatchedFix{Fix: fix, Part: -1, SpeedKmh: math.NaN()}
		m.take(i)
	}
	for len(m.columns) > 0 {
		m.breakOff()
	}
	if m.err != nil {
		return nil, m.err
	}
	return m.out, nil
}

// matcher matches one trace.
type matcher struct {
	MatchQuery
	tracks   *tracks
	passages passages
	columns  []column // of the part in hand
	held     []column // set aside since the last of these
	reason   string   // why the part in hand began
	out      *Matching
	err      error
}

// column is a fix with its candidates.
type column struct {
	fix        int
	candidates []candidate
}

// take goes on to a fix.
func (m *matcher) take(fix int) {
	c := column{fix, m.tracks.around(m.Fixes[fix].Point)} // 1
	if len(c.candidates) == 0 {
		m.out.Fixes[fix].Reason = fmt.Sprintf("no track within %d m, or as far as a lesser known line may be off", leastRadiusM)
		return
	}
	for i := range c.candidates {
		at := &c.candidates[i]
		at.stand = m.passages.finder.standAt(at.segment)
		at.score = at.emission() // 2
	}
	m.join(c)
	if len(m.held) > patience { // 6
		m.breakOff()
	}
}

// join adds a column to the part in hand, or sets it aside.
func (m *matcher) join(c column) {
	if len(m.columns) == 0 {
		m.columns = append(m.columns, c)
		return
	}
	if !m.step(&m.columns[len(m.columns)-1], &c) {
		m.held = append(m.held, c)
		return
	}
	for _, h := range m.held {
		m.out.Fixes[h.fix].Reason = "no plausible way leads here and on"
	}
	m.held = m.held[:0]
	m.columns = append(m.columns, c)
}

// step finds the best way to each candidate of a column from those of the one
// before. It is false, and nothing has changed, where there is none at all.
func (m *matcher) step(before, c *column) bool {
	circle := float64(geo.Distance(m.Fixes[before.fix].Point, m.Fixes[c.fix].Point))
	beta := 2*m.SigmaM + windingShare*circle
	farthest := min((circle+maxExcess*beta)/1000, m.farthest(before.fix, c.fix))
	top := math.Inf(-1)
	next := make([]candidate, 0, len(c.candidates))
	for _, to := range c.candidates {
		emission, best := to.score, math.Inf(-1)
		for i := range before.candidates {
			from := &before.candidates[i]
			slack := radiusSigmas * (from.sigma + to.sigma) / 1000
			way := m.passages.between(from, &to, (circle+beta)/1000, slack+farthest) // 4
			// Newson and Krumm, equation 2, but for what all steps have in common.
			score := from.score - math.Abs(way.km*1000-circle)/beta // 3
			if score > best {
				best, to.before, to.came = score, int32(i), way
			}
		}
		if !math.IsInf(best, -1) {
			to.score = best + emission
			top = max(top, to.score)
			next = append(next, to)
		}
	}
	if len(next) == 0 {
		return false
	}
	c.candidates = slices.DeleteFunc(next, func(a candidate) bool { return a.score < top-beamWidth }) // 5
	return true
}

// farthest is how far, in km, a train may come between two fixes. Without times
// there is no limit.
func (m *matcher) farthest(before, fix int) float64 {
	from, to := m.Fixes[before].Time, m.Fixes[fix].Time
	if from.IsZero() || to.IsZero() {
		return math.Inf(1)
	}
	return m.MaxSpeedKmh * to.Sub(from).Hours()
}

// breakOff ends the part in hand and begins another with what was set aside.
func (m *matcher) breakOff() {
	last := m.columns[len(m.columns)-1].fix
	m.finish()
	held := m.held
	m.columns, m.held = nil, nil
	if len(held) == 0 {
		return
	}
	m.reason = fmt.Sprintf("no plausible way leads here from point %d", last)
	for _, c := range held {
		m.join(c)
	}
}

// finish writes the part in hand to the result.
func (m *matcher) finish() {
	chain := make([]*candidate, len(m.columns))
	last := &m.columns[len(m.columns)-1]
	at := int32(0)
	for i := range last.candidates {
		if last.candidates[i].score > last.candidates[at].score {
			at = int32(i)
		}
	}
	for i := len(chain) - 1; i >= 0; i-- {
		chain[i] = &m.columns[i].candidates[at]
		at = chain[i].before
	}
	number := len(m.out.Parts)
	for i, c := range chain {
		m.write(&m.out.Fixes[m.columns[i].fix], number, c)
		if i > 0 {
			m.clock(m.columns[i-1].fix, m.columns[i].fix, c.came.km)
		}
	}
	part := Part{First: m.columns[0].fix, Last: last.fix, Reason: m.reason}
	var err error
	if part.Path, err = m.passages.path(chain); err != nil { // 7
		m.err = errors.Join(m.err, err)
	}
	if last := len(part.Path) - 1; last >= 0 {
		part.DistanceKm = part.Path[last].EndKm
	}
	m.out.Parts = append(m.out.Parts, part)
}

func (m *matcher) write(f *MatchedFix, part int, c *candidate) {
	line := c.segment.Line
	f.Part, f.Line, f.Segment, f.Km = part, line, c.segment, c.km
	f.Track, f.OffsetM, f.UncertaintyM = c.point, c.offset, line.uncertaintyM(line.spanAt(c.km), c.km)
}

// clock notes the speed over a way between two fixes.
func (m *matcher) clock(before, fix int, km float64) {
	from, to := m.Fixes[before].Time, m.Fixes[fix].Time
	if !from.IsZero() && to.After(from) {
		m.out.Fixes[fix].SpeedKmh = km / to.Sub(from).Hours()
	}
}
