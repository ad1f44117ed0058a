package tile_test

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/corridor-rail/corridor/geo/codec"
	"github.com/corridor-rail/corridor/geo/tile"
	"github.com/paulmach/orb"
)

func mustPyramid(tb testing.TB, o tile.Options, layers ...tile.Layer) *tile.Pyramid {
	tb.Helper()
	p, err := tile.NewPyramid(layers, o)
	if err != nil {
		tb.Fatal(err)
	}
	return p
}

// one returns a layer of one feature.
func one(name string, f tile.Feature) tile.Layer {
	return tile.Layer{Name: name, Features: []tile.Feature{f}}
}

func mustTile(tb testing.TB, p *tile.Pyramid, a tile.Address, layers ...string) []readLayer {
	tb.Helper()
	body, err := p.MVT(a, layers...)
	if err != nil {
		tb.Fatal(err)
	}
	read, err := readTile(body)
	if err != nil {
		tb.Fatalf("%v: %v", a, err)
	}
	return read
}

func sketch() []tile.Layer {
	return []tile.Layer{
		{Name: "lines", Description: "Tracks", Features: []tile.Feature{
			{ID: 7, Geometry: orb.LineString{{0, 0}, {45, 0}, {90, 0}}, Properties: []codec.Property{
				{Name: "name", Value: "滨洲线"}, {Name: "gauge_mm", Value: 1435}, {Name: "km", Value: 934.82449},
				{Name: "open", Value: true}, {Name: "closed", Value: false}, {Name: "tracks", Value: nil},
				{Name: "below", Value: -3}, {Name: "notes", Value: []string{"a", "b"}}, {Name: "name", Value: "again"},
			}},
			{ID: 8, Geometry: orb.MultiLineString{{{10, 10}, {20, 20}}, {{30, 30}, {40, 30}}}, Properties: []codec.Property{
				{Name: "gauge_mm", Value: 1435}, {Name: "name", Value: "other"},
			}},
		}},
		{Name: "stations", Features: []tile.Feature{
			{Geometry: orb.Point{90, 0}, MinZoom: 1},
			{ID: 2, Geometry: orb.MultiPoint{{-90, 0}, {-100, 0}}},
		}},
	}
}

func TestMVT(t *testing.T) {
	p := mustPyramid(t, tile.Options{MaxZoom: 2}, sketch()...)
	world := mustTile(t, p, tile.Address{})
	want := []readLayer{
		{"lines", []readFeature{
			{7, orb.MultiLineString{{{2048, 2048}, {3072, 2048}}}, map[string]any{
				"name": "滨洲线", "gauge_mm": 1435, "km": 934.824, "open": true, "closed": false, "below": -3, "notes": `["a","b"]`,
			}},
			{8, orb.MultiLineString{{{2162, 1934}, {2276, 1816}}, {{2389, 1690}, {2503, 1690}}}, map[string]any{"gauge_mm": 1435, "name": "other"}},
		}},
		{"stations", []readFeature{
			{2, orb.MultiPoint{{1024, 2048}, {910, 2048}}, map[string]any{}},
		}},
	}
	if !reflect.DeepEqual(world, want) {
		t.Errorf("got  %v\nwant %v", world, want)
	}

	east := mustTile(t, p, tile.Address{Z: 1, X: 1, Y: 1})
	if len(east) != 2 || !reflect.DeepEqual(east[0].features[0].geometry, orb.MultiLineString{{{0, 0}, {2048, 0}}}) {
		t.Errorf("the south-east has %v", east)
	}
	if got := east[1].features; len(got) != 1 || !reflect.DeepEqual(got[0].geometry, orb.MultiPoint{{2048, 0}}) {
		t.Errorf("at zoom 1 the stations are %v", got)
	}
	if only := mustTile(t, p, tile.Address{}, "stations"); len(only) != 1 || only[0].name != "stations" {
		t.Errorf("asked for stations, got %v", only)
	}
	degrees := mustTile(t, p, tile.Address{Set: tile.WorldCRS84Quad, Z: 0, X: 1, Y: 0}, "lines")
	if got := degrees[0].features[0].geometry; !reflect.DeepEqual(got, orb.MultiLineString{{{0, 2048}, {2048, 2048}}}) {
		t.Errorf("in degrees the line is %v", got)
	}
}

