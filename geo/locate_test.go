package geo_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/corridor-rail/corridor/geo"
	"github.com/paulmach/orb"
)

func TestLocateOfAtIsTheIdentity(t *testing.T) {
	eachLine(t, func(t *testing.T, l *geo.Line, rng *rand.Rand) {
		for range 500 {
			want := at(t, l, randomKm(l, rng))
			found := l.Locate(want.Point, 0.01)
			same := func(n geo.Nearest) bool { return math.Abs(float64(n.Along-want.Along)) < 1e-3 }
			if !slices.ContainsFunc(found, same) { // a line may cross itself
				t.Errorf("km %v located at %+v", want.Km, found)
			}
			near(t, "offset", found[0].Offset, 0, 1e-3)
		}
	})
}

// bruteForce returns the distance from p to the edge by golden-section search,
// which knows nothing of azimuths, from many starts.
func bruteForce(a, b, p orb.Point) geo.Metres {
	length, azimuth, _ := geo.Inverse(a, b)
	distance := func(s geo.Metres) geo.Metres {
		q, _ := geo.Direct(a, azimuth, s)
		return geo.Distance(p, q)
	}
	const starts = 8
	best := geo.Metres(math.Inf(1))
	for i := range starts {
		lo, hi := length*geo.Metres(i)/starts, length*geo.Metres(i+1)/starts
		for hi-lo > 1e-3 {
			x, y := hi-(hi-lo)/math.Phi, lo+(hi-lo)/math.Phi
			if distance(x) < distance(y) {
				hi = y
			} else {
				lo = x
			}
		}
		best = min(best, distance(lo), distance(hi))
	}
	return best
}

func TestLocateEdgeAgreesWithBruteForce(t *testing.T) {
	for _, test := range []struct {
		name        string
		edge, reach geo.Metres // length of the edge, distance of the point, at most
	}{
		{"short edge, near", 50, 30},
		{"short edge, far", 50, 50_000},
		{"1 km", 1000, 500},
		{"100 km", 100_000, 10_000},
		{"300 km", 300_000, 300_000},
		{"3000 km", 3_000_000, 2_000_000},
		{"8000 km, near", 8_000_000, 9_000_000},
		{"from the other side of the earth", 6_000_000, 20_000_000},
	} {
		t.Run(test.name, func(t *testing.T) {
			rng := rand.New(rand.NewPCG(31, 32))
			for range 150 {
				a := randomPoint(rng)
				b, _ := geo.Direct(a, rng.Float64()*360, test.edge)
				mid, _ := geo.Direct(a, rng.Float64()*360, test.edge*geo.Metres(rng.Float64()))
				p, _ := geo.Direct(mid, rng.Float64()*360, test.reach*geo.Metres(rng.Float64()))
				l := mustLine(t, orb.LineString{a, b})
				got := l.LocateEdge(p, 0)
				near(t, "offset", got.Offset, bruteForce(a, b, p), 1e-5)
				near(t, "distance to its point", geo.Distance(p, got.Point), got.Offset, 1e-5)
				near(t, "along", geo.Distance(a, got.Point), got.Along, 1e-5)
			}
		})
	}
}

// Seen from nearly the other side of the earth an edge has its ends in all
// directions, and the geodesics to it bunch together.
func TestLocateEdgeFromTheAntipode(t *testing.T) {
	rng := rand.New(rand.NewPCG(35, 36))
	for range 3000 {
		a, azimuth, length := randomPoint(rng), rng.Float64()*360, geo.Metres(rng.Float64()*1.5e7)
		b, _ := geo.Direct(a, azimuth, length)
		on, _ := geo.Direct(a, azimuth, length*geo.Metres(rng.Float64()))
		p := orb.Point{math.Remainder(on[0]+180+rng.NormFloat64()/2, 360), min(max(-on[1]+rng.NormFloat64()/2, -90), 90)}
		got := mustLine(t, orb.LineString{a, b}).LocateEdge(p, 0).Offset
		if end := min(geo.Distance(a, p), geo.Distance(b, p)); got > end+1e-3 {
			t.Fatalf("edge %v to %v is %v m from %v, its end %v m", a, b, got, p, end)
		}
	}
}

