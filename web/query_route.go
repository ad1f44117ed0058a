package web

import (
	"strings"

	"github.com/corridor-rail/corridor/corridor"
)

// routeQuery is what /distance and /route are asked.
type routeQuery struct {
	corridor.Query
	Alternatives int // how many besides the best
	Alternative  int // the one to answer alone, by its number; -1: the best and its alternatives
	Format       string
}

// parseDistance reads the parameters of /distance.
func parseDistance(rawQuery string) (routeQuery, error) { return parseRouteQuery(rawQuery, "json") }

// parseRoute reads the parameters of /route.
func parseRoute(rawQuery string) (routeQuery, error) {
	return parseRouteQuery(rawQuery, RouteFormats()...)
}

func parseRouteQuery(rawQuery string, formats ...string) (routeQuery, error) {
	p := newParams(rawQuery)
	var q routeQuery
	q.From = p.required("from", placeHint)
	q.To = p.required("to", placeHint)
	q.Via = p.all("via", maxVia) // only repeats, since lon,lat holds a comma
	readOptions(p, &q.Query)
	q.Alternatives = p.integer("alternatives", 0, 0, corridor.MaxAlternatives)
	q.Alternative = p.integer("alternative", -1, 0, corridor.MaxAlternatives)
	if q.Alternatives > 0 && q.Alternative >= 0 {
		p.fault("alternative", "names one route of those with alternatives=%d; leave out alternatives", corridor.MaxAlternatives)
	}
	q.Format = p.choice("f", formats...)
	return q, p.err()
}

// routes answers the query: the best route and its alternatives, or one of them.
func (q routeQuery) routes(n *corridor.Network) ([]corridor.Alternative, error) {
	if q.Alternative < 0 {
		return n.Alternatives(q.Query, q.Alternatives)
	}
	route, err := n.Alternative(q.Query, q.Alternative)
	return []corridor.Alternative{route}, err
}

// readOptions reads the options of a route, which those of a matrix are too.
func readOptions(p *params, q *corridor.Query) {
	q.GaugeMM = p.integer("gauge", 0, 1, 3000)
	q.Avoid = p.list("avoid", maxAvoid)
	q.NoTransship = !p.flag("transship", true)
	q.Electrified = p.flag("electrified", false)
	q.Status = p.list("status", maxStatus)
	q.Profile = profileOf(p.choice("profile", anyProfile, string(corridor.ProfileFreight), string(corridor.ProfilePassenger)))
	q.Optimise = corridor.Optimise(p.choice("optimise",
		string(corridor.OptimiseDistance), string(corridor.OptimiseOfficial), string(corridor.OptimiseTime)))
	q.BreakPenaltyKm = p.numberOr("break_penalty_km", 0, 0, corridor.MaxPenaltyKm)
	q.BorderPenaltyKm = p.numberOr("border_penalty_km", 0, 0, corridor.MaxPenaltyKm)
	q.ReversePenaltyKm = p.numberOr("reverse_penalty_km", 0, 0, corridor.MaxPenaltyKm)
}

// anyProfile is the word for no profile.
const anyProfile = "any"

func profileOf(word string) corridor.Profile {
	if word == anyProfile {
		return corridor.ProfileAny
	}
	return corridor.Profile(word)
}

// maxStatus is how many statuses of lines a route may name.
const maxStatus = 10

// list returns the values of a parameter that repeats, or lists its values
// after commas.
func (p *params) list(name string, most int) []string {
	var values []string
	for _, list := range p.all(name, most) {
		values = append(values, strings.Split(list, ",")...)
	}
	if len(values) > most {
		p.fault(name, "lists %d values; at most %d", len(values), most)
	}
	return values
}

// numberOr returns a number of [lo, hi], otherwise where it is not given.
func (p *params) numberOr(name string, otherwise, lo, hi float64) float64 {
	if _, ok := p.values[name]; !ok {
		p.known = append(p.known, name)
		return otherwise
	}
	return p.number(name, "a number", lo, hi)
}

// flag returns a true or false, otherwise where the parameter is not given.
func (p *params) flag(name string, otherwise bool) bool {
	switch text := p.text(name); text {
	case "":
		return otherwise
	case "true":
		return true
	case "false":
		return false
	default:
		p.fault(name, "%q is not known; give true or false", text)
		return otherwise
	}
}
