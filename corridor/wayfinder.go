package corridor

import "math"

// wayfinder finds ways between vertices of the graph.
type wayfinder struct {
	*question
	space *workspace
}

func newWayfinder(n *Network, gauge int) wayfinder {
	return wayfinder{n.graph.priced(&rules{gauge: gauge}), new(workspace)}
}

// standAt returns where a spot within a segment is on the graph.
func (w *wayfinder) standAt(s *Segment) stand {
	e := &w.edges[w.edgeOf(s)]
	return stand{vertices: e.ends, km: [2]float64{e.fromKm, e.toKm}}
}

// way returns the shortest way by chainage.
func (w *wayfinder) way(from, to int32) link {
	found, ok := w.ask.between(w.space, []tip{{vertex: from, slot: -1}}, []tip{{vertex: to, slot: -1}})
	if !ok {
		return link{km: math.Inf(1)}
	}
	way := link{km: kmOf(found.price)}
	for _, i := range found.arcs {
		if h := w.hopOver(i); h.edge < w.changes {
			way.walks = append(way.walks, walk{w.edges[h.edge].line, h.fromKm, h.toKm})
		}
	}
	return way
}
