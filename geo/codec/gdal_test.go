package codec_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/corridor-rail/corridor/geo/codec"
	"github.com/paulmach/orb"
)

// gdalFormats are the formats that GDAL reads, with what it has to be told, the
// field where it finds the name of a station, and whether measures come along.
var gdalFormats = []struct {
	format   string
	options  []string
	driver   string
	name     string // field with the name of a station
	layers   [2]string
	measured bool
}{
	{"geojson", nil, "GeoJSON", "name", [2]string{"stations", "segments"}, false},
	{"geojsonseq", nil, "GeoJSONSeq", "name", [2]string{"file", "file"}, false},
	{"flatgeobuf", nil, "FlatGeobuf", "name", [2]string{"stations", "segments"}, true},
	{"geopackage", nil, "GPKG", "name", [2]string{"stations", "segments"}, true},
	{"geoparquet", nil, "Parquet", "name", [2]string{"file", "file"}, false},
	{"kml", nil, "LIBKML", "Name", [2]string{"stations", "segments"}, false},
	{"gpx", nil, "GPX", "name", [2]string{"waypoints", "tracks"}, false},
	{"csv", nil, "CSV", "name", [2]string{"file", "file"}, true},
	{"wkb", []string{"-oo", "GEOM_POSSIBLE_NAMES=wkb", "-oo", "KEEP_GEOM_COLUMNS=NO"}, "CSV", "name", [2]string{"file.wkb", "file.wkb"}, true},
}

// TestGDAL has GDAL read what the formats write: every feature, its place, and
// texts of all kinds.
func TestGDAL(t *testing.T) {
	drivers := gdal(t, "ogrinfo", "--formats")
	for _, g := range gdalFormats {
		t.Run(g.format, func(t *testing.T) {
			if !strings.Contains(drivers, " "+g.driver+" ") {
				t.Skipf("this GDAL has no driver %s", g.driver)
			}
			format, err := codec.FormatNamed(g.format)
			if err != nil {
				t.Fatal(err)
			}
			for i, l := range []codec.Layer{stations(), segments(500)} {
				path := filepath.Join(t.TempDir(), "file."+format.Extension)
				if err := os.WriteFile(path, encode(t, g.format, document(l)), 0o600); err != nil {
					t.Fatal(err)
				}
				read := func(extra ...string) []codec.RawFeature {
					args := append([]string{"-f", "GeoJSON", "/vsistdout/", path, g.layers[i], "-lco", "COORDINATE_PRECISION=9"}, g.options...)
					text := gdal(t, "ogr2ogr", append(args, extra...)...)
					features, err := codec.ReadFeatures(strings.NewReader(text), 1<<24)
					if err != nil {
						t.Fatal(err)
					}
					return features
				}
				sameFeatures(t, l, read(), g.name)
				if got, want := len(read("-spat", "60", "20", "70", "40")), countWithin(l, orb.Bound{Min: orb.Point{60, 20}, Max: orb.Point{70, 40}}); got != want {
					t.Errorf("layer %s: %d features in the window, want %d", l.Name, got, want)
				}
				if g.measured && l.Measured {
					sameMeasures(t, l, gdal(t, "ogr2ogr", append([]string{"-f", "CSV", "/vsistdout/", path, g.layers[i], "-lco", "GEOMETRY=AS_WKT"}, g.options...)...))
				}
			}
		})
	}
}

// TestGDALReadsEveryGeometry has a layer of all kinds of geometry, and null.
func TestGDALReadsEveryGeometry(t *testing.T) {
	for _, name := range []string{"geojson", "geojsonseq", "flatgeobuf", "geopackage", "csv"} {
		format, err := codec.FormatNamed(name)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), "kinds."+format.Extension)
		if err := os.WriteFile(path, encode(t, name, document(kindsLayer())), 0o600); err != nil {
			t.Fatal(err)
		}
		var doc struct {
			Features []struct {
				Geometry   any
				Properties struct{ Number any }
			}
		}
		if err := json.Unmarshal([]byte(gdal(t, "ogr2ogr", "-f", "GeoJSON", "/vsistdout/", path, "kinds")), &doc); err != nil {
			t.Fatal(err)
		}
		all := kinds()
		for _, f := range doc.Features {
			i, err := strconv.Atoi(fmt.Sprint(f.Properties.Number)) // a text in CSV
			if err != nil {
				t.Fatal(err)
			}
			var want any
			if err := json.Unmarshal(codec.AppendGeometry(nil, all[i].out), &want); err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(f.Geometry, want) {
				t.Errorf("%s: %v, want %v", name, f.Geometry, want)
			}
		}
		if len(doc.Features) != len(all) {
			t.Errorf("%s: %d features, want %d", name, len(doc.Features), len(all))
		}
	}
}

