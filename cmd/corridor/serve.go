package main

import (
	"log/slog"
	"net"
	"strings"

	"github.com/corridor-rail/corridor/assets"
	"github.com/corridor-rail/corridor/web"
)

type serveCommand struct {
	Addr    string   `help:"Address to listen on." default:":8080" env:"CORRIDOR_ADDR" placeholder:"HOST:PORT"`
	BaseMap []string `help:"Online map that readers may choose: osm, amap, tianditu=KEY. The page then loads from that host." env:"CORRIDOR_BASE_MAP" placeholder:"ID"`
	URL     string   `help:"Public address in links; without it, that of each request." env:"CORRIDOR_URL" placeholder:"URL"`
}

// Run serves until SIGTERM or an interrupt, then finishes what is in hand.
func (c *serveCommand) Run(s *session) error {
	log := slog.New(slog.NewTextHandler(s.stderr, nil))
	n, err := s.network()
	if err != nil {
		return err
	}
	page, err := assets.UI()
	if err != nil {
		return err
	}
	schemas, err := assets.Schemas()
	if err != nil {
		return err
	}
	var baseMaps []web.BaseMap
	for _, text := range c.BaseMap {
		b, err := web.ParseBaseMap(text)
		if err != nil {
			return err
		}
		baseMaps = append(baseMaps, b)
	}
	server, err := web.New(web.Config{Network: n, BaseMaps: baseMaps, Page: page, Schemas: schemas, BaseURL: strings.TrimSuffix(c.URL, "/"), Log: log})
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", c.Addr)
	if err != nil {
		return err
	}
	log.Info("listening", slog.String("addr", listener.Addr().String()),
		slog.String("dataset", n.Meta().Version), slog.Int("lines", len(n.Lines())), slog.Int("stations", len(n.Stations())))
	if err := server.Serve(s.ctx, listener); err != nil {
		return err
	}
	log.Info("stopped")
	return nil
}
