package tile_test

import (
	"encoding/binary"
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/corridor-rail/corridor/geo/tile"
	"github.com/paulmach/orb"
)

// wander returns a line of n vertices about the world, by steps of a few
// degrees, now and then of many; it crosses the antimeridian.
func wander(rng *rand.Rand, n int) orb.LineString {
	line := make(orb.LineString, n)
	lon, lat := 150+20*rng.Float64(), 60*rng.Float64()-30
	for i := range line {
		line[i] = orb.Point{math.Remainder(lon, 360), lat}
		step := 3.0
		if rng.IntN(8) == 0 {
			step = 60
		}
		lon = min(max(lon+step*rng.NormFloat64(), 80), 280)
		lat = min(max(lat+step*rng.NormFloat64(), -80), 80)
	}
	return line
}

// units returns where a line of degrees lies in units of tiles at zoom z, with
// the antimeridian crossed by the shorter way.
func units(set tile.MatrixSet, line orb.LineString, z int) orb.LineString {
	out := make(orb.LineString, len(line))
	turn := 0.0
	for i, p := range line {
		if i > 0 {
			turn -= 360 * math.Round((p[0]-line[i-1][0])/360)
		}
		out[i] = orb.Point{(p[0] + turn + 180) / 180, (90 - p[1]) / 180}
		if set == tile.WebMercatorQuad {
			out[i] = orb.Point{(p[0] + turn + 180) / 360, 0.5 - math.Atanh(math.Sin(p[1]*math.Pi/180))/2/math.Pi}
		}
		out[i][0] *= tile.Extent * float64(int(1)<<z)
		out[i][1] *= tile.Extent * float64(int(1)<<z)
	}
	return out
}

// away returns the distance of p from the nearest of lines.
func away(p orb.Point, lines ...orb.LineString) float64 {
	nearest := math.Inf(1)
	for _, line := range lines {
		for i := 1; i < len(line); i++ {
			a, b := line[i-1], line[i]
			dx, dy := b[0]-a[0], b[1]-a[1]
			t := 0.0
			if square := dx*dx + dy*dy; square > 0 {
				t = min(max(((p[0]-a[0])*dx+(p[1]-a[1])*dy)/square, 0), 1)
			}
			nearest = min(nearest, math.Hypot(p[0]-a[0]-t*dx, p[1]-a[1]-t*dy))
		}
	}
	return nearest
}

// TestNothingIsLostOrAdded compares the tiles of random lines with the lines:
// what a tile draws lies on its line, and what of the line lies in the tile is
// drawn.
func TestNothingIsLostOrAdded(t *testing.T) {
	const buffer, tolerance, rounding = 100, 6, 1.6
	rng := rand.New(rand.NewPCG(7, 8))
	for range 25 {
		line := wander(rng, 40)
		p := mustPyramid(t, tile.Options{MaxZoom: 5, Buffer: buffer, Tolerance: tolerance}, one("a", tile.Feature{Geometry: line}))
		for _, set := range tile.MatrixSets() {
			for z := range 6 {
				slack := rounding
				if z < 5 {
					slack += tolerance
				}
				whole := units(set, line, z)
				columns, _ := set.Size(z)
				drawn := drawnLines(t, p, set, z, buffer)
				var all orb.LineString // shifted by whole turns, to compare
				for _, pieces := range drawn {
					for _, piece := range pieces {
						all = append(all, along(piece)...)
					}
				}
				turned := []orb.LineString{whole, shifted(whole, -columns), shifted(whole, columns)}
				for _, v := range all {
					if d := away(v, turned...); d > slack {
						t.Fatalf("%v, zoom %d: %v is drawn, %v off the line", set, z, v, d)
					}
				}
				for _, v := range along(whole) {
					column, row := int(math.Floor(v[0]/tile.Extent)), int(math.Floor(v[1]/tile.Extent))
					wrapped := ((column % columns) + columns) % columns
					v[0] -= float64(column-wrapped) * tile.Extent
					if d := away(v, drawn[[2]int{wrapped, row}]...); d > slack {
						t.Fatalf("%v, zoom %d: %v of the line is not drawn in %d/%d, nearest is %v off", set, z, v, wrapped, row, d)
					}
				}
			}
		}
	}
}

// drawnLines reads all tiles of a zoom: their lines in units from the origin
// of the matrix, by column and row.
func drawnLines(t *testing.T, p *tile.Pyramid, set tile.MatrixSet, z, buffer int) map[[2]int][]orb.LineString {
	t.Helper()
	drawn := map[[2]int][]orb.LineString{}
	for a := range p.Addresses(set, z) {
		body, err := p.MVT(a)
		if errors.Is(err, tile.ErrEmpty) {
			continue
		}
		layers, err := readTile(body)
		if err != nil {
			t.Fatalf("%v: %v", a, err)
		}
		for _, line := range layers[0].features[0].geometry.(orb.MultiLineString) {
			for i, v := range line {
				if lo, hi := float64(-buffer), float64(tile.Extent+buffer); v[0] < lo || v[0] > hi || v[1] < lo || v[1] > hi {
					t.Fatalf("%v: %v lies outside the buffer", a, v)
				}
				line[i] = orb.Point{v[0] + float64(a.X)*tile.Extent, v[1] + float64(a.Y)*tile.Extent}
			}
			drawn[[2]int{a.X, a.Y}] = append(drawn[[2]int{a.X, a.Y}], line)
		}
	}
	return drawn
}

