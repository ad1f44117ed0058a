package corridor

import "github.com/paulmach/orb"

// Dataset is the railway as published: plain records, not yet checked or
// connected. [New] turns it into a [Network]. Positions are WGS 84 lon/lat in
// degrees; km are kilometres.
type Dataset struct {
	Meta      Meta
	Lines     []LineRecord
	Stations  []Station
	Crossings []Crossing
	Corridors []CorridorRecord
}

// Meta names a dataset and what it rests on.
type Meta struct {
	Title       string    `json:"title"`
	Version     string    `json:"version"`
	Date        string    `json:"date"` // ISO 8601 day
	Licence     string    `json:"licence"`
	Attribution string    `json:"attribution"`
	Countries   []Country `json:"countries"`
	Sources     []Source  `json:"sources"`
}

// Country is an ISO 3166-1 alpha-2 code with its names, and the bodies it
// belongs to.
type Country struct {
	ID          string       `json:"id"`
	Names       Names        `json:"names"`
	Capitals    []string     `json:"capitals,omitempty"` // ids of stations of the capital that routes take note of
	Memberships []Membership `json:"memberships,omitempty"`
}

// Source is one publication that figures of the dataset rest on.
type Source struct {
	ID      string `json:"id"`
	Title   string `json:"title"`
	Licence string `json:"licence,omitempty"`
	URL     string `json:"url,omitempty"`
}

// Names maps a BCP 47 language tag (en, zh, ru, lo, th, ...) to a name.
type Names map[string]string

// Quality says how well the geometry of a stretch is known.
type Quality string

// The qualities, best first.
const (
	QualityOSM        Quality = "osm"            // every vertex of the OpenStreetMap way
	QualitySimplified Quality = "osm-simplified" // OpenStreetMap, simplified to about 250 m
	QualityCoarse     Quality = "coarse"         // may depart from the track by 2 to 3 km
	QualityChord      Quality = "chord"          // straight between two known points: a guess
)

// LineRecord is a railway line with one official kilometrage, one gauge and
// one country. Vertex i of Geometry lies at Km[i]; Km rises strictly, and is
// linear in geodesic length between two vertices.
type LineRecord struct {
	ID              string
	Name            string // English
	Names           Names
	Country         string
	GaugeMM         int
	Electrification string        // "25 kV 50 Hz", "3 kV DC", "none"; empty: unknown
	Tracks          int           // 0: unknown
	Status          string        // "open", "under construction"; empty: unknown
	Usage           string        // "mixed", "freight", "passenger"; empty: unknown
	Opened          string        // ISO 8601 year, month or day; empty: unknown
	Operator        string        // empty: unknown
	SpeedKmh        float64       // of through freight trains, stops of their own included; 0: unknown
	SpeedSource     string        // id of the source of SpeedKmh
	Origin          string        // where official km 0 lies, in words
	OfficialKm      float64       // published length of this line, 0: none published
	OtherKm         []PublishedKm // further published lengths that differ from OfficialKm or Km by more than 1 %
	Sources         []string
	Notes           []string // why a figure departs from the measured one, what is doubted
	Stops           []Stop   // by rising km; the first and last are the ends of the line
	Spans           []Span   // by rising km, covering the line without holes
	Geometry        orb.LineString
	Km              []float64
}

// Stop is a station or crossing on a line. A vertex of the line lies at its km.
type Stop struct {
	Station  string  `json:"station"` // id of a station or of a crossing
	Km       float64 `json:"km"`
	Official bool    `json:"official"` // the km is published; false: measured between two published ones, or beyond the last
}

// PublishedKm is a length as a source gives it. It is kept beside the figures in
// use, and no distance rests on it.
type PublishedKm struct {
	Km     float64 `json:"km"`
	What   string  `json:"what"`             // what it measures: "whole line", "Brest - Minsk"
	Source string  `json:"source"`           // id of a source
	Reason string  `json:"reason,omitempty"` // why it differs; empty: not known
}

// Span is a stretch of one quality from one source.
type Span struct {
	FromKm  float64 `json:"from_km"`
	ToKm    float64 `json:"to_km"`
	Quality Quality `json:"quality"`
	Source  string  `json:"source"`
}

// Station is an operational point: station, halt, freight terminal or junction.
type Station struct {
	ID           string
	Name         string // English or Latin transliteration
	Names        Names
	Aliases      []string
	Country      string
	Kinds        []string          // passenger, freight, junction, border, break of gauge, halt
	Codes        map[string]string // telegraph, esr, uic, srt, ril100, locode
	BreakOfGauge bool              // freight changes here between the gauges of the lines that stop here
	DwellHours   float64           // for the change of gauge of a train; 0: unknown
	DwellSource  string            // id of the source of DwellHours
	Derived      bool              // Point was placed by its km on the line, or is that of its town: not surveyed
	Sources      []string
	Point        orb.Point
}

// Crossing is the place where two lines of one gauge meet at a border.
type Crossing struct {
	ID          string // both border stations: cn-mohan--la-boten
	Name        string
	Countries   [2]string
	Stations    [2]string // border station of each country
	GaugesMM    []int     // gauges of the tracks that pass the border here
	Accuracy    string    // how the position was found
	DwellHours  float64   // of a freight train, at the border stations of both sides; 0: unknown
	DwellSource string    // id of the source of DwellHours
	Sources     []string
	Point       orb.Point
}

// CorridorRecord is a named route through Via in order, by shortest distance
// between neighbours.
type CorridorRecord struct {
	ID          string        `json:"id"`
	Name        string        `json:"name"`
	Names       Names         `json:"names,omitempty"`
	Description string        `json:"description"`
	Via         []string      `json:"via"`
	PublishedKm []PublishedKm `json:"published_km,omitempty"` // lengths of the whole corridor
	Sources     []string      `json:"sources,omitempty"`
}
