package web

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/corridor-rail/corridor/geo/codec"
)

//go:embed page.gohtml
var pageTemplate string

// htmlPage is a page for people about one of the addresses: a heading, a small
// map, a table, links.
type htmlPage struct {
	Title, Lead string
	Crumbs      []Link // the way to this page, outermost first
	Links       []Link
	Map         *outline
	Table       htmlTable
}

type htmlTable struct {
	Heads []string
	Rows  [][]htmlCell
}

// htmlCell is a text, a link where Href is given, or a list of links.
type htmlCell struct {
	Text, Href string
	Links      []Link
}

// sendPage answers with a page.
func (s *Server) sendPage(c echo.Context, p htmlPage) error {
	body, err := s.renderPage(c, p)
	if err != nil {
		return err
	}
	return send(c, mediaHTML+"; charset=utf-8", body)
}

// renderPage writes a page in the style of the data quality page, without a
// script or a file beside it, and sets its policy.
func (s *Server) renderPage(c echo.Context, p htmlPage) ([]byte, error) {
	t, err := template.New("page").Parse(pageTemplate)
	if err != nil {
		return nil, err
	}
	p.Crumbs = append([]Link{{Title: s.network.Meta().Title, Href: s.baseURL(c) + "/"}}, p.Crumbs...)
	var b bytes.Buffer
	err = t.Execute(&b, struct {
		htmlPage
		Style       template.CSS
		Attribution string
	}{p, template.CSS(qualityStyle), s.network.Meta().Attribution})
	if err != nil {
		return nil, err
	}
	c.Response().Header().Set(echo.HeaderContentSecurityPolicy, qualityPolicy())
	return b.Bytes(), nil
}

// renderProblem writes a problem for a person who has followed a link.
func (s *Server) renderProblem(c echo.Context, p Problem) ([]byte, error) {
	base := s.baseURL(c)
	return s.renderPage(c, htmlPage{
		Title: p.Title, Lead: p.Detail,
		Links: []Link{
			{Title: "Map", Href: base + "/"}, {Title: "Corridors", Href: base + "/corridors"}, {Title: "Downloads", Href: base + "/downloads?f=html"},
			{Title: "The interface for programs", Href: base + "/api?f=html"},
		},
	})
}

func (s *Server) collectionsCrumb(c echo.Context) Link {
	return Link{Title: "Collections", Href: s.baseURL(c) + "/collections"}
}

// sendItemsPage shows a page of items as a map and a table.
func (s *Server) sendItemsPage(c echo.Context, coll *collection, p itemsPage) error {
	base := s.collectionURL(c, coll)
	page := htmlPage{
		Title:  coll.title,
		Lead:   fmt.Sprintf("%d of %d features. %s", p.NumberReturned, p.NumberMatched, coll.description),
		Crumbs: []Link{s.collectionsCrumb(c), {Title: coll.title, Href: base}},
		Links:  p.Links[1:],
		Map:    newOutline(p.items, coll.extent),
	}
	fields := p.view.Fields
	if fields == nil {
		for i := range coll.fields {
			fields = append(fields, i)
		}
	}
	page.Table.Heads = append(page.Table.Heads, "Feature")
	for _, i := range fields {
		page.Table.Heads = append(page.Table.Heads, coll.fields[i].title)
	}
	for _, it := range p.items {
		row := []htmlCell{{Text: it.feature.ID, Href: base + "/items/" + url.PathEscape(it.feature.ID)}}
		for _, i := range fields {
			row = append(row, htmlCell{Text: plainText(it.Value(i))})
		}
		page.Table.Rows = append(page.Table.Rows, row)
	}
	return s.sendPage(c, page)
}

// sendItemPage shows one feature.
func (s *Server) sendItemPage(c echo.Context, coll *collection, p itemsPage) error {
	it, base := p.items[0], s.collectionURL(c, coll)
	page := htmlPage{
		Title:  it.feature.ID,
		Crumbs: []Link{s.collectionsCrumb(c), {Title: coll.title, Href: base}, {Title: "Features", Href: base + "/items"}},
		Links:  []Link{{Title: "GeoJSON", Href: p.Links[0].Href + "?f=json"}},
		Map:    newOutline(p.items, coll.extent),
		Table:  htmlTable{Heads: []string{"Property", "Value"}},
	}
	for i, f := range coll.fields {
		page.Table.Rows = append(page.Table.Rows, []htmlCell{{Text: f.title}, {Text: plainText(it.Value(i))}})
	}
	return s.sendPage(c, page)
}

// plainText is a value of a property for people: a list after commas, nothing
// for null.
func plainText(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case []string:
		return strings.Join(v, ", ")
	}
	return strings.Trim(string(codec.AppendValue(nil, v)), "[]")
}
