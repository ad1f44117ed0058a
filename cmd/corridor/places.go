package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/paulmach/orb"

	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/geo"
	"github.com/corridor-rail/corridor/web"
)

// maxMatches is the most that locate prints, as in the HTTP interface.
const maxMatches = 10

type locateCommand struct {
	Point string `arg:"" optional:"" help:"Longitude and latitude in degrees: 102.72,25.02"`
	CSV   string `name:"csv" help:"CSV file with columns lon and lat to locate row by row, as CSV; - for standard input." placeholder:"FILE"`
}

// Run prints the positions on the tracks nearest to a point, or to each of a
// table.
func (c *locateCommand) Run(s *session) error {
	if (c.Point == "") == (c.CSV == "") {
		return &corridor.ParamError{Param: "point", Err: errors.New("give either lon,lat, such as 102.72,25.02, or --csv")}
	}
	if c.CSV != "" {
		n, err := s.network()
		if err != nil {
			return err
		}
		return s.locateTable(n, c.CSV)
	}
	p, err := parsePoint(c.Point)
	if err != nil {
		return err
	}
	n, err := s.network()
	if err != nil {
		return err
	}
	matches := n.Locate(p, maxMatches)
	if s.json {
		return s.printJSON(web.NewLocations(matches))
	}
	t := newTable("line", ">chainage", ">offset m", "between", "nearest station", ">km away", ">± m", "geometry")
	for _, m := range matches {
		station, away := "", ""
		if m.Station != nil {
			station, away = nodeName(m.Station), formatKm(m.StationKm)
		}
		t.add(localName(m.Line.Name, m.Line.Names, m.Line.Country), corridor.FormatChainage(m.Km), fmt.Sprintf("%.0f", m.OffsetM),
			m.Segment.From.Name+" to "+m.Segment.To.Name, station, away, fmt.Sprintf("%.0f", m.UncertaintyM), m.Quality)
	}
	s.printTable(t)
	return nil
}

// parsePoint reads "lon,lat" in degrees.
func parsePoint(text string) (orb.Point, error) {
	lon, lat, ok := strings.Cut(text, ",")
	if !ok || strings.Contains(lat, ",") {
		return orb.Point{}, &corridor.ParamError{Param: "point", Err: fmt.Errorf("%q is not lon,lat, such as 102.72,25.02", text)}
	}
	p := orb.Point{number(lon), number(lat)}
	if err := geo.CheckPosition(p); err != nil {
		return p, &corridor.ParamError{Param: "point", Err: fmt.Errorf("%q: %w", text, err)}
	}
	return p, nil
}

type searchCommand struct {
	Text  string `arg:"" help:"Name, code or the beginning of one, in any script."`
	Limit int    `help:"At most this many." default:"10" placeholder:"N"`
	Lang  string `help:"Language of the names: ${enum}." default:"en" enum:"${languages}" placeholder:"LANG"`
}

// Run prints the stations that a text may mean, best first.
func (c *searchCommand) Run(s *session) error {
	if c.Limit < 1 {
		return &corridor.ParamError{Param: "limit", Err: fmt.Errorf("%d is less than 1", c.Limit)}
	}
	if len(c.Text) > corridor.MaxQuery {
		return &corridor.ParamError{Param: "text", Err: fmt.Errorf("%d bytes are more than %d", len(c.Text), corridor.MaxQuery)}
	}
	n, err := s.network()
	if err != nil {
		return err
	}
	hits := n.Search(c.Text, c.Limit)
	if s.json {
		return web.WriteHits(s.stdout, n, hits, c.Lang)
	}
	t := newTable("name", "id", "where", "lines and km", "matched")
	for _, hit := range hits {
		var stops []string
		for _, stop := range hit.Node.Stops {
			stops = append(stops, stop.Line.ID+" "+formatKm(stop.Km))
		}
		name := nodeName(hit.Node)
		if c.Lang != "en" {
			name = hit.Node.Names.In(c.Lang, hit.Node.Name)
		}
		t.add(name, hit.Node.ID, n.Context(hit.Node, c.Lang), strings.Join(stops, ", "), hit.Matched)
	}
	s.printTable(t)
	if len(hits) == 0 {
		s.printf("nothing resembles %q\n", c.Text)
	}
	return nil
}
