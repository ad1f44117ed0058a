package geo

import (
	"fmt"
	"math"

	"github.com/paulmach/orb"
)

// CheckPosition returns an error unless p is a longitude in [-180, 180] and a
// latitude in [-90, 90], in degrees. It is stricter than the functions of this
// package, which take a turn more, and says so where the two look swapped.
func CheckPosition(p orb.Point) error {
	lon, lat := p.Lon(), p.Lat()
	switch {
	case math.Abs(lon) <= 180 && math.Abs(lat) <= 90:
		return nil
	case math.Abs(lon) <= 90 && math.Abs(lat) <= 180:
		return fmt.Errorf("latitude %v lies outside -90 to 90; longitude comes first: are the two swapped?", lat)
	}
	return fmt.Errorf("longitude %v, latitude %v is no position; want degrees from -180 to 180 and from -90 to 90", lon, lat)
}
