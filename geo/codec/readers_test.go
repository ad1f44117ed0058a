package codec_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/corridor-rail/corridor/geo/codec"
	"github.com/gogama/flatgeobuf/flatgeobuf"
	"github.com/gogama/flatgeobuf/flatgeobuf/flat"
	"github.com/gogama/flatgeobuf/packedrtree"
	"github.com/parquet-go/parquet-go"
	"github.com/paulmach/orb"
	"github.com/twpayne/go-gpx"
)

func TestGeoJSONReadsBack(t *testing.T) {
	l := stations()
	data := encode(t, "geojson", document(l))
	features, err := codec.ReadFeatures(bytes.NewReader(data), 1<<20)
	if err != nil || len(features) != len(awkward) {
		t.Fatalf("%d features, %v", len(features), err)
	}
	var doc map[string]any
	if err := json.Unmarshal(data, &doc); err != nil {
		t.Fatal(err)
	}
	for member, want := range map[string]string{
		"name": "stations", "title": "Stations", "attribution": "© OpenStreetMap contributors", "license": "ODbL-1.0",
		"license_url": "https://opendatacommons.org/licenses/odbl/1-0/", "date": "2026-03-01",
	} {
		if doc[member] != want {
			t.Errorf("%s is %v, want %s", member, doc[member], want)
		}
	}
}

func TestGeoJSONSeqIsATextSequence(t *testing.T) {
	texts := strings.Split(string(encode(t, "geojsonseq", document(stations()))), "\x1e")
	if texts[0] != "" || len(texts) != len(awkward)+1 {
		t.Fatalf("%d texts, the first %q", len(texts)-1, texts[0])
	}
	for i, text := range texts[1:] {
		var f struct {
			Type       string
			Properties map[string]any
		}
		if err := json.Unmarshal([]byte(text), &f); err != nil || f.Type != "Feature" || !strings.HasSuffix(text, "\n") {
			t.Errorf("text %d: %v", i, err)
		}
		if f.Properties["name"] != awkward[i].text {
			t.Errorf("name %q, want %q", f.Properties["name"], awkward[i].text)
		}
	}
}

func TestCSVReadsBack(t *testing.T) {
	data := encode(t, "csv", document(stations()))
	for i, row := range table(t, data) {
		if want := strings.ReplaceAll(awkward[i].text, "\r\n", "\n"); row[1] != want { // as encoding/csv has it
			t.Errorf("name %q, want %q", row[1], want)
		}
	}
	if rows := strings.Split(string(data), "\n"); !strings.HasPrefix(rows[3], `st-2,"Bang Sue, Bangkok",,,,,,,,POINT`) {
		t.Errorf("nulls are written as %s", rows[3])
	}
	if !bytes.Contains(data, []byte("st-8,\"\",昆明,")) {
		t.Error("an empty text is written as null")
	}
}

// TestFlatGeobufIndex searches the packed R-tree by the reader of another
// author, and compares with every feature.
func TestFlatGeobufIndex(t *testing.T) {
	for _, n := range []int{1, 2, 15, 16, 17, 256, 257, 5000} {
		l := segments(n)
		data := encode(t, "flatgeobuf", document(l))
		for _, window := range []orb.Bound{
			{Min: orb.Point{-180, -90}, Max: orb.Point{180, 90}},
			{Min: orb.Point{60, 20}, Max: orb.Point{70, 40}},
			{Min: orb.Point{1, 1}, Max: orb.Point{2, 2}},
		} {
			reader := flatgeobuf.NewFileReader(bytes.NewReader(data))
			header, err := reader.Header()
			if err != nil {
				t.Fatal(err)
			}
			if header.FeaturesCount() != uint64(n) || !header.HasM() || string(header.Name()) != "segments" {
				t.Errorf("header: %d features, M %v, %s", header.FeaturesCount(), header.HasM(), header.Name())
			}
			found, err := reader.IndexSearch(packedrtree.Box{XMin: window.Min[0], YMin: window.Min[1], XMax: window.Max[0], YMax: window.Max[1]})
			if err != nil {
				t.Fatal(err)
			}
			want := 0
			for f := range l.Features {
				if f.Geometry.Bound().Intersects(window) {
					want++
				}
			}
			if len(found) != want {
				t.Errorf("%d of %d features in %v, want %d", len(found), n, window, want)
			}
		}
	}
}

