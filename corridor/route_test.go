package corridor_test

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/geo"
)

func TestRoute(t *testing.T) {
	n := smallNetwork(t)
	tests := []struct {
		name  string
		query corridor.Query
		km    float64
		legs  string // lines in travel order
		stops string // itinerary
	}{
		{"one segment", corridor.Query{From: "cn-harbin", To: "cn-hailar"}, 6, "cn-binzhou", "from Harbin; to Hailar"},
		{"against the km", corridor.Query{From: "cn-hailar", To: "cn-harbin"}, 6, "cn-binzhou", "from Hailar; to Harbin"},
		{"nowhere", corridor.Query{From: "cn-yard", To: "cn-yard"}, 0, "", "from Yard North; to Yard North"},
		{"the shorter of two ways", corridor.Query{From: "cn-mine", To: "cn-manzhouli"}, 19, "cn-branch cn-binzhou",
			"from Mine; junction Hailar; to Manzhouli"},
		{"the longer way by a via", corridor.Query{From: "cn-mine", To: "cn-manzhouli", Via: []string{"cn-lake"}}, 22, "cn-branch cn-loop cn-binzhou",
			"from Mine; junction Hailar; via Lake; junction Zalainuo'er; to Manzhouli"},
		{"back from a via", corridor.Query{From: "cn-hailar", To: "cn-harbin", Via: []string{"cn-mine"}}, 16, "cn-branch cn-binzhou",
			"from Hailar; via Mine; reversal Mine; junction Hailar; to Harbin"},
		{"via at the start", corridor.Query{From: "cn-hailar", To: "cn-harbin", Via: []string{"cn-hailar"}}, 6, "cn-binzhou",
			"from Hailar; via Hailar; to Harbin"},
		{"the same via twice", corridor.Query{From: "cn-hailar", To: "cn-harbin", Via: []string{"cn-mine", "cn-mine"}}, 16, "cn-branch cn-binzhou",
			"from Hailar; via Mine; via Mine; reversal Mine; junction Hailar; to Harbin"},
		{"into China, reloaded in Manzhouli", corridor.Query{From: "ru-karym", To: "cn-harbin"}, 40, "ru-east cn-link cn-binzhou",
			"from Karymskaya; border Manzhouli / Zabaikalsk; break of gauge Manzhouli; to Harbin"},
		{"into Russia, reloaded in Zabaikalsk", corridor.Query{From: "cn-harbin", To: "ru-karym"}, 40, "cn-binzhou ru-narrow ru-east",
			"from Harbin; border Manzhouli / Zabaikalsk; break of gauge Zabaikalsk; to Karymskaya"},
		{"reloaded at a via", corridor.Query{From: "ru-karym", To: "cn-harbin", Via: []string{"ru-zabaikalsk"}, Avoid: []string{"cn-link"}}, 40, "ru-east ru-narrow cn-binzhou",
			"from Karymskaya; break of gauge Zabaikalsk; via Zabaikalsk; border Manzhouli / Zabaikalsk; to Harbin"},
		{"one gauge to the border station", corridor.Query{From: "ru-karym", To: "cn-manzhouli", GaugeMM: 1520}, 20, "ru-east cn-link",
			"from Karymskaya; border Manzhouli / Zabaikalsk; to Manzhouli"},
		{"standard gauge only", corridor.Query{From: "ru-zabaikalsk", To: "cn-harbin", GaugeMM: 1435}, 30, "ru-narrow cn-binzhou",
			"from Zabaikalsk; border Manzhouli / Zabaikalsk; to Harbin"},
		{"a line avoided", corridor.Query{From: "cn-mine", To: "cn-zalainuoer", Avoid: []string{"cn-binzhou"}}, 16, "cn-branch cn-loop",
			"from Mine; junction Hailar; to Zalainuo'er"},
		{"a station avoided", corridor.Query{From: "cn-hailar", To: "cn-zalainuoer", Avoid: []string{"cn-lake", "ru"}}, 8, "cn-binzhou",
			"from Hailar; to Zalainuo'er"},
		{"the first leg of a ring", corridor.Query{From: "cn-manzhouli", To: "cn-yard"}, 3, "cn-ring", "from Manzhouli; to Yard North"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r, err := n.Route(tt.query)
			if err != nil {
				t.Fatal(err)
			}
			if math.Abs(r.DistanceKm-tt.km) > 1e-9 {
				t.Errorf("%v km, want %v", r.DistanceKm, tt.km)
			}
			if got := linesOf(r); got != tt.legs {
				t.Errorf("over %s, want %s", got, tt.legs)
			}
			if got := itinerary(r); got != tt.stops {
				t.Errorf("itinerary\n%s, want\n%s", got, tt.stops)
			}
			checkRoute(t, r)
		})
	}
}

