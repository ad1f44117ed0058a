package codec

import (
	"bufio"
	"io"
	"strconv"
	"strings"

	"github.com/twpayne/go-geom/encoding/wkt"
)

// writeCSV writes a table (RFC 4180, with lines that end in LF) in UTF-8: the fields, then the geometry
// as WKT in a column of that name, LINESTRING M where it is measured. A null
// is an empty field, an empty text is "" in quotes; a list is a JSON array. It
// has no place for a licence.
func writeCSV(w io.Writer, d Document) error {
	encoder := wkt.NewEncoder(wkt.EncodeOptionWithMaxDecimalDigits(degreeDecimals))
	return writeTable(w, d.Layers[0], "WKT", func(dst []byte, f Feature) ([]byte, error) {
		t, err := measured(f.Geometry, f.Measures)
		if err != nil {
			return dst, err
		}
		text, err := encoder.Encode(t)
		return append(dst, text...), err
	})
}

// writeTable writes the fields of a layer and its geometry, which appendShape
// appends, as CSV.
func writeTable(w io.Writer, l Layer, column string, appendShape func([]byte, Feature) ([]byte, error)) error {
	out := bufio.NewWriterSize(w, flushSize)
	var line, shape []byte
	for _, field := range l.Fields {
		line = append(append(line, field.Name...), ',')
	}
	line = append(append(line, column...), '\n')
	if _, err := out.Write(line); err != nil {
		return err
	}
	err := l.each(func(f Feature) (err error) {
		line = line[:0]
		for _, p := range f.Properties {
			if text, ok := valueText(p.Value); ok {
				line = appendQuoted(line, text)
			}
			line = append(line, ',')
		}
		if f.Geometry != nil {
			if shape, err = appendShape(shape[:0], f); err != nil {
				return err
			}
			line = appendQuoted(line, string(shape))
		}
		_, err = out.Write(append(line, '\n'))
		return err
	})
	if err != nil {
		return err
	}
	return out.Flush()
}

// appendQuoted appends a field of CSV, in quotes where RFC 4180 wants them,
// and where it would be taken for null or lose its outer spaces.
func appendQuoted(dst []byte, s string) []byte {
	if s != "" && !strings.ContainsAny(s, ",\"\r\n") && strings.TrimSpace(s) == s {
		return append(dst, s...)
	}
	dst = append(dst, '"')
	dst = append(dst, strings.ReplaceAll(s, `"`, `""`)...)
	return append(dst, '"')
}

// valueText returns the value of a property as a text, in formats that have no
// better: a list as a JSON array. False when it is null.
func valueText(v any) (string, bool) {
	switch v := normal(v).(type) {
	case nil:
		return "", false
	case string:
		return v, true
	case bool:
		return strconv.FormatBool(v), true
	default:
		return string(AppendValue(nil, v)), true
	}
}

// normal returns the value of a property as it is written: a number rounded,
// or null when it is not finite; a text in UTF-8.
func normal(v any) any {
	switch v := v.(type) {
	case float64:
		if v-v != 0 { // infinite, or not a number
			return nil
		}
		return round(v, numberDecimals)
	case string:
		return strings.ToValidUTF8(v, "\ufffd")
	}
	return v
}
