package codec

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/twpayne/go-geom"
	"github.com/twpayne/go-gpx"
)

// writeGPX writes GPX 1.1 (https://www.topografix.com/GPX/1/1/): a waypoint
// for a point, a track for a line, with the fields as lines of its
// description and the layer as its type. It has no place for M, and none for a
// feature without a geometry, which is left out. The attribution is the holder
// of the copyright of the file.
func writeGPX(w io.Writer, d Document) error {
	date := d.Date
	if date.IsZero() {
		date = time.Unix(0, 0)
	}
	doc := &gpx.GPX{Version: "1.1", Creator: "corridor", Metadata: &gpx.MetadataType{
		Name: d.Title, Desc: description(d, d.Description), Time: date.UTC(),
	}}
	if d.Attribution != "" {
		doc.Metadata.Copyright = &gpx.CopyrightType{Author: d.Attribution, License: d.Licence.URL}
		if !d.Date.IsZero() {
			doc.Metadata.Copyright.Year = date.UTC().Year()
		}
	}
	for _, l := range d.Layers {
		err := l.each(func(f Feature) error {
			if f.Geometry == nil {
				return nil
			}
			t, err := measured(f.Geometry, nil)
			if err != nil {
				return err
			}
			return addGPX(doc, l, f, t)
		})
		if err != nil {
			return err
		}
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	return doc.WriteIndent(w, "", " ")
}

func addGPX(doc *gpx.GPX, l Layer, f Feature, t geom.T) error {
	point := func(p *geom.Point) {
		waypoint := gpx.NewWptType(p)
		waypoint.Name, waypoint.Desc, waypoint.Type = label(f), gpxDescription(f), l.Name
		doc.Wpt = append(doc.Wpt, waypoint)
	}
	track := func(lines *geom.MultiLineString) {
		track := gpx.NewTrkType(lines)
		track.Name, track.Desc, track.Type = label(f), gpxDescription(f), l.Name
		doc.Trk = append(doc.Trk, track)
	}
	switch t := t.(type) {
	case *geom.Point:
		point(t)
	case *geom.MultiPoint:
		for i := range t.NumPoints() {
			point(t.Point(i))
		}
	case *geom.LineString:
		track(geom.NewMultiLineStringFlat(t.Layout(), t.FlatCoords(), []int{len(t.FlatCoords())}))
	case *geom.MultiLineString:
		track(t)
	default:
		return fmt.Errorf("a %s is neither point nor line", geometryName(t))
	}
	return nil
}

// gpxDescription lists the properties of a feature that are not null.
func gpxDescription(f Feature) string {
	var lines []string
	for _, p := range f.Properties {
		if text, ok := valueText(p.Value); ok && p.Name != "name" {
			lines = append(lines, p.Name+": "+text)
		}
	}
	return strings.Join(lines, "\n")
}
