package corridor

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/paulmach/orb"
)

// Node is a place where segments end and lines may join: a station or a
// border crossing. Exactly one of Station and Crossing is set.
//
// Importance orders search hits and says how early a map shows the node:
//
//	5  an end of a named corridor
//	4  a place a named corridor is routed through; a break of gauge
//	3  a principal passenger station, or one known abroad: with names in three
//	   languages or more, transliterations apart
//	2  an end of a line, a station on several lines, a crossing, a junction,
//	   a border station, a freight terminal
//	1  any other station
//	0  a halt or block post, or a station that was only placed by its km
type Node struct {
	ID       string
	Name     string // English or Latin transliteration
	Names    Names
	Point    orb.Point
	Station  *Station  // nil at a crossing
	Crossing *Crossing // nil at a station

	Stops      []LineStop // where it lies on lines, by line id, then km
	GaugesMM   []int      // of the lines that stop here, rising
	Importance int        // 0 to 5

	index   int  // in Network.nodes
	capital bool // a station of its country's capital
}

// LineStop is the position of a node on a line.
type LineStop struct {
	Line     *Line
	Km       float64
	Official bool // the km is published
}

// BreakOfGauge tells whether freight changes between the node's gauges.
func (n *Node) BreakOfGauge() bool { return n.Station != nil && n.Station.BreakOfGauge }

// sortStops orders the stops and gathers their gauges.
func (n *Node) sortStops() {
	slices.SortFunc(n.Stops, func(a, b LineStop) int {
		return cmp.Or(cmp.Compare(a.Line.ID, b.Line.ID), cmp.Compare(a.Km, b.Km))
	})
	for _, s := range n.Stops {
		n.GaugesMM = append(n.GaugesMM, s.Line.GaugeMM)
	}
	slices.Sort(n.GaugesMM)
	n.GaugesMM = slices.Compact(n.GaugesMM)
}

// check finds what only shows when the lines are known.
func (n *Node) check() []Fault {
	file := FileStations
	if n.Crossing != nil {
		file = FileCrossings
	}
	var faults []Fault
	fail := func(format string, args ...any) {
		faults = append(faults, Fault{file, n.ID, fmt.Sprintf(format, args...)})
	}
	if len(n.Stops) == 0 {
		fail("it lies on no line")
	}
	if n.BreakOfGauge() && len(n.GaugesMM) < 2 {
		fail("a break of gauge needs lines of two gauges, here are %v", n.GaugesMM)
	}
	if n.Crossing == nil {
		return faults
	}
	for _, country := range n.Crossing.Countries {
		for _, gauge := range n.Crossing.GaugesMM {
			if !slices.ContainsFunc(n.Stops, func(s LineStop) bool {
				return s.Line.Country == country && s.Line.GaugeMM == gauge
			}) {
				fail("no line of %d mm in %s ends here", gauge, country)
			}
		}
	}
	return faults
}

// importance is that of a node which no corridor names: see [Node].
func importance(n *Node) int {
	isEnd := func(s LineStop) bool { return s.Km == s.Line.FromKm || s.Km == s.Line.ToKm }
	isOf := func(kinds ...string) bool {
		return n.Station != nil && slices.ContainsFunc(kinds, func(kind string) bool { return slices.Contains(n.Station.Kinds, kind) })
	}
	switch {
	case n.BreakOfGauge():
		return 4
	case isOf("passenger") || languages(n) >= 3:
		return 3
	case n.Crossing != nil || len(n.Stops) > 1 || slices.ContainsFunc(n.Stops, isEnd) || isOf("junction", "border", "freight"):
		return 2
	case n.Station.Derived || isOf("halt", "block post"):
		return 0
	}
	return 1
}

// languages is in how many languages a node has a name, without Russian in
// China: all stations have one there, by transliteration.
func languages(n *Node) int {
	count := len(n.Names)
	if n.Names["ru"] != "" && n.in("CN") {
		count--
	}
	return count
}

// in tells whether the node lies in a country; a crossing lies in two.
func (n *Node) in(country string) bool {
	if n.Crossing != nil {
		return slices.Contains(n.Crossing.Countries[:], country)
	}
	return n.Station.Country == country
}
