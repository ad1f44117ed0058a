package web

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/paulmach/orb"

	"github.com/corridor-rail/corridor/web/cql2"
)

const (
	// crs84 is WGS 84 longitude, latitude (OGC API - Features Part 1, 7.13.2).
	crs84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
	// gregorian is the calendar of dates (Part 1, 7.14.3).
	gregorian = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"
)

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
	StorageCRS  string   `json:"storageCrs"`
	Extent      *Extent  `json:"extent,omitempty"` // absent from an empty collection
	Links       []Link   `json:"links"`
}

// Extent is where the features of a collection lie, and when lines opened.
type Extent struct {
	Spatial  SpatialExtent   `json:"spatial"`
	Temporal *TemporalExtent `json:"temporal,omitempty"`
}

// TemporalExtent is from the beginning of the first day, month or year known to
// the end of the last, in RFC 3339.
type TemporalExtent struct {
	Interval [1][2]string `json:"interval"`
	TRS      string       `json:"trs"`
}

// SpatialExtent is west, south, east, north.
type SpatialExtent struct {
	BBox [1][4]Degrees `json:"bbox"`
	CRS  string        `json:"crs"`
}

func (s *Server) handleCollections(c echo.Context) error {
	f, err := s.parseHTMLOrJSON(c)
	if err != nil {
		return err
	}
	base := s.baseURL(c) + "/collections"
	if f == "html" {
		return s.sendCollectionsPage(c, base)
	}
	answer := Collections{Links: []Link{
		{Rel: "self", Type: mediaJSON, Title: "This document", Href: base},
		{Rel: "alternate", Type: mediaHTML, Title: "This document as html", Href: base + "?f=html"},
	}}
	for _, coll := range s.collections {
		answer.Collections = append(answer.Collections, s.describe(c, coll))
	}
	return sendJSON(c, answer)
}

func (s *Server) sendCollectionsPage(c echo.Context, base string) error {
	page := htmlPage{Title: "Collections", Lead: "What is published as features.",
		Links: []Link{{Title: "This list as json", Type: mediaJSON, Rel: "alternate", Href: base + "?f=json"}},
		Table: htmlTable{Heads: []string{"Collection", "Features", "What they are"}}}
	for _, coll := range s.collections {
		page.Table.Rows = append(page.Table.Rows, []htmlCell{
			{Text: coll.title, Href: base + "/" + coll.id}, {Text: fmt.Sprint(len(coll.items))}, {Text: coll.description}})
	}
	return s.sendPage(c, page)
}

func (s *Server) handleCollection(c echo.Context) error {
	f, err := s.parseHTMLOrJSON(c)
	if err != nil {
		return err
	}
	coll, err := s.collection(pathText(c, "collection"))
	if err != nil {
		return err
	}
	d := s.describe(c, coll)
	if f != "html" {
		return sendJSON(c, d)
	}
	page := htmlPage{Title: coll.title, Lead: coll.description, Crumbs: []Link{s.collectionsCrumb(c)}, Links: d.Links[1:],
		Map: newOutline(coll.items, coll.extent), Table: htmlTable{Heads: []string{"Property", "Name", "Type", "Unit"}}}
	for _, f := range coll.fields {
		page.Table.Rows = append(page.Table.Rows, []htmlCell{{Text: f.title}, {Text: f.Name}, {Text: f.Type.String()}, {Text: f.unit}})
	}
	return s.sendPage(c, page)
}

func (s *Server) describe(c echo.Context, coll *collection) Collection {
	url := s.collectionURL(c, coll)
	answer := Collection{
		ID: coll.id, Title: coll.title, Description: coll.description,
		Attribution: s.network.Meta().Attribution, ItemType: "feature", StorageCRS: crs84,
		Links: []Link{
			{Rel: "self", Type: mediaJSON, Title: "This document", Href: url},
			{Rel: "alternate", Type: mediaHTML, Title: "This document as html", Href: url + "?f=html"},
			{Rel: "items", Type: mediaGeoJSON, Title: coll.title, Href: url + "/items"},
			{Rel: "items", Type: mediaHTML, Title: coll.title + " as html", Href: url + "/items?f=html"},
			{Rel: relSchema, Type: mediaSchema, Title: "What features have", Href: url + "/schema"},
			{Rel: relQueryables, Type: mediaSchema, Title: "What features may be filtered by", Href: url + "/queryables"},
			{Rel: relSortables, Type: mediaSchema, Title: "What features may be sorted by", Href: url + "/sortables"},
			{Rel: relTilesets, Type: mediaJSON, Title: coll.title + " as vector tiles", Href: url + "/tiles"},
		},
	}
	for _, d := range s.downloads {
		if name, _, _ := strings.Cut(d.Name, "."); name == coll.id {
			answer.Links = append(answer.Links, Link{Rel: "enclosure", Type: d.MediaType, Title: coll.title + " as " + d.Format,
				Href: s.baseURL(c) + "/downloads/" + d.Name})
		}
	}
	for _, system := range coll.crs {
		answer.CRS = append(answer.CRS, system.URI())
	}
	if len(coll.items) > 0 {
		answer.Extent = &Extent{Spatial: SpatialExtent{BBox: [1][4]Degrees{corners(coll.extent)}, CRS: crs84}}
		if span, ok := coll.interval(); ok {
			answer.Extent.Temporal = &TemporalExtent{Interval: [1][2]string{span}, TRS: gregorian}
		}
	}
	return answer
}

func corners(b orb.Bound) [4]Degrees {
	return [4]Degrees{Degrees(b.Min[0]), Degrees(b.Min[1]), Degrees(b.Max[0]), Degrees(b.Max[1])}
}

// interval is the span of the dates of all features; false where there are none.
func (c *collection) interval() (span [2]string, ok bool) {
	i := slices.IndexFunc(c.fields, func(f field) bool { return f.date })
	if i < 0 {
		return span, false
	}
	var begin, end time.Time
	for _, it := range c.items {
		text, _ := it.Value(i).(string)
		from, to, err := cql2.Span(text)
		if err != nil {
			continue // not known
		}
		if !ok || from.Before(begin) {
			begin = from
		}
		if !ok || to.After(end) {
			end = to
		}
		ok = true
	}
	return [2]string{begin.Format(time.RFC3339), end.Format(time.RFC3339)}, ok
}

func (s *Server) collectionURL(c echo.Context, coll *collection) string {
	return s.baseURL(c) + "/collections/" + coll.id
}
