package tile_test

import (
	"errors"
	"fmt"

	"github.com/corridor-rail/corridor/geo/codec"
	"github.com/corridor-rail/corridor/geo/tile"
	"github.com/paulmach/orb"
)

func ExampleNewPyramid() {
	lines := tile.Layer{Name: "lines", Features: []tile.Feature{{
		ID:         1,
		Geometry:   orb.LineString{{102.7, 25}, {102.6, 24.9}, {101.6, 21.2}},
		Properties: []codec.Property{{Name: "name", Value: "Kunming - Mohan"}, {Name: "gauge_mm", Value: 1435}},
	}}}
	stations := tile.Layer{Name: "stations", Features: []tile.Feature{
		{ID: 1, Geometry: orb.Point{102.7, 25}},               // in every tile that it lies in
		{ID: 2, Geometry: orb.Point{102.6, 24.9}, MinZoom: 9}, // less important
	}}
	pyramid, err := tile.NewPyramid([]tile.Layer{lines, stations}, tile.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	world, err := pyramid.MVT(tile.Address{Set: tile.WebMercatorQuad})
	fmt.Println(len(world), "bytes", err)
	_, err = pyramid.MVT(tile.Address{Set: tile.WebMercatorQuad, Z: 5, X: 0, Y: 0})
	fmt.Println(errors.Is(err, tile.ErrEmpty), err)
	_, err = pyramid.MVT(tile.Address{Set: tile.WebMercatorQuad, Z: 5, X: 0, Y: 32})
	fmt.Println(err)
	// Output:
	// 106 bytes <nil>
	// true WebMercatorQuad/5/0/0: nothing in the tile
	// WebMercatorQuad/5/0/32: no such tile: row 32, want 0 to 31 at zoom 5
}

func ExampleCover() {
	thailand := orb.Bound{Min: orb.Point{97.3, 5.6}, Max: orb.Point{105.7, 20.5}}
	limits, err := tile.Cover(tile.WebMercatorQuad, 6, thailand)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, l := range limits {
		fmt.Println(l.Count(), "tiles: columns", l.MinX, "to", l.MaxX, "rows", l.MinY, "to", l.MaxY)
	}
	// Output: 8 tiles: columns 49 to 50 rows 28 to 31
}
