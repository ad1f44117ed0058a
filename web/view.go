package web

import (
	"encoding/json"
	"math"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"
	"github.com/paulmach/orb"

	"github.com/corridor-rail/corridor/geo/codec"
	"github.com/corridor-rail/corridor/geo/crs"
)

// view is how features are shown: in which CRS, with which of their properties.
// The zero value shows them as they are encoded.
type view struct {
	CRS    crs.CRS
	Shift  crs.Shift // for display on a Chinese web map; 0: none
	Fields []int     // of the collection, in its order; nil: all
}

// readView reads crs (Part 2), shift and properties.
func readView(p *params, c *collection) view {
	v := view{CRS: readCRS(p, "crs", c.crs)}
	if text := p.text("shift"); text != "" {
		var err error
		if v.Shift, err = crs.ParseShift(text); err != nil {
			p.fault("shift", "%w", err)
		}
		if (v.CRS != crs.CRS{}) {
			p.fault("shift", "goes with CRS84 alone; leave crs out")
		}
	}
	text := p.long("properties")
	if text == "" {
		return v
	}
	v.Fields = []int{}
	for name := range strings.SplitSeq(text, ",") {
		i := slices.IndexFunc(c.fields, func(f field) bool { return f.Name == strings.TrimSpace(name) })
		if i < 0 {
			p.fault("properties", "%q is not a property; there are %s", name, listed(c.fieldNames(), "none"))
			continue
		}
		v.Fields = append(v.Fields, i)
	}
	slices.Sort(v.Fields)
	v.Fields = slices.Compact(v.Fields)
	return v
}

func (c *collection) fieldNames() []string {
	names := make([]string, len(c.fields))
	for i, f := range c.fields {
		names[i] = f.Name
	}
	return names
}

// encode is a feature as the view shows it.
func (v view) encode(it *item) ([]byte, error) {
	if (v.CRS == crs.CRS{}) && v.Shift == 0 && v.Fields == nil {
		return it.json, nil
	}
	f := it.feature
	var err error
	if f.Geometry, err = v.transform(f.Geometry); err != nil {
		return nil, err
	}
	if v.Fields != nil {
		all := f.Properties
		f.Properties = make([]codec.Property, len(v.Fields))
		for i, k := range v.Fields {
			f.Properties[i] = all[k]
		}
	}
	return codec.AppendFeature(nil, f), nil
}

// transform gives a new geometry, rounded to the decimals of its CRS.
func (v view) transform(g orb.Geometry) (orb.Geometry, error) {
	if v.Shift != 0 {
		return v.Shift.ForwardGeometry(g)
	}
	if (v.CRS == crs.CRS{}) {
		return g, nil
	}
	moved, err := v.CRS.ForwardGeometry(g)
	if err != nil {
		return nil, err
	}
	return orb.Round(moved, int(math.Pow10(v.CRS.Decimals()))), nil
}

// notice flags shifted positions in an answer; nil where there are none.
func (v view) notice() json.RawMessage {
	if v.Shift == 0 {
		return nil
	}
	body := append([]byte(`{"shift":`), codec.AppendString(nil, v.Shift.String())...)
	body = append(body, `,"text":`...)
	return append(codec.AppendString(body, v.Shift.Notice()), '}')
}

// setHeader names the CRS of an answer (Part 2, /req/crs/ogc-crs-header). Shifted
// positions are in none.
func (v view) setHeader(c echo.Context) {
	if v.Shift == 0 {
		c.Response().Header().Set("Content-Crs", "<"+v.CRS.URI()+">")
	}
}

// supportedCRS lists the systems that are defined wherever features lie, CRS84
// first. A UTM zone is not defined near the equator about 90° from its meridian:
// so of each degree of longitude the latitude nearest to the equator is tried, at
// both of its sides.
func supportedCRS(items []*item) []crs.CRS {
	lowest := map[float64]float64{} // degrees of latitude by whole degrees of longitude
	for _, it := range items {
		eachVertex(it.feature.Geometry, func(p orb.Point) {
			lon := math.Floor(p[0])
			if lat, ok := lowest[lon]; !ok || math.Abs(p[1]) < math.Abs(lat) {
				lowest[lon] = p[1]
			}
		})
	}
	return slices.DeleteFunc(crs.All(), func(c crs.CRS) bool {
		for lon, lat := range lowest {
			for _, p := range []orb.Point{{lon, lat}, {min(lon+1, 180), lat}} {
				if _, err := c.Forward(p); err != nil {
					return true
				}
			}
		}
		return false
	})
}

// eachVertex visits the positions of a point or of lines.
func eachVertex(g orb.Geometry, visit func(orb.Point)) {
	switch g := g.(type) {
	case orb.Point:
		visit(g)
	case orb.LineString:
		for _, p := range g {
			visit(p)
		}
	case orb.MultiLineString:
		for _, line := range g {
			eachVertex(line, visit)
		}
	}
}
