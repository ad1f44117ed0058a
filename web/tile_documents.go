package web

import (
	"errors"
	"strconv"

	"github.com/labstack/echo/v4"
	"github.com/paulmach/orb"

	"github.com/corridor-rail/corridor/geo/codec"
	"github.com/corridor-rail/corridor/geo/tile"
)

// Link relations of OGC API - Tiles.
const (
	relTilesets      = "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector"
	relTilingSchemes = "http://www.opengis.net/def/rel/ogc/1.0/tiling-schemes"
	relTilingScheme  = "http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme"
	relGeodata       = "http://www.opengis.net/def/rel/ogc/1.0/geodata"
)

// TileSets lists the tile sets of the dataset or a collection.
type TileSets struct {
	Links    []Link    `json:"links"`
	TileSets []TileSet `json:"tilesets"`
}

// TileSet is the metadata of a tile set (OGC 17-083r4, table 20).
type TileSet struct {
	Title       string       `json:"title"`
	Description string       `json:"description,omitempty"`
	Attribution string       `json:"attribution,omitempty"`
	DataType    string       `json:"dataType"`
	CRS         string       `json:"crs"`
	URI         string       `json:"tileMatrixSetURI"`
	BoundingBox *TileBox     `json:"boundingBox,omitempty"`
	Limits      []TileLimits `json:"tileMatrixSetLimits,omitempty"` // in the metadata of one set alone
	Layers      []TileLayer  `json:"layers,omitempty"`
	Links       []Link       `json:"links"`
}

// TileBox is the box of a tile set, lower left and upper right.
type TileBox struct {
	LowerLeft  [2]Degrees `json:"lowerLeft"`
	UpperRight [2]Degrees `json:"upperRight"`
	CRS        string     `json:"crs"`
}

// TileLimits are the rows and columns of a tile matrix that hold something.
type TileLimits struct {
	TileMatrix string `json:"tileMatrix"`
	MinTileRow int    `json:"minTileRow"`
	MaxTileRow int    `json:"maxTileRow"`
	MinTileCol int    `json:"minTileCol"`
	MaxTileCol int    `json:"maxTileCol"`
}

// TileLayer is a layer of vector tiles.
type TileLayer struct {
	ID            string `json:"id"`
	Title         string `json:"title"`
	Description   string `json:"description"`
	DataType      string `json:"dataType"`
	MinTileMatrix string `json:"minTileMatrix"`
	MaxTileMatrix string `json:"maxTileMatrix"`
	Links         []Link `json:"links"`
}

// TileJSON is TileJSON 3.0.
type TileJSON struct {
	TileJSON    string              `json:"tilejson"`
	Name        string              `json:"name"`
	Description string              `json:"description"`
	Version     string              `json:"version"`
	Attribution string              `json:"attribution"`
	Scheme      string              `json:"scheme"`
	Tiles       []string            `json:"tiles"`
	MinZoom     int                 `json:"minzoom"`
	MaxZoom     int                 `json:"maxzoom"`
	Bounds      [4]Degrees          `json:"bounds"`
	Layers      []codec.VectorLayer `json:"vector_layers"`
}

// tileScope is what a tile set is made of: the dataset, or one collection.
type tileScope struct {
	title, description string
	url                string // of the list of tile sets
	extent             orb.Bound
	collections        []*collection
	tiles              string // of map clients; empty: only the OGC addresses
}

func (s *Server) datasetScope(c echo.Context) tileScope {
	return tileScope{title: s.network.Meta().Title, description: "All collections, each a layer.",
		url: s.baseURL(c) + "/tiles", collections: s.collections, tiles: s.baseURL(c) + "/tiles/{z}/{x}/{y}.mvt",
		extent: extentOf(s.collections)}
}

// scope is that of the path: a collection where it names one.
func (s *Server) scope(c echo.Context) (tileScope, error) {
	id := pathText(c, "collection")
	if id == "" {
		return s.datasetScope(c), nil
	}
	coll, err := s.collection(id)
	if err != nil {
		return tileScope{}, err
	}
	return tileScope{title: coll.title, description: coll.description, url: s.collectionURL(c, coll) + "/tiles",
		extent: coll.extent, collections: []*collection{coll}}, nil
}

func (s *Server) handleTileSets(c echo.Context) error {
	if _, err := parseFormat(c.QueryString(), "json"); err != nil {
		return err
	}
	scope, err := s.scope(c)
	if err != nil {
		return err
	}
	answer := TileSets{Links: []Link{{Rel: "self", Type: mediaJSON, Title: "This document", Href: scope.url}}}
	for _, set := range tile.MatrixSets() {
		t, err := s.describeTileSet(c, scope, set)
		if err != nil {
			return err
		}
		answer.TileSets = append(answer.TileSets, TileSet{Title: t.Title, DataType: t.DataType, CRS: t.CRS, URI: t.URI, Links: t.Links})
	}
	return sendJSON(c, answer)
}

