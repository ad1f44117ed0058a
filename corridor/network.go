package corridor

import (
	"cmp"
	"fmt"
	"slices"
)

// Network is a checked, connected, immutable railway. All its lists are sorted
// by id.
type Network struct {
	meta      Meta
	lines     []*Line
	segments  []*Segment
	nodes     []*Node // stations, then crossings
	stations  []*Node // part of nodes
	crossings []*Node // part of nodes
	corridors []*Corridor
}

// New checks ds and connects it. All faults are reported together, as a
// *[CheckError]. New keeps references into ds, which must not change any more.
func New(ds *Dataset) (*Network, error) {
	return nil, fmt.Errorf("not built yet")
}

// Meta names the dataset and its sources.
func (n *Network) Meta() Meta { return n.meta }

// Lines returns all lines by id.
func (n *Network) Lines() []*Line { return n.lines }

// Segments returns all segments by id.
func (n *Network) Segments() []*Segment { return n.segments }

// Stations returns the nodes that are stations, by id.
func (n *Network) Stations() []*Node { return n.stations }

// Crossings returns the nodes that are border crossings, by id.
func (n *Network) Crossings() []*Node { return n.crossings }

// Corridors returns the named corridors by id.
func (n *Network) Corridors() []*Corridor { return n.corridors }

// Line returns the line of that id, or [ErrNotFound].
func (n *Network) Line(id string) (*Line, error) {
	return lookup(n.lines, "line", id, func(l *Line) string { return l.ID })
}

// Segment returns the segment of that id, or [ErrNotFound].
func (n *Network) Segment(id string) (*Segment, error) {
	return lookup(n.segments, "segment", id, func(s *Segment) string { return s.ID })
}

// Station returns the station of that id, or [ErrNotFound].
func (n *Network) Station(id string) (*Node, error) {
	return lookup(n.stations, "station", id, func(s *Node) string { return s.ID })
}

// Crossing returns the crossing of that id, or [ErrNotFound].
func (n *Network) Crossing(id string) (*Node, error) {
	return lookup(n.crossings, "crossing", id, func(c *Node) string { return c.ID })
}

// Corridor returns the corridor of that id, or [ErrNotFound].
func (n *Network) Corridor(id string) (*Corridor, error) {
	return lookup(n.corridors, "corridor", id, func(c *Corridor) string { return c.ID })
}

// lookup finds id in a list sorted by id.
func lookup[T any](list []*T, kind, id string, key func(*T) string) (*T, error) {
	i, ok := slices.BinarySearchFunc(list, id, func(v *T, id string) int { return cmp.Compare(key(v), id) })
	if !ok {
		return nil, fmt.Errorf("%s %q: %w", kind, id, ErrNotFound)
	}
	return list[i], nil
}
