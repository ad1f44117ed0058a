package codec

import (
	"encoding/binary"
	"fmt"
	"io"
	"math"

	flatbuffers "github.com/google/flatbuffers/go"
	"github.com/paulmach/orb"
	"github.com/twpayne/go-geom"
)

// FlatGeobuf 3, https://github.com/flatgeobuf/flatgeobuf: src/fbs/header.fbs
// and feature.fbs. The numbers below are the places of members in a table, by
// the order in which those files declare them.
const fgbMagic = "fgb\x03fgb\x01"

// Types of a column. Those of a geometry are the codes of WKB.
const (
	fgbBool, fgbLong, fgbDouble, fgbString, fgbJSON = 2, 7, 10, 11, 12
)

// fgbColumn returns the type of column for a field.
func fgbColumn(t FieldType) byte {
	return [...]byte{fgbString, fgbBool, fgbLong, fgbDouble, fgbJSON, fgbJSON, fgbJSON}[t]
}

// writeFlatGeobuf writes features in the order of a Hilbert curve, behind a
// packed R-tree of their boxes: a client that wants a window asks for some
// ranges of the file. Measures are M values; a list is a column of JSON;
// licence and attribution are in the metadata of the header. A layer without
// features has no tree.
func writeFlatGeobuf(w io.Writer, d Document) error {
	l := d.Layers[0]
	var (
		data   []byte // the features, in the order of the layer
		starts []int
		boxes  []orb.Bound
		extent = noBox
		e      = fgbEncoder{builder: flatbuffers.NewBuilder(1 << 12)}
	)
	err := l.each(func(f Feature) error {
		box := noBox
		if f.Geometry != nil {
			box = flatBound(f.Geometry)
		}
		encoded, err := e.feature(f)
		starts, boxes, extent = append(starts, len(data)), append(boxes, box), union(extent, box)
		data = append(data, encoded...)
		return err
	})
	if err != nil {
		return err
	}
	if _, err := w.Write(append([]byte(fgbMagic), e.header(d, l, len(boxes), extent)...)); err != nil || len(boxes) == 0 {
		return err
	}
	starts = append(starts, len(data))
	order := hilbertOrdered(boxes, extent)
	leaves := make([]treeNode, len(order))
	offset := 0
	for k, i := range order {
		leaves[k] = treeNode{box: boxes[i], offset: uint64(offset)}
		offset += starts[i+1] - starts[i]
	}
	if _, err := w.Write(packTree(leaves)); err != nil {
		return err
	}
	for _, i := range order {
		if _, err := w.Write(data[starts[i]:starts[i+1]]); err != nil {
			return err
		}
	}
	return nil
}

// fgbEncoder makes the tables of a file, one at a time: what it returns is
// valid until the next.
type fgbEncoder struct {
	builder    *flatbuffers.Builder
	properties []byte
}

func (e *fgbEncoder) header(d Document, l Layer, count int, extent orb.Bound) []byte {
	b := e.builder
	b.Reset()
	name, title, description := b.CreateString(l.Name), b.CreateString(l.Title), b.CreateString(l.Description)
	metadata := b.CreateByteString(appendStatements(nil, d.statements(l)))
	crs := e.crs()
	columns := make([]flatbuffers.UOffsetT, len(l.Fields))
	for i, field := range l.Fields {
		column := b.CreateString(field.Name)
		b.StartObject(11)
		b.PrependUOffsetTSlot(0, column, 0)
		b.PrependByteSlot(1, fgbColumn(field.Type), 0)
		columns[i] = b.EndObject()
	}
	columnsVector := b.CreateVectorOfTables(columns)
	var envelope flatbuffers.UOffsetT
	if extent != noBox {
		envelope = e.numbers([]float64{extent.Min[0], extent.Min[1], extent.Max[0], extent.Max[1]}, 4, 0, 4)
	}
	b.StartObject(14)
	b.PrependUOffsetTSlot(0, name, 0)
	b.PrependUOffsetTSlot(1, envelope, 0)
	b.PrependByteSlot(2, geometryCode(l.Geometry), 0)
	b.PrependBoolSlot(4, l.Measured, false)
	b.PrependUOffsetTSlot(7, columnsVector, 0)
	b.PrependUint64Slot(8, uint64(count), 0)
	if count == 0 {
		b.PrependUint16Slot(9, 0, nodeSize) // no index
	}
	b.PrependUOffsetTSlot(10, crs, 0)
	b.PrependUOffsetTSlot(11, title, 0)
	b.PrependUOffsetTSlot(12, description, 0)
	b.PrependUOffsetTSlot(13, metadata, 0)
	b.FinishSizePrefixed(b.EndObject())
	return b.FinishedBytes()
}

func (e *fgbEncoder) crs() flatbuffers.UOffsetT {
	b := e.builder
	organisation, name := b.CreateString("EPSG"), b.CreateString("WGS 84")
	b.StartObject(6)
	b.PrependUOffsetTSlot(0, organisation, 0)
	b.PrependInt32Slot(1, wgs84, 0)
	b.PrependUOffsetTSlot(2, name, 0)
	return b.EndObject()
}

