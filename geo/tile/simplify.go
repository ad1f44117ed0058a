package tile

import (
	"math"

	"github.com/paulmach/orb"
)

// significance returns for each vertex of a line the greatest tolerance at
// which the algorithm of Douglas and Peucker still keeps it: so one run gives
// the line at every zoom. It is infinite at the ends. Distances are planar, in
// the units of the line.
//
// Source: D. H. Douglas, T. K. Peucker, Cartographica 10 (1973), 112-122,
// doi:10.3138/FM57-6770-U75U-7727.
func significance(line []orb.Point) []float64 {
	kept := make([]float64, len(line))
	if len(line) == 0 {
		return kept
	}
	kept[0], kept[len(line)-1] = math.Inf(1), math.Inf(1)
	type stretch struct {
		first, last int
		limit       float64 // a vertex goes before the one that split it off
	}
	open := []stretch{{0, len(line) - 1, math.Inf(1)}}
	for len(open) > 0 {
		s := open[len(open)-1]
		open = open[:len(open)-1]
		far, square := 0, -1.0
		for i := s.first + 1; i < s.last; i++ {
			if d := squareDistance(line[i], line[s.first], line[s.last]); d > square {
				far, square = i, d
			}
		}
		if square < 0 {
			continue
		}
		kept[far] = min(math.Sqrt(square), s.limit)
		open = append(open, stretch{s.first, far, kept[far]}, stretch{far, s.last, kept[far]})
	}
	return kept
}

// squareDistance returns the square of the distance from p to the edge ab.
func squareDistance(p, a, b orb.Point) float64 {
	dx, dy := b[0]-a[0], b[1]-a[1]
	if square := dx*dx + dy*dy; square > 0 {
		t := min(max(((p[0]-a[0])*dx+(p[1]-a[1])*dy)/square, 0), 1)
		a[0], a[1] = a[0]+t*dx, a[1]+t*dy
	}
	dx, dy = p[0]-a[0], p[1]-a[1]
	return dx*dx + dy*dy
}
