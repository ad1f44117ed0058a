package corridor

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"github.com/corridor-rail/corridor/geo"
)

// Change is one difference between two datasets.
type Change struct {
	Record RecordKind
	ID     string // of the record
	What   ChangeKind
	Detail string     // of a name: its language, "" the main one; of a km or stop of a line: the station
	Old    string     // what was there, where it is a text: a name, a list of places
	New    string     // what is there now
	OldKm  float64    // before a change of km or length, in km
	NewKm  float64    // after it
	Moved  geo.Metres // how far, where something moved
}

// RecordKind says what kind of record a change is of.
type RecordKind string

// The kinds of record, in the order of changes.
const (
	RecordLine     RecordKind = "line"
	RecordStation  RecordKind = "station"
	RecordCrossing RecordKind = "crossing"
	RecordCorridor RecordKind = "corridor"
)

// ChangeKind says what happened to a record.
type ChangeKind string

// The kinds of change.
const (
	ChangeAdded       ChangeKind = "added"
	ChangeRemoved     ChangeKind = "removed"
	ChangeMoved       ChangeKind = "moved"
	ChangeRenamed     ChangeKind = "renamed"
	ChangeLength      ChangeKind = "length changed"      // of a line by chainage, of a corridor along its route
	ChangeOfficial    ChangeKind = "official km changed" // the published length of a line
	ChangeKm          ChangeKind = "km changed"          // of a stop on a line
	ChangeStopAdded   ChangeKind = "stop added"          // to a line
	ChangeStopRemoved ChangeKind = "stop removed"
	ChangeVia         ChangeKind = "via changed" // the places of a corridor
)

// What is too small to be a change.
const (
	sameMetres geo.Metres = 1      // of a point
	sameTrack  geo.Metres = 20     // of a line: twice the tolerance to which its vertices are chosen
	sameLength            = 0.0005 // km: half of the last decimal of a file
)

// Diff lists what changed from one dataset to the next, by kind of record, id,
// kind of change and detail: records added and removed; points moved by more
// than 1 m, and lines that leave their old course by more than 20 m; names,
// kilometres, lengths, stops and places of corridors. The length of a corridor
// is compared where [New] takes both datasets. Codes, sources, notes and other
// fields are not compared.
//
// The datasets need not be complete: records that only have an id, such as
// those of a record of releases, are compared by it alone. The result is nil
// for datasets that agree.
func Diff(before, after *Dataset) []Change {
	d := &differ{}
	diffRecords(d, RecordLine, before.Lines, after.Lines, func(l *LineRecord) string { return l.ID }, d.line)
	diffRecords(d, RecordStation, before.Stations, after.Stations, func(s *Station) string { return s.ID }, d.station)
	diffRecords(d, RecordCrossing, before.Crossings, after.Crossings, func(x *Crossing) string { return x.ID }, d.crossing)
	lengthBefore, lengthAfter := corridorLengths(before), corridorLengths(after)
	diffRecords(d, RecordCorridor, before.Corridors, after.Corridors, func(c *CorridorRecord) string { return c.ID },
		func(a, b *CorridorRecord) {
			d.corridor(a, b)
			d.km(Change{Record: RecordCorridor, ID: a.ID, What: ChangeLength, OldKm: lengthBefore[a.ID], NewKm: lengthAfter[a.ID]})
		})
	return d.changes
}

// corridorLengths measures the named corridors, in km; none where the dataset
// has faults.
func corridorLengths(ds *Dataset) map[string]float64 {
	n, err := New(ds)
	if err != nil {
		return nil
	}
	km := map[string]float64{}
	for _, c := range n.Corridors() {
		km[c.ID] = c.Route.DistanceKm
	}
	return km
}

type differ struct{ changes []Change }

// diffRecords pairs records by id, and compares those that both lists have.
func diffRecords[T any](d *differ, kind RecordKind, before, after []T, id func(*T) string, compare func(a, b *T)) {
	old, now := byID(before, id), byID(after, id)
	ids := slices.Collect(maps.Keys(old))
	ids = slices.AppendSeq(ids, maps.Keys(now))
	slices.Sort(ids)
	for _, id := range slices.Compact(ids) {
		switch a, b := old[id], now[id]; {
		case a == nil:
			d.add(Change{Record: kind, ID: id, What: ChangeAdded})
		case b == nil:
			d.add(Change{Record: kind, ID: id, What: ChangeRemoved})
		default:
			first := len(d.changes)
			compare(a, b)
			slices.SortStableFunc(d.changes[first:], func(a, b Change) int {
				return cmp.Or(cmp.Compare(a.What, b.What), cmp.Compare(a.Detail, b.Detail))
			})
		}
	}
}

func byID[T any](records []T, id func(*T) string) map[string]*T {
	m := make(map[string]*T, len(records))
	for i := range records {
		m[id(&records[i])] = &records[i]
	}
	return m
}