func (e *fgbEncoder) feature(f Feature) ([]byte, error) {
	b := e.builder
	b.Reset()
	e.properties = e.properties[:0]
	for i, p := range f.Properties {
		e.properties = appendFGBProperty(e.properties, i, p.Value)
	}
	properties := b.CreateByteVector(e.properties)
	var geometry flatbuffers.UOffsetT
	if f.Geometry != nil {
		t, err := measured(f.Geometry, f.Measures)
		if err != nil {
			return nil, err
		}
		if geometry, err = e.geometry(t); err != nil {
			return nil, err
		}
	}
	b.StartObject(3)
	b.PrependUOffsetTSlot(0, geometry, 0)
	b.PrependUOffsetTSlot(1, properties, 0)
	b.FinishSizePrefixed(b.EndObject())
	return b.FinishedBytes(), nil
}

// appendFGBProperty appends the number of a column and its value, or nothing
// when it is null.
func appendFGBProperty(dst []byte, column int, v any) []byte {
	v = normal(v)
	if v == nil {
		return dst
	}
	dst = binary.LittleEndian.AppendUint16(dst, uint16(column))
	switch v := v.(type) {
	case bool:
		if v {
			return append(dst, 1)
		}
		return append(dst, 0)
	case int:
		return binary.LittleEndian.AppendUint64(dst, uint64(v))
	case float64:
		return binary.LittleEndian.AppendUint64(dst, math.Float64bits(v))
	}
	text, _ := valueText(v)
	dst = binary.LittleEndian.AppendUint32(dst, uint32(len(text)))
	return append(dst, text...)
}

// geometry makes a Geometry table: the positions of all parts in one vector,
// with the index of the position behind the end of each part.
func (e *fgbEncoder) geometry(t geom.T) (flatbuffers.UOffsetT, error) {
	switch t := t.(type) {
	case *geom.Point, *geom.LineString, *geom.MultiPoint:
		return e.simple(t, nil), nil
	case *geom.MultiLineString, *geom.Polygon:
		return e.simple(t, t.Ends()), nil
	case *geom.MultiPolygon:
		parts := make([]flatbuffers.UOffsetT, t.NumPolygons())
		for i := range parts {
			parts[i] = e.simple(t.Polygon(i), t.Polygon(i).Ends())
		}
		return e.whole("MultiPolygon", parts), nil
	case *geom.GeometryCollection:
		parts := make([]flatbuffers.UOffsetT, t.NumGeoms())
		for i := range parts {
			var err error
			if parts[i], err = e.geometry(t.Geom(i)); err != nil {
				return 0, err
			}
		}
		return e.whole("GeometryCollection", parts), nil
	}
	return 0, fmt.Errorf("geometry %T is not known", t)
}

// whole makes a geometry of geometries.
func (e *fgbEncoder) whole(name string, parts []flatbuffers.UOffsetT) flatbuffers.UOffsetT {
	b := e.builder
	vector := b.CreateVectorOfTables(parts)
	b.StartObject(8)
	b.PrependByteSlot(6, geometryCode(name), 0)
	b.PrependUOffsetTSlot(7, vector, 0)
	return b.EndObject()
}

// simple makes a geometry of positions. One part needs no end.
func (e *fgbEncoder) simple(t geom.T, ends []int) flatbuffers.UOffsetT {
	b, stride := e.builder, t.Stride()
	var endsVector, m flatbuffers.UOffsetT
	if len(ends) > 1 {
		b.StartVector(4, len(ends), 4)
		for i := len(ends) - 1; i >= 0; i-- {
			b.PrependUint32(uint32(ends[i] / stride))
		}
		endsVector = b.EndVector(len(ends))
	}
	xy := e.numbers(t.FlatCoords(), stride, 0, 2)
	if stride == 3 {
		m = e.numbers(t.FlatCoords(), stride, 2, 3)
	}
	b.StartObject(8)
	b.PrependUOffsetTSlot(0, endsVector, 0)
	b.PrependUOffsetTSlot(1, xy, 0)
	b.PrependUOffsetTSlot(3, m, 0)
	b.PrependByteSlot(6, geometryCode(geometryName(t)), 0)
	return b.EndObject()
}

// numbers makes a vector of the numbers from and up to to of each group of
// stride numbers.
func (e *fgbEncoder) numbers(flat []float64, stride, from, to int) flatbuffers.UOffsetT {
	n := len(flat) / stride * (to - from)
	e.builder.StartVector(8, n, 8)
	for i := len(flat) - stride; i >= 0; i -= stride {
		for k := to - 1; k >= from; k-- { // a vector is built from its end
			e.builder.PrependFloat64(flat[i+k])
		}
	}
	return e.builder.EndVector(n)
}
