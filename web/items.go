package web

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"github.com/corridor-rail/corridor/corridor"
)

// itemsPage is one page of a collection's items. Its members stand before
// the features in the FeatureCollection.
type itemsPage struct {
	Type           string          `json:"type"`
	Notice         json.RawMessage `json:"notice,omitempty"` // of shifted positions
	NumberMatched  int             `json:"numberMatched"`
	NumberReturned int             `json:"numberReturned"`
	Links          []Link          `json:"links"`

	items []*item
	view  view
}

func (s *Server) handleItems(c echo.Context) error {
	coll, err := s.collection(pathText(c, "collection"))
	if err != nil {
		return err
	}
	c.Response().Header().Add(echo.HeaderVary, echo.HeaderAccept)
	q, err := parseItems(c.QueryString(), preferredFormat(c.Request()), coll)
	if err != nil {
		return err
	}
	matched := coll.choose(q)
	first := min(q.Offset, len(matched))
	last := min(first+q.Limit, len(matched))
	page := itemsPage{
		Type: "FeatureCollection", NumberMatched: len(matched), NumberReturned: last - first,
		Links: pageLinks(s.collectionURL(c, coll), c.QueryParams(), q, len(matched)),
		items: matched[first:last], view: q.View, Notice: q.View.notice(),
	}
	if q.Format == "html" {
		return s.sendItemsPage(c, coll, page)
	}
	return page.stream(c)
}

// pageLinks link a page to itself, to its other encoding, to its neighbours,
// with every parameter of the request kept, and to its collection.
func pageLinks(collection string, values url.Values, q itemsQuery, matched int) []Link {
	href := func(name, value string) string {
		values := maps.Clone(values)
		if name != "" {
			values.Set(name, value)
		}
		if len(values) == 0 {
			return collection + "/items"
		}
		return collection + "/items?" + values.Encode()
	}
	self, other := mediaGeoJSON, mediaHTML
	otherFormat := "html"
	if q.Format == "html" {
		self, other, otherFormat = other, self, "json"
	}
	links := []Link{
		{Rel: "self", Type: self, Title: "This page", Href: href("", "")},
		{Rel: "alternate", Type: other, Title: "This page as " + otherFormat, Href: href("f", otherFormat)},
	}
	if q.Offset+q.Limit < matched {
		links = append(links, Link{Rel: "next", Type: self, Title: "Next page", Href: href("offset", strconv.Itoa(q.Offset+q.Limit))})
	}
	if q.Offset > 0 {
		links = append(links, Link{Rel: "prev", Type: self, Title: "Previous page", Href: href("offset", strconv.Itoa(max(0, q.Offset-q.Limit)))})
	}
	return append(links, Link{Rel: "collection", Type: mediaJSON, Title: "The collection", Href: collection})
}

// stream sends the page feature by feature. The ETag is a hash over the hashes
// of the features and the members before them, the link to itself among them:
// so a page that the client holds costs no body.
func (p itemsPage) stream(c echo.Context) error {
	head, err := encode(p)
	if err != nil {
		return err
	}
	head = append(bytes.TrimSuffix(head, []byte("}\n")), `,"features":[`...)
	hash := sha256.New()
	hash.Write(head)
	for _, it := range p.items {
		hash.Write(it.sum[:])
	}
	if unchanged(c, contentTag([sha256.Size]byte(hash.Sum(nil)))) {
		return c.NoContent(http.StatusNotModified)
	}
	bodies, err := p.bodies()
	if err != nil {
		return err
	}
	w := c.Response()
	w.Header().Set(echo.HeaderContentType, mediaGeoJSON)
	p.view.setHeader(c)
	for _, l := range p.Links {
		w.Header().Add("Link", fmt.Sprintf("<%s>; rel=%q; type=%q", l.Href, l.Rel, l.Type))
	}
	w.WriteHeader(http.StatusOK)
	return writeItems(bufio.NewWriter(w), string(head), bodies, "]}\n")
}

// bodies encodes the features as the view of the page shows them.
func (p itemsPage) bodies() ([][]byte, error) {
	bodies := make([][]byte, len(p.items))
	for i, it := range p.items {
		var err error
		if bodies[i], err = p.view.encode(it); err != nil {
			return nil, &corridor.ParamError{Param: "crs", Err: fmt.Errorf("feature %s: %w", it.feature.ID, err)}
		}
	}
	return bodies, nil
}

// writeItems writes features between head and tail, a comma between two. Errors
// stay with the writer.
func writeItems(w *bufio.Writer, head string, bodies [][]byte, tail string) error {
	w.WriteString(head)
	for i, body := range bodies {
		if i > 0 {
			w.WriteString(",\n")
		}
		w.Write(body)
	}
	w.WriteString(tail)
	return w.Flush()
}

// parseItem reads the parameters of one feature.
func parseItem(rawQuery, preferred string, c *collection) (view, string, error) {
	p := newParams(rawQuery)
	v := readView(p, c)
	f := readFormat(p, preferred, "json", "geojson", "html")
	return v, f, p.err()
}

func (s *Server) handleItem(c echo.Context) error {
	coll, err := s.collection(pathText(c, "collection"))
	if err != nil {
		return err
	}
	c.Response().Header().Add(echo.HeaderVary, echo.HeaderAccept)
	v, format, err := parseItem(c.QueryString(), preferredFormat(c.Request()), coll)
	if err != nil {
		return err
	}
	id := pathText(c, "item")
	it, err := coll.item(id)
	if err != nil {
		return err
	}
	base := s.collectionURL(c, coll)
	page := itemsPage{items: []*item{it}, view: v, Notice: v.notice(), Links: []Link{
		{Rel: "self", Type: mediaGeoJSON, Title: "This feature", Href: base + "/items/" + url.PathEscape(id)},
		{Rel: "alternate", Type: mediaHTML, Title: "This feature as html", Href: base + "/items/" + url.PathEscape(id) + "?f=html"},
		{Rel: "collection", Type: mediaJSON, Title: "The collection", Href: base},
	}}
	if format == "html" {
		return s.sendItemPage(c, coll, page)
	}
	return page.sendItem(c)
}

// sendItem sends the one feature of a page, its links last.
func (p itemsPage) sendItem(c echo.Context) error {
	bodies, err := p.bodies()
	if err != nil {
		return err
	}
	links, err := encode(p.Links)
	if err != nil {
		return err
	}
	body := slices.Concat(bodies[0][:len(bodies[0])-1], []byte(`,"links":`), links)
	if p.Notice != nil {
		body = slices.Concat(body, []byte(`,"notice":`), p.Notice)
	}
	p.view.setHeader(c)
	return send(c, mediaGeoJSON, append(body, "}\n"...))
}
