package main

import (
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"

	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/web"
)

type exportCommand struct {
	Files []string `arg:"" optional:"" help:"Names of files, with * for any part: lines.fgb '*.gpkg' 'corridors/*.kml'. Without any, all."`
	Out   string   `help:"Folder to write to." default:"." type:"path" placeholder:"DIR"`
	List  bool     `help:"List the files instead."`
}

// exported is a line of what export --json prints.
type exported struct {
	Name   string `json:"name"`
	Title  string `json:"title"`
	Format string `json:"format"`
	Size   int64  `json:"size,omitempty"`   // bytes; absent from a list
	SHA256 string `json:"sha256,omitempty"` // hexadecimal; likewise
}

// Run writes files of the dataset, the same bytes that the service offers for
// download.
func (c *exportCommand) Run(s *session) error {
	n, err := s.network()
	if err != nil {
		return err
	}
	archive, err := web.NewArchive(n)
	if err != nil {
		return err
	}
	chosen, err := chooseFiles(archive.Files(), c.Files)
	if err != nil {
		return err
	}
	list := make([]exported, len(chosen))
	for i, f := range chosen {
		list[i] = exported{Name: f.Name, Title: f.Title, Format: f.Format}
		if c.List {
			continue
		}
		if list[i].Size, list[i].SHA256, err = saveFile(filepath.Join(c.Out, filepath.FromSlash(f.Name)), f); err != nil {
			return err
		}
	}
	if s.json {
		return s.printJSON(list)
	}
	t := newTable("file", "what", "format", ">bytes", "sha-256")
	for _, f := range list {
		t.add(f.Name, f.Title, f.Format, f.Size, f.SHA256)
	}
	s.printTable(t)
	return nil
}

// chooseFiles takes the files that one of the patterns matches, all where there
// is none. A pattern that matches none is a fault.
func chooseFiles(files []web.ArchiveFile, patterns []string) ([]web.ArchiveFile, error) {
	if len(patterns) == 0 {
		return files, nil
	}
	var chosen []web.ArchiveFile
	used := make([]bool, len(patterns))
	for _, f := range files {
		matched := false
		for i, pattern := range patterns {
			ok, err := path.Match(pattern, f.Name)
			if err != nil {
				return nil, &corridor.ParamError{Param: pattern, Err: err}
			}
			used[i] = used[i] || ok
			matched = matched || ok
		}
		if matched {
			chosen = append(chosen, f)
		}
	}
	for i, pattern := range patterns {
		if !used[i] {
			return nil, &corridor.ParamError{Param: pattern, Err: fmt.Errorf("no such file; corridor export --list names those there are")}
		}
	}
	return chosen, nil
}

// saveFile writes a file into its folder, and returns its size in bytes and its
// SHA-256 in hexadecimal.
func saveFile(name string, f web.ArchiveFile) (size int64, sum string, err error) {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return 0, "", err
	}
	hash := sha256.New()
	if err := writeFile(name, func(w io.Writer) error { return f.Write(io.MultiWriter(w, hash)) }); err != nil {
		return 0, "", err
	}
	info, err := os.Stat(name)
	if err != nil {
		return 0, "", err
	}
	return info.Size(), fmt.Sprintf("%x", hash.Sum(nil)), nil
}
