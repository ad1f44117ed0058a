package geo_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/corridor-rail/corridor/geo"
	"github.com/paulmach/orb"
)

// lines are lines that are hard in different ways.
func lines(tb testing.TB) map[string]*geo.Line {
	repeated := winding(50, 700)
	repeated = slices.Insert(repeated, 0, repeated[0])
	repeated = slices.Insert(repeated, 20, repeated[20], repeated[20])
	repeated = append(repeated, repeated[len(repeated)-1])
	last := len(repeated) - 1
	return map[string]*geo.Line{
		"winding":              mustLine(tb, winding(2000, 150)),
		"calibrated":           mustLine(tb, winding(300, 400), geo.Calibration{Vertex: 20, Km: 935}, geo.Calibration{Vertex: 150, Km: 990.25}, geo.Calibration{Vertex: 299, Km: 1051}),
		"repeated vertices":    mustLine(tb, repeated, geo.Calibration{Vertex: 0, Km: -3}, geo.Calibration{Vertex: last, Km: 30}),
		"long edges":           mustLine(tb, orb.LineString{{37.6, 55.8}, {60.6, 56.8}, {82.9, 55.0}, {104.3, 52.3}, {117.3, 49.6}}),
		"antimeridian":         mustLine(tb, orb.LineString{{178.5, 65}, {179.9, 66}, {-179.5, 66.2}, {-178, 65.5}, {179, 64}}),
		"antimeridian by 200°": mustLine(tb, orb.LineString{{178.5, 65}, {181, 66}, {200, 64}}),
		"over the poles":       mustLine(tb, orb.LineString{{20, 89}, {-160, 88.5}, {100, 89.9}, {0, 90}, {45, 80}, {45, -80}, {-135, -85}}),
		"along the equator":    mustLine(tb, orb.LineString{{-1, 0}, {0, 0}, {2, 0}, {2, 1}}),
	}
}

// eachLine runs a test for every one of lines.
func eachLine(t *testing.T, test func(t *testing.T, l *geo.Line, rng *rand.Rand)) {
	for name, l := range lines(t) {
		t.Run(name, func(t *testing.T) { test(t, l, rand.New(rand.NewPCG(21, 22))) })
	}
}

// randomKm returns a km of the line: mostly between vertices, at times at one.
func randomKm(l *geo.Line, rng *rand.Rand) float64 {
	if rng.IntN(8) == 0 {
		_, km := l.Vertex(rng.IntN(l.NumVertices()))
		return km
	}
	return l.StartKm() + rng.Float64()*(l.EndKm()-l.StartKm())
}

func at(t *testing.T, l *geo.Line, km float64) geo.Position {
	t.Helper()
	p, err := l.At(km)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func between(t *testing.T, l *geo.Line, from, to float64) geo.Metres {
	t.Helper()
	m, err := l.Between(from, to)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestChainage(t *testing.T) {
	degree := 6378.137 * math.Pi / 180 // km of the equator
	ls := orb.LineString{{0, 0}, {1, 0}, {2, 0}, {3, 0}, {4, 0}}
	for _, test := range []struct {
		name string
		cal  []geo.Calibration
		want []float64
	}{
		{"none", nil, []float64{0, degree, 2 * degree, 3 * degree, 4 * degree}},
		{"one", []geo.Calibration{{Vertex: 2, Km: 500}}, []float64{500 - 2*degree, 500 - degree, 500, 500 + degree, 500 + 2*degree}},
		{"two", []geo.Calibration{{Vertex: 1, Km: 10}, {Vertex: 3, Km: 30}}, []float64{10 - degree, 10, 20, 30, 30 + degree}},
		{"all", []geo.Calibration{{Vertex: 0, Km: 1}, {Vertex: 1, Km: 2}, {Vertex: 2, Km: 4}, {Vertex: 3, Km: 8}, {Vertex: 4, Km: 16}}, []float64{1, 2, 4, 8, 16}},
	} {
		t.Run(test.name, func(t *testing.T) {
			l := mustLine(t, ls, test.cal...)
			for i, want := range test.want {
				_, km := l.Vertex(i)
				near(t, "km of vertex", km, want, 1e-9)
			}
			near(t, "StartKm", l.StartKm(), test.want[0], 1e-9)
			near(t, "EndKm", l.EndKm(), test.want[4], 1e-9)
			p := at(t, l, (test.want[1]+test.want[2])/2)
			near(t, "longitude halfway", p.Point[0], 1.5, 1e-9)
			near(t, "along halfway", p.Along, geo.Metres(1500*degree), 1e-6)
			near(t, "azimuth", p.Azimuth, 90, 1e-9)
		})
	}
}

func TestNewLineErrors(t *testing.T) {
	ls := orb.LineString{{102, 25}, {102, 25}, {103, 25}, {104, 25}}
	for _, test := range []struct {
		name string
		ls   orb.LineString
		cal  []geo.Calibration
		want string
	}{
		{"nothing", nil, nil, "0 vertices, need at least 2"},
		{"one vertex", ls[:1], nil, "1 vertices, need at least 2"},
		{"no length", ls[:2], nil, "no length"},
		{"latitude", orb.LineString{{102, 25}, {25, 102}}, nil, "vertex 1: (25, 102) is not a lon/lat position"},
		{"not a number", orb.LineString{{math.NaN(), 25}, {25, 2}}, nil, "vertex 0"},
		{"infinite", orb.LineString{{102, 25}, {math.Inf(1), 2}}, nil, "vertex 1"},
		{"vertex beyond", ls, []geo.Calibration{{Vertex: 4, Km: 1}}, "calibration 0: vertex 4 does not exist, the line has vertices 0 to 3"},
		{"vertex below", ls, []geo.Calibration{{Vertex: -1, Km: 1}}, "vertex -1 does not exist"},
		{"vertices fall", ls, []geo.Calibration{{Vertex: 3, Km: 1}, {Vertex: 2, Km: 2}}, "calibration 1: vertex 2 follows vertex 3"},
		{"km falls", ls, []geo.Calibration{{Vertex: 0, Km: 3}, {Vertex: 2, Km: 2}}, "calibration 1: km 2 of vertex 2 follows km 3 of vertex 0"},
		{"km stays", ls, []geo.Calibration{{Vertex: 0, Km: 3}, {Vertex: 2, Km: 3}}, "km must rise"},
		{"km without a length", ls, []geo.Calibration{{Vertex: 0, Km: 3}, {Vertex: 1, Km: 4}}, "vertices 0 and 1 lie at the same place"},
		{"km not a number", ls, []geo.Calibration{{Vertex: 0, Km: math.NaN()}}, "km NaN of vertex 0 does not lie in [-1e+06, 1e+06]"},
		{"km infinite", ls, []geo.Calibration{{Vertex: 0, Km: 1}, {Vertex: 2, Km: math.Inf(1)}}, "km +Inf of vertex 2"},
		{"km beyond measure", ls, []geo.Calibration{{Vertex: 0, Km: -1e7}}, "km -1e+07 of vertex 0"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := geo.NewLine(test.ls, test.cal)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want one with %q", err, test.want)
			}
		})
	}
}

