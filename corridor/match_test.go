package corridor_test

import (
	"errors"
	"fmt"
	"log"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/geo"
)

func ExampleNetwork_Match() {
	at8 := time.Date(2026, 11, 22, 8, 0, 0, 0, time.UTC)
	m, err := exampleNetwork().Match(corridor.MatchQuery{Fixes: []corridor.Fix{
		{Point: orb.Point{117.650, 49.6004}, Time: at8},
		{Point: orb.Point{117.700, 49.5995}, Time: at8.Add(3 * time.Minute)},
		{Point: orb.Point{117.710, 49.9000}, Time: at8.Add(4 * time.Minute)},
		{Point: orb.Point{117.787, 49.6181}, Time: at8.Add(8 * time.Minute)},
	}})
	if err != nil {
		log.Fatal(err)
	}
	for _, f := range m.Fixes {
		if f.Line == nil {
			fmt.Println(f.Reason)
			continue
		}
		fmt.Printf("%s, %s, %.0f m off, %.0f km/h\n", f.Line.Name, corridor.FormatChainage(f.Km), f.OffsetM, f.SpeedKmh)
	}
	for _, leg := range m.Parts[0].Path {
		fmt.Printf("%s from %.2f to %.2f km\n", leg.Segment.ID, leg.StartKm, leg.EndKm)
	}
	// Output:
	// Harbin-Manzhouli, km 21+928, 75 m off, NaN km/h
	// Harbin-Manzhouli, km 18+313, 12 m off, 72 km/h
	// no track within 250 m, or as far as a lesser known line may be off
	// Lake loop, km 8+207, 77 m off, 85 km/h
	// cn-binzhou:cn-manzhouli:cn-manzhouli--ru-zabaikalsk from 0.00 to 1.93 km
	// cn-binzhou:cn-manzhouli:cn-zalainuoer from 1.93 to 7.93 km
	// cn-loop:cn-lake:cn-zalainuoer from 7.93 to 10.72 km
}

// lineRuns lists the lines of a path in travel order.
func lineRuns(parts []corridor.Part) []string {
	var out []string
	for _, p := range parts {
		for _, leg := range p.Path {
			out = append(out, leg.Segment.Line.ID)
		}
	}
	return slices.Compact(out)
}

// TestMatchFindsTheJourney rides trains over real lines and compares what is
// matched with where they were.
func TestMatchFindsTheJourney(t *testing.T) {
	n := embedded(t)
	hourSilent := func(done time.Duration) bool { return done%(2*time.Hour) > time.Hour }
	tests := []struct {
		name string
		journey
		rightLine float64 // least share of fixes on the line travelled
		offKm     float64 // most that a km on the right line may be off
		lines     []string
	}{
		{"clean, every 10 s", journey{stretches: along(t, n, "cn-kunming", "la-vientiane"), speedKmh: 120, step: 10 * time.Second}, 0.99, 0.01, nil},
		{"noise of 50 m, every 10 s", journey{stretches: along(t, n, "cn-kunming", "la-vientiane"), speedKmh: 120, step: 10 * time.Second, noise: 50}, 0.99, 0.35, nil},
		{"noise of 50 m, every second", journey{stretches: along(t, n, "th-krung-thep-aphiwat", "th-nakhon-ratchasima"), speedKmh: 90, step: time.Second, noise: 50}, 0.97, 0.4, nil},
		{"gaps of an hour", journey{stretches: along(t, n, "cn-manzhouli", "cn-beijing"), speedKmh: 80, step: 30 * time.Second, noise: 50, silent: hourSilent}, 0.98, 0.35, nil},
		{"a fix an hour", journey{stretches: along(t, n, "cn-manzhouli", "cn-kunming"), speedKmh: 80, step: time.Hour, noise: 50}, 0.97, 0.35, nil},
		{"beside 唐包线, 100 m away", journey{stretches: []stretch{{"cn-jingbao", 435, 580}}, speedKmh: 80, step: 10 * time.Second, noise: 50}, 0.95, 0.35, []string{"cn-jingbao"}},
		{"beside 京包线, 100 m away", journey{stretches: []stretch{{"cn-tangbao", 830, 680}}, speedKmh: 80, step: 10 * time.Second, noise: 50}, 0.95, 0.35, []string{"cn-tangbao"}},
		{"from one junction, to Shu", journey{stretches: []stretch{{"kz-almaty-shu", 0, 40}}, speedKmh: 60, step: 5 * time.Second, noise: 50}, 0.95, 0.35, []string{"kz-almaty-shu"}},
		{"from one junction, to Altynkol", journey{stretches: []stretch{{"kz-almaty-altynkol", 0, 40}}, speedKmh: 60, step: 5 * time.Second, noise: 50}, 0.95, 0.35, []string{"kz-almaty-altynkol"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			fixes, where := tt.ride(t, n, 11)
			m, err := n.Match(corridor.MatchQuery{Fixes: fixes})
			if err != nil {
				t.Fatal(err)
			}
			right, farthest := 0, 0.0
			for i, f := range m.Fixes {
				if f.Line != nil && f.Line.ID == where[i].line {
					right++
					farthest = max(farthest, math.Abs(f.Km-where[i].km))
				}
			}
			share := float64(right) / float64(len(fixes))
			wantKm, gotKm := where[len(where)-1].travelled-where[0].travelled, m.Parts[0].DistanceKm
			t.Logf("%d fixes, %.2f %% on the right line, %.3f km off at most; %.1f of %.1f km", len(fixes), 100*share, farthest, gotKm, wantKm)
			if share < tt.rightLine || farthest > tt.offKm {
				t.Errorf("%.2f %% of %d fixes are on the right line, %.3f km off at most", 100*share, len(fixes), farthest)
			}
			if len(m.Parts) != 1 || math.Abs(gotKm-wantKm) > 0.5 {
				t.Errorf("%d parts, the first of %.1f km; the journey has %.1f", len(m.Parts), gotKm, wantKm)
			}
			if got := lineRuns(m.Parts); tt.lines != nil && !slices.Equal(got, tt.lines) {
				t.Errorf("the path takes %v", got)
			}
			checkPath(t, m)
		})
	}
}

