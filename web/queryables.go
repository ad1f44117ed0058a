package web

import (
	"github.com/labstack/echo/v4"
)

// Link relations of OGC API - Features Parts 3 and 5 and OGC API - Tiles.
const (
	relSchema     = "http://www.opengis.net/def/rel/ogc/1.0/schema"
	relQueryables = "http://www.opengis.net/def/rel/ogc/1.0/queryables"
	relSortables  = "http://www.opengis.net/def/rel/ogc/1.0/sortables"
)

// schemaDocument is the JSON Schema of a collection's features, or of those of
// their properties that may be filtered or sorted by.
type schemaDocument struct {
	Schema      string                    `json:"$schema"`
	ID          string                    `json:"$id"`
	Type        string                    `json:"type"`
	Title       string                    `json:"title"`
	Description string                    `json:"description"`
	Properties  map[string]map[string]any `json:"properties"`
	Additional  bool                      `json:"additionalProperties"`
}

// handleReturnables, handleQueryables and handleSortables answer with what
// features have, and what they may be filtered and sorted by.
func (s *Server) handleReturnables(c echo.Context) error {
	return s.sendSchema(c, "schema", true, func(field) bool { return true })
}

func (s *Server) handleQueryables(c echo.Context) error {
	return s.sendSchema(c, "queryables", true, func(field) bool { return true })
}

func (s *Server) handleSortables(c echo.Context) error {
	return s.sendSchema(c, "sortables", false, func(f field) bool { return !f.isList() })
}

func (s *Server) sendSchema(c echo.Context, name string, geometry bool, takes func(field) bool) error {
	if _, err := parseFormat(c.QueryString(), "json"); err != nil {
		return err
	}
	coll, err := s.collection(pathText(c, "collection"))
	if err != nil {
		return err
	}
	d := schemaDocument{
		Schema: "https://json-schema.org/draft/2020-12/schema",
		ID:     s.collectionURL(c, coll) + "/" + name,
		Type:   "object", Title: coll.title, Description: coll.description,
		Properties: map[string]map[string]any{},
	}
	for i, f := range coll.fields {
		if !takes(f) {
			continue
		}
		property := f.schema()
		property["x-ogc-propertySeq"] = i + 1
		if f.Name == "id" {
			property["x-ogc-role"] = "id"
		}
		if f.date {
			property["x-ogc-role"] = "primary-instant"
		}
		d.Properties[f.Name] = property
	}
	if geometry {
		d.Properties[geometryName] = map[string]any{
			"title": "Geometry", "format": coll.geometryFormat(), "x-ogc-role": "primary-geometry",
		}
	}
	body, err := encode(d)
	if err != nil {
		return err
	}
	return send(c, mediaSchema, body)
}

// geometryFormat is the format of the geometry in a schema (Part 5, table 2).
func (c *collection) geometryFormat() string {
	switch c.geometryType() {
	case "Point":
		return "geometry-point"
	case "LineString":
		return "geometry-linestring"
	case "MultiLineString":
		return "geometry-multilinestring"
	}
	return "geometry-any"
}

// geometryType is the GeoJSON type of every feature; empty of no feature.
func (c *collection) geometryType() string {
	if len(c.items) == 0 {
		return ""
	}
	return c.items[0].feature.Geometry.GeoJSONType()
}
