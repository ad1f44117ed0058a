package corridor

import "slices"

// search is one question to a graph: what each edge costs, and whether it costs
// to turn back.
type search struct {
	*ways
	tolls   []toll  // by edge; barred: not to be used
	scale   float64 // no toll is less than scale times that of the graph
	usable  int32   // edges from this number on are not used either
	reverse toll    // price of a reversal
	most    toll    // what costs more is not looked at; 0: no limit
}

// tip is where a search begins or ends.
type tip struct {
	vertex int32
	slot   int32 // arc at the vertex, leading back where the way comes from; -1: none
	price  toll  // to have come here
}

// The sides of a search: from the start on, and from the goal back.
const (
	forward  = 0
	backward = 1
)

// label is what is known of the cheapest way to a vertex, or, where reversals
// cost, to a vertex out of one direction.
type label struct {
	price toll
	arc   int32 // travelled last, away from where the side began; ^i: tip i
	prev  int32 // label before
	epoch uint32
}

// side is one of the two growing trees of a search.
type side struct {
	labels []label
	epoch  uint32 // labels of other epochs are of searches before
	queue  queue
}

// workspace is the memory of one search at a time.
type workspace struct {
	sides  [2]side
	epoch  uint32
	spots  []spot // by vertex
	active []int8 // landmarks
}

// spot is what a search notes of a vertex.
type spot struct {
	bounds [2]toll // never more than what is left to the tips of the other side
	epoch  uint32
	wanted bool // not reached for good yet
}

// reset makes a workspace fit for a search. What it held is forgotten by the
// count of epochs, so a search touches no more memory than it needs.
func (w *workspace) reset(vertices, labels int) {
	if w.epoch++; w.epoch == 0 { // wrapped around
		*w = workspace{epoch: 1}
	}
	if len(w.spots) < vertices {
		w.spots = make([]spot, vertices)
	}
	for i := range w.sides {
		s := &w.sides[i]
		if len(s.labels) < labels {
			s.labels = make([]label, labels)
		}
		s.epoch, s.queue = w.epoch, s.queue[:0]
	}
	w.active = nil
}

// priceOf is the price of a label, barred where it was not reached.
func (s *side) priceOf(l int32) toll {
	if s.labels[l].epoch != s.epoch {
		return barred
	}
	return s.labels[l].price
}

// labelCount is how many labels a side needs: a vertex each, or an arc each and
// one for ways that begin at a vertex.
func (s *search) labelCount() int {
	if s.reverse == 0 {
		return s.size()
	}
	return len(s.arcs) + s.size()
}

func (s *search) labelAt(vertex, slot int32) int32 {
	switch {
	case s.reverse == 0:
		return vertex
	case slot < 0:
		return int32(len(s.arcs)) + vertex
	}
	return slot
}

// slots returns the slots for which a vertex may have a label, from first to
// before end, besides the one of no slot.
func (s *search) slots(vertex int32) (first, end int32) {
	if s.reverse == 0 {
		return 0, 0
	}
	return s.firstArc[vertex], s.firstArc[vertex+1]
}

// turn is the price of coming in by one slot of a vertex and leaving by another.
func (s *search) turn(in, out int32) toll {
	if s.reverse == 0 || in < 0 || out < 0 || !s.reverses(in, out) {
		return 0
	}
	return s.reverse
}

// meeting is the cheapest way found between two trees.
type meeting struct {
	price  toll
	labels [2]int32
}

// between finds the cheapest way from one of the tips to one of the others.
//
// The two trees grow towards each other (I. Pohl, 1971), each led by the mean of
// the two bounds, so that both see the same reduced prices: T. Ikeda et al., "A
// fast algorithm for finding better routes by AI search techniques", VNIS 1994.
// They are done when the lowest ranks of both, each twice a price, add up to
// twice the best meeting; what cannot be better than it is not followed. Where reversals cost, a label belongs to one direction
// out of which a vertex is reached; the trees then meet at a vertex, over every
// pair of its labels.
func (s *search) between(space *workspace, from, to []tip) (way, bool) {
	if len(from) == 0 || len(to) == 0 {
		return way{}, false
	}
	tips := [2][]tip{from, to}
	space.reset(s.size(), s.labelCount())
	space.active = s.marks.choose(from[0].vertex, to[0].vertex)
	best := meeting{price: barred}
	for side := range tips {
		for i, t := range tips[side] {
			s.reach(space, tips, side, queued{price: t.price, vertex: t.vertex, slot: t.slot}, ^int32(i), -1, &best)
		}
	}
	for {
		a, b := space.sides[forward].queue, space.sides[backward].queue
		if len(a) == 0 || len(b) == 0 || best.price >= 0 && a[0].rank+b[0].rank >= 2*best.price {
			break
		}
		side := forward
		if len(b) < len(a) {
			side = backward
		}
		s.grow(space, tips, side, &best)
	}
	if best.price < 0 {
		return way{}, false
	}
	return s.trace(space, best), true
}

