package web

import (
	"fmt"
	"io"

	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/geo/codec"
)

// The properties of a collection are flat, for GIS clients, and the same for
// each of its features: null where a value is not known.

func lineFeature(l *corridor.Line) codec.Feature {
	shape, _ := l.Slice(l.FromKm, l.ToKm) // its own ends are never outside
	km, _ := l.Measures(l.FromKm, l.ToKm)
	properties := named(l.ID, l.Name, l.Names)
	return codec.Feature{ID: l.ID, Geometry: shape, Measures: km, Properties: append(properties, []codec.Property{
		{Name: "country", Value: l.Country},
		{Name: "gauge_mm", Value: l.GaugeMM},
		{Name: "electrification", Value: known(l.Electrification)},
		{Name: "tracks", Value: known(l.Tracks)},
		{Name: "status", Value: known(l.Status)},
		{Name: "usage", Value: known(l.Usage)},
		{Name: "opened", Value: known(l.Opened)},
		{Name: "operator", Value: known(l.Operator)},
		{Name: "origin", Value: known(l.Origin)},
		{Name: "official_km", Value: known(l.OfficialKm)},
		{Name: "other_km", Value: publishedTexts(l.OtherKm)},
		{Name: "measured_km", Value: l.MeasuredKm},
		{Name: "from_km", Value: l.FromKm},
		{Name: "to_km", Value: l.ToKm},
		{Name: "quality", Value: string(lineQuality(l))},
		{Name: "sources", Value: l.Sources},
		{Name: "notes", Value: l.Notes},
	}...)}
}

// publishedTexts writes lengths as "1033.5 km whole line (source): reason".
func publishedTexts(lengths []corridor.PublishedKm) []string {
	var texts []string
	for _, p := range lengths {
		text := fmt.Sprintf("%s km %s (%s)", codec.AppendFloat(nil, p.Km, 3), p.What, p.Source)
		if p.Reason != "" {
			text += ": " + p.Reason
		}
		texts = append(texts, text)
	}
	return texts
}

// lineQuality is the quality of most of a line's chainage.
func lineQuality(l *corridor.Line) corridor.Quality {
	km := map[corridor.Quality]float64{}
	var most corridor.Quality
	for _, s := range l.Spans {
		km[s.Quality] += s.ToKm - s.FromKm
	}
	for _, s := range l.Spans { // in the order of the line, so that a tie has one answer
		if km[s.Quality] > km[most] {
			most = s.Quality
		}
	}
	return most
}

func segmentFeature(s *corridor.Segment) codec.Feature {
	km, _ := s.Line.Measures(s.FromKm, s.ToKm)
	return codec.Feature{ID: s.ID, Geometry: s.Geometry(), Measures: km, Properties: []codec.Property{
		{Name: "id", Value: s.ID},
		{Name: "line", Value: s.Line.ID},
		{Name: "line_name", Value: s.Line.Name},
		{Name: "from", Value: s.From.ID},
		{Name: "to", Value: s.To.ID},
		{Name: "from_name", Value: s.From.Name},
		{Name: "to_name", Value: s.To.Name},
		{Name: "from_km", Value: s.FromKm},
		{Name: "to_km", Value: s.ToKm},
		{Name: "km", Value: s.Km()},
		{Name: "measured_km", Value: s.MeasuredKm},
		{Name: "official", Value: s.Official},
		{Name: "country", Value: s.Line.Country},
		{Name: "gauge_mm", Value: s.Line.GaugeMM},
		{Name: "electrification", Value: known(s.Line.Electrification)},
		{Name: "status", Value: known(s.Line.Status)},
		{Name: "quality", Value: string(s.Quality)},
		{Name: "sources", Value: s.Sources},
	}}
}

