package source

import (
	"github.com/paulmach/orb"

	"github.com/corridor-rail/corridor/corridor"
)

// lineProperties are the properties of a line's feature. The head is written
// on one line, the lists wrapped.
type lineProperties struct {
	lineHead
	Stops []corridor.Stop `json:"stops"`
	Spans []corridor.Span `json:"spans"`
	Km    []float64       `json:"km"`
}

type lineHead struct {
	Name            string                 `json:"name"`
	Names           corridor.Names         `json:"names,omitempty"`
	Country         string                 `json:"country"`
	GaugeMM         int                    `json:"gauge_mm"`
	Electrification string                 `json:"electrification,omitempty"`
	Tracks          int                    `json:"tracks,omitempty"`
	Status          string                 `json:"status,omitempty"`
	Usage           string                 `json:"usage,omitempty"`
	Opened          string                 `json:"opened,omitempty"`
	Operator        string                 `json:"operator,omitempty"`
	SpeedKmh        float64                `json:"speed_kmh,omitempty"`
	SpeedSource     string                 `json:"speed_source,omitempty"`
	Origin          string                 `json:"origin,omitempty"`
	OfficialKm      float64                `json:"official_km,omitempty"`
	OtherKm         []corridor.PublishedKm `json:"other_km,omitempty"`
	Sources         []string               `json:"sources"`
	Notes           []string               `json:"notes,omitempty"`
}

func headOf(l corridor.LineRecord) lineHead {
	return lineHead{
		Name: l.Name, Names: l.Names, Country: l.Country, GaugeMM: l.GaugeMM,
		Electrification: l.Electrification, Tracks: l.Tracks, Status: l.Status, Usage: l.Usage,
		Opened: l.Opened, Operator: l.Operator, SpeedKmh: l.SpeedKmh, SpeedSource: l.SpeedSource, Origin: l.Origin, OfficialKm: round(l.OfficialKm, 3),
		OtherKm: l.OtherKm, Sources: l.Sources, Notes: l.Notes,
	}
}

func (p lineProperties) record(id string, g orb.LineString) corridor.LineRecord {
	return corridor.LineRecord{
		ID: id, Name: p.Name, Names: p.Names, Country: p.Country, GaugeMM: p.GaugeMM,
		Electrification: p.Electrification, Tracks: p.Tracks, Status: p.Status, Usage: p.Usage,
		Opened: p.Opened, Operator: p.Operator, SpeedKmh: p.SpeedKmh, SpeedSource: p.SpeedSource, Origin: p.Origin, OfficialKm: p.OfficialKm,
		OtherKm: p.OtherKm, Sources: p.Sources, Notes: p.Notes,
		Stops: p.Stops, Spans: p.Spans, Geometry: g, Km: p.Km,
	}
}

type stationProperties struct {
	Name         string            `json:"name"`
	Names        corridor.Names    `json:"names,omitempty"`
	Aliases      []string          `json:"aliases,omitempty"`
	Country      string            `json:"country"`
	Kinds        []string          `json:"kinds,omitempty"`
	Codes        map[string]string `json:"codes,omitempty"`
	BreakOfGauge bool              `json:"break_of_gauge,omitempty"`
	DwellHours   float64           `json:"dwell_hours,omitempty"`
	DwellSource  string            `json:"dwell_source,omitempty"`
	Derived      bool              `json:"derived,omitempty"`
	Sources      []string          `json:"sources"`
}

func stationPropertiesOf(s corridor.Station) stationProperties {
	return stationProperties{
		Name: s.Name, Names: s.Names, Aliases: s.Aliases, Country: s.Country, Kinds: s.Kinds, Codes: s.Codes,
		BreakOfGauge: s.BreakOfGauge, DwellHours: s.DwellHours, DwellSource: s.DwellSource, Derived: s.Derived, Sources: s.Sources,
	}
}

func (p stationProperties) record(id string, g orb.Point) corridor.Station {
	return corridor.Station{
		ID: id, Name: p.Name, Names: p.Names, Aliases: p.Aliases, Country: p.Country, Kinds: p.Kinds, Codes: p.Codes,
		BreakOfGauge: p.BreakOfGauge, DwellHours: p.DwellHours, DwellSource: p.DwellSource, Derived: p.Derived, Sources: p.Sources, Point: g,
	}
}

type crossingProperties struct {
	Name        string    `json:"name"`
	Countries   [2]string `json:"countries"`
	Stations    [2]string `json:"stations"`
	GaugesMM    []int     `json:"gauges_mm"`
	Accuracy    string    `json:"accuracy,omitempty"`
	DwellHours  float64   `json:"dwell_hours,omitempty"`
	DwellSource string    `json:"dwell_source,omitempty"`
	Sources     []string  `json:"sources"`
}

func crossingPropertiesOf(c corridor.Crossing) crossingProperties {
	return crossingProperties{
		Name: c.Name, Countries: c.Countries, Stations: c.Stations, GaugesMM: c.GaugesMM,
		Accuracy: c.Accuracy, DwellHours: c.DwellHours, DwellSource: c.DwellSource, Sources: c.Sources,
	}
}

func (p crossingProperties) record(id string, g orb.Point) corridor.Crossing {
	return corridor.Crossing{
		ID: id, Name: p.Name, Countries: p.Countries, Stations: p.Stations, GaugesMM: p.GaugesMM,
		Accuracy: p.Accuracy, DwellHours: p.DwellHours, DwellSource: p.DwellSource, Sources: p.Sources, Point: g,
	}
}
