package codec_test

import (
	"errors"
	"io"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/corridor-rail/corridor/geo/codec"
	"github.com/paulmach/orb"
)

func TestFormatsAreNamedOnce(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range codec.Formats() {
		for _, name := range []string{f.Name, f.Extension} {
			got, err := codec.FormatNamed(name)
			if err != nil || got.Name != f.Name {
				t.Errorf("FormatNamed(%q) is %q, %v; want %q", name, got.Name, err, f.Name)
			}
		}
		if seen[f.Extension] || f.Title == "" || f.MediaType == "" {
			t.Errorf("%s: extension %q, title %q, media type %q", f.Name, f.Extension, f.Title, f.MediaType)
		}
		seen[f.Extension] = true
	}
	if _, err := codec.FormatNamed("dxf"); err == nil || !strings.Contains(err.Error(), "geojson, ") {
		t.Errorf("an unknown format gives %v", err)
	}
}

// TestWriteRefuses has a document with one fault each. Every format refuses it.
func TestWriteRefuses(t *testing.T) {
	one := func(change func(*codec.Layer, *codec.Feature)) codec.Document {
		f := codec.Feature{ID: "a", Geometry: orb.LineString{{1, 2}, {3, 4}}, Measures: []float64{0, 1},
			Properties: []codec.Property{{Name: "name", Value: "x"}}}
		l := codec.Layer{Name: "lines", Geometry: "LineString", Measured: true, Fields: []codec.Field{{Name: "name"}},
			Resource: codec.Resource{Class: "era:Line", Base: "https://example.org/"}}
		change(&l, &f)
		if l.Features == nil {
			l.Features = slices.Values([]codec.Feature{f})
		}
		return document(l)
	}
	for _, test := range []struct {
		name string
		doc  codec.Document
		want string
	}{
		{"no layer", document(), "no layer"},
		{"layer name", one(func(l *codec.Layer, _ *codec.Feature) { l.Name = `a"; DROP TABLE b` }), "a name is made of"},
		{"long name", one(func(l *codec.Layer, _ *codec.Feature) { l.Name = strings.Repeat("a", 64) }), "a name is made of"},
		{"two of a name", document(segments(1), segments(1)), ""},
		{"field name", one(func(l *codec.Layer, _ *codec.Feature) { l.Fields[0].Name = "na me" }), "a name is made of"},
		{"reserved field", one(func(l *codec.Layer, _ *codec.Feature) { l.Fields[0].Name = "Geom" }), "taken"},
		{"field twice", one(func(l *codec.Layer, _ *codec.Feature) { l.Fields = append(l.Fields, codec.Field{Name: "NAME"}) }), "taken"},
		{"field type", one(func(l *codec.Layer, _ *codec.Feature) { l.Fields[0].Type = 99 }), "type is not known"},
		{"too many fields", one(func(l *codec.Layer, _ *codec.Feature) { l.Fields = make([]codec.Field, 501) }), "the limit is 500"},
		{"geometry type", one(func(l *codec.Layer, _ *codec.Feature) { l.Geometry = "Circle" }), "not a type of GeoJSON"},
		{"style of nothing", one(func(l *codec.Layer, _ *codec.Feature) { l.Style.Field = "gauge" }), "style field"},
		{"colour", one(func(l *codec.Layer, _ *codec.Feature) {
			l.Style = codec.Style{Field: "name", Classes: []codec.StyleClass{{Colour: "red"}}}
		}), "#rrggbb"},
		{"missing property", one(func(_ *codec.Layer, f *codec.Feature) { f.Properties = nil }), `layer "lines": feature 0 "a": 0 properties`},
		{"wrong property", one(func(_ *codec.Layer, f *codec.Feature) { f.Properties[0].Name = "nom" }), `property "nom"`},
		{"wrong value", one(func(_ *codec.Layer, f *codec.Feature) { f.Properties[0].Value = 3 }), "want a text"},
		{"value of no type", one(func(_ *codec.Layer, f *codec.Feature) { f.Properties[0].Value = struct{}{} }), "want a text"},
		{"wrong geometry", one(func(_ *codec.Layer, f *codec.Feature) { f.Geometry = orb.Point{1, 2} }), "the layer has LineStrings"},
		{"empty geometry", one(func(_ *codec.Layer, f *codec.Feature) { f.Geometry = orb.LineString{} }), "no position"},
		{"outside the world", one(func(_ *codec.Layer, f *codec.Feature) { f.Geometry = orb.LineString{{1, 2}, {3, 91}} }), "outside longitude"},
		{"not a number", one(func(_ *codec.Layer, f *codec.Feature) { f.Geometry = orb.LineString{{1, 2}, {math.NaN(), 4}} }), "outside longitude"},
		{"a measure too few", one(func(_ *codec.Layer, f *codec.Feature) { f.Measures = f.Measures[:1] }), "1 measures for 2 positions"},
		{"no measures", one(func(_ *codec.Layer, f *codec.Feature) { f.Measures = nil }), "no measures"},
		{"measures of nothing", one(func(_ *codec.Layer, f *codec.Feature) { f.Geometry = nil }), "measures without a geometry"},
		{"measures unannounced", one(func(l *codec.Layer, _ *codec.Feature) { l.Measured = false }), "not measured"},
		{"infinite measure", one(func(_ *codec.Layer, f *codec.Feature) { f.Measures[1] = math.Inf(1) }), "not a number of km"},
	} {
		t.Run(test.name, func(t *testing.T) {
			for _, f := range codec.Formats() {
				err := f.Write(io.Discard, test.doc)
				if err == nil || !strings.Contains(err.Error(), test.want) || !strings.HasPrefix(err.Error(), f.Title) {
					t.Errorf("%s: error %v, want one with %q", f.Name, err, test.want)
				}
			}
		})
	}
}

