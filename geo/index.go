package geo

import (
	"math"

	"github.com/paulmach/orb"
	"github.com/tidwall/rtree"
)

// Index finds boxes by window and by nearness. Boxes are known by their place
// in the slice it was made from. It is immutable and safe for concurrent use.
//
// A box or window with Min[0] > Max[0] lies across the antimeridian (RFC 7946
// section 5.2). To index a geodesic use [EdgeBound] or [Line.Bound]: the box
// of its vertices is too small.
type Index struct {
	// tree holds each box once, with unrolled longitudes: west in [-180, 180),
	// east from there on up to 360 more.
	tree rtree.RTreeGN[float64, int]
}

// NewIndex returns an index of the boxes, in degrees. A box with a coordinate
// that is not a number is never found.
func NewIndex(bounds []orb.Bound) *Index {
	x := &Index{}
	for i, b := range bounds {
		if lo, hi, ok := unroll(b); ok {
			x.tree.Insert(lo, hi, i)
		}
	}
	return x
}

// Window calls visit once for each box that touches b, borders included, until
// visit returns false. The order is always the same, but not by number.
func (x *Index) Window(b orb.Bound, visit func(i int) bool) {
	lo, hi, ok := unroll(b)
	if !ok {
		return
	}
	more := true
	for turn := -360.0; turn <= 360 && more; turn += 360 {
		west, east := lo[0]+turn, hi[0]+turn
		x.tree.Search([2]float64{west, lo[1]}, [2]float64{east, hi[1]}, func(boxLo, boxHi [2]float64, i int) bool {
			if turn > -360 && boxLo[0] <= east-360 && boxHi[0] >= west-360 {
				return true // met before, one turn to the west
			}
			more = visit(i)
			return more
		})
	}
}

// Nearest calls visit once for each box by rising atLeast, until visit returns
// false. The geodesic distance from p to anything in the box is atLeast or
// more; it falls short of the true distance to the box by 1 % at most, and is
// 0 inside. So a search for the nearest of something can stop at the first
// atLeast beyond what it has. Nothing is visited when p is not a position.
func (x *Index) Nearest(p orb.Point, visit func(i int, atLeast Metres) bool) {
	if !valid(p) {
		return
	}
	from := newViewpoint(p)
	x.tree.Nearby(
		func(lo, hi [2]float64, _ int, _ bool) float64 { return minRadius * from.angleToBox(lo, hi) },
		func(_, _ [2]float64, i int, d float64) bool { return visit(i, Metres(d)) },
	)
}

// unroll returns the corners of b with west in [-180, 180) and east at or
// after west, by 360 at most.
func unroll(b orb.Bound) (lo, hi [2]float64, ok bool) {
	if !(valid(b.Min) && valid(b.Max) && b.Min[1] <= b.Max[1]) {
		return lo, hi, false
	}
	width := b.Max[0] - b.Min[0]
	if width < 0 {
		width += 360 * math.Ceil(-width/360)
	}
	west := b.Min[0] - 360*math.Floor((b.Min[0]+180)/360)
	return [2]float64{west, b.Min[1]}, [2]float64{west + min(width, 360), b.Max[1]}, true
}
