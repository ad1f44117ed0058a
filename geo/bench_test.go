package geo_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/corridor-rail/corridor/geo"
	"github.com/paulmach/orb"
)

// winding returns a line of n vertices that winds from Kunming southwards,
// with steps of about step metres.
func winding(n int, step geo.Metres) orb.LineString {
	ls := make(orb.LineString, n)
	p, rng := orb.Point{102.7, 25.0}, rand.New(rand.NewPCG(1, 2))
	for i := range ls {
		ls[i] = p
		azimuth := 180 + 60*math.Sin(float64(i)/40) + 10*rng.NormFloat64()
		p, _ = geo.Direct(p, azimuth, step)
	}
	return ls
}

func mustLine(tb testing.TB, ls orb.LineString, cal ...geo.Calibration) *geo.Line {
	tb.Helper()
	l, err := geo.NewLine(ls, cal)
	if err != nil {
		tb.Fatal(err)
	}
	return l
}

func BenchmarkInverse(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		geo.Inverse(orb.Point{102.7, 25}, orb.Point{37.6, 55.7})
	}
}

func BenchmarkDirect(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		geo.Direct(orb.Point{102.7, 25}, 33, 1000)
	}
}

func BenchmarkNewLine(b *testing.B) {
	ls := winding(10_000, 100)
	b.ReportAllocs()
	for b.Loop() {
		mustLine(b, ls)
	}
}

func BenchmarkAt(b *testing.B) {
	l := mustLine(b, winding(10_000, 100))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := l.At(432.1); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLocate(b *testing.B) {
	l := mustLine(b, winding(10_000, 100))
	mid, err := l.At(l.EndKm() / 2)
	if err != nil {
		b.Fatal(err)
	}
	for _, bench := range []struct {
		name   string
		offset geo.Metres
		tie    geo.Metres
	}{
		{"on the line", 0, 0},
		{"300 m off", 300, 0},
		{"30 km off", 30e3, 0},
		{"3000 km off", 3e6, 0},
		{"300 m off, ties within 5 km", 300, 5000},
	} {
		p, _ := geo.Direct(mid.Point, 100, bench.offset)
		b.Run(bench.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				l.Locate(p, bench.tie)
			}
		})
	}
}

func BenchmarkLocateEdge(b *testing.B) {
	l := mustLine(b, winding(1000, 1000))
	p, _ := l.Vertex(500)
	p, _ = geo.Direct(p, 90, 2000)
	b.ReportAllocs()
	for b.Loop() {
		l.LocateEdge(p, 500)
	}
}

func BenchmarkSimplify(b *testing.B) {
	ls := winding(10_000, 100)
	b.ReportAllocs()
	for b.Loop() {
		geo.Simplify(ls, 30)
	}
}

func BenchmarkIndex(b *testing.B) {
	rng := rand.New(rand.NewPCG(3, 4))
	bounds := make([]orb.Bound, 200_000)
	for i := range bounds {
		p := orb.Point{rng.Float64()*360 - 180, rng.Float64()*140 - 70}
		bounds[i] = orb.Bound{Min: p, Max: orb.Point{p[0] + 0.01, p[1] + 0.01}}
	}
	index := geo.NewIndex(bounds)
	b.Run("window", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			index.Window(orb.Bound{Min: orb.Point{100, 20}, Max: orb.Point{101, 21}}, func(int) bool { return true })
		}
	})
	b.Run("nearest 10", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			n := 0
			index.Nearest(orb.Point{100, 20}, func(int, geo.Metres) bool { n++; return n < 10 })
		}
	})
}
