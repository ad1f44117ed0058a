package codec_test

import (
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// TestPostGIS runs the script twice in a real database, as a reader who loads a
// newer edition would, and asks PostGIS for what it holds.
func TestPostGIS(t *testing.T) {
	psql := database(t)
	lines := segments(500)
	script := encode(t, "postgis", document(stations(), lines))
	for range 2 {
		psql(string(script))
	}
	vertices, last := 0, 0.0
	for f := range lines.Features {
		vertices += len(positions(f.Geometry))
		last = f.Measures[len(f.Measures)-1]
	}
	for query, want := range map[string]string{
		"SELECT count(*), count(DISTINCT id), min(ST_SRID(geom)), bool_and(ST_IsValid(geom)) FROM stations":                 fmt.Sprintf("%d|%[1]d|4326|t", len(awkward)),
		"SELECT kinds[2], kinds[3], gauges_mm[2], kms FROM stations WHERE id = 'st-0'":                                      `a,b|"c"|1435|{0.5,1}`,
		"SELECT count(*) FROM stations WHERE name_zh IS NULL AND kinds IS NULL AND km IS NULL":                              "1",
		"SELECT round(ST_X(geom)::numeric, 6), round(ST_Y(geom)::numeric, 6) FROM stations WHERE id = 'st-7'":               "101.000000|19.000000",
		"SELECT count(*), sum(ST_NPoints(geom)), bool_and(ST_IsValidTrajectory(geom)) FROM segments":                        fmt.Sprintf("500|%d|t", vertices),
		"SELECT ST_M(ST_EndPoint(geom)) FROM segments ORDER BY ctid DESC LIMIT 1":                                           strconv.FormatFloat(last, 'f', -1, 64),
		"SELECT obj_description('stations'::regclass) ~ 'OpenStreetMap' AND obj_description('stations'::regclass) ~ 'ODbL'": "t",
		"SELECT count(*) FROM pg_indexes WHERE indexdef ~ 'gist'":                                                           "2",
	} {
		if got := psql(query); got != want {
			t.Errorf("%s: %s, want %s", query, got, want)
		}
	}
	for i, a := range awkward {
		got := psql(fmt.Sprintf("SELECT encode(convert_to(name, 'UTF8'), 'hex') FROM stations WHERE id = 'st-%d'", i))
		if want := fmt.Sprintf("%x", a.text); got != want {
			t.Errorf("text with %s: %s, want %s", a.name, got, want)
		}
	}
}

// database starts a PostgreSQL server of its own, reached by a socket, and
// returns what runs SQL in it. The test skips where there is none with PostGIS.
func database(t *testing.T) (psql func(sql string) string) {
	t.Helper()
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	extension, _ := filepath.Glob("/usr/share/postgresql/*/extension/postgis.control")
	if len(found) == 0 || len(extension) == 0 {
		if os.Getenv("CORRIDOR_REQUIRE_ALL") == "1" {
			t.Fatal("PostgreSQL with PostGIS is not installed")
		}
		t.Skip("PostgreSQL with PostGIS is not installed: apt-get install postgresql postgresql-postgis")
	}
	bin := filepath.Dir(found[len(found)-1])
	dir, err := os.MkdirTemp("/tmp", "corridor") // a path of a socket is short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	var prefix []string
	if os.Getuid() == 0 { // the server does not run as root
		prefix = []string{"runuser", "-u", "postgres", "--"}
		owner, err := user.Lookup("postgres")
		if err != nil {
			t.Fatal(err)
		}
		uid, _ := strconv.Atoi(owner.Uid)
		if err := os.Chown(dir, uid, -1); err != nil {
			t.Fatal(err)
		}
	}
	run := func(input string, args ...string) string {
		args = append(append([]string{}, prefix...), args...)
		cmd := exec.Command(args[0], args[1:]...)
		cmd.Dir, cmd.Stdin = dir, strings.NewReader(input)
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %v\n%s", args, err, out)
		}
		return strings.TrimSpace(string(out))
	}
	data := filepath.Join(dir, "data")
	run("", filepath.Join(bin, "initdb"), "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
	run("", filepath.Join(bin, "pg_ctl"), "-D", data, "-w", "-l", filepath.Join(dir, "log"), "-o", "-k "+dir+" -c listen_addresses= -c fsync=off", "start")
	t.Cleanup(func() { run("", filepath.Join(bin, "pg_ctl"), "-D", data, "-m", "immediate", "stop") })
	return func(sql string) string {
		return run(sql, filepath.Join(bin, "psql"), "-h", dir, "-U", "postgres", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "postgres")
	}
}
