package corridor

import (
	"cmp"
	"slices"
)

// cost orders ways: the shorter first, then the one with fewer changes of
// gauge, then the one that changes later.
type cost struct {
	length  int64 // millimetres
	changes int64
	earlier int64 // minus the sum of the lengths at which gauge changes
}

func (c cost) compare(d cost) int {
	if c.length != d.length { // nearly always
		return cmp.Compare(c.length, d.length)
	}
	return cmp.Or(cmp.Compare(c.changes, d.changes), cmp.Compare(c.earlier, d.earlier))
}

// after is the cost of a way that goes on over an arc.
func (c cost) after(a *arc) cost {
	c.length += a.length
	if a.changesGauge() {
		c.changes++
		c.earlier -= c.length
	}
	return c
}

// trail is a way from the start of a route to a state.
type trail struct {
	state int32
	cost  cost
	arcs  []int32 // numbers of arcs, in travel order
	via   []int   // via[i] is the number of arcs before the i-th via
}

// limits say which arcs a route may take. The zero value allows all.
type limits struct {
	gauge int            // millimetres; 0: any
	lines map[*Line]bool // avoided
	nodes map[*Node]bool // avoided
	reach int64          // millimetres that a way may be long; 0: any
}

func (l *limits) allow(a *arc) bool {
	if a.changesGauge() {
		return l.gauge == 0
	}
	s := a.segment
	return (len(l.lines) == 0 || !l.lines[s.Line]) && (len(l.nodes) == 0 || !l.nodes[s.From] && !l.nodes[s.To])
}

// search is one question to a graph. Spots on segments are states of their own
// behind those of the graph, with arcs that only this question has.
type search struct {
	*graph
	limits
	spots []spot
	extra []arc
}

// spot is a place within a segment.
type spot struct {
	segment *Segment
	km      float64
}

// stateAt returns the states of a place on the gauge asked for.
func (s *search) stateAt(p Place) []int32 {
	if p.Node == nil {
		if s.gauge != 0 && s.gauge != p.Segment.Line.GaugeMM {
			return nil
		}
		return []int32{s.addSpot(spot{p.Segment, p.Km})}
	}
	states := s.statesOf(p.Node)
	if s.gauge == 0 {
		return states
	}
	return slices.DeleteFunc(states, func(i int32) bool { return s.states[i].gauge != s.gauge })
}

// addSpot adds a state within a segment and joins it to the ends of the
// segment and to the spots already there.
func (s *search) addSpot(at spot) int32 {
	id := int32(len(s.states) + len(s.spots))
	seg, gauge := at.segment, at.segment.Line.GaugeMM
	join := func(other int32, km float64) {
		there, back := bothWays(seg, id, at.km, other, km)
		s.extra = append(s.extra, there, back)
	}
	join(s.stateOf(seg.From, gauge), seg.FromKm)
	join(s.stateOf(seg.To, gauge), seg.ToKm)
	for i, other := range s.spots {
		if other.segment == seg {
			join(int32(len(s.states)+i), other.km)
		}
	}
	s.spots = append(s.spots, at)
	return id
}

// arc returns the arc of that number: those of the graph come first, then those
// of this question.
func (s *search) arc(i int32) *arc {
	if own := int(i) - len(s.arcs); own >= 0 {
		return &s.extra[own]
	}
	return &s.arcs[i]
}

// visit is what is known of a state while the search goes on.
type visit struct {
	cost    cost
	last    int32 // the last arc on the way here; at a start ^i for trail i
	reached bool
	settled bool
}

// advance extends the trails to each of the goals that can be reached: E. W.
// Dijkstra, Numerische Mathematik 1 (1959), 269-271, doi:10.1007/BF01386390,
// from several starts at once, each with the cost of its trail.
//
// Of two ways of equal cost that meet at a state, the one that arrives over the
// lower segment id is kept. So the result is the same each time.
func (s *search) advance(trails []trail, goals []int32) []trail {
	visits := s.settle(trails, goals)
	var out []trail
	for _, goal := range goals {
		if visits[goal].settled {
			out = append(out, s.trace(trails, visits, goal))
		}
	}
	return out
}

