package codec_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/corridor-rail/corridor/geo/codec"
	"github.com/parquet-go/parquet-go"
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/wkb"
)

// parquetFile writes a layer and opens it.
func parquetFile(t *testing.T, l codec.Layer) *parquet.File {
	t.Helper()
	data := encode(t, "geoparquet", document(l))
	file, err := parquet.OpenFile(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func TestGeoParquetMetadata(t *testing.T) {
	file := parquetFile(t, segments(20))
	text, _ := file.Lookup("geo")
	var geo struct {
		Version string
		Primary string `json:"primary_column"`
		Columns map[string]struct {
			Encoding string
			Types    []string `json:"geometry_types"`
			BBox     []float64
			Covering map[string]map[string][]string
		}
	}
	if err := json.Unmarshal([]byte(text), &geo); err != nil {
		t.Fatal(err)
	}
	column := geo.Columns[geo.Primary]
	if geo.Version != "1.1.0" || column.Encoding != "WKB" || !slices.Equal(column.Types, []string{"LineString"}) || len(column.BBox) != 4 {
		t.Errorf("metadata %s", text)
	}
	for _, path := range column.Covering["bbox"] {
		if _, ok := file.Schema().Lookup(path...); !ok {
			t.Errorf("no column %v", path)
		}
	}
	var names []string
	for _, f := range file.Schema().Fields() {
		names = append(names, f.Name())
	}
	if want := []string{"id", "line_name", "km", "gauge_mm", "geometry", "bbox", "measures"}; !slices.Equal(names, want) {
		t.Errorf("columns %v, want %v", names, want)
	}
}

// TestGeoParquetWritesEachGeometryOnce has geometries beyond the size of a
// page, whose bytes must not be in the file twice.
func TestGeoParquetWritesEachGeometryOnce(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 9)) // so that nothing compresses well
	var features []codec.Feature
	for i := range 10 {
		line := make(orb.LineString, 20_000)
		for k := range line {
			line[k] = orb.Point{rng.Float64() * 100, rng.Float64() * 50}
		}
		features = append(features, codec.Feature{ID: fmt.Sprint(i), Geometry: line})
	}
	data := encode(t, "geoparquet", document(codec.Layer{Name: "lines", Features: slices.Values(features)}))
	if most := 10*20_000*16 + 20_000; len(data) > most {
		t.Errorf("%d bytes, want at most %d", len(data), most)
	}
}

func TestGeoParquetRows(t *testing.T) {
	type record struct {
		ID       string    `parquet:"id,optional"`
		Name     *string   `parquet:"name,optional"`
		NameZH   *string   `parquet:"name_zh,optional"`
		Km       *float64  `parquet:"km,optional"`
		GaugeMM  *int64    `parquet:"gauge_mm,optional"`
		Break    *bool     `parquet:"break_of_gauge,optional"`
		Kinds    []string  `parquet:"kinds,optional,list"`
		GaugesMM []int64   `parquet:"gauges_mm,optional,list"`
		Kms      []float64 `parquet:"kms,optional,list"`
		Geometry []byte    `parquet:"geometry,optional"`
	}
	data := encode(t, "geoparquet", document(stations()))
	rows, err := parquet.Read[record](bytes.NewReader(data), int64(len(data)))
	if err != nil || len(rows) != len(awkward) {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for i, row := range rows {
		if row.Name == nil || *row.Name != awkward[i].text {
			t.Errorf("%s: %v", awkward[i].name, row.Name)
		}
		if i == 2 {
			if row.NameZH != nil || row.Km != nil || row.GaugeMM != nil || row.Break != nil || len(row.Kinds)+len(row.GaugesMM)+len(row.Kms) != 0 {
				t.Errorf("nulls are %+v", row)
			}
			continue
		}
		if *row.NameZH != "昆明" || *row.Km != 1020.65 || *row.GaugeMM != 1435 || *row.Break != (i%2 == 0) ||
			!slices.Equal(row.Kinds, []string{"junction", "a,b", `"c"`}) || !slices.Equal(row.GaugesMM, []int64{1000, 1435}) || !slices.Equal(row.Kms, []float64{0.5, 1}) {
			t.Errorf("row %d: %+v", i, row)
		}
		if g, err := wkb.Unmarshal(row.Geometry); err != nil || !near(g, orb.Point{100 + float64(i)/7, 20 - float64(i)/7}) {
			t.Errorf("row %d lies at %v, %v", i, g, err)
		}
	}
}
