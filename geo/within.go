package geo

import "github.com/paulmach/orb"

// Within returns every local minimum of the distance from p along the line
// whose offset is at most radius, by rising km. The result is empty when there
// is none, or p is not a position.
//
// Where parts of the line deserve a smaller radius, worth says so: it is asked
// for each edge, with a lower bound of its distance from p, whether to measure
// it. Nil measures all. What lies far beyond the radius costs a few nanoseconds
// for each 64 edges; an edge measured two to four microseconds.
func (l *Line) Within(p orb.Point, radius Metres, worth func(edge int, atLeast Metres) bool) []Nearest {
	if !valid(p) {
		return nil
	}
	v := geocentric(p)
	var feet []foot
	for _, b := range l.blocks {
		if atLeast(v.sub(b.centre).norm()-b.radius) > radius {
			continue
		}
		for i := b.first; i < b.end; i++ {
			bound, guess := l.edgeAtLeast(v, i)
			if l.edges[i].length == 0 || !(bound <= radius) || worth != nil && !worth(i, bound) {
				continue
			}
			if s, d := l.edges[i].nearest(p, guess); d <= radius {
				feet = append(feet, foot{i, s, d})
			}
		}
	}
	if feet == nil {
		return nil
	}
	return l.localMinima(feet)
}
