package corridor_test

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"github.com/corridor-rail/corridor/corridor"
)

// TestNewRefuses spoils one thing at a time: New must name the file, the record
// and the reason.
func TestNewRefuses(t *testing.T) {
	const (
		binzhou   = 0
		link      = 2
		east      = 5
		narrow    = 6
		manzhouli = 3
	)
	type dataset = corridor.Dataset
	tests := []struct {
		name  string
		spoil func(*dataset)
		want  corridor.Fault // Reason: a part of it
	}{
		{"date", func(d *dataset) { d.Meta.Date = "2026" }, corridor.Fault{"dataset.json", "date", `"2026"`}},
		{"country code of a digit", func(d *dataset) { d.Meta.Countries[0].ID = "C1" }, corridor.Fault{"dataset.json", "countries", "alpha-2"}},
		{"source without id", func(d *dataset) { d.Meta.Sources[0].ID = "" }, corridor.Fault{"dataset.json", "sources", "id and title"}},
		{"status", func(d *dataset) { d.Lines[binzhou].Status = "closed" }, corridor.Fault{"lines.geojson", "cn-binzhou", `status "closed"; known are open, under`}},
		{"usage", func(d *dataset) { d.Lines[binzhou].Usage = "x" }, corridor.Fault{"lines.geojson", "cn-binzhou", `usage "x"`}},
		{"tracks", func(d *dataset) { d.Lines[binzhou].Tracks = -1 }, corridor.Fault{"lines.geojson", "cn-binzhou", "-1 tracks"}},
		{"official km", func(d *dataset) { d.Lines[binzhou].OfficialKm = math.NaN() }, corridor.Fault{"lines.geojson", "cn-binzhou", "official_km is NaN"}},
		{"empty note", func(d *dataset) { d.Lines[binzhou].Notes = []string{""} }, corridor.Fault{"lines.geojson", "cn-binzhou", "note is empty"}},
		{"opened", func(d *dataset) { d.Lines[binzhou].Opened = "3.12.2021" }, corridor.Fault{"lines.geojson", "cn-binzhou", `"3.12.2021"`}},
		{"kind", func(d *dataset) { d.Stations[manzhouli].Kinds = []string{"stop"} }, corridor.Fault{"stations.geojson", "cn-manzhouli", `kind "stop"`}},
		{"code system", func(d *dataset) { d.Stations[0].Codes = map[string]string{"iata": "X"} }, corridor.Fault{"stations.geojson", "cn-hailar", `code system "iata"`}},
		{"empty code", func(d *dataset) { d.Stations[0].Codes = map[string]string{"esr": ""} }, corridor.Fault{"stations.geojson", "cn-hailar", "esr code is empty"}},
		{"language", func(d *dataset) { d.Stations[0].Names = corridor.Names{"Chinese": "海拉尔"} }, corridor.Fault{"stations.geojson", "cn-hailar", `"Chinese"`}},
		{"empty alias", func(d *dataset) { d.Stations[0].Aliases = []string{""} }, corridor.Fault{"stations.geojson", "cn-hailar", "alias"}},
		{"gauge of the border", func(d *dataset) { d.Crossings[0].GaugesMM = []int{1435, 1520, 0} }, corridor.Fault{"crossings.geojson", "cn-manzhouli--ru-zabaikalsk", "gauge of 0 mm"}},
		{"no line", func(d *dataset) { d.Lines = nil }, corridor.Fault{"lines.geojson", "-", "no line"}},
		{"country code", func(d *dataset) { d.Meta.Countries[0].ID = "cn" }, corridor.Fault{"dataset.json", "countries", "alpha-2"}},
		{"source twice", func(d *dataset) { d.Meta.Sources = append(d.Meta.Sources, d.Meta.Sources[0]) }, corridor.Fault{"dataset.json", "sources", "twice"}},
		{"id form", func(d *dataset) { d.Lines[binzhou].ID = "cn-Binzhou" }, corridor.Fault{"lines.geojson", "cn-Binzhou", "a-z"}},
		{"id without country", func(d *dataset) { d.Lines[binzhou].ID = "binzhou" }, corridor.Fault{"lines.geojson", "binzhou", "cn-"}},
		{"no id", func(d *dataset) { d.Stations[manzhouli].ID = "" }, corridor.Fault{"stations.geojson", "#4", "the id must"}},
		{"id twice", func(d *dataset) { d.Lines[link].ID = "cn-binzhou" }, corridor.Fault{"lines.geojson", "cn-binzhou", "twice"}},
		{"no name", func(d *dataset) { d.Stations[manzhouli].Name = "" }, corridor.Fault{"stations.geojson", "cn-manzhouli", "no name"}},
		{"no source", func(d *dataset) { d.Lines[binzhou].Sources = nil }, corridor.Fault{"lines.geojson", "cn-binzhou", "no source"}},
		{"unknown source", func(d *dataset) { d.Stations[0].Sources = []string{"x"} }, corridor.Fault{"stations.geojson", "cn-hailar", `source "x"`}},
		{"unknown country", func(d *dataset) { d.Meta.Countries = d.Meta.Countries[:1] }, corridor.Fault{"stations.geojson", "ru-karym", `country "RU"`}},
		{"code twice", func(d *dataset) { d.Stations[0].Codes = map[string]string{"telegraph": "MLX"} }, corridor.Fault{"stations.geojson", "cn-manzhouli", "cn-hailar"}},
		{"gauge", func(d *dataset) { d.Lines[binzhou].GaugeMM = 0 }, corridor.Fault{"lines.geojson", "cn-binzhou", "gauge_mm is 0"}},
		{"fewer km than vertices", func(d *dataset) { d.Lines[binzhou].Km = d.Lines[binzhou].Km[1:] }, corridor.Fault{"lines.geojson", "cn-binzhou", "24 vertices and 23 km"}},
		{"km falls", func(d *dataset) { d.Lines[binzhou].Km[3] = 2 }, corridor.Fault{"lines.geojson", "cn-binzhou", "vertex 3: km 2"}},
		{"km NaN", func(d *dataset) { d.Lines[binzhou].Km[3] = math.NaN() }, corridor.Fault{"lines.geojson", "cn-binzhou", "vertex 3: km NaN"}},
		{"vertex", func(d *dataset) { d.Lines[binzhou].Geometry[3] = orb.Point{49, 117} }, corridor.Fault{"lines.geojson", "cn-binzhou", "vertex 3"}},
		{"no length", func(d *dataset) { d.Lines[binzhou].Geometry[3] = d.Lines[binzhou].Geometry[2] }, corridor.Fault{"lines.geojson", "cn-binzhou", "same place"}},
		{"posts", func(d *dataset) { remove(&d.Lines[east], 3) }, corridor.Fault{"lines.geojson", "ru-east", "between 6202.000 and 6204.000"}},
		{"hole between spans", func(d *dataset) { d.Lines[binzhou].Spans[1].FromKm = 7 }, corridor.Fault{"lines.geojson", "cn-binzhou", "should begin at 6.000"}},
		{"spans too short", func(d *dataset) { d.Lines[binzhou].Spans[2].ToKm = 27 }, corridor.Fault{"lines.geojson", "cn-binzhou", "spans end at 27.000"}},
		{"quality", func(d *dataset) { d.Lines[binzhou].Spans[2].Quality = "good" }, corridor.Fault{"lines.geojson", "cn-binzhou", `quality "good"`}},
		{"span source", func(d *dataset) { d.Lines[binzhou].Spans[2].Source = "x" }, corridor.Fault{"lines.geojson", "cn-binzhou", `source "x"`}},
		{"one stop", func(d *dataset) { d.Lines[narrow].Stops = d.Lines[narrow].Stops[:1] }, corridor.Fault{"lines.geojson", "ru-narrow", "1 stops"}},
		{"no stop at the end", func(d *dataset) { d.Lines[east].Stops = d.Lines[east].Stops[:3] }, corridor.Fault{"lines.geojson", "ru-east", "ends at 6212.000"}},
		{"stop without vertex", func(d *dataset) { d.Lines[east].Stops[1].Km = 6205.5 }, corridor.Fault{"lines.geojson", "ru-east", "no vertex at 6205.500"}},
		{"unknown stop", func(d *dataset) { d.Lines[east].Stops[1].Station = "ru-x" }, corridor.Fault{"lines.geojson", "ru-east", `"ru-x"`}},
		{"stop far away", func(d *dataset) { d.Stations[manzhouli].Point = at(20, 1.2) }, corridor.Fault{"lines.geojson", "cn-binzhou", "1200 m from the line"}},
		{"stop abroad", func(d *dataset) { d.Lines[east].Stops[1].Station = "cn-lake" }, corridor.Fault{"lines.geojson", "ru-east", "lines change country at a crossing"}},
		{"line beyond the border", func(d *dataset) { d.Lines[east].Stops[2].Station = d.Crossings[0].ID }, corridor.Fault{"lines.geojson", "ru-east", "should end there"}},
		{"gauge at the border", func(d *dataset) { d.Crossings[0].GaugesMM = []int{1435} }, corridor.Fault{"lines.geojson", "cn-link", "has gauges [1435]"}},
		{"gauge of one side", func(d *dataset) { d.Lines = d.Lines[:narrow] }, corridor.Fault{"crossings.geojson", "cn-manzhouli--ru-zabaikalsk", "1435 mm in RU"}},
		{"border station", func(d *dataset) { d.Crossings[0].Stations[1] = "ru-x" }, corridor.Fault{"crossings.geojson", "cn-manzhouli--ru-zabaikalsk", `"ru-x"`}},
		{"break of one gauge", func(d *dataset) { d.Stations[0].BreakOfGauge = true }, corridor.Fault{"stations.geojson", "cn-hailar", "two gauges"}},
		{"station without line", func(d *dataset) { d.Stations = append(d.Stations, station("cn-alone", "Alone", 0, 0, nil)) }, corridor.Fault{"stations.geojson", "cn-alone", "no line"}},
		{"cut off by gauge", func(d *dataset) { d.Stations[manzhouli].BreakOfGauge, d.Stations[9].BreakOfGauge = false, false }, corridor.Fault{"lines.geojson", "ru-east", "cut off"}},
		{"corridor without end", func(d *dataset) { d.Corridors[0].Via = []string{"cn-harbin"} }, corridor.Fault{"corridors.json", "east", "two or more"}},
		{"unknown body", func(d *dataset) { d.Meta.Countries[0].Memberships[0].Body = "UN" }, corridor.Fault{"dataset.json", "countries", `unknown body "UN"; known are SCO`}},
		{"unknown role", func(d *dataset) { d.Meta.Countries[0].Memberships[0].Role = "friend" }, corridor.Fault{"dataset.json", "countries", `role "friend"`}},
		{"membership without a date", func(d *dataset) { d.Meta.Countries[0].Memberships[0].Since = "" }, corridor.Fault{"dataset.json", "countries", "ISO 8601"}},
		{"membership of no day", func(d *dataset) { d.Meta.Countries[0].Memberships[0].Since = "2001-02-30" }, corridor.Fault{"dataset.json", "countries", "2001-02-30"}},
		{"membership that ends first", func(d *dataset) { d.Meta.Countries[0].Memberships[1].Until = "1991-01" }, corridor.Fault{"dataset.json", "countries", "in order"}},
		{"two roles at once", func(d *dataset) { d.Meta.Countries[0].Memberships[1].Until = "1996-08" }, corridor.Fault{"dataset.json", "countries", "overlaps observer from 1991"}},
		{"membership source", func(d *dataset) { d.Meta.Countries[0].Memberships[0].Source = "x" }, corridor.Fault{"dataset.json", "countries", `CN in SCO: unknown source "x"`}},
		{"other km of nothing", func(d *dataset) { d.Lines[binzhou].OtherKm[0].What = "" }, corridor.Fault{"lines.geojson", "cn-binzhou", "21.500 km does not say"}},
		{"other km NaN", func(d *dataset) { d.Lines[binzhou].OtherKm[0].Km = math.NaN() }, corridor.Fault{"lines.geojson", "cn-binzhou", "NaN km"}},
		{"other km source", func(d *dataset) { d.Corridors[0].PublishedKm[0].Source = "x" }, corridor.Fault{"corridors.json", "east", `unknown source "x"`}},
		{"corridor over nothing", func(d *dataset) { d.Corridors[0].Via[1] = "Harbin" }, corridor.Fault{"corridors.json", "east", `"Harbin"`}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			ds := small()
			tt.spoil(ds)
			n, err := corridor.New(ds)
			var refused *corridor.CheckError
			if n != nil || !errors.As(err, &refused) {
				t.Fatalf("got %v, %v; want a CheckError", n, err)
			}
			if !slices.ContainsFunc(refused.Faults, func(f corridor.Fault) bool {
				return f.File == tt.want.File && f.Feature == tt.want.Feature && strings.Contains(f.Reason, tt.want.Reason)
			}) {
				t.Errorf("want %v among\n%v", tt.want, err)
			}
		})
	}
}