func TestRDFRefusesWhatIsNoIRI(t *testing.T) {
	for _, test := range []struct {
		name   string
		change func(*codec.Document)
	}{
		{"document", func(d *codec.Document) { d.IRI = "here" }},
		{"licence", func(d *codec.Document) { d.Licence.URL = "https://example.org/a b" }},
		{"class", func(d *codec.Document) { d.Layers[0].Resource.Class = "Line>" }},
		{"base", func(d *codec.Document) { d.Layers[0].Resource.Base = "lines/" }},
		{"prefix", func(d *codec.Document) { d.Prefixes[0].IRI = "<>" }},
		{"prefix name", func(d *codec.Document) { d.Prefixes[0].Name = "a b" }},
		{"predicate", func(d *codec.Document) { d.Layers[0].Fields[0].Terms = []codec.Term{{Predicate: "label"}} }},
		{"resource", func(d *codec.Document) {
			d.Layers[0].Fields[0].Terms = []codec.Term{{Predicate: "era:x", Resource: func(v string) string { return v }}}
		}},
	} {
		for _, name := range []string{"turtle", "jsonld"} {
			d := document(stations())
			test.change(&d)
			format, err := codec.FormatNamed(name)
			if err != nil {
				t.Fatal(err)
			}
			if err := format.Write(io.Discard, d); err == nil {
				t.Errorf("%s: %s that is no IRI is written", name, test.name)
			}
		}
	}
}

func TestWriteKeepsTheErrorOfItsWriter(t *testing.T) {
	for _, f := range codec.Formats() {
		for _, left := range []int{0, 60_000} { // at once, and on the way
			if err := f.Write(&brokenWriter{left: left}, document(segments(3000))); !errors.Is(err, errBroken) {
				t.Errorf("%s: error %v after %d bytes, want %v", f.Name, err, left, errBroken)
			}
		}
	}
}

func TestFormatsAccept(t *testing.T) {
	areas := codec.Layer{Name: "areas", Geometry: "Polygon", Features: slices.Values([]codec.Feature(nil))}
	for _, f := range codec.Formats() {
		want := f.Name != "gpx" && f.Name != "turtle" && f.Name != "jsonld"
		if f.Accepts(areas) != want {
			t.Errorf("%s accepts areas of no known kind: %v", f.Name, !want)
		}
		if err := f.Write(io.Discard, document(areas)); (err == nil) != want {
			t.Errorf("%s: %v", f.Name, err)
		}
		if !f.Accepts(stations()) || !f.Accepts(segments(1)) {
			t.Errorf("%s does not accept stations and segments", f.Name)
		}
	}
}
