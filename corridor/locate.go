package corridor

import (
	"errors"

	"github.com/paulmach/orb"
)

// Position is a spot on a line, with what is known about it.
type Position struct {
	Line         *Line
	Km           float64 // chainage
	Point        orb.Point
	Azimuth      float64 // of travel by rising km: degrees clockwise from north, -180 to 180
	Segment      *Segment
	Station      *Node   // the nearest station along the line; nil on a line without stations
	StationKm    float64 // chainage from here to Station, >= 0
	Quality      Quality
	UncertaintyM float64 // half of all positions of this quality are at most this far from the track, metres
}

// Match is the position on a line nearest to a point.
type Match struct {
	Position
	OffsetM float64 // metres from the point to the track
}

// Locate returns the positions nearest to p: on each line at most one, none
// more than 5 km further away than the nearest, at most limit, nearest first.
// It is empty only for limit < 1 or a point that is not lon/lat in degrees.
func (n *Network) Locate(p orb.Point, limit int) []Match { return nil }

// At returns the position at a chainage of a line: [ErrNotFound] for an
// unknown line, [ErrOutside] beyond its ends.
func (n *Network) At(line string, km float64) (Position, error) {
	return Position{}, errors.New("not built yet")
}
