package geo

import (
	"math"

	"github.com/paulmach/orb"
)

// Simplify returns the indexes, rising, of the vertices to keep so that every
// vertex left out lies within tolerance of the geodesic edge that takes its
// place, by D. H. Douglas and T. K. Peucker, Cartographica 10 (1973),
// doi:10.3138/FM57-6770-U75U-7727, on the ellipsoid. The first and last vertex
// are always kept; fewer than three vertices are all kept, as are all when the
// tolerance is negative or NaN. Costs some microseconds a vertex.
func Simplify(ls orb.LineString, tolerance Metres) []int {
	if len(ls) < 3 || !(tolerance >= 0) {
		all := make([]int, len(ls))
		for i := range all {
			all[i] = i
		}
		return all
	}
	s := simplifier{ls: ls, space: make([]vector, len(ls)), tolerance: tolerance, keep: make([]bool, len(ls))}
	for i, p := range ls {
		s.space[i] = geocentric(p)
	}
	return s.run()
}

type simplifier struct {
	ls        orb.LineString
	space     []vector
	tolerance Metres
	keep      []bool
}

// run splits stretches until each can be one edge.
//
//  1. Find the vertex that strays most from the edge, seen roughly in space.
//     If it truly strays, split there.
//  2. Otherwise measure every vertex, and split at the farthest if it strays.
//  3. Otherwise all are within tolerance: the stretch becomes one edge.
func (s *simplifier) run() []int {
	s.keep[0], s.keep[len(s.ls)-1] = true, true
	stack := [][2]int{{0, len(s.ls) - 1}}
	for len(stack) > 0 {
		first, last := stack[len(stack)-1][0], stack[len(stack)-1][1]
		stack = stack[:len(stack)-1]
		if last-first < 2 {
			continue
		}
		e := newEdge(s.ls[first], s.ls[last])
		split := s.roughlyFarthest(first, last) // 1
		if s.within(&e, first, last, split) {
			if split = s.farthest(&e, first, last); split < 0 { // 2
				continue // 3
			}
		}
		s.keep[split] = true
		stack = append(stack, [2]int{split, last}, [2]int{first, split})
	}
	kept := make([]int, 0, 64)
	for i, k := range s.keep {
		if k {
			kept = append(kept, i)
		}
	}
	return kept
}

// offset returns the geodesic distance of vertex i from the edge that would
// take the place of the vertices from first to last.
func (s *simplifier) offset(e *edge, first, last, i int) Metres {
	_, t := chordDistance(s.space[i], s.space[first], s.space[last])
	_, d := e.nearest(s.ls[i], Metres(t)*e.length)
	return d
}

func (s *simplifier) within(e *edge, first, last, i int) bool {
	return s.offset(e, first, last, i) <= s.tolerance
}

// farthest returns the vertex between first and last that is farthest from
// the edge, the first of several, or -1 when all are within tolerance.
func (s *simplifier) farthest(e *edge, first, last int) int {
	split, most := -1, s.tolerance
	for i := first + 1; i < last; i++ {
		if d := s.offset(e, first, last, i); !(d <= most) {
			split, most = i, d
		}
	}
	return split
}

// roughlyFarthest returns the vertex between first and last that is farthest
// from the upright plane through the two, or from the nearer end when it lies
// beyond the ends. For a stretch of 100 km that is right to a centimetre.
func (s *simplifier) roughlyFarthest(first, last int) int {
	a, b := s.space[first], s.space[last]
	along := b.sub(a)
	up := a.lerp(b, 0.5)
	up[2] /= 1 - eccentricity2 // the normal of the ellipsoid, near the surface
	side := along.cross(up)
	area, length2 := side.norm(), along.dot(along)
	split, most := first+1, math.Inf(-1)
	for i := first + 1; i < last; i++ {
		v := s.space[i].sub(a)
		t := v.dot(along)
		var d float64
		switch {
		case t <= 0 || area == 0:
			d = v.norm()
		case t >= length2:
			d = s.space[i].sub(b).norm()
		default:
			d = math.Abs(v.dot(side)) / area
		}
		if d > most {
			split, most = i, d
		}
	}
	return split
}
