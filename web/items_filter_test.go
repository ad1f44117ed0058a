package web_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"github.com/corridor-rail/corridor/geo"
)

// TestChosenItems asks for parts of the sketch; want lists ids in their order.
func TestChosenItems(t *testing.T) {
	server := newServer(t, sketch, nil)
	tests := []struct{ collection, query, want string }{
		{"lines", "country=RU", "ru-zabaikalsk ru-zabaikalsk-1435"},
		{"lines", "gauge_mm=1520&country=CN", "cn-manzhouli-1520"},
		{"lines", "name=Manzhouli+border+section", "cn-manzhouli-border"},
		{"lines", "name=O'Line", ""},
		{"lines", "opened=1903", "cn-binzhou"},
		{"lines", "opened=1904", ""},
		{"lines", "notes=the+1520+mm+tracks+reach+the+yard", "cn-manzhouli-1520"},
		{"stations", "kinds=border&break_of_gauge=true", "cn-manzhouli ru-zabaikalsk"},
		{"stations", "gauges_mm=1520&country=CN", "cn-manzhouli"},

		// Lines without an opening date are not limited by time.
		{"lines", "country=CN&gauge_mm=1435&datetime=1903-06-01", "cn-binzhou cn-jingha cn-manzhouli-border"},
		{"lines", "country=CN&gauge_mm=1435&datetime=1904-06-01", "cn-jingha cn-manzhouli-border"},
		{"lines", "id=cn-binzhou&datetime=1903-06-01T00:00:00Z", "cn-binzhou"},
		{"lines", "id=cn-binzhou&datetime=../1903-01-01", "cn-binzhou"},
		{"lines", "id=cn-binzhou&datetime=/1902", ""},
		{"lines", "id=cn-binzhou&datetime=1903/1910", "cn-binzhou"},
		{"lines", "id=cn-binzhou&datetime=1904/", ""},
		{"lines", "id=cn-binzhou&datetime=1902-12-01/P1M2D", "cn-binzhou"},
		{"lines", "id=cn-binzhou&datetime=1902-12-01/P2D", ""},
		{"lines", "id=cn-binzhou&datetime=1902-12-31T20:00:00Z/PT5H", "cn-binzhou"},
		{"crossings", "datetime=1800-01-01", "cn-manzhouli--ru-zabaikalsk"}, // crossings have no dates

		{"lines", "filter=" + url.QueryEscape("country = 'RU' AND gauge_mm < 1500"), "ru-zabaikalsk-1435"},
		{"lines", "filter=" + url.QueryEscape("CASEI(name) LIKE CASEI('MANZHOULI%')"), "cn-manzhouli-1520 cn-manzhouli-border"},
		{"lines", "filter=" + url.QueryEscape("T_BEFORE(opened, DATE('1904-01-01'))"), "cn-binzhou"},
		{"lines", "filter=" + url.QueryEscape("S_INTERSECTS(geometry, POINT(126.63 45.76))"), "cn-binzhou cn-jingha"},
		{"lines", "filter-crs=http://www.opengis.net/def/crs/EPSG/0/4326&filter=" + url.QueryEscape("S_INTERSECTS(geometry, POINT(45.76 126.63))"), "cn-binzhou cn-jingha"},
		{"lines", "filter-lang=cql2-json&filter=" + url.QueryEscape(`{"op":"=","args":[{"property":"gauge_mm"},1520]}`), "cn-manzhouli-1520 ru-zabaikalsk"},
		{"lines", "country=CN&filter=" + url.QueryEscape("gauge_mm = 1520"), "cn-manzhouli-1520"},

		{"lines", "sortby=-gauge_mm,%2Bid", "cn-manzhouli-1520 ru-zabaikalsk cn-binzhou cn-jingha cn-manzhouli-border ru-zabaikalsk-1435"},
		{"lines", "sortby=+country,-id&limit=2", "cn-manzhouli-border cn-manzhouli-1520"},
		{"lines", "sortby=opened&limit=1", "cn-binzhou"},  // null comes last
		{"lines", "sortby=-opened&limit=1", "cn-binzhou"}, // either way

		{"lines", "bbox-crs=http://www.opengis.net/def/crs/EPSG/0/4326&bbox=45.7,126.6,45.8,126.7", "cn-binzhou cn-jingha"},
		{"lines", "bbox-crs=http://www.opengis.net/def/crs/EPSG/0/3857&bbox=14093000,5737000,14103000,5747000", "cn-binzhou cn-jingha"},
	}
	for _, test := range tests {
		t.Run(test.query, func(t *testing.T) {
			answer := get(t, server, "/collections/"+test.collection+"/items?"+test.query)
			if answer.StatusCode != http.StatusOK {
				t.Fatalf("status %d: %s", answer.StatusCode, readBody(t, answer))
			}
			var ids []string
			for _, f := range decode[featurePage](t, answer).Features {
				ids = append(ids, f.ID)
			}
			if got := strings.Join(ids, " "); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestRefusedItems(t *testing.T) {
	server := newServer(t, sketch, nil)
	tests := []struct{ query, says string }{
		{"gauge=1435", "gauge: unknown parameter"},
		{"gauge_mm=wide", `"wide" is not a number`},
		{"country=", "country: is empty"},
		{"opened=yesterday", "not a value of this property"},
		{"datetime=2024-01-02/2024-01-01", "is not a date or time"},
		{"datetime=now", "is not a date or time"},
		{"datetime=1990/P", "is not a duration"},
		{"datetime=1990/PT", "is not a duration"},
		{"datetime=../P1D", "is not a date"},
		{"datetime=9999-12-01/P9Y", "ends after the year 9999"},
		{"filter=gauge", `there is no property \"gauge\"`},
		{"filter=gauge_mm+%3D", "filter: character 11: the end"},
		{"filter=a&filter-lang=sql", "give cql2-text or cql2-json"},
		{"filter=true&filter-crs=EPSG:1", "filter-crs: "},
		{"sortby=notes", `sortby: \"notes\" is not a property to sort by; there are id, name`},
		{"properties=colour", `\"colour\" is not a property`},
		{"crs=http://www.opengis.net/def/crs/EPSG/0/99999", "crs: "},
		{"crs=http://www.opengis.net/def/crs/EPSG/0/4326&shift=GCJ-02", "goes with CRS84 alone"},
		{"shift=mars", "shift: "},
		{"bbox=1,2,3,4&bbox-crs=http://www.opengis.net/def/crs/EPSG/0/99999", "bbox-crs: "},
		{"f=xml", "give json, geojson or html"},
	}
	for _, test := range tests {
		answer := get(t, server, "/collections/lines/items?"+test.query)
		if body := string(readBody(t, answer)); answer.StatusCode != http.StatusBadRequest || !strings.Contains(strings.ReplaceAll(body, `\"`, `"`), strings.ReplaceAll(test.says, `\"`, `"`)) {
			t.Errorf("%s: status %d, %q not in %s", test.query, answer.StatusCode, test.says, body)
		}
	}
}

// stationAt asks for Harbin's position and the headers that came with it.
func stationAt(t *testing.T, query string) (orb.Point, http.Header, string) {
	t.Helper()
	server := newServer(t, sketch, nil)
	answer := get(t, server, "/collections/stations/items/cn-harbin?"+query)
	body := readBody(t, answer)
	if answer.StatusCode != http.StatusOK {
		t.Fatalf("status %d: %s", answer.StatusCode, body)
	}
	var f feature
	var p orb.Point
	if err := json.Unmarshal(body, &f); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(f.Geometry.Coordinates, &p); err != nil {
		t.Fatal(err)
	}
	return p, answer.Header, string(body)
}

func TestReferenceSystems(t *testing.T) {
	const register = "http://www.opengis.net/def/crs/"
	tests := []struct {
		crs  string
		want orb.Point
	}{
		{register + "OGC/1.3/CRS84", orb.Point{126.63, 45.76}},
		{register + "EPSG/0/4326", orb.Point{45.76, 126.63}},
		{register + "EPSG/0/4490", orb.Point{45.76, 126.63}},
		{register + "EPSG/0/3857", orb.Point{14096387.119, 5741972.113}}, // gdaltransform 3.6.2
	}
	for _, test := range tests {
		got, header, _ := stationAt(t, "crs="+test.crs)
		if abs(got[0]-test.want[0]) > 1e-3 || abs(got[1]-test.want[1]) > 1e-3 {
			t.Errorf("%s: %v, want %v", test.crs, got, test.want)
		}
		if got := header.Get("Content-Crs"); got != "<"+test.crs+">" {
			t.Errorf("Content-Crs is %q", got)
		}
	}
}

func abs(v float64) float64 {
	if v < 0 {
		return -v
	}
	return v
}

// TestShift: positions for Chinese web maps are flagged as such, and in no CRS.
func TestShift(t *testing.T) {
	plain, _, _ := stationAt(t, "")
	for _, name := range []string{"GCJ-02", "BD-09"} {
		got, header, body := stationAt(t, "shift="+name)
		if d := geo.Distance(plain, got); d < 100 || d > 2000 {
			t.Errorf("%s: %.0f m away", name, d)
		}
		if header.Get("Content-Crs") != "" || !strings.Contains(body, `"notice":{"shift":"`+name+`"`) {
			t.Errorf("%s: not flagged: %s", name, body)
		}
	}
}

func TestSomeProperties(t *testing.T) {
	server := newServer(t, sketch, nil)
	body := string(readBody(t, get(t, server, "/collections/stations/items?properties=country,name&limit=1")))
	if !strings.Contains(body, `"properties":{"name":"Beijing","country":"CN"}`) {
		t.Errorf("got %s", body)
	}
}
