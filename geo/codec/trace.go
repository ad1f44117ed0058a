package codec

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/paulmach/orb"
	"github.com/twpayne/go-gpx"
)

// Trace is a run of positions as a receiver wrote them.
type Trace struct {
	Points []orb.Point // lon/lat in degrees; GPX positions are not checked
	Times  []time.Time // by point; zero: unknown; nil: none is known
}

// fewBrackets is how many arrays a trace in GeoJSON may hold besides its
// positions.
const fewBrackets = 1000

// ReadTrace reads a trace of at most so many points; it may have none:
//
//   - GeoJSON, as strict as [ReadFeatures]: a LineString or MultiPoint, a Feature
//     of one, or a collection of one such Feature. Times are the array "times"
//     or "coordTimes" of the geometry, of the properties or of their
//     "coordinateProperties": RFC 3339 strings, milliseconds since 1970, or null.
//   - GPX: the points of all tracks in their order; of all routes where there is
//     no track.
//
// More points give an error that wraps [ErrTooLarge], before they are decoded.
func ReadTrace(data []byte, most int) (t Trace, err error) {
	data = bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\ufeff")))
	switch {
	case len(data) == 0:
		return Trace{}, errors.New("trace: there is nothing; want GeoJSON or GPX")
	case data[0] == '{':
		if t, err = readGeoJSONTrace(data, most); err != nil {
			return Trace{}, fmt.Errorf("GeoJSON: %w", err)
		}
	case data[0] == '<':
		if t, err = readGPXTrace(data, most); err != nil {
			return Trace{}, fmt.Errorf("GPX: %w", err)
		}
	default:
		return Trace{}, fmt.Errorf("trace: begins with %q; want GeoJSON or GPX", data[:1])
	}
	return t, tooMany(len(t.Points), most)
}

func tooMany(points, most int) error {
	if points > most {
		return fmt.Errorf("%w: some %d points, the limit is %d", ErrTooLarge, points, most)
	}
	return nil
}

func readGeoJSONTrace(data []byte, most int) (Trace, error) {
	if err := tooMany(bytes.Count(data, []byte("["))-fewBrackets, most); err != nil {
		return Trace{}, err
	}
	if err := checkJSON(data); err != nil {
		return Trace{}, err
	}
	geometry, properties, err := traceFeature(data)
	if err != nil {
		return Trace{}, err
	}
	g, err := readGeometry(geometry)
	if err != nil {
		return Trace{}, err
	}
	var t Trace
	switch g := g.(type) {
	case orb.LineString:
		t.Points = g
	case orb.MultiPoint:
		t.Points = g
	case nil:
		return Trace{}, errors.New("there is no geometry; want a LineString or MultiPoint")
	default:
		return Trace{}, fmt.Errorf("the geometry is a %s; want a LineString or MultiPoint", g.GeoJSONType())
	}
	t.Times, err = readTimes(len(t.Points), geometry, properties)
	return t, err
}

// traceFeature returns the geometry and the properties of a document.
func traceFeature(data []byte) (geometry, properties []byte, err error) {
	doc, err := object(data)
	if err != nil {
		return nil, nil, err
	}
	switch doc.text("type") {
	case "FeatureCollection":
		features, err := readCollection(data)
		if err != nil {
			return nil, nil, err
		}
		if len(features) != 1 {
			return nil, nil, fmt.Errorf("there are %d features; want one", len(features))
		}
		if doc, err = object(features[0]); err != nil {
			return nil, nil, err
		}
		return doc["geometry"], doc["properties"], doc.wantType("Feature")
	case "Feature":
		return doc["geometry"], doc["properties"], nil
	}
	return data, nil, nil
}

// readTimes returns the first list of times found, nil where there is none.
func readTimes(points int, geometry, properties []byte) ([]time.Time, error) {
	for _, raw := range [][]byte{geometry, properties} {
		if isNull(raw) || raw[0] != '{' {
			continue
		}
		doc, err := object(raw)
		if err != nil {
			return nil, err
		}
		list := timeList(doc)
		if inner := doc["coordinateProperties"]; list == nil && !isNull(inner) && inner[0] == '{' {
			if doc, err = object(inner); err != nil {
				return nil, err
			}
			list = timeList(doc)
		}
		if list != nil {
			return parseTimes(list, points)
		}
	}
	return nil, nil
}

func timeList(doc members) []byte {
	for _, name := range []string{"times", "coordTimes"} {
		if raw := doc[name]; !isNull(raw) {
			return raw
		}
	}
	return nil
}

func parseTimes(list []byte, points int) ([]time.Time, error) {
	if list[0] != '[' {
		return nil, errors.New("the times are no array")
	}
	c := &cursor{data: list}
	raws := listOf(c, points+1)
	if len(raws) != points {
		return nil, fmt.Errorf("there are more or fewer times than points; want %d, one or null for each", points)
	}
	times := make([]time.Time, points)
	for i, raw := range raws {
		var err error
		if times[i], err = parseTime(raw); err != nil {
			return nil, fmt.Errorf("time %d: %w", i, err)
		}
	}
	return times, nil
}

// listOf reads the values of an array, at most so many.
func listOf(c *cursor, most int) [][]byte {
	var all [][]byte
	for c.accept('['); len(all) < most && !c.accept(']'); {
		c.accept(',')
		all = append(all, c.value())
	}
	return all
}

// Years that a time in milliseconds may lie in: those that RFC 3339 can write.
const maxUnixMilli = 253402300799999

func parseTime(raw []byte) (time.Time, error) {
	switch {
	case isNull(raw):
		return time.Time{}, nil
	case raw[0] == '"':
		return time.Parse(time.RFC3339, unquote(raw))
	}
	var ms float64
	if err := json.Unmarshal(raw, &ms); err != nil || !(ms >= 0 && ms <= maxUnixMilli) {
		return time.Time{}, fmt.Errorf("%.40s is neither an RFC 3339 time nor milliseconds since 1970", raw)
	}
	return time.UnixMilli(int64(ms)).UTC(), nil
}

func readGPXTrace(data []byte, most int) (Trace, error) {
	points := max(bytes.Count(data, []byte("<trkpt")), bytes.Count(data, []byte("<rtept")))
	if err := tooMany(points, most); err != nil {
		return Trace{}, err
	}
	doc, err := gpx.Read(bytes.NewReader(data))
	if err != nil {
		return Trace{}, err
	}
	var all []*gpx.WptType
	for _, track := range doc.Trk {
		for _, segment := range track.TrkSeg {
			all = append(all, segment.TrkPt...)
		}
	}
	if all == nil {
		for _, route := range doc.Rte {
			all = append(all, route.RtePt...)
		}
	}
	t := Trace{Points: make([]orb.Point, len(all)), Times: make([]time.Time, len(all))}
	timed := false
	for i, p := range all {
		t.Points[i], t.Times[i] = orb.Point{p.Lon, p.Lat}, p.Time
		timed = timed || !p.Time.IsZero()
	}
	if !timed {
		t.Times = nil
	}
	return t, nil
}