func (d *differ) add(c Change) { d.changes = append(d.changes, c) }

// km adds a change of km, unless it is too small or a side does not have it.
func (d *differ) km(c Change) {
	if c.OldKm != 0 && c.NewKm != 0 && !(math.Abs(c.NewKm-c.OldKm) <= sameLength) {
		d.add(c)
	}
}

func (d *differ) station(a, b *Station) {
	d.point(RecordStation, a.ID, a.Point, b.Point)
	d.names(RecordStation, a.ID, a.Name, b.Name, a.Names, b.Names)
}

func (d *differ) crossing(a, b *Crossing) {
	d.point(RecordCrossing, a.ID, a.Point, b.Point)
	d.names(RecordCrossing, a.ID, a.Name, b.Name, nil, nil)
}

func (d *differ) corridor(a, b *CorridorRecord) {
	d.names(RecordCorridor, a.ID, a.Name, b.Name, a.Names, b.Names)
	if len(a.Via) > 0 && len(b.Via) > 0 && !slices.Equal(a.Via, b.Via) {
		d.add(Change{Record: RecordCorridor, ID: a.ID, What: ChangeVia, Old: strings.Join(a.Via, " "), New: strings.Join(b.Via, " ")})
	}
}

func (d *differ) point(kind RecordKind, id string, a, b orb.Point) {
	if moved := geo.Distance(a, b); moved > sameMetres {
		d.add(Change{Record: kind, ID: id, What: ChangeMoved, Moved: moved})
	}
}

// names compares the main name and those by language; a record without a main
// name is not named at all.
func (d *differ) names(kind RecordKind, id, a, b string, as, bs Names) {
	if a == "" || b == "" {
		return
	}
	rename := func(language, a, b string) {
		if a != b {
			d.add(Change{Record: kind, ID: id, What: ChangeRenamed, Detail: language, Old: a, New: b})
		}
	}
	rename("", a, b)
	for language, name := range as {
		rename(language, name, bs[language])
	}
	for language, name := range bs {
		if as[language] == "" {
			rename(language, "", name)
		}
	}
}

func (d *differ) line(a, b *LineRecord) {
	d.names(RecordLine, a.ID, a.Name, b.Name, a.Names, b.Names)
	d.km(Change{Record: RecordLine, ID: a.ID, What: ChangeLength, OldKm: a.lengthKm(), NewKm: b.lengthKm()})
	if a.OfficialKm != b.OfficialKm && a.Name != "" && b.Name != "" {
		d.add(Change{Record: RecordLine, ID: a.ID, What: ChangeOfficial, OldKm: a.OfficialKm, NewKm: b.OfficialKm})
	}
	if moved := departure(a.Geometry, b.Geometry); moved > sameTrack {
		d.add(Change{Record: RecordLine, ID: a.ID, What: ChangeMoved, Moved: moved})
	}
	d.stops(a, b)
}

// lengthKm is the chainage from end to end, 0 without vertices.
func (l *LineRecord) lengthKm() float64 {
	if len(l.Km) == 0 {
		return 0
	}
	return l.Km[len(l.Km)-1] - l.Km[0]
}

// stops compares the stops of a line: a station that it passes twice counts
// twice, by rising km.
func (d *differ) stops(a, b *LineRecord) {
	if len(a.Stops) == 0 || len(b.Stops) == 0 {
		return
	}
	old, now := kmByStation(a.Stops), kmByStation(b.Stops)
	for station, kms := range old {
		for i, km := range kms {
			c := Change{Record: RecordLine, ID: a.ID, What: ChangeStopRemoved, Detail: station, OldKm: km}
			if i >= len(now[station]) {
				d.add(c)
			} else if c.What, c.NewKm = ChangeKm, now[station][i]; !(math.Abs(c.NewKm-km) <= sameLength) {
				d.add(c)
			}
		}
	}
	for station, kms := range now {
		for _, km := range kms[min(len(old[station]), len(kms)):] {
			d.add(Change{Record: RecordLine, ID: a.ID, What: ChangeStopAdded, Detail: station, NewKm: km})
		}
	}
}

func kmByStation(stops []Stop) map[string][]float64 {
	m := map[string][]float64{}
	for _, s := range stops {
		m[s.Station] = append(m[s.Station], s.Km)
	}
	return m
}

// departure is how far a vertex of one line string leaves another at most.
// What lies beyond the ends of the other has not moved: it was added. It is 0
// where the other is no line.
func departure(old, now orb.LineString) geo.Metres {
	line, err := geo.NewLine(old, nil)
	if err != nil {
		return 0
	}
	known := make(map[orb.Point]bool, len(old))
	for _, p := range old {
		known[p] = true
	}
	var most geo.Metres
	for _, p := range now {
		if known[p] {
			continue
		}
		for _, at := range line.Locate(p, 0) {
			if at.Along > 0 && at.Along < line.Length() {
				most = max(most, at.Offset)
			}
		}
	}
	return most
}
