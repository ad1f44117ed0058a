package web

import (
	"io"

	"github.com/labstack/echo/v4"

	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/geo/codec"
)

// WriteHits writes a GeoJSON FeatureCollection: stations and crossings, best
// first, with the properties that they have in their collection, but the name in
// a language where it has one, and beside them what matched, how well, and what
// tells them from others of that name. The error is that of the writer.
func WriteHits(w io.Writer, n *corridor.Network, hits []corridor.Hit, lang string) error {
	features := make([]codec.Feature, len(hits))
	for i, hit := range hits {
		features[i] = nodeFeature(hit.Node)
		for p := range features[i].Properties {
			if property := &features[i].Properties[p]; property.Name == "name" {
				property.Value = hit.Node.Names.In(lang, hit.Node.Name)
			}
		}
		features[i].Properties = append(features[i].Properties,
			codec.Property{Name: "match", Value: matchName(hit.Match)},
			codec.Property{Name: "matched", Value: hit.Matched},
			codec.Property{Name: "context", Value: n.Context(hit.Node, lang)})
	}
	return writeFeatures(w, features)
}

// matchName is the name of a kind of match in answers.
func matchName(kind corridor.MatchKind) string {
	switch kind {
	case corridor.MatchExact:
		return "exact"
	case corridor.MatchPrefix:
		return "prefix"
	case corridor.MatchWord:
		return "word"
	case corridor.MatchInitials:
		return "initials"
	case corridor.MatchSubstring:
		return "substring"
	}
	return "similar"
}

// nodeFeature is a node as its own collection has it.
func nodeFeature(n *corridor.Node) codec.Feature {
	if n.Crossing != nil {
		return crossingFeature(n)
	}
	return stationFeature(n)
}

func (s *Server) handleSearch(c echo.Context) error {
	q, err := parseSearch(c.QueryString())
	if err != nil {
		return err
	}
	hits := s.network.Search(q.Text, q.Limit)
	return sendWritten(c, func(w io.Writer) error { return WriteHits(w, s.network, hits, q.Lang) })
}
