package web

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/paulmach/orb"
)

// topology is what a picture takes from a TopoJSON document: its countries.
type topology struct {
	Transform struct{ Scale, Translate [2]float64 }
	Arcs      [][][2]float64
	Objects   map[string]struct {
		Geometries []struct {
			Type string
			Arcs json.RawMessage
		}
	}
}

// readLand reads the outlines of the countries from the base map of the built page,
// lon/lat in degrees; none where the page has not been built.
func (p *page) readLand() ([]orb.Ring, error) {
	name := p.named("basemap-*.json")
	if name == "" {
		return nil, nil
	}
	rings, err := decodeLand(p.files[name].plain.body)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return rings, nil
}

// decodeLand decodes the rings of the countries of a TopoJSON document.
func decodeLand(body []byte) ([]orb.Ring, error) {
	var t topology
	if err := json.Unmarshal(body, &t); err != nil {
		return nil, err
	}
	arcs := make([][]orb.Point, len(t.Arcs))
	for i, arc := range t.Arcs {
		var x, y float64
		for _, step := range arc {
			x, y = x+step[0], y+step[1]
			arcs[i] = append(arcs[i], orb.Point{x*t.Transform.Scale[0] + t.Transform.Translate[0], y*t.Transform.Scale[1] + t.Transform.Translate[1]})
		}
	}
	var rings []orb.Ring
	for _, g := range t.Objects["countries"].Geometries {
		polygons := make([][][]int, 1)
		var err error
		switch g.Type {
		case "Polygon":
			err = json.Unmarshal(g.Arcs, &polygons[0])
		case "MultiPolygon":
			err = json.Unmarshal(g.Arcs, &polygons)
		default:
			continue
		}
		if err != nil {
			return nil, err
		}
		for _, polygon := range polygons {
			for _, indexes := range polygon {
				ring, err := joinArcs(arcs, indexes)
				if err != nil {
					return nil, err
				}
				rings = append(rings, ring)
			}
		}
	}
	return rings, nil
}

// joinArcs runs through arcs end to end; ^i is arc i backwards.
func joinArcs(arcs [][]orb.Point, indexes []int) (orb.Ring, error) {
	var ring orb.Ring
	for _, i := range indexes {
		forward := i >= 0
		if !forward {
			i = ^i
		}
		if i >= len(arcs) {
			return nil, errors.New("a ring of an arc that is not there")
		}
		for k := range arcs[i] {
			p := arcs[i][k]
			if !forward {
				p = arcs[i][len(arcs[i])-1-k]
			}
			if n := len(ring); n > 0 && ring[n-1] == p {
				continue
			}
			ring = append(ring, p)
		}
	}
	return ring, nil
}
