package web_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"testing/fstest"

	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/corridor/source"
	"github.com/corridor-rail/corridor/web"
)

var update = flag.Bool("update", false, "write the golden files in testdata")

// openNetwork loads a dataset folder.
func openNetwork(t testing.TB, dir string) *corridor.Network {
	t.Helper()
	ds, err := source.Read(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	n, err := corridor.New(ds)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// sketch is a small made-up dataset, embedded the real one.
const (
	sketch   = "testdata/dataset"
	embedded = "../assets/data"
)

var testPage = fstest.MapFS{
	"index.html":         {Data: []byte("<!doctype html><title>Test</title>" + string(bytes.Repeat([]byte("<p>railway</p>"), 200)))},
	"app-3KZDWVXR.js":    {Data: []byte("export {}")},
	"site-manifest.json": {Data: []byte("{}")},
	".gitkeep":           {},
}

func newServer(t testing.TB, dir string, page fs.FS) *web.Server {
	t.Helper()
	s, err := web.New(web.Config{Network: openNetwork(t, dir), Page: page, BaseURL: "https://rail.example"})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// get asks the handler; headers come in pairs of name and value.
func get(t testing.TB, h http.Handler, target string, headers ...string) *http.Response {
	t.Helper()
	return do(h, http.MethodGet, target, nil, headers...)
}

func do(h http.Handler, method, target string, body io.Reader, headers ...string) *http.Response {
	r := httptest.NewRequest(method, target, body)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func readBody(t testing.TB, r *http.Response) []byte {
	t.Helper()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return body
}

func decode[T any](t testing.TB, r *http.Response) T {
	t.Helper()
	var v T
	body := readBody(t, r)
	if err := json.Unmarshal(body, &v); err != nil {
		t.Fatalf("%v in %.200s", err, body)
	}
	return v
}

// compareGolden compares JSON with testdata/golden/name.json.
func compareGolden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", "golden", name+".json")
	if *update {
		var indented bytes.Buffer
		if err := json.Indent(&indented, bytes.TrimSpace(got), "", " "); err != nil {
			t.Fatalf("%v in %.200s", err, got)
		}
		indented.WriteByte('\n')
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, indented.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v; run go test -update", err)
	}
	var gotValue, wantValue any
	if err := json.Unmarshal(got, &gotValue); err != nil {
		t.Fatalf("%v in %.200s", err, got)
	}
	if err := json.Unmarshal(want, &wantValue); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(gotValue, wantValue) {
		t.Errorf("differs from %s:\n%s", path, got)
	}
}
