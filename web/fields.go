package web

import (
	"fmt"
	"slices"

	"github.com/corridor-rail/corridor/geo/codec"
	"github.com/corridor-rail/corridor/web/cql2"
)

// field is a property that every feature of a collection has. Features may be
// filtered by it, and unless it is a list sorted by it.
type field struct {
	codec.Field
	title string
	unit  string // "km", "mm"; empty: none
	date  bool   // a text of ISO 8601: year, month or day
}

// vocabulary is the one list of property names; a name means the same in every
// collection.
var vocabulary = [...]field{
	text("id", "Identifier"),
	text("name", "Name in Latin letters"),
	text("name_zh", "Chinese name"),
	text("name_ru", "Russian name"),
	text("name_lo", "Lao name"),
	text("name_th", "Thai name"),
	text("description", "Description"),
	text("country", "Country, ISO 3166-1 alpha-2"),
	list("countries", "Countries, ISO 3166-1 alpha-2"),
	whole("gauge_mm", "Track gauge", "mm"),
	{Field: codec.Field{Name: "gauges_mm", Type: codec.Ints}, title: "Track gauges", unit: "mm"},
	text("electrification", "Electrification"),
	whole("tracks", "Number of tracks", ""),
	text("status", "Status"),
	text("usage", "Usage"),
	{Field: codec.Field{Name: "opened", Type: codec.String}, title: "Year, month or day of opening", date: true},
	text("operator", "Operator"),
	text("origin", "Where official km 0 lies"),
	decimal("official_km", "Published length, or length that rests on published km", "km"),
	list("other_km", "Published lengths that differ"),
	decimal("measured_km", "Geodesic length along the geometry", "km"),
	decimal("length_km", "Length, official where published", "km"),
	decimal("from_km", "Chainage where it begins", "km"),
	decimal("to_km", "Chainage where it ends", "km"),
	decimal("km", "Length by chainage, or chainage of a post", "km"),
	flag("official", "The km are published"),
	text("quality", "How well the geometry is known"),
	text("line", "Line"),
	text("line_name", "Name of the line"),
	list("lines", "Lines"),
	list("line_km", "Lines with the chainage on them"),
	text("from", "Place where it begins"),
	text("from_name", "Name of the place where it begins"),
	text("to", "Place where it ends"),
	text("to_name", "Name of the place where it ends"),
	list("stations", "Stations"),
	list("kinds", "Kinds: passenger, freight, junction, border, break of gauge, halt"),
	text("code_telegraph", "Chinese telegraph code"),
	text("code_esr", "ESR code"),
	text("code_uic", "UIC code"),
	text("code_srt", "Code of the State Railway of Thailand"),
	text("code_ril100", "Ril 100 code"),
	text("code_locode", "UN/LOCODE"),
	whole("importance", "Importance, 0 to 5", ""),
	flag("break_of_gauge", "Freight changes between gauges here"),
	flag("derived", "The position was not surveyed"),
	text("accuracy", "How the position was found"),
	list("sources", "Sources"),
	list("notes", "Notes"),
}

func text(name, title string) field {
	return field{Field: codec.Field{Name: name, Type: codec.String}, title: title}
}

func list(name, title string) field {
	return field{Field: codec.Field{Name: name, Type: codec.Strings}, title: title}
}

func whole(name, title, unit string) field {
	return field{Field: codec.Field{Name: name, Type: codec.Int}, title: title, unit: unit}
}

func decimal(name, title, unit string) field {
	return field{Field: codec.Field{Name: name, Type: codec.Float}, title: title, unit: unit}
}

func flag(name, title string) field {
	return field{Field: codec.Field{Name: name, Type: codec.Bool}, title: title}
}

// fieldsOf looks the properties of a feature up in the vocabulary.
func fieldsOf(f codec.Feature) ([]field, error) {
	fields := make([]field, len(f.Properties))
	for i, p := range f.Properties {
		k := slices.IndexFunc(vocabulary[:], func(v field) bool { return v.Name == p.Name })
		if k < 0 {
			return nil, fmt.Errorf("property %q is not in the vocabulary", p.Name)
		}
		fields[i] = vocabulary[k]
	}
	return fields, nil
}

// isList reports whether values are lists.
func (f field) isList() bool { return f.Type == codec.Strings || f.Type == codec.Ints }

// isNumber reports whether values are numbers.
func (f field) isNumber() bool { return f.Type == codec.Int || f.Type == codec.Float }

// queryable is the field as a filter sees it.
func (f field) queryable() cql2.Property {
	p := cql2.Property{Name: f.Name, Type: cql2.String}
	switch {
	case f.date:
		p.Type = cql2.Time
	case f.isList():
		p.Type = cql2.Array
	case f.isNumber():
		p.Type = cql2.Number
	case f.Type == codec.Bool:
		p.Type = cql2.Boolean
	}
	return p
}

// schema describes the values in JSON Schema; null is always one.
func (f field) schema() map[string]any {
	s := map[string]any{"title": f.title}
	switch f.Type {
	case codec.Bool:
		s["type"] = "boolean"
	case codec.Int:
		s["type"] = "integer"
	case codec.Float:
		s["type"] = "number"
	case codec.Strings:
		s["type"], s["items"] = "array", map[string]any{"type": "string"}
	case codec.Ints:
		s["type"], s["items"] = "array", map[string]any{"type": "integer"}
	default:
		s["type"] = "string"
	}
	if f.unit != "" {
		s["x-ogc-unit"] = f.unit
	}
	return s
}
