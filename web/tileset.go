package web

import (
	"slices"

	"github.com/corridor-rail/corridor/geo/codec"
	"github.com/corridor-rail/corridor/geo/tile"
)

// untiled names the properties that tiles leave out: long texts and lists, which
// the features of the collections have.
var untiled = [...]string{"sources", "notes", "other_km", "origin", "description", "line_km", "stations", "accuracy"}

// newPyramid makes every collection a layer of the vector tiles.
func newPyramid(collections []*collection) (*tile.Pyramid, error) {
	layers := make([]tile.Layer, len(collections))
	for i, c := range collections {
		layers[i] = tile.Layer{Name: c.id, Description: c.description, Features: make([]tile.Feature, len(c.items))}
		for k, it := range c.items {
			layers[i].Features[k] = tile.Feature{
				ID: uint64(k + 1), Geometry: it.feature.Geometry, Properties: tiled(it.feature.Properties),
				MinZoom: c.minZoom(it),
			}
		}
	}
	return tile.NewPyramid(layers, tile.Options{})
}

func tiled(all []codec.Property) []codec.Property {
	return slices.DeleteFunc(slices.Clone(all), func(p codec.Property) bool { return slices.Contains(untiled[:], p.Name) })
}

// minZoom is the zoom from which tiles show a feature: lines and corridors
// always, their segments when they can be told apart, stations by importance,
// posts first by hundreds, then by tens of kilometres. Zooms are for tiles drawn
// at 512 pixels, as the map page and most clients of vector tiles draw them.
func (c *collection) minZoom(it *item) int {
	switch c.id {
	case "segments":
		return 7
	case "crossings":
		return 5
	case "stations":
		byImportance := [...]int{10, 8, 6, 4, 0, 0}
		importance, _ := it.property("importance").(int)
		return byImportance[min(max(importance, 0), len(byImportance)-1)]
	case "kmposts":
		switch km, _ := it.property("km").(float64); {
		case int(km)%100 == 0:
			return 7
		case int(km)%10 == 0:
			return 9
		}
		return 11
	}
	return 0
}

// property is the value of a property by its name, nil where there is none.
func (it *item) property(name string) any {
	i := slices.IndexFunc(it.feature.Properties, func(p codec.Property) bool { return p.Name == name })
	if i < 0 {
		return nil
	}
	return it.feature.Properties[i].Value
}
