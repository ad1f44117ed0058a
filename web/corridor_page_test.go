package web_test

import (
	"bytes"
	"encoding/json"
	"image/png"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/corridor-rail/corridor/web"
)

const corridorPath = "/corridors/karymskaya-beijing"

func TestCorridorWords(t *testing.T) {
	body, err := os.ReadFile("corridor_words.json")
	if err != nil {
		t.Fatal(err)
	}
	var tables map[string]map[string]string
	if err := json.Unmarshal(body, &tables); err != nil {
		t.Fatal(err)
	}
	for _, lang := range web.PageLanguages() {
		for key, english := range tables["en"] {
			text := tables[lang][key]
			if strings.TrimSpace(text) == "" {
				t.Errorf("%s has no %q", lang, key)
			}
			if got, want := strings.Count(text, "%"), strings.Count(english, "%"); got != want {
				t.Errorf("%s %q takes %d values, want %d", lang, key, got, want)
			}
		}
		if len(tables[lang]) != len(tables["en"]) {
			t.Errorf("%s has %d texts, English %d", lang, len(tables[lang]), len(tables["en"]))
		}
	}
}

func TestCorridorPage(t *testing.T) {
	server := newServer(t, sketch, nil)
	for _, test := range []struct {
		name, query, accept, lang string
		want                      []string
	}{
		{"English by default", "", "", "en", []string{"<h1>Karymskaya - Beijing</h1>", "https://rail.example/#corridor=karymskaya-beijing"}},
		{"Chinese by the browser", "", "fr;q=0.9, zh-CN;q=0.8", "zh", []string{"<h1>卡雷姆斯卡亚-北京</h1>", "车站"}},
		{"Thai by choice", "?lang=th", "zh", "th", []string{"สถานี"}},
		{"Lao by choice", "?lang=lo", "", "lo", []string{"ສະຖານີ"}},
		{"Russian by choice", "?lang=ru", "", "ru", []string{"Станция", "property=\"og:image\" content=\"https://rail.example/corridors/karymskaya-beijing/preview.png\""}},
	} {
		t.Run(test.name, func(t *testing.T) {
			answer := get(t, server, corridorPath+test.query, "Accept-Language", test.accept)
			body := string(readBody(t, answer))
			if answer.StatusCode != http.StatusOK {
				t.Fatalf("status %d: %s", answer.StatusCode, body)
			}
			if got := answer.Header.Get("Content-Language"); got != test.lang {
				t.Errorf("Content-Language %q, want %q", got, test.lang)
			}
			if policy := answer.Header.Get("Content-Security-Policy"); strings.Contains(policy, "unsafe") || !strings.Contains(policy, "style-src 'sha256-") {
				t.Errorf("policy %q", policy)
			}
			if !slices.Contains(answer.Header.Values("Vary"), "Accept-Language") {
				t.Errorf("Vary %q", answer.Header.Values("Vary"))
			}
			for _, text := range append(test.want, `<html lang="`+test.lang+`">`) {
				if !strings.Contains(body, text) {
					t.Errorf("no %s in the page", text)
				}
			}
			if strings.Contains(body, "<script") || strings.Contains(body, "style=\"") || strings.Contains(body, "ZgotmplZ") {
				t.Error("the page has a script, an inline style or a value that was refused")
			}
		})
	}
}

func TestCorridorPageRefuses(t *testing.T) {
	server := newServer(t, sketch, nil)
	for path, want := range map[string]int{
		"/corridors/nowhere":             http.StatusNotFound,
		"/corridors/nowhere/preview.png": http.StatusNotFound,
		corridorPath + "?lang=fr":        http.StatusBadRequest,
		corridorPath + "?colour=red":     http.StatusBadRequest,
	} {
		if got := get(t, server, path).StatusCode; got != want {
			t.Errorf("%s: status %d, want %d", path, got, want)
		}
	}
}

func TestCorridorList(t *testing.T) {
	body := string(readBody(t, get(t, newServer(t, sketch, nil), "/corridors?lang=zh")))
	if !strings.Contains(body, `<a href="https://rail.example/corridors/karymskaya-beijing?lang=zh">卡雷姆斯卡亚-北京</a>`) {
		t.Error(body)
	}
}

func TestPreview(t *testing.T) {
	square := `[[[100,30],[140,30],[140,70],[100,70],[100,30]]]`
	land := fstest.MapFS{"index.html": {Data: []byte("<p>map</p>")}, "land-ABCD1234/outline.json": {Data: []byte(square)}}
	for name, page := range map[string]fstest.MapFS{"without land": nil, "over land": land} {
		t.Run(name, func(t *testing.T) {
			server := newServer(t, sketch, page)
			body := readBody(t, get(t, server, corridorPath+"/preview.png"))
			picture, err := png.Decode(bytes.NewReader(body))
			if err != nil {
				t.Fatal(err)
			}
			if size := picture.Bounds().Size(); size.X != 1200 || size.Y != 630 {
				t.Errorf("%v", size)
			}
			red, green, blue, _ := picture.At(600, 625).RGBA()
			water := red>>8 == 0xd5 && green>>8 == 0xe3 && blue>>8 == 0xea
			if water != (page == nil) {
				t.Errorf("colour %x %x %x at the lower edge", red>>8, green>>8, blue>>8)
			}
			if again := readBody(t, get(t, server, corridorPath+"/preview.png")); !bytes.Equal(body, again) {
				t.Error("the same corridor gives other bytes")
			}
		})
	}
}

func TestBrokenLandIsRefused(t *testing.T) {
	for name, body := range map[string]string{
		"no JSON":      `{`,
		"no list":      `{"arcs":[]}`,
		"no positions": `[["x"]]`,
	} {
		page := fstest.MapFS{"land-ABCD1234/outline.json": {Data: []byte(body)}}
		if _, err := web.New(web.Config{Network: openNetwork(t, sketch), Page: page}); err == nil || !strings.Contains(err.Error(), "land-ABCD1234/outline.json") {
			t.Errorf("%s: error %v", name, err)
		}
	}
}
