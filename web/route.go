package web

import (
	"io"

	"github.com/labstack/echo/v4"

	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/geo/codec"
)

// WriteRoute writes a GeoJSON FeatureCollection: the legs of a route in travel
// order, each a LineString with its km and the cumulative km. The error is that
// of the writer.
func WriteRoute(w io.Writer, r *corridor.Route) error {
	return writeFeatures(w, legFeatures(r.Legs))
}

func legFeatures(legs []corridor.Leg) []codec.Feature {
	features := make([]codec.Feature, len(legs))
	for i, leg := range legs {
		segment, line := leg.Segment, leg.Segment.Line
		from, to := leg.From(), leg.To()
		features[i] = codec.Feature{Geometry: leg.Geometry(), Properties: []codec.Property{
			{Name: "seq", Value: i + 1},
			{Name: "segment", Value: segment.ID},
			{Name: "line", Value: line.ID},
			{Name: "line_name", Value: line.Name},
			{Name: "from", Value: nodeID(from)},
			{Name: "from_name", Value: nodeName(from)},
			{Name: "to", Value: nodeID(to)},
			{Name: "to_name", Value: nodeName(to)},
			{Name: "from_km", Value: leg.FromKm},
			{Name: "to_km", Value: leg.ToKm},
			{Name: "km", Value: leg.Km()},
			{Name: "start_km", Value: leg.StartKm},
			{Name: "end_km", Value: leg.EndKm},
			{Name: "measured_km", Value: leg.MeasuredKm},
			{Name: "official", Value: segment.Official},
			{Name: "country", Value: line.Country},
			{Name: "gauge_mm", Value: line.GaugeMM},
			{Name: "quality", Value: string(segment.Quality)},
			{Name: "sources", Value: segment.Sources},
		}}
	}
	return features
}

// nodeID is the id of a node, null for a leg's end within a segment.
func nodeID(n *corridor.Node) any {
	if n == nil {
		return nil
	}
	return n.ID
}

func nodeName(n *corridor.Node) any {
	if n == nil {
		return nil
	}
	return n.Name
}

func (s *Server) handleRoute(c echo.Context) error {
	q, err := parseRoute(c.QueryString())
	if err != nil {
		return err
	}
	r, err := s.network.Route(q)
	if err != nil {
		return err
	}
	return sendWritten(c, func(w io.Writer) error { return WriteRoute(w, r) })
}