// checkPath: each leg of a part begins where the one before ended.
func checkPath(t *testing.T, m *corridor.Matching) {
	t.Helper()
	for _, p := range m.Parts {
		for i, leg := range p.Path {
			if leg.Km() <= 0 || leg.MeasuredKm <= 0 {
				t.Errorf("leg %d, %s, has no length", i, leg.Segment.ID)
			}
			if i == 0 {
				continue
			}
			before := p.Path[i-1]
			if leg.StartKm != before.EndKm {
				t.Errorf("leg %d begins at %v km, the one before ends at %v", i, leg.StartKm, before.EndKm)
			}
			a, b := before.Geometry(), leg.Geometry()
			// Lines meet at a station of theirs, up to 1 km from the vertex.
			if d := geo.Distance(a[len(a)-1], b[0]); d > 2000 {
				t.Errorf("leg %d, %s, begins %.0f m from the end of %s", i, leg.Segment.ID, d, before.Segment.ID)
			}
		}
	}
}

func TestMatchSpeeds(t *testing.T) {
	n := embedded(t)
	j := journey{stretches: []stretch{{"cn-lanxin", 700, 760}}, speedKmh: 120, step: time.Minute}
	fixes, _ := j.ride(t, n, 1)
	m, err := n.Match(corridor.MatchQuery{Fixes: fixes})
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range m.Fixes {
		if i == 0 && !math.IsNaN(f.SpeedKmh) || i > 0 && math.Abs(f.SpeedKmh-120) > 0.01 {
			t.Errorf("fix %d: %v km/h", i, f.SpeedKmh)
		}
	}
	for i := range fixes {
		fixes[i].Time = time.Time{}
	}
	if m, err = n.Match(corridor.MatchQuery{Fixes: fixes}); err != nil {
		t.Fatal(err)
	}
	for i, f := range m.Fixes {
		if !math.IsNaN(f.SpeedKmh) || f.Line == nil {
			t.Errorf("without times, fix %d: %v km/h on %v", i, f.SpeedKmh, f.Line)
		}
	}
}

