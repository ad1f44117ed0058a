package codec_test

import (
	"database/sql"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/corridor-rail/corridor/geo/codec"
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/wkb"
)

// openGeoPackage writes layers to a file and opens it with database/sql.
func openGeoPackage(t *testing.T, layers ...codec.Layer) *sql.DB {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file.gpkg")
	if err := os.WriteFile(path, encode(t, "geopackage", document(layers...)), 0o600); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

func TestGeoPackageTables(t *testing.T) {
	db := openGeoPackage(t, stations(), segments(40), kindsLayer())
	for _, test := range []struct{ query, want string }{
		{"PRAGMA integrity_check", "ok"},
		{"PRAGMA application_id", "1196444487"},
		{"PRAGMA user_version", "10300"},
		{"SELECT count(*) FROM pragma_foreign_key_check()", "0"},
		{"SELECT group_concat(table_name || ':' || data_type) FROM gpkg_contents", "stations:features,segments:features,kinds:features,layer_styles:attributes"},
		{"SELECT group_concat(DISTINCT last_change) FROM gpkg_contents", "2026-03-01T12:00:00.000Z"},
		{"SELECT group_concat(geometry_type_name || ':' || m) FROM gpkg_geometry_columns", "POINT:0,LINESTRING:1,GEOMETRY:0"},
		{"SELECT count(*) FROM segments s JOIN rtree_segments_geom r ON r.id = s.fid", "40"},
		{"SELECT count(*) FROM rtree_kinds_geom", fmt.Sprint(len(kinds()) - 1)},
		{"SELECT min_x || ' ' || max_y FROM gpkg_contents WHERE table_name = 'stations'", "100.0 20.0"},
		{"SELECT count(*) FROM stations WHERE name_zh = '昆明'", fmt.Sprint(len(awkward) - 1)},
		{"SELECT typeof(km) || typeof(gauge_mm) || typeof(break_of_gauge) || typeof(kinds) FROM stations WHERE id = 'st-0'", "realintegerintegertext"},
		{"SELECT typeof(km) || typeof(gauge_mm) || typeof(break_of_gauge) || typeof(kinds) FROM stations WHERE id = 'st-2'", "nullnullnullnull"},
		{"SELECT json_extract(kinds, '$[2]') FROM stations WHERE id = 'st-0'", `"c"`},
		{"SELECT count(*) FROM gpkg_metadata m JOIN gpkg_metadata_reference r ON r.md_file_id = m.id WHERE metadata LIKE '%<rights>© OpenStreetMap contributors</rights>%'", "4"},
		{"SELECT group_concat(f_table_name) FROM layer_styles WHERE styleQML LIKE '%categorizedSymbol%gauge_mm%31,95,168,255%'", "stations"},
	} {
		var got string
		if err := db.QueryRow(test.query).Scan(&got); err != nil || got != test.want {
			t.Errorf("%s: %s, %v; want %s", test.query, got, err, test.want)
		}
	}
	for i, a := range awkward {
		var name string
		if err := db.QueryRow("SELECT name FROM stations WHERE fid = ?", i+1).Scan(&name); err != nil || name != a.text {
			t.Errorf("%s: %q, %v; want %q", a.name, name, err, a.text)
		}
	}
}

func TestGeoPackageGeometries(t *testing.T) {
	db := openGeoPackage(t, kindsLayer())
	for i, k := range kinds() {
		var blob []byte
		if err := db.QueryRow("SELECT geom FROM kinds WHERE number = ?", i).Scan(&blob); err != nil {
			t.Fatal(err)
		}
		if k.out == nil {
			if blob != nil {
				t.Errorf("null is %x", blob)
			}
			continue
		}
		head, flags := 8, byte(1)
		if _, point := k.in.(orb.Point); !point { // which is its own box
			head, flags = 40, 3
			b := k.in.Bound()
			var box [4]float64
			if _, err := binary.Decode(blob[8:40], binary.LittleEndian, &box); err != nil || box != [4]float64{b.Min[0], b.Max[0], b.Min[1], b.Max[1]} {
				t.Errorf("%T: box %v, %v; want %v", k.in, box, err, b)
			}
		}
		if blob[3] != flags {
			t.Errorf("%T: flags %d, want %d", k.in, blob[3], flags)
		}
		if g, err := wkb.Unmarshal(blob[head:]); err != nil || !orb.Equal(g, k.out) || string(blob[:2]) != "GP" {
			t.Errorf("%v, %v; want %v", g, err, k.out)
		}
	}
}
