package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/web"
)

type matrixCommand struct {
	Places string `arg:"" help:"CSV file with a column place, id, code or name, or columns lon and lat; - for standard input."`
	To     string `help:"CSV file of the places to go to; the same places unless given." placeholder:"FILE"`
	options
}

// Run prints the distance of every pair as CSV, and on stderr how far it has
// come.
func (c *matrixCommand) Run(s *session) error {
	q := corridor.MatrixQuery{Options: c.query()}
	var err error
	if q.From, err = s.readPlaces(c.Places); err != nil {
		return err
	}
	if q.To = q.From; c.To != "" {
		if q.To, err = s.readPlaces(c.To); err != nil {
			return err
		}
	}
	n, err := s.network()
	if err != nil {
		return err
	}
	progress := newBar(s.stderr, int64(len(q.From)))
	m, err := n.Matrix(q, func(done int) { progress.show(int64(done)) })
	progress.end()
	if err != nil {
		return err
	}
	fmt.Fprintf(s.stderr, "measured %d pairs\n", len(m.From)*len(m.To))
	if s.json {
		return s.printJSON(web.NewMatrix(n.Meta(), m))
	}
	return web.WriteMatrix(s.stdout, m)
}

// readPlaces reads the places of a CSV file.
func (s *session) readPlaces(name string) ([]string, error) {
	file, err := s.open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	fail := func(format string, args ...any) error {
		return &corridor.ParamError{Param: "csv", Err: fmt.Errorf(name+": "+format, args...)}
	}
	in := csv.NewReader(file)
	head, err := in.Read()
	if err != nil {
		return nil, fail("%w; want a first row with a column place", err)
	}
	head[0] = strings.TrimPrefix(head[0], "\ufeff")
	place := column(head, "place", "id", "station", "code", "name")
	lon, lat := column(head, "lon", "longitude"), column(head, "lat", "latitude")
	if place < 0 && (lon < 0 || lat < 0) {
		return nil, fail("has the columns %s; want place, id, station, code or name, or lon and lat", strings.Join(head, ", "))
	}
	var places []string
	for {
		row, err := in.Read()
		switch {
		case errors.Is(err, io.EOF):
			return places, nil
		case err != nil:
			return nil, fail("%w", err)
		case len(places) == corridor.MaxMatrix:
			return nil, fail("more than %d places", corridor.MaxMatrix)
		case place >= 0:
			places = append(places, row[place])
		default:
			places = append(places, row[lon]+","+row[lat])
		}
	}
}
