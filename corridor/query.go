package corridor

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Query asks for a route. Places are what [Network.Find] takes. The zero value
// of an option is the common question: every open line alike, no penalties.
type Query struct {
	From, To string
	Via      []string // passed in this order
	GaugeMM  int      // only tracks of this gauge; 0: all, changed at breaks of gauge
	Avoid    []string // country codes, station, crossing, line and segment ids

	NoTransship bool     // no break of gauge: any gauge, but one
	Electrified bool     // only lines known to be electrified
	Status      []string // of lines; empty: "open"; "open" is also a line of unknown status; "any"
	Profile     Profile
	Optimise    Optimise

	// Penalties in km are added to the length by which ways are compared, never
	// to the distances of the answer.
	BreakPenaltyKm   float64 // for each change of gauge
	BorderPenaltyKm  float64 // for each border crossing
	ReversePenaltyKm float64 // for each reversal
}

// MaxPenaltyKm is the highest penalty of a query: more than any detour there is.
const MaxPenaltyKm = 100_000

// resolver turns the words of a query into places and rules, and notes every
// fault on the way.
type resolver struct {
	*Network
	faults []error
}

func (r *resolver) fail(param string, err error) {
	r.faults = append(r.faults, &ParamError{param, err})
}

// resolve returns the places of a query in travel order, and its rules.
func (n *Network) resolve(q Query) ([]Place, *rules, error) {
	r := resolver{Network: n}
	places := make([]Place, 0, len(q.Via)+2)
	places = append(places, r.place("from", q.From, q.GaugeMM))
	for _, via := range q.Via {
		places = append(places, r.place("via", via, q.GaugeMM))
	}
	places = append(places, r.place("to", q.To, q.GaugeMM))
	lim := r.rules(q)
	return places, lim, errors.Join(r.faults...)
}

// place finds a place of a query.
func (r *resolver) place(param, query string, gaugeMM int) Place {
	p, err := r.findOn(query, gaugeMM)
	if err != nil {
		r.fail(param, err)
	}
	return p
}

// rules reads the options of a query.
func (r *resolver) rules(q Query) *rules {
	lim := &rules{
		gauge: q.GaugeMM, oneGauge: q.NoTransship, electrified: q.Electrified, profile: q.Profile, optimise: q.Optimise,
		breakKm: q.BreakPenaltyKm, borderKm: q.BorderPenaltyKm, reverseKm: q.ReversePenaltyKm,
		lines: map[*Line]bool{}, nodes: map[*Node]bool{}, segments: map[*Segment]bool{},
	}
	if gauges := r.gauges(); q.GaugeMM != 0 && !slices.Contains(gauges, q.GaugeMM) {
		r.fail("gauge", fmt.Errorf("no line has a gauge of %d mm; there are %s", q.GaugeMM, millimetres(gauges)))
	}
	for _, what := range q.Avoid {
		if !r.avoid(lim, what) {
			r.fail("avoid", fmt.Errorf("%q is not a country code, station, crossing, line or segment id", what))
		}
	}
	lim.status = r.status(q.Status)
	if !slices.Contains([]Profile{ProfileAny, ProfileFreight, ProfilePassenger}, q.Profile) {
		r.fail("profile", fmt.Errorf("%q is not known; want freight or passenger", q.Profile))
	}
	r.penalty("break_penalty_km", q.BreakPenaltyKm)
	r.penalty("border_penalty_km", q.BorderPenaltyKm)
	r.penalty("reverse_penalty_km", q.ReversePenaltyKm)
	switch q.Optimise {
	case "", OptimiseDistance, OptimiseOfficial:
	case OptimiseTime:
		if lim.pace = r.pace; lim.pace == nil {
			r.fail("optimise", errors.New("no line of the dataset has a speed with a source, so times would be made up; want distance or official"))
		}
	default:
		r.fail("optimise", fmt.Errorf("%q is not known; want distance, official or time", q.Optimise))
	}
	return lim
}

func (r *resolver) penalty(param string, km float64) {
	if !(km >= 0 && km <= MaxPenaltyKm) {
		r.fail(param, fmt.Errorf("%v is not a number of km from 0 to %d", km, MaxPenaltyKm))
	}
}

// status returns the statuses that a route may use, nil for any.
func (r *resolver) status(asked []string) []string {
	if len(asked) == 0 {
		asked = []string{statusOpen}
	}
	there := []string{statusOpen}
	for _, l := range r.lines {
		if l.Status != "" && !slices.Contains(there, l.Status) {
			there = append(there, l.Status)
		}
	}
	slices.Sort(there)
	for _, status := range asked {
		if status == statusAny {
			return nil
		}
		if !slices.Contains(there, status) {
			r.fail("status", fmt.Errorf("no line has the status %q; want any, or some of: %s", status, strings.Join(there, ", ")))
		}
	}
	if len(there) == 1 {
		return nil // all lines are open
	}
	return asked
}

// avoid bars a country, line, segment, station or crossing, in any case of
// letters; it is false when what names none of them.
func (n *Network) avoid(lim *rules, what string) bool {
	known := slices.ContainsFunc(n.meta.Countries, func(c Country) bool { return strings.EqualFold(c.ID, what) })
	if node, ok := n.names.byID(what); ok {
		known = true
		lim.nodes[node] = true
	}
	if s, err := n.Segment(strings.ToLower(what)); err == nil {
		known = true
		lim.segments[s] = true
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
