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

// distances returns how far it is in km from a vertex to each, infinite where no
// way leads.
func (w *wayfinder) distances(from int32) []float64 {
	w.ask.spread(w.space, forward, []tip{{vertex: from, slot: -1}}, nil)
	km := make([]float64, w.size())
	for v := range km {
		km[v] = math.Inf(1)
		if l, price := w.ask.arrival(&w.space.sides[forward], tip{vertex: int32(v), slot: -1}); l >= 0 {
			km[v] = kmOf(price)
		}
	}
	return km
}

// way returns the stretches of the shortest way by chainage.
func (w *wayfinder) way(from, to int32) []walk {
	found, _ := w.ask.between(w.space, []tip{{vertex: from, slot: -1}}, []tip{{vertex: to, slot: -1}})
	var walks []walk
	for _, i := range found.arcs {
		if h := w.hopOver(i); h.edge < w.changes {
			walks = append(walks, walk{w.edges[h.edge].line, h.fromKm, h.toKm})
		}
	}
	return walks
}
