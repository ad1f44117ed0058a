package corridor

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"time"
)

// The files of a dataset folder, as faults name them.
const (
	FileDataset   = "dataset.json"
	FileLines     = "lines.geojson"
	FileStations  = "stations.geojson"
	FileCrossings = "crossings.geojson"
	FileCorridors = "corridors.json"
)

// Fault is one thing wrong with a dataset.
type Fault struct {
	File    string // one of the File constants
	Feature string // id of the record; its number, such as "#3", when it has none
	Reason  string
}

func (f Fault) String() string { return f.File + ": " + f.Feature + ": " + f.Reason }

// CheckError holds every fault of a dataset, by file and record.
type CheckError struct{ Faults []Fault }

func (e *CheckError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "dataset refused, faults: %d", len(e.Faults))
	for _, f := range e.Faults {
		b.WriteString("\n\t" + f.String())
	}
	return b.String()
}

// checker gathers the faults of the records of a dataset.
type checker struct {
	ds        *Dataset
	countries map[string]bool
	sources   map[string]bool
	stations  map[string]*Station
	crossings map[string]*Crossing
	faults    []Fault
}

// checkRecords checks each record by itself and what it refers to. What only
// shows when the lines are measured and joined is left to the network.
func checkRecords(ds *Dataset) []Fault {
	c := &checker{
		ds:        ds,
		countries: map[string]bool{},
		sources:   map[string]bool{},
		stations:  map[string]*Station{},
		crossings: map[string]*Crossing{},
	}
	c.checkMeta()
	for i := range ds.Stations {
		c.stations[ds.Stations[i].ID] = &ds.Stations[i]
	}
	for i := range ds.Crossings {
		c.crossings[ds.Crossings[i].ID] = &ds.Crossings[i]
	}
	c.checkIDs()
	c.checkCodes()
	for i := range ds.Lines {
		lineChecker{c, &ds.Lines[i]}.check()
	}
	for i := range ds.Stations {
		c.checkStation(&ds.Stations[i])
	}
	for i := range ds.Crossings {
		c.checkCrossing(&ds.Crossings[i])
	}
	for i := range ds.Corridors {
		c.checkCorridor(&ds.Corridors[i])
	}
	return c.faults
}

func (c *checker) fault(file, feature, format string, args ...any) {
	c.faults = append(c.faults, Fault{file, feature, fmt.Sprintf(format, args...)})
}

func (c *checker) checkMeta() {
	if date := c.ds.Meta.Date; len(date) != len(time.DateOnly) || !validDate(date) {
		c.fault(FileDataset, "date", "%q is not an ISO 8601 day such as 2026-11-22", date)
	}
	for _, country := range c.ds.Meta.Countries {
		if len(country.ID) != 2 || strings.Trim(country.ID, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
			c.fault(FileDataset, "countries", "%q is not an ISO 3166-1 alpha-2 code in capitals", country.ID)
		}
		c.checkNames(FileDataset, "countries", country.Names)
		c.countries[country.ID] = true
	}
	for _, s := range c.ds.Meta.Sources {
		if c.sources[s.ID] {
			c.fault(FileDataset, "sources", "source %q is there twice", s.ID)
		}
		if s.ID == "" || s.Title == "" {
			c.fault(FileDataset, "sources", "a source has an id and title, not %q and %q", s.ID, s.Title)
		}
		c.sources[s.ID] = true
	}
	for _, country := range c.ds.Meta.Countries {
		c.checkMemberships(country)
		c.checkCapitals(country)
	}
	if len(c.ds.Lines) == 0 {
		c.fault(FileLines, "-", "there is no line")
	}
}

// checkIDs finds ids of the wrong form and repeated ones. Stations and
// crossings share their ids, since a stop may name either.
func (c *checker) checkIDs() {
	nodes := map[string]bool{}
	for i, s := range c.ds.Stations {
		c.checkID(FileStations, i, s.ID, s.Country, nodes)
	}
	for i, x := range c.ds.Crossings {
		c.checkID(FileCrossings, i, x.ID, "", nodes)
	}
	lines := map[string]bool{}
	for i, l := range c.ds.Lines {
		c.checkID(FileLines, i, l.ID, l.Country, lines)
	}
	corridors := map[string]bool{}
	for i, k := range c.ds.Corridors {
		c.checkID(FileCorridors, i, k.ID, "", corridors)
	}
}

