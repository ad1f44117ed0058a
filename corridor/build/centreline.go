package build

import (
	"errors"
	"fmt"
	"slices"
	"sort"

	"github.com/paulmach/orb"

	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/geo"
)

// centreline is the way of a line over the raw tracks. Chainage on line is
// measured km from its first point; the official one comes later.
type centreline struct {
	line    *geo.Line
	pieces  []piece   // by rising km, without holes
	anchors []float64 // measured km of each anchor
}

// piece is a stretch of one quality and source, in measured km.
type piece struct {
	from, to float64
	quality  corridor.Quality
	source   string
}

// shortPiece is the length in km below which a change of quality is not kept:
// it is the length of a station yard.
const shortPiece = 0.4

// newCentreline routes a line over ways through anchors. Bridges up to bridge
// km may be made over missing ways.
func newCentreline(ways []way, anchors []anchor, bridge float64) (*centreline, error) {
	if len(anchors) < 2 {
		return nil, fmt.Errorf("%d anchors: want a position for two stations at least", len(anchors))
	}
	t, err := newTrack(ways, anchors, bridge*1000)
	if err != nil {
		return nil, err
	}
	nodes, arcs, at := t.path()
	if len(arcs) == 0 {
		return nil, errors.New("all anchors lie at one place")
	}
	points := make(orb.LineString, len(nodes))
	for i, n := range nodes {
		points[i] = t.points[n]
	}
	c := &centreline{}
	if c.line, err = geo.NewLine(points, nil); err != nil {
		return nil, err
	}
	for _, v := range at {
		_, km := c.line.Vertex(v)
		c.anchors = append(c.anchors, km)
	}
	for i, a := range arcs {
		_, from := c.line.Vertex(i)
		_, to := c.line.Vertex(i + 1)
		c.pieces = append(c.pieces, piece{from, to, a.quality, a.source})
	}
	c.pieces = mergePieces(c.pieces)
	return c, nil
}

// mergePieces joins neighbours of one quality, and lets pieces shorter than
// shortPiece, chords too, go over to the piece before them.
func mergePieces(pieces []piece) []piece {
	join := func(list []piece) []piece {
		out := list[:1]
		for _, p := range list[1:] {
			if last := &out[len(out)-1]; last.quality == p.quality && last.source == p.source {
				last.to = p.to
			} else {
				out = append(out, p)
			}
		}
		return out
	}
	pieces = join(slices.Clone(pieces))
	for i, p := range pieces {
		if i > 0 && p.to-p.from < shortPiece {
			pieces[i].quality, pieces[i].source = pieces[i-1].quality, pieces[i-1].source
		}
	}
	return join(pieces)
}

// reversals lists the anchors at which the way turns back on itself: it enters
// and leaves a station over the same track, which says that the station, or
// the row that placed it, is not on the line.
func (c *centreline) reversals() []int {
	var list []int
	for i, km := range c.anchors {
		before, after := km-0.3, km+0.3
		if before < c.line.StartKm() || after > c.line.EndKm() {
			continue
		}
		a, _ := c.line.At(before)
		b, _ := c.line.At(after)
		if geo.Distance(a.Point, b.Point) < 150 {
			list = append(list, i)
		}
	}
	return list
}

// chainage translates between measured and official km: linear between two
// calibrations, 1 km a km beyond them.
type chainage struct {
	measured, official []float64 // both rising
}

func (c chainage) officialAt(measured float64) float64 {
	return interpolate(c.measured, c.official, measured)
}
func (c chainage) measuredAt(official float64) float64 {
	return interpolate(c.official, c.measured, official)
}

func interpolate(from, to []float64, x float64) float64 {
	i := sort.SearchFloat64s(from, x)
	switch {
	case len(from) == 0:
		return x
	case i == 0:
		return to[0] + x - from[0]
	case i == len(from):
		return to[i-1] + x - from[i-1]
	}
	return to[i-1] + (to[i]-to[i-1])*(x-from[i-1])/(from[i]-from[i-1])
}
