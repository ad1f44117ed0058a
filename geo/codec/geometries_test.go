package codec_test

import (
	"bytes"
	"encoding/csv"
	"encoding/hex"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/corridor-rail/corridor/geo/codec"
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/ewkb"
	"github.com/paulmach/orb/encoding/wkb"
	"github.com/twpayne/go-geom"
	geomewkb "github.com/twpayne/go-geom/encoding/ewkb"
	"github.com/twpayne/go-geom/encoding/wkt"
)

// kinds has a geometry of every kind, with what it is read back as.
func kinds() []struct{ in, out orb.Geometry } {
	ring := orb.Ring{{0, 0}, {1, 0}, {1, 1.5}, {0, 0}}
	hole := orb.Ring{{0.2, 0.1}, {0.3, 0.2}, {0.3, 0.1}, {0.2, 0.1}}
	bound := orb.Bound{Min: orb.Point{1, 2}, Max: orb.Point{3, 4}}
	collection := orb.Collection{orb.Point{1, 2}, orb.LineString{{1, 2}, {3, 4}}}
	same := func(g orb.Geometry) struct{ in, out orb.Geometry } { return struct{ in, out orb.Geometry }{g, g} }
	return []struct{ in, out orb.Geometry }{
		same(orb.Point{102.5, 25}), same(orb.MultiPoint{{1, 2}, {-3, 4}}), same(orb.LineString{{1, 2}, {3, 4}}),
		same(orb.MultiLineString{{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}, {9, 10}}}), same(orb.Polygon{ring, hole}),
		same(orb.MultiPolygon{{ring, hole}, {ring}}), {ring, orb.Polygon{ring}}, {bound, bound.ToPolygon()}, same(collection),
		same(nil),
	}
}

func kindsLayer() codec.Layer {
	var features []codec.Feature
	for i, k := range kinds() {
		features = append(features, codec.Feature{ID: fmt.Sprintf("g%d", i), Geometry: k.in, Properties: []codec.Property{
			{Name: "name", Value: fmt.Sprintf("%T", k.in)}, {Name: "number", Value: i},
		}})
	}
	return codec.Layer{Name: "kinds", Fields: []codec.Field{{Name: "name"}, {Name: "number", Type: codec.Int}},
		Features: slices.Values(features), Resource: codec.Resource{Class: "era:Thing", Base: "https://example.org/"}}
}

// TestEveryGeometry writes every kind of geometry in every format that has all
// of them and reads it with orb's decoders, which share nothing with the
// encoders.
func TestEveryGeometry(t *testing.T) {
	want := kinds()
	t.Run("wkb", func(t *testing.T) {
		for i, row := range table(t, encode(t, "wkb", document(kindsLayer()))) {
			sameGeometry(t, want[i].out, row[2], wkb.Unmarshal)
		}
	})
	t.Run("postgis", func(t *testing.T) {
		script := string(encode(t, "postgis", document(kindsLayer())))
		_, rows, _ := strings.Cut(script, "FROM stdin;\n")
		rows, _, _ = strings.Cut(rows, "\n\\.\n")
		for i, row := range strings.Split(rows, "\n") {
			shape := strings.Split(row, "\t")[2]
			sameGeometry(t, want[i].out, strings.TrimPrefix(shape, `\N`), func(data []byte) (orb.Geometry, error) {
				g, srid, err := ewkb.Unmarshal(data)
				if srid != 4326 {
					t.Errorf("SRID %d", srid)
				}
				return g, err
			})
		}
	})
	t.Run("csv", func(t *testing.T) {
		for i, row := range table(t, encode(t, "csv", document(kindsLayer()))) {
			if want[i].out == nil {
				if row[2] != "" {
					t.Errorf("null is written as %q", row[2])
				}
				continue
			}
			g, err := wkt.Unmarshal(row[2])
			if err != nil {
				t.Fatalf("%s: %v", row[2], err)
			}
			shape, err := geomewkb.Marshal(g, geomewkb.NDR)
			if err != nil {
				t.Fatal(err)
			}
			sameGeometry(t, want[i].out, hex.EncodeToString(shape), func(data []byte) (orb.Geometry, error) {
				g, _, err := ewkb.Unmarshal(data)
				return g, err
			})
		}
	})
	t.Run("kml", func(t *testing.T) {
		var doc struct {
			Placemarks []struct {
				XML string `xml:",innerxml"`
			} `xml:"Document>Folder>Placemark"`
		}
		if err := xml.Unmarshal(encode(t, "kml", document(kindsLayer())), &doc); err != nil || len(doc.Placemarks) != len(want) {
			t.Fatalf("%d placemarks, %v", len(doc.Placemarks), err)
		}
		for i, p := range doc.Placemarks {
			if n := strings.Count(p.XML, "<coordinates>"); want[i].out == nil && n != 0 || want[i].out != nil && n == 0 {
				t.Errorf("%T has %d lists of coordinates", want[i].in, n)
			}
		}
	})
	for _, name := range []string{"geojson", "geojsonseq", "geopackage", "geoparquet", "flatgeobuf", "turtle", "jsonld"} {
		if len(encode(t, name, document(kindsLayer()))) == 0 {
			t.Errorf("%s writes nothing", name)
		}
	}
}

