package build_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/corridor/build"
	"github.com/corridor-rail/corridor/geo"
)

// up is where a line up the meridian from 50 N lies at a km.
func up(km float64) orb.Point { return at(km, 0) }

// horseshoe is where a line of 36.4 km lies that turns off 10 km to the east on
// its way north and comes back 400 m from where it left.
func horseshoe(km float64) orb.Point {
	switch {
	case km <= 8:
		return at(km-8, 0)
	case km <= 18:
		return at(0, km-8)
	case km <= 18.4:
		return at(km-18, 10)
	case km <= 28.4:
		return at(0.4, 28.4-km)
	}
	return at(km-28, 0)
}

// corner is where a line lies that turns east 10.05 km north.
func corner(km float64) orb.Point { return at(min(km, 10.05), max(km-10.05, 0)) }

// TestBuild makes one line of raw material with one difficulty each. Every
// position of it must lie within 30 m of where.
func TestBuild(t *testing.T) {
	tests := []struct {
		name    string
		land    func(l *land)
		where   func(km float64) orb.Point
		stops   string
		spans   string
		bridged string   // "10-14"
		said    []string // all that is reported, by beginning
	}{
		{
			name: "both tracks of a double line, neither of them whole",
			land: func(l *land) {
				l.way("main", straight(at(0, -0.01), at(25.3, -0.01))...)
				l.way("main", straight(at(15.6, 0.01), at(40, 0.01))...)
				l.stops("A 0", "B 20", "C 40")
				l.line(nil)
			},
			stops: "A 0*, B 20*, C 40*", spans: "osm 0-40",
		},
		{
			name: "a way is missing",
			land: func(l *land) {
				l.main(0, 10)
				l.main(14, 30)
				l.station("DE", "A", at(0, 0))
				l.station("DE", "B", at(30, 0))
				l.km("A", 100)
				l.km("B", 130)
				l.line(nil)
			},
			where: func(km float64) orb.Point { return up(km - 100) },
			stops: "A 100*, B 130*", spans: "osm 100-110, chord 110-114, osm 114-130", bridged: "110-114",
		},
		{
			name: "a loose end nearly touches another way",
			land: func(l *land) {
				l.main(0, 9.9)
				l.way("main", straight(at(10.05, -3), at(10.05, 9))...)
				l.stops("A 0")
				l.station("DE", "B", at(10.05, 8))
				l.km("B", 18.05)
				l.line(nil)
			},
			where: corner,
			stops: "A 0*, B 18.05*", spans: "osm 0-18.05",
		},
		{
			name: "a horseshoe is not cut short",
			land: func(l *land) {
				var track orb.LineString
				for _, km := range []float64{0, 3, 8, 11, 14, 18, 18.4, 22, 25, 28.4, 33, 36.4} {
					track = append(track, horseshoe(km))
				}
				l.way("main", track...)
				for _, s := range []struct {
					name string
					km   float64
				}{{"A", 0}, {"B", 12}, {"C", 24.4}, {"D", 36.4}} {
					l.station("DE", s.name, horseshoe(s.km))
					l.km(s.name, s.km)
				}
				l.line(nil)
			},
			where: horseshoe,
			stops: "A 0*, B 12*, C 24.4*, D 36.4*", spans: "osm 0-36.4",
		},
		{
			name: "the last station lies beyond the tracks, another beside them",
			land: func(l *land) {
				l.main(0, 30)
				l.stops("A 0", "B 30", "C 35")
				l.station("DE", "Aside", at(12, 3))
				l.line(nil)
			},
			stops: "A 0*, B 30*, C 35*", spans: "osm 0-30, chord 30-35", bridged: "30-35",
			said: []string{"Aside: 3.0 km from the line"},
		},
		{
			name: "a position is a namesake's",
			land: func(l *land) {
				l.main(0, 40)
				l.stops("A 0", "B 10", "D 30", "E 40")
				l.station("DE", "C", at(90, 20))
				l.km("C", 20.5)
				l.line(nil)
			},
			stops: "A 0*, B 10*, ~C 20.5*, D 30*, E 40*", spans: "osm 0-40",
			said: []string{"C (km 20.5)", "C: position too far from its neighbours, not used"},
		},
		{
			name: "a station is known by its km only, another lies on a chord",
			land: func(l *land) {
				l.main(0, 20)
				l.main(24, 40)
				l.stops("A 0", "B 40")
				l.km("Km only", 10.25)
				l.km("Unknown", 22)
				l.line(nil)
			},
			stops: "A 0*, ~Km only 10.25*, B 40*", spans: "osm 0-20, chord 20-24, osm 24-40", bridged: "20-24",
			said: []string{"Km only (km 10.25)", "Unknown (km 22, on a chord)"},
		},
		{
			name: "a km contradicts its neighbours",
			land: func(l *land) {
				l.main(0, 40)
				l.stops("A 0", "B 10", "D 30", "E 40")
				l.station("DE", "C", at(20, 0))
				l.km("C", 25)
				l.line(nil)
			},
			stops: "A 0*, B 10*, C 20, D 30*, E 40*", spans: "osm 0-40",
			said: []string{"C: published km 25 contradicts its neighbours (20.0 measured from them)"},
		},
		{
			name: "the line ends at a border crossing beside the track",
			land: func(l *land) {
				l.main(0, 20)
				l.stops("A 0", "B 18")
				l.tables.Crossings = []build.CrossingSpec{{ID: "de-b--pl-b", Point: [2]float64(at(20, 0.02))}}
				l.line(func(s *build.LineSpec) { s.To = "de-b--pl-b" })
			},
			stops: "A 0*, B 18*, de-b--pl-b 20.02", spans: "osm 0-20.02",
		},
		{
			name: "the line runs over a way of another line, but not where it has its own",
			land: func(l *land) {
				l.main(0, 10)
				l.main(14, 30)
				l.way("other", straight(at(10, 0), at(30, 0.1))...)
				l.way("other", straight(at(200, 0), at(201, 0))...) // far away
				l.stops("A 0", "B 30")
				l.line(func(s *build.LineSpec) { s.Stray = []string{"oth"} })
			},
			stops: "A 0*, B 30*", spans: "osm 0-30",
		},
		{
			name: "a station stands on a branch, so that the line turns back",
			land: func(l *land) {
				l.main(0, 30)
				l.way("main", straight(at(15, 0.05), at(15, 5))...)
				l.stops("A 0")
				l.station("DE", "B", at(15, 5))
				l.station("DE", "C", at(30, 0))
				l.km("B", 20)
				l.km("C", 40)
				l.line(nil)
			},
			where: func(km float64) orb.Point { return at(15+max(km-25, min(km-15, 0)), max(5-math.Abs(km-20), 0)) },
			stops: "A 0*, B 20*, C 40*", spans: "osm 0-40",
			said: []string{"B: the centreline turns back here"},
		},
		{
			name: "a station far from the track, within the reach given",
			land: func(l *land) {
				l.main(0, 20)
				l.stops("A 0", "B 20")
				l.station("DE", "Aside", at(12, 3))
				l.line(func(s *build.LineSpec) { s.Reach = 4000 })
			},
			stops: "A 0*, Aside 12, B 20*", spans: "osm 0-20",
		},
		{
			name: "a station without published km, and one left out",
			land: func(l *land) {
				l.main(0, 20)
				l.station("DE", "A", at(0, 0))
				l.station("DE", "M", at(7.5, 0.05))
				l.station("DE", "Closed", at(9, 0))
				l.station("DE", "B", at(20, 0))
				l.km("A", 100)
				l.km("B", 120)
				l.line(func(s *build.LineSpec) { s.Ignore = []string{"Closed"} })
			},
			where: func(km float64) orb.Point { return at(km-100, 0) },
			stops: "A 100*, M 107.5, B 120*", spans: "osm 100-120",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			l := newLand()
			tt.land(l)
			ds, report, err := l.build(t)
			if err != nil {
				t.Fatal(err)
			}
			line, r := ds.Lines[0], report.Lines[0]
			if got := stopsOf(ds, line); got != tt.stops {
				t.Errorf("stops %s\nwant  %s", got, tt.stops)
			}
			if got := spansOf(line); got != tt.spans {
				t.Errorf("spans %s\nwant  %s", got, tt.spans)
			}
			if got := bridgedOf(r); got != tt.bridged {
				t.Errorf("bridged %q, want %q", got, tt.bridged)
			}
			if !slices.EqualFunc(said(r), tt.said, strings.HasPrefix) {
				t.Errorf("reported %q, want %q", said(r), tt.said)
			}
			where := tt.where
			if where == nil {
				where = up
			}
			for i, p := range line.Geometry {
				if want := where(line.Km[i]); geo.Distance(p, want) > 30 {
					t.Errorf("km %v at %v, %.0f m from %v", line.Km[i], p, float64(geo.Distance(p, want)), want)
				}
			}
		})
	}
}

