package corridor

import (
	"math"
	"slices"

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

// turnsBack tells whether a train reverses between two hops. At a change of
// gauge it does not: there it ends.
func (q *question) turnsBack(before, h hop) bool {
	rose, rises := before.toKm > before.fromKm, h.toKm > h.fromKm
	switch {
	case q.edges[before.edge].line == nil || before.fromKm == before.toKm || h.fromKm == h.toKm:
		return false
	case h.from < 0:
		return rose != rises
	}
	back, ahead := 0, 1 // the ends of their edges at which the hops meet
	if rose {
		back = 1
	}
	if rises {
		ahead = 0
	}
	return q.reverses(q.arcAt(h.from, before.edge, back), q.arcAt(h.from, h.edge, ahead))
}

// reverse notes a reversal where the route has come to, at a km of a line.
func (r *Route) reverse(l *Line, km float64) {
	where := r.From // only a via lies within a segment
	if s := l.segmentAt(km); s.nodeAt(km) != nil {
		where = s.nodeAt(km).place()
	} else if i := slices.IndexFunc(r.Via, func(p Place) bool { return p.Segment != nil && p.Segment.Line == l && p.Km == km }); i >= 0 {
		where = r.Via[i]
	}
	r.Reversals = append(r.Reversals, Reversal{where, r.DistanceKm})
	r.note(WaypointReversal, where)
}

// within is the km a little way from one km of the line towards another.
func (l *Line) within(fromKm, towardsKm float64) float64 {
	if towardsKm > fromKm {
		return min(fromKm+bearingKm, l.ToKm)
	}
	return max(fromKm-bearingKm, l.FromKm)
}