func (s *Server) handleTileSet(c echo.Context) error {
	format, err := parseFormat(c.QueryString(), "json", "tilejson")
	if err != nil {
		return err
	}
	scope, err := s.scope(c)
	if err != nil {
		return err
	}
	set, err := tile.ParseMatrixSet(pathText(c, "tileMatrixSet"))
	if err != nil {
		return err
	}
	if format == "tilejson" {
		return s.sendTileJSON(c, scope, set)
	}
	t, err := s.describeTileSet(c, scope, set)
	if err != nil {
		return err
	}
	if t.Limits, err = s.tileLimits(set); err != nil {
		return err
	}
	return sendJSON(c, t)
}

// handleTileJSON serves /tiles.json.
func (s *Server) handleTileJSON(c echo.Context) error {
	if _, err := parseFormat(c.QueryString(), "json"); err != nil {
		return err
	}
	return s.sendTileJSON(c, s.datasetScope(c), tile.WebMercatorQuad)
}

func (s *Server) sendTileJSON(c echo.Context, scope tileScope, set tile.MatrixSet) error {
	t, err := s.tileJSON(scope, set)
	if err != nil {
		return err
	}
	return sendJSON(c, t)
}

func (s *Server) tileJSON(scope tileScope, set tile.MatrixSet) (TileJSON, error) {
	pyramid, err := s.pyramid()
	if err != nil {
		return TileJSON{}, err
	}
	meta := s.network.Meta()
	t := TileJSON{TileJSON: "3.0.0", Name: scope.title, Description: scope.description, Version: "1.0.0",
		Attribution: meta.Attribution, Scheme: "xyz", MaxZoom: pyramid.MaxZoom(), Bounds: corners(scope.extent),
		Tiles: []string{scope.url + "/" + set.String() + "/{z}/{y}/{x}?f=mvt"}}
	if scope.tiles != "" && set == tile.WebMercatorQuad {
		t.Tiles = []string{scope.tiles}
	}
	for _, layer := range pyramid.Layers() {
		for _, coll := range scope.collections {
			if coll.id == layer.ID {
				t.Layers = append(t.Layers, layer)
			}
		}
	}
	return t, nil
}

func (s *Server) describeTileSet(c echo.Context, scope tileScope, set tile.MatrixSet) (TileSet, error) {
	url := scope.url + "/" + set.String()
	t := TileSet{
		Title: scope.title, Description: scope.description, Attribution: s.network.Meta().Attribution,
		DataType: "vector", CRS: set.CRS().URI(), URI: set.URI(),
		BoundingBox: &TileBox{
			LowerLeft:  [2]Degrees{Degrees(scope.extent.Min[0]), Degrees(scope.extent.Min[1])},
			UpperRight: [2]Degrees{Degrees(scope.extent.Max[0]), Degrees(scope.extent.Max[1])}, CRS: crs84,
		},
		Links: []Link{
			{Rel: "self", Type: mediaJSON, Title: "The tile set", Href: url},
			{Rel: "alternate", Type: mediaJSON, Title: "The tile set as TileJSON", Href: url + "?f=tilejson"},
			{Rel: "item", Type: mediaMVT, Title: "Tiles", Templated: true, Href: url + "/{tileMatrix}/{tileRow}/{tileCol}?f=mvt"},
			{Rel: relTilingScheme, Type: mediaJSON, Title: "The tile matrix set", Href: s.baseURL(c) + "/tileMatrixSets/" + set.String()},
		},
	}
	document, err := s.tileJSON(scope, set)
	for _, layer := range document.Layers {
		t.Layers = append(t.Layers, TileLayer{ID: layer.ID, Title: layer.ID, Description: layer.Description, DataType: "vector",
			MinTileMatrix: strconv.Itoa(layer.MinZoom), MaxTileMatrix: strconv.Itoa(layer.MaxZoom),
			Links: []Link{{Rel: relGeodata, Type: mediaJSON, Title: "The collection", Href: s.baseURL(c) + "/collections/" + layer.ID}}})
	}
	return t, err
}

// tileLimits are the limits of each zoom that holds something.
func (s *Server) tileLimits(set tile.MatrixSet) ([]TileLimits, error) {
	pyramid, err := s.pyramid()
	if err != nil {
		return nil, err
	}
	var list []TileLimits
	for z := range pyramid.MaxZoom() + 1 {
		l, err := pyramid.Limits(set, z)
		if errors.Is(err, tile.ErrEmpty) {
			continue
		}
		if err != nil {
			return nil, err
		}
		list = append(list, TileLimits{strconv.Itoa(z), l.MinY, l.MaxY, l.MinX, l.MaxX})
	}
	return list, nil
}
