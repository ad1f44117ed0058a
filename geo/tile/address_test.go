package tile_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/corridor-rail/corridor/geo/tile"
	"github.com/paulmach/orb"
)

// TestMatrixSets compares with the definitions of OGC 17-083r4, annex D, whose
// figures agree with each other to ten digits.
func TestMatrixSets(t *testing.T) {
	for _, test := range []struct {
		set           tile.MatrixSet
		id, crs       string
		z             int
		columns, rows int
		cell, scale   float64
		origin        orb.Point
	}{
		{tile.WebMercatorQuad, "WebMercatorQuad", "EPSG:3857", 0, 1, 1, 156543.033928041, 559082264.028717, orb.Point{-20037508.3427892, 20037508.3427892}},
		{tile.WebMercatorQuad, "WebMercatorQuad", "EPSG:3857", 18, 262144, 262144, 0.597164283559817, 2132.72958384978, orb.Point{-20037508.3427892, 20037508.3427892}},
		{tile.WorldCRS84Quad, "WorldCRS84Quad", "OGC:CRS84", 0, 2, 1, 0.703125, 279541132.014358, orb.Point{-180, 90}},
		{tile.WorldCRS84Quad, "WorldCRS84Quad", "OGC:CRS84", 17, 262144, 131072, 0.00000536441802978516, 2132.72958384978, orb.Point{-180, 90}},
	} {
		s, err := tile.ParseMatrixSet(test.id)
		if err != nil || s != test.set || s.CRS().String() != test.crs || !strings.HasSuffix(s.URI(), "/OGC/1.0/"+test.id) {
			t.Errorf("%s: %v in %s, %s, %v", test.id, s, s.CRS(), s.URI(), err)
		}
		if columns, rows := s.Size(test.z); columns != test.columns || rows != test.rows {
			t.Errorf("%s: %d by %d tiles at zoom %d", s, columns, rows, test.z)
		}
		for _, pair := range [][2]float64{
			{s.CellSize(test.z), test.cell}, {s.ScaleDenominator(test.z), test.scale},
			{s.Origin()[0], test.origin[0]}, {s.Origin()[1], test.origin[1]},
		} {
			if math.Abs(pair[0]-pair[1]) > 1e-9*math.Abs(pair[1]) {
				t.Errorf("%s, zoom %d: %.15g, want %.15g", s, test.z, pair[0], pair[1])
			}
		}
	}
	if s, err := tile.ParseMatrixSet("webmercatorquad"); !errors.Is(err, tile.ErrMatrixSet) || !strings.Contains(err.Error(), "WorldCRS84Quad") {
		t.Errorf("taken for %v, %v", s, err)
	}
}

func TestAddressCheck(t *testing.T) {
	for _, a := range []tile.Address{{0, 0, 0, 0}, {1, 0, 1, 0}, {0, 3, 7, 7}, {1, 3, 15, 7}, {0, 24, 1<<24 - 1, 0}} {
		if err := a.Check(); err != nil {
			t.Errorf("%v: %v", a, err)
		}
	}
	for a, hint := range map[tile.Address]string{
		{0, -1, 0, 0}: "zoom -1, want 0 to 24",
		{0, 25, 0, 0}: "zoom 25, want 0 to 24",
		{0, 2, 4, 0}:  "column 4, want 0 to 3 at zoom 2",
		{0, 2, -1, 0}: "column -1, want 0 to 3",
		{1, 2, 8, 0}:  "column 8, want 0 to 7",
		{1, 2, 7, 4}:  "row 4, want 0 to 3",
		{0, 2, 0, -1}: "row -1",
	} {
		if err := a.Check(); !errors.Is(err, tile.ErrAddress) || !strings.Contains(err.Error(), hint) {
			t.Errorf("%v: %v, want %q", a, err, hint)
		}
	}
}

