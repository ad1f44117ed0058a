package codec

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// MediaPMTiles is the media type of a PMTiles archive.
const MediaPMTiles = "application/vnd.pmtiles"

// TileSet says what a PMTiles archive holds.
type TileSet struct {
	Title       string
	Description string
	Attribution string // shown on the map
	Licence     Licence
	Version     string // of the data
	Layers      []VectorLayer
	Bound       orb.Bound // lon/lat, where there is something to see
}

// VectorLayer describes a layer of vector tiles, as TileJSON 3.0 (3.3) and the
// metadata of PMTiles have it.
type VectorLayer struct {
	ID          string            `json:"id"`
	Description string            `json:"description"`
	MinZoom     int               `json:"minzoom"`
	MaxZoom     int               `json:"maxzoom"`
	Fields      map[string]string `json:"fields"` // "String", "Number" or "Boolean" by name; encoding/json sorts them
}

// VectorTile is a Mapbox Vector Tile of the Web Mercator quad: zoom, column
// from the west, row from the north, and its bytes, not compressed.
type VectorTile struct {
	Z, X, Y int
	Data    []byte
}

// maxArchiveZoom keeps the number of a tile below 2^53, for JavaScript.
const maxArchiveZoom = 25

// WritePMTiles writes an archive of vector tiles, PMTiles version 3, compressed
// with gzip and ordered along the Hilbert curve, in which equal tiles are held
// once. Tiles may come in any order; the same tiles give the same bytes. All
// compressed tiles are held in memory until the last has come.
//
// It is an error if there is no tile, or one is empty, comes twice or lies
// outside its zoom, or if the bound is none; an error of the tiles, or of the
// writer, ends it too.
//
// Source: PMTiles specification, github.com/protomaps/PMTiles, spec/v3.
func WritePMTiles(w io.Writer, set TileSet, tiles iter.Seq2[VectorTile, error]) error {
	b := set.Bound
	if !(b.Min[0] >= -180 && b.Min[0] <= b.Max[0] && b.Max[0] <= 180 && b.Min[1] >= -90 && b.Min[1] <= b.Max[1] && b.Max[1] <= 90) {
		return fmt.Errorf("PMTiles: bound %v: want west, south, east, north in degrees", b)
	}
	z, err := newCompressor()
	if err != nil {
		return fmt.Errorf("PMTiles: %w", err)
	}
	a := archive{compressor: z, places: map[[sha256.Size]byte]int{}}
	for t, err := range tiles {
		if err == nil {
			err = a.add(t)
		}
		if err != nil {
			return fmt.Errorf("PMTiles: %w", err)
		}
	}
	sections, err := a.sections(set)
	if err != nil {
		return fmt.Errorf("PMTiles: %w", err)
	}
	for _, s := range sections {
		if _, err := w.Write(s); err != nil {
			return err
		}
	}
	return nil
}

// archive gathers tiles.
type archive struct {
	*compressor
	tiles    []archived
	contents [][]byte                  // each once, compressed
	places   map[[sha256.Size]byte]int // of contents
}

// archived is a tile: its number on the Hilbert curve, and the place of its
// content.
type archived struct {
	id      uint64
	zoom    int
	content int
}

func (a *archive) add(t VectorTile) error {
	switch side := 1 << max(t.Z, 0); {
	case t.Z < 0 || t.Z > maxArchiveZoom || t.X < 0 || t.X >= side || t.Y < 0 || t.Y >= side:
		return fmt.Errorf("tile %d/%d/%d: outside the pyramid, whose last zoom is %d", t.Z, t.X, t.Y, maxArchiveZoom)
	case len(t.Data) == 0:
		return fmt.Errorf("tile %d/%d/%d: empty", t.Z, t.X, t.Y)
	}
	sum := sha256.Sum256(t.Data)
	place, ok := a.places[sum]
	if !ok {
		place = len(a.contents)
		a.places[sum] = place
		content, err := a.compress(t.Data)
		if err != nil {
			return err
		}
		a.contents = append(a.contents, content)
	}
	a.tiles = append(a.tiles, archived{tileID(t.Z, t.X, t.Y), t.Z, place})
	return nil
}

