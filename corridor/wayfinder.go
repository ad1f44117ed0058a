package corridor

import "math"

// wayfinder finds ways between junctions of the graph: the states at the ends
// of segments.
type wayfinder struct{ search }

func newWayfinder(n *Network, gauge int) wayfinder {
	return wayfinder{search{graph: &n.graph, limits: limits{gauge: gauge}}}
}

// standAt returns where a spot within a segment is on the graph.
func (w *wayfinder) standAt(s *Segment) stand {
	gauge := s.Line.GaugeMM
	return stand{
		vertices: [2]int32{w.stateOf(s.From, gauge), w.stateOf(s.To, gauge)},
		km:       [2]float64{s.FromKm, s.ToKm},
	}
}

// way returns the shortest way by chainage.
func (w *wayfinder) way(from, to int32) link {
	found := w.advance([]trail{{state: from}}, []int32{to})
	if len(found) == 0 {
		return link{km: math.Inf(1)}
	}
	way := link{km: float64(found[0].cost.length) / 1e6}
	for _, i := range found[0].arcs {
		if a := w.arc(i); !a.changesGauge() {
			way.walks = append(way.walks, walk{a.segment.Line, a.fromKm, a.toKm})
		}
	}
	return way
}