func linesOf(r *corridor.Route) string {
	var ids []string
	for _, l := range r.Legs {
		ids = append(ids, l.Segment.Line.ID)
	}
	return strings.Join(slices.Compact(ids), " ")
}

func itinerary(r *corridor.Route) string {
	var words []string
	for _, w := range r.Itinerary {
		words = append(words, string(w.Kind)+" "+w.Place.Name)
	}
	return strings.Join(words, "; ")
}

// checkRoute checks what holds for every route: legs hang together, tracks of
// different gauge only at a break, and all the sums add up.
func checkRoute(t testing.TB, r *corridor.Route) {
	t.Helper()
	var km, official, measured float64
	for i, l := range r.Legs {
		if l.StartKm != km {
			t.Errorf("leg %d starts at %v km, want %v", i, l.StartKm, km)
		}
		km += l.Km()
		measured += l.MeasuredKm
		if l.Segment.Official {
			official += l.Km()
		}
		if i == 0 {
			continue
		}
		before := r.Legs[i-1]
		sameSpot := before.Segment == l.Segment && before.ToKm == l.FromKm
		if !sameSpot && (before.To() == nil || before.To() != l.From()) {
			t.Errorf("leg %d leaves %v, the one before came to %v", i, l.From(), before.To())
		}
		if a, b := before.Segment.Line.GaugeMM, l.Segment.Line.GaugeMM; a != b &&
			!slices.Contains(r.Breaks, corridor.Break{Station: l.From(), FromMM: a, ToMM: b, AtKm: l.StartKm}) {
			t.Errorf("leg %d changes from %d to %d mm without a break of gauge: %v", i, a, b, r.Breaks)
		}
	}
	near := func(what string, got, want float64) {
		if math.Abs(got-want) > 1e-6 {
			t.Errorf("%s: %v, want %v", what, got, want)
		}
	}
	near("DistanceKm", r.DistanceKm, km)
	near("OfficialKm", r.OfficialKm, official)
	near("MeasuredKm", r.MeasuredKm, measured)
	near("GreatCircleKm", r.GreatCircleKm, geo.Distance(r.From.Point, r.To.Point).Km())
	var countries, gauges, lines, geometry float64
	for _, c := range r.ByCountry {
		countries += c.Km
	}
	for _, g := range r.ByGauge {
		gauges += g.Km
	}
	for _, s := range r.ByLine {
		lines += s.Km
		near("stretch of "+s.Line.ID, s.Km, math.Abs(s.ToKm-s.FromKm))
	}
	for _, ls := range r.Geometry() {
		geometry += geo.Length(ls).Km()
	}
	near("ByCountry", countries, km)
	near("ByGauge", gauges, km)
	near("ByLine", lines, km)
	near("Geometry", geometry, measured)
}

