package main

import (
	"bytes"
	"encoding/json"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/corridor/source"
	"github.com/corridor-rail/corridor/web"
)

// TestExportWritesWhatIsServed compares files with the downloads of a server.
func TestExportWritesWhatIsServed(t *testing.T) {
	const dataset = "../../web/testdata/dataset"
	ds, err := source.Read(os.DirFS(dataset))
	if err != nil {
		t.Fatal(err)
	}
	network, err := corridor.New(ds)
	if err != nil {
		t.Fatal(err)
	}
	server, err := web.New(web.Config{Network: network})
	if err != nil {
		t.Fatal(err)
	}
	out := t.TempDir()
	var stdout, stderr bytes.Buffer
	if status := run(t.Context(), []string{"--data", dataset, "--json", "export", "--out", out}, &stdout, &stderr); status != exitOK {
		t.Fatalf("exit %d: %s", status, &stderr)
	}
	var list []exported
	if err := json.Unmarshal(stdout.Bytes(), &list); err != nil {
		t.Fatal(err)
	}
	if len(list) < 50 {
		t.Errorf("%d files", len(list))
	}
	for _, f := range list {
		written, err := os.ReadFile(filepath.Join(out, f.Name))
		if err != nil {
			t.Fatal(err)
		}
		answer := httptest.NewRecorder()
		server.ServeHTTP(answer, httptest.NewRequest("GET", "/downloads/"+f.Name, nil))
		if !bytes.Equal(answer.Body.Bytes(), written) || f.Size != int64(len(written)) {
			t.Errorf("%s: %d bytes written, %d served, %d told", f.Name, len(written), answer.Body.Len(), f.Size)
		}
	}
}

func TestExportChooses(t *testing.T) {
	tests := []struct {
		args   []string
		status int
		holds  string
	}{
		{[]string{"export", "--list", "*.gpkg"}, exitOK, "corridor.gpkg"},
		{[]string{"export", "--list", "corridors/*.kml"}, exitOK, "corridors/"},
		{[]string{"export", "--list", "lines.shp"}, exitInput, "no such file"},
		{[]string{"export", "--list", "["}, exitInput, "syntax error in pattern"},
	}
	for _, test := range tests {
		var out bytes.Buffer
		args := append([]string{"--data", "../../web/testdata/dataset"}, test.args...)
		if status := run(t.Context(), args, &out, &out); status != test.status || !strings.Contains(out.String(), test.holds) {
			t.Errorf("%v: exit %d, %q not in %s", test.args, status, test.holds, &out)
		}
	}
}
