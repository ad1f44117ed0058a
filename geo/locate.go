package geo

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// Nearest is a position on a line seen from a point off it.
type Nearest struct {
	Position
	Offset Metres // geodesic distance from the point to the position
}

// blockSize is the number of edges in a block: about the square root of the
// number of edges of a long line.
const blockSize = 64

// block is a ball in space around a run of neighbouring edges.
type block struct {
	first, end int // edges [first, end)
	centre     vector
	radius     float64 // metres
}

func newBlocks(space []vector, edges []edge) []block {
	blocks := make([]block, 0, (len(edges)+blockSize-1)/blockSize)
	for first := 0; first < len(edges); first += blockSize {
		b := block{first: first, end: min(first+blockSize, len(edges))}
		lo, hi := space[first], space[first]
		for _, v := range space[first+1 : b.end+1] {
			for k := range v {
				lo[k], hi[k] = min(lo[k], v[k]), max(hi[k], v[k])
			}
		}
		b.centre = lo.lerp(hi, 0.5)
		for i := first; i < b.end; i++ {
			reach := max(space[i].sub(b.centre).norm(), space[i+1].sub(b.centre).norm())
			b.radius = max(b.radius, reach+sagitta(float64(edges[i].length)))
		}
		blocks = append(blocks, b)
	}
	return blocks
}

// edgeAtLeast returns a lower bound of the geodesic distance from the point at
// v in space to edge i, and a good guess in metres of where on the edge the
// nearest point lies.
func (l *Line) edgeAtLeast(v vector, i int) (bound, guess Metres) {
	length := l.edges[i].length
	chord, t := chordDistance(v, l.space[i], l.space[i+1])
	return atLeast(chord - sagitta(float64(length)) - spaceError), Metres(t) * length
}

// LocateEdge returns the position nearest to p on one edge, the one from
// vertex edge to vertex edge+1, exact to a micrometre along the edge. Like an
// index it panics when there is no such edge. The offset is NaN when p is not a
// position. Costs two to four microseconds.
func (l *Line) LocateEdge(p orb.Point, edge int) Nearest {
	_, guess := l.edgeAtLeast(geocentric(p), edge)
	s, d := l.edges[edge].nearest(p, guess)
	return Nearest{Position: l.position(edge, s), Offset: d}
}

// Locate returns the position of the line nearest to p first, and after it, by
// rising offset (then rising km), every other local minimum of the distance
// along the line whose offset is within tie of the first. With tie 0 that is
// the nearest position alone, but for exact ties. A line that passes a place
// twice so gives both passes. The result is empty only when p is not a
// position. Exact on the ellipsoid. A line of 10 000 vertices takes some tens of
// microseconds, a few milliseconds from thousands of kilometres away.
func (l *Line) Locate(p orb.Point, tie Metres) []Nearest {
	if !valid(p) {
		return nil
	}
	if !(tie > 0) {
		tie = 0
	}
	found := l.localMinima(l.candidates(p, tie))
	slices.SortStableFunc(found, func(a, b Nearest) int {
		return cmp.Or(cmp.Compare(a.Offset, b.Offset), cmp.Compare(a.Along, b.Along))
	})
	beyond := slices.IndexFunc(found, func(n Nearest) bool { return n.Offset > found[0].Offset+tie })
	if beyond < 0 {
		return found
	}
	return found[:beyond]
}

// foot is the point of an edge nearest to some point.
type foot struct {
	edge int
	s, d Metres // along the edge; off it
}

// candidates returns the feet on all edges that can lie within tie of the
// nearest, in the order of the edges.
//
//  1. The edge that looks nearest, in the block that looks nearest, gives a
//     first upper bound.
//  2. Blocks and then edges whose lower bound is beyond it are left out.
//  3. The rest are measured, which improves the bound as it goes.
func (l *Line) candidates(p orb.Point, tie Metres) []foot {
	v := geocentric(p)
	best := l.firstBound(p, v) // 1
	feet := make([]foot, 0, 8)
	for _, b := range l.blocks {
		if atLeast(v.sub(b.centre).norm()-b.radius) > best+tie { // 2
			continue
		}
		for i := b.first; i < b.end; i++ {
			bound, guess := l.edgeAtLeast(v, i)
			if l.edges[i].length == 0 || bound > best+tie {
				continue
			}
			s, d := l.edges[i].nearest(p, guess) // 3
			if d <= best+tie {
				feet = append(feet, foot{i, s, d})
				best = min(best, d)
			}
		}
	}
	return feet
}

// firstBound returns the distance from p to an edge that is probably nearest.
func (l *Line) firstBound(p orb.Point, v vector) Metres {
	nearBlock, least := l.blocks[0], math.Inf(1)
	for _, b := range l.blocks {
		if d := v.sub(b.centre).norm() - b.radius; d < least {
			nearBlock, least = b, d
		}
	}
	nearEdge, leastEdge, from := nearBlock.first, Metres(math.Inf(1)), Metres(0)
	for i := nearBlock.first; i < nearBlock.end; i++ {
		if bound, guess := l.edgeAtLeast(v, i); bound < leastEdge {
			nearEdge, leastEdge, from = i, bound, guess
		}
	}
	_, d := l.edges[nearEdge].nearest(p, from)
	return d
}

// localMinima drops the feet at a vertex beyond which the line comes nearer
// still, and gives a vertex that is the nearest point of both its edges once,
// on the edge that begins there. Of feet that are equally near one is always
// left, so that the nearest is never lost.
func (l *Line) localMinima(feet []foot) []Nearest {
	found := make([]Nearest, 0, len(feet))
	for k, f := range feet {
		if k > 0 && l.meet(feet[k-1], f) && f.s == 0 && feet[k-1].d < f.d {
			continue
		}
		if k+1 < len(feet) && l.meet(f, feet[k+1]) && f.s == l.edges[f.edge].length && feet[k+1].d <= f.d {
			continue
		}
		found = append(found, Nearest{Position: l.position(f.edge, f.s), Offset: f.d})
	}
	return found
}

// meet reports whether the edge of foot a ends where that of foot b begins.
func (l *Line) meet(a, b foot) bool { return l.along[a.edge+1] == l.along[b.edge] }
