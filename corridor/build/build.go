package build

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/corridor/source"
)

// Options says where to build from and to.
type Options struct {
	Tables    string // folder of the tables
	Reference string // folder of the raw material
	Out       string // folder the dataset and its report are written to
	// Progress, if not nil, is told of each line before it is built.
	Progress func(line string, done, total int)
}

// Run builds the dataset and writes it, with its report as REPORT.md, to
// o.Out. Where lines cannot be built, or the network they make has faults,
// nothing is written and the error names all of them; the report is returned
// all the same.
func Run(ctx context.Context, o Options) (*Report, error) {
	tables, err := ReadTables(os.DirFS(o.Tables))
	if err != nil {
		return nil, err
	}
	ds, report, err := Build(ctx, tables, o)
	if err != nil {
		return report, err
	}
	if _, err := corridor.New(ds); err != nil {
		return report, err
	}
	if err := source.Write(o.Out, ds); err != nil {
		return report, err
	}
	return report, report.write(o.Out)
}

// Build makes the dataset without checking it as a network or writing it.
func Build(ctx context.Context, tables *Tables, o Options) (*corridor.Dataset, *Report, error) {
	ref, err := readReference(os.DirFS(o.Reference), tables.Inputs)
	if err != nil {
		return nil, nil, err
	}
	registry, err := newRegistry(ref, tables.Stations)
	if err != nil {
		return nil, nil, err
	}
	crossings := map[string]CrossingSpec{}
	for _, c := range tables.Crossings {
		crossings[c.ID] = c
	}
	ds := &corridor.Dataset{Meta: tables.Meta, Corridors: tables.Corridors}
	report := &Report{}
	stops := map[string][]stopping{}
	var faults []error
	for i, spec := range tables.Lines {
		if err := ctx.Err(); err != nil {
			return nil, report, err
		}
		if o.Progress != nil {
			o.Progress(spec.ID, i, len(tables.Lines))
		}
		if stops[spec.ID] != nil {
			faults = append(faults, fmt.Errorf("line %s: the id is there twice", spec.ID))
			continue
		}
		b := &lineBuilder{spec: spec, ref: ref, registry: registry, crossings: crossings, report: report.line(spec.ID)}
		line, err := b.build()
		if err != nil {
			faults = append(faults, fmt.Errorf("line %s: %w", spec.ID, err))
			continue
		}
		b.report.measure(b)
		stops[line.ID] = b.stops
		ds.Lines = append(ds.Lines, *line)
	}
	finish(ds, registry, stops, tables.Crossings)
	return ds, report, errors.Join(faults...)
}

// finish names the stations that lines stop at, gives them ids, and enters
// these in the lines.
func finish(ds *corridor.Dataset, g *registry, stops map[string][]stopping, crossings []CrossingSpec) {
	var used []*place
	for _, p := range g.places {
		if len(p.used) > 0 {
			g.nameEnglish(p)
			used = append(used, p)
		}
	}
	assignIDs(used)
	ends := map[*place]int{}
	for i := range ds.Lines {
		line := &ds.Lines[i]
		list := stops[line.ID]
		for j, s := range list {
			if s.place != nil {
				line.Stops[j].Station = s.place.station.ID
				ends[s.place] += 2
			}
		}
		for _, s := range []stopping{list[0], list[len(list)-1]} {
			if s.place != nil {
				ends[s.place]--
			}
		}
	}
	dropSharedCodes(used)
	for _, p := range used {
		s := p.station
		s.Kinds = kinds(s, p.local, ends[p])
		s.Point = round6(s.Point)
		s.Aliases = slices.DeleteFunc(s.Aliases, func(a string) bool { return a == s.Name })
		ds.Stations = append(ds.Stations, s)
	}
	for _, c := range crossings {
		if gauges := gaugesAt(ds.Lines, c.ID); len(gauges) > 0 {
			ds.Crossings = append(ds.Crossings, c.record(gauges))
		}
	}
}

func (c CrossingSpec) record(gauges []int) corridor.Crossing {
	r := corridor.Crossing{
		ID: c.ID, Name: c.Name, Countries: c.Countries, Stations: c.Stations, GaugesMM: gauges,
		Accuracy: c.Accuracy, Sources: c.Sources, Point: round6(orb.Point(c.Point)),
	}
	if c.Dwell != nil {
		r.DwellHours, r.DwellSource = c.Dwell.Hours, c.Dwell.Source
	}
	return r
}

// dropSharedCodes takes a code that two stations claim from both: one of them
// has it wrongly. The stations of a town may share its UN/LOCODE.
func dropSharedCodes(used []*place) {
	owners := map[string][]*place{}
	for _, p := range used {
		for kind, code := range p.station.Codes {
			if kind == "locode" {
				continue
			}
			owners[kind+" "+code] = append(owners[kind+" "+code], p)
		}
	}
	for code, list := range owners {
		kind, _, _ := strings.Cut(code, " ")
		for _, p := range list[1:] {
			delete(p.station.Codes, kind)
			delete(list[0].station.Codes, kind)
		}
	}
}

// gaugesAt lists the gauges of the lines that reach a crossing, rising.
func gaugesAt(lines []corridor.LineRecord, crossing string) []int {
	var gauges []int
	for _, l := range lines {
		if slices.ContainsFunc(l.Stops, func(s corridor.Stop) bool { return s.Station == crossing }) {
			gauges = append(gauges, l.GaugeMM)
		}
	}
	slices.Sort(gauges)
	return slices.Compact(gauges)
}
