package main

import (
	"bytes"
	"context"
	"flag"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/corridor-rail/corridor/corridor/source"
)

var update = flag.Bool("update", false, "write the golden files in testdata")

const sketch = "../../web/testdata/dataset"

// TestOutput holds what the commands print over a small made-up dataset
// against golden files.
func TestOutput(t *testing.T) {
	tests := []struct {
		name string
		args []string
	}{
		{"help", []string{"--help"}},
		{"distance-help", []string{"distance", "--help"}},
		{"distance", []string{"distance", "BJP", "Карымская"}},
		{"distance-json", []string{"distance", "BJP", "满洲里", "--json"}},
		{"distance-point", []string{"distance", "118.5,49.4", "Hailar", "--gauge", "1435"}},
		{"route", []string{"route", "ru-borzya", "Harbin", "--via", "Hailar"}},
		{"distance-alternatives", []string{"distance", "ru-karymskaya", "BJP", "--alternatives", "2", "--break-penalty-km", "100"}},
		{"route-csv", []string{"route", "ru-zabaikalsk", "cn-hailar", "--format", "csv"}},
		{"route-gpx", []string{"route", "ru-zabaikalsk", "cn-hailar", "--format", "gpx"}},
		{"route-json", []string{"route", "ru-zabaikalsk", "cn-hailar", "--json"}},
		{"locate", []string{"locate", "117.4,49.61"}},
		{"locate-json", []string{"locate", "117.4,49.61", "--json"}},
		{"reach", []string{"reach", "Hailar", "100"}},
		{"reach-json", []string{"reach", "117.4,49.6", "5", "--json"}},
		{"search", []string{"search", "h"}},
		{"search-json", []string{"search", "HBB", "--json"}},
		{"search-lang", []string{"search", "longhua", "--lang", "zh"}},
		{"search-nothing", []string{"search", "qqqqqqqq"}},
		{"check", []string{"check"}},
		{"check-json", []string{"check", "--json"}},
		{"diff", []string{"diff", resurvey(t), sketch}},
		{"diff-json", []string{"diff", resurvey(t), sketch, "--json"}},
		{"diff-nothing", []string{"diff", sketch}},
		{"completion-bash", []string{"completion", "bash"}},
		{"completion-zsh", []string{"completion", "zsh"}},
		{"completion-fish", []string{"completion", "fish"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			if status := run(t.Context(), append(test.args, "--data", sketch), &stdout, &stderr); status != exitOK {
				t.Fatalf("status %d: %s", status, &stderr)
			}
			if stderr.Len() > 0 {
				t.Errorf("on stderr: %s", &stderr)
			}
			compareGolden(t, test.name, stdout.Bytes())
		})
	}
}

// resurvey is the sketch as it may have been before: a station elsewhere under
// another name, and a longer line.
func resurvey(t *testing.T) string {
	t.Helper()
	ds, err := source.Read(os.DirFS(sketch))
	if err != nil {
		t.Fatal(err)
	}
	for i := range ds.Stations {
		if s := &ds.Stations[i]; s.ID == "cn-hailar" {
			s.Name, s.Point[0] = "Hailaer", s.Point[0]+0.01
		}
	}
	for i := range ds.Lines {
		if l := &ds.Lines[i]; l.ID == "cn-binzhou" {
			l.OfficialKm, l.Stops[2].Km, l.Km[2] = 950, 748, 748
		}
	}
	dir := t.TempDir()
	if err := source.Write(dir, ds); err != nil {
		t.Fatal(err)
	}
	return dir
}

func compareGolden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name+".txt")
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v; run go test -update", err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("differs from %s:\n%s", path, got)
	}
}

