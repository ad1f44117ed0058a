package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"

	"github.com/corridor-rail/corridor/assets"
	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/corridor/source"
)

// network loads and checks the dataset of the command line.
func (s *session) network() (*corridor.Network, error) {
	fsys, err := s.dataset()
	if err != nil {
		return nil, err
	}
	ds, err := source.Read(fsys)
	if err != nil {
		return nil, fmt.Errorf("dataset: %w", err)
	}
	return corridor.New(ds)
}

func (s *session) dataset() (fs.FS, error) {
	if s.data != "" {
		return os.DirFS(s.data), nil
	}
	return assets.Data()
}

// printJSON prints v indented.
func (s *session) printJSON(v any) error {
	e := json.NewEncoder(s.stdout)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

func (s *session) printf(format string, args ...any) {
	fmt.Fprintf(s.stdout, format, args...)
	s.printed = true
}

// printTable prints a table, after an empty line where something stands above.
func (s *session) printTable(t *table) {
	if s.printed && len(t.rows) > 0 {
		fmt.Fprintln(s.stdout)
	}
	t.print(s.stdout)
	s.printed = true
}
