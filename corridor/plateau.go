package corridor

import (
	"cmp"
	"slices"
)

// plateau is a stretch of edges that lies on the best way from the start and on
// the best way to the goal; or a single edge on neither, in the middle of which
// the one ends and the other begins.
type plateau struct {
	at    int32 // its first vertex
	over  int32 // the arc of a single edge; -1: the way goes on from at by the best way
	price toll  // of the whole way over it
	score toll  // price less its own length: the part that is not on it
}

// maxPlateaus bounds the ways that are made to choose from.
const maxPlateaus = 500

// plateaus returns the trails between two places over each plateau, those with
// most of their way on it first.
//
//  1. Grow a tree from the start and another from the goal, over everything.
//  2. An edge is on a plateau where both trees take it the same way. Follow each
//     plateau from its first vertex. Other edges stand for themselves.
//  3. Make the trail: back to the start from there, and on to the goal.
func (q *question) plateaus(places []Place, best toll) []trail {
	there := q.workspaces.Get().(*workspace)
	back := q.workspaces.Get().(*workspace)
	defer q.workspaces.Put(there)
	defer q.workspaces.Put(back)
	plain := *q
	plain.ask.reverse = 0
	starts, goals := plain.accessesOf(places[0]), plain.accessesOf(places[len(places)-1])
	from, to := plain.doorsOf(starts), plain.doorsOf(goals)
	plain.ask.most = toll(float64(best) * maxStretch)
	plain.ask.spread(there, forward, tipsOf(from), nil) // 1
	plain.ask.spread(back, backward, tipsOf(to), nil)

	a, b := &there.sides[forward], &back.sides[backward]
	found := plain.findPlateaus(a, b) // 2
	var trails []trail
	begin := make([]trail, len(starts))
	for i, at := range starts {
		begin[i] = trail{at: at, slot: -1}
	}
	for _, p := range found[:min(len(found), maxPlateaus)] { // 3
		w := way{price: p.price}
		w.tips[forward], w.arcs = a.walkBack(p.at, nil)
		slices.Reverse(w.arcs)
		on := p.at
		if p.over >= 0 {
			w.arcs = append(w.arcs, p.over)
			on = q.arcs[p.over].to
		}
		joint := len(w.arcs)
		w.tips[backward], w.arcs = b.walkBack(on, w.arcs)
		for i := joint; i < len(w.arcs); i++ {
			w.arcs[i] = q.arcs[w.arcs[i]].twin
		}
		if t := plain.joined(begin, goals, from[w.tips[forward]], to[w.tips[backward]], w); plain.simple(t) {
			trails = append(trails, t)
		}
	}
	for i := range trails { // only now, for it takes the memory of the tree
		plain.breakLater(there, &trails[i])
	}
	return trails
}

// doorsOf returns the doors of the accesses of a place.
func (q *question) doorsOf(accesses []access) []door {
	var out []door
	for i, at := range accesses {
		out = append(out, q.doors(&trail{at: at, slot: -1}, i)...)
	}
	return out
}

// findPlateaus returns the plateaus of two trees whose labels are vertices, by
// score.
func (q *question) findPlateaus(a, b *side) []plateau {
	next := func(v int32) int32 { // the vertex after v on its plateau, -1: none
		if b.priceOf(v) < 0 || b.labels[v].arc < 0 {
			return -1
		}
		ahead := q.arcs[b.labels[v].arc].twin
		if w := q.arcs[ahead].to; a.priceOf(w) >= 0 && a.labels[w].arc == ahead {
			return w
		}
		return -1
	}
	inner := make([]bool, q.size())
	for v := range inner {
		if w := next(int32(v)); w >= 0 {
			inner[w] = true
		}
	}
	var found []plateau
	keep := func(p plateau, own toll) {
		if p.score = p.price - own; own > 0 && p.price <= q.ask.most {
			found = append(found, p)
		}
	}
	for v := range int32(q.size()) {
		if a.priceOf(v) < 0 {
			continue
		}
		if !inner[v] && b.priceOf(v) >= 0 {
			end := v
			for w := next(v); w >= 0; w = next(w) {
				end = w
			}
			keep(plateau{at: v, over: -1, price: a.labels[v].price + b.labels[v].price}, a.labels[end].price-a.labels[v].price)
		}
		for i := q.firstArc[v]; i < q.firstArc[v+1]; i++ {
			over := q.arcs[i]
			if b.priceOf(over.to) < 0 || over.edge >= q.changes || q.ask.tolls[over.edge] < 0 || a.labels[over.to].arc == i || b.labels[v].arc == over.twin {
				continue
			}
			own := q.ask.tolls[over.edge]
			keep(plateau{at: v, over: i, price: a.labels[v].price + own + b.labels[over.to].price}, own)
		}
	}
	slices.SortFunc(found, func(x, y plateau) int {
		return cmp.Or(cmp.Compare(x.score, y.score), cmp.Compare(x.at, y.at), cmp.Compare(x.over, y.over))
	})
	return found
}

// simple tells whether a trail comes to no vertex twice.
func (q *question) simple(t trail) bool {
	seen := make(map[int32]bool, len(t.hops)+1)
	for i, h := range t.hops {
		if i == 0 && h.from >= 0 {
			seen[h.from] = true
		}
		v := q.vertexAfter(h)
		if v >= 0 && seen[v] {
			return false
		}
		seen[v] = true
	}
	return true
}
