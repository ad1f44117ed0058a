package codec

import (
	"fmt"
	"image/color"
	"io"
	"slices"
	"strings"

	geomkml "github.com/twpayne/go-geom/encoding/kml"
	"github.com/twpayne/go-kml/v3"
)

// writeKML writes KML 2.2 (OGC 07-147r2): a folder of placemarks for each
// layer, with its fields as typed data, drawn by its style; a null is left
// out, a list is a text in JSON. It has no M. Licence and attribution are in
// the description of the document, which map tools show.
func writeKML(w io.Writer, d Document) error {
	children := []kml.Element{kml.Name(d.Title)}
	if text := description(d, d.Description); text != "" {
		children = append(children, kml.Description(text))
	}
	for _, l := range d.Layers {
		children = append(children, kmlSchema(l))
		for i, class := range l.Style.Classes {
			style, err := kmlStyle(l, i, class)
			if err != nil {
				return err
			}
			children = append(children, style)
		}
	}
	for _, l := range d.Layers {
		folder, err := kmlFolder(l)
		if err != nil {
			return err
		}
		children = append(children, folder)
	}
	return kml.KML(kml.Document(children...)).WriteIndent(w, "", " ")
}

// description is a text followed by the attribution and the licence, each on a
// line of its own.
func description(d Document, text string) string {
	var lines []string
	for _, line := range [...]string{text, d.Attribution, strings.TrimSpace(d.Licence.Name + " " + d.Licence.URL)} {
		if line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

func kmlSchema(l Layer) kml.Element {
	fields := make([]kml.Element, len(l.Fields))
	for i, f := range l.Fields {
		fields[i] = kml.SimpleField(f.Name, [...]string{"string", "bool", "int", "double", "string", "string", "string"}[f.Type])
	}
	return kml.NamedSchema(l.Name, l.Name, fields...)
}

func kmlStyleID(l Layer, class int) string { return fmt.Sprintf("%s-%d", l.Name, class) }

func kmlStyle(l Layer, i int, class StyleClass) (kml.Element, error) {
	const pixels = 96 / 25.4 // to the mm, by CSS
	r, g, b, err := rgb(class.Colour)
	if err != nil {
		return nil, err
	}
	c := kml.Color(color.RGBA{R: r, G: g, B: b, A: 255})
	var style kml.Element = kml.LineStyle(c, kml.Width(round(class.Width*pixels, 1)))
	if l.points() {
		style = kml.IconStyle(c, kml.Scale(0.6)) // of an icon that the tool chooses
	}
	return kml.SharedStyle(kmlStyleID(l, i), style), nil
}

func kmlFolder(l Layer) (kml.Element, error) {
	folder := []kml.Element{kml.Name(l.Name)}
	if text := strings.TrimSpace(l.Title + "\n" + l.Description); text != "" {
		folder = append(folder, kml.Description(text))
	}
	err := l.each(func(f Feature) error {
		placemark := []kml.Element{kml.Name(label(f))}
		if class := l.class(f); class >= 0 {
			placemark = append(placemark, kml.StyleURL("#"+kmlStyleID(l, class)))
		}
		var data []kml.Element
		for _, p := range f.Properties {
			if text, ok := kmlText(p.Value); ok {
				data = append(data, kml.SimpleData(p.Name, text))
			}
		}
		placemark = append(placemark, kml.ExtendedData(kml.SchemaData("#"+l.Name, data...)))
		if f.Geometry != nil {
			t, err := measured(f.Geometry, nil)
			if err != nil {
				return err
			}
			shape, err := geomkml.Encode(t)
			if err != nil {
				return err
			}
			placemark = append(placemark, shape)
		}
		folder = append(folder, kml.Placemark(placemark...))
		return nil
	})
	return kml.Folder(folder...), err
}

// kmlText returns a value as simple data: yes and no as 1 and 0, the one form
// of xsd:boolean that GDAL reads.
func kmlText(v any) (string, bool) {
	switch v {
	case true:
		return "1", true
	case false:
		return "0", true
	}
	return valueText(v)
}

// label is what people call a feature: its name, or its id.
func label(f Feature) string {
	for _, p := range f.Properties {
		if name, ok := p.Value.(string); ok && p.Name == "name" && name != "" {
			return strings.ToValidUTF8(name, "\ufffd")
		}
	}
	return f.ID
}

// class returns the index of the class of the style that a feature is in, -1
// when there is none.
func (l Layer) class(f Feature) int {
	i := slices.IndexFunc(f.Properties, func(p Property) bool { return p.Name == l.Style.Field })
	if i < 0 {
		return -1
	}
	text, ok := valueText(f.Properties[i].Value)
	if !ok {
		return -1
	}
	return slices.IndexFunc(l.Style.Classes, func(c StyleClass) bool { return c.Value == text })
}
