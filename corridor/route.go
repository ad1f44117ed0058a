package corridor

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/paulmach/orb"
)

// Query asks for a route. Places are what [Network.Find] takes.
type Query struct {
	From, To string
	Via      []string // passed in this order
	GaugeMM  int      // only tracks of this gauge; 0: all, changed at breaks of gauge
	Avoid    []string // country codes, station, crossing and line ids
}

// Route is the shortest way by chainage from From over Via to To.
type Route struct {
	From, To Place
	Via      []Place
	Legs     []Leg // in travel order; none when From is To

	DistanceKm    float64 // chainage: official where published, measured elsewhere
	OfficialKm    float64 // the part of DistanceKm that rests on published km
	MeasuredKm    float64 // geodesic length of the whole route
	GreatCircleKm float64 // geodesic from From to To
	OfficialShare float64 // OfficialKm / DistanceKm; 1 for an empty route

	ByCountry    []CountryKm    // by first entry
	ByGauge      []GaugeKm      // by first use
	ByMembership []MembershipKm // on the day of the dataset, by body and role; a country may count in several bodies
	ByLine       []Stretch      // in travel order
	Breaks       []Break        // in travel order
	Borders      []Border       // in travel order
	Itinerary    []Waypoint     // in travel order
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

// Route finds the shortest way by chainage. Tracks of different gauge join only
// at a break of gauge. Of equally long ways it takes the one with fewer, then
// later changes of gauge (goods are reloaded in the receiving country), then
// the lower segment ids.
//
// Faults in the query come together, as *[ParamError]s in an errors.Join; a
// route that does not exist is a *[NoRouteError].
func (n *Network) Route(q Query) (*Route, error) {
	places, lim, err := n.resolve(q)
	if err != nil {
		return nil, err
	}
	s := search{graph: &n.graph, limits: lim}
	best, ok := s.shortest(places)
	if !ok {
		return nil, n.explain(places, lim)
	}
	r, err := s.assemble(places, best)
	if err != nil {
		return nil, err
	}
	r.ByMembership = n.meta.byMembership(r.ByCountry)
	return r, nil
}

// resolve turns a query into places in travel order, and limits.
func (n *Network) resolve(q Query) ([]Place, limits, error) {
	var faults []error
	fail := func(param string, err error) { faults = append(faults, &ParamError{param, err}) }

	places := make([]Place, 0, len(q.Via)+2)
	find := func(param, query string) {
		p, err := n.Find(query)
		if err != nil {
			fail(param, err)
		}
		places = append(places, p)
	}
	find("from", q.From)
	for _, via := range q.Via {
		find("via", via)
	}
	find("to", q.To)

	lim := n.limit(q.GaugeMM, q.Avoid, fail)
	return places, lim, errors.Join(faults...)
}

// limit turns what a question asks of gauge and avoids into limits, and tells
// fail what is wrong with it.
func (n *Network) limit(gauge int, avoid []string, fail func(param string, err error)) limits {
	lim := limits{gauge: gauge, lines: map[*Line]bool{}, nodes: map[*Node]bool{}}
	if gauges := n.gauges(); gauge != 0 && !slices.Contains(gauges, gauge) {
		fail("gauge", fmt.Errorf("no line has a gauge of %d mm; there are %s", gauge, millimetres(gauges)))
	}
	for _, what := range avoid {
		if !n.avoid(&lim, what) {
			fail("avoid", fmt.Errorf("%q is not a country code, station, crossing or line id", what))
		}
	}
	return lim
}

// avoid bars a country, line, station or crossing, in any case of letters; it
// is false when what names none of them.
func (n *Network) avoid(lim *limits, what string) bool {
	known := slices.ContainsFunc(n.meta.Countries, func(c Country) bool { return strings.EqualFold(c.ID, what) })
	if node, ok := n.names.byID(what); ok {
		known = true
		lim.nodes[node] = true
	}
	for _, l := range n.lines {
		if strings.EqualFold(l.ID, what) || strings.EqualFold(l.Country, what) {
			known = true
			lim.lines[l] = true
		}
	}
	return known
}

// gauges lists the gauges of the network in millimetres, rising.
func (n *Network) gauges() []int {
	var out []int
	for _, l := range n.lines {
		out = append(out, l.GaugeMM)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
