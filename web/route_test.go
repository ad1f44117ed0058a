package web_test

import (
	"encoding/csv"
	"encoding/xml"
	"fmt"
	"math"
	"net/http"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/corridor-rail/corridor/web"
)

// TestOneRoute asks for each route alone and holds it against all of them.
func TestOneRoute(t *testing.T) {
	server := newServer(t, embedded, nil)
	const question = "from=Chengdu&to=ru-moscow-yaroslavsky"
	best := decode[web.Distance](t, get(t, server, "/distance?"+question+"&alternatives=3"))
	type legs struct {
		Features []struct {
			Geometry   any            `json:"geometry"`
			Properties map[string]any `json:"properties"`
		} `json:"features"`
	}
	all := decode[legs](t, get(t, server, "/route?"+question+"&alternatives=3"))
	for i := range len(best.Alternatives) + 1 {
		one := fmt.Sprintf("%s&alternative=%d", question, i)
		want := best.DistanceKm
		if i > 0 {
			want = best.Alternatives[i-1].DistanceKm
		}
		answer := decode[web.Distance](t, get(t, server, "/distance?"+one))
		if answer.DistanceKm != want || len(answer.ByLine) == 0 || len(answer.Alternatives) != 0 {
			t.Errorf("route %d: %v km on %d stretches, with %d alternatives; want %v km", i, answer.DistanceKm, len(answer.ByLine), len(answer.Alternatives), want)
		}
		got, known := decode[legs](t, get(t, server, "/route?"+one)), legs{}
		for _, leg := range all.Features {
			if leg.Properties["alternative"] == float64(i) {
				leg.Properties["seq"] = float64(len(known.Features) + 1)
				known.Features = append(known.Features, leg)
			}
		}
		if len(got.Features) == 0 || !reflect.DeepEqual(got, known) {
			t.Errorf("route %d: %d legs, %d among all", i, len(got.Features), len(known.Features))
		}
		var gpx struct {
			Title  string `xml:"metadata>name"`
			Text   string `xml:"metadata>desc"`
			Tracks []struct {
				Name string `xml:"name"`
			} `xml:"trk"`
		}
		if err := xml.Unmarshal(readBody(t, get(t, server, "/route?f=gpx&"+one)), &gpx); err != nil {
			t.Fatal(err)
		}
		title := "Chengdu - Moscow Yaroslavsky"
		if i > 0 {
			title += " " + best.Alternatives[i-1].Label
		}
		cited := fmt.Sprintf("%s: %.1f km by rail", title, want)
		if gpx.Title != title || !strings.HasPrefix(gpx.Text, cited) || !strings.HasPrefix(answer.Cite.Text, cited) {
			t.Errorf("route %d: GPX %q, %q; cite %q; want %q", i, gpx.Title, gpx.Text, answer.Cite.Text, cited)
		}
		if kml := string(readBody(t, get(t, server, "/route?f=kml&"+one))); !strings.Contains(kml, "<name>"+title+"</name>") {
			t.Errorf("route %d: KML is not called %q", i, title)
		}
		page := string(readBody(t, get(t, server, "/route?f=html&"+one)))
		for _, text := range []string{"<h1>" + title + "</h1>", fmt.Sprintf(`<section id="route-%d">`, i), cited} {
			if !strings.Contains(page, text) {
				t.Errorf("route %d: the page does not say %q", i, text)
			}
		}
		if strings.Contains(page, "Another way") != (i > 0) {
			t.Errorf("route %d: the page says Another way of the best alone", i)
		}
		if len(gpx.Tracks) != 1 || i > 0 && !strings.HasSuffix(gpx.Tracks[0].Name, best.Alternatives[i-1].Label) {
			t.Errorf("route %d: GPX %v", i, gpx.Tracks)
		}
	}
}