// TestFlatGeobufGeometries compares the coordinates, measures and ends of every
// feature with the layer, by its first property.
func TestFlatGeobufGeometries(t *testing.T) {
	l := segments(40)
	byID := map[string]codec.Feature{}
	for f := range l.Features {
		byID[f.ID] = f
	}
	reader := flatgeobuf.NewFileReader(bytes.NewReader(encode(t, "flatgeobuf", document(l))))
	if _, err := reader.Header(); err != nil {
		t.Fatal(err)
	}
	features, err := reader.DataRem()
	if err != nil || len(features) != len(byID) {
		t.Fatalf("%d features, %v", len(features), err)
	}
	for _, f := range features {
		properties := flatgeobuf.NewPropReader(bytes.NewReader(f.PropertiesBytes()))
		if _, err := properties.ReadUShort(); err != nil {
			t.Fatal(err)
		}
		id, err := properties.ReadString()
		if err != nil {
			t.Fatal(err)
		}
		want := byID[id]
		var g flat.Geometry
		if f.Geometry(&g) == nil {
			t.Fatalf("%s has no geometry", id)
		}
		line := make(orb.LineString, g.XyLength()/2)
		for i := range line {
			line[i] = orb.Point{g.Xy(2 * i), g.Xy(2*i + 1)}
			if g.M(i) != want.Measures[i] {
				t.Errorf("%s: measure %d is %v, want %v", id, i, g.M(i), want.Measures[i])
			}
		}
		if !near(line, want.Geometry) {
			t.Errorf("%s lies at %v, want %v", id, line, want.Geometry)
		}
	}
}

// TestWholeNumbersInFieldsOfNumbers has an int where the field is a Float: the
// formats with types write it as the number that the field has.
func TestWholeNumbersInFieldsOfNumbers(t *testing.T) {
	posts := codec.Layer{Name: "posts", Fields: []codec.Field{{Name: "km", Type: codec.Float}},
		Features: slices.Values([]codec.Feature{{ID: "a", Geometry: orb.Point{1, 2}, Properties: []codec.Property{{Name: "km", Value: 935}}}})}
	var got string
	if err := openGeoPackage(t, posts).QueryRow("SELECT typeof(km) || km FROM posts").Scan(&got); err != nil || got != "real935.0" {
		t.Errorf("GeoPackage has %s, %v", got, err)
	}
	type record struct {
		Km float64 `parquet:"km,optional"`
	}
	data := encode(t, "geoparquet", document(posts))
	if rows, err := parquet.Read[record](bytes.NewReader(data), int64(len(data))); err != nil || rows[0].Km != 935 {
		t.Errorf("GeoParquet has %v, %v", rows, err)
	}
	reader := flatgeobuf.NewFileReader(bytes.NewReader(encode(t, "flatgeobuf", document(posts))))
	if _, err := reader.Header(); err != nil {
		t.Fatal(err)
	}
	features, err := reader.DataRem()
	if err != nil {
		t.Fatal(err)
	}
	properties := flatgeobuf.NewPropReader(bytes.NewReader(features[0].PropertiesBytes()[2:]))
	if km, err := properties.ReadDouble(); err != nil || km != 935 {
		t.Errorf("FlatGeobuf has %v, %v", km, err)
	}
	for f := range posts.Features {
		if km := f.Properties[0].Value; km != 935 {
			t.Errorf("the caller's own value became %v, a %T", km, km)
		}
	}
}

