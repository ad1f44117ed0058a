package corridor

import "slices"

// kmOf is the length that a price stands for.
func kmOf(price toll) float64 { return float64(price/tollPerMM) / 1e6 }

// lengths returns the price of getting from a spot to each state, barred for
// those that cost more than reach or cannot be reached; 0: no limit.
//
//  1. Grow one tree over the vertices.
//  2. Go on along each edge from both its ends, as far as nothing is barred.
//  3. Go along the edge of the spot itself.
func (q *question) lengths(from []access, reach toll) []toll {
	space := q.workspaces.Get().(*workspace)
	defer q.workspaces.Put(space)
	ask := q.ask
	ask.most = reach
	tree := &space.sides[forward]
	ask.spread(space, forward, tipsOf(q.doorsOf(from)), nil) // 1

	out := make([]toll, len(q.accesses))
	atVertex := make([]toll, q.size())
	for v := range atVertex {
		atVertex[v] = barred
		// The ends of the edge of the spot are labelled however far they are.
		if l, price := ask.arrival(tree, tip{vertex: int32(v), slot: -1}); l >= 0 && (reach == 0 || price <= reach) {
			atVertex[v] = price
		}
	}
	for s, at := range q.accesses {
		out[s] = barred
		if at.vertex >= 0 {
			out[s] = atVertex[at.vertex]
		}
	}
	keep := func(n *Node, gauge int, price toll) {
		s := q.stateOf(n, gauge)
		if (reach == 0 || price <= reach) && (out[s] < 0 || price < out[s]) {
			out[s] = price
		}
	}
	for i := range q.edges[:q.changes] { // 2
		if q.rules.takes(q.edges[i].line) {
			q.goOn(int32(i), atVertex, keep)
		}
	}
	for _, at := range from { // 3
		if at.vertex >= 0 {
			continue
		}
		for _, s := range q.edges[at.edge].segments() {
			for _, n := range [...]*Node{s.From, s.To} {
				if price := q.part(at.edge, at.km, s.kmOf(n)); price >= 0 {
					keep(n, s.Line.GaugeMM, price)
				}
			}
		}
	}
	return out
}

// goOn goes along an edge from both its ends, and keeps the price of each node.
func (q *question) goOn(i int32, atVertex []toll, keep func(n *Node, gauge int, price toll)) {
	e := &q.edges[i]
	segments := e.segments()
	price := atVertex[e.ends[0]]
	for _, s := range segments {
		if price = q.onto(price, i, s.FromKm, s.ToKm); price < 0 {
			break
		}
		keep(s.To, e.line.GaugeMM, price)
	}
	price = atVertex[e.ends[1]]
	for _, s := range slices.Backward(segments) {
		if price = q.onto(price, i, s.ToKm, s.FromKm); price < 0 {
			break
		}
		keep(s.From, e.line.GaugeMM, price)
	}
}

// onto is a price with that of a stretch of an edge added; barred where either
// is.
func (q *question) onto(price toll, edge int32, fromKm, toKm float64) toll {
	if price < 0 {
		return barred
	}
	part := q.part(edge, fromKm, toKm)
	if part < 0 {
		return barred
	}
	return price + part
}
