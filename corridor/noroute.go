package corridor

import (
	"fmt"
	"slices"
	"strings"
)

// explain says why no route through the places keeps to the limits: it looks
// for one without the gauge, then without what is avoided, then without both,
// and names what the first one found breaks.
func (n *Network) explain(places []Place, lim limits) error {
	e := &NoRouteError{From: places[0], To: places[len(places)-1]}
	noGauge := limits{lines: lim.lines, nodes: lim.nodes}
	noAvoid := limits{gauge: lim.gauge}
	for _, try := range []struct {
		lim   limits
		relax []string
	}{
		{noGauge, []string{"gauge"}},
		{noAvoid, []string{"avoid"}},
		{limits{}, []string{"gauge", "avoid"}},
	} {
		s := search{graph: &n.graph, limits: try.lim}
		best, ok := s.shortest(places)
		if !ok {
			continue
		}
		e.Relax = try.relax
		var reasons []string
		if slices.Contains(try.relax, "gauge") {
			reasons = append(reasons, s.gaugeReason(places, best, lim.gauge))
		}
		if slices.Contains(try.relax, "avoid") {
			reasons = append(reasons, s.avoidReason(best, lim))
		}
		e.Reason = strings.Join(reasons, "; ")
		return e
	}
	e.Reason = "the network is in parts" // New refuses such a dataset
	return e
}

// gaugeReason says what keeps a way without limits off one gauge: the breaks of
// gauge on it, or that it has another gauge all along.
func (s *search) gaugeReason(places []Place, t trail, gauge int) string {
	var breaks []string
	for _, i := range t.arcs {
		if a := s.arc(i); a.changesGauge() {
			breaks = append(breaks, s.states[a.from].node.Name)
		}
	}
	if len(breaks) > 0 {
		return fmt.Sprintf("no continuous %d mm path; break of gauge at %s", gauge, strings.Join(breaks, ", "))
	}
	for _, p := range places {
		if gauges := p.gaugesMM(); !slices.Contains(gauges, gauge) {
			return fmt.Sprintf("no continuous %d mm path; %s has tracks of %s", gauge, p.Name, millimetres(gauges))
		}
	}
	return fmt.Sprintf("no continuous %d mm path; the tracks between have another gauge", gauge)
}

// avoidReason names the first thing avoided on a way.
func (s *search) avoidReason(t trail, lim limits) string {
	for _, i := range t.arcs {
		a := s.arc(i)
		if a.changesGauge() {
			continue
		}
		if line := a.segment.Line; lim.lines[line] {
			return fmt.Sprintf("every path takes a line to avoid, such as %s in %s", line.Name, line.Country)
		}
		for _, node := range []*Node{a.segment.From, a.segment.To} {
			if lim.nodes[node] {
				return fmt.Sprintf("every path passes %s", node.Name)
			}
		}
	}
	return "every path passes what is to be avoided"
}

// millimetres prints gauges as "1000 and 1435 mm".
func millimetres(gauges []int) string {
	words := make([]string, len(gauges))
	for i, g := range gauges {
		words[i] = fmt.Sprint(g)
	}
	return strings.Join(words, " and ") + " mm"
}
