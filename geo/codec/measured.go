package codec

import (
	"fmt"
	"iter"
	"math"
	"slices"

	"github.com/paulmach/orb"
	"github.com/twpayne/go-geom"
)

// round rounds v to a number of decimals, so that what a file holds does not
// hang on the last bit of a computation. Zero is never negative.
func round(v float64, decimals int) float64 {
	scale := math.Pow10(decimals)
	return math.Round(v*scale)/scale + 0
}

// parts yields the runs of positions that a geometry is made of: its points,
// lines and rings in their order. They are the caller's: not to be written to.
func parts(g orb.Geometry) iter.Seq[[]orb.Point] {
	return func(yield func([]orb.Point) bool) { yieldParts(g, yield) }
}

func yieldParts(g orb.Geometry, yield func([]orb.Point) bool) bool {
	switch g := g.(type) {
	case orb.Point:
		return yield([]orb.Point{g})
	case orb.MultiPoint:
		return yield(g)
	case orb.LineString:
		return yield(g)
	case orb.Ring:
		return yield(g)
	case orb.Bound:
		return yield(g.ToRing())
	case orb.MultiLineString:
		return yieldAll(g, yield)
	case orb.Polygon:
		return yieldAll(g, yield)
	case orb.MultiPolygon:
		return yieldAll(g, yield)
	case orb.Collection:
		return yieldAll(g, yield)
	}
	return true
}

func yieldAll[S ~[]G, G orb.Geometry](list S, yield func([]orb.Point) bool) bool {
	for _, g := range list {
		if !yieldParts(g, yield) {
			return false
		}
	}
	return true
}

// wgs84 is EPSG:4326. Its axes run lon, lat in every format here.
const wgs84 = 4326

// measured returns a geometry as go-geom has it, rounded, with the SRID of
// WGS 84: XYM when there are measures, one for each position, XY otherwise.
func measured(g orb.Geometry, measures []float64) (geom.T, error) {
	c := flattener{layout: geom.XY, measures: measures}
	if len(measures) > 0 {
		c.layout = geom.XYM
	}
	t, err := c.geometry(g)
	if err != nil {
		return nil, err
	}
	return geom.SetSRID(t, wgs84)
}

// flattener gives the positions of a geometry the measures that come next.
type flattener struct {
	layout   geom.Layout
	measures []float64
}

func (c *flattener) geometry(g orb.Geometry) (geom.T, error) {
	switch g := g.(type) {
	case orb.Point:
		return geom.NewPointFlat(c.layout, c.positions(nil, g)), nil
	case orb.MultiPoint:
		return geom.NewMultiPointFlat(c.layout, c.positions(nil, g...)), nil
	case orb.LineString:
		return geom.NewLineStringFlat(c.layout, c.positions(nil, g...)), nil
	case orb.MultiLineString:
		flat, ends := runs(c, nil, g)
		return geom.NewMultiLineStringFlat(c.layout, flat, ends), nil
	case orb.Ring:
		return c.geometry(orb.Polygon{g})
	case orb.Bound:
		return c.geometry(g.ToPolygon())
	case orb.Polygon:
		flat, ends := runs(c, nil, g)
		return geom.NewPolygonFlat(c.layout, flat, ends), nil
	case orb.MultiPolygon:
		var flat []float64
		endss := make([][]int, len(g))
		for i, p := range g {
			flat, endss[i] = runs(c, flat, p)
		}
		return geom.NewMultiPolygonFlat(c.layout, flat, endss), nil
	case orb.Collection:
		return c.collection(g)
	}
	return nil, fmt.Errorf("geometry %T is not known", g)
}

func (c *flattener) collection(g orb.Collection) (geom.T, error) {
	all := geom.NewGeometryCollection()
	for _, part := range g {
		t, err := c.geometry(part)
		if err != nil {
			return nil, err
		}
		if err := all.Push(t); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// runs appends the positions of lines or rings, and says where each ends.
func runs[S ~[]R, R ~[]orb.Point](c *flattener, flat []float64, lines S) ([]float64, []int) {
	ends := make([]int, len(lines))
	for i, line := range lines {
		flat = c.positions(flat, line...)
		ends[i] = len(flat)
	}
	return flat, ends
}

func (c *flattener) positions(flat []float64, points ...orb.Point) []float64 {
	flat = slices.Grow(flat, len(points)*c.layout.Stride())
	for _, p := range points {
		flat = append(flat, round(p[0], degreeDecimals), round(p[1], degreeDecimals))
		if c.layout == geom.XYM {
			flat = append(flat, round(c.measures[0], numberDecimals))
			c.measures = c.measures[1:]
		}
	}
	return flat
}

// flatBound returns the bound of a geometry as it is written: rounded.
func flatBound(g orb.Geometry) orb.Bound {
	b := g.Bound()
	for i := range 2 {
		b.Min[i], b.Max[i] = round(b.Min[i], degreeDecimals), round(b.Max[i], degreeDecimals)
	}
	return b
}

// geometryTypes are the types of a geometry, each at its code in WKB (OGC
// 06-103r4, table 7); 0 is a geometry of any type.
var geometryTypes = [...]string{"", "Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon", "GeometryCollection"}

// geometryCode returns the code of a type.
func geometryCode(name string) byte { return byte(slices.Index(geometryTypes[:], name)) }

// geometryName returns the type of a geometry.
func geometryName(t geom.T) string {
	switch t.(type) {
	case *geom.Point:
		return "Point"
	case *geom.LineString:
		return "LineString"
	case *geom.Polygon:
		return "Polygon"
	case *geom.MultiPoint:
		return "MultiPoint"
	case *geom.MultiLineString:
		return "MultiLineString"
	case *geom.MultiPolygon:
		return "MultiPolygon"
	}
	return "GeometryCollection"
}