func stationFeature(n *corridor.Node) codec.Feature {
	station := n.Station
	properties := named(n.ID, n.Name, n.Names)
	properties = append(properties,
		codec.Property{Name: "country", Value: station.Country},
		codec.Property{Name: "kinds", Value: station.Kinds})
	for _, kind := range [...]string{"telegraph", "esr", "uic", "srt", "ril100", "locode"} {
		properties = append(properties, codec.Property{Name: "code_" + kind, Value: known(station.Codes[kind])})
	}
	var lines, lineKm []string
	for _, stop := range n.Stops {
		lines = append(lines, stop.Line.ID)
		lineKm = append(lineKm, fmt.Sprintf("%s %.1f", stop.Line.ID, stop.Km))
	}
	return codec.Feature{ID: n.ID, Geometry: n.Point, Properties: append(properties, []codec.Property{
		{Name: "importance", Value: n.Importance},
		{Name: "gauges_mm", Value: n.GaugesMM},
		{Name: "break_of_gauge", Value: station.BreakOfGauge},
		{Name: "derived", Value: station.Derived},
		{Name: "lines", Value: lines},
		{Name: "line_km", Value: lineKm},
		{Name: "sources", Value: station.Sources},
	}...)}
}

func crossingFeature(n *corridor.Node) codec.Feature {
	crossing := n.Crossing
	return codec.Feature{ID: n.ID, Geometry: n.Point, Properties: []codec.Property{
		{Name: "id", Value: n.ID},
		{Name: "name", Value: n.Name},
		{Name: "countries", Value: crossing.Countries[:]},
		{Name: "stations", Value: crossing.Stations[:]},
		{Name: "gauges_mm", Value: crossing.GaugesMM},
		{Name: "accuracy", Value: known(crossing.Accuracy)},
		{Name: "sources", Value: crossing.Sources},
	}}
}

func corridorFeature(c *corridor.Corridor) codec.Feature {
	r := c.Route
	var (
		countries []string
		gauges    []int
	)
	for _, country := range r.ByCountry {
		countries = append(countries, country.Country)
	}
	for _, gauge := range r.ByGauge {
		gauges = append(gauges, gauge.GaugeMM)
	}
	properties := named(c.ID, c.Name, c.Names)
	return codec.Feature{ID: c.ID, Geometry: r.Geometry(), Properties: append(properties, []codec.Property{
		{Name: "description", Value: known(c.Description)},
		{Name: "length_km", Value: r.DistanceKm},
		{Name: "official_km", Value: r.OfficialKm},
		{Name: "measured_km", Value: r.MeasuredKm},
		{Name: "countries", Value: countries},
		{Name: "gauges_mm", Value: gauges},
		{Name: "stations", Value: routeStations(r)},
		{Name: "from", Value: r.From.ID},
		{Name: "to", Value: r.To.ID},
		{Name: "sources", Value: c.Sources},
	}...)}
}

// routeStations lists the ids of the stations that a route calls at or passes,
// in travel order.
func routeStations(r *corridor.Route) []string {
	var ids []string
	add := func(n *corridor.Node) {
		if n != nil && n.Station != nil && (len(ids) == 0 || ids[len(ids)-1] != n.ID) {
			ids = append(ids, n.ID)
		}
	}
	for _, leg := range r.Legs {
		add(leg.From())
		add(leg.To())
	}
	return ids
}

func postFeatures(lines []*corridor.Line) []codec.Feature {
	var features []codec.Feature
	for _, l := range lines {
		for km, point := range l.Posts() {
			id := fmt.Sprintf("%s:%d", l.ID, km)
			features = append(features, codec.Feature{ID: id, Geometry: point, Properties: []codec.Property{
				{Name: "id", Value: id},
				{Name: "line", Value: l.ID},
				{Name: "km", Value: float64(km)},
			}})
		}
	}
	return features
}

// named begins the properties of what has an id and names.
func named(id, name string, names corridor.Names) []codec.Property {
	properties := []codec.Property{{Name: "id", Value: id}, {Name: "name", Value: name}}
	for _, language := range [...]string{"zh", "ru", "lo", "th"} {
		properties = append(properties, codec.Property{Name: "name_" + language, Value: known(names[language])})
	}
	return properties
}

// known is null for a zero value, which means unknown in a dataset.
func known[T comparable](v T) any {
	var zero T
	if v == zero {
		return nil
	}
	return v
}

// writeFeatures writes a FeatureCollection.
func writeFeatures(w io.Writer, features []codec.Feature) error {
	collection := codec.NewCollection(w)
	for _, f := range features {
		if err := collection.Add(f); err != nil {
			return err
		}
	}
	return collection.Close()
}
