package web

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"

	"github.com/corridor-rail/corridor/corridor"
)

// Sizes of a strip map, in pixels.
const (
	stripWidth  = 1080
	stripHeight = 176
	stripRail   = 120 // from the top
	stripSide   = 16  // left and right of the rail
	stripRow    = 16  // between two rows of names
	stripTop    = 34  // baseline of the highest row
)

// strip is a journey as a straight line by km.
type strip struct {
	Width, Height, Rail int
	Countries           []stripBand
	Rails               []stripRun
	Ticks               []stripTick
	Stops               []stripStop
}

type stripBand struct {
	X, Width float64
	Name     string
	Odd      bool
}

type stripRun struct {
	X1, X2 float64
	Gauge  string // class of the gauge
	Guess  bool
}

type stripTick struct {
	X    float64
	Text string
}

// stripStop is a mark and, where it found room, a name.
type stripStop struct {
	X           float64
	Kind, Title string
	Text        string
	TextX, Y    float64
	AtEnd       bool // the text ends at TextX
}

func newStrip(r *corridor.Route, s *speech) strip {
	x := func(km float64) float64 { return stripSide + km/max(r.DistanceKm, 1e-9)*(stripWidth-2*stripSide) }
	drawn := strip{Width: stripWidth, Height: stripHeight, Rail: stripRail}
	for _, leg := range r.Legs {
		x1, x2 := x(leg.StartKm), x(leg.EndKm)
		country, run := leg.Segment.Line.Country, stripRun{x1, x2, gaugeClass(leg.Segment.Line.GaugeMM), leg.Segment.Quality == corridor.QualityChord}
		if name, n := s.Country(country), len(drawn.Countries); n > 0 && drawn.Countries[n-1].Name == name {
			drawn.Countries[n-1].Width = x2 - drawn.Countries[n-1].X
		} else {
			drawn.Countries = append(drawn.Countries, stripBand{X: x1, Width: x2 - x1, Name: name, Odd: n%2 == 1})
		}
		if n := len(drawn.Rails); n > 0 && drawn.Rails[n-1].Gauge == run.Gauge && drawn.Rails[n-1].Guess == run.Guess {
			drawn.Rails[n-1].X2 = x2
		} else {
			drawn.Rails = append(drawn.Rails, run)
		}
	}
	for i, band := range drawn.Countries {
		if band.Width < textWidth(band.Name)+8 {
			drawn.Countries[i].Name = ""
		}
	}
	for step, km := stripStep(r.DistanceKm), 0.0; km <= r.DistanceKm; km += step {
		drawn.Ticks = append(drawn.Ticks, stripTick{x(km), s.Number(km, 0)})
	}
	for _, w := range r.Itinerary {
		name := s.Place(w.Place)
		drawn.Stops = append(drawn.Stops, stripStop{X: x(w.AtKm), Kind: string(w.Kind), Title: name + " · " + s.Km(w.AtKm), Text: name})
	}
	layoutStops(drawn.Stops)
	return drawn
}

// stripStep is a round number of km, so that no more than a dozen are written.
func stripStep(km float64) float64 {
	for step := 1.0; ; step *= 10 {
		for _, factor := range []float64{1, 2, 5} {
			if km/(step*factor) <= 12 {
				return step * factor
			}
		}
	}
}

// layoutStops gives each name the lowest free row above the rail, the weightier
// first; those without room lose their text.
func layoutStops(stops []stripStop) {
	rank := []string{"from", "to", "break of gauge", "border", "capital", "via", "reversal", "junction"}
	order := make([]int, len(stops))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return slices.Index(rank, stops[a].Kind) - slices.Index(rank, stops[b].Kind) })
	const rows = (stripRail-20-stripTop)/stripRow + 1
	var taken [rows][][2]float64
	var leads []float64
	for _, i := range order {
		stop := &stops[i]
		width := textWidth(stop.Text)
		left := stop.X
		if stop.AtEnd = left+width > stripWidth-4; stop.AtEnd {
			left -= width
		}
		row := slices.IndexFunc(taken[:], func(texts [][2]float64) bool {
			return !slices.ContainsFunc(texts, func(t [2]float64) bool { return left < t[1]+8 && t[0] < left+width+8 }) &&
				!slices.ContainsFunc(leads, func(x float64) bool { return left-3 < x && x < left+width+3 && math.Abs(x-stop.X) >= 1 })
		})
		if row < 0 || left < 0 {
			stop.Text = ""
			continue
		}
		leads = append(leads, stop.X)
		taken[row] = append(taken[row], [2]float64{left, left + width})
		stop.TextX, stop.Y = stop.X, float64(stripRail-20-row*stripRow)
	}
}

// textWidth is about how wide a text is at 12 px: letters of East Asia take two
// columns, marks none.
func textWidth(text string) float64 {
	var width float64
	for _, letter := range text {
		switch {
		case unicode.Is(unicode.M, letter):
		case unicode.In(letter, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul):
			width += 12.4
		default:
			width += 6.9
		}
	}
	return width
}

// gaugeClass is the class of a gauge in the style sheet.
func gaugeClass(mm int) string {
	switch mm {
	case 1435, 1000:
		return fmt.Sprintf("gauge-%d", mm)
	case 1520, 1524:
		return "gauge-1520"
	}
	return "gauge-other"
}

// KindClass is the kind of a stop as a class of the style sheet.
func (s stripStop) KindClass() string { return strings.ReplaceAll(s.Kind, " ", "-") }
