package codec_test

import (
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/corridor-rail/corridor/geo/codec"
	"github.com/paulmach/orb"
)

// wholeDataset is made up, of the size of the real one: 5,000 stations, 5,000
// measured segments of 40 positions, 25,000 kilometre posts.
func wholeDataset() codec.Document {
	rng := rand.New(rand.NewPCG(1, 4))
	place := func() orb.Point { return orb.Point{20 + rng.Float64()*95, 13 + rng.Float64()*45} }
	points := func(name string, n int, properties func(i int) []codec.Property) codec.Layer {
		features := make([]codec.Feature, n)
		for i := range features {
			features[i] = codec.Feature{ID: fmt.Sprintf("%s:%d", name, i), Geometry: place(), Properties: properties(i)}
		}
		return codec.Layer{Name: name, Title: name, Geometry: "Point", Features: slices.Values(features), Fields: codec.FieldsOf(slices.Values(features)),
			Resource: codec.Resource{Class: "era:OperationalPoint", Base: "https://example.org/"}}
	}
	stations := points("stations", 5000, func(i int) []codec.Property {
		var properties []codec.Property
		for k := range 20 {
			properties = append(properties, codec.Property{Name: fmt.Sprintf("name_%d", k), Value: "昆明南 Kunming South"})
		}
		return append(properties, codec.Property{Name: "lines", Value: []string{"cn-yumo", "cn-guangkun"}}, codec.Property{Name: "importance", Value: i % 6})
	})
	posts := points("kmposts", 25_000, func(i int) []codec.Property {
		return []codec.Property{{Name: "id", Value: fmt.Sprintf("cn-binzhou:%d", i)}, {Name: "line", Value: "cn-binzhou"}, {Name: "km", Value: i}}
	})
	stations.Fields[0].Terms = []codec.Term{{Predicate: "rdfs:label"}}
	features := make([]codec.Feature, 5000)
	for i := range features {
		line, measures := make(orb.LineString, 40), make([]float64, 40)
		at := place()
		for k := range line {
			line[k] = orb.Point{at[0] + float64(k)*0.003 + rng.Float64()*0.001, at[1] + rng.Float64()*0.001}
			measures[k] = float64(i%900) + float64(k)*0.25
		}
		features[i] = codec.Feature{ID: fmt.Sprint(i), Geometry: line, Measures: measures, Properties: []codec.Property{
			{Name: "id", Value: fmt.Sprint(i)}, {Name: "line_name", Value: "滨洲线"}, {Name: "km", Value: 10.5}, {Name: "gauge_mm", Value: 1435}}}
	}
	segments := codec.Layer{Name: "segments", Geometry: "LineString", Measured: true, Features: slices.Values(features),
		Fields: codec.FieldsOf(slices.Values(features)), Resource: codec.Resource{Class: "era:SectionOfLine", Base: "https://example.org/"}}
	return document(stations, segments, posts)
}

type counter struct{ n int64 }

func (c *counter) Write(p []byte) (int, error) {
	c.n += int64(len(p))
	return len(p), nil
}

// BenchmarkFormats writes the whole dataset in each format: one file, or one
// for each layer.
func BenchmarkFormats(b *testing.B) {
	whole := wholeDataset()
	for _, f := range codec.Formats() {
		b.Run(f.Name, func(b *testing.B) {
			docs := []codec.Document{whole}
			if !f.Many {
				docs = nil
				for _, l := range whole.Layers {
					doc := whole
					doc.Layers = []codec.Layer{l}
					docs = append(docs, doc)
				}
			}
			var size counter
			for _, doc := range docs {
				if err := f.Write(&size, doc); err != nil {
					b.Fatal(err)
				}
			}
			b.SetBytes(size.n)
			b.ReportAllocs()
			for b.Loop() {
				for _, doc := range docs {
					if err := f.Write(io.Discard, doc); err != nil {
						b.Fatal(err)
					}
				}
			}
			b.ReportMetric(float64(size.n)/1e6, "MB")
		})
	}
}
