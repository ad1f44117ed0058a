package web

import (
	"fmt"
	"slices"
	"strings"
)

// BaseMap is an online map of another service that readers may lay below the
// tracks. None is offered unless it is asked for: the page loads nothing from
// other hosts by itself.
type BaseMap struct {
	ID          string `json:"id"`
	Name        string `json:"name"`
	URL         string `json:"url"` // of a tile of 256 pixels, with {z}, {x} and {y}
	Attribution string `json:"attribution"`
	Shift       string `json:"shift,omitempty"` // the shift of its positions: "gcj02"
	MaxZoom     int    `json:"max_zoom"`
}

// baseMaps lists the base maps that are known. KEY stands for what the service
// gives its users.
func baseMaps() []BaseMap {
	return []BaseMap{
		{ID: "osm", Name: "OpenStreetMap", URL: "https://tile.openstreetmap.org/{z}/{x}/{y}.png",
			Attribution: "© OpenStreetMap contributors", MaxZoom: 19},
		{ID: "amap", Name: "高德地图", URL: "https://webrd01.is.autonavi.com/appmaptile?lang=zh_cn&size=1&scale=1&style=8&x={x}&y={y}&z={z}",
			Attribution: "© 高德地图", Shift: "gcj02", MaxZoom: 18},
		{ID: "tianditu", Name: "天地图", URL: "https://t0.tianditu.gov.cn/DataServer?T=vec_w&x={x}&y={y}&l={z}&tk=KEY",
			Attribution: "© 天地图", MaxZoom: 18}, // CGCS2000, within centimetres of WGS 84
	}
}

// ParseBaseMap reads the id of a known base map, with =KEY behind it where the
// service wants one.
func ParseBaseMap(text string) (BaseMap, error) {
	id, key, _ := strings.Cut(text, "=")
	list := baseMaps()
	i := slices.IndexFunc(list, func(b BaseMap) bool { return b.ID == id })
	if i < 0 {
		return BaseMap{}, fmt.Errorf("base map %q is not known; there are osm, amap and tianditu=KEY", id)
	}
	found := list[i]
	if wants := strings.Contains(found.URL, "KEY"); wants != (key != "") {
		if wants {
			return BaseMap{}, fmt.Errorf("base map %s wants a key: %s=KEY", id, id)
		}
		return BaseMap{}, fmt.Errorf("base map %s takes no key", id)
	}
	if strings.ContainsAny(key, "&?#/{} ") {
		return BaseMap{}, fmt.Errorf("the key of base map %s is not one: letters and digits are", id)
	}
	found.URL = strings.Replace(found.URL, "KEY", key, 1)
	return found, nil
}

// imagePolicy lets the page load pictures from the hosts of base maps as well.
func imagePolicy(list []BaseMap) string {
	hosts := "img-src 'self' data:"
	for _, b := range list {
		host, _, _ := strings.Cut(strings.TrimPrefix(b.URL, "https://"), "/")
		hosts += " https://" + host
	}
	return strings.Replace(contentPolicy, "img-src 'self' data:", hosts, 1)
}
