package web

import (
	"fmt"

	"github.com/corridor-rail/corridor/corridor"
)

// ElectrificationKm is the part of a route under one kind of wire; null where
// it is not known whether there is one.
type ElectrificationKm struct {
	Electrification ID `json:"electrification"` // "25 kV 50 Hz", "none"
	Km              Km `json:"km"`
}

// QualityKm is the part of a route whose geometry is of one quality.
type QualityKm struct {
	Quality corridor.Quality `json:"quality"`
	Km      Km               `json:"km"`
}

// Reversal is a place where a train on the route changes direction.
type Reversal struct {
	NodeRef
	AtKm Km `json:"at_km"` // since the start of the route
}

// Time is how long a route takes, in hours.
type Time struct {
	Hours        Km `json:"hours"`
	RunningHours Km `json:"running_hours"`
	DwellHours   Km `json:"dwell_hours"`   // at borders and breaks of gauge
	AssumedShare Km `json:"assumed_share"` // of hours, 0 to 1, that rests on averages instead of a source
	AssumedKmh   Km `json:"assumed_kmh"`   // speed on lines without one of their own
}

// Alternative is another reasonable route, and how it differs from the best.
type Alternative struct {
	Label         string           `json:"label"` // "by Erenhot / Zamyn-Uud"
	DistanceKm    Km               `json:"distance_km"`
	ExtraKm       Km               `json:"extra_km"`  // beside the best
	SharedKm      Km               `json:"shared_km"` // on tracks that the best takes too
	OfficialKm    Km               `json:"official_km"`
	OfficialShare Km               `json:"official_share"`
	MeasuredKm    Km               `json:"measured_km"`
	ByCountry     []CountryKm      `json:"by_country"`
	ByGauge       []GaugeKm        `json:"by_gauge"`
	Breaks        []BreakOfGauge   `json:"breaks_of_gauge"`
	Borders       []BorderCrossing `json:"border_crossings"`
	Itinerary     []Waypoint       `json:"itinerary"`
	Time          *Time            `json:"time"`
	Differences   Differences      `json:"differences"`
}

// Differences are the names of what one of two routes has and the other has not.
type Differences struct {
	Borders   Difference `json:"borders"`
	Breaks    Difference `json:"breaks_of_gauge"`
	Countries Difference `json:"countries"` // ISO 3166-1 alpha-2
}

// Difference is what is on the alternative alone, and on the best alone.
type Difference struct {
	Only    []string `json:"only"`
	Missing []string `json:"missing"`
}

func newDifference(d corridor.Difference) Difference {
	return Difference{append([]string{}, d.Only...), append([]string{}, d.Missing...)}
}

// NewDistances describes the best of some routes, and the others as its
// alternatives; links are the caller's to add.
func NewDistances(meta corridor.Meta, routes []corridor.Alternative) Distance {
	best := NewDistance(meta, routes[0].Route)
	best.Cite = newCitation(meta, routeTitle(routes[0]), routes[0].Route)
	for _, a := range routes[1:] {
		d := NewDistance(meta, a.Route)
		best.Alternatives = append(best.Alternatives, Alternative{
			Label: a.Label, DistanceKm: d.DistanceKm, ExtraKm: Km(a.ExtraKm), SharedKm: Km(a.SharedKm),
			OfficialKm: d.OfficialKm, OfficialShare: d.OfficialShare, MeasuredKm: d.MeasuredKm,
			ByCountry: d.ByCountry, ByGauge: d.ByGauge, Breaks: d.Breaks, Borders: d.Borders, Itinerary: d.Itinerary, Time: d.Time,
			Differences: Differences{newDifference(a.Borders), newDifference(a.Breaks), newDifference(a.Countries)},
		})
	}
	return best
}

// Citation is what to give beside a distance that is quoted.
type Citation struct {
	Method      string `json:"method"`
	Ellipsoid   string `json:"ellipsoid"`
	Dataset     string `json:"dataset"`
	Version     string `json:"version"`
	Date        string `json:"date"` // ISO 8601 day
	Licence     string `json:"licence"`
	Attribution string `json:"attribution"`
	Text        string `json:"text"` // a sentence to quote
}

// citedMethod says how distances come about.
const citedMethod = "Kilometres of the railways' official chainage where they are published, elsewhere the geodesic length " +
	"of the track (C. F. F. Karney, Algorithms for geodesics, J. Geodesy 87, 2013); shortest way over tracks that join."

// newCitation cites a route under a title.
func newCitation(m corridor.Meta, title string, r *corridor.Route) Citation {
	return Citation{
		Method: citedMethod, Ellipsoid: "WGS 84 (EPSG:7030)", Dataset: m.Title, Version: m.Version, Date: m.Date,
		Licence: m.Licence, Attribution: m.Attribution,
		Text: fmt.Sprintf("%s: %.1f km by rail, %.0f %% of it official kilometres; %s, version %s of %s, %s, %s.",
			title, r.DistanceKm, 100*r.OfficialShare, m.Title, m.Version, m.Date, m.Attribution, m.Licence),
	}
}
