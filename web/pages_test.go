package web_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/corridor-rail/corridor/web"
)

func TestCollectionSchemas(t *testing.T) {
	server := newServer(t, sketch, nil)
	for _, name := range []string{"schema", "queryables", "sortables"} {
		answer := get(t, server, "/collections/lines/"+name)
		if got := answer.Header.Get("Content-Type"); answer.StatusCode != http.StatusOK || got != "application/schema+json" {
			t.Errorf("%s: status %d, content type %q", name, answer.StatusCode, got)
		}
		compareGolden(t, "lines-"+name, readBody(t, answer))
	}
	for _, path := range []string{"/collections/trains/schema", "/collections/trains/queryables"} {
		if got := get(t, server, path).StatusCode; got != http.StatusNotFound {
			t.Errorf("%s: status %d", path, got)
		}
	}
}

// TestSchemaHoldsFeatures: each property of each feature has the type that its
// schema gives, in the real dataset.
func TestSchemaHoldsFeatures(t *testing.T) {
	server := newServer(t, embedded, nil)
	for _, c := range decode[web.Collections](t, get(t, server, "/collections")).Collections {
		schema := decode[struct {
			Properties map[string]struct{ Type string }
		}](t, get(t, server, "/collections/"+c.ID+"/schema"))
		page := decode[struct {
			Features []struct{ Properties map[string]any }
		}](t, get(t, server, "/collections/"+c.ID+"/items?limit=10000"))
		for _, f := range page.Features {
			if len(f.Properties) != len(schema.Properties)-1 { // the geometry stands apart
				t.Fatalf("%s: %d properties, schema has %d", c.ID, len(f.Properties), len(schema.Properties)-1)
			}
			for name, v := range f.Properties {
				if want := schema.Properties[name].Type; !hasType(v, want) {
					t.Fatalf("%s: %s is %v, want %s", c.ID, name, v, want)
				}
			}
		}
	}
}

func hasType(v any, want string) bool {
	switch v := v.(type) {
	case nil:
		return true
	case string:
		return want == "string"
	case bool:
		return want == "boolean"
	case []any:
		return want == "array"
	case float64:
		return want == "number" || want == "integer" && v == float64(int(v))
	}
	return false
}

// TestPages: each address with a page gives one to a browser, without a script
// or a style that the policy would refuse, and its links lead somewhere.
func TestPages(t *testing.T) {
	const browser = "text/html,application/xhtml+xml,*/*;q=0.8"
	server := newServer(t, sketch, testPage)
	link := regexp.MustCompile(`href="([^"]*)"`)
	for path, holds := range map[string]string{
		"/conformance":       "ogcapi-features-1/1.0/conf/core",
		"/collections":       "Kilometre posts",
		"/collections/lines": "Track gauge",
		"/collections/lines/items?gauge_mm=1520&limit=1": "1 of 2 features",
		"/collections/stations/items":                    "满洲里",
		"/collections/stations/items/cn-manzhouli":       "满洲里",
		"/collections/corridors/items":                   "<polyline",
	} {
		answer := get(t, server, path, "Accept", browser)
		body := string(readBody(t, answer))
		if got := answer.Header.Get("Content-Type"); answer.StatusCode != http.StatusOK || got != "text/html; charset=utf-8" {
			t.Errorf("%s: status %d, content type %q", path, answer.StatusCode, got)
		}
		if !strings.Contains(body, holds) {
			t.Errorf("%s: %q is not in %s", path, holds, body)
		}
		if strings.Contains(body, "<script") || strings.Contains(body, " style=") {
			t.Errorf("%s: the policy refuses a part of the page", path)
		}
		if !strings.Contains(answer.Header.Get("Content-Security-Policy"), "style-src 'sha256-") {
			t.Errorf("%s: the policy refuses the style", path)
		}
		if !strings.Contains(strings.Join(answer.Header.Values("Vary"), ","), "Accept") {
			t.Errorf("%s: Vary is %q", path, answer.Header.Values("Vary"))
		}
		for _, m := range link.FindAllStringSubmatch(body, -1) {
			target := strings.ReplaceAll(strings.TrimPrefix(m[1], "https://rail.example"), "&amp;", "&")
			if got := get(t, server, target).StatusCode; got != http.StatusOK {
				t.Errorf("%s: the link to %s gave %d", path, target, got)
			}
		}
	}
}

// TestTemporalExtent: the only opening date of the sketch is the year 1903.
func TestTemporalExtent(t *testing.T) {
	lines := decode[web.Collection](t, get(t, newServer(t, sketch, nil), "/collections/lines"))
	want := [2]string{"1903-01-01T00:00:00Z", "1903-12-31T23:59:59Z"}
	if lines.Extent.Temporal == nil || lines.Extent.Temporal.Interval[0] != want {
		t.Errorf("temporal extent %+v, want %v", lines.Extent.Temporal, want)
	}
}

// TestPublishedExtentHoldsEveryFeature: the box is published to the digit to
// which geometries are.
func TestPublishedExtentHoldsEveryFeature(t *testing.T) {
	server := newServer(t, embedded, nil)
	for _, c := range decode[web.Collections](t, get(t, server, "/collections")).Collections {
		box := c.Extent.Spatial.BBox[0]
		query := "/items?limit=1&bbox="
		for i, v := range box {
			text, err := v.MarshalJSON()
			if err != nil {
				t.Fatal(err)
			}
			if i > 0 {
				query += ","
			}
			query += string(text)
		}
		all := decode[featurePage](t, get(t, server, "/collections/"+c.ID+"/items?limit=1")).NumberMatched
		if got := decode[featurePage](t, get(t, server, "/collections/"+c.ID+query)).NumberMatched; got != all {
			t.Errorf("%s: %d of %d features within the published extent", c.ID, got, all)
		}
	}
}

// TestProblemPage follows wrong links as a browser does: the problem comes as a
// page that leads on, with the status and nothing that could run.
func TestProblemPage(t *testing.T) {
	server := newServer(t, sketch, nil)
	const browser = "text/html,application/xhtml+xml,*/*;q=0.8"
	for path, want := range map[string]struct {
		status int
		texts  []string
	}{
		"/corridors/nope":                  {404, []string{"nope", `href="https://rail.example/corridors"`}},
		"/nowhere":                         {404, []string{"no such address"}},
		"/distance?from=<b>x</b>&to=BJP":   {404, []string{"&lt;b&gt;x&lt;/b&gt;"}},
		"/distance?from=HBB&to=BJP&gage=1": {400, []string{"gage"}},
	} {
		answer := get(t, server, strings.NewReplacer("<", "%3C", ">", "%3E").Replace(path), "Accept", browser)
		body := string(readBody(t, answer))
		if answer.StatusCode != want.status || !strings.HasPrefix(answer.Header.Get("Content-Type"), "text/html") || strings.Contains(body, "<script") {
			t.Errorf("%s: status %d, %s", path, answer.StatusCode, answer.Header.Get("Content-Type"))
		}
		for _, text := range want.texts {
			if !strings.Contains(body, text) {
				t.Errorf("%s: no %s in %s", path, text, body)
			}
		}
		if answer := get(t, server, "/distance?from=nope&to=BJP&f=json", "Accept", browser); answer.Header.Get("Content-Type") != "application/problem+json" {
			t.Errorf("f=json: %s", answer.Header.Get("Content-Type"))
		}
	}
}
