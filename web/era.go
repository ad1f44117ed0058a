package web

import (
	"net/url"
	"slices"
	"strings"

	"github.com/corridor-rail/corridor/geo/codec"
)

// dataIRI names the data, and with a collection and an id each thing in them,
// in RDF: a name that stays, whatever host serves the data.
const dataIRI = "https://github.com/corridor-rail/corridor/id/"

// eraPrefixes are the namespaces of [withERA]: the vocabulary of the European
// Union Agency for Railways, version 3.1.0 (owl:versionInfo "v3.1.0",
// http://data.europa.eu/949/), and RDF Schema.
func eraPrefixes() []codec.Prefix {
	return []codec.Prefix{
		{Name: "era", IRI: "http://data.europa.eu/949/"},
		{Name: "rdfs", IRI: "http://www.w3.org/2000/01/rdf-schema#"},
	}
}

// withERA says of a layer of stations, crossings, segments or lines what it is
// in the ERA vocabulary. Other layers stay as they are, and so have no RDF.
//
// A line is an era:LinearPositioningSystem: what a section of line refers to
// since version 3.1.0, where a chainage means something. Left out is what the
// vocabulary says of tracks, the gauge among it, and the unique id of an
// operational point (era:uopid), which its infrastructure manager gives.
func withERA(l codec.Layer) codec.Layer {
	class, terms := eraTerms(l.Name)
	if class == "" {
		return l
	}
	l.Resource = codec.Resource{Class: class, Base: dataIRI + l.Name + "/"}
	l.Fields = slices.Clone(l.Fields)
	for i, f := range l.Fields {
		l.Fields[i].Terms = terms[f.Name]
	}
	return l
}

// eraTerms returns the class of the features of a collection, none where the
// vocabulary has no word for them, and the terms of their properties.
func eraTerms(collection string) (class string, terms map[string][]codec.Term) {
	terms = map[string][]codec.Term{
		"id":      {{Predicate: "dcterms:identifier"}},
		"name":    {{Predicate: "rdfs:label", Language: "en"}},
		"name_zh": {{Predicate: "rdfs:label", Language: "zh"}},
		"name_ru": {{Predicate: "rdfs:label", Language: "ru"}},
		"name_lo": {{Predicate: "rdfs:label", Language: "lo"}},
		"name_th": {{Predicate: "rdfs:label", Language: "th"}},
		"country": {{Predicate: "era:inCountry", Resource: countryIRI}},
		"sources": {{Predicate: "dcterms:source"}},
	}
	switch collection {
	case "stations":
		terms["name"] = append(terms["name"], codec.Term{Predicate: "era:opName"})
		terms["kinds"] = []codec.Term{{Predicate: "era:opType", Whole: true, Resource: opType}}
		return "era:OperationalPoint", terms
	case "crossings":
		terms["name"] = append(terms["name"], codec.Term{Predicate: "era:opName"})
		terms["id"] = append(terms["id"], codec.Term{Predicate: "era:opType", Resource: func(string) string { return opTypes + "90" }})
		terms["countries"] = []codec.Term{{Predicate: "era:inCountry", Resource: countryIRI}}
		return "era:OperationalPoint", terms
	case "segments":
		terms["id"] = append(terms["id"], codec.Term{Predicate: "era:solNature", Resource: func(string) string { return regularSection }})
		terms["line"] = []codec.Term{{Predicate: "era:nationalLine", Resource: thing("lines")}}
		terms["from"] = []codec.Term{{Predicate: "era:opStart", Resource: placeIRI}}
		terms["to"] = []codec.Term{{Predicate: "era:opEnd", Resource: placeIRI}}
		terms["km"] = []codec.Term{{Predicate: "era:lengthOfSectionOfLine"}} // in km, RINF 1.1.0.0.0.5
		return "era:SectionOfLine", terms
	case "lines":
		terms["id"] = append(terms["id"], codec.Term{Predicate: "era:lineId"})
		return "era:LinearPositioningSystem", terms
	}
	return "", nil
}

const (
	opTypes        = "http://data.europa.eu/949/concepts/op-types/"
	regularSection = "http://data.europa.eu/949/concepts/sol-natures/rinf/10"
)

// opType returns the one type that an operational point has (RINF 1.2.0.0.0.4)
// for the kinds of a station, a JSON array: the first that fits of station (for
// passengers, or at a border), small station, passenger stop, freight terminal
// and junction.
func opType(kinds string) string {
	for _, t := range [...]struct{ kind, code string }{
		{"passenger", "10"}, {"border", "10"}, {"station", "20"}, {"halt", "70"}, {"freight", "40"}, {"junction", "80"},
	} {
		if strings.Contains(kinds, `"`+t.kind+`"`) {
			return opTypes + t.code
		}
	}
	return ""
}

// thing returns the IRIs of features of a collection by their ids.
func thing(collection string) func(id string) string {
	return func(id string) string { return dataIRI + collection + "/" + url.PathEscape(id) }
}

// placeIRI returns the IRI of the station or crossing where a segment ends: the
// id of a crossing joins those of two places by "--".
func placeIRI(id string) string {
	if strings.Contains(id, "--") {
		return thing("crossings")(id)
	}
	return thing("stations")(id)
}

// countryIRI returns the country in the authority table of the EU Publications
// Office, which goes by ISO 3166-1 alpha-3; none for a country without railways
// here.
func countryIRI(alpha2 string) string {
	alpha3 := map[string]string{
		"BY": "BLR", "CN": "CHN", "DE": "DEU", "KZ": "KAZ", "LA": "LAO", "MN": "MNG", "PL": "POL", "RU": "RUS", "TH": "THA",
	}[alpha2]
	if alpha3 == "" {
		return ""
	}
	return "http://publications.europa.eu/resource/authority/country/" + alpha3
}
