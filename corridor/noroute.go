package corridor

import (
	"fmt"
	"slices"
	"strings"
)

// limit is a rule that may leave no route: how to lift it, and what a way found
// without it does that the rule forbids.
type limit struct {
	param string
	set   func(r *rules) bool
	lift  func(r *rules)
	fault func(q *question, places []Place, t trail, r *rules) string
}

// limits lists the rules in the order in which they are lifted.
func limits() []limit {
	return []limit{
		{"status", func(r *rules) bool { return r.status != nil }, func(r *rules) { r.status = nil },
			lineFault(func(l, status string) string { return "a line that is " + status + ", such as " + l })},
		{"gauge", func(r *rules) bool { return r.gauge != 0 }, func(r *rules) { r.gauge = 0 }, (*question).gaugeFault},
		{"transship", func(r *rules) bool { return r.oneGauge }, func(r *rules) { r.oneGauge = false }, (*question).transshipFault},
		{"avoid", func(r *rules) bool { return len(r.lines)+len(r.nodes)+len(r.segments) > 0 },
			func(r *rules) { r.lines, r.nodes, r.segments = nil, nil, nil }, (*question).avoidFault},
		{"electrified", func(r *rules) bool { return r.electrified }, func(r *rules) { r.electrified = false },
			lineFault(func(l, _ string) string { return "a line that is not known to be electrified, such as " + l })},
		{"profile", func(r *rules) bool { return r.profile == ProfilePassenger }, func(r *rules) { r.profile = ProfileAny },
			lineFault(func(l, _ string) string { return "a freight line, such as " + l })},
	}
}

// explain says why no route through the places keeps to the rules. It lifts one
// of them at a time; where that does not help, all of them, and then sets again
// those that a route can keep to. What the route found breaks is the reason.
func (n *Network) explain(places []Place, r *rules, reached int) error {
	e := &NoRouteError{From: places[0], To: places[len(places)-1]}
	if len(places) > 2 {
		e.Part = []Place{places[max(reached-1, 0)], places[max(reached, 1)]}
	}
	all := slices.DeleteFunc(limits(), func(l limit) bool { return !l.set(r) })
	lifted, ok := n.liftOne(places, r, all)
	if !ok {
		lifted, ok = n.liftLeast(places, r, all)
	}
	if !ok {
		e.Reason = "no tracks join them" // New refuses such a dataset
		return e
	}
	q, t := n.without(places, r, lifted)
	var reasons []string
	for _, l := range lifted {
		e.Relax = append(e.Relax, l.param)
		reasons = append(reasons, l.fault(q, places, t, r))
	}
	e.Reason = strings.Join(reasons, "; ")
	return e
}

// without looks for a route where some of the rules are lifted.
func (n *Network) without(places []Place, r *rules, lifted []limit) (*question, trail) {
	lax := *r
	for _, l := range lifted {
		l.lift(&lax)
	}
	q := n.graph.priced(&lax)
	t, reached := q.through(places)
	if reached < len(places) {
		return nil, t
	}
	return q, t
}

func (n *Network) liftOne(places []Place, r *rules, all []limit) ([]limit, bool) {
	for i := range all {
		if q, _ := n.without(places, r, all[i:i+1]); q != nil {
			return all[i : i+1], true
		}
	}
	return nil, false
}

func (n *Network) liftLeast(places []Place, r *rules, all []limit) ([]limit, bool) {
	if q, _ := n.without(places, r, all); q == nil {
		return nil, false
	}
	for i := len(all) - 1; i >= 0; i-- {
		fewer := slices.Delete(slices.Clone(all), i, i+1)
		if q, _ := n.without(places, r, fewer); q != nil {
			all = fewer
		}
	}
	return all, true
}

// gaugeFault says what keeps a way off one gauge: the breaks of gauge on it, or
// that it has another gauge all along.
func (q *question) gaugeFault(places []Place, t trail, r *rules) string {
	if breaks := q.breaksOn(t); breaks != "" {
		return fmt.Sprintf("no continuous %d mm path; break of gauge at %s", r.gauge, breaks)
	}
	for _, p := range places {
		if gauges := p.gaugesMM(); !slices.Contains(gauges, r.gauge) {
			return fmt.Sprintf("no continuous %d mm path; %s has tracks of %s", r.gauge, p.Name, millimetres(gauges))
		}
	}
	return fmt.Sprintf("no continuous %d mm path; the tracks between have another gauge", r.gauge)
}

func (q *question) transshipFault(_ []Place, t trail, _ *rules) string {
	return "no path without a change of gauge; break of gauge at " + q.breaksOn(t)
}

// breaksOn lists the breaks of gauge on a way.
func (q *question) breaksOn(t trail) string {
	var names []string
	for _, h := range t.hops {
		if h.edge >= q.changes {
			names = append(names, q.vertices[h.from].node.Name)
		}
	}
	return strings.Join(names, ", ")
}

// avoidFault names the first thing avoided on a way.
func (q *question) avoidFault(_ []Place, t trail, r *rules) string {
	for _, h := range t.hops {
		e := &q.edges[h.edge]
		if e.line == nil {
			continue
		}
		if r.lines[e.line] {
			return fmt.Sprintf("every path takes a line to avoid, such as %s in %s", e.line.Name, e.line.Country)
		}
		lo, hi := min(h.fromKm, h.toKm), max(h.fromKm, h.toKm)
		for _, s := range e.segments() {
			for _, node := range [...]*Node{s.From, s.To} {
				if km := s.kmOf(node); r.nodes[node] && lo <= km && km <= hi {
					return "every path passes " + node.Name
				}
			}
			if r.segments[s] && s.FromKm < hi && s.ToKm > lo {
				return fmt.Sprintf("every path passes between %s and %s", s.From.Name, s.To.Name)
			}
		}
	}
	return "every path passes what is to be avoided"
}

// kmOf is the km of one of the segment's ends.
func (s *Segment) kmOf(end *Node) float64 {
	if end == s.From {
		return s.FromKm
	}
	return s.ToKm
}

// lineFault names the first line on a way that the rules do not take.
func lineFault(what func(name, status string) string) func(*question, []Place, trail, *rules) string {
	return func(q *question, _ []Place, t trail, r *rules) string {
		for _, h := range t.hops {
			if l := q.edges[h.edge].line; l != nil && !r.takes(l) {
				return "every path takes " + what(l.Name, l.Status)
			}
		}
		return "every path takes a line to leave out"
	}
}

// millimetres prints gauges as "1000 and 1435 mm".
func millimetres(gauges []int) string {
	words := make([]string, len(gauges))
	for i, g := range gauges {
		words[i] = fmt.Sprint(g)
	}
	return strings.Join(words, " and ") + " mm"
}
