package corridor

import (
	"math"
	"slices"

	"github.com/paulmach/orb"

	"github.com/corridor-rail/corridor/geo"
)

// Bounds of the checks of a line.
const (
	maxPostKm       = 1.05 // chainage between two vertices, but for chords: posts stand every km
	maxStationM     = 1000 // metres from a station to its vertex
	maxStationChord = 5000 // the same beside a chord
	sameKm          = 1e-6 // chainages no further apart are the same
)

// lineChecker checks one line record.
type lineChecker struct {
	*checker
	line *LineRecord
}

func (c lineChecker) failf(format string, args ...any) {
	c.fault(FileLines, c.line.ID, format, args...)
}

func (c lineChecker) check() {
	l := c.line
	c.checkCommon(FileLines, l.ID, l.Name, l.Sources)
	c.checkCountry(FileLines, l.ID, l.Country)
	c.checkFields()
	c.checkPace(FileLines, c.line.ID, "speed", c.line.SpeedKmh, c.line.SpeedSource)
	if !c.checkVertices() {
		return // nothing to hold stops and spans against
	}
	c.checkSpans()
	c.checkPosts()
	c.checkStops()
}

// checkFields checks what a line says of itself.
func (c lineChecker) checkFields() {
	l := c.line
	if l.GaugeMM <= 0 {
		c.failf("gauge_mm is %d, want the gauge in millimetres", l.GaugeMM)
	}
	c.checkNames(FileLines, l.ID, l.Names)
	c.checkOptional(FileLines, l.ID, "status", l.Status, LineStatuses())
	c.checkOptional(FileLines, l.ID, "usage", l.Usage, LineUsages())
	if l.Opened != "" && !validDate(l.Opened) {
		c.failf("opened is %q, not an ISO 8601 year, month or day", l.Opened)
	}
	if l.Tracks < 0 {
		c.failf("the line has %d tracks", l.Tracks)
	}
	if !(l.OfficialKm >= 0) {
		c.failf("official_km is %v, want a length in km, or 0 where none is published", l.OfficialKm)
	}
	if slices.Contains(l.Notes, "") {
		c.failf("a note is empty")
	}
	c.checkPublished(FileLines, l.ID, l.OtherKm)
}

// checkVertices tells whether the line has a geometry with rising km.
func (c lineChecker) checkVertices() bool {
	l := c.line
	if len(l.Geometry) < 2 || len(l.Geometry) != len(l.Km) {
		c.failf("%d vertices and %d km, want two or more and as many of both", len(l.Geometry), len(l.Km))
		return false
	}
	for i, p := range l.Geometry {
		if !validPoint(p) {
			c.failf("vertex %d is %v, not lon/lat in degrees", i, p)
			return false
		}
		if km := l.Km[i]; math.IsNaN(km) || math.IsInf(km, 0) || i > 0 && km <= l.Km[i-1] {
			c.failf("vertex %d: km %v does not rise", i, km)
			return false
		}
	}
	return true
}

// checkSpans checks that spans of a known quality and source follow each other
// from end to end.
func (c lineChecker) checkSpans() {
	l := c.line
	at := l.Km[0]
	for _, s := range l.Spans {
		if math.Abs(s.FromKm-at) > sameKm || s.ToKm <= s.FromKm {
			c.failf("span %.3f to %.3f km should begin at %.3f km and rise", s.FromKm, s.ToKm, at)
		}
		if s.Quality.rank() < 0 {
			c.failf("span at %.3f km: unknown quality %q", s.FromKm, s.Quality)
		}
		if !c.sources[s.Source] {
			c.failf("span at %.3f km: unknown source %q", s.FromKm, s.Source)
		}
		at = s.ToKm
	}
	if end := l.Km[len(l.Km)-1]; math.Abs(at-end) > sameKm {
		c.failf("spans end at %.3f km, the line at %.3f km", at, end)
	}
}

