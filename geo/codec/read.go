package codec

import (
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
	if err := checkJSON(data); err != nil {
		return nil, fmt.Errorf("GeoJSON: %w", err)
	}
	raws, err := readCollection(data)
	if err != nil {
		return nil, fmt.Errorf("GeoJSON: %w", err)
	}
	features := make([]RawFeature, len(raws))
	for i, raw := range raws {
		if features[i], err = readFeature(raw); err != nil {
			return nil, fmt.Errorf("GeoJSON: feature %d: %w", i, err)
		}
	}
	return features, nil
}

// checkJSON returns an error unless data is JSON in UTF-8.
func checkJSON(data []byte) error {
	if !utf8.Valid(data) {
		return errors.New("not UTF-8")
	}
	if !json.Valid(data) {
		return json.Unmarshal(data, new(json.RawMessage))
	}
	return nil
}

// readCollection returns the features of a collection, each still in JSON.
func readCollection(data []byte) ([][]byte, error) {
	doc, err := object(data)
	if err != nil {
		return nil, err
	}
	if err := doc.wantType("FeatureCollection"); err != nil {
		return nil, err
	}
	features, found := doc["features"]
	if !found || features[0] != '[' {
		return nil, errors.New(`member "features" is missing or not an array`)
	}
	c := cursor{data: features}
	return list(&c, (*cursor).value), nil
}

func readFeature(raw []byte) (RawFeature, error) {
	doc, err := object(raw)
	if err != nil {
		return RawFeature{}, err
	}
	if err := doc.wantType("Feature"); err != nil {
		return RawFeature{}, err
	}
	var f RawFeature
	if f.ID, err = readID(doc["id"]); err != nil {
		return RawFeature{}, err
	}
	if f.Geometry, err = readGeometry(doc["geometry"]); err != nil {
		return RawFeature{}, named(f.ID, fmt.Errorf("geometry: %w", err))
	}
	switch properties := doc["properties"]; {
	case isNull(properties):
	case properties[0] != '{':
		return RawFeature{}, named(f.ID, errors.New("properties are neither an object nor null"))
	default:
		f.Properties = properties
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
func isNull(raw []byte) bool { return len(raw) == 0 || raw[0] == 'n' }

func readID(raw []byte) (string, error) {
	if isNull(raw) {
		return "", nil
	}
	switch raw[0] {
	case '"':
		return unquote(raw), nil
	case '{', '[', 't', 'f':
		return "", errors.New("id is neither a string nor a number")
	}
	return string(raw), nil
}

// readGeometry returns nil for null or nothing: by RFC 7946 section 3.2 a
// feature need not have a place.
func readGeometry(raw []byte) (orb.Geometry, error) {
	if isNull(raw) {
		return nil, nil
	}
	doc, err := object(raw)
	if err != nil {
		return nil, err
	}
	read, known := reader(doc.text("type"))
	if !known {
		return nil, doc.wantType("Point, MultiPoint, LineString, MultiLineString, Polygon or MultiPolygon")
	}
	coordinates := doc["coordinates"]
	if isNull(coordinates) {
		return nil, errors.New("coordinates are missing")
	}
	c := &cursor{data: coordinates}
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
