package codec_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"github.com/corridor-rail/corridor/geo/codec"
)

const (
	lineTrace    = `{"type":"LineString","coordinates":[[102.7,25],[102.71,25.01,1890]],"coordTimes":["2026-11-22T08:00:00Z","2026-11-22T16:00:30+08:00"]}`
	featureTrace = `{"type":"Feature","geometry":{"type":"MultiPoint","coordinates":[[102.7,25]]},"properties":{"times":[1795334400000]}}`
	nestedTrace  = `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"coordinateProperties":{"times":[null,"2026-11-22T08:00:30Z"]}},
		"geometry":{"type":"LineString","coordinates":[[102.7,25],[102.71,25.01]]}}]}`
	gpxTrace = `<?xml version="1.0"?><gpx version="1.1" creator="t" xmlns="http://www.topografix.com/GPX/1/1"><wpt lat="1" lon="2"/><trk>
		<trkseg><trkpt lat="25" lon="102.7"><ele>1890</ele><time>2026-11-22T08:00:00Z</time></trkpt></trkseg>
		<trkseg><trkpt lat="25.01" lon="102.71"><time>2026-11-22T08:00:30Z</time></trkpt></trkseg></trk></gpx>`
	gpxRoute = `<gpx version="1.1" creator="t"><rte><rtept lat="25" lon="102.7"/><rtept lat="25.01" lon="102.71"/></rte></gpx>`
)

func ExampleReadTrace() {
	t, err := codec.ReadTrace([]byte(gpxTrace), 100_000)
	fmt.Println(t.Points, t.Times, err)
	// Output:
	// [[102.7 25] [102.71 25.01]] [2026-11-22 08:00:00 +0000 UTC 2026-11-22 08:00:30 +0000 UTC] <nil>
}

func TestReadTrace(t *testing.T) {
	eight := time.Date(2026, 11, 22, 8, 0, 0, 0, time.UTC)
	later := eight.Add(30 * time.Second)
	two := []orb.Point{{102.7, 25}, {102.71, 25.01}}
	tests := []struct {
		name, text string
		points     []orb.Point
		times      []time.Time
	}{
		{"line string", lineTrace, two, []time.Time{eight, later}},
		{"feature of points", featureTrace, two[:1], []time.Time{eight}},
		{"collection, a time missing", nestedTrace, two, []time.Time{{}, later}},
		{"without times", `{"type":"LineString","coordinates":[[102.7,25],[102.71,25.01]]}`, two, nil},
		{"byte order mark", "\ufeff\n" + featureTrace, two[:1], []time.Time{eight}},
		{"empty", `{"type":"MultiPoint","coordinates":[],"times":[]}`, nil, []time.Time{}},
		{"GPX track", gpxTrace, two, []time.Time{eight, later}},
		{"GPX route", gpxRoute, two, nil},
		{"GPX of nothing", `<gpx version="1.1" creator="t"></gpx>`, nil, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := codec.ReadTrace([]byte(tt.text), 10)
			if err != nil {
				t.Fatal(err)
			}
			if fmt.Sprint(got.Points) != fmt.Sprint(tt.points) || len(got.Times) != len(tt.times) {
				t.Fatalf("got %v", got)
			}
			for i, want := range tt.times {
				if !got.Times[i].Equal(want) {
					t.Errorf("time %d is %v, want %v", i, got.Times[i], want)
				}
			}
		})
	}
}

