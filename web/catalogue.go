package web

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"
	"github.com/paulmach/orb"
)

// crs84 is WGS 84 longitude, latitude (OGC API - Features Part 1, 7.13.2).
const crs84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"

// Landing is the landing page: what the service is and where to go on.
type Landing struct {
	Title       string     `json:"title"`
	Description string     `json:"description"`
	Attribution string     `json:"attribution"`
	Dataset     DatasetRef `json:"dataset"`
	Links       []Link     `json:"links"`
}

// Collections is the list of collections.
type Collections struct {
	Links       []Link       `json:"links"`
	Collections []Collection `json:"collections"`
}

// Collection describes a collection (OGC API - Features Part 1, 7.14).
type Collection struct {
	ID          string   `json:"id"`
	Title       string   `json:"title"`
	Description string   `json:"description"`
	Attribution string   `json:"attribution"`
	ItemType    string   `json:"itemType"`
	CRS         []string `json:"crs"`
	Extent      *Extent  `json:"extent,omitempty"` // absent from an empty collection
	Links       []Link   `json:"links"`
}

// Extent is where the features of a collection lie.
type Extent struct {
	Spatial SpatialExtent `json:"spatial"`
}

// SpatialExtent is west, south, east, north.
type SpatialExtent struct {
	BBox [1][4]Degrees `json:"bbox"`
	CRS  string        `json:"crs"`
}

func (s *Server) handleHome(c echo.Context) error {
	c.Response().Header().Add(echo.HeaderVary, echo.HeaderAccept)
	f, err := parseFormat(c.QueryString(), preferredFormat(c.Request()), "json", "html")
	if err != nil {
		return err
	}
	if f == "html" {
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
			{Rel: "alternate", Type: "text/html", Title: "Map", Href: base + "/?f=html"},
			{Rel: "conformance", Type: mediaJSON, Title: "Conformance classes", Href: base + "/conformance"},
			{Rel: "describedby", Type: "text/html", Title: "Data quality", Href: base + "/quality"},
			related("JSON Schema of a dataset file: dataset, lines, stations, crossings or corridors", mediaSchema, base+"/schemas/{file}.schema.json"),
			{Rel: "data", Type: mediaJSON, Title: "Collections of features", Href: base + "/collections"},
			related("Distance between two places", mediaJSON, base+"/distance{?from,to,via*,gauge,avoid*}"),
			related("Segments between two places", mediaGeoJSON, base+"/route{?from,to,via*,gauge,avoid*}"),
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

func (s *Server) handleCollections(c echo.Context) error {
	if _, err := parseFormat(c.QueryString(), "json"); err != nil {
		return err
	}
	answer := Collections{Links: []Link{{Rel: "self", Type: mediaJSON, Href: s.baseURL(c) + "/collections"}}}
	for _, coll := range s.collections {
		answer.Collections = append(answer.Collections, s.describe(c, coll))
	}
	return sendJSON(c, answer)
}

func (s *Server) handleCollection(c echo.Context) error {
	if _, err := parseFormat(c.QueryString(), "json"); err != nil {
		return err
	}
	coll, err := s.collection(pathText(c, "collection"))
	if err != nil {
		return err
	}
	return sendJSON(c, s.describe(c, coll))
}

func (s *Server) describe(c echo.Context, coll *collection) Collection {
	url := s.collectionURL(c, coll)
	answer := Collection{
		ID: coll.id, Title: coll.title, Description: coll.description,
		Attribution: s.network.Meta().Attribution, ItemType: "feature", CRS: []string{crs84},
		Links: []Link{
			{Rel: "self", Type: mediaJSON, Href: url},
			{Rel: "items", Type: mediaGeoJSON, Title: coll.title, Href: url + "/items"},
		},
	}
	if len(coll.items) > 0 {
		answer.Extent = &Extent{SpatialExtent{BBox: [1][4]Degrees{corners(coll.extent)}, CRS: crs84}}
	}
	return answer
}

func corners(b orb.Bound) [4]Degrees {
	return [4]Degrees{Degrees(b.Min[0]), Degrees(b.Min[1]), Degrees(b.Max[0]), Degrees(b.Max[1])}
}

func (s *Server) collectionURL(c echo.Context, coll *collection) string {
	return s.baseURL(c) + "/collections/" + coll.id
}

func (s *Server) handleConformance(c echo.Context) error {
	if _, err := parseFormat(c.QueryString(), "json"); err != nil {
		return err
	}
	return sendJSON(c, map[string][]string{"conformsTo": {
		"http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core",
		"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
		"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
	}})
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
