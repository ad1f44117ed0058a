package build

import (
	"container/heap"
	"math"
	"slices"

	"github.com/corridor-rail/corridor/geo"
)

// step is how a node was reached on one leg.
type step struct {
	node, from int32 // from -1: the leg starts here
	cost       float64
	arc        arc
}

// path finds the cheapest way through one node of every anchor in order: leg
// by leg a Dijkstra search from all nodes of an anchor, each at the cost of
// the whole way there, to all nodes of the next.
func (t *track) path() (nodes []int32, arcs []arc, at []int) {
	legs := make([]map[int32]step, len(t.stops))
	starts := map[int32]float64{}
	for _, s := range t.stops[0] {
		starts[s.node] = offsetCost * s.offset
	}
	for i := 1; i < len(t.stops); i++ {
		legs[i] = t.search(starts, t.stops[i], t.limit(i))
		starts = map[int32]float64{}
		for _, s := range t.stops[i] {
			if reached, ok := legs[i][s.node]; ok {
				starts[s.node] = reached.cost + offsetCost*s.offset
			}
		}
	}
	return t.trace(legs, starts)
}

// limit is the cost beyond which the leg to anchor i is not searched.
func (t *track) limit(i int) float64 {
	d := float64(geo.Distance(t.points[t.stops[i-1][0].node], t.points[t.stops[i][0].node]))
	return (lastCost+maxDetour)*d + detourMargin
}

// trace walks back from the cheapest end.
func (t *track) trace(legs []map[int32]step, ends map[int32]float64) (nodes []int32, arcs []arc, at []int) {
	n, best := int32(-1), math.Inf(1)
	for _, s := range t.stops[len(t.stops)-1] {
		if cost, ok := ends[s.node]; ok && cost < best {
			n, best = s.node, cost
		}
	}
	at = make([]int, len(t.stops))
	nodes = append(nodes, n)
	for i := len(legs) - 1; i > 0; i-- {
		at[i] = len(nodes) - 1
		for s := legs[i][n]; s.from >= 0; s = legs[i][n] {
			n = s.from
			nodes = append(nodes, n)
			arcs = append(arcs, s.arc)
		}
	}
	at[0] = len(nodes) - 1
	slices.Reverse(nodes)
	slices.Reverse(arcs)
	for i := range at {
		at[i] = len(nodes) - 1 - at[i]
	}
	return nodes, arcs, at
}

func (t *track) search(starts map[int32]float64, goals []stop, limit float64) map[int32]step {
	reached := map[int32]step{}
	queue := &steps{}
	highest := 0.0
	for n, cost := range starts {
		heap.Push(queue, step{n, -1, cost, arc{}})
		highest = max(highest, cost)
	}
	open := map[int32]bool{}
	for _, g := range goals {
		open[g.node] = true
	}
	for queue.Len() > 0 && len(open) > 0 {
		s := heap.Pop(queue).(step)
		if _, ok := reached[s.node]; ok {
			continue
		}
		if s.cost > highest+limit {
			break
		}
		reached[s.node] = s
		delete(open, s.node)
		for _, a := range t.arcs[s.node] {
			if _, ok := reached[a.to]; !ok {
				heap.Push(queue, step{a.to, s.node, s.cost + a.cost, a})
			}
		}
	}
	return reached
}

// steps is a queue of steps, cheapest first; node numbers break ties so that
// the same input gives the same path.
type steps []step

func (q steps) Len() int { return len(q) }
func (q steps) Less(i, j int) bool {
	a, b := q[i], q[j]
	if a.cost != b.cost {
		return a.cost < b.cost
	}
	if a.node != b.node {
		return a.node < b.node
	}
	return a.from < b.from
}
func (q steps) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *steps) Push(x any)   { *q = append(*q, x.(step)) }
func (q *steps) Pop() any {
	old := *q
	x := old[len(old)-1]
	*q = old[:len(old)-1]
	return x
}
