package corridor

import "github.com/paulmach/orb"

// Route is a way from From over Via to To.
type Route struct {
	From, To Place
	Via      []Place
	Legs     []Leg // in travel order; none when From is To

	DistanceKm    float64 // chainage: official where published, measured elsewhere
	OfficialKm    float64 // the part of DistanceKm that rests on published km
	MeasuredKm    float64 // geodesic length of the whole route
	GreatCircleKm float64 // geodesic from From to To
	OfficialShare float64 // OfficialKm / DistanceKm; 1 for an empty route

	ByCountry         []CountryKm         // by first entry
	ByGauge           []GaugeKm           // by first use
	ByMembership      []MembershipKm      // on the day of the dataset, by body and role; a country may count in several bodies
	ByElectrification []ElectrificationKm // by first use
	ByLine            []Stretch           // in travel order
	Breaks            []Break             // in travel order
	Borders           []Border            // in travel order
	Reversals         []Reversal          // in travel order
	Itinerary         []Waypoint          // in travel order
	Duration          *Duration           // with OptimiseTime; else nil
}

// Leg is a segment, or a part of one, travelled.
type Leg struct {
	Segment        *Segment
	FromKm, ToKm   float64 // chainage on the segment's line; falls when travelled against it
	MeasuredKm     float64 // geodesic length
	StartKm, EndKm float64 // since the start of the route
}

// Km is the length of the leg by chainage.
func (l Leg) Km() float64 { return max(l.FromKm, l.ToKm) - min(l.FromKm, l.ToKm) }

// From is the node where the leg begins, nil when it begins within the segment.
func (l Leg) From() *Node { return l.Segment.nodeAt(l.FromKm) }

// To is the node where the leg ends, nil when it ends within the segment.
func (l Leg) To() *Node { return l.Segment.nodeAt(l.ToKm) }

// Geometry returns the leg's vertices in travel order. The result is the
// caller's.
func (l Leg) Geometry() orb.LineString { return l.Segment.Line.mustSlice(l.FromKm, l.ToKm) }

// Geometry returns the route's vertices in travel order, one line string for
// each run of legs on one line. The result is the caller's.
func (r *Route) Geometry() orb.MultiLineString {
	var out orb.MultiLineString
	for i := 0; i < len(r.Legs); {
		first := r.Legs[i]
		toKm := first.ToKm
		for i++; i < len(r.Legs) && r.Legs[i].continues(first, toKm); i++ {
			toKm = r.Legs[i].ToKm
		}
		out = append(out, first.Segment.Line.mustSlice(first.FromKm, toKm))
	}
	return out
}

// continues tells whether the leg goes on where a run of legs that began with
// first has come to: on the same line, at the same km, the same way.
func (l Leg) continues(first Leg, toKm float64) bool {
	return l.Segment.Line == first.Segment.Line && l.FromKm == toKm && (l.ToKm > l.FromKm) == (first.ToKm > first.FromKm)
}

// Route finds the best way through the places of q: the shortest by chainage,
// or what its options make of that. Tracks of different gauge join only at a
// break of gauge. Of equally long ways it takes one with the fewest changes of
// gauge; and it changes gauge at a later break that it passes anyway, where that
// makes the way less than 0.1 km longer: goods are reloaded in the receiving
// country. The same query has the same answer each time. Reversals are always
// reported; they only cost what q says.
//
// Faults in the query come together, as *[ParamError]s in an errors.Join; a
// route that does not exist is a *[NoRouteError].
func (n *Network) Route(q Query) (*Route, error) {
	places, lim, err := n.resolve(q)
	if err != nil {
		return nil, err
	}
	ask := n.graph.priced(lim)
	best, reached := ask.through(places)
	if reached < len(places) {
		return nil, n.explain(places, lim, reached)
	}
	return n.assemble(ask, places, best)
}

func (n *Network) assemble(ask *question, places []Place, t trail) (*Route, error) {
	r, err := ask.assemble(places, t)
	if err != nil {
		return nil, err
	}
	r.ByMembership = n.meta.byMembership(r.ByCountry)
	return r, nil
}
