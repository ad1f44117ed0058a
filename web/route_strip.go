package web

import (
	"fmt"

	"github.com/corridor-rail/corridor/corridor"
)

// routeStrip is a strip map of a route: its places one below the other with the line
// between them, as railways draw a line in their timetables. Sizes are in pixels.
type routeStrip struct {
	Width, Height int
	Bands         []routeBand
	Stops         []routeStop
}

// routeBand is the track between two places.
type routeBand struct {
	Y, Height int
	Gauge     string // class of the style sheet: "gauge-1435"
	Text      string // "Binzhou Railway, 935.0 km"
}

// routeStop is a place.
type routeStop struct {
	Y           int
	Class       string // "stop", "border", "break", "end"
	Name, Local string
	Kind, Km    string
}

// Sizes of a strip map in pixels.
const (
	routeStripWidth  = 440
	routeStripMargin = 32
	routeStripRow    = 72
	routeStripBump   = 8 // more for each thousand km, at most ten times
)

// newRouteStrip draws a route by its itinerary; places at the same km share a row. A
// row grows with its length, but not in scale: a border and the station behind it
// must not fall together.
func newRouteStrip(r *corridor.Route) routeStrip {
	s := routeStrip{Width: routeStripWidth}
	y := routeStripMargin
	for i, w := range r.Itinerary {
		if i > 0 {
			before := r.Itinerary[i-1]
			if w.AtKm == before.AtKm && w.Place.Node == before.Place.Node {
				last := &s.Stops[len(s.Stops)-1]
				last.Kind += ", " + string(w.Kind)
				last.Class = routeStripClass(w.Kind)
				continue
			}
			height := routeStripRow + min(int((w.AtKm-before.AtKm)/1000*routeStripBump), 10*routeStripBump)
			gauge, text := along(r, before.AtKm, w.AtKm)
			s.Bands = append(s.Bands, routeBand{Y: y, Height: height, Gauge: gauge, Text: text})
			y += height
		}
		s.Stops = append(s.Stops, routeStop{
			Y: y, Class: routeStripClass(w.Kind), Name: w.Place.Name, Local: localOf(w.Place), Kind: string(w.Kind), Km: fmt.Sprintf("%.1f", w.AtKm),
		})
	}
	s.Height = y + routeStripMargin
	return s
}

func routeStripClass(kind corridor.WaypointKind) string {
	switch kind {
	case corridor.WaypointFrom, corridor.WaypointTo:
		return "end"
	case corridor.WaypointBorder:
		return "border"
	case corridor.WaypointBreak:
		return "break"
	}
	return "stop"
}

// along names the gauge and the lines between two km of a route.
func along(r *corridor.Route, fromKm, toKm float64) (class, text string) {
	km := 0.0
	var last *corridor.Line
	for _, s := range r.ByLine {
		start := km
		if km += s.Km; km <= fromKm+1e-6 || start >= toKm-1e-6 {
			continue
		}
		if class == "" {
			class = fmt.Sprintf("gauge-%d", s.Line.GaugeMM)
		}
		if s.Line != last {
			if text != "" {
				text += ", "
			}
			text += s.Line.Name
			last = s.Line
		}
	}
	return class, fmt.Sprintf("%s, %.1f km", text, toKm-fromKm)
}

// localOf is the name of a place in the first of the languages of its country
// that is not written in Latin letters; empty where there is none.
func localOf(p corridor.Place) string {
	if p.Node == nil || p.Node.Station == nil {
		return ""
	}
	language := map[string]string{"CN": "zh", "RU": "ru", "BY": "ru", "KZ": "ru", "MN": "mn", "LA": "lo", "TH": "th"}[p.Node.Station.Country]
	if name := p.Names[language]; name != p.Name {
		return name
	}
	return ""
}
