package web

import (
	"github.com/labstack/echo/v4"

	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/geo"
)

// LineEnds is the answer of /lines/{line}/ends: how far a chainage is from both
// ends of its line, and from the stations around it.
type LineEnds struct {
	Line     LineRef   `json:"line"`
	Ends     [2]Along  `json:"ends"`     // by rising km
	Stations [2]*Along `json:"stations"` // before and after; at a station it is the one before
	Official bool      `json:"official"` // km are published on the whole line
}

// Along is a place on a line and how far it is along the track.
type Along struct {
	NodeRef
	Km         Km `json:"km"`          // by chainage
	MeasuredKm Km `json:"measured_km"` // geodesic length
}

// beyondEnd is how far beyond an end of its line, in km, a chainage still
// counts as that end: stations are listed with their km to one decimal.
const beyondEnd = 0.051

// NewLineEnds measures from a chainage of a line. The error is that of
// [corridor.Line.Slice].
func NewLineEnds(l *corridor.Line, km float64) (LineEnds, error) {
	if km > l.FromKm-beyondEnd && km < l.ToKm+beyondEnd {
		km = min(max(km, l.FromKm), l.ToKm)
	}
	if _, err := l.Slice(km, km); err != nil {
		return LineEnds{}, err
	}
	first, last := l.Segments[0], l.Segments[len(l.Segments)-1]
	around := first
	official := true
	for _, s := range l.Segments {
		official = official && s.Official
		if s.FromKm < km {
			around = s
		}
	}
	names := newRef(l.ID, l.Name, l.Names, first.From.Point)
	answer := LineEnds{Line: LineRef{l.ID, names.Name, names.Names}, Official: official}
	for _, stop := range []struct {
		at   *corridor.Node
		km   float64
		take func(Along)
	}{
		{first.From, first.FromKm, func(a Along) { answer.Ends[0] = a }},
		{last.To, last.ToKm, func(a Along) { answer.Ends[1] = a }},
		{around.From, around.FromKm, func(a Along) { answer.Stations[0] = &a }},
		{around.To, around.ToKm, func(a Along) { answer.Stations[1] = &a }},
	} {
		stretch, err := l.Slice(km, stop.km)
		if err != nil {
			return LineEnds{}, err
		}
		stop.take(Along{newNodeRef(stop.at), Km(max(km, stop.km) - min(km, stop.km)), Km(geo.Length(stretch).Km())})
	}
	return answer, nil
}

func (s *Server) handleLineEnds(c echo.Context) error {
	km, err := parseLineEnds(c.QueryString())
	if err != nil {
		return err
	}
	line, err := s.network.Line(pathText(c, "line"))
	if err != nil {
		return err
	}
	ends, err := NewLineEnds(line, km)
	if err != nil {
		return err
	}
	return sendJSON(c, ends)
}

// parseLineEnds reads the parameters of /lines/{id}/ends: a chainage in km.
func parseLineEnds(rawQuery string) (km float64, err error) {
	p := newParams(rawQuery)
	km = p.chainage("km", "a chainage of the line, such as 123.45 or km 123+450")
	p.choice("f", "json")
	return km, p.err()
}