// table reads CSV and returns its rows without the head.
func table(t *testing.T, data []byte) [][]string {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows[1:]
}

// sameGeometry decodes hexadecimal digits, none for null, and compares.
func sameGeometry(t *testing.T, want orb.Geometry, digits string, decode func([]byte) (orb.Geometry, error)) {
	t.Helper()
	data, err := hex.DecodeString(digits)
	if err != nil {
		t.Fatal(err)
	}
	if want == nil || len(data) == 0 {
		if want != nil || len(data) != 0 {
			t.Errorf("%d bytes, want %v", len(data), want)
		}
		return
	}
	got, err := decode(data)
	if err != nil || !orb.Equal(got, want) {
		t.Errorf("%v, %v; want %v", got, err, want)
	}
}

// TestMeasures has measures in each kind of geometry that has some.
func TestMeasures(t *testing.T) {
	for _, test := range []struct {
		g        orb.Geometry
		measures []float64
		want     string
	}{
		{orb.Point{1, 2}, []float64{3.14159}, "POINT M (1 2 3.142)"},
		{orb.MultiPoint{{1, 2}, {3, 4}}, []float64{5, 6}, "MULTIPOINT M (1 2 5, 3 4 6)"},
		{orb.LineString{{1, 2}, {3, 4}}, []float64{935, 936.5}, "LINESTRING M (1 2 935, 3 4 936.5)"},
		{orb.MultiLineString{{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}}, []float64{0, 1, 1, 2.5}, "MULTILINESTRING M ((1 2 0, 3 4 1), (5 6 1, 7 8 2.5))"},
	} {
		l := codec.Layer{Name: "l", Measured: true, Features: slices.Values([]codec.Feature{{ID: "a", Geometry: test.g, Measures: test.measures}})}
		if got := table(t, encode(t, "csv", document(l)))[0][0]; got != test.want {
			t.Errorf("WKT %s, want %s", got, test.want)
		}
		script := string(encode(t, "postgis", document(l)))
		_, rows, _ := strings.Cut(script, "FROM stdin;\n")
		digits, _, _ := strings.Cut(rows, "\n")
		data, err := hex.DecodeString(digits)
		if err != nil {
			t.Fatal(err)
		}
		g, err := geomewkb.Unmarshal(data)
		if err != nil {
			t.Fatal(err)
		}
		if text, err := wkt.Marshal(g); err != nil || text != test.want || g.SRID() != 4326 || g.Layout() != geom.XYM {
			t.Errorf("EWKB is %s in %v with SRID %d, %v; want %s", text, g.Layout(), g.SRID(), err, test.want)
		}
	}
}

// TestSameBytes writes every document twice in every format, from geometries
// that must not change under it.
func TestSameBytes(t *testing.T) {
	for _, f := range codec.Formats() {
		for _, l := range []codec.Layer{stations(), segments(300), kindsLayer()} {
			if !f.Accepts(l) {
				continue
			}
			before := fmt.Sprint(slices.Collect(l.Features))
			first, second := encode(t, f.Name, document(l)), encode(t, f.Name, document(l))
			if !bytes.Equal(first, second) {
				t.Errorf("%s of %s: two files differ", f.Name, l.Name)
			}
			if fmt.Sprint(slices.Collect(l.Features)) != before {
				t.Errorf("%s of %s: the features were written to", f.Name, l.Name)
			}
		}
	}
}

// TestLicenceInside looks for attribution and licence in every file that has a
// place for them.
func TestLicenceInside(t *testing.T) {
	without := []string{"geojsonseq", "csv", "wkb"}
	for _, f := range codec.Formats() {
		data := encode(t, f.Name, document(stations()))
		inside := bytes.Contains(data, []byte("© OpenStreetMap contributors")) && bytes.Contains(data, []byte("https://opendatacommons.org/licenses/odbl/1-0/"))
		if want := !slices.Contains(without, f.Name); inside != want {
			t.Errorf("%s: licence and attribution inside: %v, want %v", f.Name, inside, want)
		}
	}
}
