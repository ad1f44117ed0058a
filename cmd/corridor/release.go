package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/corridor/source"
)

type releaseCommand struct {
	Record    string `help:"The record of the last release; written anew." default:"assets/data/released.csv" type:"path" placeholder:"FILE"`
	Changelog string `help:"The changelog of the dataset." default:"assets/data/CHANGELOG.md" type:"path" placeholder:"FILE"`
}

// Run records the ids and positions of the dataset, which the next one is held
// against. It refuses while the changelog does not explain what the dataset no
// longer keeps of the last release; without a record there was none.
func (c *releaseCommand) Run(s *session) error {
	fsys, err := s.dataset()
	if err != nil {
		return err
	}
	ds, err := source.Read(fsys)
	if err != nil {
		return fmt.Errorf("dataset: %w", err)
	}
	if err := c.check(ds); err != nil {
		return err
	}
	if err := writeFile(c.Record, func(w io.Writer) error { return source.WriteReleased(w, ds) }); err != nil {
		return err
	}
	s.printf("release %s recorded: lines %d, stations %d, crossings %d, corridors %d\n",
		ds.Meta.Version, len(ds.Lines), len(ds.Stations), len(ds.Crossings), len(ds.Corridors))
	return nil
}

// check holds ds against the last release.
func (c *releaseCommand) check(ds *corridor.Dataset) error {
	record, err := os.ReadFile(c.Record)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	last, err := source.ReadReleased(bytes.NewReader(record))
	if err != nil {
		return fmt.Errorf("%s: %w", c.Record, err)
	}
	changelog, err := os.ReadFile(c.Changelog)
	if err != nil {
		return err
	}
	var faults []error
	for _, change := range last.Unexplained(ds, string(changelog)) {
		faults = append(faults, fmt.Errorf("%s %s: %s since %s, and %s does not say why",
			change.Record, change.ID, change.What, last.Version, c.Changelog))
	}
	return errors.Join(faults...)
}
