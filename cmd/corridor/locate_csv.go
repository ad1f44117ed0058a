package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/geo"
)

// locatedColumns follow the columns of the input.
func locatedColumns() []string {
	return []string{"line", "line_name", "km", "chainage", "offset_m", "track_lon", "track_lat",
		"uncertainty_m", "quality", "nearest_station", "km_away", "fault"}
}

// locateTable reads a CSV file with columns lon and lat and repeats it with the
// nearest position on the tracks beside each row. A row without a position says
// why in its last column; rows are read and written one by one.
func (s *session) locateTable(n *corridor.Network, name string) error {
	file, err := s.open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	in := csv.NewReader(file)
	in.ReuseRecord = true
	head, err := in.Read()
	if err != nil {
		return &corridor.ParamError{Param: "csv", Err: fmt.Errorf("%s: %w; want a first row with the columns lon and lat", name, err)}
	}
	head[0] = strings.TrimPrefix(head[0], "\ufeff")
	lon, lat := column(head, "lon", "longitude"), column(head, "lat", "latitude")
	if lon < 0 || lat < 0 {
		return &corridor.ParamError{Param: "csv", Err: fmt.Errorf("%s has the columns %s; want lon and lat", name, strings.Join(head, ", "))}
	}
	out := csv.NewWriter(s.stdout)
	if err := out.Write(append(slices.Clone(head), locatedColumns()...)); err != nil {
		return err
	}
	progress := newBar(s.stderr, sizeOf(file))
	rows, faults := 0, 0
	for ; s.ctx.Err() == nil; rows++ {
		row, err := in.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return &corridor.ParamError{Param: "csv", Err: fmt.Errorf("%s: %w", name, err)}
		}
		cells := locatedCells(n, row[lon], row[lat])
		if cells[len(cells)-1] != "" {
			faults++
		}
		if err := out.Write(append(slices.Clone(row), cells...)); err != nil {
			return err
		}
		progress.show(in.InputOffset())
	}
	progress.end()
	out.Flush()
	fmt.Fprintf(s.stderr, "located %d of %d rows\n", rows-faults, rows)
	return errors.Join(out.Error(), s.ctx.Err())
}

// column returns the number of the first column of one of the names, -1 where
// there is none.
func column(head []string, names ...string) int {
	return slices.IndexFunc(head, func(h string) bool {
		return slices.Contains(names, strings.ToLower(strings.TrimSpace(h)))
	})
}

// sizeOf is the size of a file in bytes, 0 where that is not known.
func sizeOf(file io.Reader) int64 {
	if f, ok := file.(*os.File); ok {
		if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
			return info.Size()
		}
	}
	return 0
}

// locatedCells answers for one row, in the order of locatedColumns.
func locatedCells(n *corridor.Network, lon, lat string) []string {
	cells := make([]string, len(locatedColumns()))
	p := orb.Point{number(lon), number(lat)}
	if err := geo.CheckPosition(p); err != nil {
		cells[len(cells)-1] = err.Error()
		return cells
	}
	m := n.Locate(p, 1)[0]
	station, away := "", ""
	if m.Station != nil {
		station, away = m.Station.ID, decimals(m.StationKm, 3)
	}
	return append(cells[:0], m.Line.ID, m.Line.Name, decimals(m.Km, 3), corridor.FormatChainage(m.Km), decimals(m.OffsetM, 1),
		decimals(m.Point.Lon(), 7), decimals(m.Point.Lat(), 7), decimals(m.UncertaintyM, 1), string(m.Quality), station, away, "")
}

// number reads a decimal number, NaN where it is none.
func number(text string) float64 {
	v, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	if err != nil {
		return math.NaN()
	}
	return v
}

func decimals(v float64, n int) string { return strconv.FormatFloat(v, 'f', n, 64) }
