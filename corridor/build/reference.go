package build

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/paulmach/orb"

	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/geo/codec"
)

// way is one stretch of raw track.
type way struct {
	Label   string
	Points  orb.LineString
	Quality corridor.Quality
	Source  string
	Stray   bool // it belongs to another line
}

// row is one row of a station table.
type row struct {
	Country string
	Local   string
	English string
	Names   corridor.Names
	Labels  []string // lines it is listed under
	Point   orb.Point
	Placed  bool // it has a position
	Fills   bool // the position counts only where there is no other
	Derived bool
	Km      *float64
	Codes   map[string]string
	Source  string
}

// kilometre is one published km of a station on a line.
type kilometre struct {
	Station string
	Km      float64
	Source  string
}

// reference is the raw material, read whole.
type reference struct {
	ways       []way
	rows       []row
	named      []row                  // stations that kilometre tables name
	kilometres map[string][]kilometre // by label, in file order
}

func readReference(fsys fs.FS, in Inputs) (*reference, error) {
	ref := &reference{kilometres: map[string][]kilometre{}}
	var faults []error
	for _, f := range in.Ways {
		ways, err := readWays(fsys, f)
		ref.ways = append(ref.ways, ways...)
		faults = append(faults, err)
	}
	for _, f := range in.Stations {
		rows, err := readStations(fsys, f)
		ref.rows = append(ref.rows, rows...)
		faults = append(faults, err)
	}
	for _, f := range in.Sections {
		rows, err := readSections(fsys, f)
		ref.rows = append(ref.rows, rows...)
		faults = append(faults, err)
	}
	for _, f := range in.Kilometres {
		faults = append(faults, ref.readKilometres(fsys, f))
	}
	return ref, errors.Join(faults...)
}

// maxTracks bounds the size of a file of tracks, in bytes.
const maxTracks = 1 << 30

// lineStrings calls each with the line and the properties of every feature.
func lineStrings(fsys fs.FS, name string, each func(line orb.LineString, properties map[string]any)) error {
	f, err := fsys.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	features, err := codec.ReadFeatures(f, maxTracks)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	for i, feature := range features {
		line, ok := feature.Geometry.(orb.LineString)
		if !ok {
			return fmt.Errorf("%s: feature %d: want a LineString, not a %T", name, i, feature.Geometry)
		}
		properties := map[string]any{}
		if err := json.Unmarshal(feature.Properties, &properties); err != nil {
			return fmt.Errorf("%s: feature %d: %w", name, i, err)
		}
		each(line, properties)
	}
	return nil
}

func text(properties map[string]any, name string) string {
	s, _ := properties[name].(string)
	return s
}

func readWays(fsys fs.FS, f WayFile) ([]way, error) {
	var ways []way
	err := lineStrings(fsys, f.File, func(line orb.LineString, properties map[string]any) {
		line = slices.Compact(line)
		if properties[f.Skip] == true || len(line) < 2 {
			return
		}
		ways = append(ways, way{Label: text(properties, f.Label), Points: line, Quality: f.quality(text(properties, f.QualityFrom)), Source: f.Source})
	})
	return ways, err
}

func readSections(fsys fs.FS, f SectionFile) ([]row, error) {
	var rows []row
	err := lineStrings(fsys, f.File, func(line orb.LineString, properties map[string]any) {
		end := func(name string, p orb.Point) row {
			return row{
				Country: f.In, Local: tidy(text(properties, name)), Labels: []string{text(properties, f.Line)},
				Point: p, Placed: true, Fills: true, Source: f.Source,
			}
		}
		rows = append(rows, end(f.From, line[0]), end(f.To, line[len(line)-1]))
	})
	return rows, err
}

// quality is that of the longest prefix of text in the table.
func (f WayFile) quality(text string) corridor.Quality {
	best := ""
	for prefix := range f.Quality {
		if strings.HasPrefix(text, prefix) && len(prefix) > len(best) {
			best = prefix
		}
	}
	return f.Quality[best]
}

