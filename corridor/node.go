package corridor

import "github.com/paulmach/orb"

// Node is a place where segments end and lines may join: a station or a
// border crossing. Exactly one of Station and Crossing is set.
type Node struct {
	ID       string
	Name     string // English or Latin transliteration
	Names    Names
	Point    orb.Point
	Station  *Station  // nil at a crossing
	Crossing *Crossing // nil at a station

	Stops      []LineStop // where it lies on lines, by line id, then km
	GaugesMM   []int      // of the lines that stop here, rising
	Importance int        // 0 (halt) to 5 (end of a corridor): see importance
}

// LineStop is the position of a node on a line.
type LineStop struct {
	Line     *Line
	Km       float64
	Official bool // the km is published
}

// BreakOfGauge tells whether freight changes between the node's gauges.
func (n *Node) BreakOfGauge() bool { return n.Station != nil && n.Station.BreakOfGauge }
