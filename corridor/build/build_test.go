package build_test

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"strings"
	"testing"

	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/corridor/build"
	"github.com/corridor-rail/corridor/corridor/source"
)

// border is a whole railway: a line of Germany and one of Poland that meet at
// a crossing, a missing way, halts, and a station known by its km only.
func border() *land {
	l := newLand()
	l.main(0, 10)
	l.main(14, 30)
	l.stops("Alt 0", "Brücke 20", "Grenze 28")
	l.km("Feld", 18.5)
	l.station("DE", "Mitte", at(24, 0.1))
	l.way("north", straight(at(30, 0), at(45, 0))...)
	l.stations = append(l.stations,
		[]string{"PL", "Granica", "north", degrees(at(31, 0).Lat()), degrees(at(31, 0).Lon()), ""},
		[]string{"PL", "Łódź", "north", degrees(at(45, 0).Lat()), degrees(at(45, 0).Lon()), ""},
	)
	l.line(func(s *build.LineSpec) { s.To = "de-grenze--pl-granica" })
	l.tables.Lines = append(l.tables.Lines, build.LineSpec{
		ID: "pl-north", Name: "North", Country: "PL", GaugeMM: 1435, Sources: []string{"survey"},
		Ways: []string{"north"}, Stations: []string{"north"}, From: "de-grenze--pl-granica", To: "Łódź",
	})
	l.tables.Crossings = []build.CrossingSpec{{
		ID: "de-grenze--pl-granica", Name: "Grenze / Granica", Countries: [2]string{"DE", "PL"},
		Stations: [2]string{"de-grenze", "pl-granica"}, Point: [2]float64(at(30, 0)), Sources: []string{"survey"},
	}}
	l.tables.Stations = []build.StationSpec{{Match: "DE Alt", Name: "Old Town", Names: corridor.Names{"zh": "老城"}, Codes: map[string]string{"uic": "1"}}}
	l.tables.Corridors = []corridor.CorridorRecord{{ID: "all", Name: "All", Via: []string{"de-old-town", "pl-lodz"}, Sources: []string{"survey"}}}
	return l
}

// hashes are those of the files of a folder, by name.
func hashes(t *testing.T, dir string) map[string]string {
	t.Helper()
	sums := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(os.DirFS(dir), path)
		sums[path] = fmt.Sprintf("%x", sha256.Sum256(data))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return sums
}

func TestRun(t *testing.T) {
	l := border()
	tables, reference := l.tablesDir(t), l.reference(t)
	before := []map[string]string{hashes(t, tables), hashes(t, reference)}

	var told []string
	var written map[string]string
	for i := range 8 { // the order of a map shows in one of a few runs
		out := t.TempDir()
		told = nil
		report, err := build.Run(context.Background(), build.Options{
			Tables: tables, Reference: reference, Out: out,
			Progress: func(line string, done, total int) { told = append(told, fmt.Sprint(line, " ", done, "/", total)) },
		})
		if err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			written = hashes(t, out)
			checkBorder(t, out, report)
		} else if got := hashes(t, out); !maps.Equal(got, written) {
			t.Fatalf("run %d wrote %v, the first %v", i, got, written)
		}
	}
	if got := strings.Join(told, ", "); got != "de-main 0/2, pl-north 1/2" {
		t.Errorf("progress %s", got)
	}
	if !maps.Equal(hashes(t, tables), before[0]) || !maps.Equal(hashes(t, reference), before[1]) {
		t.Error("the input files have changed")
	}
}

// checkBorder reads back what Run wrote of border.
func checkBorder(t *testing.T, out string, report *build.Report) {
	t.Helper()
	ds, err := source.Read(os.DirFS(out))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"Old Town 0*, ~Feld 18.5*, Brücke 20*, Mitte 24, Grenze 28*, de-grenze--pl-granica 30",
		"de-grenze--pl-granica 0, Granica 1, Łódź 15",
	}
	for i, line := range ds.Lines {
		if got := stopsOf(ds, line); got != want[i] {
			t.Errorf("stops %s\nwant  %s", got, want[i])
		}
	}
	var ids []string
	for _, s := range ds.Stations {
		ids = append(ids, s.ID)
	}
	if got, want := strings.Join(ids, " "), "de-brucke de-feld de-grenze de-mitte de-old-town pl-granica pl-lodz"; got != want {
		t.Errorf("stations %s, want %s", got, want)
	}
	n, err := corridor.New(ds)
	if err != nil {
		t.Fatal(err)
	}
	route, err := n.Route(corridor.Query{From: "老城", To: "Łódź"})
	if err != nil || route.DistanceKm < 44.9 || route.DistanceKm > 45.1 {
		t.Errorf("route %+v, %v: want 45 km", route, err)
	}
	markdown, err := fs.ReadFile(os.DirFS(out), "REPORT.md")
	if err != nil || string(markdown) != string(report.Markdown()) {
		t.Errorf("REPORT.md is not the report returned: %v", err)
	}
	if !strings.Contains(string(markdown), "* km 10.0 to 14.0 (4.0 km)") {
		t.Errorf("the report does not say what was bridged:\n%s", markdown)
	}
}

