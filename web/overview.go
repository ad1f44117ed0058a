package web

import (
	"github.com/labstack/echo/v4"
	"github.com/paulmach/orb"

	"github.com/corridor-rail/corridor/corridor"
)

// Overview is the answer of /overview: what a first view of the whole network
// needs, without a geometry.
type Overview struct {
	Dataset   OverviewDataset `json:"dataset"`
	BBox      [4]Degrees      `json:"bbox"` // of all lines: west, south, east, north
	Countries []CountryRef    `json:"countries"`
	Corridors []CorridorRef   `json:"corridors"`
	BaseMaps  []BaseMap       `json:"base_maps"` // online maps that the page may lay below its own
}

// OverviewDataset names the dataset and the terms of its use.
type OverviewDataset struct {
	DatasetRef
	Title   string `json:"title"`
	Licence string `json:"licence"`
}

// CountryRef is a country of the network with the bodies it stands in a role to
// on the day of the dataset.
type CountryRef struct {
	ID          string           `json:"id"` // ISO 3166-1 alpha-2
	Names       corridor.Names   `json:"names"`
	Memberships []BodyMembership `json:"memberships"`
}

// BodyMembership is a role in an international body.
type BodyMembership struct {
	Body string `json:"body"`
	Role string `json:"role"`
}

// CorridorRef is a corridor without its geometry. Its names are flat, as in the
// collection of corridors.
type CorridorRef struct {
	ID          string     `json:"id"`
	Name        string     `json:"name"`
	NameZH      *string    `json:"name_zh"`
	NameRU      *string    `json:"name_ru"`
	NameLO      *string    `json:"name_lo"`
	NameTH      *string    `json:"name_th"`
	Description string     `json:"description"`
	LengthKm    Km         `json:"length_km"`
	OfficialKm  Km         `json:"official_km"`
	MeasuredKm  Km         `json:"measured_km"`
	Countries   []string   `json:"countries"` // in travel order
	GaugesMM    []int      `json:"gauges_mm"` // in travel order
	From        string     `json:"from"`
	To          string     `json:"to"`
	BBox        [4]Degrees `json:"bbox"`
}

// NewOverview sums up a network.
func NewOverview(n *corridor.Network) Overview {
	meta := n.Meta()
	o := Overview{
		Dataset:   OverviewDataset{newDatasetRef(meta), meta.Title, meta.Licence},
		Countries: []CountryRef{}, Corridors: []CorridorRef{}, BaseMaps: []BaseMap{},
	}
	var extent orb.Bound
	for i, l := range n.Lines() {
		if i == 0 {
			extent = l.Geometry.Bound()
		}
		extent = extent.Union(l.Geometry.Bound())
	}
	o.BBox = corners(extent)
	for _, country := range meta.Countries {
		ref := CountryRef{ID: country.ID, Names: country.Names, Memberships: []BodyMembership{}}
		for _, m := range country.Memberships {
			if m.On(meta.Date) {
				ref.Memberships = append(ref.Memberships, BodyMembership{m.Body, m.Role})
			}
		}
		o.Countries = append(o.Countries, ref)
	}
	for _, c := range n.Corridors() {
		o.Corridors = append(o.Corridors, newCorridorRef(c))
	}
	return o
}

func newCorridorRef(c *corridor.Corridor) CorridorRef {
	r := c.Route
	name := func(language string) *string {
		if text, ok := c.Names[language]; ok {
			return &text
		}
		return nil
	}
	ref := CorridorRef{
		ID: c.ID, Name: c.Name, NameZH: name("zh"), NameRU: name("ru"), NameLO: name("lo"), NameTH: name("th"),
		Description: c.Description, LengthKm: Km(r.DistanceKm), OfficialKm: Km(r.OfficialKm), MeasuredKm: Km(r.MeasuredKm),
		Countries: []string{}, GaugesMM: []int{}, From: r.From.ID, To: r.To.ID, BBox: corners(r.Geometry().Bound()),
	}
	for _, country := range r.ByCountry {
		ref.Countries = append(ref.Countries, country.Country)
	}
	for _, gauge := range r.ByGauge {
		ref.GaugesMM = append(ref.GaugesMM, gauge.GaugeMM)
	}
	return ref
}

func (s *Server) handleOverview(c echo.Context) error {
	if _, err := parseFormat(c.QueryString(), "json"); err != nil {
		return err
	}
	overview := NewOverview(s.network)
	overview.BaseMaps = append(overview.BaseMaps, s.baseMaps...)
	return sendJSON(c, overview)
}
