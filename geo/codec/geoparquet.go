package codec

import (
	"encoding/binary"
	"io"
	"reflect"
	"slices"

	"github.com/parquet-go/parquet-go"
	"github.com/paulmach/orb"
	"github.com/twpayne/go-geom/encoding/wkb"
)

// writeGeoParquet writes GeoParquet 1.1 (https://geoparquet.org/releases/v1.1.0/):
// the fields, lists among them, then the geometry as WKB, the box of each
// feature, by which a reader passes over what it does not want, and the
// measures as a list of km, one for each position, since the standard has no
// M. Licence and attribution are in the metadata of the file.
func writeGeoParquet(w io.Writer, d Document) error {
	l := d.Layers[0]
	out := parquet.NewWriter(w, parquet.NewSchema(l.Name, parquetColumns(l)),
		parquet.Compression(&parquet.Zstd), parquet.CreatedBy("corridor", "1", "geoparquet"),
		parquet.SkipPageBounds("geometry"))
	var (
		extent = noBox
		names  []string
		row    = make(parquet.Row, 0, 64)
	)
	err := l.each(func(f Feature) (err error) {
		box := noBox
		if f.Geometry != nil {
			box = flatBound(f.Geometry)
			if name := f.Geometry.GeoJSONType(); !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
		if row, err = appendParquetRow(row[:0], l, f, box); err != nil {
			return err
		}
		extent = union(extent, box)
		_, err = out.WriteRows([]parquet.Row{row})
		return err
	})
	if err != nil {
		return err
	}
	slices.Sort(names)
	out.SetKeyValueMetadata("geo", string(geoMetadata(names, extent)))
	for _, s := range d.statements(l) {
		out.SetKeyValueMetadata(s[0], s[1])
	}
	return out.Close()
}

// geoMetadata is the value of the key "geo": without a CRS, which then is
// OGC:CRS84, longitude before latitude.
func geoMetadata(names []string, extent orb.Bound) []byte {
	dst := append([]byte(nil), `{"version":"1.1.0","primary_column":"geometry","columns":{"geometry":{"encoding":"WKB","geometry_types":`...)
	dst = AppendValue(dst, names)
	if extent != noBox {
		dst = append(dst, `,"bbox":`...)
		dst = appendList(dst, []float64{extent.Min[0], extent.Min[1], extent.Max[0], extent.Max[1]},
			func(dst []byte, v float64) []byte { return AppendFloat(dst, v, degreeDecimals) })
	}
	return append(dst, `,"covering":{"bbox":{"xmin":["bbox","xmin"],"ymin":["bbox","ymin"],"xmax":["bbox","xmax"],"ymax":["bbox","ymax"]}}}}}`...)
}

// columns is a group of columns in the order given; that of the library puts
// them in the order of their names.
type columns struct {
	parquet.Group
	fields []parquet.Field
}

func (c columns) Fields() []parquet.Field { return c.fields }

// column is a node with a name. Value is for writing Go structs, which is not
// done here.
type column struct {
	parquet.Node
	name string
}

func (c column) Name() string                        { return c.name }
func (c column) Value(_ reflect.Value) reflect.Value { return reflect.Value{} }

func newColumns(fields ...parquet.Field) parquet.Node {
	group := parquet.Group{}
	for _, f := range fields {
		group[f.Name()] = f
	}
	return columns{group, fields}
}

func parquetColumns(l Layer) parquet.Node {
	var fields []parquet.Field
	add := func(name string, node parquet.Node) {
		fields = append(fields, column{parquet.Optional(node), name})
	}
	text := parquet.Encoded(parquet.String(), &parquet.RLEDictionary)
	whole, number := parquet.Int(64), parquet.Leaf(parquet.DoubleType)
	shape := parquet.Encoded(parquet.Leaf(parquet.ByteArrayType), &parquet.Plain)
	nodes := [...]parquet.Node{
		String: text, Bool: parquet.Leaf(parquet.BooleanType), Int: whole, Float: number,
		Strings: parquet.List(text), Ints: parquet.List(whole), Floats: parquet.List(number),
	}
	for _, f := range l.Fields {
		add(f.Name, nodes[f.Type])
	}
	add("geometry", shape)
	add("bbox", newColumns(column{number, "xmin"}, column{number, "ymin"}, column{number, "xmax"}, column{number, "ymax"}))
	if l.Measured {
		add("measures", parquet.List(number))
	}
	return newColumns(fields...)
}

// appendParquetRow appends the values of a feature, column after column.
func appendParquetRow(row parquet.Row, l Layer, f Feature, box orb.Bound) (parquet.Row, error) {
	next := 0 // column
	add := func(values ...parquet.Value) {
		row = append(row, values...)
		next++
	}
	for _, p := range f.Properties {
		add(parquetValues(p.Value, next)...)
	}
	if f.Geometry == nil {
		for range 5 {
			add(parquet.NullValue().Level(0, 0, next))
		}
	} else {
		t, err := measured(f.Geometry, nil)
		if err != nil {
			return row, err
		}
		shape, err := wkb.Marshal(t, binary.LittleEndian)
		if err != nil {
			return row, err
		}
		add(parquet.ByteArrayValue(shape).Level(0, 1, next))
		for _, v := range [...]float64{box.Min[0], box.Min[1], box.Max[0], box.Max[1]} {
			add(parquet.DoubleValue(v).Level(0, 1, next))
		}
	}
	if l.Measured {
		var measures any
		if f.Geometry != nil {
			measures = f.Measures
		}
		add(parquetValues(measures, next)...)
	}
	return row, nil
}

// parquetValues returns the values of an optional column: one, or as many as a
// list has, and one that says so when it is null or empty.
func parquetValues(v any, column int) []parquet.Value {
	switch v := normal(v).(type) {
	case string:
		return []parquet.Value{parquet.ByteArrayValue([]byte(v)).Level(0, 1, column)}
	case bool:
		return []parquet.Value{parquet.BooleanValue(v).Level(0, 1, column)}
	case int:
		return []parquet.Value{parquet.Int64Value(int64(v)).Level(0, 1, column)}
	case float64:
		return []parquet.Value{parquet.DoubleValue(v).Level(0, 1, column)}
	case []string:
		return parquetList(v, column, func(s string) parquet.Value {
			text, _ := valueText(s)
			return parquet.ByteArrayValue([]byte(text))
		})
	case []int:
		return parquetList(v, column, func(n int) parquet.Value { return parquet.Int64Value(int64(n)) })
	case []float64:
		return parquetList(v, column, func(x float64) parquet.Value { return parquet.DoubleValue(round(x, numberDecimals)) })
	}
	return []parquet.Value{parquet.NullValue().Level(0, 0, column)}
}

// parquetList returns the values of a list with their levels: repetition 0 at
// its first element, definition 1 for an empty list and 2 for an element.
func parquetList[E any](list []E, column int, value func(E) parquet.Value) []parquet.Value {
	if len(list) == 0 {
		return []parquet.Value{parquet.NullValue().Level(0, 1, column)}
	}
	values := make([]parquet.Value, len(list))
	for i, e := range list {
		values[i] = value(e).Level(min(i, 1), 2, column)
	}
	return values
}
