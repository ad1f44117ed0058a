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

	"github.com/paulmach/orb"

	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/geo/codec"
)

// Write writes ds to the folder dir, which must exist, over what is there.
// Coordinates are rounded to 6 decimals of a degree, km to 3. It does not check
// ds, beyond refusing numbers that JSON cannot hold, nor change it.
func Write(dir string, ds *corridor.Dataset) error {
	lines := sorted(ds.Lines, func(l corridor.LineRecord) string { return l.ID })
	stations := sorted(ds.Stations, func(s corridor.Station) string { return s.ID })
	crossings := sorted(ds.Crossings, func(c corridor.Crossing) string { return c.ID })
	corridors := sorted(ds.Corridors, func(c corridor.CorridorRecord) string { return c.ID })

	files := []struct {
		name   string
		encode func(*encoder)
	}{
		{corridor.FileDataset, func(e *encoder) { e.document(ds.Meta) }},
		{corridor.FileCorridors, func(e *encoder) { e.document(corridors) }},
		{corridor.FileLines, func(e *encoder) { collection(e, lines, (*encoder).line) }},
		{corridor.FileStations, func(e *encoder) { collection(e, stations, (*encoder).station) }},
		{corridor.FileCrossings, func(e *encoder) { collection(e, crossings, (*encoder).crossing) }},
	}
	for _, f := range files {
		var e encoder
		f.encode(&e)
		if e.err != nil {
			return fmt.Errorf("%s: %w", f.name, e.err)
		}
		if err := os.WriteFile(filepath.Join(dir, f.name), e.buf, 0o644); err != nil {
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

// encoder appends JSON to buf and keeps the first error.
type encoder struct {
	buf []byte
	err error
}

func (e *encoder) fail(err error) {
	if e.err == nil {
		e.err = err
	}
}

func (e *encoder) text(s string) { e.buf = append(e.buf, s...) }

// json appends v on one row, with map keys sorted and no HTML escapes.
func (e *encoder) json(v any) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		e.fail(err)
	}
	e.buf = append(e.buf, bytes.TrimSuffix(b.Bytes(), []byte("\n"))...)
}

// document appends v over several rows, one blank a level.
func (e *encoder) document(v any) {
	var compact encoder
	compact.json(v)
	var b bytes.Buffer
	if compact.err != nil {
		e.fail(compact.err)
	} else if err := json.Indent(&b, compact.buf, "", " "); err != nil {
		e.fail(err)
	}
	e.buf = append(append(e.buf, b.Bytes()...), '\n')
}

// decimal appends v, rounded, without trailing zeros.
func (e *encoder) decimal(v float64, decimals int) {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		e.fail(fmt.Errorf("%v is not a number", v))
	}
	e.buf = codec.AppendFloat(e.buf, v, decimals)
}

func (e *encoder) point(p orb.Point) {
	e.text("[")
	e.decimal(p.Lon(), 6)
	e.text(",")
	e.decimal(p.Lat(), 6)
	e.text("]")
}

// round rounds to decimals, and never to -0.
func round(v float64, decimals int) float64 {
	scale := math.Pow10(decimals)
	return math.Round(v*scale)/scale + 0
}

// rows appends a list with perRow items a row.
func rows[T any](e *encoder, items []T, perRow int, item func(T)) {
	e.text("[")
	for i, v := range items {
		if i > 0 {
			e.text(",")
		}
		if i%perRow == 0 {
			e.text("\n")
		}
		item(v)
	}
	e.text("\n]")
}

// collection appends a FeatureCollection, each feature beginning a row.
func collection[T any](e *encoder, records []T, feature func(*encoder, T)) {
	e.text(`{"type":"FeatureCollection","features":`)
	rows(e, records, 1, func(r T) { feature(e, r) })
	e.text("}\n")
}

func (e *encoder) station(s corridor.Station) { e.pointFeature(s.ID, stationPropertiesOf(s), s.Point) }

func (e *encoder) crossing(c corridor.Crossing) {
	e.pointFeature(c.ID, crossingPropertiesOf(c), c.Point)
}

func (e *encoder) pointFeature(id string, properties any, p orb.Point) {
	e.text(`{"type":"Feature","id":`)
	e.json(id)
	e.text(`,"properties":`)
	e.json(properties)
	e.text(`,"geometry":{"type":"Point","coordinates":`)
	e.point(p)
	e.text("}}")
}

// line appends the short properties of a line on one row, then a stop or span
// a row, and eight km or vertices a row.
func (e *encoder) line(l corridor.LineRecord) {
	e.text(`{"type":"Feature","id":`)
	e.json(l.ID)
	e.text(`,"properties":`)
	e.json(headOf(l))
	e.buf = bytes.TrimSuffix(e.buf, []byte("}")) // the lists go into the same object
	e.text(",\n\"stops\":")
	rows(e, l.Stops, 1, func(s corridor.Stop) {
		s.Km = round(s.Km, 3)
		e.json(s)
	})
	e.text(",\n\"spans\":")
	rows(e, l.Spans, 1, func(s corridor.Span) {
		s.FromKm, s.ToKm = round(s.FromKm, 3), round(s.ToKm, 3)
		e.json(s)
	})
	e.text(",\n\"km\":")
	rows(e, l.Km, 8, func(km float64) { e.decimal(km, 3) })
	e.text("},\n\"geometry\":{\"type\":\"LineString\",\"coordinates\":")
	rows(e, l.Geometry, 8, e.point)
	e.text("}}")
}
