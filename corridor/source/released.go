package source

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/geo"
)

// MaxMove is how far a released station may move without a word in the
// changelog.
const MaxMove geo.Metres = 100

// maxReleased is the largest record of a release read, in bytes.
const maxReleased = 64 << 20

// Released is the record of what a release of the dataset promised: ids that
// others may have kept, and where the stations stood.
//
// As a file it is CSV with the columns record, id, lon, lat, lines. Its first
// record is "dataset" with the version in place of an id; the others are
// "line", "station", "crossing" and "corridor", by id. A station has degrees
// with 4 decimals (11 m) and the ids of its lines, separated by blanks.
type Released struct {
	Version string
	Dataset corridor.Dataset    // ids of all records, and points of stations, alone
	LinesOf map[string][]string // ids of the lines of a station, by its id
}

func releasedHead() []string { return []string{"record", "id", "lon", "lat", "lines"} }

// WriteReleased writes the record of ds as a release. The same dataset gives
// the same bytes.
func WriteReleased(w io.Writer, ds *corridor.Dataset) error {
	linesOf := map[string][]string{}
	rows := [][]string{releasedHead(), {"dataset", ds.Meta.Version, "", "", ""}}
	plain := func(kind corridor.RecordKind, id string) { rows = append(rows, []string{string(kind), id, "", "", ""}) }
	for _, l := range sorted(ds.Lines, func(l corridor.LineRecord) string { return l.ID }) {
		plain(corridor.RecordLine, l.ID)
		for _, s := range l.Stops {
			if !slices.Contains(linesOf[s.Station], l.ID) {
				linesOf[s.Station] = append(linesOf[s.Station], l.ID)
			}
		}
	}
	for _, s := range sorted(ds.Stations, func(s corridor.Station) string { return s.ID }) {
		rows = append(rows, []string{string(corridor.RecordStation), s.ID,
			strconv.FormatFloat(round(s.Point.Lon(), 4), 'f', 4, 64), strconv.FormatFloat(round(s.Point.Lat(), 4), 'f', 4, 64),
			strings.Join(linesOf[s.ID], " ")})
	}
	for _, x := range sorted(ds.Crossings, func(x corridor.Crossing) string { return x.ID }) {
		plain(corridor.RecordCrossing, x.ID)
	}
	for _, c := range sorted(ds.Corridors, func(c corridor.CorridorRecord) string { return c.ID }) {
		plain(corridor.RecordCorridor, c.ID)
	}
	return csv.NewWriter(w).WriteAll(rows)
}

// ReadReleased reads what WriteReleased wrote, 64 MB at most. Errors name the
// row.
func ReadReleased(r io.Reader) (*Released, error) {
	rows := csv.NewReader(io.LimitReader(r, maxReleased))
	rows.FieldsPerRecord = len(releasedHead())
	head, err := rows.Read()
	if err != nil {
		return nil, err
	}
	if !slices.Equal(head, releasedHead()) {
		return nil, fmt.Errorf("the columns are %q, want %q", head, releasedHead())
	}
	out := &Released{LinesOf: map[string][]string{}}
	for {
		row, err := rows.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err // it names the row
		}
		if err := out.add(row); err != nil {
			line, _ := rows.FieldPos(0)
			return nil, fmt.Errorf("row %d: %w", line, err)
		}
	}
	if out.Version == "" {
		return nil, errors.New("there is no dataset with a version")
	}
	return out, nil
}

// add enters one row.
func (r *Released) add(row []string) error {
	id := row[1]
	if id == "" {
		return errors.New("there is no id")
	}
	switch corridor.RecordKind(row[0]) {
	case "dataset":
		r.Version = id
	case corridor.RecordLine:
		r.Dataset.Lines = append(r.Dataset.Lines, corridor.LineRecord{ID: id})
	case corridor.RecordStation:
		var p orb.Point
		for i, limit := range []float64{180, 90} {
			v, err := strconv.ParseFloat(row[2+i], 64)
			if err != nil || !(math.Abs(v) <= limit) {
				return fmt.Errorf("%s: %q is not a number from -%g to %g", id, row[2+i], limit, limit)
			}
			p[i] = v
		}
		r.Dataset.Stations = append(r.Dataset.Stations, corridor.Station{ID: id, Point: p})
		r.LinesOf[id] = strings.Fields(row[4])
	case corridor.RecordCrossing:
		r.Dataset.Crossings = append(r.Dataset.Crossings, corridor.Crossing{ID: id})
	case corridor.RecordCorridor:
		r.Dataset.Corridors = append(r.Dataset.Corridors, corridor.CorridorRecord{ID: id})
	default:
		return fmt.Errorf("unknown record %q", row[0])
	}
	return nil
}

// Broken lists what ds no longer keeps of the release: ids that are gone, and
// stations more than [MaxMove] away from where they stood.
func (r *Released) Broken(ds *corridor.Dataset) []corridor.Change {
	return slices.DeleteFunc(corridor.Diff(&r.Dataset, ds), func(c corridor.Change) bool {
		moved := c.What == corridor.ChangeMoved && c.Record == corridor.RecordStation && c.Moved > MaxMove
		return c.What != corridor.ChangeRemoved && !moved
	})
}

// Unexplained lists, of what ds no longer keeps of the release, that which the
// changelog does not explain. Only what stands above the heading of the release
// ("## 2026.11") counts, all of it where there is no such heading. A change is
// explained by its id, anywhere; changes of stations also by a heading, of any
// level, with the word "stations" and the id of one of their lines.
func (r *Released) Unexplained(ds *corridor.Dataset, changelog string) []corridor.Change {
	since := r.since(changelog)
	var headings []string
	for lines := bufio.NewScanner(strings.NewReader(since)); lines.Scan(); {
		if line := lines.Text(); strings.HasPrefix(line, "#") && strings.Contains(strings.ToLower(line), "stations") {
			headings = append(headings, line)
		}
	}
	return slices.DeleteFunc(r.Broken(ds), func(c corridor.Change) bool {
		if names(since, c.ID) {
			return true
		}
		return c.Record == corridor.RecordStation && slices.ContainsFunc(r.LinesOf[c.ID], func(line string) bool {
			return slices.ContainsFunc(headings, func(heading string) bool { return names(heading, line) })
		})
	})
}

// since returns what stands above the heading of the release.
func (r *Released) since(changelog string) string {
	heading := regexp.MustCompile(`(?m)^## +` + regexp.QuoteMeta(r.Version) + `\s*$`)
	if at := heading.FindStringIndex(changelog); at != nil {
		return changelog[:at[0]]
	}
	return changelog
}

// names tells whether a text names an id, not only as a part of another.
func names(text, id string) bool {
	inside := func(b byte) bool { return b >= 'a' && b <= 'z' || b >= '0' && b <= '9' || b == '-' }
	for from := 0; ; {
		i := strings.Index(text[from:], id)
		if i < 0 {
			return false
		}
		begin := from + i
		end := begin + len(id)
		if (begin == 0 || !inside(text[begin-1])) && (end == len(text) || !inside(text[end])) {
			return true
		}
		from = begin + 1
	}
}
