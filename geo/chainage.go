package geo

import (
	"fmt"
	"slices"
	"sort"

	"github.com/paulmach/orb"
)

// Tolerances of chainage, in km.
const (
	outsideKm = 1e-6 // a km this far beyond an end is taken for the end: 1 mm
	sameKm    = 1e-9 // closer than this two km are the same place: 1 µm
)

// Position is a place on a line.
type Position struct {
	Point   orb.Point // lon/lat in degrees
	Km      float64   // chainage
	Along   Metres    // length from the first vertex of the line
	Azimuth float64   // direction of rising km, degrees clockwise from north
	Edge    int       // the edge it lies on: from vertex Edge to vertex Edge+1
}

// At returns the position at a chainage in km. At a vertex this is exactly
// the vertex, on the edge that begins there (at the last vertex the edge that
// ends there). A km that lies outside [StartKm, EndKm] by more than a
// millimetre, or is NaN, gives an error that wraps [ErrOutside] and names the
// range. Costs about a microsecond.
func (l *Line) At(km float64) (Position, error) {
	if !(km >= l.StartKm()-outsideKm && km <= l.EndKm()+outsideKm) {
		return Position{}, fmt.Errorf("km %v: %w, which runs from km %.3f to km %.3f", km, ErrOutside, l.StartKm(), l.EndKm())
	}
	km = min(max(km, l.StartKm()), l.EndKm())
	i := sort.Search(len(l.km), func(i int) bool { return l.km[i] > km }) - 1
	for i = min(i, len(l.edges)-1); l.km[i] == l.km[i+1]; i-- { // the end repeats its vertex
	}
	t := (km - l.km[i]) / (l.km[i+1] - l.km[i])
	return l.position(i, Metres(t)*l.edges[i].length), nil
}

// position returns the position s metres along an edge.
func (l *Line) position(i int, s Metres) Position {
	e := &l.edges[i]
	s = min(max(s, 0), e.length)
	p := Position{Along: l.along[i] + s, Edge: i}
	p.Point, p.Azimuth = e.at(s)
	switch s {
	case 0:
		p.Km = l.km[i]
	case e.length:
		p.Km, p.Along = l.km[i+1], l.along[i+1]
	default:
		p.Km = l.km[i] + float64(s/e.length)*(l.km[i+1]-l.km[i])
	}
	return p
}

// Slice returns the stretch between two chainages in km, in the order of
// travel: reversed when fromKm > toKm. Both ends are interpolated on the
// geodesic, all vertices between are kept; the result has at least two points,
// which are equal when the stretch is empty. Errors are those of [Line.At].
func (l *Line) Slice(fromKm, toKm float64) (orb.LineString, error) {
	return slice(l, l.vertices, func(p Position) orb.Point { return p.Point }, fromKm, toKm)
}

// Measures returns the chainage in km of each point that [Line.Slice] returns
// for the same stretch. Errors are those of [Line.At].
func (l *Line) Measures(fromKm, toKm float64) ([]float64, error) {
	return slice(l, l.km, func(p Position) float64 { return p.Km }, fromKm, toKm)
}

// slice returns what each point of a stretch has, in the order of travel: its
// two ends by at, the vertices between from the list of all.
func slice[S ~[]E, E any](l *Line, vertices S, at func(Position) E, fromKm, toKm float64) (S, error) {
	from, to, err := l.stretch(fromKm, toKm)
	if err != nil {
		return nil, err
	}
	backward := from.Km > to.Km
	if backward {
		from, to = to, from
	}
	first, last := l.inside(from.Km, to.Km)
	list := make(S, 0, last-first+2)
	list = append(list, at(from))
	list = append(list, vertices[first:last]...)
	list = append(list, at(to))
	if backward {
		slices.Reverse(list)
	}
	return list, nil
}

// inside returns the vertices between two chainages, those at either not among
// them, as a half-open range.
func (l *Line) inside(fromKm, toKm float64) (first, last int) {
	first = sort.Search(len(l.km), func(i int) bool { return l.km[i] > fromKm+sameKm })
	last = sort.Search(len(l.km), func(i int) bool { return l.km[i] >= toKm-sameKm })
	return first, max(first, last)
}

// Between returns the geodesic length of the stretch between two chainages in
// km, in either order; never negative. Errors are those of [Line.At].
func (l *Line) Between(fromKm, toKm float64) (Metres, error) {
	from, to, err := l.stretch(fromKm, toKm)
	if err != nil {
		return 0, err
	}
	return max(from.Along-to.Along, to.Along-from.Along), nil
}

func (l *Line) stretch(fromKm, toKm float64) (from, to Position, err error) {
	if from, err = l.At(fromKm); err != nil {
		return from, to, err
	}
	to, err = l.At(toKm)
	return from, to, err
}