// TestRouteFormats reads each format back and compares what it says of the same
// routes.
func TestRouteFormats(t *testing.T) {
	server := newServer(t, embedded, nil)
	const question = "from=Chengdu&to=ru-moscow-yaroslavsky&alternatives=2"
	want := decode[web.Distance](t, get(t, server, "/distance?"+question))
	if len(want.Alternatives) != 2 {
		t.Fatalf("%d alternatives", len(want.Alternatives))
	}
	ask := func(format, mediaType string) string {
		answer := get(t, server, "/route?"+question+"&f="+format)
		if got := answer.Header.Get("Content-Type"); answer.StatusCode != 200 || !strings.HasPrefix(got, mediaType) {
			t.Fatalf("%s: status %d, content type %q", format, answer.StatusCode, got)
		}
		return string(readBody(t, answer))
	}

	rows, err := csv.NewReader(strings.NewReader(ask("csv", "text/csv"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	legs := decode[featurePage](t, get(t, server, "/route?"+question)).Features
	if len(rows) != len(legs)+1 || rows[0][0] != "seq" || rows[len(rows)-1][len(rows[0])-1] != want.Alternatives[1].Label {
		t.Errorf("%d rows, %d legs; last row %v", len(rows), len(legs), rows[len(rows)-1])
	}

	var gpx struct {
		Tracks []struct {
			Name     string     `xml:"name"`
			Segments []struct{} `xml:"trkseg"`
		} `xml:"trk"`
		Points []struct{} `xml:"wpt"`
	}
	if err := xml.Unmarshal([]byte(ask("gpx", "application/gpx+xml")), &gpx); err != nil {
		t.Fatal(err)
	}
	if len(gpx.Tracks) != 3 || len(gpx.Points) < 3*4 || !strings.HasSuffix(gpx.Tracks[1].Name, want.Alternatives[0].Label) {
		t.Errorf("GPX: %d tracks, %d points", len(gpx.Tracks), len(gpx.Points))
	}
	if kml := ask("kml", "application/vnd.google-earth.kml+xml"); strings.Count(kml, "<MultiGeometry>") != 3 || !strings.Contains(kml, "© OpenStreetMap contributors") {
		t.Errorf("KML: %d routes", strings.Count(kml, "<MultiGeometry>"))
	}
	page := ask("html", "text/html")
	for _, text := range []string{"Another way by Khorgos / Altynkol", "Erenhot", "<svg", want.Cite.Text, `<link rel="stylesheet" href="/route.css">`} {
		if !strings.Contains(page, text) {
			t.Errorf("the page does not say %q", text)
		}
	}
	if bad := regexp.MustCompile(`<script|<style| style=| on[a-z]+=`).FindString(page); bad != "" {
		t.Errorf("the page has %q, which the content policy refuses", bad)
	}
	if style := get(t, server, "/route.css"); style.StatusCode != 200 || !strings.HasPrefix(style.Header.Get("Content-Type"), "text/css") {
		t.Errorf("style sheet: %d", style.StatusCode)
	}
}

// TestDistanceAddsUp holds the parts of an answer against its whole.
func TestDistanceAddsUp(t *testing.T) {
	server := newServer(t, embedded, nil)
	d := decode[web.Distance](t, get(t, server, "/distance?from=Bangkok&to=Małaszewicze&break_penalty_km=10&profile=freight"))
	var electrification, quality, countries web.Km
	for _, e := range d.ByElectrification {
		electrification += e.Km
	}
	for _, q := range d.ByQuality {
		quality += q.Km
	}
	for _, c := range d.ByCountry {
		countries += c.Km
	}
	for name, sum := range map[string]web.Km{"electrification": electrification, "quality": quality, "country": countries} {
		if math.Abs(float64(sum-d.DistanceKm)) > 0.01 {
			t.Errorf("by %s: %v, the route has %v km", name, sum, d.DistanceKm)
		}
	}
	if d.Cite.Version == "" || d.Cite.Licence == "" || !strings.Contains(d.Cite.Text, "Bangkok") && !strings.Contains(d.Cite.Text, "Krung Thep") {
		t.Errorf("cite %+v", d.Cite)
	}
	for _, link := range d.Links[1:] {
		target := strings.TrimPrefix(link.Href, "https://rail.example")
		if answer := get(t, server, target); answer.StatusCode != http.StatusOK || !strings.HasPrefix(answer.Header.Get("Content-Type"), link.Type) {
			t.Errorf("%s: %d %s", target, answer.StatusCode, answer.Header.Get("Content-Type"))
		}
	}
}
