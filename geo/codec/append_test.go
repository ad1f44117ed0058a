package codec_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/corridor-rail/corridor/geo/codec"
	"github.com/paulmach/orb"
)

func TestAppendFloat(t *testing.T) {
	for _, test := range []struct {
		v        float64
		decimals int
		want     string
	}{
		{0, 7, "0"},
		{math.Copysign(0, -1), 7, "0"},
		{1, 7, "1"},
		{-1.5, 3, "-1.5"},
		{102.7123456789, 7, "102.7123457"},
		{-0.00000004, 7, "0"},
		{-0.00000006, 7, "-0.0000001"},
		{0.1, 7, "0.1"},
		{1035.0004, 3, "1035"},
		{1035.0006, 3, "1035.001"},
		{0.05, 3, "0.05"},
		{2.5, 0, "3"},
		{1e6, 0, "1000000"},
		{1e20, 3, "100000000000000000000"},
		{-1e20, 7, "-100000000000000000000"},
		{math.NaN(), 3, "null"},
		{math.Inf(1), 3, "null"},
		{math.Inf(-1), 3, "null"},
	} {
		if got := string(codec.AppendFloat(nil, test.v, test.decimals)); got != test.want {
			t.Errorf("AppendFloat(%v, %d) = %s, want %s", test.v, test.decimals, got, test.want)
		}
	}
}

func TestAppendFloatAgreesWithStrconv(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		v, decimals := (rng.Float64()*2-1)*math.Pow(10, float64(rng.IntN(7))), rng.IntN(8)
		got, err := strconv.ParseFloat(string(codec.AppendFloat(nil, v, decimals)), 64)
		if err != nil {
			t.Fatal(err)
		}
		want, err := strconv.ParseFloat(strconv.FormatFloat(v, 'f', decimals, 64), 64)
		if err != nil || got != want {
			t.Fatalf("%v with %d decimals: %v, want %v (%v)", v, decimals, got, want, err)
		}
	}
}

func TestAppendString(t *testing.T) {
	for _, s := range []string{"", "Kunming", "昆明", "Забайкальск", "ວຽງຈັນໃຕ້", "กรุงเทพ", `a "b" \c`, "\x00\x1f\n\r\t\b\f", "\u2028</script>", "🚂", "\x7f"} {
		var back string
		if err := json.Unmarshal(codec.AppendString(nil, s), &back); err != nil || back != s {
			t.Errorf("%q comes back as %q, %v", s, back, err)
		}
	}
	if got := string(codec.AppendString(nil, "a\xffb\xc3")); got != "\"a\ufffdb\ufffd\"" {
		t.Errorf("bytes that are not UTF-8 become %q", got)
	}
}

func TestAppendGeometry(t *testing.T) {
	ring := orb.Ring{{0, 0}, {1, 0}, {1, 1.5}, {0, 0}}
	for _, test := range []struct {
		g    orb.Geometry
		want string
	}{
		{nil, `null`},
		{orb.Point{102.70000001, 25}, `{"type":"Point","coordinates":[102.7,25]}`},
		{orb.MultiPoint{{1, 2}, {3, 4}}, `{"type":"MultiPoint","coordinates":[[1,2],[3,4]]}`},
		{orb.LineString{{1, 2}, {3, 4}}, `{"type":"LineString","coordinates":[[1,2],[3,4]]}`},
		{orb.LineString(nil), `{"type":"LineString","coordinates":[]}`},
		{orb.MultiLineString{{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}}, `{"type":"MultiLineString","coordinates":[[[1,2],[3,4]],[[5,6],[7,8]]]}`},
		{ring, `{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1.5],[0,0]]]}`},
		{orb.Polygon{ring}, `{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1.5],[0,0]]]}`},
		{orb.MultiPolygon{{ring}}, `{"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1.5],[0,0]]]]}`},
		{orb.Bound{Min: orb.Point{0, 1}, Max: orb.Point{2, 3}}, `{"type":"Polygon","coordinates":[[[0,1],[2,1],[2,3],[0,3],[0,1]]]}`},
		{orb.Collection{orb.Point{1, 2}, nil}, `{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]},null]}`},
	} {
		if got := string(codec.AppendGeometry(nil, test.g)); got != test.want {
			t.Errorf("%T: %s, want %s", test.g, got, test.want)
		}
	}
}

func TestGeometriesAreNeverWrittenTo(t *testing.T) {
	ring := orb.Ring{{0, 0}, {1, 0}, {1, 1.123456789}, {0, 0}}
	all := []orb.Geometry{
		orb.Point{1.123456789, 2}, orb.MultiPoint{{1.123456789, 2}}, orb.LineString{{1.123456789, 2}, {3, 4}},
		orb.MultiLineString{{{1.123456789, 2}, {3, 4}}}, ring, orb.Polygon{ring.Clone()}, orb.MultiPolygon{{ring.Clone()}},
		ring.Bound(), orb.Collection{ring.Clone(), orb.Collection{orb.Point{1, 2}}},
	}
	for _, g := range append(all, orb.AllGeometries...) {
		before := fmt.Sprint(g)
		data := codec.AppendGeometry(nil, g)
		if !json.Valid(data) {
			t.Errorf("%T: %s is not JSON", g, data)
		}
		if after := fmt.Sprint(g); after != before {
			t.Errorf("%T was written to: %s, was %s", g, after, before)
		}
	}
}

