package web

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/geo/codec"
)

// MaxTrace is the longest trace that is read, in bytes.
const MaxTrace = 10 << 20

// MatchFormats lists what [WriteMatching] writes.
func MatchFormats() []string { return []string{"json", "geojson", "csv"} }

// ReadFixes reads a trace of at most [corridor.MaxFixes] points in GeoJSON or
// GPX, as [codec.ReadTrace] takes it. What is wrong with it is a
// *[corridor.ParamError].
func ReadFixes(data []byte) ([]corridor.Fix, error) {
	trace, err := codec.ReadTrace(data, corridor.MaxFixes)
	if err != nil {
		return nil, &corridor.ParamError{Param: "trace", Err: err}
	}
	fixes := make([]corridor.Fix, len(trace.Points))
	for i, p := range trace.Points {
		fixes[i].Point = p
		if trace.Times != nil {
			fixes[i].Time = trace.Times[i]
		}
	}
	return fixes, nil
}

// WriteMatching writes a trace on the tracks in one of [MatchFormats]; the
// points have the same properties in each. JSON holds points, and parts with
// their path; GeoJSON the points on the track, then the legs of the parts; CSV
// the points alone. The error is that of the writer.
func WriteMatching(w io.Writer, format string, m *corridor.Matching) error {
	switch format {
	case "geojson":
		return writeFeatures(w, matchFeatures(m))
	case "csv":
		return writePointTable(w, m)
	}
	return writeMatchDocument(w, m)
}

// pointProperties describes a point of a trace. Parts and points are counted
// from 0.
func pointProperties(i int, f corridor.MatchedFix) []codec.Property {
	var at, part, line, name, segment, km, chainage, offset, lon, lat, uncertainty, reason any
	if !f.Time.IsZero() {
		at = f.Time.UTC().Format(time.RFC3339Nano)
	}
	if f.Line != nil {
		part, line, name, segment = f.Part, f.Line.ID, f.Line.Name, f.Segment.ID
		km, chainage, offset, uncertainty = f.Km, corridor.FormatChainage(f.Km), Metres(f.OffsetM), Metres(f.UncertaintyM)
		lon, lat = Degrees(f.Track.Lon()), Degrees(f.Track.Lat())
	} else {
		reason = f.Reason
	}
	return []codec.Property{
		{Name: "index", Value: i},
		{Name: "lon", Value: Degrees(f.Point.Lon())},
		{Name: "lat", Value: Degrees(f.Point.Lat())},
		{Name: "time", Value: at},
		{Name: "part", Value: part},
		{Name: "line", Value: line},
		{Name: "line_name", Value: name},
		{Name: "segment", Value: segment},
		{Name: "km", Value: km},
		{Name: "chainage", Value: chainage},
		{Name: "offset_m", Value: offset},
		{Name: "track_lon", Value: lon},
		{Name: "track_lat", Value: lat},
		{Name: "uncertainty_m", Value: uncertainty},
		{Name: "speed_kmh", Value: Km(f.SpeedKmh)}, // null where unknown
		{Name: "reason", Value: reason},
	}
}

// matchFeatures lists the points, on the track where they were matched, and the
// legs of each part.
func matchFeatures(m *corridor.Matching) []codec.Feature {
	features := make([]codec.Feature, 0, len(m.Fixes))
	for i, f := range m.Fixes {
		at := f.Track
		if f.Line == nil {
			at = f.Point
		}
		features = append(features, codec.Feature{Geometry: at, Properties: pointProperties(i, f)})
	}
	for number, part := range m.Parts {
		for _, leg := range legFeatures(part.Path) {
			leg.Properties = append([]codec.Property{{Name: "part", Value: number}}, leg.Properties...)
			features = append(features, leg)
		}
	}
	return features
}

