package web_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/corridor-rail/corridor/web"
)

func TestMethods(t *testing.T) {
	server := newServer(t, sketch, testPage)
	for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodDelete, http.MethodPatch} {
		answer := do(server, method, "/distance", strings.NewReader("{}"))
		if answer.StatusCode != http.StatusMethodNotAllowed {
			t.Errorf("%s: status %d", method, answer.StatusCode)
		}
		if allow := answer.Header.Get("Allow"); !strings.Contains(allow, "GET") || !strings.Contains(allow, "HEAD") {
			t.Errorf("%s: Allow is %q", method, allow)
		}
		if got := decode[web.Problem](t, answer); got.Status != http.StatusMethodNotAllowed {
			t.Errorf("%s: problem %+v", method, got)
		}
	}
	answer := do(server, http.MethodOptions, "/collections/lines/items", nil, "Origin", "https://map.example")
	if answer.StatusCode != http.StatusNoContent || answer.Header.Get("Access-Control-Allow-Methods") == "" {
		t.Errorf("OPTIONS: status %d, headers %v", answer.StatusCode, answer.Header)
	}
}

func TestHeadIsGetWithoutBody(t *testing.T) {
	live := httptest.NewServer(newServer(t, sketch, testPage))
	defer live.Close()
	ask := func(method, path string) *http.Response {
		r, err := http.NewRequest(method, live.URL+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Accept-Encoding", "identity")
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		if body := readBody(t, answer); (len(body) == 0) != (method == http.MethodHead) {
			t.Errorf("%s %s: %d bytes", method, path, len(body))
		}
		return answer
	}
	for _, path := range []string{"/", "/distance?from=cn-harbin&to=cn-beijing", "/collections/stations/items", "/index.html"} {
		got, head := ask(http.MethodGet, path), ask(http.MethodHead, path)
		if head.StatusCode != http.StatusOK {
			t.Errorf("%s: HEAD gave %d", path, head.StatusCode)
		}
		for _, name := range []string{"ETag", "Content-Type", "Cache-Control", "Link", "Vary"} {
			if head.Header.Get(name) != got.Header.Get(name) {
				t.Errorf("%s: %s is %q to HEAD, %q to GET", path, name, head.Header.Get(name), got.Header.Get(name))
			}
		}
	}
}

func TestETags(t *testing.T) {
	server := newServer(t, sketch, testPage)
	for _, path := range []string{"/", "/?f=html", "/distance?from=cn-harbin&to=cn-beijing", "/collections", "/collections/lines/items?limit=1", "/app-3KZDWVXR.js"} {
		for _, encoding := range []string{"identity", "gzip"} {
			first := get(t, server, path, "Accept-Encoding", encoding)
			tag := first.Header.Get("ETag")
			if len(tag) < 10 || strings.HasPrefix(tag, "W/") {
				t.Errorf("%s %s: ETag %q is not strong", path, encoding, tag)
			}
			for _, known := range []string{tag, "W/" + tag, `"other", ` + tag, "*"} {
				again := get(t, server, path, "Accept-Encoding", encoding, "If-None-Match", known)
				if again.StatusCode != http.StatusNotModified || len(readBody(t, again)) != 0 {
					t.Errorf("%s %s: If-None-Match %s gave %d", path, encoding, known, again.StatusCode)
				}
			}
			if again := get(t, server, path, "Accept-Encoding", encoding, "If-None-Match", `"other"`); again.StatusCode != http.StatusOK {
				t.Errorf("%s: another ETag gave %d", path, again.StatusCode)
			}
		}
	}
	one := get(t, server, "/collections/lines/items?limit=1").Header.Get("ETag")
	if two := get(t, server, "/collections/lines/items?limit=2").Header.Get("ETag"); one == two {
		t.Error("two pages share an ETag")
	}
}

func TestCompression(t *testing.T) {
	server := newServer(t, sketch, testPage)
	for _, path := range []string{"/?f=html", "/collections/lines/items", "/distance?from=cn-beijing&to=ru-karymskaya"} {
		plain := get(t, server, path)
		packed := get(t, server, path, "Accept-Encoding", "gzip")
		if got := packed.Header.Get("Content-Encoding"); got != "gzip" {
			t.Fatalf("%s: content encoding %q", path, got)
		}
		if plain.Header.Get("ETag") == packed.Header.Get("ETag") {
			t.Errorf("%s: the compressed body has the ETag of the plain one", path)
		}
		if !strings.Contains(strings.Join(packed.Header.Values("Vary"), ","), "Accept-Encoding") {
			t.Errorf("%s: Vary is %q", path, packed.Header.Values("Vary"))
		}
		reader, err := gzip.NewReader(packed.Body)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(reader)
		if err != nil {
			t.Fatal(err)
		}
		if want := readBody(t, plain); !bytes.Equal(body, want) {
			t.Errorf("%s: compressed and plain bodies differ", path)
		}
	}
	if refused := get(t, server, "/?f=html", "Accept-Encoding", "gzip;q=0"); refused.Header.Get("Content-Encoding") != "" {
		t.Error("a client that refuses gzip was sent gzip")
	}
}

func TestHome(t *testing.T) {
	const browser = "text/html,application/xhtml+xml,*/*;q=0.8"
	tests := []struct {
		name, target, accept string
		page                 fstest.MapFS
		mediaType, holds     string
	}{
		{"browser", "/", browser, testPage, "text/html", "<title>Test"},
		{"program", "/", "application/json", testPage, "application/json", `"conformance"`},
		{"anything", "/", "*/*", testPage, "application/json", `"conformance"`},
		{"browser wants json", "/?f=json", browser, testPage, "application/json", `"conformance"`},
		{"browser with marks of others", "/?utm_source=post", browser, testPage, "text/html", "<title>Test"},
		{"program wants html", "/?f=html", "", testPage, "text/html", "<title>Test"},
		{"not built", "/", browser, fstest.MapFS{".gitkeep": {}}, "text/html", "make ui"},
		{"no page at all", "/", browser, nil, "text/html", "make ui"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			answer := get(t, newServer(t, sketch, test.page), test.target, "Accept", test.accept)
			if got := answer.Header.Get("Content-Type"); answer.StatusCode != 200 || !strings.HasPrefix(got, test.mediaType) {
				t.Errorf("status %d, content type %q", answer.StatusCode, got)
			}
			if body := string(readBody(t, answer)); !strings.Contains(body, test.holds) {
				t.Errorf("%q is not in %s", test.holds, body)
			}
		})
	}
}

