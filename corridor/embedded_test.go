package corridor_test

import (
	"math"
	"strings"
	"testing"

	"github.com/corridor-rail/corridor/corridor"
)

func moscowBangkok() corridor.Query {
	return corridor.Query{From: "Moscow", To: "Bangkok"}
}

// TestEmbeddedRoutes asks the published dataset what is known of the railway
// from Moscow to Bangkok.
func TestEmbeddedRoutes(t *testing.T) {
	n := embedded(t)
	tests := []struct {
		from, via, to  string
		minKm, maxKm   float64
		breaks, border []string
	}{
		// Kilometre posts of the Trans-Siberian: Vladivostok line, old and new course.
		{"ru-moscow-yaroslavsky", "ru-kirov", "ru-novosibirsk", 3191, 3343, nil, nil},
		// 滨洲线: 935 km from Harbin to Manzhouli.
		{"哈尔滨", "", "满洲里", 934.9, 935.1, nil, nil},
		// The China-Laos Railway is given as 1035 km with its branches.
		{"昆明", "", "ວຽງຈັນ", 1000, 1050, nil, []string{"cn-mohan--la-boten"}},
		// The shortest way from China to Europe leads through Kazakhstan.
		{"Chengdu", "", "Małaszewicze", 8700, 9100, []string{"kz-dostyk"},
			[]string{"cn-alashankou--kz-dostyk", "kz-mamlyutka--ru-petukhovo", "by-asinouka--ru-krasnoye", "by-brest--pl-terespol"}},
		{"Москва", "cn-manzhouli", "กรุงเทพ", 12000, 14000, []string{"cn-manzhouli", "la-vientiane-south"},
			[]string{"cn-manzhouli--ru-zabaikalsk", "cn-mohan--la-boten", "la-thanaleng--th-nong-khai"}},
		{"กรุงเทพ", "cn-manzhouli", "Москва", 12000, 14000, []string{"la-vientiane-south", "ru-zabaikalsk"},
			[]string{"la-thanaleng--th-nong-khai", "cn-mohan--la-boten", "cn-manzhouli--ru-zabaikalsk"}},
	}
	for _, tt := range tests {
		t.Run(tt.from+" to "+tt.to, func(t *testing.T) {
			q := corridor.Query{From: tt.from, To: tt.to}
			if tt.via != "" {
				q.Via = []string{tt.via}
			}
			r, err := n.Route(q)
			if err != nil {
				t.Fatal(err)
			}
			checkRoute(t, r)
			if r.DistanceKm < tt.minKm || r.DistanceKm > tt.maxKm {
				t.Errorf("%v km, want %v to %v", r.DistanceKm, tt.minKm, tt.maxKm)
			}
			if ratio := r.MeasuredKm / r.DistanceKm; math.Abs(ratio-1) > 0.02 {
				t.Errorf("measured %v km over %v: ratio %v", r.MeasuredKm, r.DistanceKm, ratio)
			}
			var breaks, borders []*corridor.Node
			for _, b := range r.Breaks {
				breaks = append(breaks, b.Station)
			}
			for _, b := range r.Borders {
				borders = append(borders, b.Crossing)
			}
			if ids(breaks) != strings.Join(tt.breaks, " ") || ids(borders) != strings.Join(tt.border, " ") {
				t.Errorf("breaks %q, borders %q", ids(breaks), ids(borders))
			}
		})
	}
}

// TestEmbeddedLines holds each line against its published length: within 1 %,
// or with a note that says why not.
func TestEmbeddedLines(t *testing.T) {
	for _, c := range embedded(t).Check() {
		if c.OfficialKm > 10 && math.Abs(c.Ratio-1) > 0.01 && len(c.Line.Notes) == 0 {
			t.Errorf("%s: measured %.1f over %.1f km, ratio %.4f, without a note", c.Line.ID, c.MeasuredKm, c.OfficialKm, c.Ratio)
		}
	}
}
