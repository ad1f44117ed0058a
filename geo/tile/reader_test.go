package tile_test

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"github.com/paulmach/orb"
)

// readLayer is a layer of a tile as read back, coordinates in the tile's units.
type readLayer struct {
	name     string
	features []readFeature
}

type readFeature struct {
	id         uint64
	geometry   orb.Geometry // MultiPoint or MultiLineString
	properties map[string]any
}

// field is one of a protocol buffer message: a number or bytes.
type field struct {
	tag    uint64
	number uint64
	bytes  []byte
}

// readMessage reads the fields of a protocol buffer message.
func readMessage(data []byte) ([]field, error) {
	var fields []field
	for len(data) > 0 {
		head, n := binary.Uvarint(data)
		if n <= 0 {
			return nil, errors.New("no field")
		}
		data = data[n:]
		f := field{tag: head >> 3}
		switch head & 7 {
		case 0:
			f.number, n = binary.Uvarint(data)
		case 1:
			f.number, n = binary.LittleEndian.Uint64(data), 8
		case 2:
			size, k := binary.Uvarint(data)
			n = k + int(size)
			if k <= 0 || n > len(data) {
				return nil, errors.New("a field runs over the end")
			}
			f.bytes = data[k:n]
		default:
			return nil, fmt.Errorf("wire type %d", head&7)
		}
		if n <= 0 {
			return nil, errors.New("a field without an end")
		}
		fields, data = append(fields, f), data[n:]
	}
	return fields, nil
}

// readTile reads a vector tile by the letter of the specification, version 2.1,
// and refuses what it forbids.
func readTile(data []byte) ([]readLayer, error) {
	fields, err := readMessage(data)
	if err != nil {
		return nil, err
	}
	var layers []readLayer
	for _, f := range fields {
		if f.tag != 3 {
			return nil, fmt.Errorf("field %d in a tile", f.tag)
		}
		l, err := readLayerMessage(f.bytes)
		if err != nil {
			return nil, fmt.Errorf("layer %q: %w", l.name, err)
		}
		layers = append(layers, l)
	}
	return layers, nil
}

func readLayerMessage(data []byte) (readLayer, error) {
	var (
		l               readLayer
		keys            []string
		values          []any
		version, extent uint64
	)
	fields, err := readMessage(data)
	if err != nil {
		return l, err
	}
	for _, f := range fields {
		switch f.tag {
		case 1:
			l.name = string(f.bytes)
		case 3:
			keys = append(keys, string(f.bytes))
		case 4:
			v, err := readValue(f.bytes)
			if err != nil {
				return l, err
			}
			values = append(values, v)
		case 5:
			extent = f.number
		case 15:
			version = f.number
		}
	}
	if version != 2 || extent != 4096 || l.name == "" {
		return l, fmt.Errorf("version %d, extent %d", version, extent)
	}
	for _, f := range fields {
		if f.tag == 2 {
			feature, err := readFeatureMessage(f.bytes, keys, values)
			if err != nil {
				return l, fmt.Errorf("feature %d: %w", len(l.features), err)
			}
			l.features = append(l.features, feature)
		}
	}
	if len(l.features) == 0 {
		return l, errors.New("no features")
	}
	return l, nil
}

func readValue(data []byte) (any, error) {
	fields, err := readMessage(data)
	if err != nil || len(fields) != 1 {
		return nil, fmt.Errorf("value %x: %v", data, err)
	}
	switch f := fields[0]; f.tag {
	case 1:
		return string(f.bytes), nil
	case 3:
		return math.Float64frombits(f.number), nil
	case 5:
		return int(f.number), nil
	case 6:
		return unzigzag(f.number), nil
	case 7:
		return f.number == 1, nil
	}
	return nil, fmt.Errorf("value %x", data)
}

func readFeatureMessage(data []byte, keys []string, values []any) (readFeature, error) {
	feature := readFeature{properties: map[string]any{}}
	fields, err := readMessage(data)
	if err != nil {
		return feature, err
	}
	var kind uint64
	var geometry []uint64
	for _, f := range fields {
		switch f.tag {
		case 1:
			feature.id = f.number
		case 2:
			tags := readNumbers(f.bytes)
			for i := 0; i+1 < len(tags); i += 2 {
				if tags[i] >= uint64(len(keys)) || tags[i+1] >= uint64(len(values)) {
					return feature, fmt.Errorf("tag %v of %d keys and %d values", tags[i:i+2], len(keys), len(values))
				}
				feature.properties[keys[tags[i]]] = values[tags[i+1]]
			}
		case 3:
			kind = f.number
		case 4:
			geometry = readNumbers(f.bytes)
		}
	}
	feature.geometry, err = readCommands(geometry, kind)
	return feature, err
}

func readNumbers(data []byte) []uint64 {
	var all []uint64
	for len(data) > 0 {
		v, n := binary.Uvarint(data)
		if n <= 0 {
			return nil
		}
		all, data = append(all, v), data[n:]
	}
	return all
}

// readCommands reads a geometry: points of one MoveTo, or lines of a MoveTo and
// a LineTo each.
func readCommands(numbers []uint64, kind uint64) (orb.Geometry, error) {
	var (
		pen   orb.Point
		lines orb.MultiLineString
	)
	for len(numbers) > 0 {
		command, count := numbers[0]&7, int(numbers[0]>>3)
		numbers = numbers[1:]
		if count < 1 || 2*count > len(numbers) {
			return nil, fmt.Errorf("command %d with a count of %d", command, count)
		}
		switch {
		case command == 1 && (kind == 1 && lines == nil || kind == 2 && count == 1):
			lines = append(lines, nil)
		case command == 2 && kind == 2 && len(lines) > 0 && len(lines[len(lines)-1]) == 1:
		default:
			return nil, fmt.Errorf("command %d with a count of %d in a geometry of type %d", command, count, kind)
		}
		for ; count > 0; count-- {
			step := orb.Point{float64(unzigzag(numbers[0])), float64(unzigzag(numbers[1]))}
			if command == 2 && step == (orb.Point{}) {
				return nil, errors.New("a line stands still")
			}
			pen[0], pen[1] = pen[0]+step[0], pen[1]+step[1]
			lines[len(lines)-1] = append(lines[len(lines)-1], pen)
			numbers = numbers[2:]
		}
	}
	switch {
	case lines == nil:
		return nil, errors.New("no geometry")
	case kind == 1:
		return orb.MultiPoint(lines[0]), nil
	}
	for _, l := range lines {
		if len(l) < 2 {
			return nil, errors.New("a line of one point")
		}
	}
	return lines, nil
}

func unzigzag(v uint64) int { return int(v>>1) ^ -int(v&1) }
