package codec_test

import (
	"bytes"
	"database/sql"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/corridor-rail/corridor/geo/codec"
	"github.com/gogama/flatgeobuf/flatgeobuf"
	"github.com/gogama/flatgeobuf/flatgeobuf/flat"
	"github.com/gogama/flatgeobuf/packedrtree"
	"github.com/knakk/rdf"
	"github.com/parquet-go/parquet-go"
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/wkb"
	"github.com/piprate/json-gold/ld"
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

// TestRDFStatesTheSame reads Turtle and JSON-LD with readers of their own and
// compares the statements.
func TestRDFStatesTheSame(t *testing.T) {
	for _, l := range []codec.Layer{stations(), segments(3), kindsLayer()} {
		turtle := turtleStatements(t, encode(t, "turtle", document(l)))
		jsonld := jsonldStatements(t, encode(t, "jsonld", document(l)))
		if !slices.Equal(turtle, jsonld) {
			t.Errorf("layer %s: Turtle and JSON-LD differ:\n%s\n\n%s", l.Name, strings.Join(turtle, "\n"), strings.Join(jsonld, "\n"))
		}
	}
	all := strings.Join(turtleStatements(t, encode(t, "turtle", document(stations()))), "\n")
	for _, want := range []string{
		`<https://example.org/stations/st-0> <http://www.w3.org/2000/01/rdf-schema#label> "昆明"@zh`,
		`<https://example.org/stations/st-0> <http://data.europa.eu/949/wheelSetGauge> <http://data.europa.eu/949/concepts/nominal-track-gauges/30>`,
		`<https://example.org/stations/st-0> <https://example.org/gauge> "1000"^^<http://www.w3.org/2001/XMLSchema#integer>`,
		`<https://example.org/stations/st-0> <http://data.europa.eu/949/opType> <http://data.europa.eu/949/concepts/op-types/80>`,
		`<https://example.org/data> <http://purl.org/dc/terms/license> <https://opendatacommons.org/licenses/odbl/1-0/>`,
	} {
		if !strings.Contains(all, want) {
			t.Errorf("not stated: %s", want)
		}
	}
}

// blank stands for every blank node: each has one place, and its geometry
// tells it apart.
const blank = "_:b"

func turtleStatements(t *testing.T, data []byte) []string {
	t.Helper()
	decoder := rdf.NewTripleDecoder(bytes.NewReader(data), rdf.Turtle)
	var all []string
	for {
		triple, err := decoder.Decode()
		if err == io.EOF {
			slices.Sort(all)
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		term := func(x rdf.Term) string {
			if x.Type() == rdf.TermBlank {
				return blank
			}
			return strings.TrimSuffix(x.Serialize(rdf.NTriples), "^^<http://www.w3.org/2001/XMLSchema#string>")
		}
		all = append(all, term(triple.Subj)+" "+term(triple.Pred)+" "+term(triple.Obj))
	}
}

func jsonldStatements(t *testing.T, data []byte) []string {
	t.Helper()
	var doc any
	if err := json.Unmarshal(data, &doc); err != nil {
		t.Fatal(err)
	}
	options := ld.NewJsonLdOptions("")
	set, err := ld.NewJsonLdProcessor().ToRDF(doc, options)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, quad := range set.(*ld.RDFDataset).Graphs["@default"] {
		var terms []string
		for _, node := range []ld.Node{quad.Subject, quad.Predicate, quad.Object} {
			switch node := node.(type) {
			case *ld.IRI:
				terms = append(terms, "<"+node.GetValue()+">")
			case *ld.Literal:
				terms = append(terms, literalText(t, *node))
			default:
				terms = append(terms, blank)
			}
		}
		all = append(all, strings.Join(terms, " "))
	}
	slices.Sort(all)
	return all
}

// literalText writes a literal as N-Triples has it.
func literalText(t *testing.T, l ld.Literal) string {
	t.Helper()
	term, err := rdf.NewLangLiteral(l.Value, "x")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.TrimSuffix(term.Serialize(rdf.NTriples), "@x")
	switch {
	case l.Language != "":
		return text + "@" + l.Language
	case l.Datatype == "http://www.w3.org/2001/XMLSchema#string":
		return text
	}
	return text + "^^<" + l.Datatype + ">"
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
