package main

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func inputFile(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestLocateCSV repeats the rows of a table with a position each; a row without
// one says why.
func TestLocateCSV(t *testing.T) {
	path := inputFile(t, "points.csv", "\ufeffname,Lat,Lon\n\"Yard, west\",49.61,117.4\nswapped,117.4,49.61\nnothing,,\n")
	var stdout, stderr bytes.Buffer
	if status := run(t.Context(), []string{"locate", "--csv", path, "--data", sketch}, &stdout, &stderr); status != exitOK {
		t.Fatalf("status %d: %s", status, &stderr)
	}
	if got := stderr.String(); got != "located 1 of 3 rows\n" {
		t.Errorf("stderr: %q", got)
	}
	compareGolden(t, "locate-csv", stdout.Bytes())
}

func TestMatchFile(t *testing.T) {
	path := inputFile(t, "trace.json", `{"type":"LineString","coordinates":[[119.5,49.3],[119.65,49.25],[125.1,35.2]],"times":[0,600000,null]}`)
	for _, format := range []string{"csv", "json", "geojson"} {
		t.Run(format, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			if status := run(t.Context(), []string{"match", path, "--format", format, "--data", sketch}, &stdout, &stderr); status != exitOK {
				t.Fatalf("status %d: %s", status, &stderr)
			}
			if got := stderr.String(); !strings.HasPrefix(got, "matched 2 of 3 points; ") {
				t.Errorf("stderr: %q", got)
			}
			if format == "csv" {
				if rows, err := csv.NewReader(&stdout).ReadAll(); err != nil || len(rows) != 4 {
					t.Errorf("%d rows, %v", len(rows), err)
				}
			} else if out := stdout.String(); !strings.HasPrefix(out, "{") || !strings.Contains(out, "no track within") {
				t.Errorf("got %.200s", out)
			}
		})
	}
}

func TestPositionsRefuse(t *testing.T) {
	noColumns := inputFile(t, "a.csv", "x,y\n1,2\n")
	ragged := inputFile(t, "b.csv", "lon,lat\n1,2,3\n")
	empty := inputFile(t, "c.csv", "")
	swapped := inputFile(t, "d.json", `{"type":"MultiPoint","coordinates":[[49.3,119.5]]}`)
	long := inputFile(t, "e.json", strings.Repeat(" ", 10<<20+1))
	tests := []struct {
		name string
		args []string
		says string
	}{
		{"neither point nor table", []string{"locate"}, "--csv"},
		{"both", []string{"locate", "1,2", "--csv", noColumns}, "either"},
		{"swapped point", []string{"locate", "49.6,117.4"}, "are the two swapped?"},
		{"no columns", []string{"locate", "--csv", noColumns}, "x, y; want lon and lat"},
		{"ragged", []string{"locate", "--csv", ragged}, "wrong number of fields"},
		{"empty", []string{"locate", "--csv", empty}, "want a first row"},
		{"no file", []string{"locate", "--csv", "nowhere.csv"}, "nowhere.csv: no such file"},
		{"no trace", []string{"match", "nowhere.gpx"}, "nowhere.gpx: no such file"},
		{"swapped trace", []string{"match", swapped}, "are the two swapped?"},
		{"long trace", []string{"match", long}, "larger than 10485760 bytes"},
		{"sigma", []string{"match", inputFile(t, "f.json", `{"type":"MultiPoint","coordinates":[[119,49]]}`), "--sigma=-5"}, "from 1 to 1000"},
		{"unknown format", []string{"match", swapped, "--format=pdf"}, "pdf"},
		{"no distance", []string{"reach", "HBB", "0"}, "more than 0"},
		{"unknown place", []string{"reach", "Harbinn", "5"}, "Harbin (cn-harbin)"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			status := run(t.Context(), append(test.args, "--data", sketch), &stdout, &stderr)
			if status != exitInput || !strings.Contains(stderr.String(), test.says) {
				t.Errorf("status %d, stderr should hold %q: %s", status, test.says, &stderr)
			}
		})
	}
}

func TestBar(t *testing.T) {
	var got strings.Builder
	for _, total := range []int64{0, 100} {
		b := newBar(&got, total)
		b.show(50)
		b.end()
	}
	if got.Len() > 0 {
		t.Errorf("a bar where there is no terminal: %q", got.String())
	}
	b := &bar{w: &got, total: 200, shown: -1}
	for done := range int64(300) {
		b.show(done)
	}
	if text := got.String(); strings.Count(text, "\r") != 101 || !strings.Contains(text, "\r 50 % [###############...............]") {
		t.Errorf("%d times: %q", strings.Count(text, "\r"), text[:200])
	}
}
