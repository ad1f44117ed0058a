package codec

import (
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/twpayne/go-geom/encoding/wkt"
)

// prefixes are those that every document in RDF has and [Document.Prefixes].
// Geometries are those of GeoSPARQL 1.0 (OGC 11-052r4): a wktLiteral without a
// CRS is in longitude and latitude, CRS84.
func (d Document) prefixes() []Prefix {
	return append([]Prefix{
		{"dcterms", "http://purl.org/dc/terms/"},
		{"geosparql", "http://www.opengis.net/ont/geosparql#"},
		{"xsd", "http://www.w3.org/2001/XMLSchema#"},
	}, d.Prefixes...)
}

// stated reports whether a layer says what its features are.
func (l Layer) stated() bool { return l.Resource.Class != "" }

// resource is a thing that RDF speaks of, with what it says of it.
type resource struct {
	iri        string // empty: a blank node
	class      string
	statements []statement // those of one predicate next to each other
}

// statement is a predicate with one of: the IRI of a resource, a resource
// written in place, a literal.
type statement struct {
	predicate string
	iri       string
	nested    *resource
	literal   literal
}

// literal is a text with its language, or with its datatype, which is
// xsd:string where both are empty.
type literal struct{ text, language, datatype string }

// resources calls visit with the document as a resource of its own, where it
// has an IRI, and with every feature.
func (d Document) resources(visit func(resource) error) error {
	for _, p := range d.prefixes() {
		if err := errors.Join(checkName(p.Name), checkIRI(p.IRI)); err != nil {
			return fmt.Errorf("prefix %q: %w", p.Name, err)
		}
	}
	if d.IRI != "" {
		r := d.resource()
		if err := r.check(); err != nil {
			return err
		}
		if err := visit(r); err != nil {
			return err
		}
	}
	for _, l := range d.Layers {
		err := l.each(func(f Feature) error {
			r, err := featureResource(l, f)
			if err != nil {
				return err
			}
			if err := r.check(); err != nil {
				return err
			}
			return visit(r)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// resource says of the document what it is, whose, and under which licence.
func (d Document) resource() resource {
	r := resource{iri: d.IRI, class: "http://purl.org/dc/dcmitype/Dataset"}
	add := func(predicate, text string) {
		if text != "" {
			r.statements = append(r.statements, statement{predicate: predicate, literal: literal{text: text}})
		}
	}
	add("dcterms:title", d.Title)
	add("dcterms:description", d.Description)
	add("dcterms:rights", d.Attribution)
	if d.Licence.URL != "" {
		r.statements = append(r.statements, statement{predicate: "dcterms:license", iri: d.Licence.URL})
	}
	if !d.Date.IsZero() {
		r.statements = append(r.statements, statement{predicate: "dcterms:modified",
			literal: literal{text: d.Date.UTC().Format("2006-01-02"), datatype: "xsd:date"}})
	}
	return r
}

// featureResource says of a feature what the terms of its fields say, and
// where it is.
func featureResource(l Layer, f Feature) (resource, error) {
	r := resource{iri: l.Resource.Base + url.PathEscape(f.ID), class: l.Resource.Class}
	for i, field := range l.Fields {
		for _, term := range field.Terms {
			for _, v := range term.values(f.Properties[i].Value) {
				if s, ok := term.statement(v); ok {
					r.add(s)
				}
			}
		}
	}
	if f.Geometry == nil {
		return r, nil
	}
	t, err := measured(f.Geometry, nil)
	if err != nil {
		return r, err
	}
	text, err := wkt.Marshal(t, wkt.EncodeOptionWithMaxDecimalDigits(degreeDecimals))
	r.add(statement{predicate: "geosparql:hasGeometry", nested: &resource{class: "geosparql:Geometry", statements: []statement{
		{predicate: "geosparql:asWKT", literal: literal{text: text, datatype: "geosparql:wktLiteral"}},
	}}})
	return r, err
}

// add adds a statement behind those of its predicate.
func (r *resource) add(s statement) {
	for i := len(r.statements) - 1; i >= 0; i-- {
		if r.statements[i].predicate == s.predicate {
			r.statements = append(r.statements[:i+1], append([]statement{s}, r.statements[i+1:]...)...)
			return
		}
	}
	r.statements = append(r.statements, s)
}

// values returns what a term makes statements of: the value of a property, or
// those of a list.
func (t Term) values(v any) []any {
	if t.Whole {
		return []any{v}
	}
	switch v := v.(type) {
	case []string:
		return anys(v)
	case []int:
		return anys(v)
	case []float64:
		return anys(v)
	}
	return []any{v}
}

func anys[E any](list []E) []any {
	all := make([]any, len(list))
	for i, e := range list {
		all[i] = e
	}
	return all
}

// statement returns what a term says with a value; false when nothing.
func (t Term) statement(v any) (statement, bool) {
	v = normal(v)
	text, ok := valueText(v)
	if !ok {
		return statement{}, false
	}
	if t.Resource != nil {
		iri := t.Resource(text)
		return statement{predicate: t.Predicate, iri: iri}, iri != ""
	}
	l := literal{text: text, language: t.Language, datatype: t.Datatype}
	if l.datatype == "" {
		switch v.(type) {
		case bool:
			l.datatype = "xsd:boolean"
		case int:
			l.datatype = "xsd:integer"
		case float64:
			l.datatype = "xsd:double"
		}
	}
	return statement{predicate: t.Predicate, literal: l}, true
}

// check refuses names of a resource that are neither IRIs nor prefix:name.
func (r resource) check() error {
	names := []string{r.class}
	if r.iri != "" {
		names = append(names, r.iri)
	}
	for _, s := range r.statements {
		names = append(names, s.predicate)
		if s.iri != "" {
			names = append(names, s.iri)
		}
	}
	for _, name := range names {
		if err := checkIRI(name); err != nil {
			return err
		}
	}
	return nil
}

// checkIRI refuses what is not an absolute IRI and what Turtle has no place
// for in one (RDF 1.1 Turtle, production IRIREF).
func checkIRI(iri string) error {
	if !strings.Contains(iri, ":") || strings.ContainsFunc(iri, func(c rune) bool { return c <= ' ' || strings.ContainsRune("<>\"{}|^`\\", c) }) {
		return fmt.Errorf("%q is not an IRI", iri)
	}
	return nil
}
