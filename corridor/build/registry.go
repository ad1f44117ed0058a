package build

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/geo"
)

// localLanguage is the language of a country's own station names.
var localLanguage = map[string]string{
	"BY": "be", "CN": "zh", "DE": "de", "KZ": "kk", "LA": "lo", "MN": "mn", "PL": "pl", "RU": "ru", "TH": "th",
}

// languageOf is the language of a local name. Kazakhstan's are in Kazakh or
// Russian; a name in Russia that is not in Cyrillic is a translation: "".
func languageOf(country, local string) string {
	switch lang := localLanguage[country]; {
	case lang == "ru" && !cyrillic(local):
		return ""
	case lang == "kk" && cyrillic(local) && !strings.ContainsAny(strings.ToLower(local), "әғқңөұүһі"):
		return "ru"
	default:
		return lang
	}
}

// sameStation is how far two rows of one name or code may lie apart and still
// be one station.
const sameStation = 4000 * geo.Metres(1)

var (
	namedByKm = regexp.MustCompile(`^(?:Путевой пост |Разъезд )?(\d{1,4}) км`)
	haltName  = regexp.MustCompile(`^(?:\d+ км|Путевой пост|Обгонный пункт|№ ?\d+)`)
	esrCode   = regexp.MustCompile(`^\d{5,6}$`)
	uicCode   = regexp.MustCompile(`^\d{7}$`)
)

// place is a station in the making: the rows that name it, merged.
type place struct {
	station corridor.Station
	local   string
	labels  []string
	placed  bool
	km      *float64
	used    []string // ids of the lines that stop here
}

// called is the name that the tables know p by.
func (p *place) called() string { return firstOf(p.local, p.station.Names["en"]) }

// registry holds every place of the station tables, one a station.
type registry struct {
	places []*place
	byName map[string][]*place // country and name or code, see key
	fixed  map[*place]bool     // English name given by the tables
}

func key(country, name string) string { return country + " " + name }

// newRegistry merges the rows, adds the stations that only kilometre tables
// name, and applies specs.
func newRegistry(ref *reference, specs []StationSpec) (*registry, error) {
	g := &registry{byName: map[string][]*place{}, fixed: map[*place]bool{}}
	for _, r := range ref.rows {
		if r.Local == "" && r.English == "" {
			continue
		}
		if p := g.same(r); p != nil {
			p.merge(r)
			g.list(p)
			continue
		}
		g.add(newPlace(r))
	}
	for _, r := range ref.named {
		if len(g.byName[key(r.Country, r.Local)]) == 0 {
			g.add(newPlace(r))
		}
	}
	for _, spec := range specs {
		if err := g.apply(spec); err != nil {
			return nil, err
		}
	}
	return g, nil
}

// same finds the place that r names again: by code, or by name where one of
// them has no code, and near by.
func (g *registry) same(r row) *place {
	for _, name := range []string{r.code(), r.Local, r.English} {
		if name == "" {
			continue
		}
		for _, p := range g.byName[key(r.Country, name)] {
			if p.placed && r.Placed && !(r.Fills && shares(p.labels, r.Labels)) && geo.Distance(p.station.Point, r.Point) > sameStation {
				continue
			}
			if a, b := p.station.Codes["esr"], r.code(); a != "" && b != "" && a != b {
				continue
			}
			return p
		}
	}
	return nil
}

// code is the row's ESR code; other numbers in that column are not codes.
func (r row) code() string {
	if esrCode.MatchString(r.Codes["esr"]) {
		return r.Codes["esr"]
	}
	return ""
}

func newPlace(r row) *place {
	p := &place{station: corridor.Station{
		Country: r.Country,
		Names:   corridor.Names{},
		Codes:   map[string]string{},
	}}
	p.merge(r)
	return p
}

// merge adds what r knows and p does not.
func (p *place) merge(r row) {
	s := &p.station
	lang := languageOf(r.Country, r.Local)
	local, english := r.Local, r.English
	if lang == "" {
		local, english = "", firstOf(english, local)
	}
	if p.local == "" {
		p.local = local
	}
	if local != "" {
		fill(s.Names, lang, local)
	}
	for l, name := range r.Names {
		fill(s.Names, l, name)
	}
	if english != "" {
		if s.Names["en"] == "" {
			s.Names["en"] = english
		} else if english != s.Names["en"] {
			s.Aliases = appendNew(s.Aliases, english)
		}
	}
	if local != "" && local != p.local {
		s.Aliases = appendNew(s.Aliases, local)
	}
	for kind, code := range r.Codes {
		if kind == "esr" && uicCode.MatchString(code) {
			kind = "uic"
		} else if kind == "esr" && r.code() == "" {
			continue
		}
		fill(s.Codes, kind, code)
	}
	if r.Placed && !p.placed {
		s.Point, p.placed, s.Derived = r.Point, true, r.Derived
	}
	if p.km == nil {
		p.km = r.Km
	}
	p.labels = appendNew(p.labels, r.Labels...)
	s.Sources = appendNew(s.Sources, r.Source)
}