func remove(l *corridor.LineRecord, vertex int) {
	l.Km = slices.Delete(l.Km, vertex, vertex+1)
	l.Geometry = slices.Delete(l.Geometry, vertex, vertex+1)
}

func TestNewReportsAllFaultsTogether(t *testing.T) {
	ds := small()
	ds.Stations[0].Name = ""
	ds.Crossings[0].Sources = nil
	ds.Lines[0].GaugeMM = -1
	ds.Lines[4].Spans = nil
	ds.Corridors[0].Via = nil
	_, err := corridor.New(ds)
	var refused *corridor.CheckError
	if !errors.As(err, &refused) || len(refused.Faults) < 5 {
		t.Fatalf("got %v, want five faults or more", err)
	}
	if !slices.IsSortedFunc(refused.Faults, func(a, b corridor.Fault) int { return strings.Compare(a.File, b.File) }) {
		t.Errorf("faults are not by file:\n%v", err)
	}
}

func ExampleNew() {
	ds := small()
	ds.Lines[1].GaugeMM = 0
	ds.Stations[2].Point = at(30, 9)
	_, err := corridor.New(ds)
	fmt.Println(err)
	// Output:
	// dataset refused, faults: 2
	// 	lines.geojson: cn-branch: gauge_mm is 0, want the gauge in millimetres
	// 	lines.geojson: cn-loop: stop cn-lake lies 5000 m from the line at 5.500 km, allowed 1000 m
}
