package web

import (
	"fmt"
	"math"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"github.com/corridor-rail/corridor/corridor"
)

// report is the data quality page before it is HTML or Markdown. Texts are
// plain.
type report struct {
	Title, Lead string
	Sections    []reportSection
}

type reportSection struct {
	ID, Title, Text string
	Plot            *ratioPlot // Markdown goes without
	Table           *reportTable
	Lists           []reportList
}

// reportTable is a table; a heading that starts with ">" stands over numbers.
type reportTable struct {
	Heads []string
	Rows  [][]string
}

type reportList struct {
	Title string
	Items []string
}

func (t *reportTable) add(cells ...string) { t.Rows = append(t.Rows, cells) }

// newReport says of a network what it holds, how the measured km of each line
// agree with the official ones, and what is doubted.
func newReport(n *corridor.Network) report {
	meta := n.Meta()
	b := reportBuilder{printer: message.NewPrinter(language.English), network: n, checks: n.Check(), summary: n.Summary()}
	return report{
		Title: "Data quality: " + meta.Title,
		Lead: fmt.Sprintf("Dataset %s of %s. Km are kilometres of official chainage where one is published, measured "+
			"elsewhere; measured lengths are WGS 84 geodesics along the geometry.", meta.Version, meta.Date),
		Sections: []reportSection{
			b.totals(), b.countries(), b.ratios(), b.lines(), b.corridors(), b.otherLengths(), b.notes(),
		},
	}
}

type reportBuilder struct {
	printer *message.Printer
	network *corridor.Network
	checks  []corridor.LineCheck
	summary corridor.Summary
}

// km prints kilometres with commas between thousands, a dash for 0.
func (b *reportBuilder) km(km float64) string {
	if km == 0 {
		return "-"
	}
	return b.printer.Sprintf("%.1f", km)
}

func (b *reportBuilder) count(n int) string { return b.printer.Sprintf("%d", n) }

// percent prints a share, 0 to 1.
func percent(share float64) string { return fmt.Sprintf("%.1f %%", 100*share) }

// share prints part of whole as "part (12.3 %)".
func (b *reportBuilder) share(part, whole int) string {
	return fmt.Sprintf("%s (%s)", b.count(part), percent(float64(part)/float64(max(whole, 1))))
}

func (b *reportBuilder) totals() reportSection {
	s := b.summary
	t := &reportTable{Heads: []string{"", ">"}}
	t.add("Lines", b.count(s.Lines))
	t.add("Segments between neighbouring stations", b.count(s.Segments))
	t.add("Km of line", b.km(s.Km))
	t.add("Km between published kilometres", fmt.Sprintf("%s (%s)", b.km(s.OfficialKm), percent(s.OfficialKm/s.Km)))
	for _, q := range s.Shares {
		t.add("Km of quality "+string(q.Quality), fmt.Sprintf("%s (%s)", b.km(q.Share*s.Km), percent(q.Share)))
	}
	t.add("Stations", b.count(s.Stations))
	t.add("Stations named in two or more scripts", b.share(s.ManyScripts, s.Stations))
	t.add("Stations with a code", b.share(s.WithCodes, s.Stations))
	for _, c := range s.Codes {
		t.add("Stations with a code of system "+c.System, b.share(c.Stations, s.Stations))
	}
	t.add("Border crossings", b.count(s.Crossings))
	t.add("Named corridors", b.count(s.Corridors))
	return reportSection{ID: "totals", Title: "In all", Table: t, Text: "Qualities of the geometry: osm, every vertex of " +
		"the OpenStreetMap way; osm-simplified, simplified to about 250 m; coarse, may depart from the track by 2 to 3 km; " +
		"chord, a straight line between two known points."}
}

func (b *reportBuilder) countries() reportSection {
	t := &reportTable{Heads: []string{"country", ">lines", ">km", ">official", ">stations"}}
	for _, c := range b.summary.Countries {
		t.add(c.Country, b.count(c.Lines), b.km(c.Km), percent(c.OfficialKm/max(c.Km, math.SmallestNonzeroFloat64)), b.count(c.Stations))
	}
	return reportSection{ID: "countries", Title: "By country", Table: t}
}

func (b *reportBuilder) ratios() reportSection {
	t := &reportTable{Heads: []string{"measured departs from official by", ">lines", ">km"}}
	lines := 0
	for _, band := range b.summary.Ratios {
		text := fmt.Sprintf("%.1f to %.1f %%", 100*band.Over, 100*band.Within)
		if math.IsInf(band.Within, 1) {
			text = fmt.Sprintf("more than %.1f %%", 100*band.Over)
		}
		t.add(text, b.count(band.Lines), b.km(band.OfficialKm))
		lines += band.Lines
	}
	return reportSection{ID: "ratios", Title: "Measured against official km", Table: t, Plot: newRatioPlot(b.checks),
		Text: fmt.Sprintf("The ratio is the measured length over the official one, between the first and the last published "+
			"kilometre of a line: %d lines have both.", lines)}
}

