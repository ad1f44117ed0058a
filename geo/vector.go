package geo

import (
	"math"

	"github.com/paulmach/orb"
)

// WGS 84, from NIMA TR8350.2 (2000), table 3.1.
const (
	semiMajor  = 6378137.0 // metres
	flattening = 1 / 298.257223563
	semiMinor  = semiMajor * (1 - flattening)

	eccentricity2 = flattening * (2 - flattening) // squared

	// minRadius is the smallest radius of curvature anywhere on the
	// ellipsoid: that of the meridian at the equator, b²/a. A geodesic, as a
	// curve in space, bends nowhere more than this.
	minRadius = semiMinor * semiMinor / semiMajor

	// meanRadius is the mean radius of the semi-axes, (2a+b)/3.
	meanRadius = (2*semiMajor + semiMinor) / 3
)

// vector is a position in space, in metres, geocentric.
type vector [3]float64

// spaceError is more than rounding can ever put into a distance in space.
const spaceError = 1e-6 // metres

// geocentric returns the position of p on the surface of the ellipsoid.
func geocentric(p orb.Point) vector {
	sinLat, cosLat := math.Sincos(p[1] * math.Pi / 180)
	sinLon, cosLon := math.Sincos(p[0] * math.Pi / 180)
	n := semiMajor / math.Sqrt(1-eccentricity2*sinLat*sinLat)
	return vector{n * cosLat * cosLon, n * cosLat * sinLon, n * (1 - eccentricity2) * sinLat}
}

func (v vector) sub(w vector) vector { return vector{v[0] - w[0], v[1] - w[1], v[2] - w[2]} }

func (v vector) dot(w vector) float64 { return v[0]*w[0] + v[1]*w[1] + v[2]*w[2] }

func (v vector) norm() float64 { return math.Sqrt(v.dot(v)) }

func (v vector) lerp(w vector, t float64) vector {
	return vector{v[0] + t*(w[0]-v[0]), v[1] + t*(w[1]-v[1]), v[2] + t*(w[2]-v[2])}
}

func (v vector) cross(w vector) vector {
	return vector{v[1]*w[2] - v[2]*w[1], v[2]*w[0] - v[0]*w[2], v[0]*w[1] - v[1]*w[0]}
}

// chordDistance returns the distance in space from p to the straight chord
// a-b, and where on the chord the nearest point lies, 0 at a to 1 at b.
func chordDistance(p, a, b vector) (d, t float64) {
	ab, ap := b.sub(a), p.sub(a)
	if l2 := ab.dot(ab); l2 > 0 {
		t = min(max(ap.dot(ab)/l2, 0), 1)
	}
	return p.sub(a.lerp(b, t)).norm(), t
}

// sagitta bounds how far a geodesic of the given length strays from its chord
// in space, in metres: a curve whose second derivative by arc length is at
// most 1/R departs from its linear interpolation by at most s²/8R.
func sagitta(length float64) float64 { return length * length / (8 * minRadius) }

// atLeast returns a lower bound in metres of the geodesic length between two
// points of the ellipsoid whose distance in space is at least chord metres.
//
// The chord itself is one. Over some 2000 km and more there is a better one:
// stretch the ellipsoid along its axis to a sphere of radius a; chords do not
// shrink, and lengths grow by no more than a/b.
func atLeast(chord float64) Metres {
	if chord < 1e6 {
		return Metres(max(chord, 0))
	}
	return Metres(max(chord, 2*semiMinor*math.Asin(min(chord/(2*semiMajor), 1))))
}
