package corridor

import (
	"errors"

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

	ByCountry []CountryKm // by first entry
	ByGauge   []GaugeKm   // by first use
	ByLine    []Stretch   // in travel order
	Breaks    []Break     // in travel order
	Borders   []Border    // in travel order
	Itinerary []Waypoint  // in travel order
}

// Leg is a segment, or a part of one, travelled.
type Leg struct {
	Segment        *Segment
	FromKm, ToKm   float64 // chainage on the segment's line; falls when travelled against it
	MeasuredKm     float64 // geodesic length
	StartKm, EndKm float64 // since the start of the route
}

// Km is the length of the leg by chainage.
func (l Leg) Km() float64 { return l.EndKm - l.StartKm }

// From is the node where the leg begins, nil when it begins within the segment.
func (l Leg) From() *Node { return l.Segment.nodeAt(l.FromKm) }

// To is the node where the leg ends, nil when it ends within the segment.
func (l Leg) To() *Node { return l.Segment.nodeAt(l.ToKm) }

// Geometry returns the leg's vertices in travel order. The result is the
// caller's.
func (l Leg) Geometry() orb.LineString { return nil }

// CountryKm is the chainage of a route within a country.
type CountryKm struct {
	Country string
	Km      float64
}

// GaugeKm is the chainage of a route on one gauge.
type GaugeKm struct {
	GaugeMM int
	Km      float64
}

// Stretch is a run of legs on one line, of one quality, with or without
// published km.
type Stretch struct {
	Line         *Line
	FromKm, ToKm float64 // chainage; falls when travelled against it
	Km           float64
	MeasuredKm   float64
	Quality      Quality
	Official     bool
}

// Break is a change of gauge on a route.
type Break struct {
	Station      *Node
	FromMM, ToMM int
	AtKm         float64 // since the start of the route
}

// Border is a border crossed on a route.
type Border struct {
	Crossing  *Node
	Countries [2]string // left, entered
	AtKm      float64   // since the start of the route
}

// Waypoint is what a traveller would note of a route.
type Waypoint struct {
	Kind  WaypointKind
	Place Place
	AtKm  float64 // since the start of the route
}

// WaypointKind says why a waypoint is noted.
type WaypointKind string

// The kinds of waypoint.
const (
	WaypointFrom     WaypointKind = "from"
	WaypointVia      WaypointKind = "via"
	WaypointBorder   WaypointKind = "border"
	WaypointBreak    WaypointKind = "break of gauge"
	WaypointJunction WaypointKind = "junction" // the route changes to another line
	WaypointTo       WaypointKind = "to"
)

// Corridor is a named corridor with the route it follows.
type Corridor struct {
	CorridorRecord
	Route *Route
}

// Route finds the shortest way by chainage. Tracks of different gauge join only
// at a break of gauge. Of equally long ways it takes the one with fewer, then
// later changes of gauge (goods are reloaded in the receiving country), then
// the lower segment ids.
//
// Faults in the query come together, as *[ParamError]s in an errors.Join; a
// route that does not exist is a *[NoRouteError].
func (n *Network) Route(q Query) (*Route, error) { return nil, errors.New("not built yet") }

// Geometry returns the route's vertices in travel order, one line string for
// each run of legs on one line. The result is the caller's.
func (r *Route) Geometry() orb.MultiLineString { return nil }
