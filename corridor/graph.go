package corridor

import (
	"math"
	"sync"
)

// graph is the network as routes see it. A vertex is a node on a gauge where a
// way may branch or must be priced: an end of a line, a junction, a crossing, a
// break of gauge. An edge is what lies between: a run of one line without a
// branch, or a change of gauge, which joins two vertices of one node. So tracks
// of one gauge join at every node they share, and tracks of different gauges
// only at a break of gauge.
//
// Runs come first among the edges, by line id and km; changes of gauge follow,
// by node id.
type graph struct {
	ways
	vertices []vertex
	edges    []edge
	changes  int32 // number of the first change of gauge

	firstState []int32  // by node; one more than nodes. A state is a node on one of its gauges, rising
	accesses   []access // by state
	workspaces *sync.Pool
}

type vertex struct {
	node  *Node
	gauge int // millimetres
}

// edge is walked both ways.
type edge struct {
	line         *Line    // nil: a change of gauge
	ends         [2]int32 // vertices, at fromKm and at toKm
	fromKm, toKm float64  // chainage on the line; fromKm < toKm
	first, last  int32    // numbers of its segments among those of the line
	officialKm   float64  // the part that rests on published km
	measuredKm   float64  // geodesic length
}

// segments returns the segments of a run by rising km.
func (e *edge) segments() []*Segment { return e.line.Segments[e.first : e.last+1] }

// access is a spot on the graph: a vertex, or a place along an edge.
type access struct {
	vertex int32 // -1: along the edge
	edge   int32
	km     float64 // chainage on the edge's line
}

// toll is the price of a length of track.
type toll = int64

// A route is priced in 1/256 mm of track, so that equal ways are equal, and a
// change of gauge costs one such unit: of two equally long ways the one with
// fewer changes is cheaper.
const (
	tollPerMM  = toll(256)
	changeToll = toll(1)
	barred     = toll(-1) // the price of what may not be used
)

// tollOf is the price of some km of track. It is even.
func tollOf(km float64) toll { return toll(math.Round(km*1e6)) * tollPerMM }

// newGraph joins the lines, which come by id, at the nodes.
//
//  1. Find the states that are vertices.
//  2. Cut each line at them into edges; all other states lie along one.
//  3. Add the changes of gauge.
//  4. Join the edges.
func newGraph(nodes []*Node, lines []*Line) graph {
	var g graph
	for _, n := range nodes {
		g.firstState = append(g.firstState, int32(len(g.accesses)))
		for range n.GaugesMM {
			g.accesses = append(g.accesses, access{vertex: -1, edge: -1})
		}
	}
	g.firstState = append(g.firstState, int32(len(g.accesses)))
	g.addVertices(nodes, lines)
	for _, l := range lines {
		g.addRuns(l)
	}
	g.changes = int32(len(g.edges))
	for _, n := range nodes {
		g.addChanges(n)
	}
	ends := make([][2]int32, len(g.edges))
	tolls := make([]toll, len(g.edges))
	for i := range g.edges {
		e := &g.edges[i]
		ends[i], tolls[i] = e.ends, changeToll
		if e.line != nil {
			tolls[i] = tollOf(e.toKm - e.fromKm)
		}
	}
	g.ways = newWays(len(g.vertices), ends, tolls)
	g.workspaces = &sync.Pool{New: func() any { return new(workspace) }}
	g.addBearings()
	return g
}

// addVertices numbers the vertices by node id and gauge. A state is one unless
// a single line runs through it.
func (g *graph) addVertices(nodes []*Node, lines []*Line) {
	passes := make([]int8, len(g.accesses))
	for _, l := range lines {
		for i, n := range l.nodes {
			s := g.stateOf(n, l.GaugeMM)
			passes[s] = min(passes[s]+1, 2)
			if i == 0 || i == len(l.nodes)-1 {
				passes[s] = 2
			}
		}
	}
	for _, n := range nodes {
		for i, gauge := range n.GaugesMM {
			s := g.firstState[n.index] + int32(i)
			if passes[s] == 2 || n.Crossing != nil || n.BreakOfGauge() {
				g.accesses[s].vertex = int32(len(g.vertices))
				g.vertices = append(g.vertices, vertex{n, gauge})
			}
		}
	}
}

// addRuns cuts a line into edges.
func (g *graph) addRuns(l *Line) {
	var e edge
	for i, n := range l.nodes {
		at := &g.accesses[g.stateOf(n, l.GaugeMM)]
		if i > 0 {
			s := l.Segments[i-1]
			e.measuredKm += s.MeasuredKm
			if s.Official {
				e.officialKm += s.Km()
			}
		}
		if at.vertex < 0 {
			at.edge, at.km = int32(len(g.edges)), l.Stops[i].Km
			continue
		}
		if i > 0 {
			e.ends[1], e.toKm, e.last = at.vertex, l.Stops[i].Km, int32(i-1)
			g.edges = append(g.edges, e)
		}
		e = edge{line: l, ends: [2]int32{at.vertex}, fromKm: l.Stops[i].Km, first: int32(i)}
	}
}

// addChanges joins the gauges of a break of gauge.
func (g *graph) addChanges(n *Node) {
	if !n.BreakOfGauge() {
		return
	}
	states := g.accesses[g.firstState[n.index]:g.firstState[n.index+1]]
	for i, a := range states {
		for _, b := range states[i+1:] {
			g.edges = append(g.edges, edge{ends: [2]int32{a.vertex, b.vertex}})
		}
	}
}

// stateOf returns the number of a node on a gauge that it has.
func (g *graph) stateOf(n *Node, gauge int) int32 {
	for i, mm := range n.GaugesMM {
		if mm == gauge {
			return g.firstState[n.index] + int32(i)
		}
	}
	return -1
}

// edgeOf returns the edge that a segment is part of.
func (g *graph) edgeOf(s *Segment) int32 {
	for _, n := range [...]*Node{s.From, s.To} {
		if at := g.accesses[g.stateOf(n, s.Line.GaugeMM)]; at.vertex < 0 {
			return at.edge
		}
	}
	// Both ends are vertices, so the segment is an edge of its own.
	for _, a := range g.leaving(g.accesses[g.stateOf(s.From, s.Line.GaugeMM)].vertex) {
		if e := &g.edges[a.edge]; e.line == s.Line && e.fromKm == s.FromKm {
			return a.edge
		}
	}
	return -1 // no segment is without an edge
}

// components returns for each vertex the first vertex it hangs together with.
func (g *graph) components() []int32 {
	part := make([]int32, len(g.vertices))
	for i := range part {
		part[i] = -1
	}
	for root := range part {
		todo := []int32{int32(root)}
		for len(todo) > 0 {
			v := todo[len(todo)-1]
			todo = todo[:len(todo)-1]
			if part[v] >= 0 {
				continue
			}
			part[v] = int32(root)
			for _, a := range g.leaving(v) {
				todo = append(todo, a.to)
			}
		}
	}
	return part
}