// checkPosts checks that vertices are close enough to carry the shape.
func (c lineChecker) checkPosts() {
	l := c.line
	for i := 1; i < len(l.Km); i++ {
		from, to := l.Km[i-1], l.Km[i]
		if to-from > maxPostKm+sameKm && !c.chordBetween(from, to) {
			c.failf("no vertex between %.3f and %.3f km, further apart than %.2f km and not a chord", from, to, maxPostKm)
		}
	}
}

// chordBetween tells whether a chord touches the stretch between two km.
func (c lineChecker) chordBetween(from, to float64) bool {
	return slices.ContainsFunc(c.line.Spans, func(s Span) bool {
		return s.Quality == QualityChord && s.FromKm <= to && s.ToKm >= from
	})
}

// checkStops checks that stops resolve, rise from end to end, and stand at a
// vertex near the station.
func (c lineChecker) checkStops() {
	l := c.line
	if len(l.Stops) < 2 {
		c.failf("%d stops, want one at each end", len(l.Stops))
		return
	}
	for i, s := range l.Stops {
		isEnd := i == 0 || i == len(l.Stops)-1
		if i > 0 && s.Km <= l.Stops[i-1].Km {
			c.failf("stop %s: km %.3f does not rise", s.Station, s.Km)
		}
		vertex, ok := vertexAt(l.Km, s.Km)
		if !ok {
			c.failf("stop %s: no vertex at %.3f km", s.Station, s.Km)
			continue
		}
		if end := (len(l.Km) - 1) * min(i, 1); isEnd && vertex != end {
			c.failf("stop %s stands at %.3f km, but the line ends at %.3f km", s.Station, s.Km, l.Km[end])
		}
		if x := c.crossings[s.Station]; x != nil {
			c.checkAtCrossing(x, isEnd)
			c.checkOffset(s, x.Point, l.Geometry[vertex])
		} else if st := c.stations[s.Station]; st != nil {
			if st.Country != l.Country {
				c.failf("stop %s lies in %s, the line in %s: lines change country at a crossing", s.Station, st.Country, l.Country)
			}
			c.checkOffset(s, st.Point, l.Geometry[vertex])
		} else {
			c.failf("unknown station or crossing %q at %.3f km", s.Station, s.Km)
		}
	}
}

func (c lineChecker) checkAtCrossing(x *Crossing, isEnd bool) {
	l := c.line
	if !isEnd {
		c.failf("the line runs on beyond the crossing %s; it should end there", x.ID)
	}
	if !slices.Contains(x.Countries[:], l.Country) {
		c.failf("the crossing %s joins %s and %s, not %s", x.ID, x.Countries[0], x.Countries[1], l.Country)
	}
	if !slices.Contains(x.GaugesMM, l.GaugeMM) {
		c.failf("the crossing %s has gauges %v, the line %d mm", x.ID, x.GaugesMM, l.GaugeMM)
	}
}

func (c lineChecker) checkOffset(s Stop, station, vertex orb.Point) {
	limit := geo.Metres(maxStationM)
	if c.chordBetween(s.Km, s.Km) {
		limit = maxStationChord
	}
	if d := geo.Distance(station, vertex); !(d <= limit) {
		c.failf("stop %s lies %.0f m from the line at %.3f km, allowed %.0f m", s.Station, float64(d), s.Km, float64(limit))
	}
}

// vertexAt returns the vertex at a km.
func vertexAt(kms []float64, km float64) (int, bool) {
	i, ok := slices.BinarySearch(kms, km)
	switch {
	case ok || i < len(kms) && kms[i]-km <= sameKm:
		return i, true
	case i > 0 && km-kms[i-1] <= sameKm:
		return i - 1, true
	}
	return 0, false
}

// validPoint tells whether p is lon/lat in degrees: within ±180 and ±90.
func validPoint(p orb.Point) bool {
	return math.Abs(p.Lon()) <= 180 && math.Abs(p.Lat()) <= 90
}
