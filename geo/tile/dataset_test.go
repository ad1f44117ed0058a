package tile_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"slices"
	"testing"

	"github.com/corridor-rail/corridor/geo/codec"
	"github.com/corridor-rail/corridor/geo/tile"
	"github.com/paulmach/orb"
)

const data = "../../assets/data"

// railway returns the embedded dataset as the service publishes it: lines,
// sections between stops, stations and whole kilometres, each with all its
// properties.
func railway(tb testing.TB) []tile.Layer {
	tb.Helper()
	lines := tile.Layer{Name: "lines", Description: "Railway lines"}
	segments := tile.Layer{Name: "segments"}
	posts := tile.Layer{Name: "kmposts"}
	for _, f := range readFeatures(tb, data+"/lines.geojson") {
		var measured struct {
			Km    []float64
			Stops []struct{ Km float64 }
		}
		if err := json.Unmarshal(f.Properties, &measured); err != nil {
			tb.Fatal(err)
		}
		shape := f.Geometry.(orb.LineString)
		properties := simpleProperties(tb, f)
		add(&lines, shape, 0, properties)
		from := 0
		for i, km := range measured.Km {
			if km == math.Trunc(km) {
				zoom := 11
				if math.Mod(km, 10) == 0 {
					zoom = 8
				}
				add(&posts, shape[i], zoom, []codec.Property{{Name: "id", Value: fmt.Sprintf("%s:%v", f.ID, km)}, {Name: "km", Value: int(km)}})
			}
			if i > from && slices.ContainsFunc(measured.Stops, func(s struct{ Km float64 }) bool { return s.Km == km }) {
				id := codec.Property{Name: "from_km", Value: measured.Km[from]}
				add(&segments, shape[from:i+1], 6, append(slices.Clip(properties), id, codec.Property{Name: "km", Value: km - measured.Km[from]}))
				from = i
			}
		}
	}
	stations := tile.Layer{Name: "stations"}
	for i, f := range readFeatures(tb, data+"/stations.geojson") {
		add(&stations, f.Geometry, i%10, simpleProperties(tb, f))
	}
	return []tile.Layer{lines, segments, posts, stations}
}

func add(l *tile.Layer, g orb.Geometry, minZoom int, properties []codec.Property) {
	l.Features = append(l.Features, tile.Feature{
		ID: uint64(len(l.Features) + 1), Geometry: g, Properties: properties, MinZoom: minZoom,
	})
}

func readFeatures(tb testing.TB, name string) []codec.RawFeature {
	tb.Helper()
	text, err := os.ReadFile(name)
	if os.IsNotExist(err) {
		tb.Skip("the dataset has not been built: make data")
	}
	if err != nil {
		tb.Fatal(err)
	}
	features, err := codec.ReadFeatures(bytes.NewReader(text), 1<<26)
	if err != nil {
		tb.Fatal(err)
	}
	return features
}

// simpleProperties returns the id and what is no list of measures, by name.
func simpleProperties(tb testing.TB, f codec.RawFeature) []codec.Property {
	tb.Helper()
	var all map[string]any
	if err := json.Unmarshal(f.Properties, &all); err != nil {
		tb.Fatal(err)
	}
	properties := []codec.Property{{Name: "id", Value: f.ID}}
	for name, value := range all {
		if !slices.Contains([]string{"km", "stops", "spans"}, name) {
			properties = append(properties, codec.Property{Name: name, Value: value})
		}
	}
	slices.SortFunc(properties, func(a, b codec.Property) int { return bytes.Compare([]byte(a.Name), []byte(b.Name)) })
	return properties
}

func BenchmarkNewPyramid(b *testing.B) {
	layers := railway(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := tile.NewPyramid(layers, tile.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkMVT encodes the largest tile of each zoom.
func BenchmarkMVT(b *testing.B) {
	p, err := tile.NewPyramid(railway(b), tile.Options{})
	if err != nil {
		b.Fatal(err)
	}
	for _, set := range tile.MatrixSets() {
		for z := range p.MaxZoom() + 1 {
			var largest tile.Address
			size, count, sum := 0, 0, 0
			for a := range p.Addresses(set, z) {
				count++
				body, err := p.MVT(a)
				sum += len(body)
				if err == nil && len(body) > size {
					largest, size = a, len(body)
				}
			}
			b.Run(largest.String(), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if _, err := p.MVT(largest); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(size), "bytes")
				b.ReportMetric(float64(count), "tiles")
				b.ReportMetric(float64(sum), "all-bytes")
			})
		}
	}
}

// BenchmarkArchive writes all tiles to zoom 12 as PMTiles.
func BenchmarkArchive(b *testing.B) {
	p, err := tile.NewPyramid(railway(b), tile.Options{})
	if err != nil {
		b.Fatal(err)
	}
	set := codec.TileSet{Title: "Railways", Layers: p.Layers(), Bound: orb.Bound{Max: orb.Point{140, 60}}}
	var file bytes.Buffer
	for b.Loop() {
		file.Reset()
		if err := codec.WritePMTiles(&file, set, p.Archive(12)); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(file.Len()), "bytes")
}