func TestLocateLeavesNoEdgeOut(t *testing.T) {
	eachLine(t, func(t *testing.T, l *geo.Line, rng *rand.Rand) {
		for _, reach := range []geo.Metres{1, 1e3, 1e5, 5e6, 19e6} {
			for range 10 {
				p, _ := geo.Direct(at(t, l, randomKm(l, rng)).Point, rng.Float64()*360, reach*geo.Metres(rng.Float64()))
				want := geo.Metres(math.Inf(1))
				for i := range l.NumVertices() - 1 {
					want = min(want, l.LocateEdge(p, i).Offset)
				}
				near(t, "offset", l.Locate(p, 0)[0].Offset, want, 1e-6)
			}
		}
	})
}

func TestLocateTies(t *testing.T) {
	// A hairpin: out along the equator, back one kilometre to the north.
	hairpin := mustLine(t, orb.LineString{{0, 0}, {1, 0}, {1, 0.009}, {0, 0.009}})
	square := mustLine(t, orb.LineString{{-0.1, -0.1}, {0.1, -0.1}, {0.1, 0.1}, {-0.1, 0.1}, {-0.1, -0.1}})
	angle := mustLine(t, orb.LineString{{0, 0}, {1, 0}, {1, -1}})
	for _, test := range []struct {
		name  string
		line  *geo.Line
		p     orb.Point
		tie   geo.Metres
		edges []int
	}{
		{"nearest alone", hairpin, orb.Point{0.5, 0.004}, 0, []int{0}},
		{"both passes", hairpin, orb.Point{0.5, 0.004}, 500, []int{0, 2}},
		{"nearest first", hairpin, orb.Point{0.5, 0.005}, 500, []int{2, 0}},
		{"not far enough", hairpin, orb.Point{0.5, 0.004}, 50, []int{0}},
		{"a vertex once, where the next edge begins", hairpin, orb.Point{1.01, -0.01}, 100, []int{1}},
		{"both ends of a ring", square, orb.Point{-0.2, -0.2}, 0, []int{0, 3}},
		{"all four sides", square, orb.Point{0, 0}, 100_000, []int{0, 2, 1, 3}},
		{"a vertex beyond a nearer place is none", angle, orb.Point{0.5, 0.1}, 1e6, []int{0}},
		{"a vertex before a nearer place is none", angle, orb.Point{1.1, -0.5}, 1e6, []int{1}},
		{"negative tie is none", hairpin, orb.Point{0.5, 0.004}, -1, []int{0}},
		{"NaN tie is none", hairpin, orb.Point{0.5, 0.004}, geo.Metres(math.NaN()), []int{0}},
		{"infinite tie is every local minimum", hairpin, orb.Point{0.5, 0.004}, geo.Metres(math.Inf(1)), []int{0, 2, 1}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var edges []int
			offset := geo.Metres(0)
			for _, n := range test.line.Locate(test.p, test.tie) {
				edges = append(edges, n.Edge)
				if n.Offset < offset {
					t.Error("offsets fall")
				}
				offset = n.Offset
			}
			if !slices.Equal(edges, test.edges) {
				t.Errorf("edges %v, want %v", edges, test.edges)
			}
		})
	}
}

func TestLocateOnALineOfNearlyNothing(t *testing.T) {
	l := mustLine(t, orb.LineString{{0, 0}, {-0.1, 0}, {-0.1, 1e-15}, {-0.1, 2e-15}})
	for _, p := range []orb.Point{{-14.75, 1.9}, {-0.1, 0}, {0, 0}, {-0.05, 1}} {
		if len(l.Locate(p, 0)) == 0 {
			t.Errorf("%v is nowhere", p)
		}
	}
}

func TestLocateRefusesWhatIsNotAPosition(t *testing.T) {
	l := mustLine(t, winding(10, 100))
	for _, p := range []orb.Point{{math.NaN(), 0}, {0, math.NaN()}, {0, 90.1}, {math.Inf(1), 0}, {1e9, 0}} {
		if found := l.Locate(p, 1); len(found) != 0 {
			t.Errorf("%v located at %v", p, found)
		}
	}
	if len(l.Locate(orb.Point{102.7 + 360, 25}, 1)) == 0 {
		t.Error("longitude is not read modulo 360")
	}
}

func TestAzimuthIsTheDirectionOfTravel(t *testing.T) {
	eachLine(t, func(t *testing.T, l *geo.Line, rng *rand.Rand) {
		for range 200 {
			here := at(t, l, randomKm(l, rng))
			next, _ := l.Vertex(here.Edge + 1)
			d, azimuth, _ := geo.Inverse(here.Point, next)
			if d > 1 && d < 1e7 && math.Abs(here.Point[1]) < 89 {
				near(t, "turn", math.Remainder(here.Azimuth-azimuth, 360), 0, 1e-4)
			}
		}
	})
}
