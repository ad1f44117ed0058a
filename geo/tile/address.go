package tile

import (
	"errors"
	"fmt"
	"iter"
	"math"

	"github.com/paulmach/orb"
)

// ErrAddress says that there is no tile at an address.
var ErrAddress = errors.New("no such tile")

// Address is the place of a tile: matrix set, zoom (tile matrix), column X from
// the west and row Y from the north, all from 0. Note that OGC API - Tiles
// writes the row before the column, and map clients the column first.
type Address struct {
	Set     MatrixSet
	Z, X, Y int
}

// String returns "WebMercatorQuad/z/x/y".
func (a Address) String() string { return fmt.Sprintf("%s/%d/%d/%d", a.Set, a.Z, a.X, a.Y) }

// Check returns an error that wraps [ErrAddress] and says what is wanted,
// unless the matrix set has a tile at a.
func (a Address) Check() error {
	if a.Z < 0 || a.Z > MaxZoom {
		return fmt.Errorf("%s: %w: zoom %d, want 0 to %d", a, ErrAddress, a.Z, MaxZoom)
	}
	columns, rows := a.Set.Size(a.Z)
	switch {
	case a.X < 0 || a.X >= columns:
		return fmt.Errorf("%s: %w: column %d, want 0 to %d at zoom %d", a, ErrAddress, a.X, columns-1, a.Z)
	case a.Y < 0 || a.Y >= rows:
		return fmt.Errorf("%s: %w: row %d, want 0 to %d at zoom %d", a, ErrAddress, a.Y, rows-1, a.Z)
	}
	return nil
}

// Bound returns the sides of the tile in degrees, without its buffer. The
// address must be one that [Address.Check] accepts.
func (a Address) Bound() orb.Bound {
	scale := 1 / float64(int(1)<<a.Z)
	x, y := float64(a.X), float64(a.Y)
	west := a.Set.unproject(orb.Point{x * scale, (y + 1) * scale})
	east := a.Set.unproject(orb.Point{(x + 1) * scale, y * scale})
	return orb.Bound{Min: west, Max: east}
}

// Limits is a rectangle of tiles of one zoom, both ends included (tile matrix
// set limits of OGC 17-083r4, 6.3).
type Limits struct {
	Set                    MatrixSet
	Z                      int
	MinX, MinY, MaxX, MaxY int
}

// Count returns how many tiles the rectangle holds.
func (l Limits) Count() int { return (l.MaxX - l.MinX + 1) * (l.MaxY - l.MinY + 1) }

// Contains reports whether a is one of the tiles.
func (l Limits) Contains(a Address) bool {
	return a.Set == l.Set && a.Z == l.Z && a.X >= l.MinX && a.X <= l.MaxX && a.Y >= l.MinY && a.Y <= l.MaxY
}

// All yields the tiles row by row.
func (l Limits) All() iter.Seq[Address] {
	return func(yield func(Address) bool) {
		for y := l.MinY; y <= l.MaxY; y++ {
			for x := l.MinX; x <= l.MaxX; x++ {
				if !yield(Address{l.Set, l.Z, x, y}) {
					return
				}
			}
		}
	}
}

// onGrid is how near to the edge of a tile counts as on it, in tiles.
const onGrid = 1e-9

// Cover returns the tiles at zoom z that share an area with a box in lon/lat,
// or hold it where it is a point or lies along an edge. A box whose west is
// east of its east crosses the antimeridian (RFC 7946, 5.2) and gives up to
// two rectangles, the western hemisphere's last; a box outside the matrix, or
// that is none, gives nothing. Nothing is enumerated: look at [Limits.Count]
// before [Limits.All]. The error wraps [ErrAddress]: z is not a zoom.
func Cover(set MatrixSet, z int, b orb.Bound) ([]Limits, error) {
	if err := (Address{Set: set, Z: z}).Check(); err != nil {
		return nil, err
	}
	if b.Min[0] > b.Max[0] {
		east, west := b, b
		east.Max[0], west.Min[0] = 180, -180
		return append(cover(set, z, east), cover(set, z, west)...), nil
	}
	return cover(set, z, b), nil
}

func cover(set MatrixSet, z int, b orb.Bound) []Limits {
	columns, rows := set.Size(z)
	scale := float64(int(1) << z)
	upper, lower := set.project(orb.Point{b.Min[0], b.Max[1]}), set.project(orb.Point{b.Max[0], b.Min[1]})
	minX, maxX, okX := interval(upper[0]*scale, lower[0]*scale, columns)
	minY, maxY, okY := interval(upper[1]*scale, lower[1]*scale, rows)
	if !okX || !okY {
		return nil
	}
	return []Limits{{set, z, minX, minY, maxX, maxY}}
}

// interval returns the first and last of n unit intervals from 0 that share
// more than an end with [lo, hi], or hold it.
func interval(lo, hi float64, n int) (first, last int, ok bool) {
	if !(lo <= hi && lo <= float64(n)+onGrid && hi >= -onGrid) {
		return 0, 0, false
	}
	lo, hi = max(lo, 0), min(hi, float64(n))
	first = int(math.Floor(lo + onGrid))
	last = int(math.Ceil(hi-onGrid)) - 1
	first = min(first, n-1)
	return first, min(max(last, first), n-1), true
}
