package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/web"
)

type distanceCommand struct {
	journey
}

// Run prints the distance, what it is made of, and the places worth a note.
func (c *distanceCommand) Run(s *session) error {
	n, err := s.network()
	if err != nil {
		return err
	}
	routes, err := c.routes(n)
	if err != nil {
		return err
	}
	if s.json {
		return s.printJSON(web.NewDistances(n.Meta(), routes))
	}
	r := routes[0].Route
	printSummary(s, r)
	itinerary := newTable(">km", "place", "")
	for _, w := range r.Itinerary {
		itinerary.add(w.AtKm, placeName(w.Place), w.Kind)
	}
	s.printTable(itinerary)
	lines := newTable(">km", "line", ">from km", ">to km", "", "gauge", ">official km", "geometry")
	for _, l := range mergeStretches(r.ByLine) {
		lines.add(l.km, localName(l.line.Name, l.line.Names, l.line.Country), l.fromKm, l.toKm,
			l.line.Country, fmt.Sprint(l.line.GaugeMM, " mm"), l.officialKm, strings.Join(l.qualities, ", "))
	}
	s.printTable(lines)
	parts := newTable(">km", "by country and gauge")
	for _, p := range r.ByCountry {
		parts.add(p.Km, p.Country)
	}
	for _, p := range r.ByGauge {
		parts.add(p.Km, fmt.Sprint(p.GaugeMM, " mm"))
	}
	s.printTable(parts)
	memberships := newTable(">km", "by membership on "+n.Meta().Date)
	for _, p := range r.ByMembership {
		memberships.add(p.Km, p.Body+" "+p.Role)
	}
	s.printTable(memberships)
	if t := r.Duration; t != nil {
		s.printf("\n%.1f h: %.1f h running, %.1f h at borders and breaks of gauge; %.0f %% of it assumed\n",
			t.Hours, t.RunningHours, t.DwellHours, 100*t.AssumedShare)
	}
	s.printTable(alternativesTable(routes[1:]))
	return nil
}

func printSummary(s *session, r *corridor.Route) {
	s.printf("%s - %s: %s km\n", placeName(r.From), placeName(r.To), formatKm(r.DistanceKm))
	s.printf("official %s km (%.1f %%), measured %s km, great circle %s km\n",
		formatKm(r.OfficialKm), 100*r.OfficialShare, formatKm(r.MeasuredKm), formatKm(r.GreatCircleKm))
}

// lineRun is a run of stretches on one line, whatever their quality.
type lineRun struct {
	line         *corridor.Line
	fromKm, toKm float64
	km           float64
	officialKm   float64
	qualities    []string // by first use
}

func mergeStretches(stretches []corridor.Stretch) []*lineRun {
	var runs []*lineRun
	for i, s := range stretches {
		if i == 0 || stretches[i-1].Line != s.Line {
			runs = append(runs, &lineRun{line: s.Line, fromKm: s.FromKm})
		}
		run := runs[len(runs)-1]
		run.toKm = s.ToKm
		run.km += s.Km
		if s.Official {
			run.officialKm += s.Km
		}
		if !slices.Contains(run.qualities, string(s.Quality)) {
			run.qualities = append(run.qualities, string(s.Quality))
		}
	}
	return runs
}

func officialWord(official bool) string {
	if official {
		return "official"
	}
	return "measured"
}

// placeName is the name of a place with its name in the local script.
func placeName(p corridor.Place) string {
	if p.Node != nil {
		return nodeName(p.Node)
	}
	return p.Name
}

// nodeName is the name of a node; a leg that ends between stations has none.
func nodeName(n *corridor.Node) string {
	switch {
	case n == nil:
		return "between stations"
	case n.Station == nil:
		return n.Name
	}
	return localName(n.Name, n.Names, n.Station.Country)
}

// localName adds the name in the language of a country.
func localName(name string, names corridor.Names, country string) string {
	languages := map[string]string{"CN": "zh", "RU": "ru", "LA": "lo", "TH": "th"}
	local := names[languages[country]]
	if local == "" || strings.EqualFold(local, name) {
		return name
	}
	return name + " " + local
}
