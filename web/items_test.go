package web_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"github.com/corridor-rail/corridor/web"
)

// featurePage is a page of items as a client reads it.
type featurePage struct {
	NumberMatched  int        `json:"numberMatched"`
	NumberReturned int        `json:"numberReturned"`
	Links          []web.Link `json:"links"`
	Features       []feature  `json:"features"`
}

type feature struct {
	ID       string `json:"id"`
	Geometry struct {
		Type        string          `json:"type"`
		Coordinates json.RawMessage `json:"coordinates"`
	} `json:"geometry"`
}

func (p featurePage) link(rel string) string {
	for _, l := range p.Links {
		if l.Rel == rel {
			return strings.TrimPrefix(l.Href, "https://rail.example")
		}
	}
	return ""
}

// TestPaging walks each collection by its next links, and back by prev.
func TestPaging(t *testing.T) {
	for _, dir := range []string{sketch, embedded} {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			server := newServer(t, dir, nil)
			for _, c := range decode[web.Collections](t, get(t, server, "/collections")).Collections {
				size := 3
				if dir == embedded {
					size = 1000
				}
				target := fmt.Sprintf("/collections/%s/items?bbox=-180,-90,180,90&limit=%d", c.ID, size)
				seen := map[string]bool{}
				var last featurePage
				for target != "" {
					last = decode[featurePage](t, get(t, server, target))
					if last.NumberReturned != len(last.Features) {
						t.Errorf("%s: numberReturned %d of %d", target, last.NumberReturned, len(last.Features))
					}
					for _, f := range last.Features {
						if seen[f.ID] || f.ID == "" {
							t.Errorf("%s: id %q came twice, or none", c.ID, f.ID)
						}
						seen[f.ID] = true
					}
					target = last.link("next")
					if target != "" && !strings.Contains(target, "bbox=") {
						t.Errorf("next link %s lost the box", target)
					}
				}
				if len(seen) != last.NumberMatched || len(seen) == 0 {
					t.Errorf("%s: %d features, numberMatched %d", c.ID, len(seen), last.NumberMatched)
				}
				back := 0
				for page := last; page.link("prev") != ""; back++ {
					page = decode[featurePage](t, get(t, server, page.link("prev")))
				}
				if want := (last.NumberMatched - 1) / size; back != want {
					t.Errorf("%s: %d pages back, want %d", c.ID, back, want)
				}
			}
		})
	}
}

func TestPageBeyondTheEnd(t *testing.T) {
	server := newServer(t, sketch, nil)
	page := decode[featurePage](t, get(t, server, "/collections/lines/items?offset=1000"))
	if page.NumberReturned != 0 || page.NumberMatched == 0 || page.link("next") != "" || page.link("prev") == "" {
		t.Errorf("page %+v", page)
	}
}

// TestBox holds boxes against a plain test of each feature.
func TestBox(t *testing.T) {
	server := newServer(t, sketch, nil)
	segments := decode[featurePage](t, get(t, server, "/collections/segments/items?limit=10000")).Features
	lines := make([]orb.LineString, len(segments))
	for i, f := range segments {
		if err := json.Unmarshal(f.Geometry.Coordinates, &lines[i]); err != nil {
			t.Fatal(err)
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	hits := 0
	for range 300 {
		west, south := 112+random.Float64()*15, 39+random.Float64()*13
		box := orb.Bound{Min: orb.Point{west, south}, Max: orb.Point{west + random.Float64()*3, south + random.Float64()*3}}
		want := 0
		for _, ls := range lines {
			if touches(box, ls) {
				want++
			}
		}
		target := fmt.Sprintf("/collections/segments/items?limit=10000&bbox=%v,%v,%v,%v", box.Min[0], box.Min[1], box.Max[0], box.Max[1])
		if page := decode[featurePage](t, get(t, server, target)); page.NumberMatched != want {
			t.Errorf("%v: %d segments, want %d", box, page.NumberMatched, want)
		}
		hits += want
	}
	if hits == 0 {
		t.Error("no box met a segment: the test tests nothing")
	}
}

// touches walks a line in small steps: slow, and plainly right but for corners
// cut by less than a step.
func touches(b orb.Bound, ls orb.LineString) bool {
	for i := 1; i < len(ls); i++ {
		steps := int(planar.Distance(ls[i-1], ls[i])/1e-4) + 1
		for k := 0; k <= steps; k++ {
			f := float64(k) / float64(steps)
			p := orb.Point{ls[i-1][0] + f*(ls[i][0]-ls[i-1][0]), ls[i-1][1] + f*(ls[i][1]-ls[i-1][1])}
			if b.Contains(p) {
				return true
			}
		}
	}
	return false
}

func TestBoxForms(t *testing.T) {
	server := newServer(t, sketch, nil)
	all := decode[featurePage](t, get(t, server, "/collections/lines/items")).NumberMatched
	tests := []struct {
		name, box string
		matched   int // -1: refused
	}{
		{"whole earth", "-180,-90,180,90", all},
		{"heights", "-180,-90,-500,180,90,9000", all},
		{"over the antimeridian, with us", "110,30,-170,60", all},
		{"over the antimeridian, without us", "177,65,-177,70", 0},
		{"north pole", "-180,85,180,90", 0},
		{"a point", "126.63,45.76,126.63,45.76", 2},
		{"three numbers", "1,2,3", -1},
		{"not a number", "1,2,3,x", -1},
		{"infinite", "1,2,3,Inf", -1},
		{"upside down", "1,3,2,2", -1},
		{"beyond the pole", "1,3,2,91", -1},
		{"beyond 180", "1,3,181,5", -1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			answer := get(t, server, "/collections/lines/items?bbox="+url.QueryEscape(test.box))
			if test.matched < 0 {
				if answer.StatusCode != 400 {
					t.Errorf("status %d, want 400", answer.StatusCode)
				}
				return
			}
			if page := decode[featurePage](t, answer); page.NumberMatched != test.matched {
				t.Errorf("%d lines, want %d", page.NumberMatched, test.matched)
			}
		})
	}
}
