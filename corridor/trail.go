package corridor

import "slices"

// question is a graph with the rules of a query: places in, trails out.
type question struct {
	*graph
	ask   search
	rules *rules
}

// hop is a stretch of an edge travelled.
type hop struct {
	edge         int32
	fromKm, toKm float64 // chainage; of a run
	from         int32   // vertex; -1: begins along the edge
}

// trail is a way from the start of a route to a spot.
type trail struct {
	price toll
	hops  []hop
	via   []int // via[i] is the number of hops before the i-th via
	at    access
	slot  int32 // arc at the vertex that leads back; -1: none, or not at a vertex
	rises bool  // came along the edge by rising km
	moved bool  // came along the edge
}

// accessesOf returns the spots of a place on the gauge asked for.
func (q *question) accessesOf(p Place) []access {
	if p.Node == nil {
		if q.rules.gauge != 0 && q.rules.gauge != p.Segment.Line.GaugeMM {
			return nil
		}
		return []access{{vertex: -1, edge: q.edgeOf(p.Segment), km: p.Km}}
	}
	var out []access
	for i, gauge := range p.Node.GaugesMM {
		if q.rules.gauge == 0 || q.rules.gauge == gauge {
			out = append(out, q.accesses[q.firstState[p.Node.index]+int32(i)])
		}
	}
	return out
}

// door is a tip with the hop between it and the access it belongs to.
type door struct {
	tip
	hop   hop
	inner bool // there is a hop
	owner int  // number of the trail that begins, or of the goal that is reached here

	arrival int32 // with a hop to a goal that is a vertex: its slot, as of a trail
}

// doors returns the ways out of a trail's spot onto the vertices.
func (q *question) doors(t *trail, number int) []door {
	if t.at.vertex >= 0 {
		return []door{{tip: tip{vertex: t.at.vertex, slot: t.slot, price: t.price}, owner: number}}
	}
	var out []door
	e := &q.edges[t.at.edge]
	for side, endKm := range [2]float64{e.fromKm, e.toKm} {
		price := q.part(t.at.edge, t.at.km, endKm)
		if price < 0 {
			continue
		}
		if t.moved && t.rises != (side == 1) {
			price += q.ask.reverse
		}
		v := e.ends[side]
		out = append(out, door{
			tip:   tip{vertex: v, slot: q.arcAt(v, t.at.edge, side), price: t.price + price},
			hop:   hop{edge: t.at.edge, fromKm: t.at.km, toKm: endKm, from: -1},
			inner: true, owner: number, arrival: -1,
		})
	}
	return out
}

// arcAt returns the arc that leaves a vertex over an edge, from its end 0 or 1.
func (q *question) arcAt(v, e int32, side int) int32 {
	for i := q.firstArc[v]; i < q.firstArc[v+1]; i++ {
		if q.arcs[i].edge == e && q.rises(i) == (side == 0) {
			return i
		}
	}
	return -1 // an end of an edge has an arc
}

// through returns the best trail through the places in order. Where there is
// none it returns the number of the place that could not be reached; 0: not
// even the first has a spot to begin at.
func (q *question) through(places []Place) (trail, int) {
	space := q.workspaces.Get().(*workspace)
	defer q.workspaces.Put(space)
	var trails []trail
	for _, at := range q.accessesOf(places[0]) {
		trails = append(trails, trail{at: at, slot: -1})
	}
	if len(trails) == 0 {
		return trail{}, 0
	}
	for i, place := range places[1:] {
		goals := q.accessesOf(place)
		if i == len(places)-2 {
			trails = q.finish(space, trails, goals)
		} else {
			trails = q.pass(space, trails, goals)
		}
		if len(trails) == 0 {
			return trail{}, i + 1
		}
	}
	q.breakLater(space, &trails[0])
	return trails[0], len(places)
}

// finish returns the best trail to any of the goals, or none.
func (q *question) finish(space *workspace, trails []trail, goals []access) []trail {
	best, ok := q.extend(space, trails, goals, q.doorsOf(goals))
	for _, goal := range goals {
		for _, t := range q.along(trails, goal) {
			if !ok || t.price <= best.price {
				best, ok = t, true
			}
		}
	}
	if !ok {
		return nil
	}
	return []trail{best}
}

