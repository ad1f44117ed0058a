package corridor

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// MaxAlternatives is the most that [Network.Alternatives] gives.
const MaxAlternatives = 3

// What makes another route reasonable, and different: the figures of I. Abraham
// et al., "Alternative routes in road networks", ACM JEA 18 (2013), doi:
// 10.1145/2444016.2444019, with more stretch, since the ways between countries
// are few; and a route over other borders or breaks of gauge may share more.
const (
	maxStretch     = 1.4  // its price beside that of the best
	maxShared      = 0.8  // the part of it that an earlier one takes as well
	maxSharedOther = 0.95 // the same, where it crosses other borders or changes gauge elsewhere
)

// Alternative is another reasonable route between the places of a query, and
// how it differs from the best.
type Alternative struct {
	*Route
	Number    int        // among the routes of its query: 0 for the best
	Label     string     // what tells it from the best: "by Erenhot / Zamyn-Uud", or the line it takes most of that the best does not; "best"
	ExtraKm   float64    // how much longer it is by chainage; below 0 where the query optimises something else
	SharedKm  float64    // the part of it that the best takes as well
	Borders   Difference // crossings, by name
	Breaks    Difference // stations, by name
	Countries Difference // by code
}

// Difference is what one of two routes has and the other has not, in travel
// order.
type Difference struct {
	Only    []string // on this route alone
	Missing []string // on the best route alone
}

// Alternatives returns the best route and after it up to limit others that are
// reasonable and different, best first: at most 1.4 times as long, and sharing
// with each other at most four fifths of their way, or nineteen twentieths where
// they pass other borders. Those that change gauge elsewhere come before others.
//
// They come from plateaus: stretches that lie both on the best way from the
// start and on the best way to the goal, so that a route over a long one is a
// best way for most of its length (Camvit, "Choice routing", 2005; Abraham et
// al.). In the choice reversals cost nothing.
//
// It fails as [Network.Route] does, and with *[ParamError]s for a limit that is
// not 0 to [MaxAlternatives] and for vias, which leave nothing to choose.
func (n *Network) Alternatives(q Query, limit int) ([]Alternative, error) {
	places, lim, err := n.resolve(q)
	if limit < 0 || limit > MaxAlternatives {
		err = errors.Join(err, &ParamError{"alternatives", fmt.Errorf("%d is not a number from 0 to %d", limit, MaxAlternatives)})
	}
	if limit > 0 && len(q.Via) > 0 {
		err = errors.Join(err, &ParamError{"alternatives", errors.New("alternatives are routes between two places; leave out via, or alternatives")})
	}
	if err != nil {
		return nil, err
	}
	ask := n.graph.priced(lim)
	best, reached := ask.through(places)
	if reached < len(places) {
		return nil, n.explain(places, lim, reached)
	}
	trails := []trail{best}
	if limit > 0 {
		trails = ask.others(places, best, limit)
	}
	out := make([]Alternative, len(trails))
	for i, t := range trails {
		if out[i].Route, err = n.assemble(ask, places, t); err != nil {
			return nil, err
		}
		out[i].Number = i
		out[i].compare(out[0].Route)
		out[i].SharedKm = ask.shared(t, best) * out[i].DistanceKm
	}
	return out, nil
}

// Alternative returns one of the routes that [Network.Alternatives] gives where it
// may give [MaxAlternatives], by its number: 0 for the best, which may pass vias.
//
// It fails as Alternatives does, and with a *[ParamError] for a number that is not
// that of a route.
func (n *Network) Alternative(q Query, number int) (Alternative, error) {
	limit := MaxAlternatives
	switch {
	case number < 0 || number > MaxAlternatives:
		return Alternative{}, &ParamError{"alternative", fmt.Errorf("%d is not a number from 0 to %d", number, MaxAlternatives)}
	case number == 0:
		limit = 0
	case len(q.Via) > 0:
		return Alternative{}, &ParamError{"alternative", errors.New("alternatives are routes between two places; leave out via, or alternative")}
	}
	routes, err := n.Alternatives(q, limit)
	if err != nil {
		return Alternative{}, err
	}
	if number >= len(routes) {
		return Alternative{}, &ParamError{"alternative", fmt.Errorf("%d is not one of the %d routes there are, numbered from 0", number, len(routes))}
	}
	return routes[number], nil
}

