package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/web"
)

type matchCommand struct {
	Trace    string  `arg:"" help:"File of the trace, GeoJSON or GPX; - for standard input."`
	Format   string  `help:"csv, geojson or json." enum:"csv,geojson,json" default:"csv"`
	Sigma    float64 `help:"Standard deviation of a point, in metres." placeholder:"M"`
	MaxSpeed float64 `help:"No train is faster, in km/h." placeholder:"KMH"`
	Gauge    int     `help:"Only tracks of this gauge, in mm." placeholder:"MM"`
}

// Run prints where on the tracks a trace lies, and on stderr what was found.
func (c *matchCommand) Run(s *session) error {
	data, err := s.readFile(c.Trace, web.MaxTrace)
	if err != nil {
		return err
	}
	fixes, err := web.ReadFixes(data)
	if err != nil {
		return err
	}
	n, err := s.network()
	if err != nil {
		return err
	}
	m, err := n.Match(corridor.MatchQuery{Fixes: fixes, SigmaM: c.Sigma, MaxSpeedKmh: c.MaxSpeed, GaugeMM: c.Gauge})
	if err != nil {
		return err
	}
	matched, km := 0, 0.0
	for _, f := range m.Fixes {
		if f.Line != nil {
			matched++
		}
	}
	for _, p := range m.Parts {
		km += p.DistanceKm
	}
	fmt.Fprintf(s.stderr, "matched %d of %d points; %s km in %d parts\n", matched, len(m.Fixes), formatKm(km), len(m.Parts))
	format := c.Format
	if s.json {
		format = "json"
	}
	return web.WriteMatching(s.stdout, format, m)
}

// readFile reads a file, or standard input, of at most so many bytes.
func (s *session) readFile(name string, most int64) ([]byte, error) {
	file, err := s.open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, most+1))
	if err == nil && int64(len(data)) > most {
		err = &corridor.ParamError{Param: "file", Err: fmt.Errorf("%s is larger than %d bytes", name, most)}
	}
	return data, err
}

// open opens a file, or standard input for "-".
func (s *session) open(name string) (io.ReadCloser, error) {
	if name == "-" {
		return io.NopCloser(s.stdin), nil
	}
	file, err := os.Open(name)
	if err != nil {
		var path *os.PathError
		if errors.As(err, &path) {
			err = path.Err
		}
		return nil, &corridor.ParamError{Param: "file", Err: fmt.Errorf("%s: %w", name, err)}
	}
	return file, nil
}
