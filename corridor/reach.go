package corridor

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
)

// MaxReachKm bounds [ReachQuery].Km: more than half the way round the earth.
const MaxReachKm = 25_000

// ReachQuery asks what lies within a rail distance of a place.
type ReachQuery struct {
	From    string   // what [Network.Find] takes
	Km      float64  // the distance by chainage, more than 0, at most 25,000
	GaugeMM int      // only tracks of this gauge; 0: all, changed at breaks of gauge
	Avoid   []string // country codes, station, crossing and line ids
}

// Reach is what lies within a rail distance of a place. Each spot of the
// network within it lies on one leg, the one that gets there first.
type Reach struct {
	From     Place
	Km       float64
	Legs     []Leg     // away from From, cut at Km and where two ways meet; by StartKm, then segment id
	Stations []Reached // by Km, then id; From is among them where it is a node
}

// Reached is a node within reach.
type Reached struct {
	Node *Node
	Km   float64 // from the start, by chainage
}

// Reach finds the tracks and the stations and crossings within a rail distance.
// Tracks of different gauge join only at a break of gauge.
//
// Faults in the query come together, as *[ParamError]s in an errors.Join.
func (n *Network) Reach(q ReachQuery) (*Reach, error) {
	in := resolver{Network: n}
	from := in.place("from", q.From, q.GaugeMM)
	if !(q.Km > 0 && q.Km <= MaxReachKm) {
		in.fail("km", fmt.Errorf("%v is not a distance of more than 0 and at most %d km", q.Km, MaxReachKm))
	}
	lim := in.rules(Query{GaugeMM: q.GaugeMM, Avoid: q.Avoid})
	if len(in.faults) == 0 && q.GaugeMM != 0 && !slices.Contains(from.gaugesMM(), q.GaugeMM) {
		in.fail("gauge", fmt.Errorf("%s has tracks of %s", from.Name, millimetres(from.gaugesMM())))
	}
	if len(in.faults) > 0 {
		return nil, errors.Join(in.faults...)
	}
	r := &Reach{From: from, Km: q.Km}
	if err := r.spread(n, n.graph.priced(lim)); err != nil {
		return nil, err
	}
	return r, nil
}

// spread fills in the legs and stations.
//
//  1. A node is reached where one of its states is.
//  2. A segment is reached from either end, as far as the distance left there
//     goes, and no further than where both ways meet.
//  3. A start within a segment cuts it in two.
func (r *Reach) spread(n *Network, q *question) error {
	start := q.accessesOf(r.From)
	price := q.lengths(start, max(tollOf(r.Km), 256)+255) // changes of gauge cost a little, but have no length
	for _, node := range n.nodes {                        // 1
		best := barred
		for s := q.firstState[node.index]; s < q.firstState[node.index+1]; s++ {
			if p := price[s]; p >= 0 && (best < 0 || p < best) {
				best = p
			}
		}
		if best >= 0 {
			r.Stations = append(r.Stations, Reached{node, kmOf(best)})
		}
	}
	for _, segment := range n.segments { // 2
		if !q.rules.takes(segment.Line) || q.rules.segments[segment] {
			continue
		}
		edge, gauge := q.edgeOf(segment), segment.Line.GaugeMM
		ends := []milestone{
			{segment.FromKm, price[q.stateOf(segment.From, gauge)]},
			{segment.ToKm, price[q.stateOf(segment.To, gauge)]},
		}
		for _, at := range start { // 3
			if at.vertex < 0 && at.edge == edge && segment.FromKm < at.km && at.km < segment.ToKm {
				ends = slices.Insert(ends, 1, milestone{at.km, 0})
			}
		}
		for i := 1; i < len(ends); i++ {
			if err := r.between(segment, ends[i-1], ends[i]); err != nil {
				return err
			}
		}
	}
	slices.SortStableFunc(r.Legs, func(a, b Leg) int { return cmp.Compare(a.StartKm, b.StartKm) })
	slices.SortStableFunc(r.Stations, func(a, b Reached) int { return cmp.Compare(a.Km, b.Km) })
	return nil
}

// milestone is a km of a segment and the price of getting there.
type milestone struct {
	km    float64
	price toll // barred: out of reach
}

// between adds the legs over a piece of a segment, from its lower and from its
// upper end.
func (r *Reach) between(segment *Segment, lower, upper milestone) error {
	length := upper.km - lower.km
	from, to := kmOf(lower.price), kmOf(upper.price)
	up, down := 0.0, 0.0
	if lower.price >= 0 {
		up = min(r.Km-from, length)
	}
	if upper.price >= 0 {
		down = min(r.Km-to, length)
	}
	if up+down > length {
		up = min(max((length+to-from)/2, 0), length)
		down = length - up
	}
	if err := r.add(segment, lower.km, lower.km+up, from); err != nil {
		return err
	}
	return r.add(segment, upper.km, upper.km-down, to)
}

// add appends a leg that begins at a distance from the start.
func (r *Reach) add(segment *Segment, fromKm, toKm, startKm float64) error {
	leg := Leg{Segment: segment, FromKm: fromKm, ToKm: toKm}
	if leg.Km() < shortestLegKm {
		return nil
	}
	if err := leg.measure(startKm); err != nil {
		return err
	}
	r.Legs = append(r.Legs, leg)
	return nil
}

// shortestLegKm is the length below which a leg is what rounding leaves: 1 mm.
const shortestLegKm = 1e-6
