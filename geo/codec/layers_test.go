package codec_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/corridor-rail/corridor/geo/codec"
	"github.com/paulmach/orb"
)

// awkward holds texts that formats stumble over, each under a name.
var awkward = []struct{ name, text string }{
	{"Chinese", "昆明南站"},
	{"Lao", "ວຽງຈັນໃຕ້"},
	{"comma", "Bang Sue, Bangkok"},
	{"quotes", `"Red" 'line'`},
	{"line break", "one\ntwo\r\nthree"},
	{"tab and backslash", "a\tb\\c\\."},
	{"markup", "<b>&amp;]]></b>"},
	{"spaces", "  outer  "},
	{"empty", ""},
	{"null of PostgreSQL", `\N`},
	{"braces", "{a} <b> ^_`|"},
}

// document wraps layers as the tests write them.
func document(layers ...codec.Layer) codec.Document {
	return codec.Document{
		Name: "test", Title: "Test data", Description: `Made "by hand" & for tests`,
		Attribution: "© OpenStreetMap contributors",
		Licence:     codec.Licence{Name: "ODbL-1.0", URL: "https://opendatacommons.org/licenses/odbl/1-0/"},
		Date:        time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC),
		Layers:      layers,
		IRI:         "https://example.org/data",
		Prefixes:    []codec.Prefix{{Name: "era", IRI: "http://data.europa.eu/949/"}, {Name: "rdfs", IRI: "http://www.w3.org/2000/01/rdf-schema#"}},
	}
}

// stations is a layer of points with every type of field, every awkward text
// and nulls.
func stations() codec.Layer {
	var features []codec.Feature
	for i, a := range awkward {
		var zh, km, gauge, lists any = "昆明", 1020.6504, 1435, []string{"junction", "a,b", `"c"`}
		gauges, kms := any([]int{1000, 1435}), any([]float64{0.5, 1.0004})
		breaks := any(i%2 == 0)
		if i == 2 {
			zh, km, gauge, lists, gauges, kms, breaks = nil, nil, nil, nil, nil, nil, nil
		}
		features = append(features, codec.Feature{
			ID: fmt.Sprintf("st-%d", i), Geometry: orb.Point{100 + float64(i)/7, 20 - float64(i)/7},
			Properties: []codec.Property{
				{Name: "id", Value: fmt.Sprintf("st-%d", i)}, {Name: "name", Value: a.text}, {Name: "name_zh", Value: zh},
				{Name: "km", Value: km}, {Name: "gauge_mm", Value: gauge}, {Name: "break_of_gauge", Value: breaks},
				{Name: "kinds", Value: lists}, {Name: "gauges_mm", Value: gauges}, {Name: "kms", Value: kms},
			},
		})
	}
	fields := codec.FieldsOf(slices.Values(features))
	fields[1].Terms = []codec.Term{{Predicate: "rdfs:label"}, {Predicate: "era:opName"}}
	fields[2].Terms = []codec.Term{{Predicate: "rdfs:label", Language: "zh"}}
	fields[3].Terms = []codec.Term{{Predicate: "era:kilometer"}}
	fields[5].Terms = []codec.Term{{Predicate: "https://example.org/breakOfGauge"}}
	fields[6].Terms = []codec.Term{{Predicate: "era:opType", Whole: true, Resource: func(kinds string) string {
		if strings.Contains(kinds, `"junction"`) {
			return "http://data.europa.eu/949/concepts/op-types/80"
		}
		return ""
	}}}
	fields[7].Terms = []codec.Term{{Predicate: "https://example.org/gauge"},
		{Predicate: "era:wheelSetGauge", Resource: func(mm string) string {
			return map[string]string{"1435": "http://data.europa.eu/949/concepts/nominal-track-gauges/30"}[mm]
		}}}
	return codec.Layer{
		Name: "stations", Title: "Stations", Description: "Operational points", Geometry: "Point",
		Fields: fields, Features: slices.Values(features),
		Resource: codec.Resource{Class: "era:OperationalPoint", Base: "https://example.org/stations/"},
		Style:    codec.Style{Field: "gauge_mm", Classes: []codec.StyleClass{{Value: "1435", Label: "1435 mm", Colour: "#1f5fa8", Width: 2.5}}},
	}
}

// segments is a layer of n measured lines of ten positions, spread at random
// over the corridor.
func segments(n int) codec.Layer {
	rng := rand.New(rand.NewPCG(3, 5))
	features := make([]codec.Feature, n)
	for i := range features {
		ls, ms := make(orb.LineString, 10), make([]float64, 10)
		at := orb.Point{30 + rng.Float64()*80, 14 + rng.Float64()*40}
		for k := range ls {
			ls[k] = orb.Point{at[0] + float64(k)*0.01, at[1] + rng.Float64()*0.01}
			ms[k] = float64(i) + float64(k)*1.25
		}
		features[i] = codec.Feature{ID: fmt.Sprintf("s-%d", i), Geometry: ls, Measures: ms, Properties: []codec.Property{
			{Name: "id", Value: fmt.Sprintf("s-%d", i)}, {Name: "line_name", Value: fmt.Sprintf("滨洲线 %d", i)},
			{Name: "km", Value: 11.25}, {Name: "gauge_mm", Value: []int{1000, 1435, 1520}[i%3]},
		}}
	}
	return codec.Layer{
		Name: "segments", Title: "Segments", Geometry: "LineString", Measured: true,
		Fields:   []codec.Field{{Name: "id"}, {Name: "line_name"}, {Name: "km", Type: codec.Float}, {Name: "gauge_mm", Type: codec.Int}},
		Features: slices.Values(features),
		Resource: codec.Resource{Class: "era:SectionOfLine", Base: "https://example.org/segments/"},
		Style: codec.Style{Field: "gauge_mm", Classes: []codec.StyleClass{
			{Value: "1000", Label: "1000 mm", Colour: "#2e8b57", Width: 0.6}, {Value: "1520", Label: "1520 mm", Colour: "#b03030", Width: 0.6},
		}},
	}
}

// encode writes a document in the format of that name.
func encode(t testing.TB, name string, d codec.Document) []byte {
	t.Helper()
	format, err := codec.FormatNamed(name)
	if err != nil {
		t.Fatal(err)
	}
	var buf bytes.Buffer
	if err := format.Write(&buf, d); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}
