package web

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"slices"

	"github.com/paulmach/orb"

	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/geo"
	"github.com/corridor-rail/corridor/geo/codec"
	"github.com/corridor-rail/corridor/geo/crs"
	"github.com/corridor-rail/corridor/web/cql2"
)

// geometryName is what filters call the geometry of a feature.
const geometryName = "geometry"

// coordinateFactor rounds degrees to the decimals that are published.
const coordinateFactor = 10_000_000

// collection is a published set of features, in the sense of OGC API -
// Features. It never changes, and its features are encoded once.
type collection struct {
	id, title, description string

	fields     []field         // of every feature, in the order of its properties
	properties []cql2.Property // the fields and geometry, for filters
	items      []*item
	byID       map[string]int
	index      *geo.Index
	extent     orb.Bound
	crs        []crs.CRS // defined wherever features lie; CRS84 first
}

// item is one feature: its GeoJSON, and the hash of it. It is a [cql2.Feature].
type item struct {
	feature codec.Feature
	json    []byte
	sum     [sha256.Size]byte
}

// Value is the value of the property at place i.
func (it *item) Value(i int) any { return it.feature.Properties[i].Value }

// Shape is the geometry.
func (it *item) Shape() orb.Geometry { return it.feature.Geometry }

// newCollections is the one list of what is published as features.
func newCollections(n *corridor.Network) ([]*collection, error) {
	list := []struct {
		id, title, description string
		features               []codec.Feature
	}{
		{"lines", "Lines", "Railway lines, each with one official kilometrage, one gauge and one country.",
			each(n.Lines(), lineFeature)},
		{"segments", "Segments", "Sections of line between two neighbouring stations, with official and measured km.",
			each(n.Segments(), segmentFeature)},
		{"stations", "Stations", "Operational points: stations, halts, freight terminals, junctions and border stations.",
			each(n.Stations(), stationFeature)},
		{"crossings", "Border crossings", "Places where a line passes a national border.",
			each(n.Crossings(), crossingFeature)},
		{"corridors", "Corridors", "Named routes over segments, in travel order.",
			each(n.Corridors(), corridorFeature)},
		{"kmposts", "Kilometre posts", "Every whole kilometre of official chainage of every line.",
			postFeatures(n.Lines())},
	}
	collections := make([]*collection, len(list))
	for i, l := range list {
		c, err := newCollection(l.features)
		if err != nil {
			return nil, fmt.Errorf("collection %s: %w", l.id, err)
		}
		c.id, c.title, c.description = l.id, l.title, l.description
		collections[i] = c
	}
	return collections, nil
}

func each[T any](records []*T, feature func(*T) codec.Feature) []codec.Feature {
	features := make([]codec.Feature, len(records))
	for i, r := range records {
		features[i] = feature(r)
	}
	return features
}

// newCollection encodes and indexes features; two of one id are an error, and so
// is a property that the vocabulary does not know. Geometries are rounded to
// what is published, so that a box of published coordinates holds its features.
func newCollection(features []codec.Feature) (*collection, error) {
	c := &collection{items: make([]*item, len(features)), byID: make(map[string]int, len(features))}
	bounds := make([]orb.Bound, len(features))
	var body []byte
	for i, f := range features {
		if _, ok := c.byID[f.ID]; ok {
			return nil, fmt.Errorf("two features have the id %q", f.ID)
		}
		c.byID[f.ID] = i
		f.Geometry = orb.Round(orb.Clone(f.Geometry), coordinateFactor)
		body = codec.AppendFeature(body[:0], f)
		c.items[i] = &item{feature: f, json: bytes.Clone(body), sum: sha256.Sum256(body)}
		bounds[i] = f.Geometry.Bound()
		if i == 0 {
			c.extent = bounds[i]
		}
		c.extent = c.extent.Union(bounds[i])
	}
	c.index = geo.NewIndex(bounds)
	c.crs = supportedCRS(c.items)
	return c, c.setFields()
}

func (c *collection) setFields() error {
	if len(c.items) == 0 {
		return nil
	}
	var err error
	if c.fields, err = fieldsOf(c.items[0].feature); err != nil {
		return err
	}
	for _, f := range c.fields {
		c.properties = append(c.properties, f.queryable())
	}
	c.properties = append(c.properties, cql2.Property{Name: geometryName, Type: cql2.Geometry})
	return nil
}

// item returns the feature of that id, or [corridor.ErrNotFound].
func (c *collection) item(id string) (*item, error) {
	i, ok := c.byID[id]
	if !ok {
		return nil, fmt.Errorf("feature %q of collection %s: %w", id, c.id, corridor.ErrNotFound)
	}
	return c.items[i], nil
}

// within returns the features that meet the box, all where it is nil, in the
// order of the collection.
func (c *collection) within(box *orb.Bound) []*item {
	if box == nil {
		return c.items
	}
	var hits []int
	c.index.Window(*box, func(i int) bool {
		if meets(*box, c.items[i].feature.Geometry) {
			hits = append(hits, i)
		}
		return true
	})
	slices.Sort(hits)
	found := make([]*item, len(hits))
	for k, i := range hits {
		found[k] = c.items[i]
	}
	return found
}

// collection returns the collection of that id, or [corridor.ErrNotFound].
func (s *Server) collection(id string) (*collection, error) {
	for _, c := range s.collections {
		if c.id == id {
			return c, nil
		}
	}
	return nil, fmt.Errorf("collection %q: %w", id, corridor.ErrNotFound)
}