func (g *registry) add(p *place) {
	g.places = append(g.places, p)
	g.list(p)
}

// list enters p under all its names and codes.
func (g *registry) list(p *place) {
	s := p.station
	names := []string{p.local, s.Names["en"], s.ID, s.Codes["esr"], s.Names[localLanguage[s.Country]]}
	names = append(names, s.Aliases...)
	for _, name := range names {
		k := key(s.Country, name)
		if name != "" && !slices.Contains(g.byName[k], p) {
			g.byName[k] = append(g.byName[k], p)
		}
	}
}

// find is the one place of the country with that name, code or id. Where
// there are several of a name, those that stand on one of the labelled lines
// are meant.
func (g *registry) find(country, name string, labels []string) (*place, error) {
	found := g.byName[key(country, name)]
	if here := onLines(found, labels); len(here) > 0 {
		found = here
	}
	switch len(found) {
	case 0:
		return nil, fmt.Errorf("station %q of %s: %w", name, country, corridor.ErrNotFound)
	case 1:
		return found[0], nil
	}
	return nil, fmt.Errorf("station %q of %s: %d of that name; use a code", name, country, len(found))
}

func onLines(places []*place, labels []string) []*place {
	var list []*place
	for _, p := range places {
		if shares(p.labels, labels) {
			list = append(list, p)
		}
	}
	return list
}

func shares(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

// apply adds what a person knows of a station, or a station of its own.
func (g *registry) apply(spec StationSpec) error {
	country, name, ok := strings.Cut(spec.Match, " ")
	if !ok {
		return fmt.Errorf("stations.json: match %q: want a country and a name, code or id", spec.Match)
	}
	p, err := g.find(country, name, nil)
	if err != nil {
		if spec.Point == nil {
			return fmt.Errorf("stations.json: match %q: %w", spec.Match, err)
		}
		p = newPlace(row{Country: country, Local: name, Source: spec.Source})
		g.add(p)
	}
	for _, other := range spec.Same {
		if err := g.absorb(p, country, other); err != nil {
			return err
		}
	}
	s := &p.station
	s.ID = firstOf(spec.ID, s.ID)
	if spec.Name != "" {
		if old := s.Names["en"]; old != "" && old != spec.Name {
			s.Aliases = appendNew(s.Aliases, old)
		}
		s.Names["en"] = spec.Name
		g.fixed[p] = true
	}
	for _, lang := range slices.Sorted(maps.Keys(spec.Names)) {
		n := spec.Names[lang]
		if old := s.Names[lang]; old != "" && old != n {
			s.Aliases = appendNew(s.Aliases, old)
		}
		s.Names[lang] = n
	}
	for kind, code := range spec.Codes {
		s.Codes[kind] = code
	}
	if spec.Point != nil {
		s.Point, p.placed, s.Derived = orb.Point(*spec.Point), true, spec.Town
		s.Sources = appendNew(s.Sources, spec.Source)
	}
	s.Aliases = appendNew(s.Aliases, spec.Aliases...)
	s.Kinds = appendNew(s.Kinds, spec.Kinds...)
	s.BreakOfGauge = s.BreakOfGauge || spec.Break
	if spec.Dwell != nil {
		s.DwellHours, s.DwellSource = spec.Dwell.Hours, spec.Dwell.Source
	}
	g.list(p)
	return nil
}

// absorb merges the place called name into p and forgets it.
func (g *registry) absorb(p *place, country, name string) error {
	other, err := g.find(country, name, nil)
	if err != nil {
		return fmt.Errorf("stations.json: same %q: %w", name, err)
	}
	if other == p {
		return nil
	}
	s := other.station
	p.merge(row{
		Country: s.Country, Local: other.local, English: s.Names["en"], Names: s.Names, Labels: other.labels,
		Point: s.Point, Placed: other.placed, Derived: s.Derived, Km: other.km, Codes: s.Codes, Source: firstOf(s.Sources...),
	})
	g.places = slices.DeleteFunc(g.places, func(q *place) bool { return q == other })
	for k, list := range g.byName {
		g.byName[k] = slices.DeleteFunc(list, func(q *place) bool { return q == other })
	}
	g.list(p)
	return nil
}

// on lists the places that a station table puts on one of the labelled lines.
func (g *registry) on(country string, labels []string) []*place {
	return slices.DeleteFunc(onLines(g.places, labels), func(p *place) bool { return p.station.Country != country })
}

func fill(m map[string]string, k, v string) {
	if v != "" && m[k] == "" {
		m[k] = v
	}
}

func firstOf(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

func appendNew(list []string, values ...string) []string {
	for _, v := range values {
		if v != "" && !slices.Contains(list, v) {
			list = append(list, v)
		}
	}
	return list
}
