package web_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/corridor-rail/corridor/web"
)

// requireGDAL skips a test where GDAL is not installed, unless it must be.
func requireGDAL(t *testing.T) {
	t.Helper()
	if _, err := exec.LookPath("ogr2ogr"); err != nil {
		if os.Getenv("CORRIDOR_REQUIRE_ALL") == "1" {
			t.Fatal("GDAL is not installed")
		}
		t.Skip("GDAL is not installed: apt-get install gdal-bin")
	}
}

// run executes a client and returns what it printed.
func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s", name, args, err, out)
	}
	return string(out)
}

// liveServer serves a dataset at a local port and notes what it is asked.
type liveServer struct {
	*httptest.Server
	mu    sync.Mutex
	asked []string
}

func newLiveServer(t *testing.T, dir string) *liveServer {
	t.Helper()
	server, err := web.New(web.Config{Network: openNetwork(t, dir)})
	if err != nil {
		t.Fatal(err)
	}
	live := &liveServer{}
	live.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		live.mu.Lock()
		live.asked = append(live.asked, r.URL.RequestURI())
		live.mu.Unlock()
		server.ServeHTTP(w, r)
	}))
	t.Cleanup(live.Close)
	return live
}

// wasAsked reports whether a request since the last call held that text.
func (l *liveServer) wasAsked(text string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	asked := strings.Join(l.asked, "\n")
	l.asked = nil
	return strings.Contains(asked, text)
}

func (l *liveServer) matched(t *testing.T, collection, query string) int {
	t.Helper()
	answer, err := http.Get(l.URL + "/collections/" + collection + "/items?limit=1" + query)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	return decode[featurePage](t, answer).NumberMatched
}

// TestGDALReadsCollections has GDAL's OAPIF driver page through every collection
// of the real dataset.
func TestGDALReadsCollections(t *testing.T) {
	requireGDAL(t)
	live := newLiveServer(t, embedded)
	for _, c := range []string{"lines", "segments", "stations", "crossings", "corridors", "kmposts"} {
		t.Run(c, func(t *testing.T) {
			want := live.matched(t, c, "")
			out := filepath.Join(t.TempDir(), "out.csv")
			run(t, "ogr2ogr", "-f", "CSV", out, "OAPIF:"+live.URL, c, "-oo", "PAGE_SIZE=5000", "-select", "id")
			table, err := os.ReadFile(out)
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.Count(string(table), "\n") - 1; got != want || got == 0 {
				t.Errorf("GDAL read %d features, want %d", got, want)
			}
		})
	}
}

// TestGDALFilters: a window and a condition reach the service as parameters, so
// GDAL need not read everything.
func TestGDALFilters(t *testing.T) {
	requireGDAL(t)
	live := newLiveServer(t, embedded)
	tests := []struct {
		name, collection, query, asked string
		args                           []string
	}{
		{"window", "segments", "&bbox=100,14,105,22", "bbox=100", []string{"-spat", "100", "14", "105", "22"}},
		{"text", "segments", "&line=cn-binzhou", "line=cn-binzhou", []string{"-where", "line='cn-binzhou'"}},
		{"number", "lines", "&gauge_mm=1520&country=MN", "gauge_mm=1520", []string{"-where", "gauge_mm=1520 AND country='MN'"}},
		{"Chinese", "stations", "&name_zh=满洲里", "name_zh=", []string{"-where", "name_zh='满洲里'"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			want := live.matched(t, test.collection, test.query)
			live.wasAsked("")
			out := run(t, "ogrinfo", append([]string{"-ro", "-so", "OAPIF:" + live.URL, test.collection}, test.args...)...)
			if line := fmt.Sprintf("Feature Count: %d\n", want); want == 0 || !strings.Contains(out, line) {
				t.Errorf("%q is not in\n%s", line, out)
			}
			if !live.wasAsked(test.asked) {
				t.Errorf("GDAL did not ask for %s", test.asked)
			}
		})
	}
}

// TestGDALOpensAnswers: a URL of items and a route are GeoJSON to GDAL.
func TestGDALOpensAnswers(t *testing.T) {
	requireGDAL(t)
	live := newLiveServer(t, sketch)
	const route = "/route?from=ru-karymskaya&to=cn-beijing"
	legs := len(decode[featurePage](t, get(t, newServer(t, sketch, nil), route)).Features)
	for path, want := range map[string]int{
		"/collections/stations/items?limit=10000": live.matched(t, "stations", ""),
		route: legs,
	} {
		out := run(t, "ogrinfo", "-ro", "-so", "-al", live.URL+path)
		if line := fmt.Sprintf("Feature Count: %d\n", want); !strings.Contains(out, line) {
			t.Errorf("%s: %q is not in\n%s", path, line, out)
		}
	}
}
