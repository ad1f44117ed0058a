package web

import (
	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/geo/codec"
)

// legFeatures describes legs in travel order, each a LineString with its km and
// the cumulative km.
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