func TestMVTErrors(t *testing.T) {
	p := mustPyramid(t, tile.Options{MaxZoom: 2}, sketch()...)
	for _, test := range []struct {
		a      tile.Address
		layers []string
		want   error
	}{
		{tile.Address{Z: 2, X: 0, Y: 0}, nil, tile.ErrEmpty},
		{tile.Address{Z: 2, X: 0, Y: 2}, []string{"lines"}, tile.ErrEmpty},
		{tile.Address{Z: 1, X: 2, Y: 0}, nil, tile.ErrAddress},
		{tile.Address{Z: 3, X: 0, Y: 0}, nil, tile.ErrAddress},
		{tile.Address{}, []string{"lines", "rails"}, tile.ErrLayer},
	} {
		if body, err := p.MVT(test.a, test.layers...); !errors.Is(err, test.want) || body != nil {
			t.Errorf("%v %v: %x, %v; want %v", test.a, test.layers, body, err, test.want)
		}
	}
}

func TestNewPyramidErrors(t *testing.T) {
	point := orb.Point{1, 2}
	for _, test := range []struct {
		name   string
		layers []tile.Layer
		o      tile.Options
		hint   string
	}{
		{"zoom", nil, tile.Options{MaxZoom: 17}, "MaxZoom 17: want 0 to 16"},
		{"buffer", nil, tile.Options{Buffer: -1}, "Buffer -1: want 0 to 4096"},
		{"tolerance", nil, tile.Options{Tolerance: 5000}, "Tolerance 5000"},
		{"no name", []tile.Layer{{}}, tile.Options{}, `layer 0: name ""`},
		{"name twice", []tile.Layer{{Name: "a"}, {Name: "a"}}, tile.Options{}, `layer 1: name "a"`},
		{"polygon", []tile.Layer{one("a", tile.Feature{Geometry: orb.Polygon{}})}, tile.Options{}, "layer a: feature 0: geometry is a orb.Polygon: want a Point"},
		{"no geometry", []tile.Layer{one("a", tile.Feature{})}, tile.Options{}, "want a Point"},
		{"min zoom", []tile.Layer{one("a", tile.Feature{Geometry: point, MinZoom: 15})}, tile.Options{}, "MinZoom 15: want 0 to 14"},
		{"position", []tile.Layer{one("a", tile.Feature{Geometry: orb.LineString{point, {181, 0}}})}, tile.Options{}, "position [181 0]"},
		{"round the world", []tile.Layer{one("a", tile.Feature{Geometry: orb.LineString{{0, 0}, {170, 0}, {-20, 0}, {150, 0}, {-40, 0}, {130, 0}}})}, tile.Options{}, "round the world"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if _, err := tile.NewPyramid(test.layers, test.o); err == nil || !strings.Contains(err.Error(), test.hint) {
				t.Errorf("got %v, want %q", err, test.hint)
			}
		})
	}
}

func TestLayers(t *testing.T) {
	p := mustPyramid(t, tile.Options{MaxZoom: 5}, append(sketch(), tile.Layer{Name: "empty"})...)
	want := []codec.VectorLayer{
		{ID: "lines", Description: "Tracks", MinZoom: 0, MaxZoom: 5, Fields: map[string]string{
			"name": "String", "gauge_mm": "Number", "km": "Number", "open": "Boolean", "closed": "Boolean", "below": "Number", "notes": "String",
		}},
		{ID: "stations", MinZoom: 0, MaxZoom: 5, Fields: map[string]string{}},
		{ID: "empty", MinZoom: 5, MaxZoom: 5, Fields: map[string]string{}},
	}
	got := p.Layers()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	got[0].Fields["name"] = "changed"
	if !reflect.DeepEqual(p.Layers(), want) {
		t.Error("the pyramid can be changed through what it gives")
	}
}

