package web

import (
	"github.com/paulmach/orb"
)

// Bounds of what a request may ask.
const (
	defaultItems = 10
	maxItems     = 10_000
	maxOffset    = 1_000_000_000
	maxVia       = 25
	maxAvoid     = 50
	defaultHits  = 10
	maxHits      = 50
	maxMatches   = 10 // per the contract of /locate
)

const placeHint = "a station id, code or name, or lon,lat"

// parseNone accepts no parameter at all.
func parseNone(rawQuery string) error { return newParams(rawQuery).err() }

// parseFormat accepts f alone, one of formats; the first is the default.
func parseFormat(rawQuery string, formats ...string) (string, error) {
	p := newParams(rawQuery)
	f := p.choice("f", formats...)
	return f, p.err()
}

// parseLocate reads the parameters of /locate: a position in degrees.
func parseLocate(rawQuery string) (orb.Point, error) {
	p := newParams(rawQuery)
	at := readPosition(p)
	p.choice("f", "json")
	return at, p.err()
}

// parseAt reads the parameters of /lines/{id}/at: a chainage in km.
func parseAt(rawQuery string) (km float64, err error) {
	p := newParams(rawQuery)
	km = p.chainage("km", "a chainage of the line, such as 123.45 or km 123+450")
	p.choice("f", "geojson")
	return km, p.err()
}

// searchQuery is what /search is asked.
type searchQuery struct {
	Text  string
	Limit int
	Lang  string // of the names in the answer
}

// Languages lists the languages that names may be asked for in: English, which
// all have, those of the page, then those of the other countries.
func Languages() []string {
	return []string{"en", "zh", "ru", "lo", "th", "kk", "mn", "be", "pl", "de"}
}

func parseSearch(rawQuery string) (searchQuery, error) {
	p := newParams(rawQuery)
	q := searchQuery{
		Text:  p.required("q", "a name, a code or the beginning of one"),
		Limit: p.integer("limit", defaultHits, 1, maxHits),
		Lang:  p.choice("lang", Languages()...),
	}
	p.choice("f", "geojson")
	return q, p.err()
}
