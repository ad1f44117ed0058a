package codec_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/corridor-rail/corridor/geo/codec"
	"github.com/paulmach/orb"
)

// collection wraps features in a FeatureCollection.
func collection(features ...string) string {
	return `{"type":"FeatureCollection","features":[` + strings.Join(features, ",") + `]}`
}

// feature wraps a geometry in a feature.
func feature(geometry string) string {
	return `{"type":"Feature","id":"x","geometry":` + geometry + `,"properties":{"a":1}}`
}

func read(t *testing.T, doc string) ([]codec.RawFeature, error) {
	t.Helper()
	return codec.ReadFeatures(strings.NewReader(doc), 1<<20)
}

func TestReadFeatures(t *testing.T) {
	ring := orb.Ring{{0, 0}, {1, 0}, {1, 1}, {0, 0}}
	for _, test := range []struct {
		geometry string
		want     orb.Geometry
	}{
		{`null`, nil},
		{`{"type":"Point","coordinates":[102.7,25]}`, orb.Point{102.7, 25}},
		{`{"type":"Point","coordinates":[ -1.5e1 ,
			0.5E+1 ]}`, orb.Point{-15, 5}},
		{`{"type":"Point","coordinates":[102.7,25,1900]}`, orb.Point{102.7, 25}},
		{`{"coordinates":[102.7,25,1900,7],"bbox":[1,2,3,4],"type":"Point"}`, orb.Point{102.7, 25}},
		{`{"type":"MultiPoint","coordinates":[[1,2],[3,4]]}`, orb.MultiPoint{{1, 2}, {3, 4}}},
		{`{"type":"MultiPoint","coordinates":[]}`, orb.MultiPoint(nil)},
		{`{"type":"LineString","coordinates":[[1,2],[3,4],[5,6]]}`, orb.LineString{{1, 2}, {3, 4}, {5, 6}}},
		{`{"type":"MultiLineString","coordinates":[[[1,2],[3,4]],[[5,6],[7,8]]]}`, orb.MultiLineString{{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}}},
		{`{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}`, orb.Polygon{ring}},
		{`{"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1],[0,0]]]]}`, orb.MultiPolygon{{ring}}},
	} {
		got, err := read(t, collection(feature(test.geometry)))
		if err != nil {
			t.Errorf("%s: %v", test.geometry, err)
			continue
		}
		if f := got[0]; f.ID != "x" || string(f.Properties) != `{"a":1}` || !orb.Equal(f.Geometry, test.want) {
			t.Errorf("%s: %+v", test.geometry, f)
		}
	}
}

