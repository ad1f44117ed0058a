package build

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"github.com/corridor-rail/corridor/corridor"
)

// Tables is what a person decides: which lines, where their figures stand,
// and what is known about single stations. It is read from a folder of JSON
// files, one for each field.
type Tables struct {
	Meta      corridor.Meta             // meta.json
	Inputs    Inputs                    // inputs.json
	Lines     []LineSpec                // lines.json
	Stations  []StationSpec             // stations.json
	Crossings []CrossingSpec            // crossings.json
	Corridors []corridor.CorridorRecord // corridors.json
}

// Inputs maps the files of the reference folder to the fields read here.
type Inputs struct {
	Ways       []WayFile       `json:"ways"`
	Stations   []StationFile   `json:"stations"`
	Sections   []SectionFile   `json:"sections"`
	Kilometres []KilometreFile `json:"kilometres"`
}

// WayFile is a GeoJSON file of LineStrings. Label names the property that says
// which line a way belongs to. Quality maps the beginning of the QualityFrom
// property to a quality; "" is the quality of everything else.
type WayFile struct {
	File        string                      `json:"file"`
	Label       string                      `json:"label"`
	QualityFrom string                      `json:"quality_from"`
	Quality     map[string]corridor.Quality `json:"quality"`
	Skip        string                      `json:"skip"` // boolean property: true means not a track
	Source      string                      `json:"source"`
}

// StationFile is a CSV file of stations; the fields name its columns.
type StationFile struct {
	File     string            `json:"file"`
	Country  string            `json:"country"`   // column
	In       string            `json:"in"`        // country of all rows, where there is no column
	Only     string            `json:"only"`      // only rows of this country; "" is all
	Local    string            `json:"local"`     // column: name in the local script
	English  string            `json:"english"`   // column
	Names    map[string]string `json:"names"`     // language to column
	Lines    string            `json:"lines"`     // column: labels of its lines, separated by ";"
	Lat      string            `json:"lat"`       // column, degrees
	Lon      string            `json:"lon"`       // column, degrees
	Km       string            `json:"km"`        // column, published km: the leading number counts
	KmOrigin string            `json:"km_origin"` // text the Km or KmFrom column must contain
	KmFrom   string            `json:"km_from"`   // column: where the km are counted from
	Codes    map[string]string `json:"codes"`     // kind of code to column
	Derived  string            `json:"derived"`   // text in the source column that marks a position placed by its km
	Suspect  string            `json:"suspect"`   // column: non-empty means the position is doubted
	From     string            `json:"from"`      // column: where the row comes from
	Source   string            `json:"source"`
}

// SectionFile is a GeoJSON file of LineStrings from station to station; From,
// To and Line name its properties. Its ends place stations that no station
// table places.
type SectionFile struct {
	File   string `json:"file"`
	From   string `json:"from"`
	To     string `json:"to"`
	Line   string `json:"line"`
	In     string `json:"in"` // country
	Source string `json:"source"`
}

// KilometreFile is a CSV file of published kilometres; the fields name its columns.
type KilometreFile struct {
	File    string `json:"file"`
	Line    string `json:"line"`
	Station string `json:"station"`
	Km      string `json:"km"`
	In      string `json:"in"`  // country
	Lat     string `json:"lat"` // columns: position, where no station table has one
	Lon     string `json:"lon"`
	Placed  string `json:"placed"` // source of these
	Source  string `json:"source"`
}

