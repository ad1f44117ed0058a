package source_test

import (
	"bytes"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/paulmach/orb"

	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/corridor/source"
)

// sample is a dataset with every field set, already rounded as files are.
func sample() *corridor.Dataset {
	return &corridor.Dataset{
		Meta: corridor.Meta{
			Title: "Sample <&>", Version: "1", Date: "2026-11-22", Licence: "ODbL-1.0", Attribution: "© OpenStreetMap contributors",
			Countries: []corridor.Country{{ID: "LA", Names: corridor.Names{"en": "Laos", "lo": "ລາວ"}, Memberships: []corridor.Membership{
				{Body: "ASEAN", Role: "member", Since: "1997-07-23", Source: "osm"},
				{Body: "SCO", Role: "partner", Since: "2025", Until: "2030-01", Source: "osm"},
			}}},
			Sources: []corridor.Source{{ID: "osm", Title: "OpenStreetMap", Licence: "ODbL-1.0", URL: "https://www.openstreetmap.org"}},
		},
		Lines: []corridor.LineRecord{{
			ID: "la-north", Name: "North", Names: corridor.Names{"lo": "ເໜືອ", "zh": "北"}, Country: "LA", GaugeMM: 1435,
			Electrification: "25 kV 50 Hz", Tracks: 1, Status: "open", Usage: "mixed", Opened: "2021-12-03", Operator: "LCR",
			Origin: "border", OfficialKm: 1.5, OtherKm: []corridor.PublishedKm{{Km: 1.6, What: "whole line", Source: "osm", Reason: "a detour"}}, Sources: []string{"osm"}, Notes: []string{"a note"},
			Stops:    []corridor.Stop{{Station: "la-a", Km: 0, Official: true}, {Station: "la-b", Km: 1.5}},
			Spans:    []corridor.Span{{FromKm: 0, ToKm: 1.5, Quality: corridor.QualityOSM, Source: "osm"}},
			Geometry: orb.LineString{{102.1, 19.123456}, {102.2, 19}, {102.2, -0.5}},
			Km:       []float64{0, 0.7, 1.5},
		}},
		Stations: []corridor.Station{
			{ID: "la-a", Name: "A", Country: "LA", Sources: []string{"osm"}, Point: orb.Point{102.1, 19.123456}},
			{ID: "la-b", Name: "B", Names: corridor.Names{"lo": "ຂ"}, Aliases: []string{"Bee"}, Country: "LA",
				Kinds: []string{"freight"}, Codes: map[string]string{"uic": "1", "srt": "2"}, BreakOfGauge: true, Derived: true,
				Sources: []string{"osm"}, Point: orb.Point{102.2, 19}},
		},
		Crossings: []corridor.Crossing{{
			ID: "la-a--th-a", Name: "A bridge", Countries: [2]string{"LA", "TH"}, Stations: [2]string{"la-a", "th-a"},
			GaugesMM: []int{1000}, Accuracy: "bridge middle", Sources: []string{"osm"}, Point: orb.Point{102, 18},
		}},
		Corridors: []corridor.CorridorRecord{{
			ID: "north", Name: "North", Names: corridor.Names{"zh": "北"}, Description: "All of it", Via: []string{"la-a", "la-b"}, Sources: []string{"osm"},
			PublishedKm: []corridor.PublishedKm{{Km: 2, What: "whole corridor", Source: "osm"}},
		}},
	}
}

