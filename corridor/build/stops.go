package build

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/geo"
)

// calibrate fixes the chainage and turns the leading stops into stops.
func (b *lineBuilder) calibrate(leading []stopping) error {
	var all []fixed
	for i, at := 0, 0; i < len(leading); i++ {
		if _, ok := b.anchor(leading[i]); !ok {
			continue
		}
		if s := leading[i]; s.official && !slices.Contains(b.spec.Doubt, s.name) {
			all = append(all, fixed{s.name, b.centre.anchors[at], *s.km, nil})
		}
		at++
	}
	all = b.addHalts(all)
	kept, dropped, refused := consistent(all, b.allowed)
	b.report.Refused = refused
	for _, f := range dropped {
		b.report.Dropped = append(b.report.Dropped, fmt.Sprintf("%s: published km %g contradicts its neighbours (%.1f measured from them)", f.name, f.official, b.between(kept, f)))
	}
	if len(refused) > 0 {
		return fmt.Errorf("%d sections disagree with their published length: %v", len(refused), refused)
	}
	for _, f := range kept {
		b.ch.measured = append(b.ch.measured, f.measured)
		b.ch.official = append(b.ch.official, f.official)
	}
	b.checkSections(kept)
	b.leadingStops(leading, kept)
	return nil
}

// between is the km of f by the calibrations kept.
func (b *lineBuilder) between(kept []fixed, f fixed) float64 {
	var ch chainage
	for _, k := range kept {
		ch.measured, ch.official = append(ch.measured, k.measured), append(ch.official, k.official)
	}
	return ch.officialAt(f.measured)
}

// addHalts adds the halts called by their kilometre.
func (b *lineBuilder) addHalts(all []fixed) []fixed {
	if !b.spec.KmInNames {
		return all
	}
	var halts []fixed
	for _, p := range b.registry.on(b.spec.Country, b.spec.Stations) {
		m := namedByKm.FindStringSubmatch(p.local)
		if m == nil || !p.placed || b.ignored(p) {
			continue
		}
		km, _ := strconv.ParseFloat(m[1], 64)
		if at := b.centre.line.Locate(p.station.Point, 0)[0]; float64(at.Offset) <= b.reach() && !b.beyond(km) {
			halts = append(halts, fixed{p.local, at.Km, km, p})
		}
	}
	all = append(all, kilometreHalts(halts)...)
	slices.SortStableFunc(all, func(a, b fixed) int { return cmp.Compare(a.measured, b.measured) })
	return all
}

func (b *lineBuilder) allowed(from, to string) bool {
	return slices.ContainsFunc(b.spec.Allow, func(a Allowance) bool { return a.covers(from, to) })
}

func (a Allowance) covers(from, to string) bool {
	return a.From == from && a.To == to || a.From == "" && a.To == ""
}

// checkSections reports the sections that were let pass with a reason.
func (b *lineBuilder) checkSections(kept []fixed) {
	for i := 1; i < len(kept); i++ {
		a, z := kept[i-1], kept[i]
		if agree(a, z) {
			continue
		}
		for _, allow := range b.spec.Allow {
			if allow.covers(a.name, z.name) {
				s := section{a.name, z.name, z.official - a.official, z.measured - a.measured}
				b.report.Allowed = append(b.report.Allowed, fmt.Sprintf("%v: %s", s, allow.Why))
			}
		}
	}
}

// leadingStops places the leading stops: at their published km where it is
// used, at the km of their position otherwise, and at their published km when
// they have no position and the track there is known.
func (b *lineBuilder) leadingStops(leading []stopping, kept []fixed) {
	at := 0
	for _, s := range leading {
		if _, ok := b.anchor(s); ok {
			measured := b.centre.anchors[at]
			at++
			used := slices.ContainsFunc(kept, func(f fixed) bool { return f.name == s.name && f.measured == measured })
			if !used || !s.official {
				km := b.ch.officialAt(measured)
				s.km, s.official = &km, false
			}
			s.leads = true
			b.stops = append(b.stops, s)
			continue
		}
		b.derive(s)
	}
	for _, f := range kept {
		if f.halt != nil {
			b.stops = append(b.stops, stopping{place: f.halt, name: f.name, km: &f.official, official: true})
		}
	}
}

// derive places a station by its published km.
func (b *lineBuilder) derive(s stopping) {
	n := len(b.ch.official)
	if n == 0 || *s.km < b.ch.official[0] || *s.km > b.ch.official[n-1] || slices.Contains(b.spec.Doubt, s.name) {
		b.report.Unplaced = append(b.report.Unplaced, fmt.Sprintf("%s (km %g)", s.name, *s.km))
		return
	}
	measured := b.ch.measuredAt(*s.km)
	if b.qualityAt(measured) == corridor.QualityChord {
		b.report.Unplaced = append(b.report.Unplaced, fmt.Sprintf("%s (km %g, on a chord)", s.name, *s.km))
		return
	}
	at, err := b.centre.line.At(measured)
	if err != nil {
		return
	}
	s.place.station.Point, s.place.station.Derived, s.place.placed = at.Point, true, true
	b.report.Derived = append(b.report.Derived, fmt.Sprintf("%s (km %g)", s.name, *s.km))
	b.stops = append(b.stops, s)
}

func (b *lineBuilder) qualityAt(measured float64) corridor.Quality {
	for _, p := range b.centre.pieces {
		if measured <= p.to {
			return p.quality
		}
	}
	return corridor.QualityChord
}

// placeOthers puts the remaining stations of the tables on the centreline.
func (b *lineBuilder) placeOthers() {
	for _, p := range b.registry.on(b.spec.Country, b.spec.Stations) {
		if !p.placed || b.ignored(p) || slices.ContainsFunc(b.stops, func(s stopping) bool { return s.place == p }) {
			continue
		}
		at := b.centre.line.Locate(p.station.Point, 0)[0]
		if float64(at.Offset) > b.reach() {
			b.report.Dropped = append(b.report.Dropped, fmt.Sprintf("%s: %.1f km from the line", p.called(), geo.Metres(at.Offset).Km()))
			continue
		}
		km := b.ch.officialAt(at.Km)
		b.stops = append(b.stops, stopping{place: p, name: p.called(), km: &km})
	}
}
