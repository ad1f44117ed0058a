package web

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"
)

// Landing is the landing page: what the service is and where to go on.
type Landing struct {
	Title       string     `json:"title"`
	Description string     `json:"description"`
	Attribution string     `json:"attribution"`
	Dataset     DatasetRef `json:"dataset"`
	Links       []Link     `json:"links"`
}

// handleHome sends the map page to a browser and [Landing] to everything else.
// A browser gets the page whatever the query says: others append their marks to
// links that people share.
func (s *Server) handleHome(c echo.Context) error {
	c.Response().Header().Add(echo.HeaderVary, echo.HeaderAccept)
	f := preferredFormat(c.Request())
	if f != "html" || c.QueryParams().Has("f") {
		var err error
		if f, err = parseFormat(c.QueryString(), f, "json", "html"); err != nil {
			return err
		}
	}
	if f == "html" {
		c.Response().Header().Set(echo.HeaderContentSecurityPolicy, imagePolicy(s.baseMaps))
		return s.page.files[pageIndex].send(c)
	}
	base, meta := s.baseURL(c), s.network.Meta()
	return sendJSON(c, Landing{
		Title:       meta.Title,
		Description: "Railway lines with official kilometrage: distances, routes, positions and features.",
		Attribution: meta.Attribution,
		Dataset:     newDatasetRef(meta),
		Links: []Link{
			{Rel: "self", Type: mediaJSON, Title: "This document", Href: base + "/?f=json"},
			{Rel: "alternate", Type: mediaHTML, Title: "Map", Href: base + "/?f=html"},
			{Rel: "service-desc", Type: mediaOpenAPI, Title: "The interface in OpenAPI 3.0", Href: base + "/api?f=json"},
			{Rel: "service-doc", Type: mediaHTML, Title: "The interface for people", Href: base + "/api?f=html"},
			{Rel: "conformance", Type: mediaJSON, Title: "Conformance classes", Href: base + "/conformance"},
			{Rel: "describedby", Type: "text/html", Title: "Data quality", Href: base + "/quality"},
			related("JSON Schema of a dataset file: dataset, lines, stations, crossings or corridors", mediaSchema, base+"/schemas/{file}.schema.json"),
			{Rel: "data", Type: mediaJSON, Title: "Collections of features", Href: base + "/collections"},
			{Rel: relTilesets, Type: mediaJSON, Title: "Vector tiles of all collections", Href: base + "/tiles"},
			{Rel: "related", Type: mediaJSON, Title: "Downloads", Href: base + "/downloads"},
			{Rel: relTilingSchemes, Type: mediaJSON, Title: "Tile matrix sets", Href: base + "/tileMatrixSets"},
			related("Distance between two places", mediaJSON, base+"/distance{?from,to,via*,gauge,avoid*,transship,electrified,status*,profile,optimise,alternatives,alternative}"),
			related("Segments between two places", mediaGeoJSON, base+"/route{?from,to,via*,gauge,avoid*,transship,electrified,status*,profile,optimise,alternatives,alternative,f}"),
			related("Distances between all places of two lists", mediaJSON, base+"/matrix{?from*,to*,gauge,avoid*,f}"),
			related("What lies within a distance by rail", mediaGeoJSON, base+"/reach{?from,km}"),
			related("Nearest positions on the tracks", mediaJSON, base+"/locate{?lon,lat}"),
			related("Point at a chainage of a line", mediaGeoJSON, base+"/lines/{line}/at{?km}"),
			related("Stations by name or code", mediaGeoJSON, base+"/search{?q,limit,lang}"),
		},
	})
}

func related(title, mediaType, template string) Link {
	return Link{Rel: "related", Type: mediaType, Title: title, Href: template, Templated: true}
}

// preferredFormat is html for a browser, which names text/html among what it
// accepts, and json for everything else.
func preferredFormat(r *http.Request) string {
	if strings.Contains(r.Header.Get(echo.HeaderAccept), "text/html") {
		return "html"
	}
	return "json"
}

// handleHealth says that the process answers.
func (s *Server) handleHealth(c echo.Context) error {
	if err := parseNone(c.QueryString()); err != nil {
		return err
	}
	return c.String(http.StatusOK, "ok\n")
}

// handleReady says whether to send requests here: not while stopping.
func (s *Server) handleReady(c echo.Context) error {
	if err := parseNone(c.QueryString()); err != nil {
		return err
	}
	if s.stopping.Load() {
		return echo.NewHTTPError(http.StatusServiceUnavailable)
	}
	return c.String(http.StatusOK, "ready\n")
}
