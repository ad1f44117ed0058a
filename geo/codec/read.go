package codec

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/paulmach/orb"
)

// ErrTooLarge says that a document is larger than the limit given.
var ErrTooLarge = errors.New("too large")

// RawFeature is a feature as read, its properties still in JSON.
type RawFeature struct {
	ID         string          // a number is given as it is written; empty when there is none
	Geometry   orb.Geometry    // nil when null
	Properties json.RawMessage // an object; nil when null or missing
}

// ReadFeatures reads a GeoJSON FeatureCollection of at most limit bytes from r.
//
// It is strict: the document is UTF-8 with nothing after the collection, every
// position has two to four numbers with longitude in [-180, 180] and latitude
// in [-90, 90] (what comes after these two is dropped), a LineString has at
// least two positions, a Polygon ring is closed and has at least four.
// Geometry is a Point, MultiPoint, LineString, MultiLineString, Polygon,
// MultiPolygon or null. Members that GeoJSON does not know are passed over.
//
// A document beyond the limit gives an error that wraps [ErrTooLarge]; other
// errors name the feature, counted from 0, and what is wrong with it. Memory is
// bounded by a small multiple of limit.
func ReadFeatures(r io.Reader, limit int64) ([]RawFeature, error) {
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return nil, err
	}
	if int64(len(data)) > limit {
		return nil, fmt.Errorf("GeoJSON: %w, the limit is %d bytes", ErrTooLarge, limit)
	}
	if !utf8.Valid(data) {
		return nil, errors.New("GeoJSON: not UTF-8")
	}
	var doc struct {
		Type     string            `json:"type"`
		Features []json.RawMessage `json:"features"`
	}
	if err := json.Unmarshal(data, &doc); err != nil {
		return nil, fmt.Errorf("GeoJSON: %w", err)
	}
	if doc.Type != "FeatureCollection" {
		return nil, fmt.Errorf("GeoJSON: type is %q, want \"FeatureCollection\"", doc.Type)
	}
	if doc.Features == nil {
		return nil, errors.New(`GeoJSON: member "features" is missing`)
	}
	features := make([]RawFeature, len(doc.Features))
	for i, raw := range doc.Features {
		if features[i], err = readFeature(raw); err != nil {
			return nil, fmt.Errorf("GeoJSON: feature %d: %w", i, err)
		}
	}
	return features, nil
}

func readFeature(raw json.RawMessage) (RawFeature, error) {
	var doc struct {
		Type       string          `json:"type"`
		ID         json.RawMessage `json:"id"`
		Geometry   json.RawMessage `json:"geometry"`
		Properties json.RawMessage `json:"properties"`
	}
	if err := json.Unmarshal(raw, &doc); err != nil {
		return RawFeature{}, err
	}
	if doc.Type != "Feature" {
		return RawFeature{}, fmt.Errorf("type is %q, want \"Feature\"", doc.Type)
	}
	id, err := readID(doc.ID)
	if err != nil {
		return RawFeature{}, err
	}
	f := RawFeature{ID: id}
	if f.Geometry, err = readGeometry(doc.Geometry); err != nil {
		return RawFeature{}, named(id, fmt.Errorf("geometry: %w", err))
	}
	switch {
	case isNull(doc.Properties):
	case doc.Properties[0] != '{':
		return RawFeature{}, named(id, errors.New("properties are neither an object nor null"))
	default:
		f.Properties = doc.Properties
	}
	return f, nil
}

// named puts the id of a feature, where it has one, before an error.
func named(id string, err error) error {
	if id == "" {
		return err
	}
	return fmt.Errorf("id %q: %w", id, err)
}

// isNull reports whether a member is missing or null.
func isNull(raw json.RawMessage) bool { return len(raw) == 0 || bytes.Equal(raw, []byte("null")) }

func readID(raw json.RawMessage) (string, error) {
	if isNull(raw) {
		return "", nil
	}
	switch raw[0] {
	case '"':
		var id string
		err := json.Unmarshal(raw, &id)
		return id, err
	case '{', '[', 't', 'f':
		return "", errors.New("id is neither a string nor a number")
	}
	return string(raw), nil
}

func readGeometry(raw json.RawMessage) (orb.Geometry, error) {
	if isNull(raw) {
		return nil, nil // RFC 7946 section 3.2: a feature without a place
	}
	var doc struct {
		Type        string          `json:"type"`
		Coordinates json.RawMessage `json:"coordinates"`
	}
	if err := json.Unmarshal(raw, &doc); err != nil {
		return nil, err
	}
	read, known := reader(doc.Type)
	if !known {
		return nil, fmt.Errorf("type is %q, want Point, MultiPoint, LineString, MultiLineString, Polygon or MultiPolygon", doc.Type)
	}
	if isNull(doc.Coordinates) {
		return nil, errors.New("coordinates are missing")
	}
	c := &cursor{data: doc.Coordinates}
	g := read(c)
	if c.err != nil {
		return nil, fmt.Errorf("coordinates: %w", c.err)
	}
	return g, nil
}

// reader returns what reads the coordinates of a type of geometry.
func reader(geometryType string) (read func(*cursor) orb.Geometry, known bool) {
	switch geometryType {
	case "Point":
		return func(c *cursor) orb.Geometry { return c.point() }, true
	case "MultiPoint":
		return func(c *cursor) orb.Geometry { return orb.MultiPoint(list(c, (*cursor).point)) }, true
	case "LineString":
		return func(c *cursor) orb.Geometry { return c.lineString() }, true
	case "MultiLineString":
		return func(c *cursor) orb.Geometry { return orb.MultiLineString(list(c, (*cursor).lineString)) }, true
	case "Polygon":
		return func(c *cursor) orb.Geometry { return c.polygon() }, true
	case "MultiPolygon":
		return func(c *cursor) orb.Geometry { return orb.MultiPolygon(list(c, (*cursor).polygon)) }, true
	}
	return nil, false
}
