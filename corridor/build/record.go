package build

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/corridor-rail/corridor/corridor"
)

// record measures the points of the line and writes everything down. Stations
// are named by their place until ids are given, see finish.
func (b *lineBuilder) record() (*corridor.LineRecord, error) {
	b.orderStops()
	if len(b.stops) < 2 {
		return nil, fmt.Errorf("%d stops: want two at least", len(b.stops))
	}
	kms := make([]float64, len(b.stops))
	for i, s := range b.stops {
		kms[i] = *s.km
	}
	points, at, err := resample(b.centre, b.ch, kms)
	if err != nil {
		return nil, err
	}
	s := b.spec
	r := &corridor.LineRecord{
		ID: s.ID, Name: s.Name, Names: s.Names, Country: s.Country, GaugeMM: s.GaugeMM,
		Electrification: s.Electrification, Tracks: s.Tracks, Status: s.Status, Usage: s.Usage, Opened: s.Opened,
		Operator: s.Operator, Origin: s.Origin, OfficialKm: s.OfficialKm, OtherKm: s.OtherKm, Sources: b.sources(), Notes: slices.Clone(s.Notes),
		Geometry: points, Km: at, Spans: b.spans(kms[0], kms[len(kms)-1]),
	}
	for _, a := range s.Allow {
		r.Notes = append(r.Notes, a.note())
	}
	for _, stop := range b.stops {
		r.Stops = append(r.Stops, corridor.Stop{Station: stop.crossing, Km: round3(*stop.km), Official: stop.official})
		if stop.place != nil {
			stop.place.used = append(stop.place.used, s.ID)
		}
	}
	return r, nil
}

// sources are those of the line and of the published km that its table adds.
func (b *lineBuilder) sources() []string {
	list := slices.Clone(b.spec.Sources)
	for _, c := range b.spec.Calibration {
		list = appendNew(list, c.Source)
	}
	return list
}

func (a Allowance) note() string {
	if a.From == "" {
		return a.Why
	}
	return fmt.Sprintf("%s - %s: %s", a.From, a.To, a.Why)
}

// orderStops sorts the stops by km and leaves out one of two at one km, or of
// one name close by: rather one that does not lead the line, or has no
// published km.
func (b *lineBuilder) orderStops() {
	slices.SortStableFunc(b.stops, func(s, t stopping) int {
		return cmp.Or(cmp.Compare(*s.km, *t.km), cmp.Compare(s.name, t.name))
	})
	end := b.ch.officialAt(b.centre.line.EndKm())
	for i := 1; i < len(b.stops); i++ {
		gap := *b.stops[i].km - *b.stops[i-1].km
		if gap >= closest && (gap > sameHalt || !b.stops[i].named(b.stops[i-1])) {
			continue
		}
		out := i
		if b.stops[i].rank() > b.stops[i-1].rank() {
			out = i - 1
		}
		b.report.doubt("%s: at the km of %s, left out", b.stops[out].name, b.stops[i+i-1-out].name)
		b.stops = slices.Delete(b.stops, out, out+1)
		i--
	}
	if n := len(b.stops) - 1; n >= 0 && *b.stops[n].km > end {
		b.stops[n].km = &end
	}
}

// rank says how much a stop matters to its line.
func (s stopping) rank() int {
	switch {
	case s.crossing != "":
		return 3
	case s.leads:
		return 2
	case s.official:
		return 1
	}
	return 0
}

// sameHalt is how far apart, in km, two tables may put a halt of one name.
const sameHalt = 0.5

// named says whether two stops have the same English name, or local names
// that differ in ё alone.
func (s stopping) named(t stopping) bool {
	if s.place == nil || t.place == nil {
		return false
	}
	fold := strings.NewReplacer("ё", "е", "Ё", "Е")
	a, b := s.place, t.place
	return a.station.Names["en"] != "" && a.station.Names["en"] == b.station.Names["en"] ||
		a.local != "" && fold.Replace(a.local) == fold.Replace(b.local)
}

// spans are the pieces of the centreline in official km.
func (b *lineBuilder) spans(from, to float64) []corridor.Span {
	var spans []corridor.Span
	for _, p := range b.centre.pieces {
		s := corridor.Span{
			FromKm: round3(max(b.ch.officialAt(p.from), from)), ToKm: round3(min(b.ch.officialAt(p.to), to)),
			Quality: p.quality, Source: p.source,
		}
		if s.Source == "" {
			s.Source = firstOf(b.spec.Sources...)
		}
		if s.ToKm > s.FromKm {
			spans = append(spans, s)
		}
	}
	for i := range b.report.Bridged {
		g := &b.report.Bridged[i]
		g.FromKm, g.ToKm = round3(b.ch.officialAt(g.FromKm)), round3(b.ch.officialAt(g.ToKm))
	}
	return spans
}
