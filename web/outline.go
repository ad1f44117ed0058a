package web

import (
	"fmt"
	"math"
	"strings"

	"github.com/paulmach/orb"
)

// outline is a small map of features for a page: lines and points in pixels, y
// down.
type outline struct {
	Width, Height int
	Lines         []string // points of SVG polylines
	Points        [][2]string
}

// outlineWidth is the width of an outline in pixels.
const outlineWidth = 736

// newOutline draws features over the extent of their collection, longitude
// shrunk by the cosine of the middle latitude; nil where there are none.
// Vertices closer than a pixel to the one before are left out.
func newOutline(items []*item, extent orb.Bound) *outline {
	if len(items) == 0 {
		return nil
	}
	const margin = 12
	narrow := math.Cos(extent.Center().Lat() * math.Pi / 180)
	width := max((extent.Max[0]-extent.Min[0])*narrow, 1e-3)
	height := max(extent.Max[1]-extent.Min[1], 1e-3)
	scale := min((outlineWidth-2*margin)/width, (outlineWidth-2*margin)/height)
	o := &outline{Width: outlineWidth, Height: int(height*scale) + 2*margin}
	place := func(p orb.Point) orb.Point {
		return orb.Point{margin + (p[0]-extent.Min[0])*narrow*scale, margin + (extent.Max[1]-p[1])*scale}
	}
	for _, it := range items {
		switch g := it.feature.Geometry.(type) {
		case orb.Point:
			p := place(g)
			o.Points = append(o.Points, [2]string{fmt.Sprintf("%.1f", p[0]), fmt.Sprintf("%.1f", p[1])})
		case orb.LineString:
			o.Lines = append(o.Lines, polyline(g, place))
		case orb.MultiLineString:
			for _, line := range g {
				o.Lines = append(o.Lines, polyline(line, place))
			}
		}
	}
	return o
}

func polyline(line orb.LineString, place func(orb.Point) orb.Point) string {
	var b strings.Builder
	var last orb.Point
	for i, vertex := range line {
		p := place(vertex)
		if i > 0 && i < len(line)-1 && math.Hypot(p[0]-last[0], p[1]-last[1]) < 1 {
			continue
		}
		fmt.Fprintf(&b, "%.1f,%.1f ", p[0], p[1])
		last = p
	}
	return strings.TrimSuffix(b.String(), " ")
}