func TestRouteFromSpots(t *testing.T) {
	n := smallNetwork(t)
	spot := func(line string, km float64) string {
		p, err := n.At(line, km)
		if err != nil {
			t.Fatal(err)
		}
		return fmt.Sprintf("%.9f,%.9f", p.Point.Lon(), p.Point.Lat())
	}
	a, b, stop := spot("cn-binzhou", 14.5), spot("cn-binzhou", 19.25), spot("cn-binzhou", 0)
	mid := spot("cn-loop", 3)
	tests := []struct {
		name  string
		query corridor.Query
		km    float64
		legs  int
	}{
		{"both on one segment", corridor.Query{From: a, To: b}, 4.75, 1},
		{"and back", corridor.Query{From: b, To: a}, 4.75, 1},
		{"to a via and back", corridor.Query{From: a, Via: []string{b}, To: a}, 9.5, 2},
		{"over other segments", corridor.Query{From: a, To: "cn-mine"}, 13.5, 3},
		{"from a stop", corridor.Query{From: stop, To: "cn-hailar"}, 6, 1},
		{"via half a loop", corridor.Query{From: "cn-hailar", Via: []string{mid}, To: "cn-zalainuoer"}, 11, 3},
		{"nowhere", corridor.Query{From: a, To: a}, 0, 0},
		{"on one gauge", corridor.Query{From: a, To: "ru-zabaikalsk", GaugeMM: 1435}, 15.5, 3},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r, err := n.Route(tt.query)
			if err != nil {
				t.Fatal(err)
			}
			if math.Abs(r.DistanceKm-tt.km) > 1e-5 || len(r.Legs) != tt.legs {
				t.Errorf("%v km in %d legs, want %v in %d", r.DistanceKm, len(r.Legs), tt.km, tt.legs)
			}
			checkRoute(t, r)
		})
	}
}

func TestNoRoute(t *testing.T) {
	n := smallNetwork(t)
	tests := []struct {
		name   string
		query  corridor.Query
		reason string
		relax  string
	}{
		{"gauge ends at the break", corridor.Query{From: "cn-harbin", To: "ru-karym", GaugeMM: 1435}, "no continuous 1435 mm path; break of gauge at Zabaikalsk", "gauge"},
		{"another gauge all along", corridor.Query{From: "ru-lake", To: "ru-zabaikalsk", GaugeMM: 1435}, "no continuous 1435 mm path; Lake has tracks of 1520 mm", "gauge"},
		{"another gauge between", corridor.Query{From: "cn-manzhouli", To: "ru-zabaikalsk", GaugeMM: 1435, Via: []string{"ru-karym"}}, "Karymskaya has tracks of 1520 mm", "gauge"},
		{"avoid a country", corridor.Query{From: "ru-karym", To: "cn-harbin", Avoid: []string{"CN"}}, "in CN", "avoid"},
		{"avoid a station", corridor.Query{From: "ru-karym", To: "cn-harbin", Avoid: []string{"cn-hailar"}}, "every path passes Hailar", "avoid"},
		{"avoid the start", corridor.Query{From: "ru-karym", To: "cn-harbin", Avoid: []string{"ru-karym"}}, "every path passes Karymskaya", "avoid"},
		{"both", corridor.Query{From: "ru-karym", To: "cn-harbin", GaugeMM: 1435, Avoid: []string{"cn-hailar"}}, "every path passes Hailar", "gauge avoid"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := n.Route(tt.query)
			var no *corridor.NoRouteError
			if !errors.As(err, &no) {
				t.Fatalf("got %v, want a NoRouteError", err)
			}
			if !strings.Contains(no.Reason, tt.reason) || strings.Join(no.Relax, " ") != tt.relax {
				t.Errorf("%q, relax %v; want %q, %q", no.Reason, no.Relax, tt.reason, tt.relax)
			}
		})
	}
}

// TestNoRouteNamesTheBreak closes the standard gauge over the border: between
// two places with such tracks only a break of gauge is left.
func TestNoRouteNamesTheBreak(t *testing.T) {
	n := smallNetwork(t)
	_, err := n.Route(corridor.Query{From: "cn-harbin", To: "ru-zabaikalsk", GaugeMM: 1435, Avoid: []string{"ru-narrow"}})
	var no *corridor.NoRouteError
	if !errors.As(err, &no) || no.Reason != "no continuous 1435 mm path; break of gauge at Manzhouli" {
		t.Errorf("got %v", err)
	}
}

