package web

import (
	"strconv"

	"github.com/labstack/echo/v4"

	"github.com/corridor-rail/corridor/geo/tile"
)

// MatrixSets lists the tile matrix sets.
type MatrixSets struct {
	Links []Link      `json:"links"`
	Sets  []MatrixSet `json:"tileMatrixSets"`
}

// MatrixSet is a tile matrix set (OGC 17-083r4, table 3); its matrices stand in
// the document of the one set alone.
type MatrixSet struct {
	ID       string       `json:"id"`
	Title    string       `json:"title"`
	URI      string       `json:"uri"`
	CRS      string       `json:"crs"`
	Axes     []string     `json:"orderedAxes,omitempty"`
	ScaleSet string       `json:"wellKnownScaleSet,omitempty"`
	Matrices []TileMatrix `json:"tileMatrices,omitempty"`
	Links    []Link       `json:"links,omitempty"`
}

// TileMatrix is a zoom of a matrix set. Scale, cell size and origin are written
// with every digit.
type TileMatrix struct {
	ID               string     `json:"id"`
	ScaleDenominator float64    `json:"scaleDenominator"`
	CellSize         float64    `json:"cellSize"`
	Corner           string     `json:"cornerOfOrigin"`
	Origin           [2]float64 `json:"pointOfOrigin"`
	TileWidth        int        `json:"tileWidth"`
	TileHeight       int        `json:"tileHeight"`
	MatrixWidth      int        `json:"matrixWidth"`
	MatrixHeight     int        `json:"matrixHeight"`
}

func (s *Server) handleMatrixSets(c echo.Context) error {
	if _, err := parseFormat(c.QueryString(), "json"); err != nil {
		return err
	}
	url := s.baseURL(c) + "/tileMatrixSets"
	answer := MatrixSets{Links: []Link{{Rel: "self", Type: mediaJSON, Title: "This document", Href: url}}}
	for _, set := range tile.MatrixSets() {
		answer.Sets = append(answer.Sets, MatrixSet{ID: set.String(), Title: matrixSetTitle(set), URI: set.URI(), CRS: set.CRS().URI(),
			Links: []Link{
				{Rel: "self", Type: mediaJSON, Title: "The tile matrix set", Href: url + "/" + set.String()},
				{Rel: "item", Type: mediaJSON, Title: "The tile matrix set", Href: url + "/" + set.String()},
			}})
	}
	return sendJSON(c, answer)
}

func (s *Server) handleMatrixSet(c echo.Context) error {
	if _, err := parseFormat(c.QueryString(), "json"); err != nil {
		return err
	}
	set, err := tile.ParseMatrixSet(pathText(c, "tileMatrixSet"))
	if err != nil {
		return err
	}
	return sendJSON(c, newMatrixSet(set))
}

// matrixSetTitle is the title in OGC's register.
func matrixSetTitle(set tile.MatrixSet) string {
	if set == tile.WorldCRS84Quad {
		return "CRS84 for the World"
	}
	return "Google Maps Compatible for the World"
}

func newMatrixSet(set tile.MatrixSet) MatrixSet {
	m := MatrixSet{ID: set.String(), Title: matrixSetTitle(set), URI: set.URI(), CRS: set.CRS().URI(),
		Axes: []string{"X", "Y"}, ScaleSet: "http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible"}
	if set == tile.WorldCRS84Quad {
		m.Axes, m.ScaleSet = []string{"Lon", "Lat"}, "http://www.opengis.net/def/wkss/OGC/1.0/GoogleCRS84Quad"
	}
	for z := range tile.MaxZoom + 1 {
		columns, rows := set.Size(z)
		m.Matrices = append(m.Matrices, TileMatrix{ID: strconv.Itoa(z), ScaleDenominator: set.ScaleDenominator(z),
			CellSize: set.CellSize(z), Corner: "topLeft", Origin: set.Origin(),
			TileWidth: 256, TileHeight: 256, MatrixWidth: columns, MatrixHeight: rows})
	}
	return m
}
