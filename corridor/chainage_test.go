package corridor_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/corridor-rail/corridor/corridor"
)

func TestFormatChainage(t *testing.T) {
	tests := []struct {
		km   float64
		want string
	}{
		{123.45, "km 123+450"},
		{0, "km 0+000"},
		{0.0004, "km 0+000"},
		{-0.0004, "km 0+000"},
		{9.9996, "km 10+000"},
		{1.0069999, "km 1+007"},
		{6666.6665, "km 6666+667"},
		{-0.25, "km -0+250"},
		{-5.305, "km -5+305"},
		{math.NaN(), "km ?"},
		{math.Inf(-1), "km ?"},
	}
	for _, tt := range tests {
		if got := corridor.FormatChainage(tt.km); got != tt.want {
			t.Errorf("%v: %q, want %q", tt.km, got, tt.want)
		}
	}
}

func TestParseChainage(t *testing.T) {
	tests := []struct {
		text string
		want float64
	}{
		{"km 123+450", 123.45},
		{"KM123+450", 123.45},
		{"Km. 123+450", 123.45},
		{"K123+450", 123.45},
		{" 123+450 ", 123.45},
		{"123 450", 123.45}, // a plus in a URL
		{"km 123 450", 123.45},
		{"123+450.5", 123.4505},
		{"123+450,5", 123.4505},
		{"123.45", 123.45},
		{"123,45", 123.45},
		{"123", 123},
		{"km 0+007", 0.007},
		{"-0+250", -0.25},
		{"km −5+305", -5.305},
	}
	for _, tt := range tests {
		if got, err := corridor.ParseChainage(tt.text); err != nil || got != tt.want {
			t.Errorf("%q: %v, %v; want %v", tt.text, got, err, tt.want)
		}
	}
	for _, text := range []string{"", "km", "+", "123+", "123+45", "123+4500", "12+34+56", "1e3", "0x10", "NaN", "Inf", "12.", ".5", "--1", "1.2.3", "1.5+200", "kmm 1", "1234567", "km 1+20a"} {
		if got, err := corridor.ParseChainage(text); err == nil {
			t.Errorf("%q is read as %v", text, got)
		}
	}
}

// TestChainageRoundTrip: what is written reads back to the metre.
func TestChainageRoundTrip(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 6))
	for range 1000 {
		km := math.Round((rnd.Float64()*20_000-1000)*1000) / 1000
		if got, err := corridor.ParseChainage(corridor.FormatChainage(km)); err != nil || got != km {
			t.Errorf("%v is read back as %v, %v", km, got, err)
		}
	}
}

func FuzzParseChainage(f *testing.F) {
	for _, text := range []string{"km 123+450", "K0+000", "-1.5", "123 450", "km. 7,25", "9+", "NaN"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		km, err := corridor.ParseChainage(text)
		if err != nil {
			return
		}
		again, err := corridor.ParseChainage(corridor.FormatChainage(km))
		if err != nil || !(math.Abs(again-km) <= 0.00051) {
			t.Errorf("%q is %v, written and read back %v, %v", text, km, again, err)
		}
	})
}
