package web

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/corridor-rail/corridor/corridor"
)

// Measures of the plot, in its own units.
const (
	plotLabel  = 210 // width of the names of lines
	plotWidth  = 480 // width of the scale
	plotMargin = 28  // right of the scale
	plotRow    = 16  // height of a line
	plotHead   = 24  // height of the figures above the rows
	plotLimit  = 0.05
	plotClose  = 0.01 // the band that is called close
	plotChord  = 0.1  // share of chords, which cut corners, from which a mark is hollow
)

// ratioPlot places a mark for each line with published km: measured over
// official km, from plotLimit below 1 to plotLimit above. A line beyond stands
// at the edge.
type ratioPlot struct {
	Width, Height int
	Top, Bottom   int    // of the rows
	Band          [2]int // left and right of the band within plotClose
	Ticks         []tick
	Marks         []mark
}

type tick struct {
	X    int
	Text string
}

type mark struct {
	X, Y       int
	Line, Text string
	Class      string // "close", "off" or "beyond", and "hollow" for a line with many chords
}

func newRatioPlot(checks []corridor.LineCheck) *ratioPlot {
	p := &ratioPlot{Width: plotLabel + plotWidth + plotMargin, Top: plotHead, Band: [2]int{ratioX(-plotClose), ratioX(plotClose)}}
	for percent := -5; percent <= 5; percent++ {
		p.Ticks = append(p.Ticks, tick{ratioX(float64(percent) / 100), strings.Replace(fmt.Sprintf("%+d %%", percent), "+0", "0", 1)})
	}
	p.Bottom = p.Top
	for _, c := range checks {
		if c.OfficialKm == 0 {
			continue
		}
		off := c.Ratio - 1
		m := mark{X: ratioX(max(-plotLimit, min(off, plotLimit))), Y: p.Bottom + plotRow/2, Line: c.Line.ID, Class: "close",
			Text: fmt.Sprintf("%s: %.1f km measured, %.1f km official, %+.2f %%", c.Line.Name, c.MeasuredKm, c.OfficialKm, 100*off)}
		switch {
		case math.Abs(off) > plotLimit:
			m.Class = "beyond"
		case math.Abs(off) > plotClose:
			m.Class = "off"
		}
		if slices.ContainsFunc(c.Shares, func(s corridor.QualityShare) bool {
			return s.Quality == corridor.QualityChord && s.Share >= plotChord
		}) {
			m.Class += " hollow"
		}
		p.Marks = append(p.Marks, m)
		p.Bottom += plotRow
	}
	p.Height = p.Bottom + plotRow/2
	return p
}

// ratioX is where a departure from a ratio of 1 stands.
func ratioX(off float64) int {
	return plotLabel + int(math.Round((off/plotLimit+1)/2*plotWidth))
}

// BandWidth is the width of the band.
func (p *ratioPlot) BandWidth() int { return p.Band[1] - p.Band[0] }

// RowsHeight is the height of all rows.
func (p *ratioPlot) RowsHeight() int { return p.Bottom - p.Top }
