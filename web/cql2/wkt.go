package cql2

import (
	"fmt"
	"math"
	"strings"

	"github.com/paulmach/orb"
)

// shapes are the geometry literals of the text encoding.
var shapes = [...]string{"BBOX", "POINT", "LINESTRING", "POLYGON", "MULTIPOINT", "MULTILINESTRING", "MULTIPOLYGON"}

func isShape(t token) bool {
	for _, name := range shapes {
		if t.is(name) {
			return true
		}
	}
	return false
}

// shape reads what follows the name of a geometry literal: well-known text as in
// OGC 06-103r4, or the numbers of BBOX.
func (p *textParser) shape(t token) (node, error) {
	name := strings.ToUpper(t.text)
	if name == "BBOX" {
		return p.box(t)
	}
	p.accept("Z")
	w := &shapeReader{textParser: p, transform: p.transform}
	g, err := w.geometry(name)
	if err != nil {
		return node{}, err
	}
	if err := checkShape(g); err != nil {
		return node{}, fmt.Errorf("character %d: %w", t.at, err)
	}
	return node{literal: g}, nil
}

func (p *textParser) box(t token) (node, error) {
	arguments, err := p.list()
	if err != nil {
		return node{}, err
	}
	var numbers []float64
	for _, n := range arguments.literal.([]node) {
		v, ok := n.literal.(float64)
		if !ok {
			return node{}, fmt.Errorf("character %d: BBOX takes numbers alone", t.at)
		}
		numbers = append(numbers, v)
	}
	g, err := newBox(numbers, p.transform)
	if err != nil {
		return node{}, fmt.Errorf("character %d: %w", t.at, err)
	}
	return node{literal: g}, nil
}

// shapeReader reads well-known text, and counts positions.
type shapeReader struct {
	*textParser
	transform func(orb.Point) (orb.Point, error)
	points    int
}

func (w *shapeReader) geometry(name string) (orb.Geometry, error) {
	switch name {
	case "POINT":
		points, err := w.line()
		if err == nil && len(points) != 1 {
			err = fmt.Errorf("a POINT has one position, not %d", len(points))
		}
		if err != nil {
			return nil, err
		}
		return points[0], nil
	case "LINESTRING":
		return w.line()
	case "POLYGON":
		return w.polygon()
	case "MULTIPOINT":
		return w.multiPoint()
	case "MULTILINESTRING":
		lines, err := listOf(w, w.line)
		return orb.MultiLineString(lines), err
	}
	polygons, err := listOf(w, w.polygon)
	return orb.MultiPolygon(polygons), err
}

// listOf reads parts in parentheses, commas between them.
func listOf[T any](w *shapeReader, part func() (T, error)) ([]T, error) {
	if err := w.expect("("); err != nil {
		return nil, err
	}
	var list []T
	for {
		v, err := part()
		if err != nil {
			return nil, err
		}
		list = append(list, v)
		if _, ok := w.accept(","); !ok {
			return list, w.expect(")")
		}
	}
}

func (w *shapeReader) line() (orb.LineString, error) {
	points, err := listOf(w, w.position)
	return orb.LineString(points), err
}

func (w *shapeReader) polygon() (orb.Polygon, error) {
	lines, err := listOf(w, w.line)
	polygon := make(orb.Polygon, len(lines))
	for i, line := range lines {
		polygon[i] = orb.Ring(line)
	}
	return polygon, err
}

// multiPoint takes ((1 2), (3 4)) and the older (1 2, 3 4).
func (w *shapeReader) multiPoint() (orb.MultiPoint, error) {
	points, err := listOf(w, func() (orb.Point, error) {
		_, inner := w.accept("(")
		p, err := w.position()
		if err == nil && inner {
			err = w.expect(")")
		}
		return p, err
	})
	return orb.MultiPoint(points), err
}

// position reads two numbers, and a height which is not used.
func (w *shapeReader) position() (orb.Point, error) {
	if w.points++; w.points > maxPoints {
		return orb.Point{}, fmt.Errorf("the geometry has more than %d positions", maxPoints)
	}
	var numbers []float64
	for len(numbers) < 3 {
		at := w.peek()
		_, minus := w.accept("-")
		if w.peek().kind != tokenNumber {
			if minus || len(numbers) < 2 {
				return orb.Point{}, w.unexpected(at, "a coordinate")
			}
			break
		}
		v := w.next().number
		if minus {
			v = -v
		}
		numbers = append(numbers, v)
	}
	return newPosition(orb.Point{numbers[0], numbers[1]}, w.transform)
}

// newPosition is a position in lon/lat degrees.
func newPosition(p orb.Point, transform func(orb.Point) (orb.Point, error)) (orb.Point, error) {
	if transform != nil {
		var err error
		if p, err = transform(p); err != nil {
			return p, err
		}
	}
	if !(math.Abs(p[0]) <= 180 && math.Abs(p[1]) <= 90) {
		return p, fmt.Errorf("the position %g %g is not longitude, latitude in degrees", p[0], p[1])
	}
	return p, nil
}

// newBox is the area of west, south, east, north, or of six numbers with
// heights, which are not used: two polygons where it passes the antimeridian.
func newBox(v []float64, transform func(orb.Point) (orb.Point, error)) (orb.Geometry, error) {
	if len(v) == 6 {
		v = []float64{v[0], v[1], v[3], v[4]}
	}
	if len(v) != 4 {
		return nil, fmt.Errorf("BBOX has %d numbers; give west, south, east, north, or six with heights", len(v))
	}
	low, err := newPosition(orb.Point{v[0], v[1]}, transform)
	if err != nil {
		return nil, err
	}
	high, err := newPosition(orb.Point{v[2], v[3]}, transform)
	switch {
	case err != nil:
		return nil, err
	case low[1] > high[1]:
		return nil, fmt.Errorf("south %g of BBOX lies north of north %g", low[1], high[1])
	case low[0] > high[0]:
		return orb.MultiPolygon{
			orb.Bound{Min: low, Max: orb.Point{180, high[1]}}.ToPolygon(),
			orb.Bound{Min: orb.Point{-180, low[1]}, Max: high}.ToPolygon(),
		}, nil
	}
	return orb.Bound{Min: low, Max: high}.ToPolygon(), nil
}

// checkShape refuses lines of one position and rings that are not closed.
func checkShape(g orb.Geometry) error {
	switch g := g.(type) {
	case orb.LineString:
		if len(g) < 2 {
			return fmt.Errorf("a line has two positions or more")
		}
	case orb.MultiLineString:
		for _, line := range g {
			if err := checkShape(line); err != nil {
				return err
			}
		}
	case orb.Polygon:
		if len(g) == 0 {
			return fmt.Errorf("a polygon has one ring or more")
		}
		for _, ring := range g {
			if len(ring) < 4 || ring[0] != ring[len(ring)-1] {
				return fmt.Errorf("a ring has four positions or more, the last equal to the first")
			}
		}
	case orb.MultiPolygon:
		for _, polygon := range g {
			if err := checkShape(polygon); err != nil {
				return err
			}
		}
	}
	return nil
}
