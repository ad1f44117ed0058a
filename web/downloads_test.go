package web_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/corridor-rail/corridor/web"
)

func listDownloads(t testing.TB, server http.Handler) []web.Download {
	t.Helper()
	list := decode[web.Downloads](t, get(t, server, "/downloads"))
	for i := range list.Files {
		list.Files[i].Href = strings.TrimPrefix(list.Files[i].Href, "https://rail.example")
	}
	return list.Files
}

// TestDownloads asks for every file: whole, by its ETag, and in part.
func TestDownloads(t *testing.T) {
	server := newServer(t, sketch, nil)
	for _, f := range listDownloads(t, server) {
		if f.Size != nil || f.SHA256 != nil {
			t.Errorf("%s has a size before it was made", f.Name)
		}
		answer := get(t, server, f.Href, "Accept-Encoding", "gzip")
		if answer.StatusCode != http.StatusOK || answer.Header.Get("Content-Type") != f.Type || answer.Header.Get("Content-Encoding") != "" {
			t.Fatalf("%s: status %d, headers %v", f.Name, answer.StatusCode, answer.Header)
		}
		if got, want := answer.Header.Get("Content-Disposition"), `filename="`+filepath.Base(f.Name)+`"`; !strings.HasSuffix(got, want) {
			t.Errorf("%s: Content-Disposition %q", f.Name, got)
		}
		body := readBody(t, answer)
		if len(body) == 0 || answer.Header.Get("Content-Length") != fmt.Sprint(len(body)) {
			t.Errorf("%s: %d bytes, Content-Length %q", f.Name, len(body), answer.Header.Get("Content-Length"))
		}
		if got := get(t, server, f.Href, "If-None-Match", answer.Header.Get("ETag")).StatusCode; got != http.StatusNotModified {
			t.Errorf("%s: its ETag gave %d", f.Name, got)
		}
		part := get(t, server, f.Href, "Range", "bytes=10-29", "Accept-Encoding", "gzip")
		if part.StatusCode != http.StatusPartialContent || !bytes.Equal(readBody(t, part), body[10:30]) {
			t.Errorf("%s: a range gave %d", f.Name, part.StatusCode)
		}
		if got := get(t, server, f.Href, "Range", "bytes=999999999-").StatusCode; got != http.StatusRequestedRangeNotSatisfiable {
			t.Errorf("%s: a range beyond the end gave %d", f.Name, got)
		}
	}
	for _, f := range listDownloads(t, server) {
		body := readBody(t, get(t, server, f.Href))
		sum := sha256.Sum256(body)
		if f.Size == nil || *f.Size != int64(len(body)) || f.SHA256 == nil || *f.SHA256 != hex.EncodeToString(sum[:]) {
			t.Errorf("%s: listed with size %v and sum %v", f.Name, f.Size, f.SHA256)
		}
	}
}

// TestDownloadsAreReproducible: two servers give the same bytes.
func TestDownloadsAreReproducible(t *testing.T) {
	one, two := newServer(t, sketch, nil), newServer(t, sketch, nil)
	for _, f := range listDownloads(t, one) {
		if a, b := get(t, one, f.Href).Header.Get("ETag"), get(t, two, f.Href).Header.Get("ETag"); a != b || a == "" {
			t.Errorf("%s: ETags %s and %s", f.Name, a, b)
		}
	}
}

// TestDownloadIsMadeOnce asks for one file from many sides at the same time.
func TestDownloadIsMadeOnce(t *testing.T) {
	server := newServer(t, sketch, nil)
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			if got := get(t, server, "/downloads/corridor.gpkg").StatusCode; got != http.StatusOK {
				t.Errorf("status %d", got)
			}
		})
	}
	wait.Wait()
}

func TestUnknownDownloads(t *testing.T) {
	server := newServer(t, sketch, nil)
	for target, want := range map[string]int{
		"/downloads/trains.geojson":            404,
		"/downloads/lines.shp":                 404,
		"/downloads/corridors/nowhere.geojson": 404,
		"/downloads/..%2Fcorridor.gpkg":        404,
		"/downloads/lines.geojson?limit=1":     400,
	} {
		if got := get(t, server, target).StatusCode; got != want {
			t.Errorf("%s: status %d, want %d", target, got, want)
		}
	}
}

func TestDownloadsPage(t *testing.T) {
	answer := get(t, newServer(t, sketch, nil), "/downloads/", "Accept", "text/html")
	if body := string(readBody(t, answer)); answer.StatusCode != http.StatusOK || !strings.Contains(body, "/downloads/corridor.gpkg") {
		t.Errorf("status %d: %s", answer.StatusCode, body)
	}
}

// TestGDALOpensDownloads has GDAL open every file of the real dataset that it
// has a driver for, count the features, and find Manzhouli by its Chinese name.
func TestGDALOpensDownloads(t *testing.T) {
	requireGDAL(t)
	server := newServer(t, embedded, nil)
	drivers := run(t, "ogrinfo", "--formats")
	opened := []string{"geojson", "geojsons", "fgb", "gpkg", "kml", "csv"}
	if strings.Contains(drivers, "Parquet") {
		opened = append(opened, "parquet")
	}
	dir := t.TempDir()
	for _, c := range []string{"lines", "segments", "stations", "crossings", "corridors", "kmposts"} {
		want := decode[featurePage](t, get(t, server, "/collections/"+c+"/items?limit=1")).NumberMatched
		for _, extension := range opened {
			name := c + "." + extension
			path := filepath.Join(dir, name)
			if err := os.WriteFile(path, readBody(t, get(t, server, "/downloads/"+name)), 0o600); err != nil {
				t.Fatal(err)
			}
			out := run(t, "ogrinfo", "-ro", "-so", "-al", path)
			if line := fmt.Sprintf("Feature Count: %d\n", want); !strings.Contains(out, line) {
				t.Errorf("%s: %q is not in\n%.1000s", name, line, out)
			}
			if c == "stations" && slices.Contains([]string{"geojson", "geojsons", "fgb", "gpkg", "csv", "parquet"}, extension) {
				if out := run(t, "ogrinfo", "-ro", "-al", "-where", "name_zh = '满洲里'", path); !strings.Contains(out, "cn-manzhouli") {
					t.Errorf("%s: no 满洲里 in\n%.1000s", name, out)
				}
			}
		}
	}
}

// TestGDALOpensTheWholeGeoPackage finds every collection in one file, with the
// chainage of a line as its measure.
func TestGDALOpensTheWholeGeoPackage(t *testing.T) {
	requireGDAL(t)
	server := newServer(t, embedded, nil)
	path := filepath.Join(t.TempDir(), "corridor.gpkg")
	if err := os.WriteFile(path, readBody(t, get(t, server, "/downloads/corridor.gpkg")), 0o600); err != nil {
		t.Fatal(err)
	}
	out := run(t, "ogrinfo", "-ro", "-so", "-al", "-nomd", path)
	for _, c := range []string{"lines", "segments", "stations", "crossings", "corridors", "kmposts"} {
		want := decode[featurePage](t, get(t, server, "/collections/"+c+"/items?limit=1")).NumberMatched
		_, about, found := strings.Cut(out, "Layer name: "+c+"\n")
		if !found || !strings.Contains(about[:min(len(about), 300)], fmt.Sprintf("Feature Count: %d\n", want)) {
			t.Errorf("layer %s, with %d features, is not in\n%.500s", c, want, about)
		}
	}
	if !strings.Contains(out, "Measured Line String") {
		t.Errorf("no measured layer in\n%.2000s", out)
	}
}
