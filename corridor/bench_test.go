package corridor_test

import (
	"fmt"
	"testing"

	"github.com/paulmach/orb"

	"github.com/corridor-rail/corridor/corridor"
)

// grid is a made-up network of 20 by 100 stations: 20 lines from west to east,
// joined at every tenth station by lines from south to north.
func grid(b *testing.B) *corridor.Network {
	b.Helper()
	ds := small()
	ds.Crossings, ds.Corridors = nil, nil
	ds.Stations, ds.Lines = nil, nil
	id := func(x, y int) string { return fmt.Sprintf("cn-s%02d-%02d", x, y) }
	for y := range 20 {
		for x := range 100 {
			ds.Stations = append(ds.Stations, station(id(x, y), fmt.Sprintf("Station %d %d", x, y), float64(x)*5, float64(y)*5, nil))
		}
	}
	ds.Crossings = append(ds.Crossings, corridor.Crossing{ID: "none"})
	for y := range 20 {
		var stops []corridor.Stop
		for x := range 100 {
			stops = append(stops, corridor.Stop{Station: id(x, y), Km: float64(x) * 5, Official: true})
		}
		ds.Lines = append(ds.Lines, line(ds, fmt.Sprintf("cn-east-%02d", y), "East", 1435, stops, span(0, 495, corridor.QualityOSM)))
	}
	for x := 0; x < 100; x += 10 {
		var stops []corridor.Stop
		for y := range 20 {
			stops = append(stops, corridor.Stop{Station: id(x, y), Km: float64(y) * 5, Official: true})
		}
		ds.Lines = append(ds.Lines, line(ds, fmt.Sprintf("cn-north-%02d", x), "North", 1435, stops, span(0, 95, corridor.QualityOSM)))
	}
	ds.Crossings = nil
	n, err := corridor.New(ds)
	if err != nil {
		b.Fatal(err)
	}
	return n
}

func BenchmarkRoute(b *testing.B) {
	b.Run("grid of 2000 stations", func(b *testing.B) {
		benchmarkRoute(b, grid(b), corridor.Query{From: "cn-s00-00", To: "cn-s99-19"})
	})
	b.Run("Moscow to Bangkok", func(b *testing.B) {
		benchmarkRoute(b, embedded(b), moscowBangkok())
	})
}

func benchmarkRoute(b *testing.B, n *corridor.Network, q corridor.Query) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := n.Route(q); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLocate(b *testing.B) {
	n := embedded(b)
	b.ReportAllocs()
	for b.Loop() {
		n.Locate(orb.Point{104.1, 30.7}, 10)
	}
}

func BenchmarkNew(b *testing.B) {
	ds := embeddedDataset(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := corridor.New(ds); err != nil {
			b.Fatal(err)
		}
	}
}