func readStations(fsys fs.FS, f StationFile) ([]row, error) {
	var rows []row
	err := readCSV(fsys, f.File, func(get func(string) string) error {
		r := row{
			Country: f.In,
			Local:   tidy(get(f.Local)),
			English: tidy(get(f.English)),
			Names:   corridor.Names{},
			Derived: f.Derived != "" && strings.Contains(get(f.From), f.Derived),
			Codes:   map[string]string{},
			Source:  f.Source,
		}
		if f.Country != "" {
			r.Country = get(f.Country)
		}
		if f.Only != "" && r.Country != f.Only {
			return nil
		}
		for lang, column := range f.Names {
			if v := tidy(get(column)); v != "" {
				r.Names[lang] = v
			}
		}
		for kind, column := range f.Codes {
			if words := strings.Fields(get(column)); len(words) > 0 {
				r.Codes[kind] = words[len(words)-1] // "3023 ฉท.": the letters
			}
		}
		if f.In == "CN" {
			r.splitScripts()
		}
		for _, label := range strings.Split(get(f.Lines), ";") {
			r.Labels = append(r.Labels, strings.TrimSpace(label))
		}
		var err error
		if r.Point, r.Placed, err = readPoint(get(f.Lon), get(f.Lat)); err != nil {
			return err
		}
		if get(f.Suspect) != "" {
			r.Placed = false
		}
		if text := get(f.Km); text != "" && strings.Contains(text+get(f.KmFrom), f.KmOrigin) {
			first, _, _ := strings.Cut(text, " ")
			km, err := number(first, maxKm)
			if err != nil {
				return fmt.Errorf("%s: %w", f.Km, err)
			}
			r.Km = &km
		}
		rows = append(rows, r)
		return nil
	})
	return rows, err
}

// splitScripts keeps the Chinese part of a name that stations in Xinjiang and
// Inner Mongolia carry in two scripts: "七泉湖 چىچان".
func (r *row) splitScripts() {
	zh, other, ok := strings.Cut(r.Local, " ")
	if ok && strings.ContainsFunc(other, func(c rune) bool { return unicode.Is(unicode.Arabic, c) }) {
		r.Names["ug"], _, _ = strings.Cut(other, " ")
	}
	r.Local = zh
}

func readPoint(lon, lat string) (orb.Point, bool, error) {
	if lon == "" && lat == "" {
		return orb.Point{}, false, nil
	}
	x, errX := number(lon, 180)
	y, errY := number(lat, 90)
	if err := errors.Join(errX, errY); err != nil {
		return orb.Point{}, false, err
	}
	return orb.Point{x, y}, true, nil
}

// maxKm bounds published km.
const maxKm = 1e5

// number reads a number from -limit to limit.
func number(text string, limit float64) (float64, error) {
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || !(math.Abs(v) <= limit) {
		return 0, fmt.Errorf("%q: want a number from %g to %g", text, -limit, limit)
	}
	return v, nil
}

func (ref *reference) readKilometres(fsys fs.FS, f KilometreFile) error {
	return readCSV(fsys, f.File, func(get func(string) string) error {
		km, err := number(get(f.Km), maxKm)
		if err != nil {
			return fmt.Errorf("%s: %w", f.Km, err)
		}
		label, station := get(f.Line), tidy(get(f.Station))
		point, placed, err := readPoint(get(f.Lon), get(f.Lat))
		if err != nil {
			return err
		}
		r := row{Country: f.In, Local: station, Labels: []string{label}, Point: point, Placed: placed, Source: f.Source}
		if placed {
			r.Source = f.Placed
		}
		ref.named = append(ref.named, r)
		ref.kilometres[label] = append(ref.kilometres[label], kilometre{station, km, f.Source})
		return nil
	})
}

// readCSV calls each with a function that reads a column of the row by name;
// the empty name reads as empty.
func readCSV(fsys fs.FS, name string, each func(get func(string) string) error) error {
	f, err := fsys.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	reader := csv.NewReader(f)
	header, err := reader.Read()
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	for {
		record, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		missing := ""
		get := func(column string) string {
			i := slices.Index(header, column)
			switch {
			case i >= 0:
				return record[i]
			case column != "":
				missing = column
			}
			return ""
		}
		err = each(get)
		if missing != "" {
			return fmt.Errorf("%s: no column %q, there are %q", name, missing, header)
		}
		if err != nil {
			line, _ := reader.FieldPos(0)
			return fmt.Errorf("%s: line %d: %w", name, line, err)
		}
	}
}

// tidy folds white space, no-break space included, to single spaces.
func tidy(s string) string { return strings.Join(strings.Fields(s), " ") }
