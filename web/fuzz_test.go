package web_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
)

// FuzzQueries sends any query to addresses that parse one: the answer is an
// answer or a fault of the client, never of the server.
func FuzzQueries(f *testing.F) {
	for _, query := range []string{
		"from=BJP&to=HBB", "from=&to=", "from=117.4,49.6&to=HBB&via=满洲里&gauge=1435&avoid=RU,cn-jingha", "gauge=-1",
		"lon=117.4&lat=49.6", "lon=1e400&lat=nan", "q=满&limit=5", "q=%ff", "limit=99999999999999999999",
		"bbox=177,65,-177,70&offset=3", "bbox=1,2,3,4,5,6", "bbox=,,,", "km=0x10", "km=12.5", "a;b", "%zz",
		"filter=S_INTERSECTS(geometry,BBOX(1,2,3,4))&filter-crs=EPSG:3857", "filter=%7B%22op%22%3A%22not%22%7D&filter-lang=cql2-json",
		"datetime=1903-01-01/P1M2D&sortby=-km,%2Bid&properties=id,name", "crs=http://www.opengis.net/def/crs/EPSG/0/32648&gauge_mm=1e3",
		"shift=BD-09&bbox=1,2,3,4&bbox-crs=EPSG:32648", "country=%27%27%5C%27", "f=json&f=json",
	} {
		f.Add(query)
	}
	server := newServer(f, sketch, nil)
	f.Fuzz(func(t *testing.T, query string) {
		for _, path := range []string{"/distance", "/route", "/locate", "/search", "/lines/cn-binzhou/at", "/collections/lines/items", "/"} {
			r := httptest.NewRequest(http.MethodGet, path, nil)
			r.URL = &url.URL{Path: path, RawQuery: query}
			w := httptest.NewRecorder()
			server.ServeHTTP(w, r)
			if w.Code >= http.StatusInternalServerError || w.Body.Len() == 0 {
				t.Errorf("%s?%s: status %d, %d bytes", path, query, w.Code, w.Body.Len())
			}
		}
	})
}
