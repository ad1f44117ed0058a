package main

import (
	"strings"

	"github.com/corridor-rail/corridor/corridor"
)

// options are those of a route and of a matrix.
type options struct {
	Gauge            int      `help:"Only tracks of this gauge, in mm." placeholder:"MM"`
	Avoid            []string `help:"Country, station, line or segment to avoid." placeholder:"ID"`
	Transship        bool     `help:"Change gauge where need be." default:"true" negatable:""`
	Electrified      bool     `help:"Only lines known to be electrified."`
	Status           []string `help:"Statuses of lines to use, or any; open unless given." placeholder:"STATUS"`
	Profile          string   `help:"freight prefers freight lines, passenger keeps off them." enum:"any,freight,passenger" default:"any"`
	Optimise         string   `help:"distance, official or time." enum:"distance,official,time" default:"distance"`
	BreakPenaltyKm   float64  `help:"Km that a change of gauge counts." placeholder:"KM"`
	BorderPenaltyKm  float64  `help:"Km that a border counts." placeholder:"KM"`
	ReversePenaltyKm float64  `help:"Km that a reversal counts." placeholder:"KM"`
}

func (o *options) query() corridor.Query {
	profile := corridor.Profile(o.Profile)
	if o.Profile == "any" {
		profile = corridor.ProfileAny
	}
	return corridor.Query{
		GaugeMM: o.Gauge, Avoid: o.Avoid, NoTransship: !o.Transship, Electrified: o.Electrified, Status: o.Status,
		Profile: profile, Optimise: corridor.Optimise(o.Optimise),
		BreakPenaltyKm: o.BreakPenaltyKm, BorderPenaltyKm: o.BorderPenaltyKm, ReversePenaltyKm: o.ReversePenaltyKm,
	}
}

// journey is what distance and route ask for.
type journey struct {
	From         string   `arg:"" help:"Station id, code, name in any script, or lon,lat."`
	To           string   `arg:"" help:"As from."`
	Via          []string `help:"Place to pass; repeat for more, in order." sep:"none" placeholder:"PLACE"`
	Alternatives int      `help:"Up to this many other routes, at most 3." placeholder:"N" xor:"alternative"`
	Alternative  *int     `help:"Only this one of the routes with --alternatives 3, 0 the best." placeholder:"N" xor:"alternative"`
	options
}

// routes returns the best route, then its alternatives; or one of them.
func (j *journey) routes(n *corridor.Network) ([]corridor.Alternative, error) {
	q := j.query()
	q.From, q.To, q.Via = j.From, j.To, j.Via
	if j.Alternative == nil {
		return n.Alternatives(q, j.Alternatives)
	}
	route, err := n.Alternative(q, *j.Alternative)
	return []corridor.Alternative{route}, err
}

// alternativesTable says how alternatives differ from the best route.
func alternativesTable(routes []corridor.Alternative) *table {
	t := newTable(">km", ">more", ">shared", "another way", "borders only there", "breaks of gauge only there", "countries")
	for _, a := range routes {
		var countries []string
		for _, c := range a.ByCountry {
			countries = append(countries, c.Country)
		}
		t.add(a.DistanceKm, a.ExtraKm, a.SharedKm, a.Label,
			strings.Join(a.Borders.Only, ", "), strings.Join(a.Breaks.Only, ", "), strings.Join(countries, " "))
	}
	return t
}
