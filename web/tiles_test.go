package web_test

import (
	"bytes"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/corridor-rail/corridor/web"
)

func TestTileAddresses(t *testing.T) {
	server := newServer(t, sketch, nil)
	tests := []struct {
		name, path string
		status     int
	}{
		{"map clients", "/tiles/5/26/10.mvt", 200},
		{"OGC, row first", "/tiles/WebMercatorQuad/5/10/26", 200},
		{"OGC in degrees", "/tiles/WorldCRS84Quad/4/3/26", 200},
		{"of a collection", "/collections/stations/tiles/WebMercatorQuad/5/10/26?f=mvt", 200},
		{"some collections", "/tiles/5/26/10.mvt?collections=lines,stations", 200},
		{"empty", "/tiles/5/0/0.mvt", 204},
		{"empty for a collection", "/collections/corridors/tiles/WebMercatorQuad/5/0/0", 204},
		{"no number", "/tiles/5/a/10.mvt", 400},
		{"no number, OGC", "/tiles/WebMercatorQuad/5/10/-", 400},
		{"no tile", "/tiles/5/32/10.mvt", 404},
		{"negative", "/tiles/WebMercatorQuad/5/-1/26", 404},
		{"too deep", "/tiles/30/0/0.mvt", 404},
		{"beyond the pyramid", "/tiles/WebMercatorQuad/20/0/0", 404},
		{"unknown matrix set", "/tiles/MarsQuad/5/10/26", 404},
		{"unknown collection", "/collections/trains/tiles/WebMercatorQuad/5/10/26", 404},
		{"unknown layer", "/tiles/5/26/10.mvt?collections=trains", 400},
		{"unknown format", "/tiles/5/26/10.mvt?f=png", 400},
		{"no suffix", "/tiles/5/26/10", 404},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			answer := get(t, server, test.path)
			if answer.StatusCode != test.status {
				t.Fatalf("status %d, want %d", answer.StatusCode, test.status)
			}
			body := readBody(t, answer)
			if got := answer.Header.Get("Content-Type"); test.status == 200 && (got != "application/vnd.mapbox-vector-tile" || len(body) == 0) {
				t.Errorf("content type %q, %d bytes", got, len(body))
			}
			if test.status == 204 && len(body) > 0 {
				t.Error("an empty tile has a body")
			}
		})
	}
	byColumn := readBody(t, get(t, server, "/tiles/5/26/10.mvt"))
	byRow := readBody(t, get(t, server, "/tiles/WebMercatorQuad/5/10/26"))
	if !bytes.Equal(byColumn, byRow) {
		t.Error("column before row and row before column gave different tiles")
	}
}

func TestTileDocuments(t *testing.T) {
	server := newServer(t, sketch, nil)
	for name, path := range map[string]string{
		"tilejson":              "/tiles.json",
		"tilesets":              "/tiles",
		"tileset":               "/tiles/WebMercatorQuad",
		"tileset-crs84":         "/tiles/WorldCRS84Quad",
		"tileset-collection":    "/collections/stations/tiles/WebMercatorQuad",
		"tileset-tilejson":      "/collections/stations/tiles/WebMercatorQuad?f=tilejson",
		"tilematrixsets":        "/tileMatrixSets",
		"tilematrixset-crs84":   "/tileMatrixSets/WorldCRS84Quad",
		"tilematrixset-unknown": "/tileMatrixSets/MarsQuad",
	} {
		t.Run(name, func(t *testing.T) { compareGolden(t, name, readBody(t, get(t, server, path))) })
	}
}

// TestTileLimitsHold: within the limits there are tiles, beyond them none.
func TestTileLimitsHold(t *testing.T) {
	server := newServer(t, sketch, nil)
	for _, path := range []string{"/tiles/WebMercatorQuad", "/tiles/WorldCRS84Quad", "/collections/stations/tiles/WebMercatorQuad"} {
		set := decode[web.TileSet](t, get(t, server, path))
		if len(set.Limits) == 0 {
			t.Fatalf("%s has no limits", path)
		}
		l := set.Limits[5]
		filled := 0
		for row := l.MinTileRow - 1; row <= l.MaxTileRow+1; row++ {
			for column := l.MinTileCol - 1; column <= l.MaxTileCol+1; column++ {
				status := get(t, server, path+"/"+l.TileMatrix+"/"+strconv.Itoa(row)+"/"+strconv.Itoa(column)).StatusCode
				inside := row >= l.MinTileRow && row <= l.MaxTileRow && column >= l.MinTileCol && column <= l.MaxTileCol
				switch {
				case status == http.StatusOK && inside:
					filled++
				case status != http.StatusNoContent:
					t.Errorf("%s: row %d, column %d: status %d", path, row, column, status)
				}
			}
		}
		if filled == 0 {
			t.Errorf("%s: every tile within the limits is empty", path)
		}
	}
}

// TestGDALReadsTiles opens a tile, and reads a Chinese name in it.
func TestGDALReadsTiles(t *testing.T) {
	requireGDAL(t)
	file := filepath.Join(t.TempDir(), "10.mvt")
	if err := os.WriteFile(file, readBody(t, get(t, newServer(t, sketch, nil), "/tiles/5/26/10.mvt")), 0o600); err != nil {
		t.Fatal(err)
	}
	out := run(t, "ogrinfo", "-ro", "-q", "-al", "-oo", "X=26", "-oo", "Y=10", "-oo", "Z=5", "MVT:"+file)
	for _, want := range []string{"Layer name: lines", "Layer name: stations", "name_zh (String) = 满洲里"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in\n%s", want, out)
		}
	}
}
