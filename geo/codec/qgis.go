package codec

import (
	"encoding/xml"
	"fmt"
	"strconv"
)

// qgisDoctype begins a file of styles or metadata of QGIS.
const qgisDoctype = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"

// qgisMetadata returns what is to be said of a layer as a QGIS metadata file
// (.qmd): title, abstract, licence and rights.
func qgisMetadata(d Document, l Layer) (string, error) {
	type link struct {
		Name string `xml:"name,attr"`
		Type string `xml:"type,attr"`
		URL  string `xml:"url,attr"`
	}
	doc := struct {
		XMLName    xml.Name `xml:"qgis"`
		Version    string   `xml:"version,attr"`
		Identifier string   `xml:"identifier"`
		Type       string   `xml:"type"`
		Title      string   `xml:"title"`
		Abstract   string   `xml:"abstract"`
		License    string   `xml:"license,omitempty"`
		Rights     string   `xml:"rights,omitempty"`
		Links      []link   `xml:"links>link"`
	}{
		Version: "3.22", Identifier: l.Name, Type: "dataset", Title: l.Title, Abstract: l.Description,
		License: d.Licence.Name, Rights: d.Attribution,
	}
	if d.Licence.URL != "" {
		doc.Links = []link{{Name: d.Licence.Name, Type: "WWW:LINK", URL: d.Licence.URL}}
	}
	return marshalQGIS(doc)
}

func marshalQGIS(doc any) (string, error) {
	text, err := xml.MarshalIndent(doc, "", " ")
	return qgisDoctype + string(text) + "\n", err
}

// Elements of a QGIS style file (.qml).
type (
	qmlStyle struct {
		XMLName    xml.Name    `xml:"qgis"`
		Version    string      `xml:"version,attr"`
		Categories string      `xml:"styleCategories,attr"`
		Renderer   qmlRenderer `xml:"renderer-v2"`
	}
	qmlRenderer struct {
		Type       string        `xml:"type,attr"`
		Field      string        `xml:"attr,attr"`
		Categories []qmlCategory `xml:"categories>category"`
		Symbols    []qmlSymbol   `xml:"symbols>symbol"`
	}
	qmlCategory struct {
		Value  string `xml:"value,attr"`
		Label  string `xml:"label,attr"`
		Symbol string `xml:"symbol,attr"`
		Render bool   `xml:"render,attr"`
	}
	qmlSymbol struct {
		Type  string   `xml:"type,attr"`
		Name  string   `xml:"name,attr"`
		Alpha int      `xml:"alpha,attr"`
		Layer qmlLayer `xml:"layer"`
	}
	qmlLayer struct {
		Class   string    `xml:"class,attr"`
		Enabled int       `xml:"enabled,attr"`
		Options qmlOption `xml:"Option"`
	}
	qmlOption struct {
		Type    string      `xml:"type,attr"`
		Name    string      `xml:"name,attr,omitempty"`
		Value   string      `xml:"value,attr,omitempty"`
		Options []qmlOption `xml:"Option"`
	}
)

// qgisStyle returns the style of a layer of points or lines as a QGIS style:
// a category for each class and a grey one for what is in none.
func qgisStyle(l Layer) (string, error) {
	doc := qmlStyle{Version: "3.22", Categories: "Symbology", Renderer: qmlRenderer{Type: "categorizedSymbol", Field: l.Style.Field}}
	classes := append(append([]StyleClass(nil), l.Style.Classes...), StyleClass{Label: "other", Colour: "#808080", Width: 0.5})
	for i, class := range classes {
		r, g, b, err := rgb(class.Colour)
		if err != nil {
			return "", fmt.Errorf("layer %q: style class %q: %w", l.Name, class.Value, err)
		}
		name := strconv.Itoa(i)
		doc.Renderer.Categories = append(doc.Renderer.Categories, qmlCategory{class.Value, class.Label, name, true})
		doc.Renderer.Symbols = append(doc.Renderer.Symbols, qgisSymbol(l, name, fmt.Sprintf("%d,%d,%d,255", r, g, b), class.Width))
	}
	return marshalQGIS(doc)
}

func qgisSymbol(l Layer, name, colour string, width float64) qmlSymbol {
	kind, class, size := "line", "SimpleLine", strconv.FormatFloat(width, 'f', -1, 64)
	options := [][2]string{
		{"line_color", colour}, {"line_width", size}, {"line_width_unit", "MM"}, {"line_style", "solid"},
		{"capstyle", "round"}, {"joinstyle", "round"},
	}
	if l.points() {
		kind, class = "marker", "SimpleMarker"
		options = [][2]string{
			{"name", "circle"}, {"color", colour}, {"size", size}, {"size_unit", "MM"},
			{"outline_color", "255,255,255,255"}, {"outline_width", "0.2"}, {"outline_width_unit", "MM"},
		}
	}
	layer := qmlLayer{Class: class, Enabled: 1, Options: qmlOption{Type: "Map"}}
	for _, o := range options {
		layer.Options.Options = append(layer.Options.Options, qmlOption{Type: "QString", Name: o[0], Value: o[1]})
	}
	return qmlSymbol{Type: kind, Name: name, Alpha: 1, Layer: layer}
}

// rgb reads a colour "#rrggbb".
func rgb(colour string) (r, g, b uint8, err error) {
	n, err := strconv.ParseUint(colour[min(1, len(colour)):], 16, 24)
	if err != nil || len(colour) != 7 || colour[0] != '#' {
		return 0, 0, 0, fmt.Errorf("colour %q is not of the form #rrggbb", colour)
	}
	return uint8(n >> 16), uint8(n >> 8), uint8(n), nil
}
