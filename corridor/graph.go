package corridor

import (
	"math"
	"slices"
)

// graph joins segments. A state is a node on a gauge: tracks of one gauge join
// at every node they share, tracks of different gauges only at a break of
// gauge, which is an arc of no length between two states of a node. States and
// arcs are numbers in flat lists, ordered by node id, gauge and segment id.
type graph struct {
	states     []state
	firstState []int32 // by node; one more than nodes
	arcs       []arc
	firstArc   []int32 // by state; one more than states
}

type state struct {
	node  *Node
	gauge int // millimetres
}

// arc is one way to leave a state: along a segment or a part of one, or by a
// change of gauge.
type arc struct {
	from, to     int32    // states
	segment      *Segment // nil: change of gauge
	fromKm, toKm float64  // chainage on the segment's line
	length       int64    // millimetres by chainage, so that equal ways are equal
}

// changesGauge tells whether the arc is a break of gauge.
func (a arc) changesGauge() bool { return a.segment == nil }

// bothWays returns the arcs over a segment between state a at one km of its
// line and state b at another.
func bothWays(s *Segment, a int32, aKm float64, b int32, bKm float64) (there, back arc) {
	length := toMillimetres(math.Abs(bKm - aKm))
	return arc{from: a, to: b, segment: s, fromKm: aKm, toKm: bKm, length: length},
		arc{from: b, to: a, segment: s, fromKm: bKm, toKm: aKm, length: length}
}

// toMillimetres rounds a length in km to what the graph counts in.
func toMillimetres(km float64) int64 { return int64(math.Round(km * 1e6)) }

// newGraph joins the segments, which come by id.
func newGraph(nodes []*Node, segments []*Segment) graph {
	var g graph
	for _, n := range nodes {
		g.firstState = append(g.firstState, int32(len(g.states)))
		for _, gauge := range n.GaugesMM {
			g.states = append(g.states, state{n, gauge})
		}
	}
	g.firstState = append(g.firstState, int32(len(g.states)))

	leaving := make([][]arc, len(g.states))
	for _, s := range segments {
		a, b := g.stateOf(s.From, s.Line.GaugeMM), g.stateOf(s.To, s.Line.GaugeMM)
		there, back := bothWays(s, a, s.FromKm, b, s.ToKm)
		leaving[a] = append(leaving[a], there)
		leaving[b] = append(leaving[b], back)
	}
	for _, n := range nodes {
		if !n.BreakOfGauge() {
			continue
		}
		for _, a := range g.statesOf(n) {
			for _, b := range g.statesOf(n) {
				if a != b {
					leaving[a] = append(leaving[a], arc{from: a, to: b})
				}
			}
		}
	}
	for _, arcs := range leaving {
		g.firstArc = append(g.firstArc, int32(len(g.arcs)))
		g.arcs = append(g.arcs, arcs...)
	}
	g.firstArc = append(g.firstArc, int32(len(g.arcs)))
	return g
}

// statesOf returns the states of a node by gauge.
func (g *graph) statesOf(n *Node) []int32 {
	var out []int32
	for s := g.firstState[n.index]; s < g.firstState[n.index+1]; s++ {
		out = append(out, s)
	}
	return out
}

// stateOf returns the state of a node on a gauge that it has.
func (g *graph) stateOf(n *Node, gauge int) int32 {
	i, _ := slices.BinarySearch(n.GaugesMM, gauge)
	return g.firstState[n.index] + int32(i)
}

// components returns for each state the first state it hangs together with.
func (g *graph) components() []int32 {
	part := make([]int32, len(g.states))
	for i := range part {
		part[i] = -1
	}
	for root := range part {
		todo := []int32{int32(root)}
		for len(todo) > 0 {
			s := todo[len(todo)-1]
			todo = todo[:len(todo)-1]
			if part[s] >= 0 {
				continue
			}
			part[s] = int32(root)
			for _, a := range g.arcs[g.firstArc[s]:g.firstArc[s+1]] {
				todo = append(todo, a.to)
			}
		}
	}
	return part
}
