package web

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/corridor-rail/corridor/geo/tile"
)

// mediaMVT is the media type of a Mapbox Vector Tile.
const mediaMVT = "application/vnd.mapbox-vector-tile"

// handleMapTile serves /tiles/{z}/{x}/{y}.mvt: every layer, column before row as
// map clients have it.
func (s *Server) handleMapTile(c echo.Context) error {
	layers, err := s.parseTile(c.QueryString())
	if err != nil {
		return err
	}
	name, ok := strings.CutSuffix(c.Param("y"), ".mvt")
	if !ok {
		return echo.NewHTTPError(http.StatusNotFound, "a tile ends in .mvt")
	}
	a, err := newAddress(tile.WebMercatorQuad, c.Param("z"), name, c.Param("x"))
	if err != nil {
		return err
	}
	return s.sendTile(c, a, layers...)
}

// handleTile serves a tile of the dataset as OGC API - Tiles has it: row before
// column.
func (s *Server) handleTile(c echo.Context) error {
	layers, err := s.parseTile(c.QueryString())
	if err != nil {
		return err
	}
	a, err := readAddress(c)
	if err != nil {
		return err
	}
	return s.sendTile(c, a, layers...)
}

// handleCollectionTile serves a tile of one collection.
func (s *Server) handleCollectionTile(c echo.Context) error {
	if _, err := parseFormat(c.QueryString(), "mvt"); err != nil {
		return err
	}
	coll, err := s.collection(pathText(c, "collection"))
	if err != nil {
		return err
	}
	a, err := readAddress(c)
	if err != nil {
		return err
	}
	return s.sendTile(c, a, coll.id)
}

// parseTile reads the parameters of a tile of the dataset: the collections to
// take, all where it is left out.
func (s *Server) parseTile(rawQuery string) ([]string, error) {
	p := newParams(rawQuery)
	p.choice("f", "mvt")
	text := p.text("collections")
	if text == "" {
		return nil, p.err()
	}
	layers := strings.Split(text, ",")
	for _, name := range layers {
		if _, err := s.collection(name); err != nil {
			p.fault("collections", "%w", err)
		}
	}
	return layers, p.err()
}

// readAddress reads an address of OGC API - Tiles from a path.
func readAddress(c echo.Context) (tile.Address, error) {
	set, err := tile.ParseMatrixSet(pathText(c, "tileMatrixSet"))
	if err != nil {
		return tile.Address{}, err
	}
	return newAddress(set, c.Param("tileMatrix"), c.Param("tileRow"), c.Param("tileCol"))
}

// newAddress reads the numbers of an address. What is no number is a 400, a
// number without a tile a 404.
func newAddress(set tile.MatrixSet, z, row, column string) (tile.Address, error) {
	a := tile.Address{Set: set}
	for _, part := range []struct {
		text string
		to   *int
	}{{z, &a.Z}, {row, &a.Y}, {column, &a.X}} {
		v, err := strconv.Atoi(part.text)
		if err != nil {
			return a, echo.NewHTTPError(http.StatusBadRequest, fmt.Sprintf("%q is not a whole number, as a tile's address has", part.text))
		}
		*part.to = v
	}
	return a, a.Check()
}

// sendTile answers with a tile, or with 204 where it is empty.
func (s *Server) sendTile(c echo.Context, a tile.Address, layers ...string) error {
	pyramid, err := s.pyramid()
	if err != nil {
		return err
	}
	body, err := pyramid.MVT(a, layers...)
	if errors.Is(err, tile.ErrEmpty) {
		return c.NoContent(http.StatusNoContent)
	}
	if err != nil {
		return err
	}
	return send(c, mediaMVT, body)
}
