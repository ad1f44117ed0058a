package build

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/geo"
)

const (
	defaultReach  = 600.0 // m
	defaultBridge = 20.0  // km
)

// lineBuilder makes one line.
type lineBuilder struct {
	spec      LineSpec
	ref       *reference
	registry  *registry
	crossings map[string]CrossingSpec
	report    *LineReport

	centre *centreline
	ch     chainage
	stops  []stopping
}

// stopping is a stop in the making.
type stopping struct {
	place     *place // nil at a crossing
	crossing  string
	name      string // as the tables call it
	km        *float64
	official  bool
	leads     bool // it leads the line, see leading
	misplaced bool // the position is a namesake's
}

// build works through the steps of the package documentation.
func (b *lineBuilder) build() (*corridor.LineRecord, error) {
	leading, err := b.leading()
	if err != nil {
		return nil, err
	}
	if err := b.route(leading); err != nil {
		return nil, err
	}
	if err := b.calibrate(leading); err != nil {
		return nil, err
	}
	b.placeOthers()
	return b.record()
}

func (b *lineBuilder) reach() float64 {
	if b.spec.Reach > 0 {
		return b.spec.Reach
	}
	return defaultReach
}

// leading lists the stops that lead the line, in order: those with a published
// km and those the tables send it through.
func (b *lineBuilder) leading() ([]stopping, error) {
	var list []stopping
	for _, k := range b.published() {
		if b.beyond(k.Km) || slices.Contains(b.spec.Ignore, k.Station) {
			continue
		}
		s, err := b.stopAt(k.Station)
		if err != nil {
			return nil, err
		}
		s.km, s.official = &k.Km, true
		list = append(list, s)
	}
	slices.SortStableFunc(list, func(a, b stopping) int { return cmp.Compare(*a.km, *b.km) })
	return b.insert(list)
}

// published lists the rows of the line in the kilometre and station tables.
func (b *lineBuilder) published() []kilometre {
	rows := slices.Clone(b.ref.kilometres[b.spec.Kilometres])
	if b.spec.StationKm {
		for _, p := range b.registry.on(b.spec.Country, b.spec.Stations) {
			if p.km != nil && !b.ignored(p) {
				rows = append(rows, kilometre{firstOf(p.station.ID, p.called()), *p.km, firstOf(p.station.Sources...)})
			}
		}
	}
	return rows
}

func (b *lineBuilder) ignored(p *place) bool {
	return slices.ContainsFunc(b.spec.Ignore, func(name string) bool {
		return name == p.local || name == p.station.ID || name == p.station.Names["en"]
	})
}

func (b *lineBuilder) beyond(km float64) bool {
	return b.spec.FromKm != nil && km < *b.spec.FromKm || b.spec.ToKm != nil && km > *b.spec.ToKm
}

// insert puts the calibrations of the tables, and the ends, among the rows.
func (b *lineBuilder) insert(list []stopping) ([]stopping, error) {
	at := 0
	for _, c := range b.spec.Calibration {
		s, err := b.stopAt(c.Station)
		if err != nil {
			return nil, err
		}
		if s.km, s.official = c.Km, c.Km != nil; s.official {
			list = slices.DeleteFunc(list, func(o stopping) bool { return o.place != nil && o.place == s.place })
			at = slices.IndexFunc(list, func(o stopping) bool { return o.km != nil && *o.km > *s.km })
			if at < 0 {
				at = len(list)
			}
		}
		list = slices.Insert(list, at, s)
		at++
	}
	for _, end := range []struct {
		name string
		at   func() int
	}{{b.spec.From, func() int { return 0 }}, {b.spec.To, func() int { return len(list) }}} {
		if end.name == "" {
			continue
		}
		s, err := b.stopAt(end.name)
		if err != nil {
			return nil, err
		}
		list = slices.Insert(list, end.at(), s)
	}
	for _, s := range list {
		if _, ok := b.anchor(s); !ok && s.km == nil || s.km == nil && slices.Contains(b.spec.Misplaced, s.name) {
			return nil, fmt.Errorf("station %q leads the line but has no position", s.name)
		}
	}
	return list, nil
}

