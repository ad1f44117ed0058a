package source

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"github.com/paulmach/orb"

	"github.com/corridor-rail/corridor/corridor"
)

// perRow is how many vertices or km share a row of a file.
const perRow = 8

// Write writes ds to the folder dir, which must exist, over what is there.
// Coordinates are rounded to 6 decimals of a degree, km to 3. It does not check
// ds, nor change it.
func Write(dir string, ds *corridor.Dataset) error {
	files := []struct {
		name string
		data func() ([]byte, error)
	}{
		{corridor.FileDataset, func() ([]byte, error) { return indented(ds.Meta) }},
		{corridor.FileCorridors, func() ([]byte, error) {
			return indented(sorted(ds.Corridors, func(c corridor.CorridorRecord) string { return c.ID }))
		}},
		{corridor.FileLines, func() ([]byte, error) {
			return collection(sorted(ds.Lines, func(l corridor.LineRecord) string { return l.ID }), appendLine)
		}},
		{corridor.FileStations, func() ([]byte, error) {
			return collection(sorted(ds.Stations, func(s corridor.Station) string { return s.ID }), appendStation)
		}},
		{corridor.FileCrossings, func() ([]byte, error) {
			return collection(sorted(ds.Crossings, func(c corridor.Crossing) string { return c.ID }), appendCrossing)
		}},
	}
	for _, f := range files {
		data, err := f.data()
		if err != nil {
			return fmt.Errorf("%s: %w", f.name, err)
		}
		if err := os.WriteFile(filepath.Join(dir, f.name), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// sorted returns a copy of records by id.
func sorted[T any](records []T, id func(T) string) []T {
	out := slices.Clone(records)
	slices.SortStableFunc(out, func(a, b T) int { return cmp.Compare(id(a), id(b)) })
	return out
}

// indented encodes v over several rows, one blank a level.
func indented(v any) ([]byte, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	err := enc.Encode(v)
	return buf.Bytes(), err
}

// compact encodes v on one row.
func compact(v any) ([]byte, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return bytes.TrimSuffix(buf.Bytes(), []byte("\n")), err
}

// collection encodes a FeatureCollection, each feature beginning a row.
func collection[T any](records []T, appendFeature func([]byte, T) ([]byte, error)) ([]byte, error) {
	out := []byte(`{"type":"FeatureCollection","features":[`)
	for i, r := range records {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(out, '\n')
		var err error
		if out, err = appendFeature(out, r); err != nil {
			return nil, err
		}
	}
	return append(out, "\n]}\n"...), nil
}

func appendStation(dst []byte, s corridor.Station) ([]byte, error) {
	return appendPointFeature(dst, s.ID, stationPropertiesOf(s), s.Point)
}

func appendCrossing(dst []byte, c corridor.Crossing) ([]byte, error) {
	return appendPointFeature(dst, c.ID, crossingPropertiesOf(c), c.Point)
}

func appendPointFeature(dst []byte, id string, properties any, p orb.Point) ([]byte, error) {
	dst, err := appendHead(dst, id, properties)
	if err != nil {
		return nil, err
	}
	dst = append(dst, `,"geometry":{"type":"Point","coordinates":`...)
	dst = appendPoint(dst, p)
	return append(dst, "}}"...), nil
}

// appendHead opens a feature with its id and properties.
func appendHead(dst []byte, id string, properties any) ([]byte, error) {
	quoted, err := compact(id)
	if err != nil {
		return nil, err
	}
	object, err := compact(properties)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", id, err)
	}
	dst = append(dst, `{"type":"Feature","id":`...)
	dst = append(dst, quoted...)
	dst = append(dst, `,"properties":`...)
	return append(dst, object...), nil
}

// appendLine writes the head of a line on one row, then one stop or span a row
// and eight km or vertices a row.
func appendLine(dst []byte, l corridor.LineRecord) ([]byte, error) {
	dst, err := appendHead(dst, l.ID, headOf(l))
	if err != nil {
		return nil, err
	}
	dst = dst[:len(dst)-1] // the lists go into the same object
	dst = append(dst, ",\n\"stops\":"...)
	dst, err = appendRows(dst, l.Stops, 1, func(dst []byte, s corridor.Stop) ([]byte, error) {
		s.Km = round(s.Km, 3)
		return appendJSON(dst, s)
	})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", l.ID, err)
	}
	dst = append(dst, ",\n\"spans\":"...)
	dst, err = appendRows(dst, l.Spans, 1, func(dst []byte, s corridor.Span) ([]byte, error) {
		s.FromKm, s.ToKm = round(s.FromKm, 3), round(s.ToKm, 3)
		return appendJSON(dst, s)
	})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", l.ID, err)
	}
	dst = append(dst, ",\n\"km\":"...)
	dst, err = appendRows(dst, l.Km, perRow, func(dst []byte, km float64) ([]byte, error) {
		return appendDecimal(dst, km, 3), finite(km)
	})
	if err != nil {
		return nil, fmt.Errorf("%s: km: %w", l.ID, err)
	}
	dst = append(dst, "},\n\"geometry\":{\"type\":\"LineString\",\"coordinates\":"...)
	dst, err = appendRows(dst, l.Geometry, perRow, func(dst []byte, p orb.Point) ([]byte, error) {
		return appendPoint(dst, p), finite(p[0] + p[1])
	})
	if err != nil {
		return nil, fmt.Errorf("%s: geometry: %w", l.ID, err)
	}
	return append(dst, "}}"...), nil
}
