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
)

// collection is a published set of features, in the sense of OGC API -
// Features. It never changes, and its features are encoded once.
type collection struct {
	id, title, description string

	items  []item
	byID   map[string]int
	index  *geo.Index
	extent orb.Bound
}

// item is one feature: its GeoJSON, and the hash of it.
type item struct {
	geometry orb.Geometry
	json     []byte
	sum      [sha256.Size]byte
}

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

// newCollection encodes and indexes features; two of one id are an error.
func newCollection(features []codec.Feature) (*collection, error) {
	c := &collection{items: make([]item, len(features)), byID: make(map[string]int, len(features))}
	bounds := make([]orb.Bound, len(features))
	var body []byte
	for i, f := range features {
		if _, ok := c.byID[f.ID]; ok {
			return nil, fmt.Errorf("two features have the id %q", f.ID)
		}
		c.byID[f.ID] = i
		body = codec.AppendFeature(body[:0], f)
		c.items[i] = item{geometry: f.Geometry, json: bytes.Clone(body), sum: sha256.Sum256(body)}
		bounds[i] = f.Geometry.Bound()
		if i == 0 {
			c.extent = bounds[i]
		}
		c.extent = c.extent.Union(bounds[i])
	}
	c.index = geo.NewIndex(bounds)
	return c, nil
}

// item returns the feature of that id, or [corridor.ErrNotFound].
func (c *collection) item(id string) (item, error) {
	i, ok := c.byID[id]
	if !ok {
		return item{}, fmt.Errorf("feature %q of collection %s: %w", id, c.id, corridor.ErrNotFound)
	}
	return c.items[i], nil
}

// within returns the features that meet the box, all where it is nil, in the
// order of the collection.
func (c *collection) within(box *orb.Bound) []item {
	if box == nil {
		return c.items
	}
	var hits []int
	c.index.Window(*box, func(i int) bool {
		if meets(*box, c.items[i].geometry) {
			hits = append(hits, i)
		}
		return true
	})
	slices.Sort(hits)
	found := make([]item, len(hits))
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
