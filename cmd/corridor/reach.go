package main

import (
	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/web"
)

type reachCommand struct {
	From  string   `arg:"" help:"Station id, code, name in any script, or lon,lat."`
	Km    float64  `arg:"" help:"Rail distance in km."`
	Gauge int      `help:"Only tracks of this gauge, in mm." placeholder:"MM"`
	Avoid []string `help:"Country, station or line to avoid." placeholder:"ID"`
}

// Run prints the stations within a rail distance, the nearest first.
func (c *reachCommand) Run(s *session) error {
	n, err := s.network()
	if err != nil {
		return err
	}
	r, err := n.Reach(corridor.ReachQuery{From: c.From, Km: c.Km, GaugeMM: c.Gauge, Avoid: c.Avoid})
	if err != nil {
		return err
	}
	if s.json {
		return web.WriteReach(s.stdout, r)
	}
	track := 0.0
	for _, leg := range r.Legs {
		track += leg.Km()
	}
	s.printf("within %s km of %s: stations and crossings %d, tracks %s km\n",
		formatKm(r.Km), placeName(r.From), len(r.Stations), formatKm(track))
	t := newTable(">km", "place", "id")
	for _, reached := range r.Stations {
		t.add(reached.Km, nodeName(reached.Node), reached.Node.ID)
	}
	s.printTable(t)
	return nil
}
