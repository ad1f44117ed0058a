package web

import (
	"github.com/labstack/echo/v4"

	"github.com/corridor-rail/corridor/corridor"
)

// Distance is the answer of /distance. Lists run in travel order.
type Distance struct {
	From              NodeRef             `json:"from"`
	To                NodeRef             `json:"to"`
	DistanceKm        Km                  `json:"distance_km"` // official where published, measured elsewhere
	OfficialKm        Km                  `json:"official_km"` // the part that rests on published km
	MeasuredKm        Km                  `json:"measured_km"` // geodesic length of the whole route
	GreatCircleKm     Km                  `json:"great_circle_km"`
	OfficialShare     Km                  `json:"official_share"` // official_km / distance_km, 0 to 1
	ByCountry         []CountryKm         `json:"by_country"`
	ByGauge           []GaugeKm           `json:"by_gauge"`
	ByMembership      []MembershipKm      `json:"by_membership"`
	ByElectrification []ElectrificationKm `json:"by_electrification"`
	ByQuality         []QualityKm         `json:"by_quality"` // of the geometry that measured_km rests on
	ByLine            []LineKm            `json:"by_line"`
	Breaks            []BreakOfGauge      `json:"breaks_of_gauge"`
	Borders           []BorderCrossing    `json:"border_crossings"`
	Reversals         []Reversal          `json:"reversals"`
	Itinerary         []Waypoint          `json:"itinerary"`
	Time              *Time               `json:"time"`         // null but with optimise=time
	Alternatives      []Alternative       `json:"alternatives"` // as many as asked for and reasonable
	Cite              Citation            `json:"cite"`
	Dataset           DatasetRef          `json:"dataset"`
	Links             []Link              `json:"links"`
}

// CountryKm is the part of a route within a country (ISO 3166-1 alpha-2).
type CountryKm struct {
	Country string `json:"country"`
	Km      Km     `json:"km"`
}

// GaugeKm is the part of a route on one gauge.
type GaugeKm struct {
	GaugeMM int `json:"gauge_mm"`
	Km      Km  `json:"km"`
}

// MembershipKm is the part of a route within the countries that, on the day of
// the dataset, stood in a role to an international body.
type MembershipKm struct {
	Body string `json:"body"`
	Role string `json:"role"`
	Km   Km     `json:"km"`
}

// LineKm is a stretch of a route on one line, of one quality.
type LineKm struct {
	Line       string           `json:"line"`
	Name       string           `json:"name"`
	Names      corridor.Names   `json:"names"`
	Country    string           `json:"country"`
	GaugeMM    int              `json:"gauge_mm"`
	FromKm     Km               `json:"from_km"` // chainage; falls where travelled against it
	ToKm       Km               `json:"to_km"`
	Km         Km               `json:"km"`
	MeasuredKm Km               `json:"measured_km"`
	Quality    corridor.Quality `json:"quality"`
	Official   bool             `json:"official"`
}

// BreakOfGauge is a station where a route changes gauge.
type BreakOfGauge struct {
	Station string         `json:"station"`
	Name    string         `json:"name"`
	Names   corridor.Names `json:"names"`
	Lon     Degrees        `json:"lon"`
	Lat     Degrees        `json:"lat"`
	FromMM  int            `json:"from_mm"`
	ToMM    int            `json:"to_mm"`
	AtKm    Km             `json:"at_km"` // since the start of the route
}

// BorderCrossing is a border that a route passes.
type BorderCrossing struct {
	NodeRef
	Countries [2]string `json:"countries"` // left, entered
	Stations  []string  `json:"stations"`  // border stations, of the country left first
	AtKm      Km        `json:"at_km"`
}

// Waypoint is a place worth a note on a route: its ends, vias, borders, breaks
// of gauge, and junctions where it changes to another line.
type Waypoint struct {
	NodeRef
	Kind corridor.WaypointKind `json:"kind"`
	AtKm Km                    `json:"at_km"`
}

