package web

import (
	"encoding/json"

	"github.com/paulmach/orb"

	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/geo/codec"
)

// Km is a length or chainage in kilometres; JSON carries three decimals.
type Km float64

// MarshalJSON writes at most three decimals.
func (v Km) MarshalJSON() ([]byte, error) { return codec.AppendFloat(nil, float64(v), 3), nil }

// Degrees is a longitude or latitude; JSON carries seven decimals (1 cm).
type Degrees float64

// MarshalJSON writes at most seven decimals.
func (v Degrees) MarshalJSON() ([]byte, error) { return codec.AppendFloat(nil, float64(v), 7), nil }

// Metres is an offset or uncertainty in metres; JSON carries one decimal.
type Metres float64

// MarshalJSON writes at most one decimal.
func (v Metres) MarshalJSON() ([]byte, error) { return codec.AppendFloat(nil, float64(v), 1), nil }

// ID is an identifier; JSON has null for an empty one.
type ID string

// MarshalJSON writes null for an empty id.
func (v ID) MarshalJSON() ([]byte, error) {
	if v == "" {
		return []byte("null"), nil
	}
	return json.Marshal(string(v))
}

// Link is a link as OGC API - Common and RFC 8288 have it.
type Link struct {
	Rel   string `json:"rel"`
	Type  string `json:"type,omitempty"`
	Title string `json:"title,omitempty"`
	Href  string `json:"href"`

	Templated bool `json:"templated,omitempty"` // the braces in Href are to be filled in (RFC 6570)
}

// NodeRef names a place and says where it is.
type NodeRef struct {
	ID    ID             `json:"id"` // null for a spot between stations
	Name  string         `json:"name"`
	Names corridor.Names `json:"names"`
	Lon   Degrees        `json:"lon"`
	Lat   Degrees        `json:"lat"`
}

func newNodeRef(n *corridor.Node) NodeRef { return newRef(n.ID, n.Name, n.Names, n.Point) }

// newNodeRefs is never nil.
func newNodeRefs(nodes []*corridor.Node) []NodeRef {
	refs := make([]NodeRef, len(nodes))
	for i, n := range nodes {
		refs[i] = newNodeRef(n)
	}
	return refs
}

func newPlaceRef(p corridor.Place) NodeRef { return newRef(p.ID, p.Name, p.Names, p.Point) }

func newRef(id, name string, names corridor.Names, at orb.Point) NodeRef {
	if names == nil {
		names = corridor.Names{}
	}
	return NodeRef{ID: ID(id), Name: name, Names: names, Lon: Degrees(at.Lon()), Lat: Degrees(at.Lat())}
}

// DatasetRef names the dataset that an answer rests on.
type DatasetRef struct {
	Version     string `json:"version"`
	Date        string `json:"date"`
	Attribution string `json:"attribution"`
}

func newDatasetRef(m corridor.Meta) DatasetRef {
	return DatasetRef{Version: m.Version, Date: m.Date, Attribution: m.Attribution}
}