func (b *reportBuilder) lines() reportSection {
	t := &reportTable{Heads: []string{"line", "name", "country", ">official km", ">measured km", ">ratio", ">calibration points",
		">osm", ">osm-simplified", ">coarse", ">chord", ">longest chord km", ">notes"}}
	for _, c := range b.checks {
		ratio := "-"
		if c.OfficialKm > 0 {
			ratio = fmt.Sprintf("%.4f", c.Ratio)
		}
		row := []string{c.Line.ID, c.Line.Name, c.Line.Country, b.km(c.OfficialKm), b.km(c.MeasuredKm), ratio, b.count(c.Calibrations)}
		for _, q := range []corridor.Quality{corridor.QualityOSM, corridor.QualitySimplified, corridor.QualityCoarse, corridor.QualityChord} {
			row = append(row, shareOf(c.Shares, q))
		}
		t.add(append(row, b.km(c.LongestChordKm), b.count(len(c.Line.Notes)))...)
	}
	return reportSection{ID: "lines", Title: "Lines", Table: t, Text: "Where a line has less than two published kilometres, " +
		"its measured km are those of the whole line. A calibration point is a stop whose kilometre is published. Shares are of the line's km."}
}

func shareOf(shares []corridor.QualityShare, q corridor.Quality) string {
	for _, s := range shares {
		if s.Quality == q {
			return percent(s.Share)
		}
	}
	return "-"
}

func (b *reportBuilder) corridors() reportSection {
	t := &reportTable{Heads: []string{"corridor", ">km", ">official", ">measured km", ">published km", ">difference", "what is published", "source"}}
	for _, c := range b.network.Corridors() {
		row := []string{c.Name, b.km(c.Route.DistanceKm), percent(c.Route.OfficialShare), b.km(c.Route.MeasuredKm)}
		if len(c.PublishedKm) == 0 {
			t.add(append(row, "-", "-", "", "")...)
		}
		for _, p := range c.PublishedKm {
			t.add(append(row, b.km(p.Km), difference(c.Route.DistanceKm, p.Km), because(p), b.source(p.Source))...)
			row = make([]string, len(row))
		}
	}
	return reportSection{ID: "corridors", Title: "Named corridors", Table: t,
		Text: "Lengths along the lines of the network, beside those that railways and books publish."}
}

func (b *reportBuilder) otherLengths() reportSection {
	t := &reportTable{Heads: []string{"line", ">km in use", ">other km", ">difference", "what it measures", "source"}}
	for _, c := range b.checks {
		inUse := c.Line.OfficialKm
		if inUse == 0 {
			inUse = c.Line.LengthKm()
		}
		for _, p := range c.Line.OtherKm {
			whole, off := "", ""
			if p.What == "whole line" {
				whole, off = b.km(inUse), difference(inUse, p.Km)
			}
			t.add(c.Line.ID, whole, b.km(p.Km), off, because(p), b.source(p.Source))
		}
	}
	return reportSection{ID: "other-lengths", Title: "Where sources differ", Table: t,
		Text: "Published lengths that differ from the figures in use by more than 1 %; distances do not rest on them."}
}

// because says what a length measures and why it differs.
func because(p corridor.PublishedKm) string {
	if p.Reason == "" {
		return p.What
	}
	return p.What + ": " + p.Reason
}

// difference prints how far our length is from a published one.
func difference(ours, published float64) string {
	return fmt.Sprintf("%+.1f %%", 100*(ours/published-1))
}

// source is the title of a source.
func (b *reportBuilder) source(id string) string {
	for _, s := range b.network.Meta().Sources {
		if s.ID == id {
			return s.Title
		}
	}
	return id
}

func (b *reportBuilder) notes() reportSection {
	section := reportSection{ID: "notes", Title: "Notes by line"}
	for _, c := range b.checks {
		if len(c.Line.Notes) > 0 {
			section.Lists = append(section.Lists, reportList{c.Line.ID, c.Line.Notes})
		}
	}
	if section.Lists == nil {
		section.Text = "There are none."
	}
	return section
}

// isNumber tells whether a heading stands over numbers.
func isNumber(head string) bool { return strings.HasPrefix(head, ">") }