// LineSpec is one line to build.
type LineSpec struct {
	ID              string                 `json:"id"`
	Name            string                 `json:"name"`
	Names           corridor.Names         `json:"names"`
	Country         string                 `json:"country"`
	GaugeMM         int                    `json:"gauge_mm"`
	Electrification string                 `json:"electrification"`
	Tracks          int                    `json:"tracks"`
	Status          string                 `json:"status"`
	Usage           string                 `json:"usage"`
	Opened          string                 `json:"opened"`
	Operator        string                 `json:"operator"`
	Origin          string                 `json:"origin"`
	OfficialKm      float64                `json:"official_km"`
	OtherKm         []corridor.PublishedKm `json:"other_km"`
	Sources         []string               `json:"sources"`
	Notes           []string               `json:"notes"`

	Ways        []string      `json:"ways"`        // labels, or beginnings of labels, of its ways
	Stray       []string      `json:"stray"`       // labels of ways of other lines that it may run over, "" all, at a higher cost
	Stations    []string      `json:"stations"`    // labels of its stations in the station tables
	Kilometres  string        `json:"kilometres"`  // label of its rows in the kilometre tables
	StationKm   bool          `json:"station_km"`  // the km of its rows in the station tables calibrate
	KmInNames   bool          `json:"km_in_names"` // halts called by their kilometre ("4675 км") calibrate
	Calibration []Calibration `json:"calibration"` // further published kilometres, in order of travel
	From        string        `json:"from"`        // first stop; "" is the first calibration
	To          string        `json:"to"`          // last stop; "" is the last calibration
	FromKm      *float64      `json:"from_km"`     // only published km between these
	ToKm        *float64      `json:"to_km"`
	Ignore      []string      `json:"ignore"`    // stations left out
	Misplaced   []string      `json:"misplaced"` // stations whose position in the tables is wrong: placed by their km
	Doubt       []string      `json:"doubt"`     // stations whose published km is not used
	Allow       []Allowance   `json:"allow"`     // sections that may disagree, and why
	Bridge      float64       `json:"bridge"`    // longest chord over missing ways, km; 0 is 20
	Reach       float64       `json:"reach"`     // a station lies on the line within this distance of its tracks, m; 0 is 600
}

// Calibration is a published km of a station. Km nil only leads the line
// through the station.
type Calibration struct {
	Station string   `json:"station"`
	Km      *float64 `json:"km,omitempty"`
	Source  string   `json:"source,omitempty"`
}

// Allowance lets the published length of a section differ from the measured
// one; without From and To that of every section.
type Allowance struct {
	From string `json:"from"`
	To   string `json:"to"`
	Why  string `json:"why"`
}

// StationSpec says what the station tables do not: it is matched by Match, the
// country and the local name, code or English name of a row ("CN 城厢", "RU
// 270202"), or makes a station of its own where it has a Point.
type StationSpec struct {
	Match   string            `json:"match"`
	Same    []string          `json:"same,omitempty"` // further rows that are this station
	ID      string            `json:"id,omitempty"`
	Name    string            `json:"name,omitempty"`
	Names   corridor.Names    `json:"names,omitempty"`
	Aliases []string          `json:"aliases,omitempty"`
	Kinds   []string          `json:"kinds,omitempty"`
	Codes   map[string]string `json:"codes,omitempty"`
	Break   bool              `json:"break_of_gauge,omitempty"`
	Dwell   *DwellSpec        `json:"dwell,omitempty"`
	Point   *[2]float64       `json:"point,omitempty"` // lon, lat
	Town    bool              `json:"town,omitempty"`  // Point is that of the town, not of the station
	Source  string            `json:"source,omitempty"`
}

// DwellSpec is a time in hours that a source gives for a train's stay.
type DwellSpec struct {
	Hours  float64 `json:"hours"`
	Source string  `json:"source"`
}

// CrossingSpec is a border crossing; Stations are station ids.
type CrossingSpec struct {
	ID        string     `json:"id"`
	Name      string     `json:"name"`
	Countries [2]string  `json:"countries"`
	Stations  [2]string  `json:"stations"`
	Point     [2]float64 `json:"point"`
	Accuracy  string     `json:"accuracy"`
	Dwell     *DwellSpec `json:"dwell,omitempty"`
	Sources   []string   `json:"sources"`
}

// ReadTables reads the tables from the top folder of fsys. A file that is
// missing, or has a field that is not known, is an error that names it.
func ReadTables(fsys fs.FS) (*Tables, error) {
	t := &Tables{}
	var faults []error
	for _, f := range []struct {
		name string
		into any
	}{
		{"meta.json", &t.Meta}, {"inputs.json", &t.Inputs}, {"lines.json", &t.Lines},
		{"stations.json", &t.Stations}, {"crossings.json", &t.Crossings}, {"corridors.json", &t.Corridors},
	} {
		if err := readJSON(fsys, f.name, f.into); err != nil {
			faults = append(faults, err)
		}
	}
	return t, errors.Join(faults...)
}

func readJSON(fsys fs.FS, name string, into any) error {
	f, err := fsys.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	dec := json.NewDecoder(f)
	dec.DisallowUnknownFields()
	if err := dec.Decode(into); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if _, err := dec.Token(); err != io.EOF {
		return fmt.Errorf("%s: there is more after the JSON value", name)
	}
	return nil
}