// NewDistance describes a route; links are the caller's to add.
func NewDistance(meta corridor.Meta, r *corridor.Route) Distance {
	d := Distance{
		From: newPlaceRef(r.From), To: newPlaceRef(r.To),
		DistanceKm: Km(r.DistanceKm), OfficialKm: Km(r.OfficialKm), MeasuredKm: Km(r.MeasuredKm),
		GreatCircleKm: Km(r.GreatCircleKm), OfficialShare: Km(r.OfficialShare),
		ByCountry: []CountryKm{}, ByGauge: []GaugeKm{}, ByMembership: []MembershipKm{}, ByLine: []LineKm{},
		ByElectrification: []ElectrificationKm{}, ByQuality: []QualityKm{}, Reversals: []Reversal{}, Alternatives: []Alternative{},
		Breaks: []BreakOfGauge{}, Borders: []BorderCrossing{}, Itinerary: []Waypoint{},
		Dataset: newDatasetRef(meta), Links: []Link{},
	}
	for _, c := range r.ByCountry {
		d.ByCountry = append(d.ByCountry, CountryKm{c.Country, Km(c.Km)})
	}
	for _, g := range r.ByGauge {
		d.ByGauge = append(d.ByGauge, GaugeKm{g.GaugeMM, Km(g.Km)})
	}
	for _, m := range r.ByMembership {
		d.ByMembership = append(d.ByMembership, MembershipKm{m.Body, m.Role, Km(m.Km)})
	}
	for _, s := range r.ByLine {
		d.ByLine = append(d.ByLine, newLineKm(s))
	}
	for _, e := range r.ByElectrification {
		d.ByElectrification = append(d.ByElectrification, ElectrificationKm{ID(e.Electrification), Km(e.Km)})
	}
	for _, q := range r.ByQuality() {
		d.ByQuality = append(d.ByQuality, QualityKm{q.Quality, Km(q.Km)})
	}
	for _, reversal := range r.Reversals {
		d.Reversals = append(d.Reversals, Reversal{newPlaceRef(reversal.Place), Km(reversal.AtKm)})
	}
	if t := r.Duration; t != nil {
		d.Time = &Time{Km(t.Hours), Km(t.RunningHours), Km(t.DwellHours), Km(t.AssumedShare), Km(t.AssumedKmh)}
	}
	d.Cite = newCitation(meta, r.From.Name+" - "+r.To.Name, r)
	for _, b := range r.Breaks {
		at := newNodeRef(b.Station)
		d.Breaks = append(d.Breaks, BreakOfGauge{Station: string(at.ID), Name: at.Name, Names: at.Names,
			Lon: at.Lon, Lat: at.Lat, FromMM: b.FromMM, ToMM: b.ToMM, AtKm: Km(b.AtKm)})
	}
	for _, b := range r.Borders {
		d.Borders = append(d.Borders, newBorderCrossing(b))
	}
	for _, w := range r.Itinerary {
		d.Itinerary = append(d.Itinerary, Waypoint{newPlaceRef(w.Place), w.Kind, Km(w.AtKm)})
	}
	return d
}

func newLineKm(s corridor.Stretch) LineKm {
	names := s.Line.Names
	if names == nil {
		names = corridor.Names{}
	}
	return LineKm{Line: s.Line.ID, Name: s.Line.Name, Names: names, Country: s.Line.Country, GaugeMM: s.Line.GaugeMM,
		FromKm: Km(s.FromKm), ToKm: Km(s.ToKm), Km: Km(s.Km), MeasuredKm: Km(s.MeasuredKm),
		Quality: s.Quality, Official: s.Official}
}

func newBorderCrossing(b corridor.Border) BorderCrossing {
	crossing := b.Crossing.Crossing
	stations := crossing.Stations
	if crossing.Countries[0] != b.Countries[0] {
		stations[0], stations[1] = stations[1], stations[0]
	}
	return BorderCrossing{NodeRef: newNodeRef(b.Crossing), Countries: b.Countries, Stations: stations[:], AtKm: Km(b.AtKm)}
}

func (s *Server) handleDistance(c echo.Context) error {
	q, err := parseDistance(c.QueryString())
	if err != nil {
		return err
	}
	routes, err := q.routes(s.network)
	if err != nil {
		return err
	}
	d := NewDistances(s.network.Meta(), routes)
	d.Links = s.routeLinks(c, "self")
	return sendJSON(c, d)
}

// routeLinks links to what else is known of a route; self is the relation of
// /distance.
func (s *Server) routeLinks(c echo.Context, self string) []Link {
	values := c.QueryParams()
	values.Del("f")
	query := values.Encode()
	links := []Link{
		{Rel: self, Type: mediaJSON, Title: "Distance", Href: s.baseURL(c) + "/distance?" + query},
		{Rel: "route", Type: mediaGeoJSON, Title: "GeoJSON", Href: s.baseURL(c) + "/route?" + query},
	}
	for _, f := range routeFormats()[1:] {
		links = append(links, Link{Rel: "alternate", Type: f.mediaType, Title: f.title, Href: s.baseURL(c) + "/route?" + query + "&f=" + f.name})
	}
	return links
}