// TestMatchSaysWhatItCannot: what lies off the tracks, what cannot be, and where
// a trace falls apart.
func TestMatchSaysWhatItCannot(t *testing.T) {
	n := embedded(t)
	j := journey{stretches: []stretch{{"cn-lanxin", 700, 760}}, speedKmh: 120, step: 30 * time.Second, noise: 20}
	fixes, _ := j.ride(t, n, 3)
	elsewhere, err := n.At("th-northeastern", 100)
	if err != nil {
		t.Fatal(err)
	}
	move := func(fixes []corridor.Fix, from, to int, p orb.Point) []corridor.Fix {
		fixes = slices.Clone(fixes)
		for i := from; i < to; i++ {
			fixes[i].Point = p
		}
		return fixes
	}
	tests := []struct {
		name    string
		fixes   []corridor.Fix
		lost    []int // fixes that are not matched
		reason  string
		parts   []int // first fixes
		because string
	}{
		{"all well", fixes, nil, "", []int{0}, ""},
		{"one at sea", move(fixes, 20, 21, orb.Point{140, 20}), []int{20}, "no track", []int{0}, ""},
		{"the first at sea", move(fixes, 0, 1, orb.Point{140, 20}), []int{0}, "no track", []int{1}, ""},
		{"some in Siam", move(fixes, 20, 23, elsewhere.Point), []int{20, 21, 22}, "no plausible way", []int{0}, ""},
		{"the rest in Siam", move(fixes, 30, len(fixes), elsewhere.Point), nil, "", []int{0, 30}, "no plausible way leads here from point 29"},
		{"the last in Siam", move(fixes, len(fixes)-1, len(fixes), elsewhere.Point), nil, "", []int{0, len(fixes) - 1}, "no plausible way"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m, err := n.Match(corridor.MatchQuery{Fixes: tt.fixes})
			if err != nil {
				t.Fatal(err)
			}
			var lost, parts []int
			for i, f := range m.Fixes {
				if (f.Line == nil) != (f.Reason != "") || (f.Line == nil) != (f.Part < 0) {
					t.Errorf("fix %d: %+v", i, f)
				}
				if f.Line == nil {
					lost = append(lost, i)
					if !strings.Contains(f.Reason, tt.reason) {
						t.Errorf("fix %d: %s", i, f.Reason)
					}
				}
			}
			for _, p := range m.Parts {
				parts = append(parts, p.First)
			}
			if !slices.Equal(lost, tt.lost) || !slices.Equal(parts, tt.parts) {
				t.Fatalf("lost %v, parts from %v; want %v, %v", lost, parts, tt.lost, tt.parts)
			}
			if last := m.Parts[len(m.Parts)-1]; !strings.Contains(last.Reason, tt.because) {
				t.Errorf("the last part begins because %q", last.Reason)
			}
		})
	}
	t.Run("nothing near", func(t *testing.T) {
		m, err := n.Match(corridor.MatchQuery{Fixes: []corridor.Fix{{Point: orb.Point{140, 20}}}})
		if err != nil || len(m.Parts) != 0 || m.Fixes[0].Reason == "" {
			t.Errorf("%+v, %v", m, err)
		}
	})
}

// TestMatchPath: a train that turns back has gone both ways, one that stands
// has gone nowhere.
func TestMatchPath(t *testing.T) {
	n := embedded(t)
	tests := []struct {
		name      string
		stretches []stretch
		speedKmh  float64
		wantKm    float64
	}{
		{"there and back", []stretch{{"cn-lanxin", 700, 730}, {"cn-lanxin", 730, 715}}, 60, 45},
		{"stands", []stretch{{"cn-lanxin", 700, 700.02}}, 0.02, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			fixes, _ := journey{stretches: tt.stretches, speedKmh: tt.speedKmh, step: 10 * time.Second, noise: 20}.ride(t, n, 5)
			m, err := n.Match(corridor.MatchQuery{Fixes: fixes})
			if err != nil {
				t.Fatal(err)
			}
			if got := m.Parts[0].DistanceKm; math.Abs(got-tt.wantKm) > 0.3 {
				t.Errorf("%d fixes went %.3f km, want %v", len(fixes), got, tt.wantKm)
			}
			checkPath(t, m)
		})
	}
}