// TestExitStatus: bad input is 2, a failure 1, and both explain themselves on
// stderr alone.
func TestExitStatus(t *testing.T) {
	broken := t.TempDir()
	if err := os.CopyFS(broken, os.DirFS(sketch)); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(broken, "stations.geojson")
	stations, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	stations = bytes.Replace(stations, []byte("[116.427,39.903]"), []byte("[16.427,39.903]"), 1)
	if err := os.WriteFile(path, stations, 0o600); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name, data string
		args       []string
		status     int
		says       string
	}{
		{"no command", sketch, nil, exitInput, "serve"},
		{"unknown command", sketch, []string{"fly"}, exitInput, "fly"},
		{"unknown flag", sketch, []string{"distance", "BJP", "HBB", "--gage=1435"}, exitInput, "gage"},
		{"one place", sketch, []string{"distance", "BJP"}, exitInput, "<to>"},
		{"unknown place", sketch, []string{"distance", "BJP", "Harbinn"}, exitInput, "Harbin (cn-harbin)"},
		{"ambiguous place", sketch, []string{"distance", "BJP", "Longhua"}, exitInput, "cn-longhua-hailar"},
		{"no route", sketch, []string{"route", "BJP", "Борзя", "--gauge=1435"}, exitInput, "1435 mm"},
		{"not a point", sketch, []string{"locate", "Harbin"}, exitInput, "Harbin"},
		{"beyond the pole", sketch, []string{"locate", "117,91"}, exitInput, "-90 to 90"},
		{"one coordinate", sketch, []string{"locate", "117"}, exitInput, "lon,lat"},
		{"long text", sketch, []string{"search", strings.Repeat("z", 1000)}, exitInput, "200"},
		{"long place", sketch, []string{"distance", "BJP", strings.Repeat("z", 1000)}, exitInput, "200"},
		{"unknown language", sketch, []string{"search", "h", "--lang=xx"}, exitInput, "zh"},
		{"no limit", sketch, []string{"search", "h", "--limit=0"}, exitInput, "limit"},
		{"report of another kind", sketch, []string{"check", "--report", "report.pdf"}, exitInput, ".md nor .html"},
		{"report in no folder", sketch, []string{"check", "--report", "nowhere/report.md"}, exitFailure, "nowhere"},
		{"diff with no folder", sketch, []string{"diff", "nowhere"}, exitInput, "nowhere"},
		{"diff with no dataset", sketch, []string{"diff", "testdata"}, exitFailure, "testdata: "},
		{"unknown shell", sketch, []string{"completion", "csh"}, exitInput, "bash"},
		{"no such folder", "nowhere", []string{"check"}, exitInput, "nowhere"},
		{"not a dataset", "testdata", []string{"check"}, exitFailure, "dataset.json"},
		{"broken dataset", broken, []string{"check"}, exitFailure, "cn-beijing"},
		{"address in no network", sketch, []string{"serve", "--addr", "256.0.0.1:0"}, exitFailure, "256.0.0.1"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			status := run(t.Context(), append(test.args, "--data", test.data), &stdout, &stderr)
			if status != test.status || !strings.Contains(stderr.String(), test.says) || stdout.Len() > 0 {
				t.Errorf("status %d, want %d; stderr should hold %q: %s; stdout: %s", status, test.status, test.says, &stderr, &stdout)
			}
		})
	}
}

func TestVersion(t *testing.T) {
	var stdout, stderr bytes.Buffer
	if status := run(t.Context(), []string{"version", "--data", sketch}, &stdout, &stderr); status != exitOK {
		t.Fatalf("status %d: %s", status, &stderr)
	}
	if out := stdout.String(); !strings.HasPrefix(out, "corridor ") || !strings.Contains(out, "dataset test-1 of 2024-01-02") {
		t.Errorf("version prints %q", out)
	}
}

// TestCheckReport: the ending of the name chooses the form.
func TestCheckReport(t *testing.T) {
	for name, begin := range map[string]string{"report.md": "# Data quality", "report.html": "<!doctype html>"} {
		path := filepath.Join(t.TempDir(), name)
		var stdout, stderr bytes.Buffer
		if status := run(t.Context(), []string{"check", "--data", sketch, "--report", path}, &stdout, &stderr); status != exitOK || stdout.Len() > 0 {
			t.Fatalf("status %d: %s%s", status, &stderr, &stdout)
		}
		if got, err := os.ReadFile(path); err != nil || !bytes.HasPrefix(got, []byte(begin)) {
			t.Errorf("%s does not begin with %q: %v", name, begin, err)
		}
	}
}

