package web

import (
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/geo/codec"
)

// routeFormat is a way to write routes.
type routeFormat struct {
	name, mediaType, title string
	write                  func(w io.Writer, meta corridor.Meta, routes []corridor.Alternative) error
}

// routeFormats is the one list of them; the first is the default.
func routeFormats() []routeFormat {
	return []routeFormat{
		{"geojson", mediaGeoJSON, "GeoJSON", writeRouteFeatures},
		{"gpx", "application/gpx+xml", "GPX", writeRouteDocument("gpx")},
		{"kml", "application/vnd.google-earth.kml+xml", "KML", writeRouteDocument("kml")},
		{"csv", mediaCSV, "CSV", writeRouteTable},
		{"html", mediaHTML, "Page with a strip map", WriteRoutePage},
	}
}

// RouteFormats lists what [WriteRoutes] writes.
func RouteFormats() []string {
	var names []string
	for _, f := range routeFormats() {
		names = append(names, f.name)
	}
	return names
}

// WriteRoutes writes the best of some routes, then the others, in one of
// [RouteFormats]: GeoJSON and CSV hold the legs in travel order, each with its km
// and the cumulative km; GPX and KML a track for each route and the itinerary as
// points; HTML is a page to read. Routes are told apart by alternative, their number
// among all, 0 for the best. The error is that of the writer.
func WriteRoutes(w io.Writer, format string, meta corridor.Meta, routes []corridor.Alternative) error {
	i := slices.IndexFunc(routeFormats(), func(f routeFormat) bool { return f.name == format })
	if i < 0 {
		return fmt.Errorf("format %q is not one of %v", format, RouteFormats())
	}
	return routeFormats()[i].write(w, meta, routes)
}

// routeFeatures are the legs of all routes.
func routeFeatures(routes []corridor.Alternative) []codec.Feature {
	var features []codec.Feature
	for _, r := range routes {
		for k, f := range legFeatures(r.Legs) {
			f.Properties = append(f.Properties,
				codec.Property{Name: "electrification", Value: known(r.Legs[k].Segment.Line.Electrification)},
				codec.Property{Name: "alternative", Value: r.Number},
				codec.Property{Name: "route", Value: r.Label})
			features = append(features, f)
		}
	}
	return features
}

func writeRouteFeatures(w io.Writer, _ corridor.Meta, routes []corridor.Alternative) error {
	return writeFeatures(w, routeFeatures(routes))
}

func writeRouteTable(w io.Writer, _ corridor.Meta, routes []corridor.Alternative) error {
	features := routeFeatures(routes)
	return writeTable(w, len(features), func(i int) []codec.Property { return features[i].Properties })
}

// writeRouteDocument writes routes as tracks, and their itineraries as points.
func writeRouteDocument(format string) func(io.Writer, corridor.Meta, []corridor.Alternative) error {
	return func(w io.Writer, meta corridor.Meta, routes []corridor.Alternative) error {
		f, err := codec.FormatNamed(format)
		if err != nil {
			return err
		}
		best := routes[0]
		date, _ := time.Parse(time.DateOnly, meta.Date) // zero where the dataset has no day
		return f.Write(w, codec.Document{
			Name: "route", Title: routeTitle(best), Description: newCitation(meta, routeTitle(best), best.Route).Text,
			Attribution: meta.Attribution, Licence: codec.Licence{Name: meta.Licence}, Date: date,
			Layers: []codec.Layer{trackLayer(routes), waypointLayer(routes)},
		})
	}
}

// routeTitle names the ends of a route, and what tells it from the best.
func routeTitle(r corridor.Alternative) string {
	title := r.From.Name + " - " + r.To.Name
	if r.Number > 0 {
		title += " " + r.Label
	}
	return title
}

func trackLayer(routes []corridor.Alternative) codec.Layer {
	return codec.Layer{
		Name: "routes", Title: "Routes", Geometry: "MultiLineString",
		Fields: []codec.Field{
			{Name: "name", Type: codec.String}, {Name: "alternative", Type: codec.Int}, {Name: "distance_km", Type: codec.Float},
			{Name: "official_km", Type: codec.Float}, {Name: "measured_km", Type: codec.Float}, {Name: "countries", Type: codec.Strings},
		},
		Features: func(yield func(codec.Feature) bool) {
			for _, r := range routes {
				countries := []string{}
				for _, c := range r.ByCountry {
					countries = append(countries, c.Country)
				}
				if !yield(codec.Feature{Geometry: r.Geometry(), Properties: []codec.Property{
					{Name: "name", Value: routeTitle(r)}, {Name: "alternative", Value: r.Number}, {Name: "distance_km", Value: r.DistanceKm},
					{Name: "official_km", Value: r.OfficialKm}, {Name: "measured_km", Value: r.MeasuredKm}, {Name: "countries", Value: countries},
				}}) {
					return
				}
			}
		},
	}
}

func waypointLayer(routes []corridor.Alternative) codec.Layer {
	return codec.Layer{
		Name: "itinerary", Title: "Itinerary", Geometry: "Point",
		Fields: []codec.Field{
			{Name: "name", Type: codec.String}, {Name: "kind", Type: codec.String}, {Name: "at_km", Type: codec.Float},
			{Name: "alternative", Type: codec.Int},
		},
		Features: func(yield func(codec.Feature) bool) {
			for _, r := range routes {
				for _, stop := range r.Itinerary {
					if !yield(codec.Feature{Geometry: stop.Place.Point, Properties: []codec.Property{
						{Name: "name", Value: stop.Place.Name}, {Name: "kind", Value: string(stop.Kind)}, {Name: "at_km", Value: stop.AtKm},
						{Name: "alternative", Value: r.Number},
					}}) {
						return
					}
				}
			}
		},
	}
}

func (s *Server) handleRoute(c echo.Context) error {
	q, err := parseRoute(c.QueryString())
	if err != nil {
		return err
	}
	routes, err := q.routes(s.network)
	if err != nil {
		return err
	}
	i := slices.Index(RouteFormats(), q.Format)
	f := routeFormats()[i]
	if f.name != "geojson" && f.name != "html" {
		c.Response().Header().Set(echo.HeaderContentDisposition, `attachment; filename="route.`+f.name+`"`)
	}
	if f.name == "html" || f.name == "csv" {
		f.mediaType += "; charset=utf-8"
	}
	return sendWrittenAs(c, f.mediaType, func(w io.Writer) error { return f.write(w, s.network.Meta(), routes) })
}
