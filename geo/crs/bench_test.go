package crs_test

import (
	"testing"

	"github.com/corridor-rail/corridor/geo/crs"
	"github.com/paulmach/orb"
)

func BenchmarkForward(b *testing.B) { benchmark(b, crs.CRS.Forward, orb.Point{102.7, 25}) }
func BenchmarkInverse(b *testing.B) { benchmark(b, crs.CRS.Inverse, orb.Point{269138, 2771203}) }

func benchmark(b *testing.B, convert func(crs.CRS, orb.Point) (orb.Point, error), p orb.Point) {
	for _, code := range []int{3857, 32648} {
		c := mustCode(b, code)
		b.Run(c.String(), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := convert(c, p); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkShiftInverse(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		crs.BD09.Inverse(orb.Point{116.39, 39.91})
	}
}
