package corridor

import (
	"math"

	"github.com/corridor-rail/corridor/geo"
)

// What tells a reversal from a curve: the bearings of the tracks leaving a
// station, taken over a kilometre as the posts of a line stand, and the angle
// between them below which no train runs from one onto the other. Tracks that
// part at a switch leave it within a few degrees of each other, and a train
// that runs on leaves at about 180 degrees.
const (
	bearingKm     = 1.0
	reversalAngle = 60 // degrees
)

// addBearings works out the bearing by which each arc leaves its vertex, in
// degrees clockwise from north; NaN where the geometry is not known well enough
// or the arc is a change of gauge.
func (g *graph) addBearings() {
	g.bearings = make([]float32, len(g.arcs))
	for i := range g.arcs {
		g.bearings[i] = float32(math.NaN())
		e := &g.edges[g.arcs[i].edge]
		if e.line == nil || e.line.shape == nil {
			continue
		}
		from, towards := e.fromKm, e.toKm
		if !g.rises(int32(i)) {
			from, towards = towards, from
		}
		g.bearings[i] = e.line.bearing(from, e.line.within(from, towards))
	}
}

// rises tells whether an arc runs by rising km.
func (g *graph) rises(i int32) bool {
	a := g.arcs[i]
	if ends := g.edges[a.edge].ends; ends[0] != ends[1] {
		return a.to == ends[1]
	}
	return i < a.twin
}

// bearing is the direction from one km of the line to another, as of an arc.
func (l *Line) bearing(fromKm, toKm float64) float32 {
	for _, s := range l.Spans {
		known := s.Quality == QualityOSM || s.Quality == QualitySimplified
		if !known && s.FromKm < max(fromKm, toKm) && s.ToKm > min(fromKm, toKm) {
			return float32(math.NaN())
		}
	}
	from, err1 := l.shape.At(fromKm)
	to, err2 := l.shape.At(toKm)
	if err1 != nil || err2 != nil {
		return float32(math.NaN()) // an edge lies on its line
	}
	_, azimuth, _ := geo.Inverse(from.Point, to.Point)
	return float32(azimuth)
}

// reverses tells whether a train that came to a vertex by one arc's track must
// turn back to leave by another's.
func (w *ways) reverses(in, out int32) bool {
	if in == out {
		return true
	}
	return w.bearings != nil && sharp(w.bearings[in], w.bearings[out])
}

// sharp tells whether two bearings lie closer than trains turn; not where one
// of them is NaN.
func sharp(a, b float32) bool {
	angle := math.Abs(math.Mod(float64(a-b), 360))
	return min(angle, 360-angle) < reversalAngle
}

// turnsBack tells whether a route reverses between two legs, but for a change of
// gauge, where a train ends.
func (r *Route) turnsBack(before, leg *Leg) bool {
	a, b := before.Segment.Line, leg.Segment.Line
	if a.GaugeMM != b.GaugeMM || len(r.Breaks) > 0 && r.Breaks[len(r.Breaks)-1].AtKm == leg.StartKm {
		return false
	}
	if a == b && before.ToKm == leg.FromKm {
		return (before.ToKm > before.FromKm) != (leg.ToKm > leg.FromKm)
	}
	return sharp(a.bearing(before.ToKm, a.within(before.ToKm, before.FromKm)), b.bearing(leg.FromKm, b.within(leg.FromKm, leg.ToKm)))
}

// within is the km a little way from one km of the line towards another.
func (l *Line) within(fromKm, towardsKm float64) float64 {
	if towardsKm > fromKm {
		return min(fromKm+bearingKm, l.ToKm)
	}
	return max(fromKm-bearingKm, l.FromKm)
}

// place is where a leg begins.
func (r *Route) place(leg *Leg) Place {
	if n := leg.From(); n != nil {
		return n.place()
	}
	for _, via := range r.Via {
		if via.Segment != nil && via.Segment.Line == leg.Segment.Line && via.Km == leg.FromKm {
			return via
		}
	}
	return r.From // only a via lies within a segment
}
