package main

import (
	"fmt"
	"os"

	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/corridor/source"
	"github.com/corridor-rail/corridor/web"
)

type diffCommand struct {
	Old string `arg:"" help:"Dataset folder before." type:"existingdir"`
	New string `arg:"" help:"Dataset folder after; without it, the dataset of --data." type:"existingdir" optional:""`
}

// change is a row of diff --json. What a kind of change does not have is left
// out.
type change struct {
	Record corridor.RecordKind `json:"record"`
	ID     string              `json:"id"`
	Change corridor.ChangeKind `json:"change"`
	Detail string              `json:"detail,omitempty"` // language of a name, station of a km
	Old    string              `json:"old,omitempty"`
	New    string              `json:"new,omitempty"`
	OldKm  web.Km              `json:"old_km,omitempty"`
	NewKm  web.Km              `json:"new_km,omitempty"`
	MovedM web.Metres          `json:"moved_m,omitempty"`
}

// Run prints what changed between two datasets.
func (c *diffCommand) Run(s *session) error {
	before, err := source.Read(os.DirFS(c.Old))
	if err != nil {
		return fmt.Errorf("%s: %w", c.Old, err)
	}
	after, err := c.after(s)
	if err != nil {
		return err
	}
	changes := corridor.Diff(before, after)
	if s.json {
		rows := make([]change, len(changes))
		for i, c := range changes {
			rows[i] = change{c.Record, c.ID, c.What, c.Detail, c.Old, c.New, web.Km(c.OldKm), web.Km(c.NewKm), web.Metres(c.Moved)}
		}
		return s.printJSON(rows)
	}
	t := newTable("", "id", "change", "", "before", "after", ">difference")
	for _, c := range changes {
		t.add(c.Record, c.ID, c.What, c.Detail, sideText(c.Old, c.OldKm), sideText(c.New, c.NewKm), differenceText(c))
	}
	s.printTable(t)
	s.printf("%s %s to %s %s: changes %d\n", before.Meta.Version, before.Meta.Date, after.Meta.Version, after.Meta.Date, len(changes))
	return nil
}

// after reads the second folder, or the dataset of the command line.
func (c *diffCommand) after(s *session) (*corridor.Dataset, error) {
	if c.New != "" {
		s.data = c.New
	}
	fsys, err := s.dataset()
	if err != nil {
		return nil, err
	}
	ds, err := source.Read(fsys)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", s.data, err)
	}
	return ds, nil
}

// sideText is a side of a change: its text, or its km.
func sideText(text string, km float64) string {
	if km != 0 {
		return fmt.Sprintf("%.3f km", km)
	}
	return text
}

func differenceText(c corridor.Change) string {
	switch {
	case c.Moved > 0:
		return fmt.Sprintf("%.0f m", c.Moved)
	case c.OldKm != 0 && c.NewKm != 0:
		return fmt.Sprintf("%+.3f km", c.NewKm-c.OldKm)
	}
	return ""
}