func bridgedOf(r *build.LineReport) string {
	var list []string
	for _, b := range r.Bridged {
		list = append(list, fmt.Sprintf("%s-%s", codec2(b.FromKm), codec2(b.ToKm)))
	}
	return strings.Join(list, ", ")
}

// disputed is a line on which the published km from C to D are 20, the track 10.
func disputed(allow ...build.Allowance) *land {
	l := newLand()
	l.main(0, 50)
	l.stops("A 0", "B 10", "C 20")
	for name, north := range map[string]float64{"D": 30, "E": 40, "F": 50} {
		l.station("DE", name, at(north, 0))
		l.km(name, north+10)
	}
	l.line(func(s *build.LineSpec) { s.Allow = allow })
	return l
}

func TestBuildRefusesSection(t *testing.T) {
	ds, report, err := disputed().build(t)
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{"de-main", "C - D", "published 20.0 km", "measured 10.0 km"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("error %q does not say %q", err, want)
		}
	}
	if len(ds.Lines) > 0 || len(report.Lines[0].Refused) != 1 {
		t.Errorf("%d lines, refused %v", len(ds.Lines), report.Lines[0].Refused)
	}
}

// TestBuildAllowsSection lets the section pass: its 20 km lie on 10 km of track.
func TestBuildAllowsSection(t *testing.T) {
	ds, report, err := disputed(build.Allowance{From: "C", To: "D", Why: "old alignment"}).build(t)
	if err != nil {
		t.Fatal(err)
	}
	line := ds.Lines[0]
	if got, want := stopsOf(ds, line), "A 0*, B 10*, C 20*, D 40*, E 50*, F 60*"; got != want {
		t.Errorf("stops %s, want %s", got, want)
	}
	if got, want := report.Lines[0].Allowed, "C - D: published 20.0 km, measured 10.0 km: old alignment"; len(got) != 1 || got[0] != want {
		t.Errorf("allowed %q, want %q", got, want)
	}
	if !slices.Contains(line.Notes, "C - D: old alignment") {
		t.Errorf("notes %q do not give the reason", line.Notes)
	}
	i := slices.Index(line.Km, 30)
	if i < 0 || geo.Distance(line.Geometry[i], at(25, 0)) > 30 {
		t.Errorf("post 30 does not stand halfway from C to D")
	}
	if markdown := string(report.Markdown()); !strings.Contains(markdown, "60.0 km published, 50.0 km on the raw tracks") {
		t.Errorf("report without the lengths:\n%s", markdown)
	}
}

