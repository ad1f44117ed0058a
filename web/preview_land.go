package web

import (
	"encoding/json"
	"fmt"

	"github.com/paulmach/orb"
)

// outlineName is the file of the built page that holds the land of its base map
// as a JSON list of rings, lon/lat in degrees.
const outlineName = "outline.json"

// readLand reads the outlines of the land; none where the page has not been built.
// Some lie a little beyond 180°.
func (p *page) readLand() ([]orb.Ring, error) {
	name := p.named(outlineName)
	if name == "" {
		return nil, nil
	}
	var rings []orb.Ring
	if err := json.Unmarshal(p.files[name].plain.body, &rings); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return rings, nil
}
