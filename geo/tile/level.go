package tile

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"sync"

	"github.com/paulmach/orb"
)

// shape is the geometry of a feature, lon/lat.
type shape struct {
	feature int32
	line    bool
	minZoom int
	parts   []orb.LineString // of a point: of one vertex each
}

// parts returns what a feature is made of, not copied, after checking it.
func (f Feature) parts(o Options) (parts []orb.LineString, line bool, err error) {
	if f.MinZoom < 0 || f.MinZoom > o.MaxZoom {
		return nil, false, fmt.Errorf("MinZoom %d: want 0 to %d", f.MinZoom, o.MaxZoom)
	}
	switch g := f.Geometry.(type) {
	case orb.Point:
		parts = []orb.LineString{{g}}
	case orb.MultiPoint:
		for i := range g {
			parts = append(parts, orb.LineString(g[i:i+1]))
		}
	case orb.LineString:
		parts, line = []orb.LineString{g}, true
	case orb.MultiLineString:
		parts, line = g, true
	default:
		return nil, false, fmt.Errorf("geometry is a %T: want a Point, MultiPoint, LineString or MultiLineString", g)
	}
	for _, part := range parts {
		if err := checkPart(part); err != nil {
			return nil, false, err
		}
	}
	return parts, line, nil
}

// checkPart refuses what is no position, and lines that go round the world and
// on, whose unrolled coordinates would grow without end.
func checkPart(part orb.LineString) error {
	var turned float64 // longitude, unrolled
	for i, p := range part {
		if !(math.Abs(p[0]) <= 180 && math.Abs(p[1]) <= 90) {
			return fmt.Errorf("position %v: want longitude -180 to 180, latitude -90 to 90", p)
		}
		if i == 0 {
			turned = p[0]
		}
		turned += math.Remainder(p[0]-turned, 360)
		if math.Abs(turned) > 540 {
			return errors.New("the line goes round the world: want one turn at most")
		}
	}
	return nil
}

// outline is a part of a shape in tiles of zoom 0, east of -180° and on beyond
// the antimeridian, with what [significance] says of it.
type outline struct {
	feature     int32
	line        bool
	minZoom     int
	points      []orb.Point
	significant []float64
}

// newSet simplifies shapes for every zoom of a matrix set, zooms side by side.
func newSet(s MatrixSet, shapes []shape, o Options) *set {
	var outlines []outline
	for _, shape := range shapes {
		for _, part := range shape.parts {
			points := unroll(s, part)
			outlines = append(outlines, outline{shape.feature, shape.line, shape.minZoom, points, significance(points)})
		}
	}
	result := &set{levels: make([]level, o.MaxZoom+1)}
	var wait sync.WaitGroup
	for z := range result.levels {
		wait.Go(func() { result.levels[z] = newLevel(s, z, outlines, o) })
	}
	wait.Wait()
	return result
}

// unroll projects a line, with edges across the antimeridian kept short.
func unroll(s MatrixSet, line orb.LineString) []orb.Point {
	columns, _ := s.Size(0)
	width := float64(columns)
	points := make([]orb.Point, len(line))
	for i, p := range line {
		points[i] = s.project(p)
		if i > 0 {
			points[i][0] += width * math.Round((points[i-1][0]-points[i][0])/width)
		}
	}
	return points
}

// level is all that tiles of one zoom are cut from.
type level struct {
	points []vertex // of all outlines that are drawn at this zoom, simplified
	runs   []run    // by tile, then in the order of features
	tiles  []entry  // by key
}

// vertex is a position in units of a tile, right and down from the origin of
// the matrix.
type vertex struct{ x, y int32 }

// run is a stretch of an outline that reaches into a tile.
type run struct {
	key         key
	feature     int32
	column      int32 // of the tile, beyond the matrix for what is unrolled over the antimeridian
	first, last int32 // of points, both included
}

// entry says where the runs of a tile begin; they end where those of the next
// one begin.
type entry struct {
	key   key
	first int
}

// key orders tiles of a zoom row by row.
type key uint64

func newKey(x, y int) key { return key(y)<<32 | key(x) }
func (k key) x() int      { return int(k & math.MaxUint32) }
func (k key) y() int      { return int(k >> 32) }

// newLevel simplifies and rounds outlines for one zoom, then finds which tiles
// they reach into.
func newLevel(s MatrixSet, z int, outlines []outline, o Options) level {
	columns, rows := s.Size(z)
	b := levelBuilder{columns: columns, rows: rows, buffer: o.Buffer}
	scale := float64(int(Extent) << z)
	tolerance := float64(o.Tolerance) / scale
	if z == o.MaxZoom {
		tolerance = -1
	}
	for _, part := range outlines {
		if part.minZoom > z {
			continue
		}
		first := len(b.points)
		for i, p := range part.points {
			if part.significant[i] <= tolerance {
				continue
			}
			v := vertex{int32(math.Round(p[0] * scale)), int32(math.Round(p[1] * scale))}
			if len(b.points) == first || b.points[len(b.points)-1] != v {
				b.points = append(b.points, v)
			}
		}
		if part.line && len(b.points)-first < 2 { // shorter than can be seen
			b.points = b.points[:first]
			continue
		}
		b.add(part.feature, first)
	}
	return b.level()
}

// at returns the runs of a tile.
func (l *level) at(a Address) []run {
	i, ok := slices.BinarySearchFunc(l.tiles, newKey(a.X, a.Y), func(e entry, k key) int { return cmp.Compare(e.key, k) })
	if !ok {
		return nil
	}
	end := len(l.runs)
	if i+1 < len(l.tiles) {
		end = l.tiles[i+1].first
	}
	return l.runs[l.tiles[i].first:end]
}
