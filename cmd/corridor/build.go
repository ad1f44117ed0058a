package main

import (
	"fmt"
	"io"
	"os"

	"github.com/corridor-rail/corridor/corridor/build"
)

type buildCommand struct {
	Tables    string `help:"Folder of the tables." default:"corridor/build/tables" type:"existingdir" placeholder:"DIR"`
	Reference string `help:"Folder of the raw tracks, stations and kilometres." required:"" type:"existingdir" placeholder:"DIR"`
	Out       string `help:"Folder to write the dataset and its report to." required:"" type:"path" placeholder:"DIR"`
}

// Run makes a dataset, telling its progress on stderr.
func (c *buildCommand) Run(s *session) error {
	if err := os.MkdirAll(c.Out, 0o755); err != nil {
		return err
	}
	report, err := build.Run(s.ctx, build.Options{
		Tables: c.Tables, Reference: c.Reference, Out: c.Out, Progress: progress(s.stderr),
	})
	if report != nil {
		t := newTable("line", ">calibrated", ">official km", ">measured km", ">bridged", ">refused", ">dropped", ">derived")
		for _, l := range report.Lines {
			t.add(l.ID, l.Calibrations, l.OfficialKm, l.MeasuredKm, len(l.Bridged), len(l.Refused), len(l.Dropped), len(l.Derived))
		}
		s.printTable(t)
	}
	return err
}

// progress prints a line for each line of railway that is begun.
func progress(w io.Writer) func(line string, done, total int) {
	return func(line string, done, total int) { fmt.Fprintf(w, "%3d/%d %s\n", done+1, total, line) }
}
