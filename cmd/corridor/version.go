package main

import "runtime/debug"

type versionCommand struct{}

// versions is what version --json prints.
type versions struct {
	Program string `json:"program"`
	Go      string `json:"go"`
	Dataset string `json:"dataset"`
	Date    string `json:"date"`
}

// Run prints the module's version, the Go release, and the dataset's version
// and date.
func (c *versionCommand) Run(s *session) error {
	n, err := s.network()
	if err != nil {
		return err
	}
	v := versions{Program: "unknown", Dataset: n.Meta().Version, Date: n.Meta().Date}
	if info, ok := debug.ReadBuildInfo(); ok {
		v.Program, v.Go = info.Main.Version, info.GoVersion
	}
	if s.json {
		return s.printJSON(v)
	}
	s.printf("corridor %s, built with %s\ndataset %s of %s\n", v.Program, v.Go, v.Dataset, v.Date)
	return nil
}
