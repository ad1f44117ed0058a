package web

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"github.com/corridor-rail/corridor/geo/codec"
	"github.com/corridor-rail/corridor/geo/crs"
	"github.com/corridor-rail/corridor/web/cql2"
)

// itemsQuery is what /collections/{id}/items is asked. A limit above maxItems
// counts as maxItems (OGC API - Features Part 1, /req/core/fc-limit-response-1).
type itemsQuery struct {
	Limit, Offset int
	Box           *orb.Bound     // nil: everywhere; Min[0] > Max[0]: across the antimeridian
	Filters       []*cql2.Filter // all must hold
	Sort          []sortKey
	View          view
	Format        string // "json" or "html"
}

// sortKey is a field to sort by.
type sortKey struct {
	field   int
	falling bool
}

// parseItems reads the parameters of a collection's items: those of OGC API -
// Features Parts 1 to 3 and 5, and each of its fields as a filter.
func parseItems(rawQuery, preferred string, c *collection) (itemsQuery, error) {
	p := newParams(rawQuery)
	q := itemsQuery{
		Limit:  min(p.integer("limit", defaultItems, 1, math.MaxInt32), maxItems),
		Offset: p.integer("offset", 0, 0, maxOffset),
	}
	boxCRS := readCRS(p, "bbox-crs", crs.All())
	if text := p.text("bbox"); text != "" {
		var err error
		if q.Box, err = parseBox(text, boxCRS); err != nil {
			p.fault("bbox", "%w", err)
		}
	}
	readInterval(p, c, &q)
	readFilter(p, c, &q)
	q.Sort = readSort(p, c)
	q.View = readView(p, c)
	q.Format = readFormat(p, preferred, "json", "geojson", "html")
	for i, f := range c.fields {
		readFieldFilter(p, c, &q, i, f)
	}
	return q, p.err()
}

// readFormat is f, or what the client prefers; geojson is json.
func readFormat(p *params, preferred string, formats ...string) string {
	f := p.text("f")
	switch {
	case f == "":
		return preferred
	case !slices.Contains(formats, f):
		p.fault("f", "%q is not known; give %s", f, listed(formats, ""))
	case f == "geojson":
		return "json"
	}
	return f
}

// readCRS reads an identifier of one of list, whose first is the default.
func readCRS(p *params, name string, list []crs.CRS) crs.CRS {
	text := p.text(name)
	if text == "" {
		return list[0]
	}
	c, err := crs.Parse(text)
	switch {
	case err != nil:
		p.fault(name, "%w", err)
	case !slices.Contains(list, c):
		p.fault(name, "%s is not defined everywhere in this collection, which lists its crs", c)
	default:
		return c
	}
	return list[0]
}

// readInterval reads datetime (Part 1, section 7.15.4): an instant or day, or
// two with a slash, of which one may be open or the second a duration. A feature
// without an opening date is not limited by it (/req/core/fc-time-response).
func readInterval(p *params, c *collection, q *itemsQuery) {
	text := p.text("datetime")
	if text == "" {
		return
	}
	from, to, err := cql2.Interval(text)
	if err != nil {
		p.fault("datetime", "%w", err)
		return
	}
	i := slices.IndexFunc(c.fields, func(f field) bool { return f.date })
	if i < 0 {
		return
	}
	name := c.fields[i].Name
	filter, err := cql2.ParseText(fmt.Sprintf("%q IS NULL OR T_INTERSECTS(%q, INTERVAL('%s', '%s'))",
		name, name, from, to), c.properties, cql2.Options{})
	if err != nil {
		p.fault("datetime", "%w", err)
		return
	}
	q.Filters = append(q.Filters, filter)
}

// quoted is a string in the text encoding of CQL2.
func quoted(s string) string {
	return "'" + strings.ReplaceAll(strings.ReplaceAll(s, `\'`, "'"), "'", "''") + "'"
}

// readFilter reads filter, filter-lang and filter-crs (Part 3, section 6).
func readFilter(p *params, c *collection, q *itemsQuery) {
	text := p.long("filter")
	language := p.choice("filter-lang", "cql2-text", "cql2-json")
	options := cql2.Options{Transform: readCRS(p, "filter-crs", crs.All()).Inverse}
	if text == "" {
		return
	}
	parse := cql2.ParseText
	if language == "cql2-json" {
		parse = cql2.ParseJSON
	}
	filter, err := parse(text, c.properties, options)
	if err != nil {
		p.fault("filter", "%w", err)
		return
	}
	q.Filters = append(q.Filters, filter)
}

