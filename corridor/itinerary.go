package corridor

import (
	"slices"

	"github.com/corridor-rail/corridor/geo"
)

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

// ElectrificationKm is the chainage of a route under one kind of wire.
type ElectrificationKm struct {
	Electrification string // as of the lines: "25 kV 50 Hz", "none"; empty: unknown
	Km              float64
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

// Reversal is a place where a route turns back: where the tracks on which it
// comes and goes leave the place to the same side, or where it goes back from a
// via. It says nothing of tracks whose position is a guess.
type Reversal struct {
	Place Place
	AtKm  float64 // since the start of the route
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
	WaypointReversal WaypointKind = "reversal"
	WaypointCapital  WaypointKind = "capital"
	WaypointTo       WaypointKind = "to"
)

// assemble turns a trail through the places into a route.
func (q *question) assemble(places []Place, t trail) (*Route, error) {
	last := len(places) - 1
	r := &Route{
		From: places[0], To: places[last], Via: places[1:last:last],
		Legs:          make([]Leg, 0, q.legCount(t)),
		GreatCircleKm: geo.Distance(places[0].Point, places[last].Point).Km(),
		OfficialShare: 1,
	}
	r.note(WaypointFrom, r.From)
	passed := 0
	for i, h := range t.hops {
		for ; passed < len(t.via) && t.via[passed] == i; passed++ {
			r.note(WaypointVia, r.Via[passed])
		}
		e := &q.edges[h.edge]
		if e.line == nil {
			q.changeGauge(r, h)
			continue
		}
		if i > 0 && q.turnsBack(t.hops[i-1], h) {
			r.reverse(e.line, h.fromKm)
		}
		if err := r.travel(walk{e.line, h.fromKm, h.toKm}); err != nil {
			return nil, err
		}
	}
	for ; passed < len(t.via); passed++ {
		r.note(WaypointVia, r.Via[passed])
	}
	r.note(WaypointTo, r.To)
	r.sum()
	if q.rules.pace != nil {
		r.Duration = q.rules.pace.duration(r)
	}
	return r, nil
}

// legCount is about how many legs a trail has.
func (q *question) legCount(t trail) int {
	n := 0
	for _, h := range t.hops {
		if e := &q.edges[h.edge]; e.line != nil {
			n += len(e.segments())
		}
	}
	return n
}

// note adds a waypoint where the route has come to.
func (r *Route) note(kind WaypointKind, p Place) {
	r.Itinerary = append(r.Itinerary, Waypoint{kind, p, r.DistanceKm})
}

// changeGauge adds a break of gauge where the route has come to.
func (q *question) changeGauge(r *Route, h hop) {
	from, to := q.vertices[h.from], q.vertices[q.vertexAfter(h)]
	r.Breaks = append(r.Breaks, Break{from.node, from.gauge, to.gauge, r.DistanceKm})
	r.note(WaypointBreak, from.node.place())
}

// travel adds the legs of a walk, and what they begin with.
func (r *Route) travel(w walk) error {
	for leg := range w.legs {
		if err := leg.measure(r.DistanceKm); err != nil {
			return err
		}
		if len(r.Legs) > 0 {
			r.join(&r.Legs[len(r.Legs)-1], &leg)
		}
		r.Legs = append(r.Legs, leg)
		r.DistanceKm = leg.EndKm
		r.extend(&leg)
	}
	return nil
}

// join notes what lies between two legs: a border, a junction, a capital.
func (r *Route) join(before, leg *Leg) {
	line, at := leg.Segment.Line, leg.From()
	if at == nil {
		return
	}
	if was := before.Segment.Line; line.Country != was.Country {
		r.Borders = append(r.Borders, Border{at, [2]string{was.Country, line.Country}, leg.StartKm})
		r.note(WaypointBorder, at.place())
	} else if noted := r.Itinerary[len(r.Itinerary)-1].Place.Node == at; at.capital && !noted {
		r.note(WaypointCapital, at.place())
	} else if line != was && !noted {
		r.note(WaypointJunction, at.place())
	}
}

// extend adds a leg to the last stretch, or begins another.
func (r *Route) extend(leg *Leg) {
	last := len(r.ByLine) - 1
	if last < 0 || !r.ByLine[last].continuedBy(leg) {
		s := leg.Segment
		r.ByLine = append(r.ByLine, Stretch{Line: s.Line, FromKm: leg.FromKm, ToKm: leg.FromKm, Quality: s.Quality, Official: s.Official})
		last++
	}
	stretch := &r.ByLine[last]
	stretch.ToKm = leg.ToKm
	stretch.Km += leg.Km()
	stretch.MeasuredKm += leg.MeasuredKm
}

// sum adds up the stretches.
func (r *Route) sum() {
	for _, s := range r.ByLine {
		r.MeasuredKm += s.MeasuredKm
		if s.Official {
			r.OfficialKm += s.Km
		}
		i := slices.IndexFunc(r.ByCountry, func(c CountryKm) bool { return c.Country == s.Line.Country })
		if i < 0 {
			i, r.ByCountry = len(r.ByCountry), append(r.ByCountry, CountryKm{Country: s.Line.Country})
		}
		r.ByCountry[i].Km += s.Km

		i = slices.IndexFunc(r.ByElectrification, func(e ElectrificationKm) bool { return e.Electrification == s.Line.Electrification })
		if i < 0 {
			i = len(r.ByElectrification)
			r.ByElectrification = append(r.ByElectrification, ElectrificationKm{Electrification: s.Line.Electrification})
		}
		r.ByElectrification[i].Km += s.Km

		i = slices.IndexFunc(r.ByGauge, func(g GaugeKm) bool { return g.GaugeMM == s.Line.GaugeMM })
		if i < 0 {
			i, r.ByGauge = len(r.ByGauge), append(r.ByGauge, GaugeKm{GaugeMM: s.Line.GaugeMM})
		}
		r.ByGauge[i].Km += s.Km
	}
	if r.DistanceKm > 0 {
		r.OfficialShare = r.OfficialKm / r.DistanceKm
	}
}

// QualityKm is the chainage of a route whose geometry is of one quality.
type QualityKm struct {
	Quality Quality
	Km      float64
}

// ByQuality sums up the route by the quality of its geometry, best first.
func (r *Route) ByQuality() []QualityKm {
	var out []QualityKm
	for _, q := range qualities() {
		km := 0.0
		for _, s := range r.ByLine {
			if s.Quality == q {
				km += s.Km
			}
		}
		if km > 0 {
			out = append(out, QualityKm{q, km})
		}
	}
	return out
}

// continuedBy tells whether a leg carries the stretch on.
func (s *Stretch) continuedBy(leg *Leg) bool {
	return s.Line == leg.Segment.Line && s.ToKm == leg.FromKm && (s.ToKm > s.FromKm) == (leg.ToKm > leg.FromKm) &&
		s.Quality == leg.Segment.Quality && s.Official == leg.Segment.Official
}