// TestAddressesAndLimits finds every tile with something in it by trying all.
func TestAddressesAndLimits(t *testing.T) {
	p := mustPyramid(t, tile.Options{MaxZoom: 5}, sketch()...)
	for _, set := range tile.MatrixSets() {
		for z := range p.MaxZoom() + 1 {
			listed := map[tile.Address]bool{}
			for a := range p.Addresses(set, z) {
				listed[a] = true
			}
			limits, err := p.Limits(set, z)
			if err != nil {
				t.Fatal(err)
			}
			columns, rows := set.Size(z)
			for a := range (tile.Limits{Set: set, Z: z, MaxX: columns - 1, MaxY: rows - 1}).All() {
				body, err := p.MVT(a)
				if (err == nil) != (len(body) > 0) || err != nil && !errors.Is(err, tile.ErrEmpty) {
					t.Fatalf("%v: %d bytes, %v", a, len(body), err)
				}
				if err == nil && !(listed[a] && limits.Contains(a)) {
					t.Errorf("%v holds something, and is not listed", a)
				}
			}
		}
	}
	if _, err := p.Limits(tile.WebMercatorQuad, 6); !errors.Is(err, tile.ErrAddress) {
		t.Errorf("limits beyond the last zoom: %v", err)
	}
	empty := mustPyramid(t, tile.Options{}, tile.Layer{Name: "none"})
	if _, err := empty.Limits(tile.WebMercatorQuad, 0); !errors.Is(err, tile.ErrEmpty) {
		t.Errorf("limits of nothing: %v", err)
	}
}

// TestSameFeaturesSameBytes makes a pyramid twice, and asks many at once.
func TestSameFeaturesSameBytes(t *testing.T) {
	layers := railway(t)
	first, second := mustPyramid(t, tile.Options{MaxZoom: 11}, layers...), mustPyramid(t, tile.Options{MaxZoom: 11}, layers...)
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			for z := range 7 {
				for a := range first.Addresses(tile.WebMercatorQuad, z) {
					b1, err1 := first.MVT(a)
					b2, err2 := second.MVT(a)
					if !bytes.Equal(b1, b2) || (err1 == nil) != (err2 == nil) {
						t.Errorf("%v differs", a)
					}
					if _, err := readTile(b1); err != nil {
						t.Errorf("%v: %v", a, err)
					}
				}
			}
		})
	}
	wait.Wait()
}

// TestInputIsNeverWrittenTo goes over every kind of geometry.
func TestInputIsNeverWrittenTo(t *testing.T) {
	bend := orb.LineString{{0, 0}, {0.1, 0.1}, {0, 0.1}, {20, 20}, {20, 20}, {-170, 10}}
	geometries := append(orb.AllGeometries, bend, orb.MultiLineString{bend.Clone(), nil, {{1, 1}}}, orb.MultiPoint{{1, 2}, {1, 2}})
	for _, g := range geometries {
		before := fmt.Sprint(g)
		p, err := tile.NewPyramid([]tile.Layer{one("a", tile.Feature{Geometry: g})}, tile.Options{MaxZoom: 3})
		if err == nil {
			for z := range 4 {
				for a := range p.Addresses(tile.WebMercatorQuad, z) {
					if _, err := p.MVT(a); err != nil && !errors.Is(err, tile.ErrEmpty) {
						t.Errorf("%v: %v", a, err)
					}
				}
			}
		}
		if after := fmt.Sprint(g); after != before {
			t.Errorf("%T was written to: %s, was %s", g, after, before)
		}
	}
}

func TestArchive(t *testing.T) {
	p := mustPyramid(t, tile.Options{MaxZoom: 4}, sketch()...)
	found := map[tile.Address]bool{}
	for v, err := range p.Archive(3) {
		a := tile.Address{Z: v.Z, X: v.X, Y: v.Y}
		if want, wantErr := p.MVT(a); err != nil || wantErr != nil || !bytes.Equal(v.Data, want) {
			t.Errorf("%v: %v, %v", a, err, wantErr)
		}
		found[a] = true
	}
	for z := range 5 {
		for a := range p.Addresses(tile.WebMercatorQuad, z) {
			if _, err := p.MVT(a); (err == nil && z <= 3) != found[a] {
				t.Errorf("%v: %v, in the archive: %v", a, err, found[a])
			}
		}
	}
	for v, err := range p.Archive(3, "rails") {
		if !errors.Is(err, tile.ErrLayer) {
			t.Errorf("an unknown layer gives %v, %v", v, err)
		}
	}
}
