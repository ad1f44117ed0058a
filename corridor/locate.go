package corridor

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"github.com/corridor-rail/corridor/geo"
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
	UncertaintyM float64 // metres within which the track lies, in 95 of 100 places of that quality
}

// Match is the position on a line nearest to a point.
type Match struct {
	Position
	OffsetM float64 // metres from the point to the track
}

// matchBand is how much further away than the nearest match another may be.
const matchBand = geo.Metres(5000)

// Locate returns the positions nearest to p: on each line at most one, none
// more than 5 km further away than the nearest, at most limit, nearest first,
// then by line id. It is empty only for limit < 1 or a point that is not
// lon/lat in degrees.
func (n *Network) Locate(p orb.Point, limit int) []Match {
	if limit < 1 || !validPoint(p) {
		return nil
	}
	type found struct {
		line *Line
		geo.Nearest
	}
	var all []found
	best := geo.Metres(math.Inf(1))
	n.bounds.Nearest(p, func(i int, atLeast geo.Metres) bool {
		if atLeast > best+matchBand {
			return false
		}
		nearest := n.lines[i].shape.Locate(p, 0)[0]
		if nearest.Offset <= best+matchBand {
			all = append(all, found{n.lines[i], nearest})
			best = min(best, nearest.Offset)
		}
		return true
	})
	slices.SortFunc(all, func(a, b found) int {
		return cmp.Or(cmp.Compare(a.Offset, b.Offset), cmp.Compare(a.line.ID, b.line.ID))
	})
	var matches []Match
	for _, f := range all {
		if f.Offset > best+matchBand || len(matches) == limit {
			break
		}
		matches = append(matches, Match{f.line.position(f.Position), float64(f.Offset)})
	}
	return matches
}

// At returns the position at a chainage of a line: [ErrNotFound] for an
// unknown line, [ErrOutside] beyond its ends.
func (n *Network) At(line string, km float64) (Position, error) {
	l, err := n.Line(line)
	if err != nil {
		return Position{}, err
	}
	p, err := l.shape.At(km)
	if err != nil {
		return Position{}, fmt.Errorf("line %q: %w", line, err)
	}
	return l.position(p), nil
}

// position adds to a place on the line what is known about it.
func (l *Line) position(p geo.Position) Position {
	span := l.spanAt(p.Km)
	out := Position{
		Line:         l,
		Km:           p.Km,
		Point:        p.Point,
		Azimuth:      p.Azimuth,
		Segment:      l.segmentAt(p.Km),
		Quality:      span.Quality,
		UncertaintyM: l.uncertaintyM(span, p.Km),
	}
	out.Station, out.StationKm = l.nearestStation(p.Km)
	return out
}

// nearestStation returns the station nearest to a km along the line, the lower
// of two, and how far it is in km; nil on a line without stations.
func (l *Line) nearestStation(km float64) (*Node, float64) {
	var nearest *Node
	away := math.Inf(1)
	for i, s := range l.Stops {
		if d := math.Abs(s.Km - km); l.nodes[i].Station != nil && d < away {
			nearest, away = l.nodes[i], d
		}
	}
	if nearest == nil {
		return nil, 0
	}
	return nearest, away
}