// gdal runs a tool of GDAL and returns what it prints.
func gdal(t *testing.T, tool string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(tool); err != nil {
		if os.Getenv("CORRIDOR_REQUIRE_ALL") == "1" {
			t.Fatalf("%s is not installed", tool)
		}
		t.Skipf("%s is not installed: apt-get install gdal-bin", tool)
	}
	var out, faults bytes.Buffer
	cmd := exec.Command(tool, args...)
	cmd.Stdout, cmd.Stderr = &out, &faults
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s %v: %v\n%s", tool, args, err, faults.String())
	}
	if s := strings.TrimSpace(faults.String()); s != "" {
		t.Errorf("%s %v: %s", tool, args, s)
	}
	return out.String()
}

// sameFeatures compares what was read with the layer, feature by feature, by
// the id in a field or, in GPX, in the description. Some formats know no
// difference between no text and an empty one.
func sameFeatures(t *testing.T, l codec.Layer, got []codec.RawFeature, nameField string) {
	t.Helper()
	byID := map[string]codec.RawFeature{}
	properties := map[string]map[string]any{}
	for _, f := range got {
		var p map[string]any
		if err := json.Unmarshal(f.Properties, &p); err != nil {
			t.Fatal(err)
		}
		id := f.ID // where GDAL takes the field for it
		if text, ok := p["id"].(string); ok {
			id = text
		}
		if desc, ok := p["desc"].(string); ok {
			id, _, _ = strings.Cut(strings.TrimPrefix(desc, "id: "), "\n")
		}
		byID[id], properties[id] = f, p
	}
	n := 0
	for want := range l.Features {
		n++
		f, ok := byID[want.ID]
		if !ok {
			t.Fatalf("layer %s: feature %s is not there", l.Name, want.ID)
		}
		if !near(f.Geometry, want.Geometry) {
			t.Errorf("layer %s: feature %s lies at %v, want %v", l.Name, want.ID, f.Geometry, want.Geometry)
		}
		for _, p := range want.Properties {
			name := p.Name
			if name == "name" {
				name = nameField
			}
			text, isText := p.Value.(string)
			if value, ok := properties[want.ID][name]; ok && isText && !sameText(fmt.Sprint(value), text) && text != "" {
				t.Errorf("layer %s: feature %s: %s is %q, want %q", l.Name, want.ID, name, value, text)
			}
		}
	}
	if len(got) != n {
		t.Errorf("layer %s: %d features, want %d", l.Name, len(got), n)
	}
}

// sameText compares texts but for what XML and GDAL's CSV reader do to line
// ends and outer spaces.
func sameText(a, b string) bool {
	clean := func(s string) string { return strings.TrimSpace(strings.ReplaceAll(s, "\r\n", "\n")) }
	return clean(a) == clean(b)
}

// near compares geometries to half of the last decimal that is written. A line
// and a multi-line of it, as GPX has it, are the same.
func near(a, b orb.Geometry) bool {
	if m, ok := a.(orb.MultiLineString); ok && len(m) == 1 {
		a = m[0]
	}
	pa, pb := positions(a), positions(b)
	if len(pa) != len(pb) {
		return false
	}
	for i := range pa {
		if math.Abs(pa[i][0]-pb[i][0]) > 0.51e-7 || math.Abs(pa[i][1]-pb[i][1]) > 0.51e-7 {
			return false
		}
	}
	return true
}

func positions(g orb.Geometry) []orb.Point {
	switch g := g.(type) {
	case orb.Point:
		return []orb.Point{g}
	case orb.LineString:
		return g
	}
	return nil
}

// countWithin counts the features whose positions meet a window.
func countWithin(l codec.Layer, window orb.Bound) int {
	n := 0
	for f := range l.Features {
		for _, p := range positions(f.Geometry) {
			if window.Contains(p) {
				n++
				break
			}
		}
	}
	return n
}

// sameMeasures compares the measures in WKT, a column of CSV, with the layer.
func sameMeasures(t *testing.T, l codec.Layer, table string) {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(table)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	shapes := map[string]string{}
	for _, row := range rows[1:] {
		shapes[row[1]] = row[0]
	}
	for f := range l.Features {
		shape := shapes[f.ID]
		text, ok := strings.CutPrefix(shape, "LINESTRING M (")
		points := strings.Split(strings.TrimSuffix(text, ")"), ",")
		if !ok || len(points) != len(f.Measures) {
			t.Fatalf("feature %s is %q", f.ID, shape)
		}
		for i, point := range points {
			if numbers := strings.Fields(point); numbers[2] != fmt.Sprint(f.Measures[i]) {
				t.Errorf("feature %s: measure %d is %s, want %v", f.ID, i, numbers[2], f.Measures[i])
			}
		}
	}
}