func TestReadFeaturesOptionalMembers(t *testing.T) {
	got, err := read(t, collection(
		`{"type":"Feature","geometry":null,"properties":null}`,
		`{"type":"Feature","id":42,"links":[],"geometry":null}`,
		`{ "type" : "Feature" , "id" : 1.5e3 , "x" : [ { "]" : "\\\"}" } ] , "geometry" : null }`,
		`{"type":"Feature","id":"a\u0022b\\","geometry":null}`,
		`{"type":"Feature","id":null,"geometry":null,"properties":{}}`,
	))
	if err != nil {
		t.Fatal(err)
	}
	for i, id := range []string{"", "42", "1.5e3", `a"b\`, ""} {
		if got[i].ID != id || got[i].Geometry != nil {
			t.Errorf("feature %d: %+v", i, got[i])
		}
	}
	if got, err := read(t, " "+collection()+"\n"); err != nil || len(got) != 0 {
		t.Errorf("empty collection: %v, %v", got, err)
	}
}

func TestReadFeaturesErrors(t *testing.T) {
	point := func(coordinates string) string {
		return collection(feature(`null`), feature(`{"type":"Point","coordinates":`+coordinates+`}`))
	}
	line := func(coordinates string) string {
		return collection(feature(`{"type":"LineString","coordinates":` + coordinates + `}`))
	}
	for _, test := range []struct{ name, doc, want string }{
		{"empty", ``, "GeoJSON"},
		{"not JSON", `hello`, "invalid character"},
		{"cut off", collection()[:30], "unexpected end"},
		{"something after", collection() + `{}`, "after top-level value"},
		{"not UTF-8", collection(`{"type":"Feature","id":"` + "\xff" + `","geometry":null}`), "not UTF-8"},
		{"array", `[]`, "not an object"},
		{"null", `null`, "not an object"},
		{"type in capitals", `{"TYPE":"FeatureCollection","features":[]}`, `type is ""`},
		{"type not text", `{"type":1,"features":[]}`, `type is ""`},
		{"other type", `{"type":"Feature","geometry":null}`, `type is "Feature", want FeatureCollection`},
		{"no features", `{"type":"FeatureCollection"}`, `"features" is missing or not an array`},
		{"features not a list", `{"type":"FeatureCollection","features":{}}`, `"features" is missing or not an array`},
		{"feature not an object", collection(`1`), "feature 0"},
		{"feature of another type", collection(feature(`null`), `{"type":"Point"}`), `feature 1: type is "Point", want Feature`},
		{"id", collection(`{"type":"Feature","id":{}}`), "id is neither a string nor a number"},
		{"properties", collection(`{"type":"Feature","id":"q","properties":[1]}`), `id "q": properties are neither`},
		{"geometry type", collection(feature(`{"type":"Circle","coordinates":[1,2]}`)), `type is "Circle", want Point`},
		{"geometry not an object", collection(feature(`[1,2]`)), "geometry: not an object"},
		{"no coordinates", collection(feature(`{"type":"Point"}`)), "coordinates are missing"},
		{"one number", point(`[1]`), `feature 1: id "x": geometry: coordinates: a position has 1 numbers`},
		{"no number", point(`[]`), "a position has 0 numbers"},
		{"five numbers", point(`[1,2,3,4,5]`), "more than 4 numbers"},
		{"text", point(`["1",2]`), "not a number"},
		{"null number", point(`[null,2]`), "not a number"},
		{"object", point(`{"lon":1}`), "not nested as deep"},
		{"too deep", point(`[[1,2]]`), "nested too deep"},
		{"not deep enough", line(`[1,2]`), "not nested as deep"},
		{"longitude", point(`[180.1,2]`), "longitude 180.1, latitude 2 is no position; want degrees from -180 to 180"},
		{"latitude", point(`[25,-102.7]`), "lies outside"},
		{"plus sign", point(`[+1,2]`), "invalid character '+'"},
		{"overflow", point(`[1e999,2]`), "not a number"},
		{"line of one", line(`[[1,2]]`), "a line has 1 positions, need at least 2"},
		{"line of none", line(`[]`), "a line has 0 positions"},
		{"polygon without a ring", collection(feature(`{"type":"Polygon","coordinates":[]}`)), "no ring"},
		{"ring too short", collection(feature(`{"type":"Polygon","coordinates":[[[0,0],[1,1],[0,0]]]}`)), "a ring of 3 positions"},
		{"ring open", collection(feature(`{"type":"Polygon","coordinates":[[[0,0],[1,1],[2,0],[0,1]]]}`)), "the last equals the first"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := read(t, test.doc)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want one with %q", err, test.want)
			}
		})
	}
}

func TestReadFeaturesLimit(t *testing.T) {
	doc := collection(feature(`null`))
	if _, err := codec.ReadFeatures(strings.NewReader(doc), int64(len(doc))); err != nil {
		t.Errorf("at the limit: %v", err)
	}
	if _, err := codec.ReadFeatures(strings.NewReader(doc), int64(len(doc))-1); !errors.Is(err, codec.ErrTooLarge) {
		t.Errorf("beyond the limit: %v", err)
	}
	if _, err := codec.ReadFeatures(iotest.ErrReader(io.ErrClosedPipe), 10); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("broken reader: %v", err)
	}
}

// FuzzReadFeatures checks that whatever is accepted can be written, and that
// what is written reads back as the same bytes.
func FuzzReadFeatures(f *testing.F) {
	for _, geometry := range []string{
		`null`,
		`{"type":"Point","coordinates":[102.7,25,1900]}`,
		`{"type":"MultiPoint","coordinates":[[1,2],[3,4]]}`,
		`{"type":"LineString","coordinates":[[1e1,2],[-3.5,4]]}`,
		`{"type":"MultiLineString","coordinates":[[[1,2],[3,4]],[[5,6],[7,8]]]}`,
		`{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}`,
		`{"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1],[0,0]]]]}`,
		`{"type":"Point","coordinates":[1,[2]]}`,
	} {
		f.Add([]byte(collection(feature(geometry), feature(`null`))))
	}
	f.Add([]byte(`{"type":"FeatureCollection","features":[{"type":"Feature","id":7}]}`))
	f.Fuzz(func(t *testing.T, doc []byte) {
		features, err := codec.ReadFeatures(bytes.NewReader(doc), 1<<16)
		if err != nil {
			return
		}
		first := write(t, features)
		again, err := codec.ReadFeatures(bytes.NewReader(first), 1<<20)
		if err != nil {
			t.Fatalf("what was written is refused: %v\n%s", err, first)
		}
		if second := write(t, again); !bytes.Equal(first, second) {
			t.Fatalf("written twice:\n%s\n%s", first, second)
		}
	})
}

func write(t *testing.T, features []codec.RawFeature) []byte {
	var buf bytes.Buffer
	c := codec.NewCollection(&buf)
	for _, f := range features {
		if f.Properties != nil && !json.Valid(f.Properties) {
			t.Fatalf("properties are not JSON: %s", f.Properties)
		}
		if err := c.Add(codec.Feature{ID: f.ID, Geometry: f.Geometry}); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	if !json.Valid(buf.Bytes()) {
		t.Fatalf("not JSON: %s", buf.Bytes())
	}
	return buf.Bytes()
}

func ExampleReadFeatures() {
	doc := `{"type": "FeatureCollection", "features": [
		{"type": "Feature", "id": "cn-kunming", "geometry": {"type": "Point", "coordinates": [102.7, 25.0]}, "properties": {"km": 1}},
		{"type": "Feature", "id": "la-boten", "geometry": {"type": "Point", "coordinates": [21.2, 101.7]}, "properties": {}}
	]}`
	_, err := codec.ReadFeatures(strings.NewReader(doc), 1<<20)
	fmt.Println(err)
	// Output: GeoJSON: feature 1: id "la-boten": geometry: coordinates: latitude 101.7 lies outside -90 to 90; longitude comes first: are the two swapped?
}

func BenchmarkReadFeatures(b *testing.B) {
	var buf bytes.Buffer
	c := codec.NewCollection(&buf)
	for i := range 1000 {
		ls := make(orb.LineString, 50)
		for k := range ls {
			ls[k] = orb.Point{100 + float64(i)/997, 25 - float64(k)/991}
		}
		if err := c.Add(codec.Feature{ID: fmt.Sprint(i), Geometry: ls, Properties: []codec.Property{{Name: "km", Value: 1.5}}}); err != nil {
			b.Fatal(err)
		}
	}
	if err := c.Close(); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(buf.Len()))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := codec.ReadFeatures(bytes.NewReader(buf.Bytes()), 1<<30); err != nil {
			b.Fatal(err)
		}
	}
}
