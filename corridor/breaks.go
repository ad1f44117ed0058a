package corridor

import "slices"

// laterBreakKm is the length by which a route must not get longer for a later
// change of gauge.
const laterBreakKm = 0.1

// breakLater moves each change of gauge of a trail, last one first, to the last
// break of gauge between the same gauges that the trail passes before the next
// change or via, where the way there on the gauge before is less than
// laterBreakKm longer. Goods are reloaded in the receiving country: where tracks of
// both gauges run from border station to border station, wagons go as far as
// their gauge takes them, and the few metres by which the tracks differ in
// length do not decide.
func (q *question) breakLater(space *workspace, t *trail) {
	for i := len(t.hops) - 1; i >= 0; i-- {
		if t.hops[i].edge < q.changes {
			continue
		}
		for to := q.lastBreak(t, i); to > i+1; to-- {
			if q.moveBreak(space, t, i, to) {
				break
			}
		}
	}
}

// lastBreak returns the number of hops up to where the change of hop i could be
// made at the latest.
func (q *question) lastBreak(t *trail, i int) int {
	end := i + 1
	for end < len(t.hops) && t.hops[end].edge < q.changes && (end == i+1 || !slices.Contains(t.via, end)) {
		end++
	}
	return end
}

// moveBreak changes gauge after hop to-1 instead of at hop i, if there is such a
// break of gauge and it is no farther.
func (q *question) moveBreak(space *workspace, t *trail, i, to int) bool {
	start := t.hops[i].from
	change := q.changeAt(q.vertexAfter(t.hops[to-1]), q.vertices[start].gauge)
	if change < 0 {
		return false
	}
	ask := q.ask
	ask.usable = q.changes // only tracks of this gauge
	found, ok := ask.between(space, []tip{{vertex: start, slot: -1}}, []tip{{vertex: q.arcs[change].to, slot: -1}})
	if !ok {
		return false
	}
	found.price += ask.tolls[q.arcs[change].edge]
	old := toll(0)
	for _, h := range t.hops[i:to] {
		old += ask.tolls[h.edge]
	}
	if found.price >= old+tollOf(laterBreakKm) {
		return false
	}
	var hops []hop
	for _, a := range found.arcs {
		hops = append(hops, q.hopOver(a))
	}
	hops = append(hops, q.hopOver(q.arcs[change].twin))
	for k, via := range t.via {
		switch {
		case via >= to:
			t.via[k] += len(hops) - (to - i)
		case via == i+1: // the station where gauge changed
			t.via[k] = i
		}
	}
	t.price += found.price - old
	t.hops = slices.Replace(t.hops, i, to, hops...)
	return true
}

// vertexAfter returns the vertex a hop leads to, -1 where it ends along its edge.
func (q *question) vertexAfter(h hop) int32 {
	e := &q.edges[h.edge]
	switch {
	case e.line == nil:
		return e.ends[0] + e.ends[1] - h.from
	case h.toKm == e.toKm:
		return e.ends[1]
	case h.toKm == e.fromKm:
		return e.ends[0]
	}
	return -1
}

// changeAt returns the arc by which a vertex changes to a gauge, -1 where there
// is none.
func (q *question) changeAt(v int32, gauge int) int32 {
	if v < 0 {
		return -1
	}
	for i := q.firstArc[v]; i < q.firstArc[v+1]; i++ {
		if a := q.arcs[i]; a.edge >= q.changes && q.vertices[a.to].gauge == gauge {
			return i
		}
	}
	return -1
}
