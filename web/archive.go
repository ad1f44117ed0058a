package web

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"time"

	"github.com/paulmach/orb"

	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/geo/codec"
	"github.com/corridor-rail/corridor/geo/tile"
)

// Archive is the list of files that a network can be had as: each collection
// and each corridor in every format that can hold it, all collections in one
// file of the formats that hold many, and the map as PMTiles. The same network
// gives the same bytes.
type Archive struct{ files []ArchiveFile }

// ArchiveFile is a file of an [Archive].
type ArchiveFile struct {
	Name      string // path in the archive: "lines.fgb", "corridors/trans-siberian.kml"
	Title     string // what is in it: "Lines"
	Format    string // "FlatGeobuf"
	MediaType string

	write func(io.Writer) error
}

// Write writes the file; the error is that of the writer, or of a feature that
// the format cannot hold.
func (f ArchiveFile) Write(w io.Writer) error { return f.write(w) }

// wholeName names the files that hold all collections, without extension.
const wholeName = "corridor"

// wholes are the formats in which all collections come in one file.
var wholes = [...]string{"geopackage", "postgis", "turtle", "jsonld"}

// NewArchive lists the files of a network. Nothing is written yet.
func NewArchive(n *corridor.Network) (*Archive, error) {
	collections, err := newCollections(n)
	if err != nil {
		return nil, err
	}
	return newArchive(n, collections, func() (*tile.Pyramid, error) { return newPyramid(collections) }), nil
}

func newArchive(n *corridor.Network, collections []*collection, pyramid func() (*tile.Pyramid, error)) *Archive {
	a := &Archive{}
	var layers []codec.Layer
	for _, c := range collections {
		if len(c.items) > 0 { // a layer has fields and a kind of geometry
			layers = append(layers, c.layer())
		}
	}
	document := newDocument(n.Meta())
	a.addWholes(document, layers)
	for _, l := range layers {
		a.add(l.Name, document, l)
	}
	for _, c := range n.Corridors() {
		d := document
		d.Title, d.Description = c.Name, c.Description
		a.add("corridors/"+c.ID, d, legLayer(c))
	}
	if len(layers) > 0 {
		a.files = append(a.files, ArchiveFile{Name: wholeName + ".pmtiles", Title: "The whole map", Format: "PMTiles",
			MediaType: codec.MediaPMTiles, write: func(w io.Writer) error { return writeMap(w, n, collections, pyramid) }})
	}
	return a
}

// Files lists the files. The list is the archive's own.
func (a *Archive) Files() []ArchiveFile { return a.files }

// addWholes adds the files that hold every layer that their format takes.
func (a *Archive) addWholes(d codec.Document, layers []codec.Layer) {
	for _, f := range codec.Formats() {
		if !slices.Contains(wholes[:], f.Name) {
			continue
		}
		d.Layers = slices.DeleteFunc(slices.Clone(layers), func(l codec.Layer) bool { return !f.Accepts(l) })
		if len(d.Layers) > 0 {
			a.addFile(wholeName, "All collections", f, d)
		}
	}
}

// add adds one layer in each format that takes it.
func (a *Archive) add(name string, d codec.Document, l codec.Layer) {
	d.Layers = []codec.Layer{l}
	for _, f := range codec.Formats() {
		if f.Accepts(l) {
			a.addFile(name, l.Title, f, d)
		}
	}
}

func (a *Archive) addFile(name, title string, f codec.Format, d codec.Document) {
	a.files = append(a.files, ArchiveFile{Name: name + "." + f.Extension, Title: title, Format: f.Title, MediaType: f.MediaType,
		write: func(w io.Writer) error { return f.Write(w, d) }})
}

// newDocument says what every file says of its data.
func newDocument(m corridor.Meta) codec.Document {
	d := codec.Document{Name: wholeName, Title: m.Title, Attribution: m.Attribution, IRI: dataIRI, Prefixes: eraPrefixes(),
		Description: "Dataset " + m.Version + ": railway lines with official kilometrage. Lengths are official or WGS 84 geodesics.",
		Licence:     codec.Licence{Name: m.Licence}}
	if m.Licence == "ODbL-1.0" {
		d.Licence.URL = "https://opendatacommons.org/licenses/odbl/1-0/"
	}
	if date, err := time.Parse(time.DateOnly, m.Date); err == nil {
		d.Date = date
	}
	return d
}

// layer is a collection as a table.
func (c *collection) layer() codec.Layer {
	l := codec.Layer{Name: c.id, Title: c.title, Description: c.description, Geometry: c.geometryType(),
		Measured: c.items[0].feature.Measures != nil, Features: c.features()}
	for _, f := range c.fields {
		l.Fields = append(l.Fields, f.Field)
	}
	if slices.ContainsFunc(l.Fields, func(f codec.Field) bool { return f.Name == "gauge_mm" }) {
		l.Style = gaugeStyle()
	}
	return withERA(l)
}

func (c *collection) features() iter.Seq[codec.Feature] {
	return func(yield func(codec.Feature) bool) {
		for _, it := range c.items {
			if !yield(it.feature) {
				return
			}
		}
	}
}

// legLayer is a corridor as its segments in travel order, as /route has them.
func legLayer(c *corridor.Corridor) codec.Layer {
	features := legFeatures(c.Route.Legs)
	for i := range features {
		features[i].ID = fmt.Sprint(i + 1)
	}
	return codec.Layer{Name: "legs", Title: c.Name, Description: c.Description, Geometry: "LineString",
		Fields: codec.FieldsOf(slices.Values(features)), Features: slices.Values(features), Style: gaugeStyle()}
}

// gaugeStyle colours tracks by gauge, as the map does.
func gaugeStyle() codec.Style {
	return codec.Style{Field: "gauge_mm", Classes: []codec.StyleClass{
		{Value: "1435", Label: "1435 mm", Colour: "#1f5fd0", Width: 0.6},
		{Value: "1520", Label: "1520 mm", Colour: "#d0451b", Width: 0.6},
		{Value: "1000", Label: "1000 mm", Colour: "#0a8a63", Width: 0.6},
	}}
}

// writeMap writes every tile of the map.
func writeMap(w io.Writer, n *corridor.Network, collections []*collection, pyramid func() (*tile.Pyramid, error)) error {
	p, err := pyramid()
	if err != nil {
		return err
	}
	m, d := n.Meta(), newDocument(n.Meta())
	set := codec.TileSet{Title: d.Title, Description: d.Description, Attribution: d.Attribution, Licence: d.Licence,
		Version: m.Version, Layers: p.Layers(), Bound: extentOf(collections)}
	return codec.WritePMTiles(w, set, mapTiles(p))
}

func mapTiles(p *tile.Pyramid) iter.Seq2[codec.VectorTile, error] {
	return func(yield func(codec.VectorTile, error) bool) {
		for z := range p.MaxZoom() + 1 {
			for a := range p.Addresses(tile.WebMercatorQuad, z) {
				data, err := p.MVT(a)
				if errors.Is(err, tile.ErrEmpty) {
					continue
				}
				if !yield(codec.VectorTile{Z: a.Z, X: a.X, Y: a.Y, Data: data}, err) {
					return
				}
			}
		}
	}
}

// extentOf is the extent of all collections that hold something.
func extentOf(collections []*collection) orb.Bound {
	var extent orb.Bound
	first := true
	for _, c := range collections {
		switch {
		case len(c.items) == 0:
		case first:
			extent, first = c.extent, false
		default:
			extent = extent.Union(c.extent)
		}
	}
	return extent
}