// others adds to the best trail up to limit others.
func (q *question) others(places []Place, best trail, limit int) []trail {
	chosen := []trail{best}
	candidates := q.plateaus(places, best.price)
	for _, differs := range [...]func(t, earlier trail) bool{
		func(t, c trail) bool { return q.shared(t, c) <= maxShared && !slices.Equal(q.breaks(t), q.breaks(c)) },
		func(t, c trail) bool { return q.shared(t, c) <= maxShared },
		func(t, c trail) bool {
			return q.shared(t, c) <= maxSharedOther && !slices.Equal(q.gates(t), q.gates(c))
		},
	} {
		for _, t := range candidates {
			if len(chosen) <= limit && !slices.ContainsFunc(chosen, func(c trail) bool { return !differs(t, c) }) {
				chosen = append(chosen, t)
			}
		}
	}
	slices.SortStableFunc(chosen[1:], func(a, b trail) int { return cmp.Compare(a.price, b.price) })
	return chosen
}

// breaks are the stations where a trail changes gauge.
func (q *question) breaks(t trail) []string {
	return q.passed(t, func(h hop, _ *Node) bool { return h.edge >= q.changes })
}

// gates are the crossings and breaks of gauge on a trail.
func (q *question) gates(t trail) []string {
	return q.passed(t, func(h hop, n *Node) bool { return h.edge >= q.changes || n.Crossing != nil })
}

// passed lists the ids of the vertices after hops that are of a kind.
func (q *question) passed(t trail, is func(hop, *Node) bool) []string {
	var ids []string
	for _, h := range t.hops {
		if v := q.vertexAfter(h); v >= 0 && is(h, q.vertices[v].node) {
			ids = append(ids, q.vertices[v].node.ID)
		}
	}
	return ids
}

// shared is the part of a trail's chainage, 0 to 1, on edges that another takes.
func (q *question) shared(t, other trail) float64 {
	taken := make(map[int32]bool, len(other.hops))
	for _, h := range other.hops {
		taken[h.edge] = true
	}
	all, both := 0.0, 0.0
	for _, h := range t.hops {
		km := max(h.fromKm-h.toKm, h.toKm-h.fromKm)
		all += km
		if taken[h.edge] {
			both += km
		}
	}
	return both / max(all, shortestLegKm)
}

// compare fills in how the alternative differs from the best route.
func (a *Alternative) compare(best *Route) {
	a.ExtraKm = a.DistanceKm - best.DistanceKm
	var here, there [3][]string
	for i, r := range []*Route{a.Route, best} {
		list := [...]*[3][]string{&here, &there}[i]
		for _, b := range r.Borders {
			list[0] = append(list[0], b.Crossing.Name)
		}
		for _, b := range r.Breaks {
			list[1] = append(list[1], b.Station.Name)
		}
		for _, c := range r.ByCountry {
			list[2] = append(list[2], c.Country)
		}
	}
	for i, d := range []*Difference{&a.Borders, &a.Breaks, &a.Countries} {
		*d = Difference{Only: without(here[i], there[i]), Missing: without(there[i], here[i])}
	}
	a.Label = a.label(best)
}

// label names the borders, breaks of gauge or the line that the best route does
// not take.
func (a *Alternative) label(best *Route) string {
	if a.Route == best {
		return "best"
	}
	for _, d := range []Difference{a.Borders, a.Breaks} {
		if len(d.Only) > 0 {
			return "by " + strings.Join(d.Only, ", ")
		}
	}
	onBest := map[*Segment]bool{}
	for _, leg := range best.Legs {
		onBest[leg.Segment] = true
	}
	km := map[*Line]float64{}
	longest := a.Legs[0].Segment.Line
	for _, leg := range a.Legs {
		if line := leg.Segment.Line; !onBest[leg.Segment] {
			if km[line] += leg.Km(); km[line] > km[longest] {
				longest = line
			}
		}
	}
	return "by " + longest.Name
}

// without returns what of a list another does not hold.
func without(list, other []string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(v string) bool { return slices.Contains(other, v) })
}
