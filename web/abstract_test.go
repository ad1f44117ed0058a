package web_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"github.com/corridor-rail/corridor/web"
)

// The tests of this file follow the abstract test suites of the standards, by
// their numbers: OGC API - Features Part 1 (17-069r4, annex A), Part 2 (18-058r1)
// and OGC API - Tiles Part 1 (20-057). They ask the real dataset.

const browserless = "application/json, application/geo+json"

// link finds the link of a relation and a media type.
func link(links []web.Link, rel, mediaType string) string {
	for _, l := range links {
		if l.Rel == rel && strings.ReplaceAll(l.Type, " ", "") == mediaType {
			return strings.TrimPrefix(l.Href, "https://rail.example")
		}
	}
	return ""
}

// TestFeaturesCore1 is Part 1, A.2.2 to A.2.4: landing page, API document,
// conformance.
func TestFeaturesCore1(t *testing.T) {
	server := newServer(t, embedded, nil)
	landing := decode[web.Landing](t, get(t, server, "/", "Accept", browserless))
	for rel, mediaType := range map[string]string{ // tests 3 and 4: /req/core/root-success
		"service-desc": "application/vnd.oai.openapi+json;version=3.0", "service-doc": "text/html",
		"conformance": "application/json", "data": "application/json", "self": "application/json", "alternate": "text/html",
	} {
		target := link(landing.Links, rel, mediaType)
		if target == "" {
			t.Errorf("the landing page has no link %s of type %s", rel, mediaType)
			continue
		}
		answer := get(t, server, target, "Accept", mediaType) // tests 5 to 8
		if got := strings.TrimSuffix(answer.Header.Get("Content-Type"), "; charset=utf-8"); answer.StatusCode != 200 || got != mediaType {
			t.Errorf("%s: status %d, content type %q", target, answer.StatusCode, got)
		}
	}
	classes := decode[struct{ ConformsTo []string }](t, get(t, server, "/conformance", "Accept", browserless)).ConformsTo
	for _, class := range []string{
		"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core", "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
		"http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs", "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/core",
	} {
		if !strings.Contains(strings.Join(classes, " ")+" ", class+" ") {
			t.Errorf("conformance to %s is not declared", class)
		}
	}
}

// TestFeaturesCore2 is tests 14, 16 and 18 of Part 1: how bbox, limit and
// datetime are declared for each collection.
func TestFeaturesCore2(t *testing.T) {
	server := newServer(t, embedded, nil)
	doc := readContract(t, server)
	for _, c := range decode[web.Collections](t, get(t, server, "/collections")).Collections {
		op := doc.Paths.Value("/collections/" + c.ID + "/items").Get
		for name, kind := range map[string]string{"bbox": "array", "limit": "integer", "datetime": "string"} {
			p := op.Parameters.GetByInAndName("query", name)
			if p == nil || p.Required || p.Style != "form" || p.Explode == nil || *p.Explode || !p.Schema.Value.Type.Is(kind) {
				t.Errorf("%s: %s is declared as %+v", c.ID, name, p)
				continue
			}
			switch s := p.Schema.Value; name {
			case "bbox":
				if s.MinItems != 4 || s.MaxItems == nil || *s.MaxItems != 6 || !s.Items.Value.Type.Is("number") {
					t.Errorf("%s: bbox takes %+v", c.ID, s)
				}
			case "limit":
				if s.Min == nil || *s.Min < 0 || s.Max == nil || s.Default == nil {
					t.Errorf("%s: limit takes %+v", c.ID, s)
				}
			}
		}
	}
}

// TestFeaturesCore3 is tests 9 to 13 and 15, 17, 19 to 27 of Part 1: each
// collection, its items by box, time and limit, and one item.
func TestFeaturesCore3(t *testing.T) {
	server := newServer(t, embedded, nil)
	list := decode[web.Collections](t, get(t, server, "/collections", "Accept", browserless))
	for _, listed := range list.Collections {
		t.Run(listed.ID, func(t *testing.T) {
			one := decode[web.Collection](t, get(t, server, link(listed.Links, "self", "application/json")))
			if !reflect.DeepEqual(one, listed) {
				t.Error("the collection and its entry in the list differ")
			}
			items := link(listed.Links, "items", "application/geo+json")
			box := listed.Extent.Spatial.BBox[0]
			queries := []string{"", "?limit=1", "?limit=100", "?limit=10000", "?limit=10001"}
			for _, b := range [][4]float64{
				{float64(box[0]), float64(box[1]), float64(box[2]), float64(box[3])},
				{-1.5, 50, 1.5, 53}, {-80, -5, -70, 5}, {177, 65, -177, 70}, {-180, 85, 180, 90}, {-180, -90, 180, -85},
			} {
				queries = append(queries, fmt.Sprintf("?limit=1000&bbox=%v,%v,%v,%v", b[0], b[1], b[2], b[3]))
			}
			for _, text := range times(t, listed) {
				queries = append(queries, "?datetime="+url.QueryEscape(text))
			}
			for _, query := range queries {
				checkPage(t, server, items+query)
			}
			for _, query := range []string{"?unknownQueryParameter=unknown", "?limit=-1", "?limit=0", "?bbox=1,2,3", "?datetime=x", "?limit=a"} { // tests 20 and 21
				if got := get(t, server, items+query).StatusCode; got != http.StatusBadRequest {
					t.Errorf("%s: status %d, want 400", query, got)
				}
			}
			checkItem(t, server, items)
		})
	}
}

