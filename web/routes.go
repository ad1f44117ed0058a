package web

import (
	"maps"
	"slices"

	"github.com/labstack/echo/v4"
)

type route struct {
	path   string
	handle echo.HandlerFunc
}

// posts lists the addresses that take a body, by POST.
func (s *Server) posts() []route {
	return []route{{"/match", s.handleMatch}, {"/matrix", s.handleMatrixBody}}
}

// routes is the one list of addresses that are read, by GET.
func (s *Server) routes() []route {
	list := []route{
		{"/", s.handleHome},
		{"/distance", s.handleDistance},
		{"/route", s.handleRoute},
		{routeStyleName, s.handleRouteStyle},
		{"/matrix", s.handleMatrix},
		{"/locate", s.handleLocate},
		{"/lines/:line/at", s.handleAt},
		{"/lines/:line/ends", s.handleLineEnds},
		{"/reach", s.handleReach},
		{"/overview", s.handleOverview},
		{"/corridors", s.handleCorridorList},
		{"/corridors/:corridor", s.handleCorridorPage},
		{"/corridors/:corridor/preview.png", s.handlePreview},
		{"/search", s.handleSearch},
		{"/collections", s.handleCollections},
		{"/collections/:collection", s.handleCollection},
		{"/collections/:collection/items", s.handleItems},
		{"/collections/:collection/items/:item", s.handleItem},
		{"/collections/:collection/schema", s.handleReturnables},
		{"/collections/:collection/queryables", s.handleQueryables},
		{"/collections/:collection/sortables", s.handleSortables},
		{"/collections/:collection/tiles", s.handleTileSets},
		{"/collections/:collection/tiles/:tileMatrixSet", s.handleTileSet},
		{"/collections/:collection/tiles/:tileMatrixSet/:tileMatrix/:tileRow/:tileCol", s.handleCollectionTile},
		{"/tiles.json", s.handleTileJSON},
		{"/tiles", s.handleTileSets},
		{"/tiles/:tileMatrixSet", s.handleTileSet},
		{"/tiles/:z/:x/:y", s.handleMapTile},
		{"/tiles/:tileMatrixSet/:tileMatrix/:tileRow/:tileCol", s.handleTile},
		{"/tileMatrixSets", s.handleMatrixSets},
		{"/tileMatrixSets/:tileMatrixSet", s.handleMatrixSet},
		{"/downloads", s.handleDownloads},
		{"/downloads/", s.handleDownloads},
		{"/downloads/:file", s.handleDownload("")},
		{"/downloads/corridors/:file", s.handleDownload("corridors/")},
		{"/quality", s.handleQuality},
		{"/api", s.handleAPI},
		{"/conformance", s.handleConformance},
		{"/healthz", s.handleHealth},
		{"/readyz", s.handleReady},
	}
	for _, name := range slices.Sorted(maps.Keys(s.schemas)) {
		list = append(list, route{"/schemas/" + name, s.handleSchema(name)})
	}
	for _, name := range s.page.names {
		list = append(list, route{"/" + name, s.handleFile(name)})
	}
	return list
}
