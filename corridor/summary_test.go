package corridor_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/corridor-rail/corridor/corridor"
)

func TestSummary(t *testing.T) {
	n := smallNetwork(t)
	s := n.Summary()
	for _, c := range []struct {
		what      string
		got, want int
	}{
		{"lines", s.Lines, 7}, {"segments", s.Segments, len(n.Segments())}, {"stations", s.Stations, 10}, {"crossings", s.Crossings, 1},
		{"corridors", s.Corridors, 1}, {"stations of two scripts", s.ManyScripts, 8}, {"stations with codes", s.WithCodes, 2},
	} {
		if c.got != c.want {
			t.Errorf("%s: %d, want %d", c.what, c.got, c.want)
		}
	}
	// 28 of cn-binzhou, 5 branch, 8 link, 11 loop, 6 ring, 12 ru-east, 2 ru-narrow;
	// published are 20, 5, 0, 11, 6, 12, 0.
	for _, c := range []struct {
		what      string
		got, want float64
	}{{"km", s.Km, 72}, {"official km", s.OfficialKm, 54}} {
		if math.Abs(c.got-c.want) > 1e-9 {
			t.Errorf("%s: %v, want %v", c.what, c.got, c.want)
		}
	}
	wantShares := map[corridor.Quality]float64{
		corridor.QualityOSM: 42.8, corridor.QualitySimplified: 16, corridor.QualityCoarse: 7.2, corridor.QualityChord: 6,
	}
	sum := 0.0
	for _, q := range s.Shares {
		sum += q.Share
		if math.Abs(q.Share*72-wantShares[q.Quality]) > 1e-9 {
			t.Errorf("%s: %v of 72 km, want %v", q.Quality, q.Share*72, wantShares[q.Quality])
		}
	}
	if math.Abs(sum-1) > 1e-9 || len(s.Shares) != 4 {
		t.Errorf("shares %v add up to %v", s.Shares, sum)
	}
	if want := []corridor.CodeCount{{"esr", 1}, {"locode", 1}, {"telegraph", 1}}; !slices.Equal(s.Codes, want) {
		t.Errorf("codes %v, want %v", s.Codes, want)
	}
	if want := []corridor.CountrySummary{{"CN", 5, 7, 58, 42}, {"RU", 2, 3, 14, 12}}; !slices.Equal(s.Countries, want) {
		t.Errorf("countries %v, want %v", s.Countries, want)
	}
}

// TestSummaryRatios: each line with published km is in the one band of its
// ratio, and the bands leave no gap.
func TestSummaryRatios(t *testing.T) {
	n := smallNetwork(t)
	s := n.Summary()
	at := 0.0
	for _, band := range s.Ratios {
		if band.Over != at {
			t.Errorf("a band begins over %v, want %v", band.Over, at)
		}
		at = band.Within
		lines, km := 0, 0.0
		for _, c := range n.Check() {
			if off := math.Abs(c.Ratio - 1); c.OfficialKm > 0 && (off > band.Over || band.Over == 0) && off <= band.Within {
				lines++
				km += c.OfficialKm
			}
		}
		if band.Lines != lines || math.Abs(band.OfficialKm-km) > 1e-9 {
			t.Errorf("band to %v: %d lines of %v km, want %d of %v", band.Within, band.Lines, band.OfficialKm, lines, km)
		}
	}
	if !math.IsInf(at, 1) {
		t.Errorf("the last band ends at %v", at)
	}
}

func ExampleNetwork_Summary() {
	n, err := corridor.New(small())
	if err != nil {
		fmt.Println(err)
		return
	}
	s := n.Summary()
	fmt.Printf("%d lines, %.0f km, %.0f of them official; %d of %d stations in two scripts or more\n",
		s.Lines, s.Km, s.OfficialKm, s.ManyScripts, s.Stations)
	// Output: 7 lines, 72 km, 54 of them official; 8 of 10 stations in two scripts or more
}

func ExampleStation_Scripts() {
	s := corridor.Station{Name: "Manzhouli", Names: corridor.Names{"zh": "满洲里", "ru": "Маньчжурия"}}
	fmt.Println(s.Scripts())
	// Output: [Cyrillic Han Latin]
}