func TestWriteThenRead(t *testing.T) {
	dir := t.TempDir()
	if err := source.Write(dir, sample()); err != nil {
		t.Fatal(err)
	}
	got, err := source.Read(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	if want := sample(); !reflect.DeepEqual(got, want) {
		t.Errorf("read back\n%+v\nwant\n%+v", got, want)
	}
}

// TestWriteIsCanonical writes records out of order and beyond the precision of
// files: the bytes must be those of the sorted, rounded dataset.
func TestWriteIsCanonical(t *testing.T) {
	want, got := t.TempDir(), t.TempDir()
	if err := source.Write(want, sample()); err != nil {
		t.Fatal(err)
	}
	ds := sample()
	ds.Stations[0], ds.Stations[1] = ds.Stations[1], ds.Stations[0]
	ds.Lines[0].Km[1] += 0.0004
	ds.Lines[0].Geometry[0][0] -= 4e-7
	ds.Lines[0].Stops[0].Km = -0.0001
	if err := source.Write(got, ds); err != nil {
		t.Fatal(err)
	}
	if ds.Stations[0].ID != "la-b" || ds.Lines[0].Stops[0].Km != -0.0001 {
		t.Error("Write changed the dataset")
	}
	for _, name := range names(t, want) {
		a, b := content(t, want, name), content(t, got, name)
		if !bytes.Equal(a, b) {
			t.Errorf("%s differs:\n%s\n%s", name, a, b)
		}
	}
}

func TestWriteRefusesNaN(t *testing.T) {
	for name, spoil := range map[string]func(*corridor.LineRecord){
		"km":     func(l *corridor.LineRecord) { l.Km[1] = math.NaN() },
		"vertex": func(l *corridor.LineRecord) { l.Geometry[1][0] = math.Inf(1) },
		"stop":   func(l *corridor.LineRecord) { l.Stops[1].Km = math.NaN() },
	} {
		t.Run(name, func(t *testing.T) {
			ds := sample()
			spoil(&ds.Lines[0])
			if err := source.Write(t.TempDir(), ds); err == nil || !strings.Contains(err.Error(), "lines.geojson") {
				t.Errorf("got %v, want an error that names lines.geojson", err)
			}
		})
	}
}

func TestReadNamesTheFault(t *testing.T) {
	tests := []struct {
		name, file, old, new string
		want                 []string
	}{
		{"unknown property", "stations.geojson", `"country"`, `"land"`, []string{"stations.geojson: la-a", `unknown field "land"`}},
		{"wrong type", "lines.geojson", `"gauge_mm":1435`, `"gauge_mm":"1435"`, []string{"lines.geojson: la-north", "gauge_mm"}},
		{"wrong geometry", "stations.geojson", `{"type":"Point","coordinates":[102.1,19.123456]}`, "null", []string{"stations.geojson: la-a", "want orb.Point"}},
		{"not JSON", "dataset.json", "{", "", []string{"dataset.json"}},
		{"trailing data", "corridors.json", "\n]\n", "\n] {}\n", []string{"corridors.json", "after top-level value"}},
		{"missing", "stations.geojson", `"country":"LA",`, "", []string{"stations.geojson: la-a: country is missing"}},
		{"missing within", "dataset.json", `"role": "member",`, "", []string{"countries: item 1: memberships: item 1: role is missing"}},
		{"other case of letters", "stations.geojson", `"country"`, `"Country"`, []string{"stations.geojson: la-a", `unknown field "Country"`}},
		{"twice", "stations.geojson", `"country":"LA"`, `"country":"LA","country":"LA"`, []string{"stations.geojson: la-a: country is there twice"}},
		{"null", "stations.geojson", `"name":"A"`, `"name":null`, []string{"stations.geojson: la-a: name: is null"}},
		{"empty", "lines.geojson", `"status":"open"`, `"status":""`, []string{"lines.geojson: la-north: status is empty"}},
		{"zero", "lines.geojson", `"tracks":1`, `"tracks":0`, []string{"lines.geojson: la-north: tracks is empty"}},
		{"no names", "lines.geojson", `"names":{"lo":"ເໜືອ","zh":"北"}`, `"names":{}`, []string{"lines.geojson: la-north: names is empty"}},
		{"an empty name", "lines.geojson", `"zh":"北"`, `"zh":""`, []string{"lines.geojson: la-north: names: zh: is empty"}},
		{"three countries", "crossings.geojson", `"countries":["LA","TH"]`, `"countries":["LA","TH","CN"]`, []string{"crossings.geojson: la-a--th-a: countries: has 3 items"}},
		{"text for a list", "stations.geojson", `"sources":["osm"]`, `"sources":"osm"`, []string{"stations.geojson: la-a", "sources"}},
		{"list for a text", "stations.geojson", `"name":"A"`, `"name":["A"]`, []string{"stations.geojson: la-a: name: is an array"}},
		{"object for a text", "stations.geojson", `"name":"A"`, `"name":{"en":"A"}`, []string{"stations.geojson: la-a: name: is an object"}},
		{"no properties", "stations.geojson", `"properties":{"name":"A","country":"LA","sources":["osm"]}`, `"properties":null`, []string{"stations.geojson: la-a: there is nothing"}},
		{"unknown member", "corridors.json", `"via"`, `"vias"`, []string{"corridors.json", `"vias"`}},
		{"not a collection", "crossings.geojson", "FeatureCollection", "Feature", []string{"crossings.geojson"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			fsys := sampleFS(t)
			before := fsys[tt.file].Data
			fsys[tt.file].Data = bytes.Replace(before, []byte(tt.old), []byte(tt.new), 1)
			if bytes.Equal(before, fsys[tt.file].Data) {
				t.Fatal("the test spoils nothing")
			}
			_, err := source.Read(fsys)
			if err == nil {
				t.Fatal("read a broken dataset")
			}
			for _, part := range tt.want {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("error %q does not name %q", err, part)
				}
			}
		})
	}
}

func TestReadNamesEveryMissingFile(t *testing.T) {
	_, err := source.Read(fstest.MapFS{})
	for _, name := range names(t, writeSample(t)) {
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("error %v does not name %s", err, name)
		}
	}
}

// FuzzRead feeds Read a broken lines file: it must refuse or read, not panic.
func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"type":"FeatureCollection","features":[]}`))
	f.Add([]byte(`{"type":"FeatureCollection","features":[{"type":"Feature","id":"a","properties":{"km":[0,1]},"geometry":{"type":"LineString","coordinates":[[0,0],[0,1]]}}]}`))
	empty := &fstest.MapFile{Data: []byte(`{"type":"FeatureCollection","features":[]}`)}
	f.Fuzz(func(t *testing.T, lines []byte) {
		ds, err := source.Read(fstest.MapFS{
			"dataset.json":      {Data: []byte("{}")},
			"corridors.json":    {Data: []byte("[]")},
			"stations.geojson":  empty,
			"crossings.geojson": empty,
			"lines.geojson":     {Data: lines},
		})
		if (ds == nil) == (err == nil) {
			t.Errorf("dataset %v, error %v: want one of them", ds, err)
		}
	})
}

func writeSample(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := source.Write(dir, sample()); err != nil {
		t.Fatal(err)
	}
	return dir
}

func sampleFS(t *testing.T) fstest.MapFS {
	t.Helper()
	dir := writeSample(t)
	fsys := fstest.MapFS{}
	for _, name := range names(t, dir) {
		fsys[name] = &fstest.MapFile{Data: content(t, dir, name)}
	}
	return fsys
}

func names(t *testing.T, dir string) []string {
	t.Helper()
	list, err := fs.Glob(os.DirFS(dir), "*json")
	if err != nil || len(list) != 5 {
		t.Fatalf("files %v, %v; want 5", list, err)
	}
	return list
}

func content(t *testing.T, dir, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}