// sections returns the file in pieces.
//
//  1. Tiles are put in order, contents in the order of their first tile.
//  2. Entries point from runs of equal tiles to their content.
//  3. Entries are packed in directories.
//  4. The header says where all that is.
func (a *archive) sections(set TileSet) ([][]byte, error) {
	if len(a.tiles) == 0 {
		return nil, errors.New("no tiles")
	}
	// 1
	slices.SortFunc(a.tiles, func(s, t archived) int { return cmp.Compare(s.id, t.id) })
	data, entries, err := a.layOut()
	if err != nil {
		return nil, err
	}
	// 3
	root, leaves, err := a.directories(entries)
	if err != nil {
		return nil, err
	}
	text, err := set.metadata()
	if err != nil {
		return nil, err
	}
	metadata, err := a.compress(text)
	if err != nil {
		return nil, err
	}
	// 4
	h := header{
		root: len(root), metadata: len(metadata), leaves: len(leaves),
		tiles: len(a.tiles), entries: len(entries), contents: len(data),
		minZoom: a.tiles[0].zoom, maxZoom: a.tiles[len(a.tiles)-1].zoom,
		bound: set.Bound,
	}
	for _, content := range data {
		h.data += len(content)
	}
	return append([][]byte{h.encode(), root, metadata, leaves}, data...), nil
}

// layOut does steps 1 and 2 of sections.
func (a *archive) layOut() (data [][]byte, entries []pmEntry, err error) {
	offsets := make([]uint64, len(a.contents)) // one beyond, 0: not yet laid out
	end := uint64(0)
	for i, t := range a.tiles {
		if i > 0 && t.id == a.tiles[i-1].id {
			return nil, nil, fmt.Errorf("a tile of zoom %d comes twice", t.zoom)
		}
		content := a.contents[t.content]
		if offsets[t.content] == 0 {
			offsets[t.content] = end + 1
			end += uint64(len(content))
			data = append(data, content)
		}
		offset := offsets[t.content] - 1
		if n := len(entries) - 1; n >= 0 && entries[n].offset == offset && entries[n].id+entries[n].run == t.id {
			entries[n].run++
			continue
		}
		entries = append(entries, pmEntry{id: t.id, offset: offset, length: uint64(len(content)), run: 1})
	}
	return data, entries, nil
}

// metadata returns the archive's JSON.
func (s TileSet) metadata() ([]byte, error) {
	return json.Marshal(struct {
		Name        string        `json:"name"`
		Description string        `json:"description"`
		Attribution string        `json:"attribution"`
		Licence     string        `json:"license"` // spelt as other writers do
		LicenceURL  string        `json:"license_url"`
		Version     string        `json:"version"`
		Type        string        `json:"type"`
		Layers      []VectorLayer `json:"vector_layers"`
	}{s.Title, s.Description, s.Attribution, s.Licence.Name, s.Licence.URL, s.Version, "overlay", s.Layers})
}

// header is what the first bytes of an archive tell: lengths of its sections in
// bytes, and counts.
type header struct {
	root, metadata, leaves, data int
	tiles, entries, contents     int
	minZoom, maxZoom             int
	bound                        orb.Bound
}

// headerSize is that of an encoded header.
const headerSize = 127

func (h header) encode() []byte {
	const (
		version   = 3
		clustered = 1
		gzipped   = 2
		mvt       = 1
	)
	out := append(make([]byte, 0, headerSize), "PMTiles"...)
	out = append(out, version)
	at := headerSize
	for _, length := range []int{h.root, h.metadata, h.leaves, h.data} {
		out = binary.LittleEndian.AppendUint64(out, uint64(at))
		out = binary.LittleEndian.AppendUint64(out, uint64(length))
		at += length
	}
	for _, count := range []int{h.tiles, h.entries, h.contents} {
		out = binary.LittleEndian.AppendUint64(out, uint64(count))
	}
	out = append(out, clustered, gzipped, gzipped, mvt, byte(h.minZoom), byte(h.maxZoom))
	out = appendPosition(appendPosition(out, h.bound.Min), h.bound.Max)
	out = append(out, byte(h.centreZoom()))
	return appendPosition(out, h.bound.Center())
}

// centreZoom returns the zoom at which the bound is some two tiles wide.
func (h header) centreZoom() int {
	width := max(h.bound.Max[0]-h.bound.Min[0], 1e-6)
	return min(max(int(math.Log2(720/width)), h.minZoom), h.maxZoom)
}

// appendPosition appends lon and lat in units of 1e-7 degrees.
func appendPosition(dst []byte, p orb.Point) []byte {
	for _, v := range p {
		dst = binary.LittleEndian.AppendUint32(dst, uint32(int32(math.Round(v*1e7))))
	}
	return dst
}