// grow settles the lowest label of a side and reaches what it leads to.
func (s *search) grow(space *workspace, tips [2][]tip, at int, best *meeting) {
	side := &space.sides[at]
	from := side.queue.pop()
	if from.price != side.labels[from.label].price {
		return
	}
	for out := s.firstArc[from.vertex]; out < s.firstArc[from.vertex+1]; out++ {
		a := &s.arcs[out]
		if a.edge >= s.usable || s.tolls[a.edge] < 0 {
			continue
		}
		price := from.price + s.tolls[a.edge] + s.turn(from.slot, out)
		if s.most > 0 && price > s.most {
			continue
		}
		s.reach(space, tips, at, queued{price: price, vertex: a.to, slot: a.twin}, out, from.label, best)
	}
}

// reach keeps a way to a vertex if it is the cheapest so far, and meets the
// other tree.
func (s *search) reach(space *workspace, tips [2][]tip, at int, v queued, arc, prev int32, best *meeting) {
	side, other := &space.sides[at], &space.sides[1-at]
	v.label = s.labelAt(v.vertex, v.slot)
	l := &side.labels[v.label]
	if l.epoch == side.epoch && l.price <= v.price {
		return
	}
	*l = label{v.price, arc, prev, side.epoch}
	s.meet(other, at, &v, s.labelAt(v.vertex, -1), -1, best)
	first, end := s.slots(v.vertex)
	for slot := first; slot < end; slot++ {
		s.meet(other, at, &v, slot, slot, best)
	}
	v.rank = 2 * v.price
	if len(space.active) > 0 {
		left := s.left(space, tips, v.vertex)
		if best.price >= 0 && v.price+left[at] >= best.price {
			return // nothing better leads through here
		}
		v.rank += left[at] - left[1-at]
	}
	side.queue.push(v)
}

// meet keeps the way over a label of one side and one of the other at the same
// vertex, if it is the best.
func (s *search) meet(other *side, at int, v *queued, met, slot int32, best *meeting) {
	price := other.priceOf(met)
	if price < 0 {
		return
	}
	if price += v.price + s.turn(v.slot, slot); best.price < 0 || price < best.price {
		best.price = price
		best.labels[at], best.labels[1-at] = v.label, met
	}
}

// left returns bounds of the price from a vertex to the tips of the other side,
// by side.
func (s *search) left(space *workspace, tips [2][]tip, v int32) [2]toll {
	at := &space.spots[v]
	if at.epoch != space.epoch {
		at.epoch = space.epoch
		at.bounds[forward] = s.marks.bound(space.active, v, tips[backward], s.scale)
		at.bounds[backward] = s.marks.bound(space.active, v, tips[forward], s.scale)
	}
	return at.bounds
}

// spread grows the tree of one side until it has reached all goals for good, or
// everything when there are none: E. W. Dijkstra, Numerische Mathematik 1
// (1959), 269-271, doi:10.1007/BF01386390.
func (s *search) spread(space *workspace, at int, tips []tip, goals []int32) {
	space.reset(s.size(), s.labelCount())
	missing := 0
	for _, v := range goals {
		if goal := &space.spots[v]; goal.epoch != space.epoch {
			*goal = spot{epoch: space.epoch, wanted: true}
			missing++
		}
	}
	var none meeting
	for i, t := range tips {
		s.reach(space, [2][]tip{}, at, queued{price: t.price, vertex: t.vertex, slot: t.slot}, ^int32(i), -1, &none)
	}
	for side := &space.sides[at]; len(side.queue) > 0 && (len(goals) == 0 || missing > 0); {
		if v := &space.spots[side.queue[0].vertex]; v.epoch == space.epoch && v.wanted {
			v.wanted = false
			missing--
		}
		s.grow(space, [2][]tip{}, at, &none)
	}
}

// arrival returns the label by which a side comes to a tip at the lowest price,
// and that price, with the turn but without that of the tip; -1 where it does
// not.
func (s *search) arrival(side *side, t tip) (int32, toll) {
	best, least := int32(-1), barred
	consider := func(l, slot int32) {
		if p := side.priceOf(l); p >= 0 {
			if p += s.turn(slot, t.slot); best < 0 || p < least {
				best, least = l, p
			}
		}
	}
	consider(s.labelAt(t.vertex, -1), -1)
	first, end := s.slots(t.vertex)
	for slot := first; slot < end; slot++ {
		consider(slot, slot)
	}
	return best, least
}

// way is what a search found.
type way struct {
	price toll
	tips  [2]int32 // numbers of the tips at both ends
	arcs  []int32  // in travel order
}

// trace returns the way over a meeting.
func (s *search) trace(space *workspace, m meeting) way {
	w := way{price: m.price}
	w.tips[forward], w.arcs = space.sides[forward].walkBack(m.labels[forward], nil)
	slices.Reverse(w.arcs)
	joint := len(w.arcs)
	w.tips[backward], w.arcs = space.sides[backward].walkBack(m.labels[backward], w.arcs)
	for i := joint; i < len(w.arcs); i++ {
		w.arcs[i] = s.arcs[w.arcs[i]].twin
	}
	return w
}

// walkBack appends the arcs from a label back to the tip it comes from, and
// returns the number of the tip.
func (s *side) walkBack(l int32, arcs []int32) (int32, []int32) {
	for s.labels[l].arc >= 0 {
		arcs = append(arcs, s.labels[l].arc)
		l = s.labels[l].prev
	}
	return ^s.labels[l].arc, arcs
}
