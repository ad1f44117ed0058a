package corridor

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"github.com/corridor-rail/corridor/geo"
)

// maxSnapM is how far from a track a point may be to stand for a place on it,
// in metres.
const maxSnapM = 50_000

// Place is an end or a via of a route: a node, or a spot on a segment.
type Place struct {
	ID      string // of the node; empty for a spot on a segment
	Name    string // of the node, or "Harbin-Manzhouli, km 12.3"
	Names   Names
	Point   orb.Point // of the node, or the spot on the track
	Node    *Node     // nil for a spot on a segment
	Segment *Segment  // nil for a node
	Km      float64   // chainage on the segment's line; 0 for a node
	OffsetM float64   // metres from the point asked for to the track; 0 for a node
}

// place returns the node as a place.
func (n *Node) place() Place {
	return Place{ID: n.ID, Name: n.Name, Names: n.Names, Point: n.Point, Node: n}
}

// gaugesMM lists the gauges of the tracks at the place.
func (p Place) gaugesMM() []int {
	if p.Node != nil {
		return p.Node.GaugesMM
	}
	return []int{p.Segment.Line.GaugeMM}
}

// Find resolves a place: a station or crossing id, a code (UIC, ESR with its
// check digit or without, China telegraph code, UN/LOCODE, SRT, RIL 100), a
// name or alias in any script, or "lon,lat" in degrees, snapped to the nearest
// track within 50 km.
//
// Ids, codes, names, aliases, other spellings and cities are tried in that
// order, and the first that answers decides. Other spellings are pinyin and the
// Latin forms of Cyrillic; a city stands for its most important station. Case,
// spaces, hyphens and the diacritics of Latin and Cyrillic do not count, and
// words such as "station", "вокзал" or 站 may stand beside the name. What Find
// finds is what [Network.Search] has first.
//
// It fails with *[AmbiguousError] when several stations share the name, with
// *[NotFoundError] when none has it, with *[OffNetworkError] when no track is
// near the point, and with another error when the query is empty, longer than
// [MaxQuery], or its lon,lat are out of range.
func (n *Network) Find(query string) (Place, error) { return n.findOn(query, 0) }

// findOn is Find, but snaps a point to the nearest track of a gauge in
// millimetres; 0: any.
func (n *Network) findOn(query string, gaugeMM int) (Place, error) {
	if strings.TrimSpace(query) == "" {
		return Place{}, errors.New("there is no place; want an id, a code, a name or lon,lat")
	}
	if len(query) > MaxQuery {
		return Place{}, fmt.Errorf("the place is %d bytes long; at most %d", len(query), MaxQuery)
	}
	if p, ok := parseLonLat(query); ok {
		return n.snap(query, p, gaugeMM)
	}
	switch found := n.names.find(query); len(found) {
	case 0:
		return Place{}, &NotFoundError{Query: query, Reason: "unknown place", Nearest: n.names.nearest(query, 5)}
	case 1:
		return found[0].place(), nil
	default:
		return Place{}, &AmbiguousError{Query: query, Candidates: found}
	}
}

// parseLonLat reads "lon,lat"; it is false for anything but two numbers.
func parseLonLat(s string) (orb.Point, bool) {
	lon, lat, ok := strings.Cut(s, ",")
	if !ok {
		return orb.Point{}, false
	}
	x, errX := strconv.ParseFloat(strings.TrimSpace(lon), 64)
	y, errY := strconv.ParseFloat(strings.TrimSpace(lat), 64)
	return orb.Point{x, y}, errX == nil && errY == nil
}

// snap returns the spot nearest to p on the tracks of a gauge; 0: any.
func (n *Network) snap(query string, p orb.Point, gaugeMM int) (Place, error) {
	if !validPoint(p) {
		if validPoint(orb.Point{p.Lat(), p.Lon()}) {
			return Place{}, fmt.Errorf("%q: the latitude %v is out of range; want lon,lat: longitude first", query, p.Lat())
		}
		return Place{}, fmt.Errorf("%q is out of range; want lon,lat in degrees, within ±180 and ±90", query)
	}
	m, ok := n.nearestOn(p, gaugeMM)
	if !ok {
		return Place{}, fmt.Errorf("%q: no track has a gauge of %d mm", query, gaugeMM)
	}
	if m.OffsetM > maxSnapM {
		return Place{}, &OffNetworkError{Query: query, Point: p, GaugeMM: gaugeMM, DistanceKm: m.OffsetM / 1000, Nearest: m.Station}
	}
	return Place{
		Name:    fmt.Sprintf("%s, km %.1f", m.Line.Name, m.Km),
		Point:   m.Point,
		Segment: m.Segment,
		Km:      m.Km,
		OffsetM: m.OffsetM,
	}, nil
}

// nearestOn returns the position nearest to a point on the lines of a gauge; 0:
// any. It is false where there is no such line.
func (n *Network) nearestOn(p orb.Point, gaugeMM int) (Match, bool) {
	best := geo.Metres(math.Inf(1))
	var found Match
	n.bounds.Nearest(p, func(i int, atLeast geo.Metres) bool {
		if atLeast > best {
			return false
		}
		l := n.lines[i]
		if gaugeMM != 0 && l.GaugeMM != gaugeMM {
			return true
		}
		nearest := l.shape.Locate(p, 0)[0]
		if nearest.Offset < best || nearest.Offset == best && l.ID < found.Line.ID {
			best, found = nearest.Offset, Match{l.position(nearest.Position), float64(nearest.Offset)}
		}
		return true
	})
	return found, found.Line != nil
}
