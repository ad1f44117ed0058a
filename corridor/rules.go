package corridor

import (
	"math"
	"slices"
)

// Profile says whose route is asked for. Profiles go by the usage of lines.
type Profile string

// The profiles.
const (
	ProfileAny       Profile = ""          // all lines alike
	ProfileFreight   Profile = "freight"   // prefers freight lines and so bypasses and terminals, shuns passenger lines
	ProfilePassenger Profile = "passenger" // keeps off freight lines
)

// Optimise says what the best route has least of.
type Optimise string

// What to optimise.
const (
	OptimiseDistance Optimise = "distance" // km; also the empty Optimise
	OptimiseOfficial Optimise = "official" // km, where one without a published figure counts three times
	OptimiseTime     Optimise = "time"     // hours, by the speeds of lines and the dwell at borders and breaks of gauge
)

// What a km counts beside one of a mixed line, and beside a published one. The
// figures are choices, not measurements: freight goes up to a quarter farther
// for a freight line, and takes a passenger line only to reach a place on it.
const (
	freightLineWeight   = 0.8
	passengerLineWeight = 50.0
	unpublishedWeight   = 3.0
)

// Values of Status and Usage of lines, and of Query.Status.
const (
	statusOpen     = "open"
	statusAny      = "any"
	usageFreight   = "freight"
	usagePassenger = "passenger"
	noWire         = "none"
)

// rules are the options of a query. The zero value takes every line alike.
type rules struct {
	gauge       int      // millimetres; 0: any
	oneGauge    bool     // no change of gauge
	electrified bool     // only lines known to be
	status      []string // of lines; empty: any
	profile     Profile
	optimise    Optimise
	pace        *pace // for OptimiseTime

	breakKm, borderKm, reverseKm float64 // penalties

	lines    map[*Line]bool // avoided
	nodes    map[*Node]bool
	segments map[*Segment]bool
}

// takes tells whether a route may use a line.
func (r *rules) takes(l *Line) bool {
	return (r.gauge == 0 || l.GaugeMM == r.gauge) &&
		(!r.electrified || l.Electrification != "" && l.Electrification != noWire) &&
		(r.status == nil || slices.Contains(r.status, l.Status) || l.Status == "" && slices.Contains(r.status, statusOpen)) &&
		(r.profile != ProfilePassenger || l.Usage != usageFreight) &&
		!r.lines[l]
}

// weight is what a published km of a line counts.
func (r *rules) weight(l *Line) float64 {
	weight := 1.0
	switch {
	case r.profile != ProfileFreight:
	case l.Usage == usageFreight:
		weight = freightLineWeight
	case l.Usage == usagePassenger:
		weight = passengerLineWeight
	}
	if r.optimise == OptimiseTime {
		weight *= r.pace.meanKmh / r.pace.speed(l)
	}
	return weight
}

// unpublished is what a km without a published figure counts beside one with.
func (r *rules) unpublished() float64 {
	if r.optimise == OptimiseOfficial {
		return unpublishedWeight
	}
	return 1
}

// borderToll is the price of passing a crossing. It is even.
func (r *rules) borderToll(crossing *Node) toll {
	km := r.borderKm
	if r.optimise == OptimiseTime {
		km += r.pace.borderHours(crossing) * r.pace.meanKmh
	}
	return tollOf(km)
}

// breakToll is the price of a change of gauge.
func (r *rules) breakToll(station *Node) toll {
	km := r.breakKm
	if r.optimise == OptimiseTime {
		km += r.pace.breakHours(station) * r.pace.meanKmh
	}
	return changeToll + tollOf(km)
}

// priced turns the rules into a search: what each edge costs. Rules that change
// no price share those of the graph; others take time by the number of edges.
func (g *graph) priced(r *rules) *question {
	q := &question{graph: g, rules: r, ask: search{ways: &g.ways, tolls: g.tolls, scale: 1, usable: int32(len(g.edges))}}
	if r.oneGauge || r.gauge != 0 {
		q.ask.usable = g.changes
	}
	q.ask.reverse = tollOf(r.reverseKm)
	if r.plain() {
		return q
	}
	q.ask.tolls = make([]toll, len(g.edges))
	q.ask.scale = math.Inf(1)
	for i := range g.edges {
		q.ask.tolls[i] = q.whole(int32(i))
		if q.ask.tolls[i] >= 0 && g.tolls[i] > 0 {
			q.ask.scale = min(q.ask.scale, float64(q.ask.tolls[i])/float64(g.tolls[i]))
		}
	}
	q.bar()
	if math.IsInf(q.ask.scale, 1) {
		q.ask.scale = 0
	}
	return q
}

// plain tells whether edges cost what they cost in the graph. A rule of one
// gauge needs no prices: without changes of gauge no way leaves it.
func (r *rules) plain() bool {
	return !r.electrified && r.status == nil && r.profile == ProfileAny && r.optimise != OptimiseOfficial && r.optimise != OptimiseTime &&
		r.breakKm == 0 && r.borderKm == 0 && len(r.lines)+len(r.nodes)+len(r.segments) == 0
}

// whole is the price of an edge from end to end, but for what is avoided along
// it.
func (q *question) whole(i int32) toll {
	e := &q.edges[i]
	if e.line == nil {
		return q.rules.breakToll(q.vertices[e.ends[0]].node)
	}
	if !q.rules.takes(e.line) {
		return barred
	}
	km := e.toKm - e.fromKm
	if u := q.rules.unpublished(); u != 1 {
		km = e.officialKm + u*(km-e.officialKm)
	}
	return tollOf(km*q.rules.weight(e.line)) + q.atEnds(e, e.fromKm, e.toKm)
}

// atEnds is the price of the borders at the ends of a run that a stretch of it
// reaches: half of each, the other half being that of the run beyond.
func (q *question) atEnds(e *edge, fromKm, toKm float64) toll {
	var price toll
	if n := q.vertices[e.ends[0]].node; n.Crossing != nil && min(fromKm, toKm) == e.fromKm {
		price += q.rules.borderToll(n) / 2
	}
	if n := q.vertices[e.ends[1]].node; n.Crossing != nil && max(fromKm, toKm) == e.toKm {
		price += q.rules.borderToll(n) / 2
	}
	return price
}

// bar bars the edges that hold something to avoid.
func (q *question) bar() {
	for n := range q.rules.nodes {
		for s := q.firstState[n.index]; s < q.firstState[n.index+1]; s++ {
			if at := q.accesses[s]; at.vertex < 0 {
				q.ask.tolls[at.edge] = barred
			} else {
				for _, a := range q.leaving(at.vertex) {
					q.ask.tolls[a.edge] = barred
				}
			}
		}
	}
	for s := range q.rules.segments {
		q.ask.tolls[q.edgeOf(s)] = barred
	}
}

// part is the price of a stretch of an edge.
func (q *question) part(i int32, fromKm, toKm float64) toll {
	e := &q.edges[i]
	if !q.rules.takes(e.line) {
		return barred
	}
	lo, hi := min(fromKm, toKm), max(fromKm, toKm)
	km := 0.0
	for _, s := range e.segments() {
		overlap := min(hi, s.ToKm) - max(lo, s.FromKm)
		if overlap < 0 {
			continue
		}
		touches := q.rules.nodes[s.From] && lo <= s.FromKm || q.rules.nodes[s.To] && hi >= s.ToKm
		if touches || overlap > 0 && q.rules.segments[s] {
			return barred
		}
		if !s.Official {
			overlap *= q.rules.unpublished()
		}
		km += overlap
	}
	return tollOf(km*q.rules.weight(e.line)) + q.atEnds(e, fromKm, toKm)
}
