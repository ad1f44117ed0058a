package web

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"
)

// itemsPage is one page of a collection's items. Its members stand before
// the features in the FeatureCollection.
type itemsPage struct {
	Type           string `json:"type"`
	NumberMatched  int    `json:"numberMatched"`
	NumberReturned int    `json:"numberReturned"`
	Links          []Link `json:"links"`

	items []item
}

func (s *Server) handleItems(c echo.Context) error {
	coll, err := s.collection(pathText(c, "collection"))
	if err != nil {
		return err
	}
	q, err := parseItems(c.QueryString())
	if err != nil {
		return err
	}
	matched := coll.within(q.Box)
	first := min(q.Offset, len(matched))
	last := min(first+q.Limit, len(matched))
	page := itemsPage{
		Type: "FeatureCollection", NumberMatched: len(matched), NumberReturned: last - first,
		Links: pageLinks(s.collectionURL(c, coll), c.QueryParams(), q, len(matched)),
		items: matched[first:last],
	}
	return page.stream(c)
}

// pageLinks link a page to itself, to its neighbours, with every parameter of
// the request kept, and to its collection.
func pageLinks(collection string, values url.Values, q itemsQuery, matched int) []Link {
	href := func(offset int) string {
		values.Set("offset", strconv.Itoa(offset))
		return collection + "/items?" + values.Encode()
	}
	self := collection + "/items"
	if len(values) > 0 {
		self += "?" + values.Encode()
	}
	links := []Link{{Rel: "self", Type: mediaGeoJSON, Href: self}}
	if q.Offset+q.Limit < matched {
		links = append(links, Link{Rel: "next", Type: mediaGeoJSON, Href: href(q.Offset + q.Limit)})
	}
	if q.Offset > 0 {
		links = append(links, Link{Rel: "prev", Type: mediaGeoJSON, Href: href(max(0, q.Offset-q.Limit))})
	}
	return append(links, Link{Rel: "collection", Type: mediaJSON, Href: collection})
}

// stream sends the page feature by feature. The ETag is a hash over the hashes
// of the features, so a page that the client holds costs no body.
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
	w := c.Response()
	w.Header().Set(echo.HeaderContentType, mediaGeoJSON)
	for _, l := range p.Links {
		w.Header().Add("Link", fmt.Sprintf("<%s>; rel=%q; type=%q", l.Href, l.Rel, l.Type))
	}
	w.WriteHeader(http.StatusOK)
	return writeItems(bufio.NewWriter(w), string(head), p.items, "]}\n")
}

// writeItems writes items between head and tail, a comma between two. Errors
// stay with the writer.
func writeItems(w *bufio.Writer, head string, items []item, tail string) error {
	w.WriteString(head)
	for i, it := range items {
		if i > 0 {
			w.WriteString(",\n")
		}
		w.Write(it.json)
	}
	w.WriteString(tail)
	return w.Flush()
}

func (s *Server) handleItem(c echo.Context) error {
	if _, err := parseFormat(c.QueryString(), "json", "geojson"); err != nil {
		return err
	}
	coll, err := s.collection(pathText(c, "collection"))
	if err != nil {
		return err
	}
	id := pathText(c, "item")
	it, err := coll.item(id)
	if err != nil {
		return err
	}
	links, err := encode([]Link{
		{Rel: "self", Type: mediaGeoJSON, Href: s.collectionURL(c, coll) + "/items/" + url.PathEscape(id)},
		{Rel: "collection", Type: mediaJSON, Href: s.collectionURL(c, coll)},
	})
	if err != nil {
		return err
	}
	body := slices.Concat(it.json[:len(it.json)-1], []byte(`,"links":`), links, []byte("}\n"))
	return send(c, mediaGeoJSON, body)
}