func TestPageFiles(t *testing.T) {
	server := newServer(t, sketch, testPage)
	script := get(t, server, "/app-3KZDWVXR.js")
	if got := script.Header.Get("Cache-Control"); !strings.Contains(got, "immutable") {
		t.Errorf("a hashed name has Cache-Control %q", got)
	}
	if got := script.Header.Get("Content-Type"); !strings.HasPrefix(got, "text/javascript") {
		t.Errorf("a script is %q", got)
	}
	for _, name := range []string{"/index.html", "/site-manifest.json"} {
		if got := get(t, server, name).Header.Get("Cache-Control"); got != "no-cache" {
			t.Errorf("%s has Cache-Control %q", name, got)
		}
	}
	if hidden := get(t, server, "/.gitkeep"); hidden.StatusCode != http.StatusNotFound {
		t.Errorf("a hidden file gave %d", hidden.StatusCode)
	}
}

func TestSecurityHeaders(t *testing.T) {
	server := newServer(t, sketch, testPage)
	for _, path := range []string{"/?f=html", "/collections", "/nowhere"} {
		header := get(t, server, path).Header
		policy := header.Get("Content-Security-Policy")
		if !strings.Contains(policy, "script-src 'self'") || strings.Contains(policy, "unsafe") {
			t.Errorf("%s: Content-Security-Policy %q", path, policy)
		}
		if header.Get("X-Content-Type-Options") != "nosniff" || header.Get("Access-Control-Allow-Origin") != "*" {
			t.Errorf("%s: headers %v", path, header)
		}
	}
}