func TestMatchKeepsToAGauge(t *testing.T) {
	n := smallNetwork(t)
	fixes := []corridor.Fix{{Point: at(14, 0.01)}, {Point: at(17, -0.01)}}
	for _, gauge := range []int{1435, 1520} {
		m, err := n.Match(corridor.MatchQuery{Fixes: fixes, GaugeMM: gauge})
		if err != nil {
			t.Fatal(err)
		}
		for i, f := range m.Fixes {
			if f.Line == nil || f.Line.GaugeMM != gauge {
				t.Errorf("%d mm: fix %d is on %+v", gauge, i, f.Line)
			}
		}
	}
}

// TestMatchRefusesEndlessWays: points without times, thousands of km apart, must
// not make paths without end.
func TestMatchRefusesEndlessWays(t *testing.T) {
	n := embedded(t)
	ends := [2]corridor.Fix{}
	for i, place := range []string{"cn-kunming", "cn-manzhouli"} {
		s, err := n.Station(place)
		if err != nil {
			t.Fatal(err)
		}
		ends[i].Point = s.Point
	}
	var fixes []corridor.Fix
	for range 400 {
		fixes = append(fixes, ends[:]...)
	}
	if _, err := n.Match(corridor.MatchQuery{Fixes: fixes}); err == nil || !strings.Contains(err.Error(), "longer than 1000000 km") {
		t.Errorf("got %v", err)
	}
	if m, err := n.Match(corridor.MatchQuery{Fixes: fixes[:40]}); err != nil || len(m.Parts) != 1 {
		t.Errorf("a few: %v", err)
	}
}

func TestMatchRefuses(t *testing.T) {
	n := smallNetwork(t)
	good := corridor.Fix{Point: at(1, 0)}
	noon := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	tests := []struct {
		name  string
		query corridor.MatchQuery
		param string
		says  string
	}{
		{"empty", corridor.MatchQuery{}, "trace", "no points"},
		{"too many", corridor.MatchQuery{Fixes: make([]corridor.Fix, corridor.MaxFixes+1)}, "trace", "at most 100000"},
		{"swapped", corridor.MatchQuery{Fixes: []corridor.Fix{good, {Point: orb.Point{49.6, 117.4}}}}, "trace", "point 1: latitude 117.4 lies outside -90 to 90; longitude comes first: are the two swapped?"},
		{"no position", corridor.MatchQuery{Fixes: []corridor.Fix{{Point: orb.Point{200, 10}}}}, "trace", "longitude 200"},
		{"not a number", corridor.MatchQuery{Fixes: []corridor.Fix{{Point: orb.Point{math.NaN(), 10}}}}, "trace", "NaN"},
		{"back in time", corridor.MatchQuery{Fixes: []corridor.Fix{{good.Point, noon}, good, {good.Point, noon.Add(-time.Second)}}}, "trace", "point 2: its time 2026-11-22T11:59:59Z lies before"},
		{"sigma", corridor.MatchQuery{Fixes: []corridor.Fix{good}, SigmaM: -1}, "sigma", "from 1 to 1000"},
		{"speed", corridor.MatchQuery{Fixes: []corridor.Fix{good}, MaxSpeedKmh: math.Inf(1)}, "max_speed", "from 1 to 1000"},
		{"gauge", corridor.MatchQuery{Fixes: []corridor.Fix{good}, GaugeMM: 1000}, "gauge", "1435 and 1520"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := n.Match(tt.query)
			var fault *corridor.ParamError
			if !errors.As(err, &fault) || fault.Param != tt.param || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("got %v", err)
			}
		})
	}
}

// BenchmarkMatch matches 10,000 points: of a freight train across China, and of
// one beside a parallel line, a point a second.
func BenchmarkMatch(b *testing.B) {
	n := embedded(b)
	for _, bench := range []struct {
		name string
		journey
	}{
		{"across China", journey{stretches: along(b, n, "cn-manzhouli", "cn-kunming"), speedKmh: 80, step: 22 * time.Second, noise: 50}},
		{"beside another line", journey{stretches: []stretch{{"cn-jingbao", 435, 600}, {"cn-jingbao", 600, 435}}, speedKmh: 80, step: time.Second, noise: 50}},
	} {
		fixes, _ := bench.ride(b, n, 1)
		fixes = fixes[:10_000]
		b.Run(bench.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := n.Match(corridor.MatchQuery{Fixes: fixes}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
