package tile

import (
	"cmp"
	"slices"
)

// levelBuilder finds the tiles that outlines reach into.
type levelBuilder struct {
	columns, rows, buffer int

	points []vertex
	runs   []run
	open   []int // runs that the edge before reached, which the next may prolong
	next   []int
}

// add enters the outline of a feature: the points from first on.
func (b *levelBuilder) add(feature int32, first int) {
	b.open = b.open[:0]
	last := len(b.points) - 1
	if first == last {
		b.edge(feature, first, first)
	}
	for i := first; i < last; i++ {
		b.edge(feature, i, i+1)
	}
}

// edge enters one edge, or a point where both ends are one: column by column,
// with the rows between which it crosses the column.
func (b *levelBuilder) edge(feature int32, i, k int) {
	b.next = b.next[:0]
	from, to := b.points[i], b.points[k]
	if from.x > to.x {
		from, to = to, from
	}
	for column := tileOf(int(from.x) - b.buffer); column <= tileOf(int(to.x)+b.buffer); column++ {
		top, bottom := crossing(from, to, column*Extent-b.buffer, (column+1)*Extent+b.buffer)
		firstRow, lastRow := max(tileOf(top-b.buffer), 0), min(tileOf(bottom+b.buffer), b.rows-1)
		for row := firstRow; row <= lastRow; row++ {
			b.reach(feature, i, k, column, row)
		}
	}
	b.open, b.next = b.next, b.open
}

// reach enters that an edge reaches into a tile, as a run of its own or as more
// of the one that the edge before began.
func (b *levelBuilder) reach(feature int32, i, k, column, row int) {
	tile := newKey(((column%b.columns)+b.columns)%b.columns, row)
	for _, at := range b.open {
		if r := &b.runs[at]; r.key == tile && int(r.column) == column {
			r.last = int32(k)
			b.next = append(b.next, at)
			return
		}
	}
	b.next = append(b.next, len(b.runs))
	b.runs = append(b.runs, run{tile, feature, int32(column), int32(i), int32(k)})
}

// tileOf returns the row or column that a coordinate lies in.
func tileOf(units int) int { return units >> 12 } // Extent is 1<<12; rounds down below zero too

// crossing returns the range of y that an edge, going right, has between two
// values of x; the whole of it where it is upright.
func crossing(from, to vertex, left, right int) (top, bottom int) {
	at := func(x int) int {
		x = min(max(x, int(from.x)), int(to.x))
		return int(from.y) + quotient((int(to.y)-int(from.y))*(x-int(from.x)), int(to.x)-int(from.x))
	}
	if from.x == to.x {
		return min(int(from.y), int(to.y)), max(int(from.y), int(to.y))
	}
	y1, y2 := at(left), at(right)
	return min(y1, y2), max(y1, y2)
}

// quotient returns n/d rounded to the nearest whole number, halves away from
// zero.
func quotient(n, d int) int {
	if d < 0 {
		n, d = -n, -d
	}
	if n < 0 {
		return -((-n + d/2) / d)
	}
	return (n + d/2) / d
}

// level sorts the runs by tile.
func (b *levelBuilder) level() level {
	slices.SortFunc(b.runs, func(a, c run) int { // points are in the order of features
		if a.key != c.key {
			return cmp.Compare(a.key, c.key)
		}
		return cmp.Or(cmp.Compare(a.first, c.first), cmp.Compare(a.column, c.column))
	})
	var tiles []entry
	for i, r := range b.runs {
		if i == 0 || r.key != b.runs[i-1].key {
			tiles = append(tiles, entry{r.key, i})
		}
	}
	return level{points: slices.Clone(b.points), runs: slices.Clone(b.runs), tiles: slices.Clone(tiles)}
}
