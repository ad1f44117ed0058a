package tile

import (
	"encoding/binary"
	"math"
	"slices"

	"github.com/corridor-rail/corridor/geo/codec"
)

// tag is one property of a feature: indexes of its key and its value in the
// tables of the pyramid.
type tag struct{ key, value uint32 }

// attributes gathers the properties of all features, each key and each value
// once.
type attributes struct {
	keys   []string
	values [][]byte
	tags   []tag

	keyIndex, valueIndex map[string]uint32
}

func newAttributes() *attributes {
	return &attributes{keyIndex: map[string]uint32{}, valueIndex: map[string]uint32{}}
}

// add enters the properties of a feature and returns the range of their tags.
// Of two of one name the first counts.
func (a *attributes) add(properties []codec.Property) (from, to int32) {
	from = int32(len(a.tags))
	for _, p := range properties {
		value := appendValue(nil, p.Value)
		if value == nil {
			continue
		}
		key := intern(a.keyIndex, &a.keys, p.Name, p.Name)
		if slices.ContainsFunc(a.tags[from:], func(t tag) bool { return t.key == key }) {
			continue
		}
		a.tags = append(a.tags, tag{key, intern(a.valueIndex, &a.values, string(value), value)})
	}
	return from, int32(len(a.tags))
}

// intern returns the place of an entry in a table, which it is added to where
// it is new.
func intern[T any](index map[string]uint32, table *[]T, name string, entry T) uint32 {
	i, ok := index[name]
	if !ok {
		i = uint32(len(*table))
		index[name] = i
		*table = append(*table, entry)
	}
	return i
}

// appendValue appends a Value message (vector tile specification 2.1, 4.1), or
// nothing for nil and numbers that are not finite.
func appendValue(dst []byte, v any) []byte {
	switch v := v.(type) {
	case nil:
		return dst
	case string:
		return appendBytes(dst, 1, v)
	case bool:
		if v {
			return append(dst, 7<<3, 1)
		}
		return append(dst, 7<<3, 0)
	case int:
		if v >= 0 {
			return binary.AppendUvarint(append(dst, 5<<3), uint64(v))
		}
		return binary.AppendUvarint(append(dst, 6<<3), zigzag(v))
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return dst
		}
		if rounded := math.Round(v*1000) / 1000; !math.IsInf(rounded, 0) {
			v = rounded + 0 // no negative zero
		}
		return binary.LittleEndian.AppendUint64(append(dst, 3<<3|1), math.Float64bits(v))
	}
	text := codec.AppendValue(nil, v)
	if string(text) == "null" {
		return dst
	}
	return appendBytes(dst, 1, text)
}

// describe says what a layer holds.
func describe(l Layer, maxZoom int) codec.VectorLayer {
	d := codec.VectorLayer{ID: l.Name, Description: l.Description, MinZoom: maxZoom, MaxZoom: maxZoom, Fields: map[string]string{}}
	for _, f := range l.Features {
		d.MinZoom = min(d.MinZoom, f.MinZoom)
		for _, p := range f.Properties {
			switch p.Value.(type) {
			case nil:
				continue
			case bool:
				d.Fields[p.Name] = "Boolean"
			case int, float64:
				d.Fields[p.Name] = "Number"
			default:
				d.Fields[p.Name] = "String"
			}
		}
	}
	return d
}