// stopAt is the stop at the crossing or station called name; a name after "@"
// is looked for in another country: "LA@Thanaleng".
func (b *lineBuilder) stopAt(name string) (stopping, error) {
	if _, ok := b.crossings[name]; ok {
		return stopping{crossing: name, name: name}, nil
	}
	country := b.spec.Country
	if before, after, ok := strings.Cut(name, "@"); ok {
		country, name = before, after
	}
	p, err := b.registry.find(country, name, append(slices.Clone(b.spec.Stations), b.spec.Kilometres))
	return stopping{place: p, name: name}, err
}

// route finds the centreline through the leading stops that have a position.
func (b *lineBuilder) route(leading []stopping) error {
	anchors := b.anchors(leading)
	within := reachOf(anchors)
	var ways []way
	for _, w := range b.ref.ways {
		if begins(w.Label, b.spec.Ways) {
			ways = append(ways, w)
		} else if begins(w.Label, b.spec.Stray) && within.Intersects(w.Points.Bound()) {
			w.Stray = true
			ways = append(ways, w)
		}
	}
	bridge := b.spec.Bridge
	if bridge == 0 {
		bridge = defaultBridge
	}
	var err error
	if b.centre, err = newCentreline(ways, anchors, bridge); err != nil {
		return err
	}
	for _, i := range b.centre.reversals() {
		b.report.doubt("%s: the centreline turns back here", anchors[i].Name)
	}
	for _, p := range b.centre.pieces {
		if p.quality == corridor.QualityChord {
			b.report.Bridged = append(b.report.Bridged, Bridge{FromKm: p.from, ToKm: p.to})
		}
	}
	return nil
}

// anchors are the points of the leading stops that have one. A station whose
// position is further than its published km allows from both its neighbours
// has a namesake's position: it is not used.
func (b *lineBuilder) anchors(leading []stopping) []anchor {
	var list []anchor
	for i := range leading {
		if slices.Contains(b.spec.Misplaced, leading[i].name) {
			leading[i].misplaced = true
		} else if b.misplaced(leading, i) {
			leading[i].misplaced = true
			b.report.doubt("%s: position too far from its neighbours, not used", leading[i].name)
		}
		if a, ok := b.anchor(leading[i]); ok {
			list = append(list, a)
		}
	}
	return list
}

func (b *lineBuilder) misplaced(leading []stopping, i int) bool {
	here, ok := b.anchor(leading[i])
	if !ok || leading[i].km == nil {
		return false
	}
	near, far := 0, 0
	for _, step := range []int{-1, 1} {
		for j := i + step; j >= 0 && j < len(leading); j += step {
			a, ok := b.anchor(leading[j])
			if !ok || leading[j].km == nil {
				continue
			}
			km := math.Abs(*leading[j].km - *leading[i].km)
			if geo.Distance(a.Point, here.Point).Km() > km+sectionBound+sectionBoundShare*km {
				far++
			} else {
				near++
			}
			break
		}
	}
	return far > 0 && near == 0
}

// reachOf is the box around the anchors, half a degree wider.
func reachOf(anchors []anchor) orb.Bound {
	var points orb.MultiPoint
	for _, a := range anchors {
		points = append(points, a.Point)
	}
	return points.Bound().Pad(0.5)
}

func begins(label string, prefixes []string) bool {
	return slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(label, p) })
}

// anchor is the point that s leads the line through; ok is false without one.
func (b *lineBuilder) anchor(s stopping) (a anchor, ok bool) {
	if s.crossing != "" {
		return anchor{s.crossing, orb.Point(b.crossings[s.crossing].Point), 300, true}, true
	}
	if !s.place.placed || s.misplaced {
		return anchor{}, false
	}
	return anchor{s.name, s.place.station.Point, b.reach(), false}, true
}