// TestRelease records a release, and refuses the next one until the changelog
// explains what it breaks.
func TestRelease(t *testing.T) {
	dir := t.TempDir()
	record, changelog := filepath.Join(dir, "released.csv"), filepath.Join(dir, "CHANGELOG.md")
	release := func(data string) (int, string) {
		var stdout, stderr bytes.Buffer
		status := run(t.Context(), []string{"release", "--data", data, "--record", record, "--changelog", changelog}, &stdout, &stderr)
		return status, stdout.String() + stderr.String()
	}
	if status, out := release(resurvey(t)); status != exitOK || !strings.Contains(out, "stations 10") {
		t.Fatalf("first release: status %d: %s", status, out)
	}
	first, err := os.ReadFile(record)
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct {
		text   string
		status int
		says   string
	}{
		{"## Next\n", exitFailure, "station cn-hailar: moved since test-1"},
		{"## Next\n\n* `cn-hailar`: surveyed anew\n", exitOK, "stations 10"},
		{"## Next\n", exitOK, "stations 10"},
	} {
		if err := os.WriteFile(changelog, []byte(step.text), 0o600); err != nil {
			t.Fatal(err)
		}
		status, out := release(sketch)
		if status != step.status || !strings.Contains(out, step.says) {
			t.Errorf("with %q: status %d: %s", step.text, status, out)
		}
		now, err := os.ReadFile(record)
		if written := !bytes.Equal(now, first); err != nil || written != (status == exitOK) {
			t.Errorf("with %q: status %d, record written: %v, %v", step.text, status, written, err)
		}
	}
}

// TestServe starts the service, asks it, and stops it as SIGTERM does.
func TestServe(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	logs, stderr := io.Pipe()
	status := make(chan int, 1)
	go func() {
		status <- run(ctx, []string{"serve", "--addr", "127.0.0.1:0", "--data", sketch}, io.Discard, stderr)
		stderr.Close()
	}()
	text := make([]byte, 4096)
	n, err := logs.Read(text)
	if err != nil {
		t.Fatal(err)
	}
	go io.Copy(io.Discard, logs)
	addr := regexp.MustCompile(`addr=(127\.0\.0\.1:\d+)`).FindSubmatch(text[:n])
	if addr == nil {
		t.Fatalf("no address in %s", text[:n])
	}
	client := http.Client{Timeout: time.Minute}
	answer, err := client.Get("http://" + string(addr[1]) + "/distance?from=BJP&to=HBB")
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		t.Errorf("/distance gave %d", answer.StatusCode)
	}
	stop()
	if got := <-status; got != exitOK {
		t.Errorf("status %d after the stop", got)
	}
}

func TestTable(t *testing.T) {
	table := newTable("name", ">km")
	table.add("昆明", 1234567.0)
	table.add("ວຽງຈັນ", -12.34)
	table.add("Bangkok กรุงเทพ", 0.0)
	var got strings.Builder
	table.print(&got)
	want := "" +
		"name                     km\n" +
		"昆明            1,234,567.0\n" +
		"ວຽງຈັນ                 -12.3\n" +
		"Bangkok กรุงเทพ          0.0\n"
	if got.String() != want {
		t.Errorf("table is\n%s, want\n%s", got.String(), want)
	}
	got.Reset()
	newTable("name").print(&got)
	if got.Len() > 0 {
		t.Errorf("a table without rows prints %q", got.String())
	}
}

func TestDisplayWidth(t *testing.T) {
	tests := []struct {
		text string
		want int
	}{{"", 0}, {"Kunming", 7}, {"昆明", 4}, {"Ａ", 2}, {"กรุงเทพ", 6}, {"ວຽງຈັນ", 5}, {"e\u0301", 1}, {"Москва", 6}}
	for _, test := range tests {
		if got := displayWidth(test.text); got != test.want {
			t.Errorf("%q is %d wide, want %d", test.text, got, test.want)
		}
	}
}
