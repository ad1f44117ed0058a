package corridor_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/corridor-rail/corridor/corridor"
)

// TestDiff changes one thing at a time.
func TestDiff(t *testing.T) {
	type dataset = corridor.Dataset
	const (
		line, station, crossing, named = corridor.RecordLine, corridor.RecordStation, corridor.RecordCrossing, corridor.RecordCorridor
		manzhouli                      = 3
		branch                         = 1
	)
	tests := []struct {
		name   string
		change func(*dataset)
		want   []corridor.Change
	}{
		{"nothing", func(*dataset) {}, nil},
		{"order", func(d *dataset) { slices.Reverse(d.Stations); slices.Reverse(d.Lines) }, nil},
		{"less than a metre", func(d *dataset) { d.Stations[manzhouli].Point[1] += 8e-6 }, nil},
		{"a source", func(d *dataset) { d.Stations[manzhouli].Sources = nil }, nil},
		{"station moved", func(d *dataset) { d.Stations[manzhouli].Point = at(20, 0.25) },
			[]corridor.Change{{Record: station, ID: "cn-manzhouli", What: corridor.ChangeMoved, Moved: 250}}},
		{"crossing moved", func(d *dataset) { d.Crossings[0].Point = at(12, 0.03) },
			[]corridor.Change{{Record: crossing, ID: "cn-manzhouli--ru-zabaikalsk", What: corridor.ChangeMoved, Moved: 30}}},
		{"station renamed", func(d *dataset) {
			d.Stations[manzhouli].Name = "Manchuria"
			d.Stations[manzhouli].Names = corridor.Names{"zh": "满洲里", "lo": "ໝານໂຈວລີ້"}
		}, []corridor.Change{
			{Record: station, ID: "cn-manzhouli", What: corridor.ChangeRenamed, Old: "Manzhouli", New: "Manchuria"},
			{Record: station, ID: "cn-manzhouli", What: corridor.ChangeRenamed, Detail: "lo", New: "ໝານໂຈວລີ້"},
			{Record: station, ID: "cn-manzhouli", What: corridor.ChangeRenamed, Detail: "ru", Old: "Маньчжурия"},
		}},
		{"line removed, another added", func(d *dataset) { d.Lines[branch].ID = "cn-mining" }, []corridor.Change{
			{Record: line, ID: "cn-branch", What: corridor.ChangeRemoved},
			{Record: line, ID: "cn-mining", What: corridor.ChangeAdded},
		}},
		{"crossing and corridor removed", func(d *dataset) { d.Crossings, d.Corridors = nil, nil }, []corridor.Change{
			{Record: crossing, ID: "cn-manzhouli--ru-zabaikalsk", What: corridor.ChangeRemoved},
			{Record: named, ID: "east", What: corridor.ChangeRemoved},
		}},
		{"official km", func(d *dataset) { d.Lines[branch].OfficialKm = 5 },
			[]corridor.Change{{Record: line, ID: "cn-branch", What: corridor.ChangeOfficial, NewKm: 5}}},
		{"kilometrage stretched", func(d *dataset) {
			l := &d.Lines[branch]
			l.Km[len(l.Km)-1], l.Stops[1].Km, l.Spans[0].ToKm = 5.02, 5.02, 5.02
		}, []corridor.Change{
			{Record: line, ID: "cn-branch", What: corridor.ChangeKm, Detail: "cn-mine", OldKm: 5, NewKm: 5.02},
			{Record: line, ID: "cn-branch", What: corridor.ChangeLength, OldKm: 5, NewKm: 5.02},
		}},
		{"stop removed", func(d *dataset) { d.Lines[0].Stops = slices.Delete(d.Lines[0].Stops, 2, 3) },
			[]corridor.Change{{Record: line, ID: "cn-binzhou", What: corridor.ChangeStopRemoved, Detail: "cn-zalainuoer", OldKm: 14}}},
		{"stop of a ring removed", func(d *dataset) { d.Lines[4].Stops = d.Lines[4].Stops[:2] },
			[]corridor.Change{{Record: line, ID: "cn-ring", What: corridor.ChangeStopRemoved, Detail: "cn-manzhouli", OldKm: 6}}},
		{"track moved", func(d *dataset) { d.Lines[branch].Geometry[2] = at(34.06, -2) },
			[]corridor.Change{{Record: line, ID: "cn-branch", What: corridor.ChangeMoved, Moved: 60}}},
		{"corridor by another way", func(d *dataset) { d.Corridors[0].Via = []string{"ru-karym", "cn-lake", "cn-harbin"} }, []corridor.Change{
			{Record: named, ID: "east", What: corridor.ChangeLength, OldKm: 40, NewKm: 43},
			{Record: named, ID: "east", What: corridor.ChangeVia, Old: "ru-karym cn-hailar cn-harbin", New: "ru-karym cn-lake cn-harbin"},
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			after := small()
			tt.change(after)
			got := corridor.Diff(small(), after)
			if !slices.EqualFunc(got, tt.want, closeChange) {
				t.Errorf("got\n%+v\nwant\n%+v", got, tt.want)
			}
			back := corridor.Diff(after, small())
			if len(back) != len(got) {
				t.Errorf("%d changes back, %d forth", len(back), len(got))
			}
		})
	}
}

// closeChange compares metres to half of one.
func closeChange(a, b corridor.Change) bool {
	if math.Abs(float64(a.Moved-b.Moved)) > 0.5 || math.Abs(a.OldKm-b.OldKm) > 1e-9 || math.Abs(a.NewKm-b.NewKm) > 1e-9 {
		return false
	}
	a.Moved, b.Moved, a.OldKm, b.OldKm, a.NewKm, b.NewKm = 0, 0, 0, 0, 0, 0
	return a == b
}

// TestDiffOfRecords compares with a dataset that has ids and points alone.
func TestDiffOfRecords(t *testing.T) {
	ds := small()
	bare := &corridor.Dataset{}
	for _, s := range ds.Stations {
		bare.Stations = append(bare.Stations, corridor.Station{ID: s.ID, Point: s.Point})
	}
	for _, l := range ds.Lines {
		bare.Lines = append(bare.Lines, corridor.LineRecord{ID: l.ID})
	}
	for _, x := range ds.Crossings {
		bare.Crossings = append(bare.Crossings, corridor.Crossing{ID: x.ID, Point: x.Point})
	}
	for _, c := range ds.Corridors {
		bare.Corridors = append(bare.Corridors, corridor.CorridorRecord{ID: c.ID})
	}
	if got := corridor.Diff(bare, ds); got != nil {
		t.Errorf("got %+v", got)
	}
}

func ExampleDiff() {
	after := small()
	after.Stations[0].Point = at(34, 0.4)
	after.Lines[1].Name = "Mining branch"
	for _, c := range corridor.Diff(small(), after) {
		fmt.Println(c.Record, c.ID, c.What, c.Old, c.New, math.Round(float64(c.Moved)))
	}
	// Output:
	// line cn-branch renamed Mine branch Mining branch 0
	// station cn-hailar moved   400
}

// BenchmarkDiff compares the published dataset with itself a little to the
// east: every station and vertex has moved.
func BenchmarkDiff(b *testing.B) {
	before, after := embeddedDataset(b), embeddedDataset(b)
	for i := range after.Stations {
		after.Stations[i].Point[0] += 0.001
	}
	for _, l := range after.Lines {
		for i := range l.Geometry {
			l.Geometry[i][0] += 0.001
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		if changes := corridor.Diff(before, after); len(changes) < len(after.Stations) {
			b.Fatalf("%d changes", len(changes))
		}
	}
}
