package corridor

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"github.com/corridor-rail/corridor/geo"
)

// In returns the name in a language, a BCP 47 tag, or otherwise where it has
// none.
func (names Names) In(lang, otherwise string) string { return cmp.Or(names[lang], otherwise) }

// Context tells a node from its homonyms in a language: its country or
// countries, the longest line it lies on, and the nearest principal station
// with the great-circle distance, as in "China · Binzhou Railway · Hailar
// 34 km". A principal station, of importance 3 or more, needs no other. What
// has no name in the language stands in English.
func (n *Network) Context(node *Node, lang string) string {
	var countries []string
	for _, c := range n.meta.Countries {
		if node.in(c.ID) {
			countries = append(countries, c.Names.In(lang, c.Names.In("en", c.ID)))
		}
	}
	parts := []string{strings.Join(countries, " / ")}
	if len(node.Stops) > 0 {
		line := slices.MaxFunc(node.Stops, func(a, b LineStop) int {
			return cmp.Compare(a.Line.ToKm-a.Line.FromKm, b.Line.ToKm-b.Line.FromKm)
		}).Line
		parts = append(parts, line.Names.In(lang, line.Name))
	}
	if station, km := n.principals.nearest(node); station != nil {
		decimals := 0
		if km < 10 {
			decimals = 1
		}
		parts = append(parts, fmt.Sprintf("%s %.*f km", station.Names.In(lang, station.Name), decimals, km))
	}
	return strings.Join(parts, " · ")
}

// principals are the stations that people know, to say where others are.
type principals struct {
	stations []*Node
	index    *geo.Index
}

const principalImportance = 3

func newPrincipals(stations []*Node) principals {
	var p principals
	var bounds []orb.Bound
	for _, s := range stations {
		if s.Importance >= principalImportance {
			p.stations = append(p.stations, s)
			bounds = append(bounds, s.Point.Bound())
		}
	}
	p.index = geo.NewIndex(bounds)
	return p
}

// nearest returns the principal station nearest to a node and its distance in
// km, nil where the node is one itself or there is none.
func (p *principals) nearest(node *Node) (station *Node, km float64) {
	if node.Importance >= principalImportance {
		return nil, 0
	}
	p.index.Nearest(node.Point, func(i int, atLeast geo.Metres) bool {
		if station != nil && atLeast.Km() >= km {
			return false
		}
		if d := geo.Distance(node.Point, p.stations[i].Point).Km(); station == nil || d < km {
			station, km = p.stations[i], d
		}
		return true
	})
	return station, km
}
