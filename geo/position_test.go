package geo_test

import (
	"math"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"github.com/corridor-rail/corridor/geo"
)

func TestCheckPosition(t *testing.T) {
	tests := []struct {
		p    orb.Point
		says string // "": a position
	}{
		{orb.Point{116.4, 39.9}, ""},
		{orb.Point{-180, -90}, ""},
		{orb.Point{180, 90}, ""},
		{orb.Point{39.9, 116.4}, "latitude 116.4 lies outside -90 to 90; longitude comes first: are the two swapped?"},
		{orb.Point{116.4, 139.9}, "no position"},
		{orb.Point{200, 10}, "longitude 200"},
		{orb.Point{math.NaN(), 10}, "NaN"},
		{orb.Point{10, math.NaN()}, "NaN"},
		{orb.Point{math.Inf(1), 10}, "Inf"},
	}
	for _, tt := range tests {
		err := geo.CheckPosition(tt.p)
		if (err == nil) != (tt.says == "") || err != nil && !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%v: %v", tt.p, err)
		}
	}
}
