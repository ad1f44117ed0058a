package build

import (
	"cmp"
	"fmt"
	"slices"

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
		Operator: s.Operator, Origin: s.Origin, OfficialKm: s.OfficialKm, Sources: s.Sources, Notes: slices.Clone(s.Notes),
		Geometry: points, Km: at, Spans: b.spans(kms[0], kms[len(kms)-1]),
	}
	for _, a := range s.Allow {
		r.Notes = append(r.Notes, fmt.Sprintf("%s - %s: %s", a.From, a.To, a.Why))
	}
	for _, stop := range b.stops {
		r.Stops = append(r.Stops, corridor.Stop{Station: stop.crossing, Km: round3(*stop.km), Official: stop.official})
		if stop.place != nil {
			stop.place.used = append(stop.place.used, s.ID)
		}
	}
	return r, nil
}

// orderStops sorts the stops by km and keeps them apart; of two at one km the
// one with a published km stays and the other moves on.
func (b *lineBuilder) orderStops() {
	slices.SortStableFunc(b.stops, func(s, t stopping) int {
		return cmp.Or(cmp.Compare(*s.km, *t.km), cmp.Compare(s.name, t.name))
	})
	end := b.ch.officialAt(b.centre.line.EndKm())
	for i := 1; i < len(b.stops); i++ {
		gap := *b.stops[i].km - *b.stops[i-1].km
		if gap >= closest {
			continue
		}
		out := i
		if b.stops[i].official && !b.stops[i-1].official || b.stops[i].crossing != "" {
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

// spans are the pieces of the centreline in official km.
func (b *lineBuilder) spans(from, to float64) []corridor.Span {
	var spans []corridor.Span
	for _, p := range b.centre.pieces {
		s := corridor.Span{
			FromKm: round3(max(b.ch.officialAt(p.from), from)), ToKm: round3(min(b.ch.officialAt(p.to), to)),
			Quality: p.quality, Source: p.source,
		}
		if s.Source == "" {
			s.Source = b.spec.Sources[0]
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
