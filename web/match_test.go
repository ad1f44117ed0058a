package web_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/corridor-rail/corridor/web"
)

// hailar is a trace past Hailar, with a point far off the tracks.
const hailar = `{"type":"LineString","coordinates":[[119.5,49.3],[119.65,49.25],[125.1,35.2],[119.9,49.2]],
	"times":["2026-11-22T08:00:00Z","2026-11-22T08:10:00Z",null,"2026-11-22T08:30:00Z"]}`

func post(h http.Handler, target, body string) *http.Response {
	return do(h, http.MethodPost, target, strings.NewReader(body))
}

func TestMatch(t *testing.T) {
	server := newServer(t, sketch, nil)
	for _, test := range []struct{ name, format, mediaType string }{
		{"match", "json", "application/json"},
		{"match-geojson", "geojson", "application/geo+json"},
	} {
		t.Run(test.name, func(t *testing.T) {
			answer := post(server, "/match?sigma=50&max_speed=250&f="+test.format, hailar)
			body := readBody(t, answer)
			if got := answer.Header.Get("Content-Type"); answer.StatusCode != http.StatusOK || got != test.mediaType {
				t.Fatalf("status %d, %s: %s", answer.StatusCode, got, body)
			}
			compareGolden(t, test.name, body)
		})
	}
	t.Run("csv", func(t *testing.T) {
		answer := post(server, "/match?f=csv", hailar)
		rows, err := csv.NewReader(answer.Body).ReadAll()
		if err != nil || len(rows) != 5 || rows[0][0] != "index" || len(rows[0]) != len(rows[3]) {
			t.Errorf("%v: %v", err, rows)
		}
		if got := answer.Header.Get("Content-Type"); !strings.HasPrefix(got, "text/csv") {
			t.Errorf("content type %q", got)
		}
	})
	t.Run("GPX", func(t *testing.T) {
		gpx := `<gpx version="1.1" creator="t"><trk><trkseg><trkpt lat="49.3" lon="119.5"/><trkpt lat="49.25" lon="119.65"/></trkseg></trk></gpx>`
		if answer := post(server, "/match", gpx); answer.StatusCode != http.StatusOK {
			t.Errorf("status %d: %s", answer.StatusCode, readBody(t, answer))
		}
	})
}

// badTraces are traces that are refused, each for a reason of its own.
var badTraces = []struct {
	name, target, body string
	status             int
	says               string
}{
	{"nothing", "/match", "", 400, "want GeoJSON or GPX"},
	{"text", "/match", "hello", 400, "want GeoJSON or GPX"},
	{"no points", "/match", `{"type":"MultiPoint","coordinates":[]}`, 400, "no points"},
	{"swapped", "/match", `{"type":"MultiPoint","coordinates":[[49.3,119.5]]}`, 400, "are the two swapped?"},
	{"swapped in GPX", "/match", `<gpx><rte><rtept lat="119.5" lon="49.3"/></rte></gpx>`, 400, "are the two swapped?"},
	{"NaN", "/match", `{"type":"MultiPoint","coordinates":[[NaN,1]]}`, 400, "invalid character"},
	{"NaN in GPX", "/match", `<gpx><rte><rtept lat="NaN" lon="49.3"/></rte></gpx>`, 400, "NaN"},
	{"back in time", "/match", `{"type":"MultiPoint","coordinates":[[119,49],[119,49]],"times":[2000,1000]}`, 400, "point 1: its time"},
	{"times missing", "/match", `{"type":"MultiPoint","coordinates":[[119,49],[119,49]],"times":[2000]}`, 400, "times than points"},
	{"a polygon", "/match", `{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}`, 400, "want a LineString or MultiPoint"},
	{"unknown gauge", "/match?gauge=1000", hailar, 400, "no line has a gauge of 1000 mm"},
	{"sigma", "/match?sigma=NaN", hailar, 400, "from 1 to 1000"},
	{"unknown parameter", "/match?speed=1", hailar, 400, "speed"},
	{"unknown format", "/match?f=pdf", hailar, 400, "json, geojson or csv"},
	{"too many points", "/match", `{"type":"MultiPoint","coordinates":[` + strings.Repeat("[119,49],", 110_000) + "[119,49]]}", 413, "limit is 100000"},
	{"ten megabytes of points", "/match", `{"type":"MultiPoint","coordinates":[` + strings.Repeat("[119,49],", 1_100_000), 413, "limit is 100000"},
	{"more than ten megabytes", "/match", strings.Repeat(" ", web.MaxTrace+1), 413, "10485760 bytes"},
}

