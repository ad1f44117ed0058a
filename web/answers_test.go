package web_test

import (
	"math"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/corridor-rail/corridor/web"
)

// TestAnswers holds each address against its golden file.
func TestAnswers(t *testing.T) {
	const (
		jsonType    = "application/json"
		geoJSONType = "application/geo+json"
		problemType = "application/problem+json"
	)
	tests := []struct {
		name, target string
		status       int
		mediaType    string
	}{
		{"landing", "/", 200, jsonType},
		{"conformance", "/conformance", 200, jsonType},
		{"collections", "/collections", 200, jsonType},
		{"collection", "/collections/stations", 200, jsonType},

		{"distance", "/distance?from=ru-karymskaya&to=北京", 200, jsonType},
		{"distance-via", "/distance?from=BJP&to=哈尔滨&via=沈阳&gauge=1435", 200, jsonType},
		{"distance-point", "/distance?from=118.5,49.4&to=cn-hailar", 200, jsonType},
		{"distance-same", "/distance?from=cn-harbin&to=cn-harbin", 200, jsonType},
		{"distance-faults", "/distance?to=cn-harbin&gauge=wide&gage=1435&via=", 400, problemType},
		{"distance-ambiguous", "/distance?from=Longhua&to=cn-harbin", 400, problemType},
		{"distance-unknown", "/distance?from=Harbinn&to=cn-beijing", 404, problemType},
		{"distance-unknown-and-ambiguous", "/distance?from=Harbinn&to=Longhua", 400, problemType},
		{"distance-no-route", "/distance?from=ru-borzya&to=cn-harbin&gauge=1435", 422, problemType},
		{"distance-avoid", "/distance?from=ru-borzya&to=cn-harbin&avoid=CN", 422, problemType},

		{"route", "/route?from=ru-zabaikalsk&to=cn-hailar&gauge=1435", 200, geoJSONType},
		{"route-format", "/route?from=ru-zabaikalsk&to=cn-hailar&f=pdf", 400, problemType},

		{"locate", "/locate?lon=117.40&lat=49.61", 200, jsonType},
		{"locate-swapped", "/locate?lon=49.61&lat=117.40", 400, problemType},
		{"locate-faults", "/locate?lon=200&lat=NaN&limit=3", 400, problemType},
		{"at", "/lines/cn-binzhou/at?km=749", 200, geoJSONType},
		{"reach", "/reach?from=cn-hailar&km=100&avoid=cn-manzhouli", 200, geoJSONType},
		{"reach-faults", "/reach?from=Harbinn&km=-1&gauge=1000&avoid=XX", 400, problemType},
		{"at-chainage", "/lines/cn-binzhou/at?km=km%20748%2B250", 200, geoJSONType},
		{"at-plus", "/lines/cn-binzhou/at?km=K748+250", 200, geoJSONType},
		{"at-doubtful", "/lines/cn-binzhou/at?km=748%2B25", 400, problemType},
		{"at-outside", "/lines/cn-binzhou/at?km=936", 400, problemType},
		{"at-unknown-line", "/lines/cn-nowhere/at?km=1", 404, problemType},
		{"search", "/search?q=满&limit=5", 200, geoJSONType},
		{"search-nothing", "/search?q=qqqqqqqq", 200, geoJSONType},
		{"search-missing", "/search", 400, problemType},
		{"search-lang", "/search?q=longhua&lang=ru", 200, geoJSONType},
		{"search-faults", "/search?q=" + strings.Repeat("z", 1000) + "&lang=xx&limit=0", 400, problemType},

		{"items-lines", "/collections/lines/items?limit=2", 200, geoJSONType},
		{"items-segments", "/collections/segments/items?limit=1&offset=1", 200, geoJSONType},
		{"items-stations", "/collections/stations/items?bbox=117,49,118,50", 200, geoJSONType},
		{"items-crossings", "/collections/crossings/items", 200, geoJSONType},
		{"items-corridors", "/collections/corridors/items", 200, geoJSONType},
		{"items-kmposts", "/collections/kmposts/items?limit=2&offset=2&bbox=117,49,118,50", 200, geoJSONType},
		{"items-faults", "/collections/stations/items?limit=0&offset=-1&bbox=1,2,3&color=red", 400, problemType},
		{"item", "/collections/segments/items/cn-binzhou%3Acn-hailar%3Acn-manzhouli", 200, geoJSONType},
		{"item-unknown", "/collections/segments/items/cn-binzhou", 404, problemType},
		{"collection-unknown", "/collections/trains/items", 404, problemType},
		{"path-unknown", "/trains", 404, problemType},
	}
	server := newServer(t, sketch, testPage)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			answer := get(t, server, test.target)
			body := readBody(t, answer)
			if answer.StatusCode != test.status {
				t.Fatalf("status %d, want %d: %s", answer.StatusCode, test.status, body)
			}
			if got := answer.Header.Get("Content-Type"); got != test.mediaType {
				t.Errorf("content type %q, want %q", got, test.mediaType)
			}
			if again := readBody(t, get(t, server, test.target)); string(again) != string(body) {
				t.Error("the same request gave other bytes")
			}
			compareGolden(t, test.name, body)
		})
	}
}