// pass returns the best trails to a via: one for each of its gauges and, where
// reversals cost, for each direction to come from, since the way on may be
// cheapest from any of them.
func (q *question) pass(space *workspace, trails []trail, goals []access) []trail {
	var next []trail
	for _, goal := range goals {
		for _, in := range q.approaches(goal) {
			if t, ok := q.extend(space, trails, []access{goal}, in); ok {
				next = append(next, t)
			}
		}
		next = append(next, q.along(trails, goal)...)
	}
	for i := range next {
		next[i].via = append(slices.Clip(next[i].via), len(next[i].hops))
	}
	return next
}

// approaches returns the doors of a via in groups of which each may be the best
// to come by.
func (q *question) approaches(goal access) [][]door {
	all := q.doors(&trail{at: goal, slot: -1}, 0)
	if q.ask.reverse == 0 {
		return [][]door{all}
	}
	var groups [][]door
	for _, d := range all {
		groups = append(groups, []door{d})
	}
	if goal.vertex < 0 {
		return groups
	}
	for i := q.firstArc[goal.vertex]; i < q.firstArc[goal.vertex+1]; i++ {
		if a := q.arcs[i]; a.edge < q.ask.usable && q.ask.tolls[a.edge] >= 0 {
			groups = append(groups, []door{{
				tip: tip{vertex: a.to, slot: a.twin, price: q.ask.tolls[a.edge]},
				hop: q.hopOver(i), inner: true, arrival: i,
			}})
		}
	}
	return groups
}

// extend returns the best trail that goes on to one of the goals by one of
// their doors.
func (q *question) extend(space *workspace, trails []trail, goals []access, in []door) (trail, bool) {
	var out []door
	for i := range trails {
		out = append(out, q.doors(&trails[i], i)...)
	}
	found, ok := q.ask.between(space, tipsOf(out), tipsOf(in))
	if !ok {
		return trail{}, false
	}
	return q.joined(trails, goals, out[found.tips[forward]], in[found.tips[backward]], found), true
}

func tipsOf(doors []door) []tip {
	tips := make([]tip, len(doors))
	for i, d := range doors {
		tips[i] = d.tip
	}
	return tips
}

// joined is the trail over a way between two doors.
func (q *question) joined(trails []trail, goals []access, out, in door, found way) trail {
	before := &trails[out.owner]
	t := trail{price: found.price, via: before.via, at: goals[in.owner], slot: out.slot}
	t.hops = make([]hop, 0, len(before.hops)+len(found.arcs)+2)
	t.hops = append(t.hops, before.hops...)
	if out.inner {
		t.hops = append(t.hops, out.hop)
	}
	for _, i := range found.arcs {
		t.hops = append(t.hops, q.hopOver(i))
		t.slot = q.arcs[i].twin
	}
	if in.inner {
		back := in.hop
		back.fromKm, back.toKm = back.toKm, back.fromKm
		back.from = in.vertex
		t.hops = append(t.hops, back)
		t.slot, t.moved, t.rises = in.arrival, in.arrival < 0, back.toKm > back.fromKm
	}
	return t
}

// hopOver is the hop over a whole edge.
func (q *question) hopOver(i int32) hop {
	a := q.arcs[i]
	e := &q.edges[a.edge]
	h := hop{edge: a.edge, fromKm: e.fromKm, toKm: e.toKm, from: q.arcs[a.twin].to}
	if e.line != nil && !q.rises(i) {
		h.fromKm, h.toKm = h.toKm, h.fromKm
	}
	return h
}

// along returns the trails that go on to a goal on the edge they are on.
func (q *question) along(trails []trail, goal access) []trail {
	var out []trail
	for _, t := range trails {
		if t.at.vertex >= 0 || goal.vertex >= 0 || t.at.edge != goal.edge {
			continue
		}
		price := q.part(goal.edge, t.at.km, goal.km)
		if price < 0 {
			continue
		}
		if goal.km != t.at.km {
			rises := goal.km > t.at.km
			if t.moved && t.rises != rises {
				price += q.ask.reverse
			}
			t.moved, t.rises = true, rises
			t.hops = append(slices.Clip(t.hops), hop{edge: goal.edge, fromKm: t.at.km, toKm: goal.km, from: -1})
		}
		t.at = goal
		t.price += price
		out = append(out, t)
	}
	return out
}
