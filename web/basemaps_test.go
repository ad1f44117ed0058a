package web_test

import (
	"strings"
	"testing"

	"github.com/corridor-rail/corridor/web"
)

func TestParseBaseMap(t *testing.T) {
	for text, want := range map[string]string{ // of the URL, or of the error
		"osm": "tile.openstreetmap.org/{z}/{x}/{y}.png", "amap": "x={x}&y={y}&z={z}", "tianditu=abc123": "tk=abc123",
		"tianditu": "wants a key", "osm=abc": "takes no key", "google": "there are osm, amap and tianditu=KEY", "tianditu=a&b": "letters and digits",
	} {
		b, err := web.ParseBaseMap(text)
		got := b.URL
		if err != nil {
			got = err.Error()
		}
		if !strings.Contains(got, want) {
			t.Errorf("%s: %q, want %q in it", text, got, want)
		}
	}
}

func TestBaseMapsAreOffByDefault(t *testing.T) {
	amap, err := web.ParseBaseMap("amap")
	if err != nil {
		t.Fatal(err)
	}
	for name, list := range map[string][]web.BaseMap{"none": nil, "one": {amap}} {
		server, err := web.New(web.Config{Network: openNetwork(t, sketch), Page: testPage, BaseMaps: list})
		if err != nil {
			t.Fatal(err)
		}
		body := string(readBody(t, get(t, server, "/overview")))
		if got := strings.Contains(body, "autonavi"); got != (list != nil) {
			t.Errorf("%s: /overview %s", name, body)
		}
		policy := get(t, server, "/", "Accept", "text/html").Header.Get("Content-Security-Policy")
		if got := strings.Contains(policy, "img-src 'self' data: https://webrd01.is.autonavi.com;"); got != (list != nil) {
			t.Errorf("%s: policy %q", name, policy)
		}
	}
}
