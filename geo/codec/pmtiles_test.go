package codec_test

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/corridor-rail/corridor/geo/codec"
	"github.com/klauspost/compress/gzip"
	"github.com/paulmach/orb"
)

func tileSet() codec.TileSet {
	return codec.TileSet{
		Title: "铁路", Description: "Railway lines", Attribution: "© OpenStreetMap contributors",
		Licence: codec.Licence{Name: "ODbL-1.0", URL: "https://opendatacommons.org/licenses/odbl/1-0/"},
		Version: "1.2", Bound: orb.Bound{Min: orb.Point{37.5, 13.5}, Max: orb.Point{131.25, 60.0000001}},
		Layers: []codec.VectorLayer{{ID: "lines", Description: "Lines", MinZoom: 0, MaxZoom: 9, Fields: map[string]string{"km": "Number", "id": "String"}}},
	}
}

// pyramid returns all tiles to a zoom. The northern half are equal, the others
// have some of a thousand contents, so that directories do not compress well.
func pyramid(zoom int) []codec.VectorTile {
	var tiles []codec.VectorTile
	rng := rand.New(rand.NewPCG(1, 2))
	for z := range zoom + 1 {
		for y := range 1 << z {
			for x := range 1 << z {
				t := codec.VectorTile{Z: z, X: x, Y: y, Data: []byte("north")}
				if 2*y >= 1<<z {
					t.Data = fmt.Appendf(nil, "south %d", rng.IntN(1000))
				}
				tiles = append(tiles, t)
			}
		}
	}
	return tiles
}

func all(tiles []codec.VectorTile) iter.Seq2[codec.VectorTile, error] {
	return func(yield func(codec.VectorTile, error) bool) {
		for _, t := range tiles {
			if !yield(t, nil) {
				return
			}
		}
	}
}