// TestRunWritesNothingBad has lines that cannot be built, and a network with a
// fault: all faults are named, and nothing is written.
func TestRunWritesNothingBad(t *testing.T) {
	tests := []struct {
		name  string
		spoil func(l *land)
		want  []string
	}{
		{"two lines fail", func(l *land) {
			l.tables.Lines[0].To = "Nowhere"
			l.tables.Lines[1].From = "de-main"
		}, []string{`line de-main: station "Nowhere" of DE: not found`, `line pl-north: station "de-main" of PL: not found`}},
		{"no line reaches the crossing", func(l *land) { l.tables.Lines[0].To = "" }, []string{"de-grenze--pl-granica", "in DE"}},
		{"no position", func(l *land) { l.tables.Lines[0].To = "Feld" }, []string{`station "Feld" leads the line but has no position`}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			l, out := border(), t.TempDir()
			tt.spoil(l)
			_, err := build.Run(context.Background(), build.Options{Tables: l.tablesDir(t), Reference: l.reference(t), Out: out})
			wantError(t, err, tt.want...)
			if files := hashes(t, out); len(files) > 0 {
				t.Errorf("wrote %v", files)
			}
		})
	}
}

// TestRunNamesBadInput spoils one file at a time: the error says which, and where.
func TestRunNamesBadInput(t *testing.T) {
	const none = "\x00" // take the file away
	head := "country,name,lines,lat,lon,code\n"
	tests := []struct {
		name, file, text string
		want             []string
	}{
		{"unknown field", "lines.json", `[{"id": "de-main", "gage": 1435}]`, []string{"lines.json", `"gage"`}},
		{"wrong type", "stations.json", `[{"match": 1}]`, []string{"stations.json", "match"}},
		{"table missing", "meta.json", none, []string{"meta.json"}},
		{"match without a country", "stations.json", `[{"match": "Alt"}]`, []string{"stations.json", `"Alt"`}},
		{"match of nothing", "stations.json", `[{"match": "DE Neu"}]`, []string{"stations.json", `"DE Neu"`, "not found"}},
		{"reference missing", stationsFile, none, []string{stationsFile}},
		{"latitude", stationsFile, head + "DE,A,main,50,100,\nDE,B,main,5o,100,\n", []string{stationsFile, "line 3", `"5o"`}},
		{"half a position", stationsFile, head + "DE,A,main,50,,\n", []string{stationsFile, "line 2"}},
		{"short row", stationsFile, head + "DE,A\n", []string{stationsFile, "line 2"}},
		{"empty file", stationsFile, "", []string{stationsFile}},
		{"kilometre", kmFile, "line,station,km\nmain,A,0\nmain,B,3x\n", []string{kmFile, "line 3", `"3x"`}},
		{"not a line", waysFile, `{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [1, 2]}}]}`, []string{waysFile, "feature 0", "LineString"}},
		{"not GeoJSON", waysFile, "{", []string{waysFile}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			l := border()
			tables, reference := l.tablesDir(t), l.reference(t)
			dir := reference
			if strings.HasSuffix(tt.file, ".json") {
				dir = tables
			}
			if tt.text == none {
				if err := os.Remove(dir + "/" + tt.file); err != nil {
					t.Fatal(err)
				}
			} else {
				write(t, dir, tt.file, tt.text)
			}
			_, err := build.Run(context.Background(), build.Options{Tables: tables, Reference: reference, Out: t.TempDir()})
			wantError(t, err, tt.want...)
		})
	}
}

func wantError(t *testing.T, err error, parts ...string) {
	t.Helper()
	if err == nil {
		t.Fatal("no error")
	}
	for _, part := range parts {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("error %q does not say %q", err, part)
		}
	}
}

// TestRunStops cancels while the first line is built.
func TestRunStops(t *testing.T) {
	l, out := border(), t.TempDir()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var told []string
	_, err := build.Run(ctx, build.Options{
		Tables: l.tablesDir(t), Reference: l.reference(t), Out: out,
		Progress: func(line string, _, _ int) { told = append(told, line); cancel() },
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want that of the context", err)
	}
	if files := hashes(t, out); len(told) != 1 || len(files) > 0 {
		t.Errorf("built %q and wrote %v after the cancel", told, files)
	}
}
