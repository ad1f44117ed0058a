package geo_test

import (
	"errors"
	"fmt"

	"github.com/corridor-rail/corridor/geo"
	"github.com/paulmach/orb"
)

// A stretch of line past Kunming, with the official km of two stations.
func stretch() *geo.Line {
	line, err := geo.NewLine(
		orb.LineString{{102.70, 25.00}, {102.60, 24.90}, {102.55, 24.70}, {102.54, 24.35}},
		[]geo.Calibration{{Vertex: 0, Km: 2.5}, {Vertex: 3, Km: 79}},
	)
	if err != nil {
		panic(err)
	}
	return line
}

func ExampleInverse() {
	jfk, lhr := orb.Point{-73.8, 40.6}, orb.Point{-0.5, 51.6}
	d, azi1, azi2 := geo.Inverse(jfk, lhr)
	fmt.Printf("%.3f m, leaving at %.3f°, arriving at %.3f°\n", d, azi1, azi2)
	// Output: 5551759.400 m, leaving at 51.199°, arriving at 107.822°
}

func ExampleDirect() {
	q, _ := geo.Direct(orb.Point{115.74, -32.06}, 225, 20_000_000)
	fmt.Printf("%.6f %.6f\n", q[0], q[1])
	// Output: -63.959253 32.111955
}

func ExampleLength() {
	m := geo.Length(orb.LineString{{0, 0}, {1, 0}, {1, 1}})
	fmt.Printf("%.3f km\n", m.Km())
	// Output: 221.894 km
}

func ExampleLine_At() {
	p, err := stretch().At(40)
	if err != nil {
		panic(err)
	}
	fmt.Printf("%.5f %.5f, heading %.1f°\n", p.Point[0], p.Point[1], p.Azimuth)

	_, err = stretch().At(100)
	fmt.Println(errors.Is(err, geo.ErrOutside), err)
	// Output:
	// 102.55047 24.70190, heading -167.2°
	// true km 100: outside the line, which runs from km 2.500 to km 79.000
}

func ExampleLine_Locate() {
	for _, n := range stretch().Locate(orb.Point{102.5, 24.5}, 0) {
		fmt.Printf("km %.3f, %.1f m away\n", n.Km, n.Offset)
	}
	// Output: km 62.495, 4486.4 m away
}

func ExampleLine_Slice() {
	ls, err := stretch().Slice(40, 10)
	if err != nil {
		panic(err)
	}
	for _, p := range ls {
		fmt.Printf("%.5f %.5f\n", p[0], p[1])
	}
	// Output:
	// 102.55047 24.70190
	// 102.60000 24.90000
	// 102.64995 24.94998
}

func ExampleLine_Between() {
	m, err := stretch().Between(2.5, 79)
	if err != nil {
		panic(err)
	}
	fmt.Printf("official 76.500 km, measured %.3f km\n", m.Km())
	// Output: official 76.500 km, measured 76.495 km
}

func ExampleSimplify() {
	ls := orb.LineString{{102.70, 25.00}, {102.65, 24.9502}, {102.60, 24.90}, {102.55, 24.70}}
	fmt.Println(geo.Simplify(ls, 30))
	// Output: [0 2 3]
}

func ExampleIndex_Nearest() {
	places := []orb.Point{{102.7, 25.0}, {100.5, 13.8}, {37.6, 55.8}, {117.4, 49.6}}
	boxes := make([]orb.Bound, len(places))
	for i, p := range places {
		boxes[i] = p.Bound()
	}
	here := orb.Point{104, 30}
	nearest, best := -1, geo.Metres(1e9)
	geo.NewIndex(boxes).Nearest(here, func(i int, atLeast geo.Metres) bool {
		if atLeast > best {
			return false // everything else is farther still
		}
		if d := geo.Distance(here, places[i]); d < best {
			nearest, best = i, d
		}
		return true
	})
	fmt.Printf("place %d, %.0f km\n", nearest, best.Km())
	// Output: place 0, 569 km
}
