package corridor

import (
	"errors"

	"github.com/paulmach/orb"
)

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

// Find resolves a place: a station or crossing id, a code (UIC, ESR, China
// telegraph code, UN/LOCODE, SRT, RIL 100), a name or alias in any script, or
// "lon,lat" in degrees, snapped to the nearest track within 50 km. Ids, codes,
// names and aliases are tried in that order, and the first that answers
// decides; case, spaces, hyphens and the diacritics of Latin and Cyrillic do
// not count.
//
// It fails with *[AmbiguousError] when several stations share the name, and
// with *[NotFoundError] when none has it.
func (n *Network) Find(query string) (Place, error) { return Place{}, errors.New("not built yet") }
