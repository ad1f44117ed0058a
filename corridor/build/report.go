package build

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
)

// Report says what the build did that its reader might not expect.
type Report struct {
	Lines []*LineReport
}

// LineReport is the report of one line. Km are kilometres.
type LineReport struct {
	ID           string
	Calibrations int       // published kilometres in use
	OfficialKm   float64   // between the first and the last of them
	MeasuredKm   float64   // the same stretch over the raw tracks
	Bridged      []Bridge  // chords over missing ways
	Allowed      []string  // sections that disagree, with the reason
	Refused      []section // sections that disagree without one
	Dropped      []string  // published km and stations not used
	Derived      []string  // stations placed by their published km
	Unplaced     []string  // stations without a position: not in the dataset
	Doubted      []string
}

// Bridge is a chord over missing ways.
type Bridge struct{ FromKm, ToKm float64 }

func (r *Report) line(id string) *LineReport {
	l := &LineReport{ID: id}
	r.Lines = append(r.Lines, l)
	return l
}

func (l *LineReport) doubt(format string, args ...any) {
	l.Doubted = append(l.Doubted, fmt.Sprintf(format, args...))
}

func (l *LineReport) measure(b *lineBuilder) {
	n := len(b.ch.official)
	if l.Calibrations = n; n > 1 {
		l.OfficialKm = b.ch.official[n-1] - b.ch.official[0]
		l.MeasuredKm = b.ch.measured[n-1] - b.ch.measured[0]
	}
}

// Markdown writes the report for people.
func (r *Report) Markdown() []byte {
	var b bytes.Buffer
	b.WriteString("# What the build bridged, dropped and doubted\n\nMade by `make data`. Km are kilometres of the line.\n")
	for _, l := range r.Lines {
		fmt.Fprintf(&b, "\n## %s\n\n", l.ID)
		if l.Calibrations > 1 {
			fmt.Fprintf(&b, "%d published kilometres in use; %.1f km published, %.1f km on the raw tracks (ratio %.4f).\n",
				l.Calibrations, l.OfficialKm, l.MeasuredKm, l.MeasuredKm/l.OfficialKm)
		} else {
			b.WriteString("No published kilometres: chainage is measured.\n")
		}
		var bridged []string
		for _, g := range l.Bridged {
			bridged = append(bridged, fmt.Sprintf("km %.1f to %.1f (%.1f km)", g.FromKm, g.ToKm, g.ToKm-g.FromKm))
		}
		for _, part := range []struct {
			title string
			items []string
		}{
			{"Bridged by a chord", bridged},
			{"Published and measured length differ", l.Allowed},
			{"Not used", l.Dropped},
			{"Placed by published km", l.Derived},
			{"Left out: no position known", l.Unplaced},
			{"Doubted", l.Doubted},
		} {
			if len(part.items) == 0 {
				continue
			}
			fmt.Fprintf(&b, "\n%s:\n\n", part.title)
			for _, item := range part.items {
				fmt.Fprintf(&b, "* %s\n", item)
			}
		}
	}
	return b.Bytes()
}

func (r *Report) write(dir string) error {
	return os.WriteFile(filepath.Join(dir, "REPORT.md"), r.Markdown(), 0o644)
}