func TestBound(t *testing.T) {
	for _, test := range []struct {
		a    tile.Address
		want [4]float64
	}{
		{tile.Address{Set: tile.WebMercatorQuad}, [4]float64{-180, -85.0511287798066, 180, 85.0511287798066}},
		{tile.Address{Set: tile.WebMercatorQuad, Z: 2, X: 3, Y: 1}, [4]float64{90, 0, 180, 66.51326044311186}},
		{tile.Address{Set: tile.WorldCRS84Quad, Z: 0, X: 1, Y: 0}, [4]float64{0, -90, 180, 90}},
		{tile.Address{Set: tile.WorldCRS84Quad, Z: 2, X: 6, Y: 1}, [4]float64{90, 0, 135, 45}},
	} {
		b := test.a.Bound()
		got := [4]float64{b.Min[0], b.Min[1], b.Max[0], b.Max[1]}
		for i := range got {
			if math.Abs(got[i]-test.want[i]) > 1e-12*180 {
				t.Errorf("%v: %v, want %v", test.a, got, test.want)
			}
		}
	}
}

func TestCover(t *testing.T) {
	box := func(west, south, east, north float64) orb.Bound {
		return orb.Bound{Min: orb.Point{west, south}, Max: orb.Point{east, north}}
	}
	for _, test := range []struct {
		name string
		set  tile.MatrixSet
		z    int
		b    orb.Bound
		want []tile.Limits
	}{
		{"world", 0, 1, box(-180, -90, 180, 90), []tile.Limits{{0, 1, 0, 0, 1, 1}}},
		{"point", 0, 1, box(10, 10, 10, 10), []tile.Limits{{0, 1, 1, 0, 1, 0}}},
		{"corner of four tiles", 0, 1, box(0, 0, 0, 0), []tile.Limits{{0, 1, 1, 1, 1, 1}}},
		{"end of the world", 0, 1, box(180, -85, 180, -85), []tile.Limits{{0, 1, 1, 1, 1, 1}}},
		{"beyond the matrix", 0, 1, box(0, 86, 1, 87), nil},
		{"pole", 1, 1, box(0, 86, 1, 90), []tile.Limits{{1, 1, 2, 0, 2, 0}}},
		{"antimeridian", 1, 1, box(170, 10, -170, 20), []tile.Limits{{1, 1, 3, 0, 3, 0}, {1, 1, 0, 0, 0, 0}}},
		{"no box", 0, 1, box(0, 10, 10, 0), nil},
		{"no number", 0, 1, box(math.NaN(), 0, 10, 10), nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := tile.Cover(test.set, test.z, test.b)
			if err != nil || !reflect.DeepEqual(got, test.want) {
				t.Errorf("got %v, %v; want %v", got, err, test.want)
			}
		})
	}
	if _, err := tile.Cover(0, 25, box(0, 0, 1, 1)); !errors.Is(err, tile.ErrAddress) {
		t.Errorf("zoom 25 gives %v", err)
	}
}

// TestCoverOfATileIsTheTile holds for random tiles of every zoom.
func TestCoverOfATileIsTheTile(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 5000 {
		a := tile.Address{Set: tile.MatrixSets()[rng.IntN(2)], Z: rng.IntN(21)}
		columns, rows := a.Set.Size(a.Z)
		a.X, a.Y = rng.IntN(columns), rng.IntN(rows)
		limits, err := tile.Cover(a.Set, a.Z, a.Bound())
		if err != nil || len(limits) != 1 || limits[0].Count() != 1 || !limits[0].Contains(a) {
			t.Fatalf("%v is covered by %v, %v", a, limits, err)
		}
	}
}

func TestLimits(t *testing.T) {
	l := tile.Limits{Set: tile.WorldCRS84Quad, Z: 3, MinX: 4, MinY: 1, MaxX: 5, MaxY: 2}
	want := []tile.Address{{1, 3, 4, 1}, {1, 3, 5, 1}, {1, 3, 4, 2}, {1, 3, 5, 2}}
	got := slices.Collect(l.All())
	if !slices.Equal(got, want) || l.Count() != len(want) {
		t.Errorf("%v: %v", l, got)
	}
	for _, a := range want {
		if !l.Contains(a) {
			t.Errorf("%v is not among them", a)
		}
	}
	for _, a := range []tile.Address{{0, 3, 4, 1}, {1, 2, 4, 1}, {1, 3, 3, 1}, {1, 3, 6, 1}, {1, 3, 4, 0}, {1, 3, 4, 3}} {
		if l.Contains(a) {
			t.Errorf("%v is among them", a)
		}
	}
	for range l.All() {
		break
	}
}