func writeMatchDocument(w io.Writer, m *corridor.Matching) error {
	points := make([]json.RawMessage, len(m.Fixes))
	matched := 0
	for i, f := range m.Fixes {
		points[i] = object(pointProperties(i, f))
		if f.Line != nil {
			matched++
		}
	}
	parts := make([]json.RawMessage, len(m.Parts))
	for i, p := range m.Parts {
		path := make([]json.RawMessage, len(p.Path))
		for k, leg := range legFeatures(p.Path) {
			path[k] = object(leg.Properties)
		}
		var reason any
		if p.Reason != "" {
			reason = p.Reason
		}
		parts[i] = object([]codec.Property{
			{Name: "first", Value: p.First},
			{Name: "last", Value: p.Last},
			{Name: "distance_km", Value: p.DistanceKm},
			{Name: "reason", Value: reason}, // why the part before did not go on
			{Name: "path", Value: array(path)},
		})
	}
	_, err := w.Write(append(object([]codec.Property{
		{Name: "matched", Value: matched},
		{Name: "unmatched", Value: len(m.Fixes) - matched},
		{Name: "parts", Value: array(parts)},
		{Name: "points", Value: array(points)},
	}), '\n'))
	return err
}

// object is a JSON object of properties.
func object(properties []codec.Property) json.RawMessage {
	dst := []byte{'{'}
	for i, p := range properties {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(codec.AppendString(dst, p.Name), ':')
		dst = codec.AppendValue(dst, p.Value)
	}
	return append(dst, '}')
}

// array is a JSON array, one value a line.
func array(values []json.RawMessage) json.RawMessage {
	dst := []byte{'['}
	for i, v := range values {
		if i > 0 {
			dst = append(dst, ",\n"...)
		}
		dst = append(dst, v...)
	}
	return append(dst, ']')
}

func writePointTable(w io.Writer, m *corridor.Matching) error {
	return writeTable(w, len(m.Fixes), func(i int) []codec.Property { return pointProperties(i, m.Fixes[i]) })
}

// writeTable writes CSV: a row of names, and one for each of n lists of
// properties of these names.
func writeTable(w io.Writer, n int, properties func(i int) []codec.Property) error {
	table := csv.NewWriter(w)
	for i := range n {
		list := properties(i)
		row := make([]string, len(list))
		if i == 0 {
			for k, p := range list {
				row[k] = p.Name
			}
			if err := table.Write(row); err != nil {
				return err
			}
		}
		for k, p := range list {
			row[k] = cell(p.Value)
		}
		if err := table.Write(row); err != nil {
			return err
		}
	}
	table.Flush()
	return table.Error()
}

// cell is a value in a table: text without quotes, nothing for null.
func cell(v any) string {
	if text, ok := v.(string); ok {
		return text
	}
	if text := string(codec.AppendValue(nil, v)); text != "null" {
		return text
	}
	return ""
}

func (s *Server) handleMatch(c echo.Context) error {
	q, format, err := parseMatch(c.QueryString())
	if err != nil {
		return err
	}
	body, err := readBody(c.Request(), MaxTrace, "a trace")
	if err != nil {
		return err
	}
	if q.Fixes, err = ReadFixes(body); err != nil {
		return err
	}
	m, err := s.network.Match(q)
	if err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderContentType, map[string]string{
		"json": mediaJSON, "geojson": mediaGeoJSON, "csv": mediaCSV + "; charset=utf-8",
	}[format])
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	return WriteMatching(c.Response(), format, m)
}

// readBody reads the body of a request, and no more than most bytes of it: a
// longer one is refused by its announced length before any is read.
func readBody(r *http.Request, most int64, what string) ([]byte, error) {
	tooLarge := echo.NewHTTPError(http.StatusRequestEntityTooLarge, fmt.Sprintf("%s may have %d bytes", what, most))
	if r.ContentLength > most {
		return nil, tooLarge
	}
	var body bytes.Buffer
	body.Grow(int(max(r.ContentLength, 0)))
	if _, err := body.ReadFrom(io.LimitReader(r.Body, most+1)); err != nil {
		return nil, echo.NewHTTPError(http.StatusBadRequest, "the body could not be read to its end")
	}
	if int64(body.Len()) > most {
		return nil, tooLarge
	}
	return body.Bytes(), nil
}
