package codec

import (
	"encoding/json"
	"math"
	"strconv"
	"unicode/utf8"

	"github.com/paulmach/orb"
)

// Decimals of what is published.
const (
	degreeDecimals = 7 // 1e-7 degrees is 11 mm at most
	numberDecimals = 3 // of a property: a km to the metre
)

// Feature is a feature to be written.
type Feature struct {
	ID         string       // left out when empty
	Geometry   orb.Geometry // nil: null
	Properties []Property   // written in this order
	// Measures are the km at the vertices of the geometry, in its order, one
	// for each; nil where it is not measured. GeoJSON has no place for them
	// (RFC 7946 section 3.1.1).
	Measures []float64
}

// Property is one member of a feature's properties, or of a collection.
//
// Value is a string, bool, int, float64 (written with up to 3 decimals),
// []string, []int, []float64, json.RawMessage (valid JSON, written as it is)
// or nil. Any other value is written as encoding/json writes it; nil and empty
// raw messages, floats that are not finite, and what encoding/json refuses are
// written as null. A nil slice of the types named is written as [].
type Property struct {
	Name  string
	Value any
}

// AppendFeature appends f as a GeoJSON Feature.
func AppendFeature(dst []byte, f Feature) []byte {
	dst = append(dst, `{"type":"Feature"`...)
	if f.ID != "" {
		dst = append(dst, `,"id":`...)
		dst = AppendString(dst, f.ID)
	}
	dst = append(dst, `,"geometry":`...)
	dst = AppendGeometry(dst, f.Geometry)
	dst = append(dst, `,"properties":{`...)
	for i, p := range f.Properties {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendProperty(dst, p)
	}
	return append(dst, "}}"...)
}

func appendProperty(dst []byte, p Property) []byte {
	dst = AppendString(dst, p.Name)
	dst = append(dst, ':')
	return AppendValue(dst, p.Value)
}

// AppendValue appends the value of a [Property] as JSON.
func AppendValue(dst []byte, v any) []byte {
	switch v := v.(type) {
	case nil:
		return append(dst, "null"...)
	case string:
		return AppendString(dst, v)
	case bool:
		return strconv.AppendBool(dst, v)
	case int:
		return strconv.AppendInt(dst, int64(v), 10)
	case float64:
		return AppendFloat(dst, v, numberDecimals)
	case []string:
		return appendList(dst, v, AppendString)
	case []int:
		return appendList(dst, v, func(dst []byte, n int) []byte { return strconv.AppendInt(dst, int64(n), 10) })
	case []float64:
		return appendList(dst, v, func(dst []byte, x float64) []byte { return AppendFloat(dst, x, numberDecimals) })
	case json.RawMessage:
		if len(v) == 0 {
			return append(dst, "null"...)
		}
		return append(dst, v...)
	}
	b, err := json.Marshal(v)
	if err != nil {
		return append(dst, "null"...)
	}
	return append(dst, b...)
}

// appendList appends the elements of a list as a JSON array.
func appendList[S ~[]E, E any](dst []byte, list S, appendOne func([]byte, E) []byte) []byte {
	dst = append(dst, '[')
	for i, e := range list {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendOne(dst, e)
	}
	return append(dst, ']')
}

// AppendGeometry appends g as a GeoJSON geometry, with up to 7 decimals of a
// degree. A ring is written as a polygon, a bound as its polygon, a collection
// as a GeometryCollection; nil as null.
func AppendGeometry(dst []byte, g orb.Geometry) []byte {
	switch g := g.(type) {
	case nil:
		return append(dst, "null"...)
	case orb.Ring:
		return AppendGeometry(dst, orb.Polygon{g})
	case orb.Bound:
		return AppendGeometry(dst, g.ToPolygon())
	case orb.Collection:
		dst = append(dst, `{"type":"GeometryCollection","geometries":`...)
		return append(appendList(dst, g, AppendGeometry), '}')
	}
	dst = append(dst, `{"type":"`...)
	dst = append(dst, g.GeoJSONType()...)
	dst = append(dst, `","coordinates":`...)
	switch g := g.(type) {
	case orb.Point:
		dst = AppendPoint(dst, g)
	case orb.MultiPoint:
		dst = appendList(dst, g, AppendPoint)
	case orb.LineString:
		dst = appendList(dst, g, AppendPoint)
	case orb.MultiLineString:
		dst = appendList(dst, g, appendPoints[orb.LineString])
	case orb.Polygon:
		dst = appendList(dst, g, appendPoints[orb.Ring])
	case orb.MultiPolygon:
		dst = appendList(dst, g, func(dst []byte, p orb.Polygon) []byte {
			return appendList(dst, p, appendPoints[orb.Ring])
		})
	}
	return append(dst, '}')
}

func appendPoints[S ~[]orb.Point](dst []byte, points S) []byte {
	return appendList(dst, points, AppendPoint)
}

// AppendPoint appends p as a GeoJSON position, [lon,lat] in degrees with up to
// 7 decimals.
func AppendPoint(dst []byte, p orb.Point) []byte {
	dst = append(dst, '[')
	dst = AppendFloat(dst, p[0], degreeDecimals)
	dst = append(dst, ',')
	dst = AppendFloat(dst, p[1], degreeDecimals)
	return append(dst, ']')
}

// AppendFloat appends v rounded to the number of decimals given, 0 to 9,
// without trailing zeros, exponent or negative zero; null when v is not finite.
func AppendFloat(dst []byte, v float64, decimals int) []byte {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return append(dst, "null"...)
	}
	scale := int64(1)
	for range decimals {
		scale *= 10
	}
	scaled := math.Round(v * float64(scale))
	if math.Abs(scaled) >= 1<<53 { // beyond the exact integers of a float64: has no decimals to speak of
		return strconv.AppendFloat(dst, v, 'f', -1, 64)
	}
	n := int64(scaled)
	if n < 0 {
		dst, n = append(dst, '-'), -n
	}
	dst = strconv.AppendInt(dst, n/scale, 10)
	if n %= scale; n == 0 {
		return dst
	}
	for n%10 == 0 {
		n /= 10
		decimals--
	}
	var fraction [10]byte
	fraction[0] = '.'
	for i := decimals; i > 0; i-- {
		fraction[i] = byte('0' + n%10)
		n /= 10
	}
	return append(dst, fraction[:decimals+1]...)
}

// AppendString appends s as a JSON string. Bytes that are not UTF-8 are written
// as U+FFFD, the replacement character.
func AppendString(dst []byte, s string) []byte {
	const hex = "0123456789abcdef"
	dst = append(dst, '"')
	start := 0 // of what is not yet written
	for i := 0; i < len(s); {
		c, size := utf8.DecodeRuneInString(s[i:])
		if c >= ' ' && c != '"' && c != '\\' && !(c == utf8.RuneError && size == 1) {
			i += size
			continue
		}
		dst = append(dst, s[start:i]...)
		switch c {
		case '"', '\\':
			dst = append(dst, '\\', byte(c))
		case '\n':
			dst = append(dst, `\n`...)
		case '\r':
			dst = append(dst, `\r`...)
		case '\t':
			dst = append(dst, `\t`...)
		case utf8.RuneError:
			dst = append(dst, "\ufffd"...)
		default:
			dst = append(dst, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		}
		i += size
		start = i
	}
	dst = append(dst, s[start:]...)
	return append(dst, '"')
}