// TestPostGISRows compares rows with the text format of COPY and the array
// literals of the PostgreSQL manual.
func TestPostGISRows(t *testing.T) {
	script := string(encode(t, "postgis", document(stations())))
	for _, want := range []string{
		"CREATE TABLE \"stations\" (\n\t\"id\" text,\n",
		"\t\"kinds\" text[],\n\t\"gauges_mm\" bigint[],\n\t\"kms\" double precision[],\n\tgeom geometry(Point, 4326)\n);",
		"st-0\t昆明南站\t昆明\t1020.65\t1435\ttrue\t{\"junction\",\"a,b\",\"\\\\\"c\\\\\"\"}\t{1000,1435}\t{0.5,1}\t0101000020e6100000",
		"\nst-2\tBang Sue, Bangkok\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N\t0101",
		"\nst-4\tone\\ntwo\\r\\nthree\t",
		"\nst-5\ta\\tb\\\\c\\\\.\t",
		"\nst-9\t\\\\N\t",
		"\n\\.\nCREATE INDEX ON \"stations\" USING gist (geom);\n",
	} {
		if !strings.Contains(script, want) {
			t.Errorf("not in the script: %q", want)
		}
	}
}

func TestGPXReadsBack(t *testing.T) {
	doc, err := gpx.Read(bytes.NewReader(encode(t, "gpx", document(stations(), segments(5)))))
	if err != nil {
		t.Fatal(err)
	}
	if len(doc.Wpt) != len(awkward) || len(doc.Trk) != 5 || len(doc.Trk[0].TrkSeg[0].TrkPt) != 10 {
		t.Errorf("%d waypoints, %d tracks", len(doc.Wpt), len(doc.Trk))
	}
	c := doc.Metadata.Copyright
	if c.Author != "© OpenStreetMap contributors" || c.Year != 2026 || c.License != "https://opendatacommons.org/licenses/odbl/1-0/" {
		t.Errorf("copyright %+v", c)
	}
}

// TestEmptyLayers writes layers without features; every format makes a file
// that is one of its own.
func TestEmptyLayers(t *testing.T) {
	empty := func(l codec.Layer) codec.Layer {
		l.Features = slices.Values([]codec.Feature(nil))
		return l
	}
	db := openGeoPackage(t, empty(stations()), empty(segments(1)))
	var n int
	if err := db.QueryRow("SELECT count(*) FROM gpkg_contents WHERE min_x IS NULL").Scan(&n); err != nil || n != 3 {
		t.Errorf("%d tables without an extent, %v", n, err)
	}
	if file := parquetFile(t, empty(segments(1))); file.NumRows() != 0 {
		t.Errorf("GeoParquet has %d rows", file.NumRows())
	}
	header, err := flatgeobuf.NewFileReader(bytes.NewReader(encode(t, "flatgeobuf", document(empty(segments(1)))))).Header()
	if err != nil || header.FeaturesCount() != 0 || header.IndexNodeSize() != 0 {
		t.Errorf("FlatGeobuf: %v", err)
	}
	if rows := table(t, encode(t, "csv", document(empty(stations())))); len(rows) != 0 {
		t.Errorf("CSV has %d rows", len(rows))
	}
	if data := encode(t, "geojsonseq", document(empty(stations()))); len(data) != 0 {
		t.Errorf("GeoJSONSeq is %q", data)
	}
	if features, err := codec.ReadFeatures(bytes.NewReader(encode(t, "geojson", document(empty(stations())))), 1<<20); err != nil || len(features) != 0 {
		t.Errorf("GeoJSON has %d features, %v", len(features), err)
	}
	for _, name := range []string{"kml", "gpx", "postgis", "turtle", "jsonld"} {
		if data := encode(t, name, document(empty(stations()))); len(data) == 0 {
			t.Errorf("%s is empty", name)
		}
	}
}