func TestOutside(t *testing.T) {
	l := mustLine(t, orb.LineString{{0, 0}, {1, 0}}, geo.Calibration{Vertex: 0, Km: 10}, geo.Calibration{Vertex: 1, Km: 120})
	for _, km := range []float64{9.9, 120.1, 9.99999, 120.00001, math.NaN(), math.Inf(1), math.Inf(-1)} {
		_, atErr := l.At(km)
		_, sliceErr := l.Slice(20, km)
		_, betweenErr := l.Between(km, 20)
		for _, err := range []error{atErr, sliceErr, betweenErr} {
			if !errors.Is(err, geo.ErrOutside) || !strings.Contains(err.Error(), "from km 10.000 to km 120.000") {
				t.Errorf("km %v: error %v, want ErrOutside with the range", km, err)
			}
		}
	}
	for _, km := range []float64{10 - 1e-7, 120 + 1e-7} {
		if p := at(t, l, km); p.Km != 10 && p.Km != 120 {
			t.Errorf("km %v: not the end but %v", km, p.Km)
		}
	}
}

func TestAtVertexIsTheVertex(t *testing.T) {
	eachLine(t, func(t *testing.T, l *geo.Line, _ *rand.Rand) {
		for i := range l.NumVertices() {
			vertex, km := l.Vertex(i)
			if p := at(t, l, km); p.Point != vertex || p.Km != km {
				t.Errorf("at vertex %d, km %v: %v at km %v, want %v", i, km, p.Point, p.Km, vertex)
			}
		}
	})
}

func TestBetweenAddsUp(t *testing.T) {
	eachLine(t, func(t *testing.T, l *geo.Line, rng *rand.Rand) {
		near(t, "whole", between(t, l, l.StartKm(), l.EndKm()), geo.Length(l.Vertices()), 1e-6)
		for range 300 {
			a, b, c := randomKm(l, rng), randomKm(l, rng), randomKm(l, rng)
			km := []float64{a, b, c}
			slices.Sort(km)
			split := between(t, l, km[0], km[1]) + between(t, l, km[2], km[1])
			near(t, "split", split, between(t, l, km[0], km[2]), 1e-6)
		}
	})
}

func TestSlice(t *testing.T) {
	eachLine(t, func(t *testing.T, l *geo.Line, rng *rand.Rand) {
		for range 300 {
			from, to := randomKm(l, rng), randomKm(l, rng)
			there, err := l.Slice(from, to)
			if err != nil {
				t.Fatal(err)
			}
			back, err := l.Slice(to, from)
			if err != nil {
				t.Fatal(err)
			}
			slices.Reverse(back)
			if !slices.Equal(there, back) {
				t.Fatalf("km %v to %v is not the reverse of the way back", from, to)
			}
			if there[0] != at(t, l, from).Point || there[len(there)-1] != at(t, l, to).Point {
				t.Fatalf("km %v to %v does not begin and end there", from, to)
			}
			near(t, "length", geo.Length(there), between(t, l, from, to), 1e-5)
		}
	})
}

func TestSliceKeepsEveryVertexOnce(t *testing.T) {
	ls := orb.LineString{{0, 0}, {1, 0}, {2, 1}, {3, 0}}
	l := mustLine(t, ls)
	whole, err := l.Slice(l.StartKm(), l.EndKm())
	if err != nil || !slices.Equal(whole, ls) {
		t.Errorf("whole line: %v, %v", whole, err)
	}
	_, km := l.Vertex(1)
	empty, err := l.Slice(km, km)
	if err != nil || !slices.Equal(empty, orb.LineString{{1, 0}, {1, 0}}) {
		t.Errorf("empty stretch: %v, %v", empty, err)
	}
}
