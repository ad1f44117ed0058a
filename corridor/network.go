package corridor

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/paulmach/orb"

	"github.com/corridor-rail/corridor/geo"
)

// Network is a checked, connected, immutable railway. All its lists are sorted
// by id.
type Network struct {
	meta      Meta
	lines     []*Line
	segments  []*Segment
	nodes     []*Node // stations and crossings
	stations  []*Node
	crossings []*Node
	corridors []*Corridor

	names      *nameIndex
	principals principals
	graph      graph
	pace       *pace      // nil where no line has a speed
	bounds     *geo.Index // boxes of lines
}

// New checks ds and connects it. All faults found are reported together, as a
// *[CheckError]. New keeps references into ds, which must not change any more.
//
//  1. Check the records one by one and against each other.
//  2. Measure the lines, place the nodes on them and cut segments.
//  3. Join the segments to a graph; check that it hangs together.
//  4. Index names and positions.
//  5. Route the named corridors, which gives the nodes their importance.
//  6. Index the stations of importance that places are described by.
//
// A step with faults is the last.
func New(ds *Dataset) (*Network, error) {
	n := &Network{meta: ds.Meta}
	steps := []func() []Fault{
		func() []Fault { return checkRecords(ds) },
		func() []Fault { return n.connect(ds) },
		func() []Fault { n.graph = newGraph(n.nodes, n.lines); return n.checkConnected() },
		func() []Fault { n.index(); return nil },
		func() []Fault { return n.routeCorridors(ds.Corridors) },
		func() []Fault { n.principals = newPrincipals(n.stations); return nil },
	}
	for _, step := range steps {
		if faults := step(); len(faults) > 0 {
			slices.SortStableFunc(faults, func(a, b Fault) int {
				return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Feature, b.Feature))
			})
			return nil, &CheckError{faults}
		}
	}
	return n, nil
}

// connect makes the lines, nodes and segments.
func (n *Network) connect(ds *Dataset) []Fault {
	var faults []Fault
	byID := n.addNodes(ds)
	for i := range ds.Lines {
		l, err := newLine(&ds.Lines[i])
		if err == nil {
			for _, s := range l.Stops {
				node := byID[s.Station]
				node.Stops = append(node.Stops, LineStop{Line: l, Km: s.Km, Official: s.Official})
				l.nodes = append(l.nodes, node)
			}
			err = l.cut()
		}
		if err != nil {
			faults = append(faults, Fault{FileLines, ds.Lines[i].ID, err.Error()})
			continue
		}
		n.lines = append(n.lines, l)
		n.segments = append(n.segments, l.Segments...)
	}
	slices.SortFunc(n.lines, func(a, b *Line) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(n.segments, func(a, b *Segment) int { return cmp.Compare(a.ID, b.ID) })
	for i, s := range n.segments {
		s.index = i
	}
	if len(faults) > 0 {
		return faults // nodes would complain of the lines that are missing
	}
	for _, node := range n.nodes {
		node.sortStops()
		faults = append(faults, node.check()...)
	}
	return faults
}

// addNodes makes the nodes, which do not know their lines yet.
func (n *Network) addNodes(ds *Dataset) map[string]*Node {
	byID := make(map[string]*Node, len(ds.Stations)+len(ds.Crossings))
	for i := range ds.Stations {
		s := &ds.Stations[i]
		byID[s.ID] = &Node{ID: s.ID, Name: s.Name, Names: s.Names, Point: s.Point, Station: s}
		n.stations = append(n.stations, byID[s.ID])
	}
	for i := range ds.Crossings {
		x := &ds.Crossings[i]
		byID[x.ID] = &Node{ID: x.ID, Name: x.Name, Point: x.Point, Crossing: x}
		n.crossings = append(n.crossings, byID[x.ID])
	}
	n.nodes = slices.Concat(n.stations, n.crossings)
	for _, list := range [][]*Node{n.stations, n.crossings, n.nodes} {
		slices.SortFunc(list, func(a, b *Node) int { return cmp.Compare(a.ID, b.ID) })
	}
	for i, node := range n.nodes {
		node.index = i
	}
	for _, country := range ds.Meta.Countries {
		for _, id := range country.Capitals {
			byID[id].capital = true
		}
	}
	return byID
}

// checkConnected reports the lines that cannot be reached from most of the
// others.
func (n *Network) checkConnected() []Fault {
	part := n.graph.components()
	size := map[int32]int{}
	main := int32(0)
	for i := range n.graph.edges[:n.graph.changes] {
		e := &n.graph.edges[i]
		p := part[e.ends[0]]
		if size[p] += len(e.segments()); size[p] > size[main] {
			main = p
		}
	}
	var faults []Fault
	for _, l := range n.lines {
		end := n.graph.accesses[n.graph.stateOf(l.nodes[0], l.GaugeMM)]
		if part[end.vertex] != main {
			faults = append(faults, Fault{FileLines, l.ID, fmt.Sprintf(
				"the line is cut off: no track of %d mm and no break of gauge joins it to the rest of the network", l.GaugeMM)})
		}
	}
	return faults
}

func (n *Network) index() {
	bounds := make([]orb.Bound, len(n.lines))
	for i, l := range n.lines {
		bounds[i] = l.shape.Bound()
	}
	n.bounds = geo.NewIndex(bounds)
	n.names = newNameIndex(n.nodes, n.meta.Countries)
	n.pace = newPace(n.lines, n.nodes)
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
