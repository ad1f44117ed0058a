package build_test

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/corridor/build"
	"github.com/corridor-rail/corridor/geo"
	"github.com/corridor-rail/corridor/geo/codec"
)

// land is made-up raw material in the form of a reference folder, and the
// tables that go with it. Its railways run up the meridian of 100 E from
// 50 N, so that km north are km of track.
type land struct {
	tables     build.Tables
	ways       []codec.Feature
	stations   [][]string
	kilometres [][]string
}

// The files of a land, and the properties and columns in them.
const (
	waysFile     = "ways.geojson"
	stationsFile = "stations.csv"
	kmFile       = "km.csv"
)

func newLand() *land {
	return &land{
		tables: build.Tables{
			Meta: corridor.Meta{
				Title: "Land", Version: "test", Date: "2026-11-22", Licence: "CC0-1.0",
				Countries: []corridor.Country{
					{ID: "DE", Names: corridor.Names{"en": "Germany"}}, {ID: "PL", Names: corridor.Names{"en": "Poland"}},
					{ID: "RU", Names: corridor.Names{"en": "Russia"}},
				},
				Sources: []corridor.Source{{ID: "survey", Title: "Survey"}, {ID: "timetable", Title: "Timetable"}},
			},
			Inputs: build.Inputs{
				Ways: []build.WayFile{{
					File: waysFile, Label: "line", QualityFrom: "quality", Source: "survey",
					Quality: map[string]corridor.Quality{"": corridor.QualityOSM, "rough": corridor.QualityCoarse},
				}},
				Stations: []build.StationFile{{
					File: stationsFile, Country: "country", Local: "name", Lines: "lines", Lat: "lat", Lon: "lon",
					Codes: map[string]string{"esr": "code"}, Source: "survey",
				}},
				Kilometres: []build.KilometreFile{{File: kmFile, Line: "line", Station: "station", Km: "km", In: "DE", Source: "timetable"}},
			},
		},
		stations:   [][]string{{"country", "name", "lines", "lat", "lon", "code"}},
		kilometres: [][]string{{"line", "station", "km"}},
	}
}

// at is the point so many km north and then east of 50 N 100 E.
func at(north, east float64) orb.Point {
	p, _ := geo.Direct(orb.Point{100, 50}, 0, geo.Metres(north*1000))
	p, _ = geo.Direct(p, 90, geo.Metres(east*1000))
	return p
}

// straight is a track from a to b with a vertex every 2 km or so, as surveyed
// ways have, off the whole km.
func straight(a, b orb.Point) orb.LineString {
	line, err := geo.NewLine(orb.LineString{a, b}, nil)
	if err != nil {
		panic(err)
	}
	track := orb.LineString{a}
	for km := 1.7; km < line.EndKm()-0.5; km += 2.1 {
		p, _ := line.At(km)
		track = append(track, p.Point)
	}
	return append(track, b)
}

func (l *land) way(label string, points ...orb.Point) {
	l.ways = append(l.ways, codec.Feature{Geometry: orb.LineString(points), Properties: []codec.Property{
		{Name: "line", Value: label}, {Name: "quality", Value: ""},
	}})
}

// main lays track of the line "main" up the meridian.
func (l *land) main(from, to float64) { l.way("main", straight(at(from, 0), at(to, 0))...) }

// degrees writes a coordinate as station tables do.
func degrees(v float64) string { return strconv.FormatFloat(v, 'f', 7, 64) }

// station enters a station of the line "main".
func (l *land) station(country, name string, p orb.Point) {
	l.stations = append(l.stations, []string{country, name, "main", degrees(p.Lat()), degrees(p.Lon()), ""})
}

// km enters a published km of the line "main".
func (l *land) km(station string, km float64) {
	l.kilometres = append(l.kilometres, []string{"main", station, fmt.Sprint(km)})
}

// stops enters stations up the meridian, each named with its km ("A 0"): it
// stands there, and the km is published.
func (l *land) stops(list ...string) {
	for _, s := range list {
		name, text, _ := strings.Cut(s, " ")
		km, err := strconv.ParseFloat(text, 64)
		if err != nil {
			panic(err)
		}
		l.station("DE", name, at(km, 0))
		l.km(name, km)
	}
}

// line enters the line "main" of Germany, changed by change.
func (l *land) line(change func(*build.LineSpec)) {
	spec := build.LineSpec{
		ID: "de-main", Name: "Main", Country: "DE", GaugeMM: 1435, Sources: []string{"timetable"},
		Ways: []string{"main"}, Stations: []string{"main"}, Kilometres: "main",
	}
	if change != nil {
		change(&spec)
	}
	l.tables.Lines = append(l.tables.Lines, spec)
}

// reference writes the raw material to a new folder.
func (l *land) reference(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	var ways strings.Builder
	c := codec.NewCollection(&ways)
	for _, w := range l.ways {
		if err := c.Add(w); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	write(t, dir, waysFile, ways.String())
	write(t, dir, stationsFile, table(t, l.stations))
	write(t, dir, kmFile, table(t, l.kilometres))
	return dir
}

// tablesDir writes the tables to a new folder.
func (l *land) tablesDir(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	for name, v := range map[string]any{
		"meta.json": l.tables.Meta, "inputs.json": l.tables.Inputs, "lines.json": l.tables.Lines,
		"stations.json": l.tables.Stations, "crossings.json": l.tables.Crossings, "corridors.json": l.tables.Corridors,
	} {
		data, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		write(t, dir, name, string(data))
	}
	return dir
}

// build makes the dataset of the land.
func (l *land) build(t testing.TB) (*corridor.Dataset, *build.Report, error) {
	t.Helper()
	return build.Build(context.Background(), &l.tables, build.Options{Reference: l.reference(t)})
}

func table(t testing.TB, rows [][]string) string {
	t.Helper()
	var b strings.Builder
	if err := csv.NewWriter(&b).WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func write(t testing.TB, dir, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// stopsOf writes the stops of a line as "A 0*, B 10.02": km to 10 m, a star
// where the km is published, a tilde where the station was placed by it.
func stopsOf(ds *corridor.Dataset, line corridor.LineRecord) string {
	var list []string
	for _, s := range line.Stops {
		text := s.Station
		if i := slices.IndexFunc(ds.Stations, func(st corridor.Station) bool { return st.ID == s.Station }); i >= 0 {
			text = ds.Stations[i].Name
			if ds.Stations[i].Derived {
				text = "~" + text
			}
		}
		text += " " + codec2(s.Km)
		if s.Official {
			text += "*"
		}
		list = append(list, text)
	}
	return strings.Join(list, ", ")
}

// spansOf writes the spans of a line as "osm 0-10, chord 10-14".
func spansOf(line corridor.LineRecord) string {
	var list []string
	for _, s := range line.Spans {
		list = append(list, fmt.Sprintf("%s %s-%s", s.Quality, codec2(s.FromKm), codec2(s.ToKm)))
	}
	return strings.Join(list, ", ")
}

func codec2(v float64) string { return string(codec.AppendFloat(nil, v, 2)) }

// said lists everything a report says of a line but the bridges.
func said(r *build.LineReport) []string {
	var list []string
	for _, part := range [][]string{r.Allowed, r.Dropped, r.Derived, r.Unplaced, r.Doubted} {
		list = append(list, part...)
	}
	return list
}
