package web

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/corridor/source"
	"github.com/corridor-rail/corridor/geo/codec"
)

// TestERA writes the data in Turtle, and looks for what the shapes of the
// vocabulary want of each class (era-shacl, version 3.1.0).
func TestERA(t *testing.T) {
	ds, err := source.Read(os.DirFS("testdata/dataset"))
	if err != nil {
		t.Fatal(err)
	}
	network, err := corridor.New(ds)
	if err != nil {
		t.Fatal(err)
	}
	collections, err := newCollections(network)
	if err != nil {
		t.Fatal(err)
	}
	turtle, err := codec.FormatNamed("turtle")
	if err != nil {
		t.Fatal(err)
	}
	doc := codec.Document{Name: "corridor", IRI: dataIRI, Prefixes: eraPrefixes()}
	for _, c := range collections {
		var features []codec.Feature
		for _, it := range c.items {
			features = append(features, it.feature)
		}
		l := withERA(codec.Layer{
			Name: c.id, Fields: codec.FieldsOf(slices.Values(features)), Features: slices.Values(features),
			Measured: features[0].Measures != nil,
		})
		if turtle.Accepts(l) {
			doc.Layers = append(doc.Layers, l)
		}
	}
	var buf bytes.Buffer
	if err := turtle.Write(&buf, doc); err != nil {
		t.Fatal(err)
	}
	text := buf.String()
	for class, wanted := range map[string][]string{
		"era:OperationalPoint":        {"era:opName \"", "era:opType <http://data.europa.eu/949/concepts/op-types/", "era:inCountry <", "geosparql:asWKT \"POINT ("},
		"era:SectionOfLine":           {"era:opStart <", "era:opEnd <", "era:nationalLine <", "era:lengthOfSectionOfLine \"", "era:solNature <"},
		"era:LinearPositioningSystem": {"era:lineId \"", "rdfs:label \""},
	} {
		n := 0
		for _, thing := range strings.Split(text, "\n\n") {
			if !strings.Contains(thing, " a "+class+" ;") {
				continue
			}
			n++
			for _, want := range wanted {
				if !strings.Contains(thing, want) {
					t.Errorf("%s is not in\n%s", want, thing)
				}
			}
		}
		if n == 0 {
			t.Errorf("no %s", class)
		}
	}
	for _, thing := range strings.Split(text, "\n\n") { // what a section begins or ends at is there
		for _, line := range strings.Split(thing, "\n") {
			if place, ok := strings.CutPrefix(strings.TrimSpace(line), "era:opStart "); ok && !strings.Contains(text, "\n\n"+strings.TrimSuffix(place, " ;")+" a era:OperationalPoint") {
				t.Errorf("%s is not described", place)
			}
		}
	}
}

func TestOpType(t *testing.T) {
	for kinds, want := range map[string]string{
		`["border","break of gauge","freight","junction"]`: opTypes + "10", `["station","junction"]`: opTypes + "20",
		`["halt"]`: opTypes + "70", `["freight"]`: opTypes + "40", `["junction"]`: opTypes + "80", `["block post"]`: "", "[]": "",
	} {
		if got := opType(kinds); got != want {
			t.Errorf("opType(%s) = %q, want %q", kinds, got, want)
		}
	}
}