func archive(tb testing.TB, tiles []codec.VectorTile) []byte {
	tb.Helper()
	var b bytes.Buffer
	if err := codec.WritePMTiles(&b, tileSet(), all(tiles)); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// pmHeader is the header of an archive, by the letter of the specification.
type pmHeader struct {
	Magic                                                 [7]byte
	Version                                               uint8
	Root, RootSize, Metadata, MetadataSize                uint64
	Leaves, LeavesSize, Data, DataSize                    uint64
	Tiles, Entries, Contents                              uint64
	Clustered, InternalCompression, TileCompression, Type uint8
	MinZoom, MaxZoom                                      uint8
	West, South, East, North                              int32
	CentreZoom                                            uint8
	CentreLon, CentreLat                                  int32
}

func unzip(t *testing.T, data []byte) []byte {
	t.Helper()
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	out, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// readArchive reads an archive: its header and what each number holds.
func readArchive(t *testing.T, data []byte) (pmHeader, map[uint64]string) {
	t.Helper()
	var h pmHeader
	if err := binary.Read(bytes.NewReader(data), binary.LittleEndian, &h); err != nil {
		t.Fatal(err)
	}
	tiles := map[uint64]string{}
	var end uint64 // of the contents seen, which are in order
	var walk func(directory []byte)
	walk = func(directory []byte) {
		r := bytes.NewReader(unzip(t, directory))
		number := func() uint64 {
			v, err := binary.ReadUvarint(r)
			if err != nil {
				t.Fatal(err)
			}
			return v
		}
		columns := [4][]uint64{} // number, run, length, offset
		n := number()
		for c := range columns {
			for range n {
				columns[c] = append(columns[c], number())
			}
		}
		if r.Len() > 0 || n == 0 {
			t.Fatalf("a directory of %d entries with %d bytes more", n, r.Len())
		}
		id, after := uint64(0), uint64(0)
		for i := range n {
			id += columns[0][i]
			offset := after
			if columns[3][i] > 0 {
				offset = columns[3][i] - 1
			} else if i == 0 {
				t.Fatal("the first entry says that it follows another")
			}
			after = offset + columns[2][i]
			if columns[1][i] == 0 {
				walk(data[h.Leaves+offset : h.Leaves+after])
				continue
			}
			if offset != end && offset+columns[2][i] > end {
				t.Fatalf("the content at %d is not in order: %d bytes came before", offset, end)
			}
			end = max(end, after)
			content := string(unzip(t, data[h.Data+offset:h.Data+after]))
			for k := range columns[1][i] {
				tiles[id+k] = content
			}
		}
	}
	walk(data[h.Root : h.Root+h.RootSize])
	if end != h.DataSize {
		t.Errorf("%d bytes of contents, the header says %d", end, h.DataSize)
	}
	return h, tiles
}

func TestPMTiles(t *testing.T) {
	for _, test := range []struct {
		zoom   int
		leaves bool
	}{{0, false}, {3, false}, {7, true}} {
		t.Run(fmt.Sprint("to zoom ", test.zoom), func(t *testing.T) {
			tiles := pyramid(test.zoom)
			data := archive(t, tiles)
			h, got := readArchive(t, data)
			if string(h.Magic[:]) != "PMTiles" || h.Version != 3 || h.Clustered != 1 || h.InternalCompression != 2 || h.TileCompression != 2 || h.Type != 1 {
				t.Errorf("header %+v", h)
			}
			if h.Root+h.RootSize > 16384 || (h.LeavesSize > 0) != test.leaves || h.Data+h.DataSize != uint64(len(data)) {
				t.Errorf("a root of %d bytes, leaves of %d, %d bytes in all: %+v", h.RootSize, h.LeavesSize, len(data), h)
			}
			if int(h.MinZoom) != 0 || int(h.MaxZoom) != test.zoom || h.West != 375000000 || h.North != 600000001 || h.CentreLon != 843750000 {
				t.Errorf("header %+v", h)
			}
			unique := map[string]bool{}
			for _, content := range got {
				unique[content] = true
			}
			if int(h.Tiles) != len(tiles) || len(got) != len(tiles) || int(h.Contents) != len(unique) || h.Entries > h.Tiles {
				t.Errorf("%d tiles of %d contents, want %d: %+v", len(got), len(unique), len(tiles), h)
			}
			var metadata map[string]any
			if err := json.Unmarshal(unzip(t, data[h.Metadata:h.Metadata+h.MetadataSize]), &metadata); err != nil {
				t.Fatal(err)
			}
			for name, want := range map[string]string{"name": "铁路", "attribution": "© OpenStreetMap contributors", "license": "ODbL-1.0", "version": "1.2"} {
				if metadata[name] != want {
					t.Errorf("%s is %v", name, metadata[name])
				}
			}
			if layers := fmt.Sprint(metadata["vector_layers"]); !strings.Contains(layers, "id:lines") {
				t.Errorf("layers %s", layers)
			}
		})
	}
}

// TestPMTilesNumbers compares with numbers from the specification and its
// reference implementation.
func TestPMTilesNumbers(t *testing.T) {
	for want, a := range map[uint64][3]int{0: {0, 0, 0}, 1: {1, 0, 0}, 2: {1, 0, 1}, 3: {1, 1, 1}, 4: {1, 1, 0}, 5: {2, 0, 0}, 19078479: {12, 3423, 1763}} {
		_, tiles := readArchive(t, archive(t, []codec.VectorTile{{Z: a[0], X: a[1], Y: a[2], Data: []byte("x")}}))
		if _, ok := tiles[want]; !ok || len(tiles) != 1 {
			t.Errorf("tile %v has the number %v, want %d", a, tiles, want)
		}
	}
}

func TestPMTilesSameTilesSameBytes(t *testing.T) {
	tiles := pyramid(6)
	first := archive(t, tiles)
	slices.Reverse(tiles)
	if !bytes.Equal(first, archive(t, tiles)) {
		t.Error("another order of tiles gives other bytes")
	}
}

func TestPMTilesErrors(t *testing.T) {
	one := codec.VectorTile{Z: 1, Data: []byte("x")}
	for hint, tiles := range map[string][]codec.VectorTile{
		"no tiles":              {},
		"tile 1/0/0: empty":     {{Z: 1}},
		"tile 1/2/0: outside":   {{Z: 1, X: 2, Data: []byte("x")}},
		"tile -1/0/0: outside":  {{Z: -1, Data: []byte("x")}},
		"tile 26/0/0: outside":  {{Z: 26, Data: []byte("x")}},
		"of zoom 1 comes twice": {one, one},
	} {
		if err := codec.WritePMTiles(io.Discard, tileSet(), all(tiles)); err == nil || !strings.Contains(err.Error(), hint) {
			t.Errorf("got %v, want %q", err, hint)
		}
	}
	set := tileSet()
	set.Bound.Max[0] = -190
	if err := codec.WritePMTiles(io.Discard, set, all([]codec.VectorTile{one})); err == nil || !strings.Contains(err.Error(), "bound") {
		t.Errorf("a bound that is none: %v", err)
	}
	failing := func(yield func(codec.VectorTile, error) bool) { yield(codec.VectorTile{}, errBroken) }
	if err := codec.WritePMTiles(io.Discard, tileSet(), failing); !errors.Is(err, errBroken) {
		t.Errorf("a source that fails: %v", err)
	}
	if err := codec.WritePMTiles(&brokenWriter{}, tileSet(), all([]codec.VectorTile{one})); !errors.Is(err, errBroken) {
		t.Errorf("a writer that fails: %v", err)
	}
}

// TestPMTilesByTheirOwnReader has the reader that maps use, npm's pmtiles, read
// tiles of every zoom.
func TestPMTilesByTheirOwnReader(t *testing.T) {
	const reader = "../../web/ui/node_modules/pmtiles"
	node, err := exec.LookPath("node")
	if err == nil {
		_, err = os.Stat(reader)
	}
	if err != nil {
		if os.Getenv("CORRIDOR_REQUIRE_ALL") == "1" {
			t.Fatal(err)
		}
		t.Skipf("needs node and the modules of the page: make ui (%v)", err)
	}
	file := filepath.Join(t.TempDir(), "map.pmtiles")
	tiles := pyramid(7)
	if err := os.WriteFile(file, archive(t, tiles), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(node, "testdata/pmtiles.mjs", reader, file).Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	var read struct {
		Attribution string
		MaxZoom     int
		Bounds      [4]float64
		Tiles       map[string]string
	}
	if err := json.Unmarshal(out, &read); err != nil {
		t.Fatal(err)
	}
	if read.Attribution != "© OpenStreetMap contributors" || read.MaxZoom != 7 || read.Bounds != [4]float64{37.5, 13.5, 131.25, 60.0000001} {
		t.Errorf("%s, to zoom %d, bounds %v", read.Attribution, read.MaxZoom, read.Bounds)
	}
	count := 0
	for _, tile := range tiles {
		if tile.Z > 4 && (tile.X+tile.Y)%5 != 0 {
			continue
		}
		count++
		if got := read.Tiles[fmt.Sprintf("%d/%d/%d", tile.Z, tile.X, tile.Y)]; got != string(tile.Data) {
			t.Fatalf("tile %d/%d/%d reads %q, want %q", tile.Z, tile.X, tile.Y, got, tile.Data)
		}
	}
	if len(read.Tiles) != count {
		t.Errorf("%d tiles, want %d", len(read.Tiles), count)
	}
}

func ExampleWritePMTiles() {
	var file bytes.Buffer
	err := codec.WritePMTiles(&file, codec.TileSet{
		Title: "Railways", Attribution: "© OpenStreetMap contributors",
		Layers: []codec.VectorLayer{{ID: "lines", MaxZoom: 14}},
		Bound:  orb.Bound{Min: orb.Point{97, 5}, Max: orb.Point{106, 21}},
	}, func(yield func(codec.VectorTile, error) bool) {
		yield(codec.VectorTile{Z: 0, X: 0, Y: 0, Data: []byte("a vector tile")}, nil)
	})
	fmt.Printf("%s version %d, %v\n", file.Bytes()[:7], file.Bytes()[7], err)
	// Output: PMTiles version 3, <nil>
}

func BenchmarkWritePMTiles(b *testing.B) {
	tiles := pyramid(7)
	b.ReportAllocs()
	for b.Loop() {
		if err := codec.WritePMTiles(io.Discard, tileSet(), all(tiles)); err != nil {
			b.Fatal(err)
		}
	}
}
