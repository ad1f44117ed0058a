package corridor

import (
	"fmt"
	"math"
	"sort"
)

// maxWayKm bounds the legs of a path. A locomotive does not go farther in four
// years.
const maxWayKm = 1_000_000

// path turns a sequence of candidates into legs.
//
//  1. A candidate that lies behind the end of the path, within the noise, adds
//     nothing; the next one beyond goes on from the end.
//  2. A turn takes back what it turns from where that is as short as the noise.
//
// A way of more than maxWayKm is an error.
func (p *passages) path(chain []*candidate) ([]Leg, error) {
	var b pathBuilder
	end, km := 0, 0.0 // the candidate at the end of the path; travelled so far
	for i := 1; i < len(chain); i++ {
		c := chain[i]
		b.noise = 2 * radiusOf(c.sigma).Km()
		if b.behind(c) { // 1
			continue
		}
		way := c.came
		if end != i-1 {
			way = p.between(chain[end], c, way.km+2*b.noise, math.Inf(1))
		}
		if km += way.km; km > maxWayKm {
			return nil, &ParamError{"trace", fmt.Errorf("the way between its points is longer than %d km", maxWayKm)}
		}
		for _, w := range p.walks(chain[end], c, way) {
			for leg := range w.legs {
				b.add(leg)
			}
		}
		end = i
	}
	startKm := 0.0
	for i := range b.legs {
		if err := b.legs[i].measure(startKm); err != nil {
			return nil, err
		}
		startKm = b.legs[i].EndKm
	}
	return b.legs, nil
}

// pathBuilder gathers the legs of a path; their measured and cumulative km come
// last.
type pathBuilder struct {
	legs  []Leg
	noise float64 // km
}

// behind tells whether a candidate lies on the path, no farther from its end
// than the noise.
func (b *pathBuilder) behind(c *candidate) bool {
	back := 0.0 // km from the end of the path
	for i := len(b.legs) - 1; i >= 0 && back <= b.noise; i-- {
		leg := &b.legs[i]
		if leg.Segment.Line == c.segment.Line && min(leg.FromKm, leg.ToKm) <= c.km && c.km <= max(leg.FromKm, leg.ToKm) {
			return back+math.Abs(leg.ToKm-c.km) <= b.noise
		}
		back += leg.Km()
	}
	return false
}

// legs yields the parts of segments that a walk goes over, without their lengths.
func (w walk) legs(yield func(Leg) bool) {
	segments := w.line.Segments
	if w.fromKm < w.toKm {
		i := sort.Search(len(segments), func(i int) bool { return segments[i].ToKm > w.fromKm })
		for ; i < len(segments) && segments[i].FromKm < w.toKm; i++ {
			s := segments[i]
			if !yield(Leg{Segment: s, FromKm: max(s.FromKm, w.fromKm), ToKm: min(s.ToKm, w.toKm)}) {
				return
			}
		}
		return
	}
	i := sort.Search(len(segments), func(i int) bool { return segments[i].ToKm >= w.fromKm })
	for ; i >= 0 && segments[i].ToKm > w.toKm; i-- {
		s := segments[i]
		if s.FromKm < w.fromKm && !yield(Leg{Segment: s, FromKm: min(s.ToKm, w.fromKm), ToKm: max(s.FromKm, w.toKm)}) {
			return
		}
	}
}

// add goes on over a part of a segment.
func (b *pathBuilder) add(leg Leg) {
	if last := len(b.legs) - 1; last >= 0 && b.legs[last].Segment == leg.Segment && b.legs[last].ToKm == leg.FromKm {
		before := &b.legs[last]
		turns := (before.ToKm > before.FromKm) != (leg.ToKm > leg.FromKm)
		if !turns {
			before.ToKm = leg.ToKm
			return
		}
		if before.Km() <= b.noise { // 2
			leg.FromKm = before.FromKm
			b.legs = b.legs[:last]
			if leg.FromKm != leg.ToKm {
				b.add(leg)
			}
			return
		}
	}
	b.legs = append(b.legs, leg)
}

// measure fills in the lengths of a leg that begins so far from the start.
func (l *Leg) measure(startKm float64) error {
	l.MeasuredKm, l.StartKm, l.EndKm = l.Segment.MeasuredKm, startKm, startKm+l.Km()
	if l.Km() == l.Segment.Km() {
		return nil
	}
	measured, err := l.Segment.Line.shape.Between(l.FromKm, l.ToKm)
	if err != nil {
		return err
	}
	l.MeasuredKm = measured.Km()
	return nil
}
