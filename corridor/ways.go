package corridor

import "cmp"

// ways is the bare graph that searches walk: vertices joined by edges that are
// walked both ways, kept as the arcs that leave each vertex.
type ways struct {
	firstArc []int32 // by vertex; one more than vertices
	arcs     []arc   // by the vertex they leave, then by edge
	tolls    []toll  // by edge: the price where a question sets no other
	bearings []float32
	marks    landmarks
}

// arc is one direction of an edge.
type arc struct {
	to   int32 // vertex
	edge int32
	twin int32 // the arc back
}

// newWays joins n vertices by edges. It works out the landmarks, which takes a
// search of the whole graph for each.
func newWays(n int, ends [][2]int32, tolls []toll) ways {
	w := ways{firstArc: make([]int32, n+1), arcs: make([]arc, 2*len(ends)), tolls: tolls}
	for _, e := range ends {
		w.firstArc[e[0]+1]++
		w.firstArc[e[1]+1]++
	}
	for v := range n {
		w.firstArc[v+1] += w.firstArc[v]
	}
	next := append([]int32(nil), w.firstArc[:n]...)
	for i, e := range ends {
		there := next[e[0]]
		next[e[0]]++
		back := next[e[1]]
		next[e[1]]++
		w.arcs[there] = arc{to: e[1], edge: int32(i), twin: back}
		w.arcs[back] = arc{to: e[0], edge: int32(i), twin: there}
	}
	w.marks = newLandmarks(&w)
	return w
}

// leaving returns the arcs that leave a vertex.
func (w *ways) leaving(v int32) []arc { return w.arcs[w.firstArc[v]:w.firstArc[v+1]] }

// size is the number of vertices.
func (w *ways) size() int { return len(w.firstArc) - 1 }

// queued is a label in a queue. It is stale when the label has become cheaper
// since.
type queued struct {
	rank   int64 // what orders the queue
	price  toll  // of the label when it came in
	label  int32
	vertex int32 // of the label
	slot   int32 // arc at the vertex, leading back where the label came from; -1: none
}

// queue is a heap with four children to a parent, lowest rank first, then
// lowest label: so the order does not hang on the order of coming in.
type queue []queued

func (a *queued) compare(b *queued) int {
	if a.rank != b.rank {
		return cmp.Compare(a.rank, b.rank)
	}
	return cmp.Compare(a.label, b.label)
}

func (q *queue) push(v queued) {
	*q = append(*q, v)
	h, i := *q, len(*q)-1
	for i > 0 {
		parent := (i - 1) / 4
		if h[parent].compare(&v) <= 0 {
			break
		}
		h[i], i = h[parent], parent
	}
	h[i] = v
}

func (q *queue) pop() queued {
	h := *q
	top, last := h[0], h[len(h)-1]
	h = h[:len(h)-1]
	*q = h
	if len(h) == 0 {
		return top
	}
	i := 0
	for {
		least, first := i, 4*i+1
		for child := first; child < min(first+4, len(h)); child++ {
			if least == i && h[child].compare(&last) < 0 || least != i && h[child].compare(&h[least]) < 0 {
				least = child
			}
		}
		if least == i {
			break
		}
		h[i], i = h[least], least
	}
	h[i] = last
	return top
}