func TestMatchRefuses(t *testing.T) {
	server := newServer(t, sketch, nil)
	for _, test := range badTraces {
		t.Run(test.name, func(t *testing.T) {
			answer := post(server, test.target, test.body)
			problem := decode[web.Problem](t, answer)
			if answer.StatusCode != test.status || !strings.Contains(problem.Detail, test.says) {
				t.Errorf("status %d: %+v", answer.StatusCode, problem)
			}
		})
	}
	t.Run("length not announced", func(t *testing.T) {
		r := httptest.NewRequest(http.MethodPost, "/match", strings.NewReader(strings.Repeat(" ", web.MaxTrace+1)))
		r.ContentLength = -1
		w := httptest.NewRecorder()
		server.ServeHTTP(w, r)
		if w.Code != http.StatusRequestEntityTooLarge {
			t.Errorf("status %d", w.Code)
		}
	})
}

func TestMatchMethods(t *testing.T) {
	server := newServer(t, sketch, nil)
	answer := get(t, server, "/match")
	if allow := answer.Header.Get("Allow"); answer.StatusCode != http.StatusMethodNotAllowed || !strings.Contains(allow, "POST") {
		t.Errorf("GET: status %d, Allow %q", answer.StatusCode, allow)
	}
	answer = do(server, http.MethodOptions, "/match", nil)
	if got := answer.Header.Get("Access-Control-Allow-Methods"); got != "POST, OPTIONS" {
		t.Errorf("OPTIONS: %q", got)
	}
	if got := answer.Header.Get("Access-Control-Allow-Headers"); !strings.Contains(got, "Content-Type") {
		t.Errorf("OPTIONS: headers %q", got)
	}
}

// FuzzMatch posts anything: the answer is an answer or a fault of the client.
func FuzzMatch(f *testing.F) {
	f.Add("sigma=5", []byte(hailar))
	for _, bad := range badTraces[:10] {
		f.Add("f=geojson&gauge=1435", []byte(bad.body))
	}
	server := newServer(f, sketch, nil)
	f.Fuzz(func(t *testing.T, query string, body []byte) {
		r := httptest.NewRequest(http.MethodPost, "/match", bytes.NewReader(body))
		r.URL = &url.URL{Path: "/match", RawQuery: query}
		w := httptest.NewRecorder()
		server.ServeHTTP(w, r)
		if w.Code >= http.StatusInternalServerError || w.Body.Len() == 0 {
			t.Errorf("%s: status %d, %d bytes", query, w.Code, w.Body.Len())
		}
	})
}

// BenchmarkMatch posts a trace of 10,000 points, and traces that are refused.
func BenchmarkMatch(b *testing.B) {
	server := newServer(b, embedded, nil)
	var trace strings.Builder
	trace.WriteString(`{"type":"MultiPoint","coordinates":[[102.72,25.02]`)
	for i := range 9_999 {
		fmt.Fprintf(&trace, ",[%.5f,%.5f]", 102.72-float64(i)*1e-5, 25.02-float64(i)*4e-5)
	}
	trace.WriteString("]}")
	run := func(name, body string, status int) {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if answer := post(server, "/match", body); answer.StatusCode != status {
					b.Fatalf("status %d", answer.StatusCode)
				}
			}
		})
	}
	run("10000 points", trace.String(), http.StatusOK)
	for _, bad := range badTraces {
		if bad.target == "/match" {
			run("refused/"+bad.name, bad.body, bad.status)
		}
	}
}
