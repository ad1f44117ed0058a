package cql2

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/paulmach/orb"
)

// jsonParser reads the JSON encoding.
type jsonParser struct {
	transform func(orb.Point) (orb.Point, error)
	budget    budget
}

// jsonObject has the members of every kind of object in the encoding.
type jsonObject struct {
	Op        *string           `json:"op"`
	Args      []json.RawMessage `json:"args"`
	Property  *string           `json:"property"`
	Date      json.RawMessage   `json:"date"`
	Timestamp json.RawMessage   `json:"timestamp"`
	Interval  []json.RawMessage `json:"interval"`
	BBox      []float64         `json:"bbox"`
	Type      string            `json:"type"` // of a geometry
}

// operators are those of the JSON encoding that are written as signs or
// keywords in text.
var operators = []string{"and", "or", "not", "=", "<>", "<", ">", "<=", ">=", "like", "between", "in", "isnull",
	"+", "-", "*", "/", "%", "^", "div"}

func (p *jsonParser) parse(text string) (node, error) {
	if !json.Valid([]byte(text)) {
		return node{}, errors.New("is not JSON")
	}
	return p.value(json.RawMessage(text))
}

func (p *jsonParser) value(raw json.RawMessage) (node, error) {
	if err := p.budget.enter(); err != nil {
		return node{}, err
	}
	defer p.budget.leave()
	switch raw = json.RawMessage(strings.TrimSpace(string(raw))); raw[0] {
	case '{':
		return p.object(raw)
	case '[':
		var list []json.RawMessage
		if err := json.Unmarshal(raw, &list); err != nil {
			return node{}, err
		}
		values, err := p.values(list)
		return node{literal: values}, err
	}
	var literal any
	if err := json.Unmarshal(raw, &literal); err != nil {
		return node{}, err
	}
	if literal == nil {
		return node{}, errors.New(`null is no value; use {"op":"isNull","args":[...]}`)
	}
	return node{literal: literal}, nil
}

func (p *jsonParser) values(list []json.RawMessage) ([]node, error) {
	values := make([]node, len(list))
	for i, raw := range list {
		var err error
		if values[i], err = p.value(raw); err != nil {
			return nil, err
		}
	}
	return values, nil
}

func (p *jsonParser) object(raw json.RawMessage) (node, error) {
	var o jsonObject
	if err := json.Unmarshal(raw, &o); err != nil {
		return node{}, fmt.Errorf("%.60s: %w", raw, err)
	}
	switch {
	case o.Op != nil:
		name := strings.ToLower(*o.Op)
		if !slices.Contains(operators, name) && !slices.Contains(functions, name) {
			return node{}, fmt.Errorf("there is no operator %q; there are %s, %s", *o.Op,
				strings.Join(operators, " "), strings.Join(functions, " "))
		}
		args, err := p.values(o.Args)
		return operator(name, args...), err
	case o.Property != nil:
		return node{property: *o.Property}, nil
	case o.Date != nil:
		return p.moment("date", o.Date)
	case o.Timestamp != nil:
		return p.moment("timestamp", o.Timestamp)
	case o.Interval != nil:
		return p.moment("interval", o.Interval...)
	case o.BBox != nil && o.Type == "":
		g, err := newBox(o.BBox, p.transform)
		return node{literal: g}, err
	case o.Type != "":
		g, err := p.shape(raw)
		return node{literal: g}, err
	}
	return node{}, fmt.Errorf("%.60s has no op, property, date, timestamp, interval, bbox or type", raw)
}

func (p *jsonParser) moment(name string, raw ...json.RawMessage) (node, error) {
	list, err := p.values(raw)
	if err != nil {
		return node{}, err
	}
	value, err := readMoment(name, list)
	return node{literal: value}, err
}

// shape reads a GeoJSON geometry.
func (p *jsonParser) shape(raw json.RawMessage) (orb.Geometry, error) {
	var o struct {
		Type        string          `json:"type"`
		Coordinates json.RawMessage `json:"coordinates"`
	}
	if err := json.Unmarshal(raw, &o); err != nil {
		return nil, err
	}
	r := &coordinateReader{transform: p.transform}
	g, err := r.geometry(o.Type, o.Coordinates)
	if err == nil {
		err = checkShape(g)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", o.Type, err)
	}
	return g, nil
}

// coordinateReader reads the coordinates of a GeoJSON geometry, and counts
// positions.
type coordinateReader struct {
	transform func(orb.Point) (orb.Point, error)
	points    int
}

func (r *coordinateReader) geometry(name string, raw json.RawMessage) (orb.Geometry, error) {
	switch name {
	case "Point":
		return r.position(raw)
	case "MultiPoint":
		points, err := elements(raw, r.position)
		return orb.MultiPoint(points), err
	case "LineString":
		return r.line(raw)
	case "MultiLineString":
		lines, err := elements(raw, r.line)
		return orb.MultiLineString(lines), err
	case "Polygon":
		return r.polygon(raw)
	case "MultiPolygon":
		polygons, err := elements(raw, r.polygon)
		return orb.MultiPolygon(polygons), err
	}
	return nil, errors.New("is no geometry that is known here; give a Point, LineString, Polygon or a Multi of them")
}

func elements[T any](raw json.RawMessage, read func(json.RawMessage) (T, error)) ([]T, error) {
	var parts []json.RawMessage
	if err := json.Unmarshal(raw, &parts); err != nil {
		return nil, errors.New("the coordinates are no list")
	}
	list := make([]T, len(parts))
	for i, part := range parts {
		var err error
		if list[i], err = read(part); err != nil {
			return nil, err
		}
	}
	return list, nil
}

func (r *coordinateReader) line(raw json.RawMessage) (orb.LineString, error) {
	points, err := elements(raw, r.position)
	return orb.LineString(points), err
}

func (r *coordinateReader) polygon(raw json.RawMessage) (orb.Polygon, error) {
	rings, err := elements(raw, func(raw json.RawMessage) (orb.Ring, error) {
		points, err := elements(raw, r.position)
		return orb.Ring(points), err
	})
	return orb.Polygon(rings), err
}

// position reads two numbers, and a height which is not used.
func (r *coordinateReader) position(raw json.RawMessage) (orb.Point, error) {
	if r.points++; r.points > maxPoints {
		return orb.Point{}, fmt.Errorf("has more than %d positions", maxPoints)
	}
	var v []float64
	if err := json.Unmarshal(raw, &v); err != nil || len(v) < 2 || len(v) > 3 {
		return orb.Point{}, fmt.Errorf("%.40s is no position", raw)
	}
	return newPosition(orb.Point{v[0], v[1]}, r.transform)
}
