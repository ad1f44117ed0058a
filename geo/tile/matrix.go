package tile

import (
	"errors"
	"fmt"
	"math"

	"github.com/corridor-rail/corridor/geo/crs"
	"github.com/paulmach/orb"
)

// MaxZoom is the greatest zoom of an address.
const MaxZoom = 24

// MatrixSet is a way to number tiles, from OGC's register (Two Dimensional Tile
// Matrix Set 2.0, OGC 17-083r4, annex D).
type MatrixSet int

// The matrix sets there are.
const (
	WebMercatorQuad MatrixSet = iota // one tile at zoom 0, EPSG:3857
	WorldCRS84Quad                   // two tiles side by side at zoom 0, longitude and latitude
)

// ErrMatrixSet says that there is no such matrix set.
var ErrMatrixSet = errors.New("unknown tile matrix set")

// MatrixSets lists all matrix sets.
func MatrixSets() []MatrixSet { return []MatrixSet{WebMercatorQuad, WorldCRS84Quad} }

// ParseMatrixSet returns the matrix set of that identifier, such as
// "WebMercatorQuad". The error wraps [ErrMatrixSet] and names those there are.
func ParseMatrixSet(id string) (MatrixSet, error) {
	for _, s := range MatrixSets() {
		if id == s.String() {
			return s, nil
		}
	}
	return 0, fmt.Errorf("%w %q: want %s or %s", ErrMatrixSet, id, WebMercatorQuad, WorldCRS84Quad)
}

// String returns the identifier: "WebMercatorQuad" or "WorldCRS84Quad".
func (s MatrixSet) String() string {
	if s == WorldCRS84Quad {
		return "WorldCRS84Quad"
	}
	return "WebMercatorQuad"
}

// URI returns the matrix set's name in OGC's register.
func (s MatrixSet) URI() string {
	return "http://www.opengis.net/def/tilematrixset/OGC/1.0/" + s.String()
}

// CRS returns the system that tiles are cut in.
func (s MatrixSet) CRS() crs.CRS {
	if s == WorldCRS84Quad {
		return crs.CRS{}
	}
	return webMercator()
}

func webMercator() crs.CRS {
	c, _ := crs.ByCode(3857) // one of those there are
	return c
}

// Size returns how many columns and rows of tiles there are at zoom z.
func (s MatrixSet) Size(z int) (columns, rows int) {
	if s == WorldCRS84Quad {
		return 2 << z, 1 << z
	}
	return 1 << z, 1 << z
}

// Origin returns the upper left corner of the matrix, in coordinates of the
// CRS: easting, northing in metres or longitude, latitude in degrees.
func (s MatrixSet) Origin() orb.Point {
	if s == WorldCRS84Quad {
		return orb.Point{-180, 90}
	}
	return orb.Point{-halfWorld, halfWorld}
}

// halfWorld is half the equator of WGS 84, in metres.
const halfWorld = 6378137 * math.Pi

// side returns the side of the tile at zoom 0, in units of the CRS.
func (s MatrixSet) side() float64 {
	if s == WorldCRS84Quad {
		return 180
	}
	return 2 * halfWorld
}

// CellSize returns the side of a cell at zoom z, of which a tile has 256 by
// 256, in units of the CRS.
func (s MatrixSet) CellSize(z int) float64 { return s.side() / 256 / float64(int(1)<<z) }

// ScaleDenominator returns the scale at zoom z for cells of 0.28 mm on the
// screen (OGC 17-083r4, 6.1.1).
func (s MatrixSet) ScaleDenominator(z int) float64 {
	metres := 1.0 // to a unit of the CRS
	if s == WorldCRS84Quad {
		metres = 2 * halfWorld / 360
	}
	return s.CellSize(z) * metres / 0.28e-3
}

// poleless keeps latitudes where Mercator is finite: well beyond its tiles,
// which end at 85.0511°.
const poleless = 89.9

// project returns where a position lies, in tiles of zoom 0 right and down from
// the origin.
func (s MatrixSet) project(p orb.Point) orb.Point {
	if s == WebMercatorQuad {
		p[1] = min(max(p[1], -poleless), poleless)
	}
	q, err := s.CRS().Forward(p)
	if err != nil {
		return orb.Point{math.NaN(), math.NaN()}
	}
	origin := s.Origin()
	return orb.Point{(q[0] - origin[0]) / s.side(), (origin[1] - q[1]) / s.side()}
}

// unproject undoes project, for what lies inside the matrix.
func (s MatrixSet) unproject(q orb.Point) orb.Point {
	origin := s.Origin()
	p, _ := s.CRS().Inverse(orb.Point{origin[0] + q[0]*s.side(), origin[1] - q[1]*s.side()})
	return p
}
