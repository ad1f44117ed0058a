package geo

import (
	"math"

	"github.com/paulmach/orb"
)

// viewpoint is a point that boxes are seen from, with latitudes and longitudes
// read on a sphere of radius 1.
//
// An element of length on the ellipsoid is ds² = M²dφ² + N²cos²φ dλ², and
// neither radius is anywhere less than [minRadius]; so an angle on the sphere
// times minRadius is a lower bound of the geodesic distance.
type viewpoint struct {
	lon      float64 // degrees
	lat      float64 // radians
	sin, cos float64 // of lat
}

func newViewpoint(p orb.Point) viewpoint {
	v := viewpoint{lon: p[0], lat: p[1] * math.Pi / 180}
	v.sin, v.cos = math.Sincos(v.lat)
	return v
}

// angleToBox returns the angle in radians to the nearest point of a box, whose
// corners are in degrees, with unrolled longitudes.
func (v *viewpoint) angleToBox(lo, hi [2]float64) float64 {
	south, north := lo[1]*math.Pi/180, hi[1]*math.Pi/180
	east := math.Mod(v.lon-lo[0], 360) // from the west side, eastwards
	if east < 0 {
		east += 360
	}
	width := hi[0] - lo[0]
	if east <= width {
		return max(south-v.lat, v.lat-north, 0)
	}
	// Along a parallel the distance grows with the turn, so the nearest point
	// is on the side that is the smaller turn away.
	turn := min(east-width, 360-east) * math.Pi / 180
	return v.angleToMeridian(turn, south, north)
}

// angleToMeridian returns the angle to the nearest point between two latitudes
// of the meridian that is turn away, 0 <= turn <= π; all in radians.
func (v *viewpoint) angleToMeridian(turn, south, north float64) float64 {
	sin, cos := math.Sincos(turn)
	// The cosine of the angle to latitude φ there is a multiple of cos(φ-foot).
	foot := math.Atan2(v.sin, v.cos*cos)
	if south <= foot && foot <= north {
		return math.Asin(min(v.cos*sin, 1))
	}
	half := math.Sin(turn / 2)
	h := min(v.haversine(south, half), v.haversine(north, half))
	return 2 * math.Asin(min(math.Sqrt(h), 1))
}

// haversine returns the squared sine of half the angle to a point at latitude
// lat, in radians, where half is the sine of half the turn to its meridian.
func (v *viewpoint) haversine(lat, half float64) float64 {
	sin := math.Sin((lat - v.lat) / 2)
	return sin*sin + v.cos*math.Cos(lat)*half*half
}