// TestBuildByKilometreNames calibrates a line by its halts: each is called by
// the kilometre post near by, but for one that has an older name.
func TestBuildByKilometreNames(t *testing.T) {
	l := newLand()
	l.main(0, 60)
	l.station("RU", "Начало", at(0, 0))
	l.station("RU", "Конец", at(60, 0))
	for _, km := range []float64{105, 112, 120, 131, 144, 155} {
		l.station("RU", fmt.Sprintf("%.0f км", km), at(km-100, 0))
	}
	l.station("RU", "207 км", at(35, 0))
	l.line(func(s *build.LineSpec) {
		s.Country, s.ID, s.KmInNames, s.Kilometres = "RU", "ru-main", true, ""
		s.From, s.To = "Начало", "Конец"
	})
	ds, _, err := l.build(t)
	if err != nil {
		t.Fatal(err)
	}
	want := "Nachalo 100, 105 km 105*, 112 km 112, 120 km 120, 131 km 131*, 207 km 135, 144 km 144, 155 km 155, Konets 160"
	if got := stopsOf(ds, ds.Lines[0]); got != want {
		t.Errorf("stops %s\nwant  %s", got, want)
	}
	halt := ds.Stations[slices.IndexFunc(ds.Stations, func(s corridor.Station) bool { return s.Name == "112 km" })]
	if !slices.Equal(halt.Kinds, []string{"halt"}) || halt.ID != "ru-112-km" {
		t.Errorf("112 km is %q of kinds %q", halt.ID, halt.Kinds)
	}
}

// TestBuildStations has a line that branches off another halfway and ends at
// the beginning of a third.
func TestBuildStations(t *testing.T) {
	l := newLand()
	l.main(0, 20)
	l.stops("A 0", "Fork 10", "B 20")
	l.way("branch", straight(at(10, 0), at(10, 8))...)
	l.way("branch 2", straight(at(10, 8), at(10, 16))...)
	l.station("DE", "Joint", at(10, 8))
	l.station("DE", "End", at(10, 16))
	for i, code := range []string{"11111", "22222", "22222", "33333", ""} { // B has the code of Fork
		l.stations[i+1][5] = code
	}
	l.line(nil)
	for i, ends := range [][2]string{{"Fork", "Joint"}, {"Joint", "End"}} {
		l.line(func(s *build.LineSpec) {
			s.ID, s.Ways, s.Stations, s.Kilometres = fmt.Sprint("de-branch-", i), []string{"branch"}, nil, ""
			s.From, s.To = ends[0], ends[1]
		})
	}
	ds, _, err := l.build(t)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"A": "[station] map[esr:11111]", "Fork": "[station junction] map[]", "B": "[station] map[]",
		"Joint": "[station] map[esr:33333]", "End": "[station] map[]",
	}
	for _, s := range ds.Stations {
		if got := fmt.Sprint(s.Kinds, s.Codes); got != want[s.Name] {
			t.Errorf("%s: %s, want %s", s.Name, got, want[s.Name])
		}
	}
}