// times are an instant, an interval and one with a duration within the temporal
// extent; for a collection without one any.
func times(t *testing.T, c web.Collection) []string {
	t.Helper()
	span := [2]string{"1900-01-01T00:00:00Z", "2000-01-01T00:00:00Z"}
	if c.Extent.Temporal != nil {
		span = c.Extent.Temporal.Interval[0]
	}
	begin, err := time.Parse(time.RFC3339, span[0])
	if err != nil {
		t.Fatal(err)
	}
	end, err := time.Parse(time.RFC3339, span[1])
	if err != nil {
		t.Fatal(err)
	}
	quarter := begin.Add(end.Sub(begin) / 4)
	return []string{
		begin.Format(time.RFC3339), begin.Format(time.DateOnly),
		quarter.Format(time.RFC3339) + "/" + end.Format(time.RFC3339), quarter.Format(time.DateOnly) + "/P2D",
		"../" + end.Format(time.RFC3339), quarter.Format(time.RFC3339) + "/..",
	}
}

// checkPage holds a page against tests 22 to 27, and follows its next links to
// compare numberMatched with what is there.
func checkPage(t *testing.T, server http.Handler, target string) {
	t.Helper()
	answer := get(t, server, target, "Accept", browserless)
	if answer.StatusCode != http.StatusOK || answer.Header.Get("Content-Type") != "application/geo+json" {
		t.Errorf("%s: status %d, content type %q", target, answer.StatusCode, answer.Header.Get("Content-Type"))
		return
	}
	page := decode[struct {
		Type string `json:"type"`
		featurePage
	}](t, answer)
	if page.Type != "FeatureCollection" || page.Features == nil || page.NumberReturned != len(page.Features) {
		t.Errorf("%s: type %q, %d features of %d", target, page.Type, len(page.Features), page.NumberReturned)
	}
	if link(page.Links, "self", "application/geo+json") == "" || link(page.Links, "alternate", "text/html") == "" {
		t.Errorf("%s: links %+v", target, page.Links)
	}
	for _, l := range page.Links {
		if l.Rel == "" || l.Type == "" {
			t.Errorf("%s: a link without rel or type: %+v", target, l)
		}
	}
	total := page.NumberReturned
	for next := page.link("next"); next != "" && strings.Contains(target, "limit=1000"); {
		following := decode[featurePage](t, get(t, server, next))
		total, next = total+following.NumberReturned, following.link("next")
	}
	if strings.Contains(target, "limit=1000") && total != page.NumberMatched {
		t.Errorf("%s: %d features on all pages, numberMatched %d", target, total, page.NumberMatched)
	}
}

// checkItem holds the first feature against tests 28 to 30.
func checkItem(t *testing.T, server http.Handler, items string) {
	t.Helper()
	first := decode[featurePage](t, get(t, server, items+"?limit=1")).Features[0]
	answer := get(t, server, items+"/"+url.PathEscape(first.ID), "Accept", browserless)
	body := decode[struct {
		Type  string     `json:"type"`
		ID    string     `json:"id"`
		Links []web.Link `json:"links"`
	}](t, answer)
	if answer.StatusCode != http.StatusOK || body.Type != "Feature" || body.ID != first.ID {
		t.Errorf("%s: status %d, %+v", first.ID, answer.StatusCode, body)
	}
	for rel, mediaType := range map[string]string{"self": "application/geo+json", "alternate": "text/html", "collection": "application/json"} {
		if link(body.Links, rel, mediaType) == "" {
			t.Errorf("%s has no link %s of type %s", first.ID, rel, mediaType)
		}
	}
}

