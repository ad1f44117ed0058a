package main

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"

	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/web"
)

type checkCommand struct {
	Report string `help:"Write the data quality page to this file instead: Markdown for .md, HTML for .html." type:"path" placeholder:"FILE"`
}

// lineReport is a line of check --json.
type lineReport struct {
	Line           string         `json:"line"`
	OfficialKm     web.Km         `json:"official_km"` // 0: none published
	MeasuredKm     web.Km         `json:"measured_km"`
	Ratio          float64        `json:"ratio"` // measured / official, five decimals; 0: none published
	Calibrations   int            `json:"calibrations"`
	Qualities      []qualityShare `json:"qualities"` // best first
	LongestChordKm web.Km         `json:"longest_chord_km"`
}

type qualityShare struct {
	Quality corridor.Quality `json:"quality"`
	Share   float64          `json:"share"` // of the chainage, 0 to 1, five decimals
}

// Run loads and validates the dataset, and prints per line what the published
// and the measured km say, or writes the data quality page. A dataset with
// faults is an error that lists them.
func (c *checkCommand) Run(s *session) error {
	write, err := c.reportFormat()
	if err != nil {
		return err
	}
	n, err := s.network()
	if err != nil {
		return err
	}
	if write != nil {
		return writeFile(c.Report, func(w io.Writer) error { return write(w, n) })
	}
	checks := n.Check()
	if s.json {
		return s.printJSON(newReports(checks))
	}
	s.printf("%s, version %s: lines %d, segments %d, stations %d, crossings %d, corridors %d; no faults\n", n.Meta().Title,
		n.Meta().Version, len(n.Lines()), len(n.Segments()), len(n.Stations()), len(n.Crossings()), len(n.Corridors()))
	t := newTable("line", ">official km", ">measured km", ">ratio", ">calibrated", "geometry", ">longest chord km")
	for _, l := range checks {
		ratio := "-"
		if l.OfficialKm > 0 {
			ratio = fmt.Sprintf("%.4f", l.Ratio)
		}
		t.add(l.Line.ID, l.OfficialKm, l.MeasuredKm, ratio, l.Calibrations, shareText(l.Shares), l.LongestChordKm)
	}
	s.printTable(t)
	corridors := newTable("corridor", ">km", ">official km", ">measured km")
	for _, c := range n.Corridors() {
		corridors.add(c.ID, c.Route.DistanceKm, c.Route.OfficialKm, c.Route.MeasuredKm)
	}
	s.printTable(corridors)
	return nil
}

// reportFormat returns what writes the report, nil where none is asked for.
func (c *checkCommand) reportFormat() (func(io.Writer, *corridor.Network) error, error) {
	switch ext := filepath.Ext(c.Report); {
	case c.Report == "":
		return nil, nil
	case ext == ".md":
		return web.WriteQualityMarkdown, nil
	case ext == ".html":
		return web.WriteQualityHTML, nil
	}
	return nil, &corridor.ParamError{Param: "report", Err: fmt.Errorf("%q ends in neither .md nor .html", c.Report)}
}

// writeFile replaces a file by what write writes, and leaves it alone where
// that fails.
func writeFile(name string, write func(io.Writer) error) error {
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return err
	}
	return os.WriteFile(name, b.Bytes(), 0o644)
}

func newReports(checks []corridor.LineCheck) []lineReport {
	reports := make([]lineReport, len(checks))
	for i, l := range checks {
		reports[i] = lineReport{Line: l.Line.ID, OfficialKm: web.Km(l.OfficialKm), MeasuredKm: web.Km(l.MeasuredKm),
			Ratio: round5(l.Ratio), Calibrations: l.Calibrations, LongestChordKm: web.Km(l.LongestChordKm)}
		for _, share := range l.Shares {
			reports[i].Qualities = append(reports[i].Qualities, qualityShare{share.Quality, round5(share.Share)})
		}
	}
	return reports
}

func round5(v float64) float64 { return math.Round(v*1e5) / 1e5 }

// shareText prints shares as "osm 97.5 %, chord 2.5 %".
func shareText(shares []corridor.QualityShare) string {
	var parts []string
	for _, s := range shares {
		parts = append(parts, fmt.Sprintf("%s %.1f %%", s.Quality, 100*s.Share))
	}
	return strings.Join(parts, ", ")
}
