package crs_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/corridor-rail/corridor/geo"
	"github.com/corridor-rail/corridor/geo/crs"
	"github.com/paulmach/orb"
)

// TestShiftAgainstGcoord compares with the values of another implementation,
// gcoord 1.0.7.
func TestShiftAgainstGcoord(t *testing.T) {
	for _, test := range []struct {
		place       string
		p, gcj, bd9 orb.Point
	}{
		{"Beijing", orb.Point{116.377817, 39.911954}, orb.Point{116.38404722455657, 39.91334545536069}, orb.Point{116.39045471310828, 39.91957555096588}},
		{"Shanghai", orb.Point{121.5272106, 31.1774276}, orb.Point{121.531541859215, 31.17530398364597}, orb.Point{121.53801568643858, 31.18132860687446}},
		{"Shenzhen", orb.Point{113.912316, 22.543847}, orb.Point{113.9171764808363, 22.540796131694766}, orb.Point{113.92368472926734, 22.546667437751108}},
		{"Kunming", orb.Point{102.7122, 25.0406}, orb.Point{102.71364143559485, 25.037627221263985}, orb.Point{102.72005495280517, 25.043914664427515}},
		{"Lhasa", orb.Point{91.1, 29.65}, orb.Point{91.10156828347536, 29.647300329055074}, orb.Point{91.10803737407012, 29.653419415608894}},
		{"Harbin", orb.Point{126.6, 45.75}, orb.Point{126.60591024103101, 45.751913682164364}, orb.Point{126.61229821979313, 45.75828222092716}},
	} {
		t.Run(test.place, func(t *testing.T) {
			for shift, want := range map[crs.Shift]orb.Point{crs.GCJ02: test.gcj, crs.BD09: test.bd9} {
				got := shift.Forward(test.p)
				if math.Abs(got[0]-want[0]) > 1e-9 || math.Abs(got[1]-want[1]) > 1e-9 {
					t.Errorf("%s: %v, want %v", shift, got, want)
				}
				if d := geo.Distance(shift.Inverse(want), test.p); d > 1e-3 {
					t.Errorf("%s: the inverse is %v m off", shift, d)
				}
			}
		})
	}
}

func TestShiftRoundTrip(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for _, s := range []crs.Shift{crs.GCJ02, crs.BD09} {
		for range 5000 {
			p := orb.Point{72.1 + 65.6*rng.Float64(), 0.9 + 54.8*rng.Float64()}
			q := s.Forward(p)
			if moved := geo.Distance(p, q); moved < 10 || moved > 3000 {
				t.Errorf("%s moves %v by %v m", s, p, moved)
			}
			if d := geo.Distance(s.Inverse(q), p); !(d < 1e-3) {
				t.Errorf("%s: %v comes back %v m off", s, p, d)
			}
		}
	}
	moscow := orb.Point{37.6, 55.7}
	if got := crs.GCJ02.Forward(moscow); got != moscow {
		t.Errorf("Moscow is shifted to %v", got)
	}
}

func TestParseShift(t *testing.T) {
	for name, want := range map[string]crs.Shift{"gcj-02": crs.GCJ02, "GCJ02": crs.GCJ02, "BD-09": crs.BD09, "bd09": crs.BD09} {
		if got, err := crs.ParseShift(name); err != nil || got != want {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
	for _, name := range []string{"", "wgs84", "gcj", "g-cj02x", "EPSG:4326"} {
		if got, err := crs.ParseShift(name); !errors.Is(err, crs.ErrUnknownShift) || !strings.Contains(err.Error(), "gcj-02 or bd-09") {
			t.Errorf("%q: %v, %v", name, got, err)
		}
	}
	if notice := crs.BD09.Notice(); !strings.Contains(notice, "BD-09") || !strings.Contains(notice, "display") {
		t.Errorf("the notice says %q", notice)
	}
}
