package corridor

import (
	"fmt"
	"iter"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"github.com/corridor-rail/corridor/geo"
)

// Line is a railway line of the network: the record, measured, and cut into
// segments.
type Line struct {
	LineRecord
	FromKm, ToKm float64    // chainage of the first and last vertex; FromKm < ToKm
	MeasuredKm   float64    // geodesic length along the geometry
	Segments     []*Segment // by rising km; one less than stops

	shape *geo.Line
	nodes []*Node // nodes[i] is Stops[i]
}

// newLine measures a checked record. Each vertex is a calibration: the record
// gives the km of them all.
func newLine(r *LineRecord) (*Line, error) {
	cal := make([]geo.Calibration, len(r.Km))
	for i, km := range r.Km {
		cal[i] = geo.Calibration{Vertex: i, Km: km}
	}
	shape, err := geo.NewLine(r.Geometry, cal)
	if err != nil {
		return nil, err
	}
	return &Line{
		LineRecord: *r,
		FromKm:     shape.StartKm(),
		ToKm:       shape.EndKm(),
		MeasuredKm: shape.Length().Km(),
		shape:      shape,
	}, nil
}

// LengthKm is the chainage from end to end.
func (l *Line) LengthKm() float64 { return l.ToKm - l.FromKm }

// Slice returns the geometry between two chainages in km, in travel order:
// reversed when fromKm > toKm. It fails with [ErrOutside] beyond the line's
// ends. The result is the caller's.
func (l *Line) Slice(fromKm, toKm float64) (orb.LineString, error) {
	return l.shape.Slice(fromKm, toKm)
}

// Measures returns the chainage in km of each point that [Line.Slice] returns
// between the same chainages. It fails as that does.
func (l *Line) Measures(fromKm, toKm float64) ([]float64, error) {
	return l.shape.Measures(fromKm, toKm)
}

// Posts yields the kilometre posts: each whole km of chainage on the line and
// its position, by rising km.
func (l *Line) Posts() iter.Seq2[int, orb.Point] {
	return func(yield func(int, orb.Point) bool) {
		for km := math.Ceil(l.FromKm); km <= l.ToKm; km++ {
			if p, err := l.shape.At(km); err != nil || !yield(int(km), p.Point) {
				return
			}
		}
	}
}

// segmentAt returns the segment at a km of the line; at a stop the one that
// ends there, at the first stop the one that begins there.
func (l *Line) segmentAt(km float64) *Segment {
	i, _ := slices.BinarySearchFunc(l.Segments, km, func(s *Segment, km float64) int {
		if s.ToKm < km {
			return -1
		}
		return 1
	})
	return l.Segments[min(i, len(l.Segments)-1)]
}

// spanAt returns the span at a km of the line, chosen as in segmentAt.
func (l *Line) spanAt(km float64) Span {
	for _, s := range l.Spans {
		if km <= s.ToKm {
			return s
		}
	}
	return l.Spans[len(l.Spans)-1]
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

	index int // in Network.segments
}

// Km is the chainage from end to end.
func (s *Segment) Km() float64 { return s.ToKm - s.FromKm }

// Geometry returns the segment's vertices by rising km. The result is the
// caller's.
func (s *Segment) Geometry() orb.LineString { return s.Line.mustSlice(s.FromKm, s.ToKm) }

// mustSlice is Slice between two km that are known to lie on the line.
func (l *Line) mustSlice(fromKm, toKm float64) orb.LineString {
	ls, err := l.shape.Slice(fromKm, toKm)
	if err != nil {
		panic(err) // the network gave a km that is not on its own line
	}
	return ls
}

// nodeAt returns the node at a km of the segment, nil between its ends.
func (s *Segment) nodeAt(km float64) *Node {
	switch km {
	case s.FromKm:
		return s.From
	case s.ToKm:
		return s.To
	}
	return nil
}

// cut makes the segments of a line whose nodes are known.
func (l *Line) cut() error {
	first, last := officialRange(l.Stops)
	seen := map[string]int{}
	for i := 1; i < len(l.Stops); i++ {
		a, b := l.nodes[i-1], l.nodes[i]
		s := &Segment{
			ID:     l.ID + ":" + min(a.ID, b.ID) + ":" + max(a.ID, b.ID),
			Line:   l,
			From:   a,
			To:     b,
			FromKm: l.Stops[i-1].Km,
			ToKm:   l.Stops[i].Km,
		}
		s.Official = first <= i-1 && i <= last
		measured, err := l.shape.Between(s.FromKm, s.ToKm)
		if err != nil {
			return err
		}
		s.MeasuredKm = measured.Km()
		s.Quality, s.Sources = worstQuality(l.Spans, s.FromKm, s.ToKm)
		seen[s.ID]++
		if n := seen[s.ID]; n > 1 {
			s.ID = fmt.Sprintf("%s:%d", s.ID, n)
		}
		l.Segments = append(l.Segments, s)
	}
	return nil
}

// officialRange returns the first and last stop with published km; first is
// beyond last when there are less than two.
func officialRange(stops []Stop) (first, last int) {
	isOfficial := func(s Stop) bool { return s.Official }
	first = slices.IndexFunc(stops, isOfficial)
	if first < 0 {
		return len(stops), -1
	}
	last = len(stops) - 1
	for !stops[last].Official {
		last--
	}
	return first, last
}
