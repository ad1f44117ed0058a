package geo_test

import (
	"math"
	"slices"
	"testing"

	"github.com/corridor-rail/corridor/geo"
	"github.com/paulmach/orb"
)

func TestSimplify(t *testing.T) {
	mid, _ := geo.Direct(orb.Point{30, 60}, 60, 200_000)
	end, _ := geo.Direct(orb.Point{30, 60}, 60, 400_000)
	for _, test := range []struct {
		name      string
		ls        orb.LineString
		tolerance geo.Metres
		want      []int
	}{
		{"nothing", nil, 10, []int{}},
		{"one", orb.LineString{{1, 1}}, 10, []int{0}},
		{"two", orb.LineString{{1, 1}, {1, 1}}, 10, []int{0, 1}},
		{"on the geodesic, which is not straight on the map", orb.LineString{{30, 60}, mid, end}, 0.001, []int{0, 2}},
		{"straight on the map, which is no geodesic", orb.LineString{{30, 60}, {35, 60}, {40, 60}}, 1000, []int{0, 1, 2}},
		{"within", orb.LineString{{0, 0}, {0.5, 0.0001}, {1, 0}}, 12, []int{0, 2}},
		{"beyond", orb.LineString{{0, 0}, {0.5, 0.0001}, {1, 0}}, 11, []int{0, 1, 2}},
		{"a ring", orb.LineString{{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}}, 100, []int{0, 1, 2, 3, 4}},
		{"out and back beyond the ends", orb.LineString{{0, 0}, {2, 0}, {1, 0}}, 100, []int{0, 1, 2}},
		{"all the same", orb.LineString{{7, 7}, {7, 7}, {7, 7}}, 0, []int{0, 2}},
		{"negative keeps all", orb.LineString{{0, 0}, {0.5, 0}, {1, 0}}, -1, []int{0, 1, 2}},
		{"NaN keeps all", orb.LineString{{0, 0}, {0.5, 0}, {1, 0}}, geo.Metres(math.NaN()), []int{0, 1, 2}},
		{"what is no position is kept", orb.LineString{{0, 0}, {0.5, math.NaN()}, {1, 0}}, 10, []int{0, 1, 2}},
		{"across the antimeridian", orb.LineString{{179, 0}, {180, 0}, {-179, 0}}, 0.001, []int{0, 2}},
		{"over the pole", orb.LineString{{20, 80}, {0, 90}, {-160, 80}}, 0.001, []int{0, 2}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := geo.Simplify(test.ls, test.tolerance); !slices.Equal(got, test.want) {
				t.Errorf("kept %v, want %v", got, test.want)
			}
		})
	}
}

// A geodesic of 8000 km is no plane curve: seen in space the vertex that lies on
// it strays more than the one that lies beside it.
func TestSimplifyMeasuresOnTheEllipsoid(t *testing.T) {
	start := orb.Point{0, 10}
	on, _ := geo.Direct(start, 45, 5_000_000)
	mid, azimuth := geo.Direct(start, 45, 4_000_000)
	beside, _ := geo.Direct(mid, azimuth+90, 30)
	end, _ := geo.Direct(start, 45, 8_000_000)
	got := geo.Simplify(orb.LineString{start, beside, on, end}, 25)
	if want := []int{0, 1, 3}; !slices.Equal(got, want) {
		t.Errorf("kept %v, want %v", got, want)
	}
}

func TestSimplifyKeepsWithinTolerance(t *testing.T) {
	ls := winding(3000, 120)
	before := len(ls)
	for _, tolerance := range []geo.Metres{0, 1, 30, 1000, 100_000} {
		kept := geo.Simplify(ls, tolerance)
		if kept[0] != 0 || kept[len(kept)-1] != len(ls)-1 || !slices.IsSorted(kept) {
			t.Fatalf("tolerance %v: kept %v", tolerance, kept)
		}
		if len(kept) > before {
			t.Errorf("tolerance %v keeps %d vertices, a smaller one %d", tolerance, len(kept), before)
		}
		before = len(kept)
		for k := 1; k < len(kept); k++ {
			edge := mustLine(t, orb.LineString{ls[kept[k-1]], ls[kept[k]]})
			for i := kept[k-1] + 1; i < kept[k]; i++ {
				if d := edge.LocateEdge(ls[i], 0).Offset; d > tolerance+1e-6 {
					t.Fatalf("tolerance %v: vertex %d lies %v m from the edge", tolerance, i, d)
				}
			}
		}
	}
	if before != 2 {
		t.Errorf("a tolerance beyond the whole line keeps %d vertices", before)
	}
}
