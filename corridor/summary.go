package corridor

import (
	"maps"
	"math"
	"slices"
	"strings"
	"unicode"
)

// Summary counts what a network holds and how well it is known. Km are
// kilometres of chainage.
type Summary struct {
	Lines, Segments, Stations, Crossings, Corridors int

	Km         float64        // of all lines
	OfficialKm float64        // the part between published stops
	Shares     []QualityShare // of Km, best quality first, none of 0

	ManyScripts int         // stations named in two or more scripts
	WithCodes   int         // stations with a code of any system
	Codes       []CodeCount // by system

	Countries []CountrySummary // by country code
	Ratios    []RatioBand      // from the closest band to the widest; all of them, in the same order
}

// CodeCount is the number of stations with a code of a system.
type CodeCount struct {
	System   string
	Stations int
}

// CountrySummary counts what lies in a country.
type CountrySummary struct {
	Country         string
	Lines, Stations int
	Km, OfficialKm  float64
}

// RatioBand counts the lines, of those with published km, whose measured length
// departs from the official one by a share of Over (beyond it) to Within.
type RatioBand struct {
	Over, Within float64 // shares: 0.01 is 1 %; Within of the last band is +Inf
	Lines        int
	OfficialKm   float64
}

// Summary adds up the stations and the checks of all lines.
func (n *Network) Summary() Summary {
	s := Summary{
		Lines: len(n.lines), Segments: len(n.segments), Stations: len(n.stations),
		Crossings: len(n.crossings), Corridors: len(n.corridors),
		Ratios: []RatioBand{{0, 0.005, 0, 0}, {0.005, 0.01, 0, 0}, {0.01, 0.02, 0, 0}, {0.02, 0.05, 0, 0}, {0.05, math.Inf(1), 0, 0}},
	}
	for _, q := range qualities() {
		s.Shares = append(s.Shares, QualityShare{Quality: q})
	}
	countries := map[string]*CountrySummary{}
	country := func(id string) *CountrySummary {
		if countries[id] == nil {
			countries[id] = &CountrySummary{Country: id}
		}
		return countries[id]
	}
	for _, c := range n.Check() {
		s.addLine(c)
		in := country(c.Line.Country)
		in.Lines++
		in.Km += c.Line.LengthKm()
		in.OfficialKm += c.OfficialKm
	}
	for i := range s.Shares {
		s.Shares[i].Share /= s.Km
	}
	s.Shares = slices.DeleteFunc(s.Shares, func(q QualityShare) bool { return q.Share == 0 })

	codes := map[string]int{}
	for _, node := range n.stations {
		country(node.Station.Country).Stations++
		s.addStation(node.Station, codes)
	}
	for _, system := range slices.Sorted(maps.Keys(codes)) {
		s.Codes = append(s.Codes, CodeCount{system, codes[system]})
	}
	for _, id := range slices.Sorted(maps.Keys(countries)) {
		s.Countries = append(s.Countries, *countries[id])
	}
	return s
}

// addLine adds a line; shares are km until all lines are in.
func (s *Summary) addLine(c LineCheck) {
	km := c.Line.LengthKm()
	s.Km += km
	s.OfficialKm += c.OfficialKm
	for _, share := range c.Shares {
		s.Shares[share.Quality.rank()].Share += share.Share * km
	}
	if c.OfficialKm == 0 {
		return
	}
	i := slices.IndexFunc(s.Ratios, func(b RatioBand) bool { return math.Abs(c.Ratio-1) <= b.Within })
	s.Ratios[i].Lines++
	s.Ratios[i].OfficialKm += c.OfficialKm
}

func (s *Summary) addStation(station *Station, codes map[string]int) {
	if len(station.Scripts()) > 1 {
		s.ManyScripts++
	}
	if len(station.Codes) > 0 {
		s.WithCodes++
	}
	for system := range station.Codes {
		codes[system]++
	}
}

// Scripts lists the scripts that the station's names are written in, as
// [unicode.Scripts] calls them, in alphabetical order: Cyrillic, Han, Lao,
// Latin, Thai. Aliases do not count; letters of further scripts are passed
// over.
func (s *Station) Scripts() []string {
	names := append(slices.Collect(maps.Values(s.Names)), s.Name)
	var found []string
	for _, script := range []string{"Cyrillic", "Han", "Lao", "Latin", "Thai"} {
		isOf := func(letter rune) bool { return unicode.Is(unicode.Scripts[script], letter) }
		if slices.ContainsFunc(names, func(name string) bool { return strings.ContainsFunc(name, isOf) }) {
			found = append(found, script)
		}
	}
	return found
}
