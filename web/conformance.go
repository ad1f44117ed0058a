package web

import (
	"slices"

	"github.com/labstack/echo/v4"
)

// conformance lists the conformance classes that the service keeps, by standard.
var conformance = [...]struct {
	standard string
	classes  []string
}{
	{"http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/", []string{"core", "landing-page", "json", "html", "oas30"}},
	{"http://www.opengis.net/spec/ogcapi-common-2/1.0/conf/", []string{"collections", "json", "html"}},
	{"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/", []string{"core", "oas30", "html", "geojson"}},
	{"http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/", []string{"crs"}},
	{"http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/", []string{
		"queryables", "queryables-query-parameters", "filter", "features-filter"}},
	{"http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/", []string{
		"schemas", "core-roles-features", "returnables-and-receivables", "queryables", "sortables"}},
	{"http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/", []string{
		"core", "tileset", "tilesets-list", "dataset-tilesets", "geodata-tilesets", "collections-selection", "mvt", "oas30"}},
	{"http://www.opengis.net/spec/tms/2.0/conf/", []string{"tilematrixset", "json-tilematrixset", "tilematrixsetlimits", "json-tilematrixsetlimits"}},
	{"http://www.opengis.net/spec/cql2/1.0/conf/", []string{
		"cql2-text", "cql2-json", "basic-cql2", "advanced-comparison-operators", "case-insensitive-comparison",
		"basic-spatial-functions", "basic-spatial-functions-plus", "temporal-functions", "array-functions",
		"property-property", "arithmetic"}},
}

func (s *Server) handleConformance(c echo.Context) error {
	f, err := s.parseHTMLOrJSON(c)
	if err != nil {
		return err
	}
	var list []string
	for _, group := range conformance {
		for _, class := range group.classes {
			list = append(list, group.standard+class)
		}
	}
	if f != "html" {
		return sendJSON(c, map[string][]string{"conformsTo": list})
	}
	page := htmlPage{Title: "Conformance", Lead: "The conformance classes of OGC standards that this service keeps.",
		Table: htmlTable{Heads: []string{"Class"}}}
	for _, class := range slices.Sorted(slices.Values(list)) {
		page.Table.Rows = append(page.Table.Rows, []htmlCell{{Text: class}})
	}
	return s.sendPage(c, page)
}

// parseHTMLOrJSON reads f where it is the only parameter of an address that has
// a page for people.
func (s *Server) parseHTMLOrJSON(c echo.Context) (string, error) {
	c.Response().Header().Add(echo.HeaderVary, echo.HeaderAccept)
	p := newParams(c.QueryString())
	f := readFormat(p, preferredFormat(c.Request()), "json", "html")
	return f, p.err()
}
