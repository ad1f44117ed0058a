package build

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/geo"
)

// How the raw ways hold together, in metres.
const (
	joinReach    = 200  // a way that ends within this of another is joined to it: simplified ways miss their junctions by that much
	joinCost     = 6    // a joined metre costs this many metres of track
	chordCost    = 9    // a bridged metre costs this many
	chordStart   = 500  // and each bridge this much more
	aloneCost    = 1.8  // straight from anchor to anchor, one of them on no track
	reachCost    = 3    // straight from a loose end to an anchor on no track
	lastCost     = 30   // straight from anchor to anchor costs this many times its length
	strayCost    = 1.7  // a metre of a way that belongs to another line
	offsetCost   = 2    // a metre between a station and the track it is taken to lie on
	seenAsChord  = 400  // a join or bridge longer than this is a chord in the result
	maxDetour    = 4    // a path this many times the straight line between two anchors is given up
	detourMargin = 40e3 // plus this
	maxStops     = 24   // ways at an anchor that are tried
)

// anchor is a point the centreline must pass, in order.
type anchor struct {
	Name  string
	Point orb.Point
	Reach float64 // m: how far its track may lie
	Exact bool    // the line passes the point itself, not the nearest track
}

// track is a graph over the raw ways of one line, split at the places where
// anchors and other ways touch them.
type track struct {
	points []orb.Point
	arcs   [][]arc
	stops  [][]stop // by anchor: the nodes it may be
}

type arc struct {
	to      int32
	cost    float64 // m
	quality corridor.Quality
	source  string
}

type stop struct {
	node   int32
	offset float64 // m
}

// edge is one piece of a way between neighbouring vertices.
type edge struct {
	way, i int
}

// split is a new node on an edge.
type split struct {
	node  int32
	along geo.Metres
}

// trackBuilder holds what is needed only while the graph is made.
type trackBuilder struct {
	*track
	ways   []way
	lines  []*geo.Line
	edges  []edge
	first  []int // first edge of each way
	index  *geo.Index
	nodeAt map[orb.Point]int32
	splits map[edge][]split
	links  []link
	alone  []int32 // nodes of anchors that lie on no track
}

type link struct {
	a, b    int32
	cost    float64
	quality corridor.Quality
	source  string
}

// newTrack makes the graph:
//
//  1. every vertex of a way is a node, shared where ways share it;
//  2. every anchor gets a node on each track near by;
//  3. every loose end is joined to the ways it nearly touches;
//  4. loose ends and anchors without a track are bridged by chords up to
//     bridge metres, and each anchor to the next as a last resort;
//  5. the ways become arcs, split where nodes were put on them.
func newTrack(ways []way, anchors []anchor, bridge float64) (*track, error) {
	b := &trackBuilder{
		track:  &track{},
		ways:   ways,
		nodeAt: map[orb.Point]int32{},
		splits: map[edge][]split{},
	}
	if err := b.indexWays(); err != nil { // 1
		return nil, err
	}
	headings := b.headings()
	for _, a := range anchors { // 2
		b.stops = append(b.stops, b.place(a))
	}
	loose := b.looseEnds(headings)
	for _, end := range loose { // 3
		b.join(end)
	}
	b.bridge(loose, bridge) // 4
	b.connect()             // 5
	return b.track, nil
}

func (b *trackBuilder) indexWays() error {
	var bounds []orb.Bound
	for w, way := range b.ways {
		line, err := geo.NewLine(way.Points, nil)
		if err != nil {
			return err
		}
		b.lines = append(b.lines, line)
		b.first = append(b.first, len(b.edges))
		for i := range way.Points[:len(way.Points)-1] {
			b.edges = append(b.edges, edge{w, i})
			bounds = append(bounds, line.EdgeBound(i))
		}
		for _, p := range way.Points {
			b.node(p)
		}
	}
	b.index = geo.NewIndex(bounds)
	return nil
}

// node is the node at p, a new one if there is none.
func (b *trackBuilder) node(p orb.Point) int32 {
	if n, ok := b.nodeAt[p]; ok {
		return n
	}
	n := int32(len(b.points))
	b.nodeAt[p] = n
	b.points = append(b.points, p)
	return n
}

// headings lists, by node, the directions in degrees in which ways leave it.
func (b *trackBuilder) headings() [][]float64 {
	headings := make([][]float64, len(b.points))
	for _, way := range b.ways {
		for i, p := range way.Points[1:] {
			m, n := b.nodeAt[way.Points[i]], b.nodeAt[p]
			_, there, back := geo.Inverse(way.Points[i], p)
			headings[m] = append(headings[m], there)
			headings[n] = append(headings[n], back+180)
		}
	}
	return headings
}

// near lists the edges within reach of p with the nearest position on each,
// nearest first.
func (b *trackBuilder) near(p orb.Point, reach float64) []found {
	var list []found
	b.index.Nearest(p, func(i int, atLeast geo.Metres) bool {
		if float64(atLeast) > reach {
			return false
		}
		e := b.edges[i]
		if at := b.lines[e.way].LocateEdge(p, e.i); float64(at.Offset) <= reach {
			list = append(list, found{e, at})
		}
		return true
	})
	slices.SortFunc(list, func(a, b found) int {
		return cmp.Or(cmp.Compare(a.at.Offset, b.at.Offset), cmp.Compare(a.edge.way, b.edge.way), cmp.Compare(a.edge.i, b.edge.i))
	})
	return list
}