// readFieldFilter reads the parameter that has the name of a field: a list holds
// the value, a date falls into it, anything else is equal to it.
func readFieldFilter(p *params, c *collection, q *itemsQuery, i int, f field) {
	value := p.text(f.Name)
	if value == "" {
		return
	}
	var filter string
	switch property := c.properties[i]; property.Type {
	case cql2.Number:
		v, ok := parseNumber(value, -math.MaxFloat64, math.MaxFloat64)
		if !ok {
			p.fault(f.Name, "%q is not a number", value)
			return
		}
		filter = fmt.Sprintf("%q = %s", f.Name, codec.AppendFloat(nil, v, 9))
	case cql2.Boolean:
		if value != "true" && value != "false" {
			p.fault(f.Name, "%q is neither true nor false", value)
			return
		}
		filter = fmt.Sprintf("%q = %s", f.Name, value)
	case cql2.Time:
		filter = fmt.Sprintf("T_INTERSECTS(%q, INTERVAL(%s, %s))", f.Name, quoted(value), quoted(value))
	case cql2.Array:
		filter = fmt.Sprintf("A_CONTAINS(%q, %s)", f.Name, quoted(value))
	default:
		filter = fmt.Sprintf("%q = %s", f.Name, quoted(value))
	}
	parsed, err := cql2.ParseText(filter, c.properties, cql2.Options{})
	if err != nil {
		p.fault(f.Name, "%q is not a value of this property", value)
		return
	}
	q.Filters = append(q.Filters, parsed)
}

// readSort reads sortby: names of fields after commas, each with an optional +
// or -. A plus may have become a space on its way.
func readSort(p *params, c *collection) []sortKey {
	var keys []sortKey
	text := p.long("sortby")
	if text == "" {
		return nil
	}
	for part := range strings.SplitSeq(text, ",") {
		name := strings.TrimLeft(part, "+- ")
		i := slices.IndexFunc(c.fields, func(f field) bool { return f.Name == name && !f.isList() })
		if i < 0 {
			p.fault("sortby", "%q is not a property to sort by; there are %s", name, listed(c.sortables(), "none"))
			continue
		}
		keys = append(keys, sortKey{field: i, falling: strings.HasPrefix(part, "-")})
	}
	return keys
}

// sortables lists the fields that are no lists.
func (c *collection) sortables() []string {
	var names []string
	for _, f := range c.fields {
		if !f.isList() {
			names = append(names, f.Name)
		}
	}
	return names
}

// choose returns the features that a query asks for, of all pages.
func (c *collection) choose(q itemsQuery) []*item {
	found := c.within(q.Box)
	if len(q.Filters) > 0 {
		var kept []*item
		for _, it := range found {
			if !slices.ContainsFunc(q.Filters, func(f *cql2.Filter) bool { return !f.Match(it) }) {
				kept = append(kept, it)
			}
		}
		found = kept
	}
	if len(q.Sort) > 0 {
		found = slices.Clone(found)
		slices.SortStableFunc(found, func(a, b *item) int {
			for _, key := range q.Sort {
				if order := key.compare(a, b); order != 0 {
					return order
				}
			}
			return 0
		})
	}
	return found
}

// compare orders two features; null comes last either way.
func (k sortKey) compare(a, b *item) int {
	x, y := a.Value(k.field), b.Value(k.field)
	switch {
	case x == nil && y == nil:
		return 0
	case x == nil:
		return 1
	case y == nil:
		return -1
	}
	order := compareValues(x, y)
	if k.falling {
		return -order
	}
	return order
}

// compareValues orders two values of one field.
func compareValues(x, y any) int {
	switch x := x.(type) {
	case string:
		return cmp.Compare(x, y.(string))
	case int:
		return cmp.Compare(x, y.(int))
	case float64:
		return cmp.Compare(x, y.(float64))
	case bool:
		switch {
		case x == y.(bool):
			return 0
		case x:
			return 1
		}
		return -1
	}
	return 0
}