func TestLimits(t *testing.T) {
	server := newServer(t, sketch, testPage)
	tests := []struct {
		name   string
		answer *http.Response
		status int
	}{
		{"long address", get(t, server, "/search?q="+strings.Repeat("a", 10_000)), http.StatusRequestURITooLong},
		{"long value", get(t, server, "/search?q="+strings.Repeat("a", 300)), http.StatusBadRequest},
		{"many vias", get(t, server, "/distance?from=BJP&to=HBB"+strings.Repeat("&via=HBB", 30)), http.StatusBadRequest},
		{"not UTF-8", get(t, server, "/search?q=%ff"), http.StatusBadRequest},
		{"bad escape", get(t, server, "/search?q=%zz"), http.StatusBadRequest},
		{"body", do(server, http.MethodGet, "/search?q=a", strings.NewReader("body")), http.StatusRequestEntityTooLarge},
	}
	for _, test := range tests {
		if test.answer.StatusCode != test.status {
			t.Errorf("%s: status %d, want %d", test.name, test.answer.StatusCode, test.status)
		}
	}
}

func TestServeStopsAfterRequestsInHand(t *testing.T) {
	server := newServer(t, sketch, testPage)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	served := make(chan error, 1)
	go func() { served <- server.Serve(ctx, listener) }()

	url := "http://" + listener.Addr().String() + "/readyz"
	answer, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	if body := string(readBody(t, answer)); answer.StatusCode != 200 || body != "ready\n" {
		t.Errorf("before the stop: %d %q", answer.StatusCode, body)
	}
	stop()
	if err := <-served; err != nil {
		t.Errorf("Serve: %v", err)
	}
	if _, err := http.Get(url); err == nil {
		t.Error("still listening after the stop")
	}
	if got := get(t, server, "/readyz").StatusCode; got != http.StatusServiceUnavailable {
		t.Errorf("/readyz gave %d after the stop", got)
	}
	if got := get(t, server, "/healthz").StatusCode; got != http.StatusOK {
		t.Errorf("/healthz gave %d after the stop", got)
	}
}

func TestNewNeedsANetwork(t *testing.T) {
	if _, err := web.New(web.Config{}); err == nil {
		t.Error("a server without a network")
	}
}

// TestManyAtOnce asks one server for every kind of answer from many sides at the
// same time: each gets the same answer. Under the race detector it proves that
// reading takes no lock.
func TestManyAtOnce(t *testing.T) {
	server := newServer(t, sketch, testPage)
	targets := []string{
		"/?f=json", "/distance?from=cn-harbin&to=ru-karymskaya&alternatives=3", "/route?from=cn-harbin&to=ru-karymskaya&f=gpx",
		"/matrix?from=cn-harbin&from=cn-hailar&to=ru-karymskaya", "/reach?from=cn-hailar&km=300", "/locate?lon=119.7&lat=49.2",
		"/search?q=hrb", "/collections/stations/items?filter=country%20%3D%20'CN'&crs=http://www.opengis.net/def/crs/EPSG/0/3857",
		"/tiles/WebMercatorQuad/3/2/6", "/downloads/lines.gpkg", "/quality",
	}
	var wait sync.WaitGroup
	bodies := make([][8][]byte, len(targets))
	for i, target := range targets {
		for side := range bodies[i] {
			wait.Go(func() {
				answer := get(t, server, target)
				if bodies[i][side] = readBody(t, answer); answer.StatusCode != http.StatusOK {
					t.Errorf("%s: status %d: %s", target, answer.StatusCode, bodies[i][side])
				}
			})
		}
	}
	wait.Wait()
	for i, target := range targets {
		for _, body := range bodies[i] {
			if len(body) == 0 || !bytes.Equal(body, bodies[i][0]) {
				t.Errorf("%s: %d and %d bytes at the same time", target, len(body), len(bodies[i][0]))
			}
		}
	}
}
