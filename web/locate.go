package web

import (
	"github.com/labstack/echo/v4"

	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/geo/codec"
)

// Locations is the answer of /locate: positions on the tracks, nearest first.
type Locations struct {
	Matches []Location `json:"matches"`
}

// Location is the position on a line nearest to a point.
type Location struct {
	Line           LineRef          `json:"line"`
	Km             Km               `json:"km"`       // chainage
	Chainage       string           `json:"chainage"` // km as railways write it: "km 123+450"
	OffsetM        Metres           `json:"offset_m"`
	Lon            Degrees          `json:"lon"`
	Lat            Degrees          `json:"lat"`
	Segment        string           `json:"segment"`
	Between        [2]string        `json:"between"`         // names of the segment's ends, by rising km
	NearestStation *StationRef      `json:"nearest_station"` // along the line; null on a line without stations
	UncertaintyM   Metres           `json:"uncertainty_m"`   // the track lies within it in 95 of 100 places of that quality
	Quality        corridor.Quality `json:"quality"`
}

// LineRef names a line.
type LineRef struct {
	ID    string         `json:"id"`
	Name  string         `json:"name"`
	Names corridor.Names `json:"names"`
}

// StationRef names a station and how far it is along the line.
type StationRef struct {
	ID     string         `json:"id"`
	Name   string         `json:"name"`
	Names  corridor.Names `json:"names"`
	KmAway Km             `json:"km_away"`
}

// NewLocations describes the matches of [corridor.Network.Locate].
func NewLocations(matches []corridor.Match) Locations {
	answer := Locations{Matches: []Location{}}
	for _, m := range matches {
		line := newRef(m.Line.ID, m.Line.Name, m.Line.Names, m.Point)
		location := Location{
			Line: LineRef{m.Line.ID, line.Name, line.Names}, Km: Km(m.Km), Chainage: corridor.FormatChainage(m.Km), OffsetM: Metres(m.OffsetM),
			Lon: line.Lon, Lat: line.Lat, Segment: m.Segment.ID,
			Between:      [2]string{m.Segment.From.Name, m.Segment.To.Name},
			UncertaintyM: Metres(m.UncertaintyM), Quality: m.Quality,
		}
		if m.Station != nil {
			station := newNodeRef(m.Station)
			location.NearestStation = &StationRef{m.Station.ID, station.Name, station.Names, Km(m.StationKm)}
		}
		answer.Matches = append(answer.Matches, location)
	}
	return answer
}

func (s *Server) handleLocate(c echo.Context) error {
	p, err := parseLocate(c.QueryString())
	if err != nil {
		return err
	}
	return sendJSON(c, NewLocations(s.network.Locate(p, maxMatches)))
}

// AppendPosition appends a position on a line as a GeoJSON Feature.
func AppendPosition(dst []byte, p corridor.Position) []byte {
	var stationKm any
	if p.Station != nil {
		stationKm = p.StationKm
	}
	return codec.AppendFeature(dst, codec.Feature{Geometry: p.Point, Properties: []codec.Property{
		{Name: "line", Value: p.Line.ID},
		{Name: "line_name", Value: p.Line.Name},
		{Name: "km", Value: p.Km},
		{Name: "chainage", Value: corridor.FormatChainage(p.Km)},
		{Name: "azimuth", Value: p.Azimuth},
		{Name: "segment", Value: p.Segment.ID},
		{Name: "from", Value: p.Segment.From.ID},
		{Name: "from_name", Value: p.Segment.From.Name},
		{Name: "to", Value: p.Segment.To.ID},
		{Name: "to_name", Value: p.Segment.To.Name},
		{Name: "nearest_station", Value: nodeID(p.Station)},
		{Name: "nearest_station_name", Value: nodeName(p.Station)},
		{Name: "km_away", Value: stationKm},
		{Name: "uncertainty_m", Value: p.UncertaintyM},
		{Name: "quality", Value: string(p.Quality)},
	}})
}

func (s *Server) handleAt(c echo.Context) error {
	km, err := parseAt(c.QueryString())
	if err != nil {
		return err
	}
	position, err := s.network.At(pathText(c, "line"), km)
	if err != nil {
		return err
	}
	return send(c, mediaGeoJSON, AppendPosition(nil, position))
}
