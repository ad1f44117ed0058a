package codec

import (
	"bufio"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
	"github.com/twpayne/go-geom/encoding/ewkb"
	"github.com/twpayne/go-geom/encoding/wkb"
)

// writeWKB writes a table like that of CSV, with the geometry as ISO WKB in
// hexadecimal digits in a column "wkb", which any spatial database reads. It
// has no place for a licence.
func writeWKB(w io.Writer, d Document) error {
	return writeTable(w, d.Layers[0], "wkb", func(dst []byte, f Feature) ([]byte, error) {
		t, err := measured(f.Geometry, f.Measures)
		if err != nil {
			return dst, err
		}
		shape, err := wkb.Marshal(t, binary.LittleEndian)
		return hex.AppendEncode(dst, shape), err
	})
}

// appendEWKB appends a geometry as EWKB, the form of PostGIS, with its SRID, in
// hexadecimal digits.
func appendEWKB(dst []byte, g orb.Geometry, measures []float64) ([]byte, error) {
	t, err := measured(g, measures)
	if err != nil {
		return dst, err
	}
	shape, err := ewkb.Marshal(t, binary.LittleEndian)
	return hex.AppendEncode(dst, shape), err
}

// writePostGIS writes a script for psql that makes a table for each layer, in
// place of one that is there, and fills it by COPY: geometries in EWKB, XYM
// where they are measured, lists as arrays, an index by place. Title, licence
// and attribution are the comment of each table. It runs as one transaction.
func writePostGIS(w io.Writer, d Document) error {
	out := bufio.NewWriterSize(w, flushSize)
	// The first error of a bufio.Writer stays, and Flush gives it.
	for _, s := range d.statements(Layer{Title: d.Title, Description: d.Description}) {
		fmt.Fprintf(out, "-- %s: %s\n", s[0], strings.Join(strings.Fields(s[1]), " "))
	}
	out.WriteString("BEGIN;\nSET LOCAL client_encoding = 'UTF8';\nSET LOCAL standard_conforming_strings = on;\nCREATE EXTENSION IF NOT EXISTS postgis;\n")
	for _, l := range d.Layers {
		if err := writePostGISTable(out, d, l); err != nil {
			return err
		}
	}
	out.WriteString("COMMIT;\n")
	return out.Flush()
}

func writePostGISTable(out *bufio.Writer, d Document, l Layer) error {
	var columns strings.Builder
	for _, f := range l.Fields {
		fmt.Fprintf(&columns, "\t\"%s\" %s,\n", f.Name, postgisColumn(f.Type))
	}
	fmt.Fprintf(out, "\nDROP TABLE IF EXISTS \"%[1]s\";\nCREATE TABLE \"%[1]s\" (\n%[2]s\tgeom geometry(%[3]s, %[4]d)\n);\n",
		l.Name, columns.String(), postgisGeometry(l), wgs84)
	var comment []string
	for _, s := range d.statements(l) {
		comment = append(comment, s[0]+": "+s[1])
	}
	if len(comment) > 0 {
		fmt.Fprintf(out, "COMMENT ON TABLE \"%s\" IS '%s';\n", l.Name, strings.ReplaceAll(strings.Join(comment, "\n"), "'", "''"))
	}
	fmt.Fprintf(out, "COPY \"%s\" FROM stdin;\n", l.Name)
	var line []byte
	err := l.each(func(f Feature) (err error) {
		line = line[:0]
		for _, p := range f.Properties {
			line = append(appendCopyValue(line, p.Value), '\t')
		}
		if f.Geometry == nil {
			line = append(line, `\N`...)
		} else if line, err = appendEWKB(line, f.Geometry, f.Measures); err != nil {
			return err
		}
		_, err = out.Write(append(line, '\n'))
		return err
	})
	fmt.Fprintf(out, "\\.\nCREATE INDEX ON \"%s\" USING gist (geom);\n", l.Name)
	return err
}

// postgisColumn returns the type of column for a field.
func postgisColumn(t FieldType) string {
	return [...]string{"text", "boolean", "bigint", "double precision", "text[]", "bigint[]", "double precision[]"}[t]
}

func postgisGeometry(l Layer) string {
	name := "Geometry"
	if l.Geometry != "" {
		name = l.Geometry
	}
	if l.Measured {
		name += "M"
	}
	return name
}

// copyEscapes are those of the text format of COPY.
var copyEscapes = strings.NewReplacer(`\`, `\\`, "\t", `\t`, "\n", `\n`, "\r", `\r`, "\x00", "")

// appendCopyValue appends the value of a property as COPY reads it. PostgreSQL
// has no NUL in a text: it is left out.
func appendCopyValue(dst []byte, v any) []byte {
	switch v := normal(v).(type) {
	case nil:
		return append(dst, `\N`...)
	case []string:
		return appendCopyArray(dst, v, func(dst []byte, s string) []byte { return append(dst, arrayElement(s)...) })
	case []int:
		return appendCopyArray(dst, v, func(dst []byte, n int) []byte { return strconv.AppendInt(dst, int64(n), 10) })
	case []float64:
		return appendCopyArray(dst, v, func(dst []byte, x float64) []byte { return AppendFloat(dst, x, numberDecimals) })
	default:
		text, _ := valueText(v)
		return append(dst, copyEscapes.Replace(text)...)
	}
}

// appendCopyArray appends a list as an array literal of PostgreSQL.
func appendCopyArray[E any](dst []byte, list []E, appendOne func([]byte, E) []byte) []byte {
	dst = append(dst, '{')
	for i, e := range list {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendOne(dst, e)
	}
	return append(dst, '}')
}

// arrayElement returns a text as an element of an array literal: in quotes,
// escaped once for the array and once for COPY.
func arrayElement(s string) string {
	quoted := strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(strings.ToValidUTF8(s, "\ufffd"))
	return `"` + copyEscapes.Replace(quoted) + `"`
}