// settle finds the best ways on from the trails: to all the goals, or with no
// goal to every state. The result is by state; what was not reached, or not
// needed any more, is not settled.
func (s *search) settle(trails []trail, goals []int32) []visit {
	visits := make([]visit, len(s.states)+len(s.spots))
	var queue costQueue
	for i, t := range trails {
		visits[t.state] = visit{cost: t.cost, last: ^int32(i), reached: true}
		queue.push(queued{t.cost, t.state})
	}
	missing := len(goals)
	for len(queue) > 0 {
		at := queue.pop().state
		if visits[at].settled {
			continue
		}
		visits[at].settled = true
		if slices.Contains(goals, at) {
			if missing--; missing == 0 {
				break
			}
		}
		s.relax(visits, &queue, at)
	}
	return visits
}

// relax improves the states that arcs lead to from a settled state.
func (s *search) relax(visits []visit, queue *costQueue, at int32) {
	if at < int32(len(s.states)) {
		for i := s.firstArc[at]; i < s.firstArc[at+1]; i++ {
			s.try(visits, queue, i)
		}
	}
	for i := range s.extra {
		if s.extra[i].from == at {
			s.try(visits, queue, int32(len(s.arcs)+i))
		}
	}
}

// try goes over an arc from a settled state and keeps what is better.
func (s *search) try(visits []visit, queue *costQueue, i int32) {
	a := s.arc(i)
	next := &visits[a.to]
	if next.settled || !s.allow(a) {
		return
	}
	c := visits[a.from].cost.after(a)
	if s.reach > 0 && c.length > s.reach {
		return
	}
	if next.reached {
		order := c.compare(next.cost)
		if order > 0 || order == 0 && !s.precedes(i, next.last) {
			return
		}
	}
	*next = visit{cost: c, last: i, reached: true}
	queue.push(queued{c, a.to})
}

// precedes tells whether arc i comes before arc k by segment id. A start comes
// before all arcs, and so does a change of gauge.
func (s *search) precedes(i, k int32) bool {
	if k < 0 {
		return false
	}
	a, b := s.arc(i), s.arc(k)
	return !b.changesGauge() && (a.changesGauge() || a.segment.index < b.segment.index)
}

// trace returns the trail to a settled state.
func (s *search) trace(trails []trail, visits []visit, goal int32) trail {
	var arcs []int32 // from the goal back
	last := visits[goal].last
	for ; last >= 0; last = visits[s.arc(last).from].last {
		arcs = append(arcs, last)
	}
	slices.Reverse(arcs)
	before := trails[^last]
	return trail{state: goal, cost: visits[goal].cost, arcs: slices.Concat(before.arcs, arcs), via: before.via}
}

// shortest returns the best trail through the places in order, and whether
// there is one.
func (s *search) shortest(places []Place) (trail, bool) {
	var trails []trail
	for _, state := range s.stateAt(places[0]) {
		trails = append(trails, trail{state: state})
	}
	for i, place := range places[1:] {
		if i > 0 {
			for k := range trails {
				trails[k].via = append(slices.Clip(trails[k].via), len(trails[k].arcs))
			}
		}
		trails = s.advance(trails, s.stateAt(place))
	}
	if len(trails) == 0 {
		return trail{}, false
	}
	return slices.MinFunc(trails, func(a, b trail) int { return a.cost.compare(b.cost) }), true
}

// queued is a state in the queue with the cost it had when it came in.
type queued struct {
	cost  cost
	state int32
}

// costQueue is a binary heap, cheapest first. A state may be in it several
// times; all but the first to leave are stale.
type costQueue []queued

func (q *costQueue) push(v queued) {
	*q = append(*q, v)
	h, i := *q, len(*q)-1
	for i > 0 {
		parent := (i - 1) / 2
		if h[parent].cost.compare(v.cost) <= 0 {
			break
		}
		h[i], i = h[parent], parent
	}
	h[i] = v
}

func (q *costQueue) pop() queued {
	h := *q
	top, last := h[0], h[len(h)-1]
	h = h[:len(h)-1]
	*q = h
	for i := 0; len(h) > 0; {
		child := 2*i + 1
		if child+1 < len(h) && h[child+1].cost.compare(h[child].cost) < 0 {
			child++
		}
		if child >= len(h) || last.cost.compare(h[child].cost) <= 0 {
			h[i] = last
			break
		}
		h[i], i = h[child], child
	}
	return top
}
