package web

import (
	"github.com/paulmach/orb"

	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/geo"
)

// readPosition reads lon and lat, in degrees. A latitude that is the longitude
// is said to be one.
func readPosition(p *params) orb.Point {
	lon := p.number("lon", "degrees east", -180, 180)
	text := p.required("lat", "degrees north")
	if text == "" {
		return orb.Point{}
	}
	lat, ok := parseNumber(text, -180, 180)
	if !ok {
		p.fault("lat", "%q is not a number from -90 to 90", text)
	} else if err := geo.CheckPosition(orb.Point{lon, lat}); err != nil {
		p.fault("lat", "%w", err)
	}
	return orb.Point{lon, lat}
}

// parseReach reads the parameters of /reach.
func parseReach(rawQuery string) (corridor.ReachQuery, error) {
	p := newParams(rawQuery)
	q := corridor.ReachQuery{
		From:    p.required("from", placeHint),
		Km:      p.number("km", "a distance in kilometres", 0, corridor.MaxReachKm),
		GaugeMM: p.integer("gauge", 0, 1, 3000),
		Avoid:   p.list("avoid", maxAvoid),
	}
	p.choice("f", "geojson")
	return q, p.err()
}

// parseMatch reads the parameters of /match; the trace is the body.
func parseMatch(rawQuery string) (q corridor.MatchQuery, format string, err error) {
	p := newParams(rawQuery)
	q.SigmaM = optional(p, "sigma", 1, 1000)
	q.MaxSpeedKmh = optional(p, "max_speed", 1, 1000)
	q.GaugeMM = p.integer("gauge", 0, 1, 3000)
	format = p.choice("f", MatchFormats()...)
	return q, format, p.err()
}

// optional returns a number of [lo, hi], 0 where it is not given.
func optional(p *params, name string, lo, hi float64) float64 {
	if len(p.values[name]) == 0 {
		p.known = append(p.known, name)
		return 0
	}
	return p.number(name, "", lo, hi)
}