func (c *checker) checkID(file string, i int, id, country string, seen map[string]bool) {
	label := id
	if id == "" {
		label = fmt.Sprintf("#%d", i+1)
	}
	prefix := ""
	if country != "" {
		prefix = strings.ToLower(country) + "-"
	}
	bad := func(r rune) bool { return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-') }
	switch {
	case id == "" || strings.ContainsFunc(id, bad) || strings.Trim(id, "-") != id:
		c.fault(file, label, "the id must be of a-z, 0-9 and single hyphens, such as cn-manzhouli")
	case !strings.HasPrefix(id, prefix):
		c.fault(file, label, "the id must begin with the country: %s", prefix)
	case seen[id]:
		c.fault(file, label, "the id is there twice")
	}
	seen[id] = true
}

// checkCodes finds codes that two stations share. UN/LOCODE names a town, so
// its stations may.
func (c *checker) checkCodes() {
	owner := map[[2]string]string{}
	for _, s := range c.ds.Stations {
		for _, system := range slices.Sorted(maps.Keys(s.Codes)) {
			key := [2]string{system, s.Codes[system]}
			if other, taken := owner[key]; taken && system != "locode" {
				c.fault(FileStations, s.ID, "%s code %s is also that of %s", system, key[1], other)
			}
			owner[key] = s.ID
		}
	}
}

func (c *checker) checkStation(s *Station) {
	c.checkCommon(FileStations, s.ID, s.Name, s.Sources)
	c.checkCountry(FileStations, s.ID, s.Country)
	c.checkNames(FileStations, s.ID, s.Names)
	if slices.Contains(s.Aliases, "") {
		c.fault(FileStations, s.ID, "an alias is empty")
	}
	for _, kind := range s.Kinds {
		c.checkWord(FileStations, s.ID, "kind", kind, StationKinds())
	}
	for _, system := range slices.Sorted(maps.Keys(s.Codes)) {
		c.checkWord(FileStations, s.ID, "code system", system, CodeSystems())
		if s.Codes[system] == "" {
			c.fault(FileStations, s.ID, "the %s code is empty", system)
		}
	}
	if !validPoint(s.Point) {
		c.fault(FileStations, s.ID, "the point %v is not lon/lat in degrees", s.Point)
	}
	c.checkPace(FileStations, s.ID, "dwell", s.DwellHours, s.DwellSource)
}

func (c *checker) checkCrossing(x *Crossing) {
	c.checkCommon(FileCrossings, x.ID, x.Name, x.Sources)
	if !validPoint(x.Point) {
		c.fault(FileCrossings, x.ID, "the point %v is not lon/lat in degrees", x.Point)
	}
	c.checkPace(FileCrossings, x.ID, "dwell", x.DwellHours, x.DwellSource)
	if len(x.GaugesMM) == 0 {
		c.fault(FileCrossings, x.ID, "no gauge passes the border here")
	}
	for _, mm := range x.GaugesMM {
		if mm <= 0 {
			c.fault(FileCrossings, x.ID, "a gauge of %d mm passes the border", mm)
		}
	}
	for i, id := range x.Stations {
		c.checkCountry(FileCrossings, x.ID, x.Countries[i])
		if s, ok := c.stations[id]; !ok {
			c.fault(FileCrossings, x.ID, "unknown station %q", id)
		} else if s.Country != x.Countries[i] {
			c.fault(FileCrossings, x.ID, "station %s lies in %s, not in %s", id, s.Country, x.Countries[i])
		}
	}
	if a, b := x.Stations[0], x.Stations[1]; x.ID != min(a, b)+"--"+max(a, b) {
		c.fault(FileCrossings, x.ID, "the id must be that of both stations: %s--%s", min(a, b), max(a, b))
	}
}

func (c *checker) checkCorridor(k *CorridorRecord) {
	c.checkCommon(FileCorridors, k.ID, k.Name, k.Sources)
	c.checkNames(FileCorridors, k.ID, k.Names)
	c.checkPublished(FileCorridors, k.ID, k.PublishedKm)
	if len(k.Via) < 2 {
		c.fault(FileCorridors, k.ID, "a corridor has two or more places in via, not %d", len(k.Via))
	}
	for _, id := range k.Via {
		if c.stations[id] == nil && c.crossings[id] == nil {
			c.fault(FileCorridors, k.ID, "unknown station or crossing %q in via", id)
		}
	}
}

// checkCommon checks what every record has: a name and known sources.
func (c *checker) checkCommon(file, id, name string, sources []string) {
	if name == "" {
		c.fault(file, id, "there is no name")
	}
	if len(sources) == 0 {
		c.fault(file, id, "there is no source")
	}
	for _, s := range sources {
		if !c.sources[s] {
			c.fault(file, id, "unknown source %q", s)
		}
	}
}

// checkPublished checks lengths that are kept beside the figures in use.
func (c *checker) checkPublished(file, id string, lengths []PublishedKm) {
	for _, p := range lengths {
		if !(p.Km > 0 && p.Km <= math.MaxFloat32) {
			c.fault(file, id, "a published length is %v km, want more than 0", p.Km)
		}
		if p.What == "" {
			c.fault(file, id, "a published length of %.3f km does not say what it measures", p.Km)
		}
		if !c.sources[p.Source] {
			c.fault(file, id, "a published length of %.3f km has the unknown source %q", p.Km, p.Source)
		}
	}
}

func (c *checker) checkCountry(file, id, country string) {
	if !c.countries[country] {
		c.fault(file, id, "unknown country %q", country)
	}
}
