package codec_test

import (
	"bytes"
	"encoding/json"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/corridor-rail/corridor/geo/codec"
	"github.com/knakk/rdf"
	"github.com/piprate/json-gold/ld"
)

// TestRDFStatesTheSame reads Turtle and JSON-LD with readers of their own and
// compares the statements.
func TestRDFStatesTheSame(t *testing.T) {
	for _, l := range []codec.Layer{stations(), segments(3), kindsLayer()} {
		turtle := turtleStatements(t, encode(t, "turtle", document(l)))
		jsonld := jsonldStatements(t, encode(t, "jsonld", document(l)))
		if !slices.Equal(turtle, jsonld) {
			t.Errorf("layer %s: Turtle and JSON-LD differ:\n%s\n\n%s", l.Name, strings.Join(turtle, "\n"), strings.Join(jsonld, "\n"))
		}
	}
	all := strings.Join(turtleStatements(t, encode(t, "turtle", document(stations()))), "\n")
	for _, want := range []string{
		`<https://example.org/stations/st-0> <http://www.w3.org/2000/01/rdf-schema#label> "昆明"@zh`,
		`<https://example.org/stations/st-0> <http://data.europa.eu/949/wheelSetGauge> <http://data.europa.eu/949/concepts/nominal-track-gauges/30>`,
		`<https://example.org/stations/st-0> <https://example.org/gauge> "1000"^^<http://www.w3.org/2001/XMLSchema#integer>`,
		`<https://example.org/stations/st-0> <http://data.europa.eu/949/opType> <http://data.europa.eu/949/concepts/op-types/80>`,
		`<https://example.org/data> <http://purl.org/dc/terms/license> <https://opendatacommons.org/licenses/odbl/1-0/>`,
	} {
		if !strings.Contains(all, want) {
			t.Errorf("not stated: %s", want)
		}
	}
}

// blank stands for every blank node: each has one place, and its geometry
// tells it apart.
const blank = "_:b"

func turtleStatements(t *testing.T, data []byte) []string {
	t.Helper()
	decoder := rdf.NewTripleDecoder(bytes.NewReader(data), rdf.Turtle)
	var all []string
	for {
		triple, err := decoder.Decode()
		if err == io.EOF {
			slices.Sort(all)
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		term := func(x rdf.Term) string {
			if x.Type() == rdf.TermBlank {
				return blank
			}
			return strings.TrimSuffix(x.Serialize(rdf.NTriples), "^^<http://www.w3.org/2001/XMLSchema#string>")
		}
		all = append(all, term(triple.Subj)+" "+term(triple.Pred)+" "+term(triple.Obj))
	}
}

func jsonldStatements(t *testing.T, data []byte) []string {
	t.Helper()
	var doc any
	if err := json.Unmarshal(data, &doc); err != nil {
		t.Fatal(err)
	}
	options := ld.NewJsonLdOptions("")
	set, err := ld.NewJsonLdProcessor().ToRDF(doc, options)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, quad := range set.(*ld.RDFDataset).Graphs["@default"] {
		var terms []string
		for _, node := range []ld.Node{quad.Subject, quad.Predicate, quad.Object} {
			switch node := node.(type) {
			case *ld.IRI:
				terms = append(terms, "<"+node.GetValue()+">")
			case *ld.Literal:
				terms = append(terms, literalText(t, *node))
			default:
				terms = append(terms, blank)
			}
		}
		all = append(all, strings.Join(terms, " "))
	}
	slices.Sort(all)
	return all
}

// literalText writes a literal as N-Triples has it.
func literalText(t *testing.T, l ld.Literal) string {
	t.Helper()
	term, err := rdf.NewLangLiteral(l.Value, "x")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.TrimSuffix(term.Serialize(rdf.NTriples), "@x")
	switch {
	case l.Language != "":
		return text + "@" + l.Language
	case l.Datatype == "http://www.w3.org/2001/XMLSchema#string":
		return text
	}
	return text + "^^<" + l.Datatype + ">"
}
