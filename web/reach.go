package web

import (
	"io"

	"github.com/labstack/echo/v4"

	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/geo/codec"
)

// WriteReach writes a GeoJSON FeatureCollection: the legs away from the start,
// as /route has them, then the stations and crossings as their collections have
// them, with their distance. The error is that of the writer.
func WriteReach(w io.Writer, r *corridor.Reach) error {
	features := legFeatures(r.Legs)
	for _, s := range r.Stations {
		f := nodeFeature(s.Node)
		f.Properties = append(f.Properties, codec.Property{Name: "at_km", Value: s.Km})
		features = append(features, f)
	}
	return writeFeatures(w, features)
}

func (s *Server) handleReach(c echo.Context) error {
	q, err := parseReach(c.QueryString())
	if err != nil {
		return err
	}
	r, err := s.network.Reach(q)
	if err != nil {
		return err
	}
	return sendWritten(c, func(w io.Writer) error { return WriteReach(w, r) })
}