// TestFeaturesCRS is the suite of Part 2: every system that a collection lists is
// taken for crs and bbox-crs, and no other.
func TestFeaturesCRS(t *testing.T) {
	server := newServer(t, embedded, nil)
	for _, c := range decode[web.Collections](t, get(t, server, "/collections")).Collections {
		t.Run(c.ID, func(t *testing.T) {
			if c.CRS[0] != "http://www.opengis.net/def/crs/OGC/1.3/CRS84" || c.StorageCRS != c.CRS[0] || len(c.CRS) < 5 {
				t.Errorf("crs %v, storageCrs %s", c.CRS, c.StorageCRS)
			}
			items := "/collections/" + c.ID + "/items"
			for _, system := range c.CRS {
				query := "?limit=100&crs=" + url.QueryEscape(system)
				answer := get(t, server, items+query)
				if got := answer.Header.Get("Content-Crs"); answer.StatusCode != http.StatusOK || got != "<"+system+">" {
					t.Errorf("%s: status %d, Content-Crs %q", system, answer.StatusCode, got)
					continue
				}
				first := decode[featurePage](t, answer).Features[0]
				p := firstPosition(t, first)
				// A box about the first position, in that system, meets its feature.
				box := fmt.Sprintf("%.9f,%.9f,%.9f,%.9f", p[0]-1e-3, p[1]-1e-3, p[0]+1e-3, p[1]+1e-3)
				near := decode[featurePage](t, get(t, server, items+"?limit=100&bbox="+box+"&bbox-crs="+url.QueryEscape(system)))
				if near.NumberMatched == 0 {
					t.Errorf("%s: nothing within %s", system, box)
				}
				if got := get(t, server, items+"/"+url.PathEscape(first.ID)+"?crs="+url.QueryEscape(system)).Header.Get("Content-Crs"); got != "<"+system+">" {
					t.Errorf("%s: Content-Crs of a feature is %q", system, got)
				}
			}
			if got := get(t, server, items).Header.Get("Content-Crs"); got != "<"+c.CRS[0]+">" {
				t.Errorf("Content-Crs is %q by default", got)
			}
			for _, query := range []string{"?crs=", "?bbox=1,2,3,4&bbox-crs="} {
				if got := get(t, server, items+query+url.QueryEscape("http://www.opengis.net/def/crs/0/unknown")).StatusCode; got != http.StatusBadRequest {
					t.Errorf("an unknown system gave %d", got)
				}
			}
		})
	}
}

// firstPosition is the first position of a geometry of any depth.
func firstPosition(t *testing.T, f feature) orb.Point {
	t.Helper()
	raw := f.Geometry.Coordinates
	for {
		var p orb.Point
		if json.Unmarshal(raw, &p) == nil {
			return p
		}
		var parts []json.RawMessage
		if err := json.Unmarshal(raw, &parts); err != nil {
			t.Fatal(err)
		}
		raw = parts[0]
	}
}

// TestTilesSuite is the suite of Tiles Part 1 over the limits that the service
// gives, as a client finds its way from the landing page.
func TestTilesSuite(t *testing.T) {
	server := newServer(t, embedded, nil)
	const vector = "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector"
	lists := []string{link(decode[web.Landing](t, get(t, server, "/?f=json")).Links, vector, "application/json")}
	for _, c := range decode[web.Collections](t, get(t, server, "/collections")).Collections {
		lists = append(lists, link(c.Links, vector, "application/json"))
	}
	for _, list := range lists {
		for _, set := range decode[web.TileSets](t, get(t, server, list)).TileSets {
			if set.URI == "" || set.CRS == "" || set.DataType != "vector" {
				t.Errorf("%s: %+v", list, set)
			}
			document := decode[web.TileSet](t, get(t, server, link(set.Links, "self", "application/json")))
			template := link(document.Links, "item", "application/vnd.mapbox-vector-tile")
			if !strings.Contains(template, "/{tileMatrix}/{tileRow}/{tileCol}") {
				t.Fatalf("%s: tiles are at %q", list, template)
			}
			limits := document.Limits[3]
			for row := limits.MinTileRow; row <= limits.MaxTileRow; row++ {
				for column := limits.MinTileCol; column <= limits.MaxTileCol; column++ {
					if got := get(t, server, fill(template, limits.TileMatrix, row, column)).StatusCode; got != 200 && got != 204 {
						t.Errorf("%s row %d, column %d: status %d", list, row, column, got)
					}
				}
			}
			const beyond = 1<<31 - 1
			if got := get(t, server, fill(template, limits.TileMatrix, beyond, beyond)).StatusCode; got != 400 && got != 404 {
				t.Errorf("%s: a tile beyond all limits gave %d", list, got)
			}
		}
	}
	for _, set := range decode[web.MatrixSets](t, get(t, server, "/tileMatrixSets")).Sets {
		item := link(set.Links, "item", "application/json")
		if full := decode[web.MatrixSet](t, get(t, server, item)); len(full.Matrices) < 15 || full.ID != set.ID {
			t.Errorf("%s: %d matrices at %s", set.ID, len(full.Matrices), item)
		}
	}
}

func fill(template, matrix string, row, column int) string {
	return strings.NewReplacer("{tileMatrix}", matrix, "{tileRow}", fmt.Sprint(row), "{tileCol}", fmt.Sprint(column)).Replace(template)
}
