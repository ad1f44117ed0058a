package codec

// VectorLayer describes a layer of vector tiles, as TileJSON 3.0 (3.3) and the
// metadata of PMTiles have it.
type VectorLayer struct {
	ID          string            `json:"id"`
	Description string            `json:"description"`
	MinZoom     int               `json:"minzoom"`
	MaxZoom     int               `json:"maxzoom"`
	Fields      map[string]string `json:"fields"` // "String", "Number" or "Boolean" by name; encoding/json sorts them
}
