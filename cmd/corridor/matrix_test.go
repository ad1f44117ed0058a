package main

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"
)

func TestMatrixOfFiles(t *testing.T) {
	named := inputFile(t, "names.csv", "\ufeffnr,Place\n1,BJP\n2,哈尔滨\n")
	points := inputFile(t, "points.csv", "lat,lon\n49.6,117.4\n")
	var stdout, stderr bytes.Buffer
	if status := run(t.Context(), []string{"matrix", named, "--to", points, "--data", sketch}, &stdout, &stderr); status != exitOK {
		t.Fatalf("status %d: %s", status, &stderr)
	}
	rows, err := csv.NewReader(&stdout).ReadAll()
	if err != nil || len(rows) != 3 || rows[1][0] != "cn-beijing" || rows[2][0] != "cn-harbin" || rows[2][4] == "" {
		t.Errorf("%v, %v", rows, err)
	}
	if !strings.Contains(stderr.String(), "measured 2 pairs") {
		t.Errorf("stderr: %s", &stderr)
	}
	for text, says := range map[string]string{
		"town\nBJP\n":                            "want place, id, station, code or name",
		"":                                       "want a first row",
		"place\nAtlantis\n":                      `place 1: "Atlantis"`,
		"place\n" + strings.Repeat("BJP\n", 101): "more than 100 places",
		"place\n\"BJP\n":                         "quote",
	} {
		stdout.Reset()
		stderr.Reset()
		status := run(t.Context(), []string{"matrix", inputFile(t, "bad.csv", text), "--data", sketch}, &stdout, &stderr)
		if status != exitInput || !strings.Contains(stderr.String(), says) || stdout.Len() > 0 {
			t.Errorf("%.20q: status %d, stderr %s, want %q", text, status, &stderr, says)
		}
	}
}
