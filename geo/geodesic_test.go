package geo_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/corridor-rail/corridor/geo"
	"github.com/paulmach/orb"
)

// near fails the test unless got is within tolerance of want.
func near[T ~float64](t *testing.T, what string, got, want, tolerance T) {
	t.Helper()
	if !(math.Abs(float64(got-want)) <= float64(tolerance)) {
		t.Errorf("%s = %.12f, want %.12f within %g", what, float64(got), float64(want), float64(tolerance))
	}
}

// randomPoint returns a point anywhere on the ellipsoid, poles included.
func randomPoint(rng *rand.Rand) orb.Point {
	return orb.Point{rng.Float64()*360 - 180, math.Asin(rng.Float64()*2-1) * 180 / math.Pi}
}

func TestInverse(t *testing.T) {
	const quadrant = 10001965.729313 // metres, equator to pole on WGS 84
	for _, test := range []struct {
		name       string
		a, b       orb.Point
		d          geo.Metres
		azi1, azi2 float64 // NaN: any
	}{
		// GeographicLib, documentation of GeodSolve and of the Python package.
		{"JFK to LHR", orb.Point{-73.8, 40.6}, orb.Point{-0.5, 51.6}, 5551759.400319, 51.198882845580, 107.821776735514},
		{"Wellington to Salamanca, nearly antipodal", orb.Point{174.81, -41.32}, orb.Point{-5.5, 40.96}, 19959679.267354, 161.067669986160, 18.825195123248},
		// Karney (2013), tables 3 and 5.
		{"a few metres", orb.Point{0, -30.12345}, orb.Point{0.00005, -30.12344}, 4.944208, 77.043533, 77.043508},
		{"nearly antipodal", orb.Point{0, -30}, orb.Point{179.8, 29.9}, 19989832.827610, 161.890524736, 18.090737246},
		// GeographicLib, tests/geodtest.cpp.
		{"geodtest 1", orb.Point{-139.44815, 35.60777}, orb.Point{-69.95921, -11.17491}, 8935244.5604818305, 111.098748429560326, 129.289270889708762},
		{"geodtest 2, across the antimeridian", orb.Point{106.05087, 55.52454}, orb.Point{197.18234, 77.03196}, 4105086.1713924406, 22.020059880982801, 109.112041110671519},
		{"geodtest 3", orb.Point{142.59065, -21.97856}, orb.Point{98.56635, 41.84138}, 8394328.894657671, -32.44456876433189, -41.84359951440466},
		{"geodtest 4", orb.Point{112.2363, -66.99028}, orb.Point{285.90344, -12.70631}, 11150344.2312080241, 173.73491240878403, 2.512956620913668},
		{"geodtest 5", orb.Point{173.34268, -17.42761}, orb.Point{5.93557, -15.84784}, 16076603.1631180673, -159.033557661192928, -20.787484651536988},
		// Closed forms: an arc of the equator is part of a circle of radius a; the
		// meridian quadrant is that of WGS 84.
		{"one degree of the equator", orb.Point{0, 0}, orb.Point{1, 0}, 6378137 * math.Pi / 180, 90, 90},
		{"the equator across the antimeridian", orb.Point{179.5, 0}, orb.Point{-179.5, 0}, 6378137 * math.Pi / 180, 90, 90},
		{"meridian, equator to pole", orb.Point{102, 0}, orb.Point{102, 90}, quadrant, 0, 0},
		{"pole to pole", orb.Point{0, 90}, orb.Point{0, -90}, 2 * quadrant, math.NaN(), math.NaN()},
		{"antipodal on the equator, over a pole", orb.Point{0, 0}, orb.Point{180, 0}, 2 * quadrant, 0, 180},
		{"antipodal but for a nothing", orb.Point{0, -1e-47}, orb.Point{179.5, -1e-187}, 19980861.908891, 55.966495140159, 124.033504859841},
		{"no length", orb.Point{102, 25}, orb.Point{102, 25}, 0, math.NaN(), math.NaN()},
		{"no length, another longitude", orb.Point{180, 25}, orb.Point{-180, 25}, 0, math.NaN(), math.NaN()},
		{"no length at the pole", orb.Point{10, 90}, orb.Point{200, 90}, 0, math.NaN(), math.NaN()},
	} {
		t.Run(test.name, func(t *testing.T) {
			d, azi1, azi2 := geo.Inverse(test.a, test.b)
			near(t, "d", d, test.d, 1e-6)
			near(t, "Distance", geo.Distance(test.b, test.a), test.d, 1e-6)
			if !math.IsNaN(test.azi1) {
				near(t, "azi1", azi1, test.azi1, 1e-6)
				near(t, "azi2", azi2, test.azi2, 1e-6)
			}
		})
	}
}

func TestDirect(t *testing.T) {
	for _, test := range []struct {
		name    string
		p       orb.Point
		azimuth float64
		d       geo.Metres
		q       orb.Point
	}{
		{"Karney (2013), table 2", orb.Point{0, 40}, 30, 10_000_000, orb.Point{137.84490004377, 41.79331020506}},
		{"20 000 km south-west of Perth", orb.Point{115.74, -32.06}, 225, 20_000_000, orb.Point{-63.95925278, 32.11195529}},
		{"over the pole", orb.Point{20, 0}, 0, 2 * 10001965.729313, orb.Point{-160, 0}},
		{"backwards", orb.Point{0, 0}, 90, -6378137 * math.Pi / 180, orb.Point{-1, 0}},
		{"nowhere", orb.Point{102.7, 25}, 33, 0, orb.Point{102.7, 25}},
	} {
		t.Run(test.name, func(t *testing.T) {
			q, _ := geo.Direct(test.p, test.azimuth, test.d)
			near(t, "longitude", q[0], test.q[0], 1e-8)
			near(t, "latitude", q[1], test.q[1], 1e-8)
		})
	}
}

func TestInverseRejectsWhatIsNotAPosition(t *testing.T) {
	ok := orb.Point{102, 25}
	for _, p := range []orb.Point{{0, 91}, {math.NaN(), 0}, {0, math.NaN()}, {math.Inf(1), 0}, {0, math.Inf(-1)}, {541, 0}, {1e116, 0}} {
		if d := geo.Distance(ok, p); !math.IsNaN(float64(d)) {
			t.Errorf("Distance to %v = %v, want NaN", p, d)
		}
		if q, _ := geo.Direct(p, 0, 1); !math.IsNaN(q[0]) {
			t.Errorf("Direct from %v = %v, want NaN", p, q)
		}
	}
}

func TestDirectUndoesInverse(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 12))
	for range 5000 {
		a, b := randomPoint(rng), randomPoint(rng)
		d, azi1, azi2 := geo.Inverse(a, b)
		q, azi := geo.Direct(a, azi1, d)
		near(t, "missed by", geo.Distance(b, q), 0, 1e-6)
		if math.Abs(b[1]) < 89 {
			near(t, "turn", math.Remainder(azi-azi2, 360), 0, 1e-6)
		}
	}
}

func TestLength(t *testing.T) {
	ls := orb.LineString{{-73.8, 40.6}, {-0.5, 51.6}, {-73.8, 40.6}}
	near(t, "there and back", geo.Length(ls), 2*5551759.400319, 1e-6)
	for _, ls := range []orb.LineString{nil, {}, {{102, 25}}} {
		near(t, "length of too few", geo.Length(ls), 0, 0)
	}
	if got := geo.Metres(1234.5).Km(); got != 1.2345 {
		t.Errorf("Km = %v", got)
	}
}
