package codec

import (
	"fmt"
	"io"
	"strings"
)

// Format is a way to write a [Document] to a file.
type Format struct {
	Name      string // in a command or an address: "flatgeobuf"
	Title     string // to people: "FlatGeobuf"
	Extension string // of a file, without the dot: "fgb"
	MediaType string
	Many      bool // a file holds any number of layers, otherwise one

	accepts func(Layer) bool // nil: every layer
	write   func(io.Writer, Document) error
}

// Formats returns every format that there is, always in the same order.
func Formats() []Format {
	return []Format{
		{Name: "geojson", Title: "GeoJSON", Extension: "geojson", MediaType: "application/geo+json", write: writeGeoJSON},
		{Name: "geojsonseq", Title: "GeoJSON Text Sequence", Extension: "geojsons", MediaType: "application/geo+json-seq", write: writeGeoJSONSeq},
		{Name: "flatgeobuf", Title: "FlatGeobuf", Extension: "fgb", MediaType: "application/flatgeobuf", write: writeFlatGeobuf},
		{Name: "geopackage", Title: "GeoPackage", Extension: "gpkg", MediaType: "application/geopackage+sqlite3", Many: true, write: writeGeoPackage},
		{Name: "geoparquet", Title: "GeoParquet", Extension: "parquet", MediaType: "application/vnd.apache.parquet", write: writeGeoParquet},
		{Name: "kml", Title: "KML", Extension: "kml", MediaType: "application/vnd.google-earth.kml+xml", Many: true, write: writeKML},
		{Name: "gpx", Title: "GPX", Extension: "gpx", MediaType: "application/gpx+xml", Many: true, accepts: Layer.plain, write: writeGPX},
		{Name: "csv", Title: "CSV with WKT", Extension: "csv", MediaType: "text/csv; charset=utf-8; header=present", write: writeCSV},
		{Name: "wkb", Title: "CSV with WKB", Extension: "wkb.csv", MediaType: "text/csv; charset=utf-8; header=present", write: writeWKB},
		{Name: "postgis", Title: "PostGIS script", Extension: "sql", MediaType: "application/sql; charset=utf-8", Many: true, write: writePostGIS},
		{Name: "turtle", Title: "RDF (Turtle)", Extension: "ttl", MediaType: "text/turtle; charset=utf-8", Many: true, accepts: Layer.stated, write: writeTurtle},
		{Name: "jsonld", Title: "RDF (JSON-LD)", Extension: "jsonld", MediaType: "application/ld+json", Many: true, accepts: Layer.stated, write: writeJSONLD},
	}
}

// FormatNamed returns the format of that name or extension; the error lists
// the names.
func FormatNamed(name string) (Format, error) {
	all := Formats()
	names := make([]string, len(all))
	for i, f := range all {
		if f.Name == name || f.Extension == name {
			return f, nil
		}
		names[i] = f.Name
	}
	return Format{}, fmt.Errorf("format %q is not known, want one of %s", name, strings.Join(names, ", "))
}

// Accepts reports whether the format can hold a layer: RDF needs one that says
// what its features are, GPX one of points or lines.
func (f Format) Accepts(l Layer) bool { return f.accepts == nil || f.accepts(l) }

// Write writes a document. The same document gives the same bytes.
//
// Degrees are rounded to 7 decimals, measures and other numbers to 3, in every
// format. A document with no layer, with more than the format holds or with
// one that it does not accept is an error, and so is a feature that does not
// keep to what its layer says; the error names layer and feature, and what was
// written until then is of no use. Other errors are those of the writer.
func (f Format) Write(w io.Writer, d Document) error {
	if err := checkDocument(f, d); err != nil {
		return fmt.Errorf("%s: %w", f.Title, err)
	}
	if err := f.write(w, d); err != nil {
		return fmt.Errorf("%s: %w", f.Title, err)
	}
	return nil
}
