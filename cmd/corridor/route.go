package main

import (
	"github.com/corridor-rail/corridor/web"
)

type routeCommand struct {
	journey
	Format string `help:"geojson, gpx, kml, csv or html instead of a table." enum:",geojson,gpx,kml,csv,html" default:""`
}

// Run prints the legs of a route, or the routes in one of the formats of the
// HTTP interface.
func (c *routeCommand) Run(s *session) error {
	n, err := s.network()
	if err != nil {
		return err
	}
	routes, err := c.routes(n)
	if err != nil {
		return err
	}
	if c.Format == "" && s.json {
		c.Format = "geojson"
	}
	if c.Format != "" {
		return web.WriteRoutes(s.stdout, c.Format, n.Meta(), routes)
	}
	for _, r := range routes {
		printSummary(s, r.Route)
		legs := newTable(">at km", ">km", "from", "to", "line", ">from km", ">to km", "km are")
		for _, leg := range r.Legs {
			legs.add(leg.StartKm, leg.Km(), nodeName(leg.From()), nodeName(leg.To()), leg.Segment.Line.ID,
				leg.FromKm, leg.ToKm, officialWord(leg.Segment.Official))
		}
		s.printTable(legs)
	}
	return nil
}