func TestAppendFeature(t *testing.T) {
	type quality string
	got := string(codec.AppendFeature([]byte("before "), codec.Feature{
		ID:       "cn-kunming",
		Geometry: orb.Point{102.7, 25},
		Properties: []codec.Property{
			{Name: "name", Value: "昆明"},
			{Name: "km", Value: 1035.12345},
			{Name: "gauge_mm", Value: 1435},
			{Name: "derived", Value: false},
			{Name: "official", Value: true},
			{Name: "operator", Value: nil},
			{Name: "kinds", Value: []string{"junction", "freight"}},
			{Name: "gauges_mm", Value: []int{1000, 1435}},
			{Name: "kms", Value: []float64{1.00049, math.NaN()}},
			{Name: "none", Value: []string(nil)},
			{Name: "names", Value: json.RawMessage(`{"zh":"昆明"}`)},
			{Name: "empty", Value: json.RawMessage(nil)},
			{Name: "quality", Value: quality("osm")},
			{Name: "map", Value: map[string]int{"b": 2, "a": 1}},
			{Name: "never", Value: func() {}},
		},
	}))
	want := `before {"type":"Feature","id":"cn-kunming","geometry":{"type":"Point","coordinates":[102.7,25]},"properties":{` +
		`"name":"昆明","km":1035.123,"gauge_mm":1435,"derived":false,"official":true,"operator":null,` +
		`"kinds":["junction","freight"],"gauges_mm":[1000,1435],"kms":[1,null],"none":[],"names":{"zh":"昆明"},"empty":null,` +
		`"quality":"osm","map":{"a":1,"b":2},"never":null}}`
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if got := string(codec.AppendFeature(nil, codec.Feature{})); got != `{"type":"Feature","geometry":null,"properties":{}}` {
		t.Errorf("empty feature: %s", got)
	}
}

func TestCollection(t *testing.T) {
	for _, n := range []int{0, 1, 2, 1000} {
		var buf bytes.Buffer
		c := codec.NewCollection(&buf, codec.Property{Name: "numberMatched", Value: n})
		for i := range n {
			if err := c.Add(codec.Feature{ID: strconv.Itoa(i), Geometry: orb.LineString{{1, 2}, {3, 4}}}); err != nil {
				t.Fatal(err)
			}
		}
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(buf.String(), fmt.Sprintf(`{"type":"FeatureCollection","numberMatched":%d,"features":[`, n)) {
			t.Errorf("begins with %.80q", buf.String())
		}
		back, err := codec.ReadFeatures(&buf, 1<<20)
		if err != nil || len(back) != n {
			t.Errorf("%d features come back as %d, %v", n, len(back), err)
		}
	}
}

// brokenWriter takes a number of bytes and no more.
type brokenWriter struct{ left int }

var errBroken = errors.New("broken")

func (w *brokenWriter) Write(p []byte) (int, error) {
	if w.left -= len(p); w.left < 0 {
		return 0, errBroken
	}
	return len(p), nil
}

func TestCollectionKeepsTheErrorOfItsWriter(t *testing.T) {
	c := codec.NewCollection(&brokenWriter{left: 40_000})
	failed := 0
	for range 2000 {
		if err := c.Add(codec.Feature{Geometry: orb.Point{1, 2}}); err != nil {
			failed++
		}
	}
	if err := c.Close(); failed == 0 || !errors.Is(err, errBroken) {
		t.Errorf("%d errors of Add, Close gives %v", failed, err)
	}
}

func ExampleAppendFeature() {
	f := codec.Feature{
		ID:         "cn-kunming",
		Geometry:   orb.Point{102.7216, 25.0164},
		Properties: []codec.Property{{Name: "name", Value: "Kunming"}, {Name: "km", Value: 1020.65}},
	}
	fmt.Println(string(codec.AppendFeature(nil, f)))
	// Output: {"type":"Feature","id":"cn-kunming","geometry":{"type":"Point","coordinates":[102.7216,25.0164]},"properties":{"name":"Kunming","km":1020.65}}
}

func ExampleCollection() {
	c := codec.NewCollection(os.Stdout, codec.Property{Name: "numberReturned", Value: 1})
	if err := c.Add(codec.Feature{ID: "cn-yumo:935", Geometry: orb.Point{102.7, 25}}); err != nil {
		panic(err)
	}
	if err := c.Close(); err != nil {
		panic(err)
	}
	// Output:
	// {"type":"FeatureCollection","numberReturned":1,"features":[
	// {"type":"Feature","id":"cn-yumo:935","geometry":{"type":"Point","coordinates":[102.7,25]},"properties":{}}
	// ]}
}

func BenchmarkAppendPoint(b *testing.B) {
	var dst []byte
	b.ReportAllocs()
	for b.Loop() {
		dst = codec.AppendPoint(dst[:0], orb.Point{102.7216123, 25.0164321})
	}
}

func BenchmarkAppendFeature(b *testing.B) {
	ls := make(orb.LineString, 100)
	for i := range ls {
		ls[i] = orb.Point{102.7 + float64(i)/997, 25 - float64(i)/991}
	}
	f := codec.Feature{ID: "cn-yumo:a:b", Geometry: ls, Properties: []codec.Property{{Name: "name", Value: "昆明"}, {Name: "km", Value: 12.345}}}
	var dst []byte
	b.ReportAllocs()
	for b.Loop() {
		dst = codec.AppendFeature(dst[:0], f)
	}
	b.SetBytes(int64(len(dst)))
}