// TestEveryAddressRefusesUnknownParameters also keeps the list of routes and
// the tests of it together.
func TestEveryAddressRefusesUnknownParameters(t *testing.T) {
	server := newServer(t, sketch, testPage)
	for _, path := range []string{
		"/", "/distance", "/route", "/route.css", "/matrix", "/locate", "/lines/cn-binzhou/at", "/reach", "/search", "/collections", "/collections/lines",
		"/collections/lines/items", "/collections/lines/items/cn-binzhou", "/conformance", "/healthz", "/readyz", "/quality",
	} {
		answer := get(t, server, path+"?gage=1435")
		if body := string(readBody(t, answer)); answer.StatusCode != http.StatusBadRequest || !strings.Contains(body, "gage") {
			t.Errorf("%s: status %d: %s", path, answer.StatusCode, body)
		}
	}
}

// TestEmbeddedDistance asks the real railway what its users ask first.
func TestEmbeddedDistance(t *testing.T) {
	server := newServer(t, embedded, nil)
	tests := []struct {
		target          string
		countries       string
		gauges          string
		breaks, borders string
	}{
		{"/distance?from=昆明&to=Vientiane", "CN LA", "1435", "", "cn-mohan--la-boten"},
		{"/distance?from=昆明&to=Bangkok", "CN LA TH", "1435 1000", "la-vientiane-south", "cn-mohan--la-boten la-thanaleng--th-nong-khai"},
	}
	for _, test := range tests {
		t.Run(test.target, func(t *testing.T) {
			got := decode[web.Distance](t, get(t, server, test.target))
			var countries, gauges, breaks, borders []string
			var sum web.Km
			for _, c := range got.ByCountry {
				countries = append(countries, c.Country)
				sum += c.Km
			}
			for _, g := range got.ByGauge {
				gauges = append(gauges, strconv.Itoa(g.GaugeMM))
			}
			for _, b := range got.Breaks {
				breaks = append(breaks, b.Station)
			}
			for _, b := range got.Borders {
				borders = append(borders, string(b.ID))
			}
			for _, compare := range [][2]string{
				{strings.Join(countries, " "), test.countries}, {strings.Join(gauges, " "), test.gauges},
				{strings.Join(breaks, " "), test.breaks}, {strings.Join(borders, " "), test.borders},
			} {
				if compare[0] != compare[1] {
					t.Errorf("got %q, want %q", compare[0], compare[1])
				}
			}
			if math.Abs(float64(sum-got.DistanceKm)) > 0.01 {
				t.Errorf("the countries add up to %.3f km, the route to %.3f km", sum, got.DistanceKm)
			}
		})
	}
}
