package source_test

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/corridor/source"
)

const published = "../../assets/data"

// TestPublishedKeepsTheRelease fails when an id of the last release is gone, or
// a station has moved, and the changelog does not say so.
func TestPublishedKeepsTheRelease(t *testing.T) {
	ds, err := source.Read(os.DirFS(published))
	if err != nil {
		t.Fatal(err)
	}
	released, err := source.ReadReleased(bytes.NewReader(content(t, published, "released.csv")))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range released.Unexplained(ds, string(content(t, published, "CHANGELOG.md"))) {
		what := string(c.What)
		if c.What == corridor.ChangeMoved {
			what += fmt.Sprintf(" by %.0f m", c.Moved)
		}
		t.Errorf("%s %s: %s since release %s. Say why in CHANGELOG.md above \"## %s\", in an entry that names it, such as\n"+
			"\t* `%s`: ...\n"+
			"or, where many stations of a line changed, under a heading that names the line, such as\n"+
			"\t### Stations of `%s`",
			c.Record, c.ID, what, released.Version, released.Version, c.ID, strings.Join(released.LinesOf[c.ID], "`, `"))
	}
}

func TestReleasedWriteThenRead(t *testing.T) {
	ds := sample()
	var file, again bytes.Buffer
	if err := source.WriteReleased(&file, ds); err != nil {
		t.Fatal(err)
	}
	released, err := source.ReadReleased(bytes.NewReader(file.Bytes()))
	if err != nil {
		t.Fatalf("%v in\n%s", err, &file)
	}
	if released.Version != ds.Meta.Version || strings.Join(released.LinesOf["la-a"], " ") != "la-north" {
		t.Errorf("version %q, lines %v", released.Version, released.LinesOf)
	}
	if broken := released.Broken(ds); len(broken) > 0 {
		t.Errorf("a dataset breaks its own release: %+v", broken)
	}
	ds.Stations[0], ds.Stations[1] = ds.Stations[1], ds.Stations[0]
	if err := source.WriteReleased(&again, ds); err != nil || file.String() != again.String() {
		t.Errorf("another order of stations gave other bytes, %v:\n%s", err, &again)
	}
}

func TestUnexplained(t *testing.T) {
	change := func(ds *corridor.Dataset) {
		ds.Stations[0].Point[1] += 0.002 // la-a, 222 m
		ds.Stations = ds.Stations[:1]    // la-b
		ds.Crossings = nil
		ds.Corridors[0].ID = "south"
	}
	tests := []struct {
		name, changelog string
		change          func(*corridor.Dataset)
		want            string
	}{
		{"nothing changed", "", func(*corridor.Dataset) {}, ""},
		{"moved a little", "", func(ds *corridor.Dataset) { ds.Stations[0].Point[1] += 0.0008 }, ""},
		{"all unexplained", "# Changelog\n\n## Next\n", change, "station la-a moved, station la-b removed, crossing la-a--th-a removed, corridor north removed"},
		{"by id", "## Next\n\n* `la-a` was wrong; la-b, north: gone.\n* `la-a--th-a` too\n\n## 1\n", change, ""},
		{"an older entry", "## Next\n\n## 1\n\n* `la-a`, `la-b`, `la-a--th-a` and `north` changed\n", change, "station la-a moved, station la-b removed, crossing la-a--th-a removed, corridor north removed"},
		{"a longer id", "## Next\n\n* `la-a--th-a`, `la-b-yard`, xnorth, north-1\n", change, "station la-a moved, station la-b removed, corridor north removed"},
		{"a heading with the line", "## Next\n\n### Stations of `la-north` surveyed\n\n* all\n", change, "crossing la-a--th-a removed, corridor north removed"},
		{"a heading with another line", "## Next\n\n### Stations of `la-north-2`\n", change, "station la-a moved, station la-b removed, crossing la-a--th-a removed, corridor north removed"},
		{"the line without a heading", "## Next\n\nStations of `la-north`\n", change, "station la-a moved, station la-b removed, crossing la-a--th-a removed, corridor north removed"},
		{"line removed", "## Next\n", func(ds *corridor.Dataset) { ds.Lines = nil }, "line la-north removed"},
	}
	var file bytes.Buffer
	if err := source.WriteReleased(&file, sample()); err != nil {
		t.Fatal(err)
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			released, err := source.ReadReleased(bytes.NewReader(file.Bytes()))
			if err != nil {
				t.Fatal(err)
			}
			ds := sample()
			tt.change(ds)
			var got []string
			for _, c := range released.Unexplained(ds, tt.changelog) {
				got = append(got, fmt.Sprint(c.Record, " ", c.ID, " ", c.What))
			}
			if strings.Join(got, ", ") != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestReadReleasedNamesTheFault(t *testing.T) {
	const head = "record,id,lon,lat,lines\n"
	for file, want := range map[string]string{
		"":                                   "EOF",
		"id,lon\n":                           "fields",
		"id,record,lon,lat,lines\n":          "columns",
		head:                                 "version",
		head + "dataset,1,,,\nbridge,x,,,\n": `row 3: unknown record "bridge"`,
		head + "station,x,1,x,\n":            `row 2: x: "x"`,
		head + "station,x,1,91,\n":           "-90 to 90",
		head + "station,x,NaN,9,\n":          "NaN",
		head + "line,,,,\n":                  "row 2: there is no id",
		head + "line,x\n":                    "fields",
	} {
		if _, err := source.ReadReleased(strings.NewReader(file)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want %q", file, err, want)
		}
	}
}

// FuzzReadReleased: what is read is written back and read again as the same.
func FuzzReadReleased(f *testing.F) {
	f.Add("record,id,lon,lat,lines\ndataset,1,,,\nline,cn-a,,,\nstation,cn-b,1.0000,2.0000,cn-a\n")
	f.Add("record,id,lon,lat,lines\n\"a quote without an end")
	f.Fuzz(func(t *testing.T, file string) {
		released, err := source.ReadReleased(strings.NewReader(file))
		if err != nil {
			return
		}
		released.Dataset.Meta.Version = released.Version
		var b bytes.Buffer
		if err := source.WriteReleased(&b, &released.Dataset); err != nil {
			t.Fatal(err)
		}
		if again, err := source.ReadReleased(&b); err != nil || len(again.Dataset.Stations) != len(released.Dataset.Stations) {
			t.Errorf("written back: %v", err)
		}
	})
}