func TestReadTraceRefuses(t *testing.T) {
	many := `{"type":"MultiPoint","coordinates":[` + strings.Repeat("[1,2],", 1100) + `[1,2]]}`
	tests := []struct {
		name, text, says string
		tooLarge         bool
	}{
		{"nothing", " \n", "want GeoJSON or GPX", false},
		{"neither", "lon,lat\n1,2", `begins with "l"`, false},
		{"points", `{"type":"MultiPoint","coordinates":[[1,2],[1,2],[1,2],[1,2],[1,2],[1,2]]}`, "limit is 5", true},
		{"points, not even JSON", strings.TrimSuffix(many, "}"), "limit is 5", true},
		{"GPX points", strings.Replace(gpxRoute, "<rtept", strings.Repeat("<rtept/>", 9)+"<rtept", 1), "limit is 5", true},
		{"broken JSON", `{"type":"MultiPoint"`, "unexpected end", false},
		{"broken XML", "<gpx><trk>", "EOF", false},
		{"not UTF-8", "{\"type\":\"\xff\"}", "UTF-8", false},
		{"NaN", `{"type":"MultiPoint","coordinates":[[NaN,2]]}`, "invalid character 'N'", false},
		{"beyond numbers", `{"type":"MultiPoint","coordinates":[[1e999,2]]}`, "not a number", false},
		{"GPX NaN", `<gpx><rte><rtept lat="x" lon="1"/></rte></gpx>`, "invalid syntax", false},
		{"swapped", `{"type":"MultiPoint","coordinates":[[25,102.7]]}`, "are the two swapped?", false},
		{"one point of a line", `{"type":"LineString","coordinates":[[1,2]]}`, "at least 2", false},
		{"polygon", `{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}`, "is a Polygon; want a LineString or MultiPoint", false},
		{"two features", `{"type":"FeatureCollection","features":[` + featureTrace + "," + featureTrace + `]}`, "2 features; want one", false},
		{"no geometry", `{"type":"Feature","geometry":null,"properties":null}`, "no geometry", false},
		{"fewer times", `{"type":"MultiPoint","coordinates":[[1,2],[1,3]],"times":[0]}`, "want 2, one or null for each", false},
		{"more times", `{"type":"MultiPoint","coordinates":[[1,2]],"times":[0,1,2]}`, "want 1, one or null for each", false},
		{"no time", `{"type":"MultiPoint","coordinates":[[1,2]],"times":["noon"]}`, "time 0", false},
		{"times of another kind", `{"type":"MultiPoint","coordinates":[[1,2]],"times":[true]}`, "neither an RFC 3339 time nor", false},
		{"times no list", `{"type":"MultiPoint","coordinates":[[1,2]],"times":"8:00"}`, "no array", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := codec.ReadTrace([]byte(tt.text), 5)
			if err == nil || !strings.Contains(err.Error(), tt.says) || errors.Is(err, codec.ErrTooLarge) != tt.tooLarge {
				t.Errorf("got %v", err)
			}
		})
	}
}

// FuzzReadTrace: whatever comes in, points keep to the limit, and times to the
// points.
func FuzzReadTrace(f *testing.F) {
	for _, text := range []string{lineTrace, featureTrace, nestedTrace, gpxTrace, gpxRoute,
		`{"type":"Feature","geometry":{"type":"LineString","coordinates":[[1,2],[3,4]],"times":[0,1e12]},"properties":[]}`,
		`{"coordinates":[],"type":"MultiPoint","times":[}`, "<gpx/>", "{", "<"} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		const most = 20
		got, err := codec.ReadTrace(data, most)
		if err != nil {
			return
		}
		if len(got.Points) > most || got.Times != nil && len(got.Times) != len(got.Points) {
			t.Errorf("%d points, %d times", len(got.Points), len(got.Times))
		}
	})
}

// BenchmarkReadTrace reads 10,000 points with times, and refuses ten megabytes.
func BenchmarkReadTrace(b *testing.B) {
	var line, track bytes.Buffer
	line.WriteString(`{"type":"LineString","coordinates":[[102.7,25]`)
	track.WriteString(`<gpx version="1.1" creator="t"><trk><trkseg>`)
	for i := range 9_999 {
		fmt.Fprintf(&line, ",[%.6f,%.6f]", 102.7+float64(i)/1e5, 25.0)
	}
	line.WriteString(`],"times":[0`)
	for i := range 9_999 {
		fmt.Fprintf(&line, `,"2026-11-22T08:%02d:%02dZ"`, i/60%60, i%60)
	}
	line.WriteString("]}")
	for range 10_000 {
		track.WriteString(`<trkpt lat="25.123456" lon="102.123456"><time>2026-11-22T08:00:00Z</time></trkpt>`)
	}
	track.WriteString(`</trkseg></trk></gpx>`)
	crowd := []byte(`{"type":"MultiPoint","coordinates":[` + strings.Repeat("[102.7,25],", 900_000))
	for _, bench := range []struct {
		name    string
		data    []byte
		refused bool
	}{{"GeoJSON", line.Bytes(), false}, {"GPX", track.Bytes(), false}, {"too many points", crowd, true}} {
		b.Run(bench.name, func(b *testing.B) {
			b.SetBytes(int64(len(bench.data)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := codec.ReadTrace(bench.data, 100_000); (err != nil) != bench.refused {
					b.Fatal(err)
				}
			}
		})
	}
}