func TestBadQuery(t *testing.T) {
	_, err := smallNetwork(t).Route(corridor.Query{From: "Lake", To: "", Via: []string{"Atlantis", "cn-harbin"}, GaugeMM: 1067, Avoid: []string{"CN", "XX"}})
	for _, want := range []string{
		`from: "Lake" is ambiguous; use the id of one of: Lake (cn-lake), Lake (ru-lake)`,
		`via: "Atlantis": unknown place`,
		"to: there is no place",
		"gauge: no line has a gauge of 1067 mm; there are 1435 and 1520 mm",
		`avoid: "XX" is not a country code`,
	} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v\ndoes not say: %s", err, want)
		}
	}
	var param *corridor.ParamError
	if !errors.As(err, &param) || param.Param != "from" {
		t.Errorf("the first fault is %+v, want that of from", param)
	}
	if !errors.Is(err, corridor.ErrNotFound) {
		t.Error("an unknown place is not ErrNotFound")
	}
}

func TestRouteProperties(t *testing.T) {
	t.Run("small", func(t *testing.T) { routeProperties(t, smallNetwork(t), 100) })
	t.Run("embedded", func(t *testing.T) { routeProperties(t, embedded(t), 10) })
}

// routeProperties asks for routes between places at random: there and back is
// as far, a via makes nothing shorter, the same question has the same answer.
func routeProperties(t *testing.T, n *corridor.Network, rounds int) {
	rnd := rand.New(rand.NewPCG(2026, 11))
	pick := func() string { return n.Stations()[rnd.IntN(len(n.Stations()))].ID }
	route := func(from, to string, via ...string) *corridor.Route {
		r, err := n.Route(corridor.Query{From: from, To: to, Via: via})
		if err != nil {
			t.Fatal(err)
		}
		checkRoute(t, r)
		return r
	}
	for range rounds {
		a, b, c := pick(), pick(), pick()
		ab := route(a, b)
		if back := route(b, a); math.Abs(back.DistanceKm-ab.DistanceKm) > 1e-6 {
			t.Errorf("%s to %s: %v km, back %v", a, b, ab.DistanceKm, back.DistanceKm)
		}
		over := route(a, b, c)
		if over.DistanceKm < ab.DistanceKm-1e-6 {
			t.Errorf("%s to %s: %v km, over %s %v", a, b, ab.DistanceKm, c, over.DistanceKm)
		}
		if again := route(a, b); itinerary(again) != itinerary(ab) || linesOf(again) != linesOf(ab) {
			t.Errorf("%s to %s: another answer the second time", a, b)
		}
	}
}

// TestShortestAgainstRelaxation compares with the plain method: improve all
// distances over all segments until nothing improves (Bellman and Ford).
func TestShortestAgainstRelaxation(t *testing.T) {
	n := smallNetwork(t)
	for _, start := range n.Stations() {
		dist := relaxed(n, start)
		for _, goal := range n.Stations() {
			want := math.Inf(1)
			for _, g := range goal.GaugesMM {
				want = min(want, dist[onGauge{goal.ID, g}])
			}
			r, err := n.Route(corridor.Query{From: start.ID, To: goal.ID})
			if err != nil || math.Abs(r.DistanceKm-want) > 1e-9 {
				t.Errorf("%s to %s: %v, %v; want %v km", start.ID, goal.ID, r.DistanceKm, err, want)
			}
		}
	}
}

type onGauge struct {
	node  string
	gauge int
}

func relaxed(n *corridor.Network, start *corridor.Node) map[onGauge]float64 {
	dist := map[onGauge]float64{}
	for _, node := range slices.Concat(n.Stations(), n.Crossings()) {
		for _, g := range node.GaugesMM {
			dist[onGauge{node.ID, g}] = math.Inf(1)
		}
	}
	for _, g := range start.GaugesMM {
		dist[onGauge{start.ID, g}] = 0
	}
	for range dist {
		for _, s := range n.Segments() {
			a, b := onGauge{s.From.ID, s.Line.GaugeMM}, onGauge{s.To.ID, s.Line.GaugeMM}
			dist[a], dist[b] = min(dist[a], dist[b]+s.Km()), min(dist[b], dist[a]+s.Km())
		}
		for _, node := range n.Stations() {
			if !node.BreakOfGauge() {
				continue
			}
			for _, g := range node.GaugesMM {
				for _, h := range node.GaugesMM {
					dist[onGauge{node.ID, g}] = min(dist[onGauge{node.ID, g}], dist[onGauge{node.ID, h}])
				}
			}
		}
	}
	return dist
}
