package codec

import (
	"iter"
	"time"
)

// Document is what a [Format] writes into one file: layers, and what is to be
// said of them all.
type Document struct {
	Name        string    // of the file, in letters, digits, _ and -
	Title       string    // in a few words
	Description string    // in a sentence or two
	Attribution string    // who is to be named: "© OpenStreetMap contributors"
	Licence     Licence   // under which the file may be used
	Date        time.Time // of the data; zero when unknown
	Layers      []Layer

	IRI      string   // of the data in RDF; empty: nothing is said of them there
	Prefixes []Prefix // of IRIs in RDF, in the order written
}

// Licence names a licence and where its text is.
type Licence struct {
	Name string // its SPDX identifier: "ODbL-1.0"
	URL  string
}

// Layer is a set of features with the same fields: a table.
type Layer struct {
	Name        string // of a table: letters, digits and _, at most 63 of them
	Title       string
	Description string
	// Geometry is the GeoJSON type of every geometry: "Point", "LineString";
	// empty when they differ.
	Geometry string
	// Measured says that features carry [Feature.Measures]. Formats that know
	// M values then write them: in km, to 3 decimals, beside lon and lat.
	Measured bool
	Fields   []Field
	// Features yields the same features each time it is ranged over; it may be
	// ranged over more than once. Each has one property for every field, in the
	// order of the fields.
	Features iter.Seq[Feature]
	Style    Style
	Resource Resource
}

// points reports whether features of the layer are points.
func (l Layer) points() bool { return l.Geometry == "Point" || l.Geometry == "MultiPoint" }

// plain reports whether features of the layer are points or lines.
func (l Layer) plain() bool {
	return l.points() || l.Geometry == "LineString" || l.Geometry == "MultiLineString"
}

// Field is a property that every feature of a layer has.
type Field struct {
	Name  string
	Type  FieldType
	Terms []Term // what its value states in RDF; none: it is left out there
}

// FieldType is the type of the values of a [Field]. Each may be null.
type FieldType int

// The types of a field, with the type that a [Property] then has.
const (
	String  FieldType = iota // string
	Bool                     // bool
	Int                      // int
	Float                    // float64 or int, written to 3 decimals
	Strings                  // []string; a JSON array in formats without lists
	Ints                     // []int; likewise
	Floats                   // []float64; likewise
)

// String returns the name of the type in a message: "text", "list of numbers".
func (t FieldType) String() string {
	names := [...]string{"text", "yes or no", "whole number", "number", "list of texts", "list of whole numbers", "list of numbers"}
	if t < 0 || int(t) >= len(names) {
		return "unknown type"
	}
	return names[t]
}

// Style is how a map tool draws a layer at first: each feature by the class
// that the value of one field puts it in. The zero value leaves it to the tool.
type Style struct {
	Field   string // of type String, Int or Bool
	Classes []StyleClass
}

// StyleClass is a class of a [Style].
type StyleClass struct {
	Value  string  // of the field, as CSV writes it: "1520"
	Label  string  // in a legend: "1520 mm"
	Colour string  // "#rrggbb"
	Width  float64 // of a line, or the size of a point, in mm
}

// Resource says what a layer is in RDF. The zero value is not written there.
type Resource struct {
	Class string // IRI of the class of each feature, or prefix:name
	Base  string // IRI before the id of a feature
}

// Prefix abbreviates the IRIs of a namespace, which ends in / or #.
type Prefix struct{ Name, IRI string }

// Term is a statement of RDF made of the value of a field, or of each value of
// a list.
type Term struct {
	Predicate string // its IRI, or prefix:name
	Whole     bool   // a list makes one statement, as CSV writes it
	Language  string // of a text: "zh"; empty: none
	// Datatype of the literal, prefix:name; empty: that of the field, which is
	// xsd:string, xsd:boolean, xsd:integer or xsd:double.
	Datatype string
	// Resource makes the IRI of a resource, or prefix:name, of a value, which
	// it gets as CSV writes it. Empty: no statement. Nil: the value is a
	// literal.
	Resource func(value string) string
}

// FieldsOf returns the fields of features as their first values tell them: a
// property that is null in every feature is taken for a text.
func FieldsOf(features iter.Seq[Feature]) []Field {
	var fields []Field
	var known []bool
	for f := range features {
		for i, p := range f.Properties {
			if i == len(fields) {
				fields, known = append(fields, Field{Name: p.Name}), append(known, false)
			}
			if !known[i] {
				fields[i].Type, known[i] = typeOf(p.Value)
			}
		}
	}
	return fields
}

// typeOf returns the type of field that holds a value; false when null or not
// of a type that a field can have.
func typeOf(v any) (FieldType, bool) {
	switch v.(type) {
	case string:
		return String, true
	case bool:
		return Bool, true
	case int:
		return Int, true
	case float64:
		return Float, true
	case []string:
		return Strings, true
	case []int:
		return Ints, true
	case []float64:
		return Floats, true
	}
	return String, false
}
