package build_test

import (
	"os"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/corridor/build"
)

// TestBuildRefuses spoils one thing in tables that are well formed.
func TestBuildRefuses(t *testing.T) {
	tests := []struct {
		name  string
		spoil func(l *land)
		want  []string
	}{
		{"two lines of one id", func(l *land) { l.tables.Lines = append(l.tables.Lines, l.tables.Lines[0]) },
			[]string{"line de-main: the id is there twice"}},
		{"a leading station with a wrong position and no km", func(l *land) {
			l.tables.Lines[0].Calibration = []build.Calibration{{Station: "Mitte"}}
			l.tables.Lines[0].Misplaced = []string{"Mitte"}
		}, []string{"de-main", `"Mitte"`, "no position"}},
		{"no latitude", func(l *land) { l.stations[2][3] = "NaN" }, []string{stationsFile, "line 3", "NaN", "-90 to 90"}},
		{"latitude and longitude changed over", func(l *land) {
			l.stations[2][3], l.stations[2][4] = l.stations[2][4], l.stations[2][3]
		}, []string{stationsFile, "line 3", "-90 to 90"}},
		{"no km", func(l *land) { l.kilometres[2][2] = "Inf" }, []string{kmFile, "line 3", "Inf"}},
		{"a column that is not there", func(l *land) { l.tables.Inputs.Stations[0].Lines = "line" },
			[]string{stationsFile, `no column "line"`, "lines"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			l := border()
			tt.spoil(l)
			_, _, err := l.build(t)
			wantError(t, err, tt.want...)
		})
	}
}

// TestBuildWithoutSources leaves it to the check of the network to say that a
// line and the stations have no source.
func TestBuildWithoutSources(t *testing.T) {
	l := border()
	l.tables.Lines[0].Sources = nil
	l.tables.Inputs.Stations[0].Source = ""
	l.tables.Lines[0].StationKm = true
	l.stations[0][5], l.tables.Inputs.Stations[0].Codes = "km", nil
	l.tables.Inputs.Stations[0].Km = "km"
	for i := range l.stations[1:] {
		l.stations[i+1][5] = []string{"0", "20", "28", "", "", ""}[i]
	}
	ds, _, err := l.build(t)
	if err != nil {
		t.Fatal(err)
	}
	_, err = corridor.New(ds)
	wantError(t, err, "de-main", "there is no source")
}

// TestBuildTouching has a way and a crossing that lie on the edge of another
// way to the last bit, as positions on one meridian can.
func TestBuildTouching(t *testing.T) {
	for _, lat := range []float64{50.1, 50.1001, 50.1002, 50.1003, 50.1004} {
		branch := newLand()
		branch.way("main", orb.Point{100, 50}, orb.Point{100, 50.2})
		branch.way("main", orb.Point{100, lat}, orb.Point{100.2, lat})
		branch.station("DE", "A", orb.Point{100, 50})
		branch.station("DE", "B", orb.Point{100.2, lat})
		branch.line(func(s *build.LineSpec) { s.From, s.To = "A", "B" })

		end := newLand()
		end.way("main", orb.Point{100, 50}, orb.Point{100, 50.2})
		end.stops("A 0", "B 5")
		end.tables.Crossings = []build.CrossingSpec{{ID: "x", Point: [2]float64{100, lat}}}
		end.line(func(s *build.LineSpec) { s.To = "x" })

		for _, l := range []*land{branch, end} {
			ds, _, err := l.build(t)
			if err != nil {
				t.Fatal(err)
			}
			if spans := ds.Lines[0].Spans; len(spans) != 1 || spans[0].Quality != corridor.QualityOSM {
				t.Errorf("latitude %v: %s, want track all the way", lat, spansOf(ds.Lines[0]))
			}
		}
	}
}

// TestBuildBesideForeignTrack has a station nearer to a line that passes over
// its own, and then a gap too wide to bridge: only the first can be left
// straight, only the second was cheap to reach.
func TestBuildBesideForeignTrack(t *testing.T) {
	l := newLand()
	l.way("main", straight(at(0, 0.1), at(101, 0.1))...)
	l.way("main", at(100, -25), at(100, 0), at(100, 25))
	l.main(130, 150)
	l.stops("A 0", "B 100", "C 130", "D 150")
	l.line(func(s *build.LineSpec) { s.Bridge = 1 })
	ds, _, err := l.build(t)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := stopsOf(ds, ds.Lines[0]), "A 0*, B 100*, C 130*, D 150*"; got != want {
		t.Errorf("stops %s, want %s", got, want)
	}
}

// TestBuildOrdersAliases replaces names in several languages at once.
func TestBuildOrdersAliases(t *testing.T) {
	var first []string
	for i := range 16 {
		l := border()
		l.tables.Inputs.Stations[0].Names = map[string]string{"fr": "code", "zh": "country"}
		l.stations[1][5] = "Vieux"
		l.tables.Stations[0].Names = corridor.Names{"de": "Altstadt", "fr": "Vieille ville", "zh": "老城"}
		ds, _, err := l.build(t)
		if err != nil {
			t.Fatal(err)
		}
		at := slices.IndexFunc(ds.Stations, func(s corridor.Station) bool { return s.Name == "Old Town" })
		if i == 0 {
			first = ds.Stations[at].Aliases
		}
		if got := ds.Stations[at].Aliases; len(got) != 3 || !slices.Equal(got, first) {
			t.Fatalf("aliases %q, first %q", got, first)
		}
	}
}

// TestReadTablesRefusesRest: one value a file.
func TestReadTablesRefusesRest(t *testing.T) {
	l := border()
	dir := l.tablesDir(t)
	write(t, dir, "lines.json", "[] []")
	_, err := build.ReadTables(os.DirFS(dir))
	wantError(t, err, "lines.json", "after")
}
