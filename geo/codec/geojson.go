package codec

import (
	"bufio"
	"io"
	"time"
)

// writeGeoJSON writes a FeatureCollection (RFC 7946) with licence and
// attribution as members of it.
func writeGeoJSON(w io.Writer, d Document) error {
	l := d.Layers[0]
	members := []Property{{Name: "name", Value: l.Name}}
	for _, m := range d.statements(l) {
		members = append(members, Property{Name: m[0], Value: m[1]})
	}
	c := NewCollection(w, members...)
	if err := l.each(c.Add); err != nil {
		return err
	}
	return c.Close()
}

// statements returns what is to be said of a layer and of its document, each
// as a name and a text, without those that are empty.
func (d Document) statements(l Layer) [][2]string {
	date := ""
	if !d.Date.IsZero() {
		date = d.Date.UTC().Format(time.DateOnly)
	}
	var all [][2]string
	for _, s := range [...][2]string{
		{"title", l.Title}, {"description", l.Description}, {"attribution", d.Attribution},
		{"license", d.Licence.Name}, {"license_url", d.Licence.URL}, {"date", date},
	} {
		if s[1] != "" {
			all = append(all, s)
		}
	}
	return all
}

// recordSeparator goes before each text of a sequence (RFC 8142 section 2.1).
const recordSeparator = 0x1e

// writeGeoJSONSeq writes a GeoJSON Text Sequence (RFC 8142): each feature
// between a record separator and a line feed. It has no place for a licence.
func writeGeoJSONSeq(w io.Writer, d Document) error {
	out := bufio.NewWriterSize(w, flushSize)
	var line []byte
	err := d.Layers[0].each(func(f Feature) error {
		line = append(AppendFeature(append(line[:0], recordSeparator), f), '\n')
		_, err := out.Write(line)
		return err
	})
	if err != nil {
		return err
	}
	return out.Flush()
}

// appendStatements appends statements as a JSON object.
func appendStatements(dst []byte, statements [][2]string) []byte {
	dst = append(dst, '{')
	for i, s := range statements {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendProperty(dst, Property{Name: s[0], Value: s[1]})
	}
	return append(dst, '}')
}
