package geo_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/corridor-rail/corridor/geo"
	"github.com/paulmach/orb"
)

// box returns the box of w by h degrees whose south-west corner is p, clipped
// at the poles and wrapped at the antimeridian.
func box(p orb.Point, w, h float64) orb.Bound {
	return orb.Bound{Min: p, Max: orb.Point{math.Remainder(p[0]+w, 360), min(p[1]+h, 90)}}
}

func randomBoxes(rng *rand.Rand, n int, size float64) []orb.Bound {
	boxes := make([]orb.Bound, n)
	for i := range boxes {
		boxes[i] = box(randomPoint(rng), rng.Float64()*size, rng.Float64()*size)
	}
	return boxes
}

func window(x *geo.Index, b orb.Bound) []int {
	var found []int
	x.Window(b, func(i int) bool { found = append(found, i); return true })
	slices.Sort(found)
	return found
}

// touch is the plain reading of two boxes that may lie across the antimeridian.
func touch(a, b orb.Bound) bool {
	parts := func(b orb.Bound) [][2]float64 {
		if b.Min[0] <= b.Max[0] {
			return [][2]float64{{b.Min[0], b.Max[0]}}
		}
		return [][2]float64{{b.Min[0], 180}, {-180, b.Max[0]}}
	}
	if a.Min[1] > b.Max[1] || b.Min[1] > a.Max[1] {
		return false
	}
	for _, p := range parts(a) {
		for _, q := range parts(b) {
			if p[0] <= q[1] && q[0] <= p[1] {
				return true
			}
		}
	}
	return false
}

func TestWindowAgreesWithBruteForce(t *testing.T) {
	rng := rand.New(rand.NewPCG(51, 52))
	boxes := randomBoxes(rng, 2000, 20)
	boxes = append(boxes, randomBoxes(rng, 50, 350)...)
	x := geo.NewIndex(boxes)
	for range 300 {
		w := box(randomPoint(rng), rng.Float64()*rng.Float64()*359, rng.Float64()*60)
		var want []int
		for i, b := range boxes {
			if touch(w, b) {
				want = append(want, i)
			}
		}
		if got := window(x, w); !slices.Equal(got, want) {
			t.Fatalf("window %v: %d boxes, want %d", w, len(got), len(want))
		}
	}
}

func TestWindow(t *testing.T) {
	boxes := []orb.Bound{
		{Min: orb.Point{102, 25}, Max: orb.Point{103, 26}},
		{Min: orb.Point{179, 60}, Max: orb.Point{-179, 61}},   // across the antimeridian
		{Min: orb.Point{-180, -90}, Max: orb.Point{180, -80}}, // round the south pole
		{Min: orb.Point{180, 10}, Max: orb.Point{180, 10}},
		{Min: orb.Point{math.NaN(), 0}, Max: orb.Point{1, 1}}, // not a box
		{Min: orb.Point{0, 5}, Max: orb.Point{1, 4}},          // upside down
	}
	x := geo.NewIndex(boxes)
	for _, test := range []struct {
		name string
		b    orb.Bound
		want []int
	}{
		{"one", orb.Bound{Min: orb.Point{102.5, 25.5}, Max: orb.Point{102.5, 25.5}}, []int{0}},
		{"border", orb.Bound{Min: orb.Point{103, 26}, Max: orb.Point{104, 27}}, []int{0}},
		{"none", orb.Bound{Min: orb.Point{104, 26}, Max: orb.Point{105, 27}}, nil},
		{"world", orb.Bound{Min: orb.Point{-180, -90}, Max: orb.Point{180, 90}}, []int{0, 1, 2, 3}},
		{"west of the antimeridian", orb.Bound{Min: orb.Point{179.5, 0}, Max: orb.Point{179.9, 90}}, []int{1}},
		{"east of the antimeridian", orb.Bound{Min: orb.Point{-179.9, 0}, Max: orb.Point{-179.5, 90}}, []int{1}},
		{"at -180", orb.Bound{Min: orb.Point{-180, 9}, Max: orb.Point{-179, 11}}, []int{3}},
		{"across the antimeridian", orb.Bound{Min: orb.Point{170, -85}, Max: orb.Point{-170, 70}}, []int{1, 2, 3}},
		{"not a window", orb.Bound{Min: orb.Point{0, math.NaN()}, Max: orb.Point{1, 1}}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := window(x, test.b); !slices.Equal(got, test.want) {
				t.Errorf("found %v, want %v", got, test.want)
			}
		})
	}
	n := 0
	x.Window(boxes[2], func(int) bool { n++; return false })
	if n != 1 {
		t.Errorf("visited %d boxes after being told to stop", n)
	}
}

func TestNearestGivesLowerBoundsInOrder(t *testing.T) {
	rng := rand.New(rand.NewPCG(61, 62))
	boxes := append(randomBoxes(rng, 300, 15), randomBoxes(rng, 20, 300)...)
	x := geo.NewIndex(boxes)
	for range 60 {
		p := randomPoint(rng)
		seen, before := make(map[int]bool), geo.Metres(0)
		x.Nearest(p, func(i int, atLeast geo.Metres) bool {
			if seen[i] {
				t.Errorf("box %d comes twice", i)
			}
			if atLeast < before {
				t.Errorf("bound %v after %v", atLeast, before)
			}
			seen[i], before = true, atLeast
			// Points all over the box, its border above all, are no nearer; the
			// nearest of them is not much farther than the bound says.
			nearest := geo.Metres(math.Inf(1))
			b := boxes[i]
			width := math.Mod(b.Max[0]-b.Min[0]+360, 360)
			for k := range 40 {
				u, v := rng.Float64(), rng.Float64()
				if k%2 == 0 {
					u = math.Round(u)
				}
				if k%3 == 0 {
					v = math.Round(v)
				}
				q := orb.Point{b.Min[0] + u*width, b.Min[1] + v*(b.Max[1]-b.Min[1])}
				nearest = min(nearest, geo.Distance(p, q))
			}
			if nearest < atLeast {
				t.Errorf("box %v is said to be %v m from %v or more, but is %v m", b, atLeast, p, nearest)
			}
			return true
		})
		if len(seen) != len(boxes) {
			t.Fatalf("met %d boxes of %d", len(seen), len(boxes))
		}
	}
}

func TestNearestOfPoints(t *testing.T) {
	rng := rand.New(rand.NewPCG(71, 72))
	points := []orb.Point{{0, 90}, {0, -90}, {180, 10}, {-180, -10}}
	for range 500 {
		points = append(points, randomPoint(rng))
	}
	boxes := make([]orb.Bound, len(points))
	for i, p := range points {
		boxes[i] = p.Bound()
	}
	x := geo.NewIndex(boxes)
	for range 200 {
		p := randomPoint(rng)
		x.Nearest(p, func(i int, atLeast geo.Metres) bool {
			d := geo.Distance(p, points[i])
			if atLeast > d || float64(atLeast) < 0.98*float64(d)-1 {
				t.Errorf("%v to %v: bound %v, distance %v", p, points[i], atLeast, d)
			}
			return true
		})
	}
	x.Nearest(orb.Point{0, math.NaN()}, func(int, geo.Metres) bool {
		t.Error("something is near no position")
		return false
	})
}

func TestIndexOfNothing(t *testing.T) {
	x := geo.NewIndex(nil)
	if got := window(x, orb.Bound{Min: orb.Point{-180, -90}, Max: orb.Point{180, 90}}); got != nil {
		t.Errorf("found %v", got)
	}
	x.Nearest(orb.Point{}, func(int, geo.Metres) bool { t.Error("found something"); return false })
}