type found struct {
	edge edge
	at   geo.Nearest
}

// touch is the node at a position on an edge.
func (b *trackBuilder) touch(f found) int32 {
	n := b.node(f.at.Point) // that of another way, or an anchor, may lie there
	b.splits[f.edge] = append(b.splits[f.edge], split{n, f.at.Along})
	return n
}

// place finds the nodes that a may be: the nearest position on each way within
// its reach, or a node of its own where there is no track.
func (b *trackBuilder) place(a anchor) []stop {
	near := b.near(a.Point, a.Reach)
	if a.Exact || len(near) == 0 {
		own := b.node(a.Point)
		if len(near) == 0 {
			b.alone = append(b.alone, own)
		}
		for _, f := range near {
			b.links = append(b.links, link{own, b.touch(f), joinCost * float64(f.at.Offset), b.ways[f.edge.way].Quality, b.ways[f.edge.way].Source})
		}
		return []stop{{own, 0}}
	}
	var stops []stop
	seen := map[int]bool{}
	for _, f := range near {
		if len(stops) < maxStops && !seen[f.edge.way] {
			seen[f.edge.way] = true
			stops = append(stops, stop{b.touch(f), float64(f.at.Offset)})
		}
	}
	return stops
}

// looseEnds lists the ends of ways from which a train can only turn back: all
// ways leave them on one side.
func (b *trackBuilder) looseEnds(headings [][]float64) []int32 {
	var ends []int32
	for _, way := range b.ways {
		for _, p := range []orb.Point{way.Points[0], way.Points[len(way.Points)-1]} {
			if n := b.nodeAt[p]; oneSided(headings[n]) {
				ends = append(ends, n)
			}
		}
	}
	slices.Sort(ends)
	return slices.Compact(ends)
}

// oneSided says whether all headings lie within a right angle of one another.
func oneSided(headings []float64) bool {
	for i, a := range headings {
		for _, b := range headings[i+1:] {
			if math.Cos((a-b)*math.Pi/180) < 0 {
				return false
			}
		}
	}
	return true
}

// join links a loose end to the nearest position on each other way near by.
func (b *trackBuilder) join(end int32) {
	seen := map[int]bool{}
	for _, f := range b.near(b.points[end], joinReach) {
		w := b.ways[f.edge.way]
		if seen[f.edge.way] || slices.Contains(w.Points, b.points[end]) {
			continue
		}
		seen[f.edge.way] = true
		b.links = append(b.links, link{end, b.touch(f), joinCost*float64(f.at.Offset) + 20, w.Quality, w.Source})
	}
}

// bridge links loose ends and anchors without a track that are up to reach
// metres apart, and neighbouring anchors whatever their distance.
func (b *trackBuilder) bridge(loose []int32, reach float64) {
	for i := 1; i < len(b.stops); i++ {
		b.chord(b.stops[i-1][0].node, b.stops[i][0].node, lastCost, aloneCost)
	}
	ends := append(slices.Clone(loose), b.alone...)
	slices.SortFunc(ends, func(m, n int32) int {
		return cmp.Or(cmp.Compare(b.points[m].Lat(), b.points[n].Lat()), cmp.Compare(m, n))
	})
	degrees := reach / 110e3
	for i, m := range ends {
		for _, n := range ends[i+1:] {
			if b.points[n].Lat()-b.points[m].Lat() > degrees {
				break
			}
			if b.length(m, n) <= reach {
				b.chord(m, n, chordCost, reachCost)
			}
		}
	}
}

// chord links two nodes straight; a metre costs cost, or alone where one of
// them lies on no track.
func (b *trackBuilder) chord(m, n int32, cost, alone float64) {
	if slices.Contains(b.alone, m) || slices.Contains(b.alone, n) {
		cost = alone
	}
	b.links = append(b.links, link{m, n, cost*b.length(m, n) + chordStart, corridor.QualityChord, ""})
}

func (b *trackBuilder) length(m, n int32) float64 {
	return float64(geo.Distance(b.points[m], b.points[n]))
}

func (b *trackBuilder) connect() {
	b.arcs = make([][]arc, len(b.points))
	for w, way := range b.ways {
		for i := range way.Points[:len(way.Points)-1] {
			last := b.nodeAt[way.Points[i]]
			splits := b.splits[edge{w, i}]
			slices.SortFunc(splits, func(a, b split) int {
				return cmp.Or(cmp.Compare(a.along, b.along), cmp.Compare(a.node, b.node))
			})
			for _, s := range append(splits, split{node: b.nodeAt[way.Points[i+1]]}) {
				b.arc(link{last, s.node, way.cost() * b.length(last, s.node), way.Quality, way.Source})
				last = s.node
			}
		}
	}
	for _, l := range b.links {
		if l.quality != corridor.QualityChord && b.length(l.a, l.b) > seenAsChord {
			l.quality = corridor.QualityChord
		}
		b.arc(l)
	}
}

// cost of a metre of w.
func (w way) cost() float64 {
	if w.Stray {
		return strayCost
	}
	return 1
}

func (b *trackBuilder) arc(l link) {
	if l.a != l.b {
		b.arcs[l.a] = append(b.arcs[l.a], arc{l.b, l.cost, l.quality, l.source})
		b.arcs[l.b] = append(b.arcs[l.b], arc{l.a, l.cost, l.quality, l.source})
	}
}
