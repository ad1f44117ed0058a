package build_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/corridor-rail/corridor/corridor/build"
)

// BenchmarkBuild makes one line of 1000 km of double track, with a station
// each 8 km of which every second has a published km, and a crossing line in
// its way each 50 km.
func BenchmarkBuild(b *testing.B) {
	l := newLand()
	l.way("main", straight(at(0, -0.01), at(1000, -0.01))...)
	l.way("main", straight(at(0, 0.01), at(1000, 0.01))...)
	for km := 25.0; km < 1000; km += 50 {
		l.way("main", straight(at(km, -20), at(km, 20))...)
	}
	for km := 0.0; km <= 1000; km += 8 {
		name := fmt.Sprintf("S%.0f", km)
		l.station("DE", name, at(km, 0))
		if int(km)%16 == 0 || km == 1000 {
			l.km(name, km)
		}
	}
	l.line(nil)
	o := build.Options{Reference: l.reference(b)}
	b.ReportAllocs()
	for b.Loop() {
		ds, _, err := build.Build(context.Background(), &l.tables, o)
		if err != nil || len(ds.Lines[0].Km) < 1001 {
			b.Fatal(err)
		}
	}
}
