package crs

import (
	"fmt"
	"math"

	"github.com/paulmach/orb"
)

// ForwardGeometry converts a geometry of any kind, lon/lat in degrees, into the
// coordinates of c, as [CRS.Forward] does its points: a new geometry of the
// same kind. A bound becomes the polygon of its corners; nil stays nil. Vertices
// are not added: an edge that is straight in one CRS bends in another.
func (c CRS) ForwardGeometry(g orb.Geometry) (orb.Geometry, error) { return convert(g, c.Forward) }

// InverseGeometry converts a geometry of any kind from the coordinates of c
// into lon/lat in degrees, as [CRS.ForwardGeometry] does the other way.
func (c CRS) InverseGeometry(g orb.Geometry) (orb.Geometry, error) { return convert(g, c.Inverse) }

// conversion maps a point, or says why it cannot.
type conversion func(orb.Point) (orb.Point, error)

func convert(g orb.Geometry, f conversion) (orb.Geometry, error) {
	switch g := g.(type) {
	case nil:
		return nil, nil
	case orb.Point:
		return box(f(g))
	case orb.MultiPoint:
		return box(convertPoints(g, f))
	case orb.LineString:
		return box(convertPoints(g, f))
	case orb.Ring:
		return box(convertPoints(g, f))
	case orb.MultiLineString:
		return box(convertEach(g, f, convertPoints[orb.LineString]))
	case orb.Polygon:
		return box(convertEach(g, f, convertPoints[orb.Ring]))
	case orb.MultiPolygon:
		return box(convertEach(g, f, func(p orb.Polygon, f conversion) (orb.Polygon, error) {
			return convertEach(p, f, convertPoints[orb.Ring])
		}))
	case orb.Collection:
		return box(convertEach(g, f, convert))
	case orb.Bound:
		return convert(g.ToPolygon(), f)
	}
	return nil, fmt.Errorf("a geometry of type %T is not known", g)
}

// box makes an interface of a geometry: nil with an error.
func box[G orb.Geometry](g G, err error) (orb.Geometry, error) {
	if err != nil {
		return nil, err
	}
	return g, nil
}

func convertPoints[S ~[]orb.Point](points S, f conversion) (S, error) {
	if points == nil {
		return nil, nil
	}
	out := make(S, len(points))
	for i, p := range points {
		q, err := f(p)
		if err != nil {
			return nil, fmt.Errorf("vertex %d: %w", i, err)
		}
		out[i] = q
	}
	return out, nil
}

func convertEach[S ~[]G, G any](members S, f conversion, one func(G, conversion) (G, error)) (S, error) {
	if members == nil {
		return nil, nil
	}
	out := make(S, len(members))
	for i, m := range members {
		q, err := one(m, f)
		if err != nil {
			return nil, fmt.Errorf("part %d: %w", i, err)
		}
		out[i] = q
	}
	return out, nil
}

// InverseBound returns the smallest box in lon/lat that holds every position of
// a box in the coordinates of c, for use as a bounding box filter. Min and Max
// are corners in the axis order of c; in a geographic CRS the longitude of Min
// may be above that of Max, which means a box across the antimeridian (RFC
// 7946, 5.2), and stays so. A box of a UTM zone that reaches over the pole
// spans all longitudes.
//
// The error wraps [ErrDomain], for a corner and for corners out of order.
func (c CRS) InverseBound(b orb.Bound) (orb.Bound, error) {
	if c.code > utmNorth {
		return c.inverseZone(b)
	}
	lo, err := c.Inverse(b.Min)
	if err != nil {
		return orb.Bound{}, err
	}
	hi, err := c.Inverse(b.Max)
	if err != nil {
		return orb.Bound{}, err
	}
	if lo[1] > hi[1] || c.Projected() && lo[0] > hi[0] {
		return orb.Bound{}, c.disordered(b)
	}
	return orb.Bound{Min: lo, Max: hi}, nil
}

func (c CRS) disordered(b orb.Bound) error {
	return c.outside("a box from %v to %v: want the lesser %s first", b.Min, b.Max, c.axes())
}

// inverseZone is InverseBound for a UTM zone. Latitude and the longitude from
// the central meridian have their extremes at the corners, or where an edge
// meets the central meridian or the equator.
func (c CRS) inverseZone(b orb.Bound) (orb.Bound, error) {
	if !(b.Min[0] <= b.Max[0] && b.Min[1] <= b.Max[1]) {
		return orb.Bound{}, c.disordered(b)
	}
	meridian := utm(c.zone()).meridian()
	out := orb.Bound{Min: orb.Point{math.Inf(1), math.Inf(1)}, Max: orb.Point{math.Inf(-1), math.Inf(-1)}}
	for _, east := range []float64{b.Min[0], clamp(utmFalseEast, b.Min[0], b.Max[0]), b.Max[0]} {
		for _, north := range []float64{b.Min[1], clamp(0, b.Min[1], b.Max[1]), b.Max[1]} {
			p, err := c.Inverse(orb.Point{east, north})
			if err != nil {
				return orb.Bound{}, err
			}
			p[0] = math.Remainder(p[0]-meridian, 360)
			out = out.Extend(p)
		}
	}
	const pole = utmRadius * math.Pi / 2
	if b.Min[1] < -pole || b.Max[1] > pole {
		out.Min[0], out.Max[0] = -180, 180
		if b.Max[1] > pole {
			out.Max[1] = 90
		}
		if b.Min[1] < -pole {
			out.Min[1] = -90
		}
		return out, nil
	}
	out.Min[0] = math.Remainder(out.Min[0]+meridian, 360)
	out.Max[0] = math.Remainder(out.Max[0]+meridian, 360)
	return out, nil
}

func clamp(v, lo, hi float64) float64 { return min(max(v, lo), hi) }