// along returns points all along a line.
func along(line orb.LineString) orb.LineString {
	var all orb.LineString
	for i := 1; i < len(line); i++ {
		for k := range 20 {
			t := float64(k) / 20
			all = append(all, orb.Point{line[i-1][0] + t*(line[i][0]-line[i-1][0]), line[i-1][1] + t*(line[i][1]-line[i-1][1])})
		}
	}
	return all
}

func shifted(line orb.LineString, columns int) orb.LineString {
	out := line.Clone()
	for i := range out {
		out[i][0] += float64(columns) * tile.Extent
	}
	return out
}

// TestSimplified counts vertices: a wavy line needs few of them seen from far
// away, and all at the last zoom.
func TestSimplified(t *testing.T) {
	line := make(orb.LineString, 2000)
	for i := range line {
		line[i] = orb.Point{100 + float64(i)*0.001, 20 + 0.01*math.Sin(float64(i)/20)}
	}
	p := mustPyramid(t, tile.Options{MaxZoom: 9}, one("a", tile.Feature{Geometry: line}))
	count := make([]int, 10)
	for z := range count {
		for a := range p.Addresses(tile.WebMercatorQuad, z) {
			for _, piece := range mustTile(t, p, a)[0].features[0].geometry.(orb.MultiLineString) {
				count[z] += len(piece)
			}
		}
	}
	if count[4] != 2 || count[5] < 20 || count[8] > 200 || count[9] < 2000 {
		t.Errorf("vertices by zoom: %v", count)
	}
}

// TestDegenerateBitsAreDropped: what is too short to be seen, and a line that
// only touches the buffer, leave nothing behind.
func TestDegenerateBitsAreDropped(t *testing.T) {
	p := mustPyramid(t, tile.Options{MaxZoom: 3},
		one("short", tile.Feature{Geometry: orb.LineString{{10, 10}, {10.00001, 10}}}),
		one("still", tile.Feature{Geometry: orb.MultiLineString{{{10, 10}, {10, 10}}, {{1, 1}}, nil}}),
		one("long", tile.Feature{Geometry: orb.LineString{{1, 1}, {5, 5}}}))
	for z := range 4 {
		for a := range p.Addresses(tile.WebMercatorQuad, z) {
			body, err := p.MVT(a)
			if errors.Is(err, tile.ErrEmpty) {
				continue
			}
			layers, err := readTile(body)
			if err != nil || len(layers) != 1 || layers[0].name != "long" {
				t.Errorf("%v: %v, %v", a, layers, err)
			}
		}
	}
}

// TestBufferAcrossTheAntimeridian: a station near 180° E is drawn in the
// buffer on the other side of the world too.
func TestBufferAcrossTheAntimeridian(t *testing.T) {
	p := mustPyramid(t, tile.Options{MaxZoom: 4}, one("a", tile.Feature{Geometry: orb.Point{179.9, 10}}))
	east := mustTile(t, p, tile.Address{Z: 4, X: 15, Y: 7})[0].features[0].geometry.(orb.MultiPoint)
	west := mustTile(t, p, tile.Address{Z: 4, X: 0, Y: 7})[0].features[0].geometry.(orb.MultiPoint)
	if len(east) != 1 || len(west) != 1 || east[0][0] != 4078 || west[0][0] != 4078-4096 {
		t.Errorf("east %v, west %v", east, west)
	}
}

// FuzzPyramid cuts lines of any coordinates: what is accepted gives tiles that
// can be read.
func FuzzPyramid(f *testing.F) {
	pack := func(numbers ...float64) []byte {
		var data []byte
		for _, v := range numbers {
			data = binary.LittleEndian.AppendUint64(data, math.Float64bits(v))
		}
		return data
	}
	f.Add(pack(102.7, 25, 102.6, 24.9, 102.5, 24.4), 6, 64, 4)
	f.Add(pack(179, 60, -179, 61, -178, 62), 5, 4096, 1)
	f.Add(pack(0, 90, 0, -90, 180, 85.06, -180, -85.06), 4, 1, 4096)
	f.Add(pack(math.NaN(), 0, 1, math.Inf(1)), 0, 0, 0)
	f.Fuzz(func(t *testing.T, data []byte, zoom, buffer, tolerance int) {
		if zoom > 6 { // long lines reach into many tiles
			return
		}
		var line orb.LineString
		for ; len(data) >= 16 && len(line) < 32; data = data[16:] {
			line = append(line, orb.Point{
				math.Float64frombits(binary.LittleEndian.Uint64(data)),
				math.Float64frombits(binary.LittleEndian.Uint64(data[8:])),
			})
		}
		o := tile.Options{MaxZoom: max(zoom, 1), Buffer: buffer, Tolerance: tolerance}
		p, err := tile.NewPyramid([]tile.Layer{
			one("line", tile.Feature{Geometry: line}), one("points", tile.Feature{Geometry: orb.MultiPoint(line)}),
		}, o)
		if err != nil {
			return
		}
		for _, set := range tile.MatrixSets() {
			for z := range p.MaxZoom() + 1 {
				for a := range p.Addresses(set, z) {
					body, err := p.MVT(a)
					if err != nil && !errors.Is(err, tile.ErrEmpty) {
						t.Fatal(err)
					}
					if _, err := readTile(body); err != nil {
						t.Fatalf("%v: %v", a, err)
					}
				}
			}
		}
	})
}
