package cql2

import (
	"fmt"

	"github.com/paulmach/orb"
)

// Limits of one filter.
const (
	maxBytes  = 8 << 10 // as text or JSON
	maxDepth  = 32      // of operators and parentheses within each other
	maxNodes  = 500     // operators, literals and properties
	maxPoints = 500     // positions of a geometry literal
)

// Type is the type of a property, or of any part of a filter.
type Type int

// The types, each with the Go values that [Feature.Value] gives for it, beside
// nil for null.
const (
	String   Type = iota // string
	Number               // float64 or int
	Boolean              // bool
	Time                 // string: ISO 8601 year, month, day or RFC 3339 instant
	Array                // []string or []int
	Geometry             // none: see Feature.Shape
)

func (t Type) String() string {
	return [...]string{"a string", "a number", "a boolean", "a date", "an array", "a geometry"}[t]
}

// Property is a property that a filter may use. A filter refers to it by name, a
// feature by its place in the list of properties.
type Property struct {
	Name string
	Type Type
}

// Feature is what a filter is applied to.
type Feature interface {
	Value(i int) any     // the value of property i, nil for null
	Shape() orb.Geometry // of every property of type Geometry; lon/lat in degrees
}

// Options change how a filter is read; the zero value is for most.
type Options struct {
	// Transform brings a position of a geometry literal, as written, to
	// lon/lat in degrees. Nil: it is lon/lat.
	Transform func(orb.Point) (orb.Point, error)
}

// Filter is a checked filter.
type Filter struct{ holds predicate }

// Match reports whether the filter is true of a feature.
func (f *Filter) Match(feature Feature) bool { return f.holds(feature) == yes }

// ParseText reads a filter in the text encoding. An error says at which
// character, counted from 1, and what would be accepted.
func ParseText(text string, properties []Property, o Options) (*Filter, error) {
	if err := checkLength(len(text)); err != nil {
		return nil, err
	}
	tokens, err := scan(text)
	if err != nil {
		return nil, err
	}
	p := &textParser{tokens: tokens, transform: o.Transform}
	root, err := p.parse()
	if err != nil {
		return nil, err
	}
	return compileFilter(root, properties)
}

// ParseJSON reads a filter in the JSON encoding. An error names the operator at
// fault and says what would be accepted.
func ParseJSON(text string, properties []Property, o Options) (*Filter, error) {
	if err := checkLength(len(text)); err != nil {
		return nil, err
	}
	root, err := (&jsonParser{transform: o.Transform}).parse(text)
	if err != nil {
		return nil, err
	}
	return compileFilter(root, properties)
}

func checkLength(n int) error {
	if n > maxBytes {
		return fmt.Errorf("the filter is %d bytes long; at most %d", n, maxBytes)
	}
	return nil
}

func compileFilter(root node, properties []Property) (*Filter, error) {
	c := &compiler{properties: properties}
	holds, err := c.predicate(root)
	if err != nil {
		return nil, err
	}
	return &Filter{holds}, nil
}
