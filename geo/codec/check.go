package codec

import (
	"errors"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"

	"github.com/paulmach/orb"
)

// Limits of a document. SQLite allows 2,000 columns of a table, PostgreSQL
// 1,600 and names of 63 bytes.
const (
	maxLayers = 100
	maxFields = 500
	maxName   = 63
)

// geometryColumns are names that formats give to the geometry and to the row
// number, so that no field may have them.
var geometryColumns = [...]string{"wkt", "wkb", "geom", "geometry", "bbox", "measures", "fid"}

func checkDocument(f Format, d Document) error {
	switch {
	case len(d.Layers) == 0:
		return errors.New("no layer to write")
	case len(d.Layers) > 1 && !f.Many:
		return fmt.Errorf("%d layers, a file of this format holds one", len(d.Layers))
	case len(d.Layers) > maxLayers:
		return fmt.Errorf("%d layers, the limit is %d", len(d.Layers), maxLayers)
	}
	seen := map[string]bool{}
	for _, l := range d.Layers {
		if err := checkLayer(l); err != nil {
			return fmt.Errorf("layer %q: %w", l.Name, err)
		}
		if name := strings.ToLower(l.Name); seen[name] {
			return fmt.Errorf("layer %q: there are two of this name", l.Name)
		} else {
			seen[name] = true
		}
		if !f.Accepts(l) {
			return fmt.Errorf("layer %q: this format cannot hold it", l.Name)
		}
	}
	return nil
}

func checkLayer(l Layer) error {
	if err := checkName(l.Name); err != nil {
		return err
	}
	if l.Features == nil {
		return errors.New("it has no sequence of features")
	}
	if !slices.Contains(geometryTypes[:], l.Geometry) {
		return fmt.Errorf("geometry %q is not a type of GeoJSON", l.Geometry)
	}
	if len(l.Fields) > maxFields {
		return fmt.Errorf("%d fields, the limit is %d", len(l.Fields), maxFields)
	}
	seen := map[string]bool{}
	for _, name := range geometryColumns {
		seen[name] = true
	}
	for _, field := range l.Fields {
		if err := checkName(field.Name); err != nil {
			return fmt.Errorf("field %q: %w", field.Name, err)
		}
		if field.Type < String || field.Type > Floats {
			return fmt.Errorf("field %q: the type is not known", field.Name)
		}
		if name := strings.ToLower(field.Name); seen[name] {
			return fmt.Errorf("field %q: the name is taken", field.Name)
		} else {
			seen[name] = true
		}
	}
	return checkStyle(l)
}

// checkStyle refuses a style that not every format could show.
func checkStyle(l Layer) error {
	if l.Style.Field == "" {
		return nil
	}
	if !l.plain() {
		return errors.New("a style is for a layer of points or lines")
	}
	i := slices.IndexFunc(l.Fields, func(f Field) bool { return f.Name == l.Style.Field })
	if i < 0 || l.Fields[i].Type > Int {
		return fmt.Errorf("style field %q is not a text, yes or no, or whole number of the layer", l.Style.Field)
	}
	for _, class := range l.Style.Classes {
		if _, _, _, err := rgb(class.Colour); err != nil {
			return fmt.Errorf("style class %q: %w", class.Value, err)
		}
	}
	return nil
}

// tableName is what a name must be to need no quotes and no renaming anywhere.
var tableName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

func checkName(name string) error {
	if len(name) > maxName || !tableName.MatchString(name) {
		return fmt.Errorf("a name is made of letters, digits and _, at most %d, and does not begin with a digit", maxName)
	}
	return nil
}

// each calls visit with every feature of a layer that keeps to what the layer
// says, until one does not or visit gives an error. The error names both.
func (l Layer) each(visit func(Feature) error) error {
	count := 0
	for f := range l.Features {
		err := l.check(f)
		if err == nil {
			err = visit(l.widened(f))
		}
		if err != nil {
			return fmt.Errorf("layer %q: feature %d %q: %w", l.Name, count, f.ID, err)
		}
		count++
	}
	return nil
}

// widened returns a feature with the whole numbers of fields of type Float as
// numbers, so that a value has the type of its field.
func (l Layer) widened(f Feature) Feature {
	own := false
	for i, p := range f.Properties {
		if n, ok := p.Value.(int); ok && l.Fields[i].Type == Float {
			if !own {
				f.Properties, own = slices.Clone(f.Properties), true
			}
			f.Properties[i].Value = float64(n)
		}
	}
	return f
}

// holds reports whether a field can have a value of type t.
func (f Field) holds(t FieldType) bool { return t == f.Type || t == Int && f.Type == Float }

func (l Layer) check(f Feature) error {
	if len(f.Properties) != len(l.Fields) {
		return fmt.Errorf("%d properties, the layer has %d fields", len(f.Properties), len(l.Fields))
	}
	for i, p := range f.Properties {
		field := l.Fields[i]
		if p.Name != field.Name {
			return fmt.Errorf("property %q stands where field %q is wanted", p.Name, field.Name)
		}
		if t, ok := typeOf(p.Value); p.Value != nil && (!ok || !field.holds(t)) {
			return fmt.Errorf("property %q is a %T, want a %s", p.Name, p.Value, field.Type)
		}
	}
	if f.Geometry == nil {
		if len(f.Measures) > 0 {
			return errors.New("measures without a geometry")
		}
		return nil
	}
	if name := f.Geometry.GeoJSONType(); l.Geometry != "" && name != l.Geometry {
		return fmt.Errorf("the geometry is a %s, the layer has %ss", name, l.Geometry)
	}
	n, err := countPositions(f.Geometry)
	if err != nil {
		return err
	}
	switch {
	case len(f.Measures) > 0 && !l.Measured:
		return errors.New("measures in a layer that is not measured")
	case len(f.Measures) > 0 && len(f.Measures) != n:
		return fmt.Errorf("%d measures for %d positions", len(f.Measures), n)
	case l.Measured && len(f.Measures) == 0:
		return errors.New("no measures in a layer that is measured")
	}
	for _, m := range f.Measures {
		if math.IsNaN(m) || math.IsInf(m, 0) {
			return fmt.Errorf("measure %v is not a number of km", m)
		}
	}
	return nil
}

// countPositions returns the number of positions of a geometry, which has at
// least one in each part, all finite.
func countPositions(g orb.Geometry) (int, error) {
	total := 0
	for points := range parts(g) {
		if len(points) == 0 {
			return 0, errors.New("a geometry, or a part of it, has no position")
		}
		for _, p := range points {
			if !(math.Abs(p[0]) <= 180 && math.Abs(p[1]) <= 90) {
				return 0, fmt.Errorf("position [%v, %v] lies outside longitude -180 to 180, latitude -90 to 90", p[0], p[1])
			}
		}
		total += len(points)
	}
	if total == 0 {
		return 0, errors.New("the geometry has no position")
	}
	return total, nil
}
