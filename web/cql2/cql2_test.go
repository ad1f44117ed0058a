package cql2_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"github.com/corridor-rail/corridor/web/cql2"
)

var properties = []cql2.Property{
	{Name: "name", Type: cql2.String},
	{Name: "gauge_mm", Type: cql2.Number},
	{Name: "official", Type: cql2.Boolean},
	{Name: "opened", Type: cql2.Time},
	{Name: "kinds", Type: cql2.Array},
	{Name: "geometry", Type: cql2.Geometry},
	{Name: "km", Type: cql2.Number},
	{Name: "name_zh", Type: cql2.String},
	{Name: "gauges_mm", Type: cql2.Array},
}

// railway is a made-up feature; name_zh is null.
type railway struct{}

func (railway) Value(i int) any {
	return []any{"Binzhou O'Line 100%", 1520, true, "1903-07", []string{"border", "junction"}, nil, 935.5, nil, []int{1435, 1520}}[i]
}

func (railway) Shape() orb.Geometry { return orb.LineString{{117, 49}, {118, 50}, {119, 49}} }

// TestFilters gives filters in both encodings; an empty one is left out.
func TestFilters(t *testing.T) {
	tests := []struct {
		text, json string
		matches    bool
	}{
		{`gauge_mm = 1520`, `{"op":"=","args":[{"property":"gauge_mm"},1520]}`, true},
		{`gauge_mm <> 1520`, `{"op":"<>","args":[{"property":"gauge_mm"},1520]}`, false},
		{`1435 < "gauge_mm" AND gauge_mm <= 1520.0`, ``, true},
		{`gauge_mm = 1435 OR km > 900 and km >= 935.5`, ``, true},
		{`(gauge_mm = 1435 OR km > 900) AND official = false`, ``, false},
		{`NOT gauge_mm = 1435`, `{"op":"not","args":[{"op":"=","args":[{"property":"gauge_mm"},1435]}]}`, true},
		{`official`, `{"property":"official"}`, true},
		{`official = TRUE`, `{"op":"=","args":[{"property":"official"},true]}`, true},
		{`true`, `true`, true},
		{`name = 'Binzhou O''Line 100%'`, `{"op":"=","args":[{"property":"name"},"Binzhou O'Line 100%"]}`, true},
		{`name = 'Binzhou O\'Line 100%'`, ``, true},
		{`name < 'C'`, ``, true},

		{`name LIKE 'Bin%'`, `{"op":"like","args":[{"property":"name"},"Bin%"]}`, true},
		{`name LIKE 'bin%'`, ``, false},
		{`name LIKE '%100\%'`, ``, true},
		{`name LIKE '%10\%'`, ``, false},
		{`name LIKE 'B_nzhou%100_'`, ``, true},
		{`name LIKE '%z%o%'`, ``, true},
		{`name LIKE ''`, ``, false},
		{`name NOT LIKE 'X%'`, ``, true},
		{`CASEI(name) LIKE CASEI('BINZHOU%')`, `{"op":"like","args":[{"op":"casei","args":[{"property":"name"}]},{"op":"casei","args":["BINZHOU%"]}]}`, true},
		{`CASEI(name) = CASEI('BINZHOU O''LINE 100%')`, ``, true},
		{`km BETWEEN 900 AND 1000`, `{"op":"between","args":[{"property":"km"},900,1000]}`, true},
		{`km NOT BETWEEN 900 AND 1000`, ``, false},
		{`gauge_mm IN (1435, 1520)`, `{"op":"in","args":[{"property":"gauge_mm"},[1435,1520]]}`, true},
		{`gauge_mm IN (1435)`, `{"op":"in","args":[{"property":"gauge_mm"},[1435]]}`, false},
		{`gauge_mm NOT IN (1435, 1000)`, ``, true},
		{`name_zh IS NULL`, `{"op":"isNull","args":[{"property":"name_zh"}]}`, true},
		{`name IS NOT NULL`, ``, true},
		{`name_zh = 'x'`, ``, false},
		{`NOT name_zh = 'x'`, ``, false},
		{`name_zh = 'x' OR official`, ``, true},
		{`NOT (name_zh = 'x' AND official = FALSE)`, ``, true},

		{`km + 64.5 = 1000`, `{"op":"=","args":[{"op":"+","args":[{"property":"km"},64.5]},1000]}`, true},
		{`km - 1 - 1 = 933.5`, ``, true},
		{`2 + 3 * 2 ^ 2 = 14 AND 7 DIV 2 = 3 AND 7 % 4 = 3 AND 7 / 2 = 3.5`, ``, true},
		{`-km < -900 AND (km - 35.5) * 2 = 1800`, ``, true},
		{`km > gauge_mm / 2`, ``, true},
		{`km / 0 > 1 OR NOT km / 0 > 1`, ``, false},
		{`1e3 > km AND .5 < km AND -1.5E+2 < km`, ``, true},

		{`T_AFTER(opened, DATE('1902-12-31'))`, `{"op":"t_after","args":[{"property":"opened"},{"date":"1902-12-31"}]}`, true},
		{`T_BEFORE(opened, DATE('1903-07-15'))`, ``, false},
		{`T_BEFORE(opened, TIMESTAMP('1903-08-01T00:00:00Z'))`, `{"op":"t_before","args":[{"property":"opened"},{"timestamp":"1903-08-01T00:00:00Z"}]}`, true},
		{`T_DURING(opened, INTERVAL('1903-01-01', '1903-12-31'))`, `{"op":"t_during","args":[{"property":"opened"},{"interval":["1903-01-01","1903-12-31"]}]}`, true},
		{`T_DURING(opened, INTERVAL('1903-07-01', '1903-12-31'))`, ``, false},
		{`T_INTERSECTS(opened, INTERVAL('..', '1903-07-01'))`, `{"op":"t_intersects","args":[{"property":"opened"},{"interval":["..","1903-07-01"]}]}`, true},
		{`opened > DATE('1903-06-30') AND opened < '1904' AND opened >= '1903-07' AND opened <= DATE('1903-07-31')`, ``, true},
		{`opened = '1903-07'`, ``, true},
		{`T_STARTS(opened, INTERVAL('1903-07-01','1904-01-01')) AND T_FINISHEDBY(opened, INTERVAL('1903-07-31','1903-07-31'))`, ``, true},
		{`T_DISJOINT(opened, DATE('1990-01-01'))`, ``, true},

		{`A_CONTAINS(kinds, ('border')) AND A_CONTAINS(gauges_mm, 1520)`, ``, true},
		{`A_CONTAINS(kinds, ('border', 'junction'))`, `{"op":"a_contains","args":[{"property":"kinds"},["border"]]}`, true},
		{`A_OVERLAPS(gauges_mm, (1000, 1520))`, `{"op":"a_overlaps","args":[{"property":"gauges_mm"},[1520]]}`, true},
		{`A_CONTAINEDBY(kinds, ('border', 'junction', 'halt')) AND NOT A_EQUALS(kinds, ('border', 'halt'))`, `{"op":"a_containedBy","args":[{"property":"kinds"},["border","junction","halt"]]}`, true},

		{`S_INTERSECTS(geometry, POINT(117.5 49.5))`, `{"op":"s_intersects","args":[{"property":"geometry"},{"type":"Point","coordinates":[117.5,49.5]}]}`, true},
		{`S_INTERSECTS(geometry, POINT(117.5 49.6))`, ``, false},
		{`S_INTERSECTS(geometry, POINT Z (118 50 3))`, ``, true},
		{`S_INTERSECTS(geometry, BBOX(117.9, 49.8, 118.1, 49.95))`, `{"op":"s_intersects","args":[{"property":"geometry"},{"bbox":[117.9,49.8,118.1,49.95]}]}`, true},
		{`S_INTERSECTS(geometry, BBOX(118.5, 49.8, 119, 50))`, ``, false},
		{`S_INTERSECTS(geometry, BBOX(110, 40, 0, -170, 60, 9))`, ``, true},
		{`S_INTERSECTS(geometry, BBOX(177, 40, -170, 60))`, ``, false},
		{`S_INTERSECTS(geometry, LINESTRING(116 49.5, 120 49.5))`, `{"op":"s_intersects","args":[{"property":"geometry"},{"type":"LineString","coordinates":[[116,49.5],[120,49.5]]}]}`, true},
		{`S_INTERSECTS(geometry, POLYGON((100 40, 130 40, 130 60, 100 60, 100 40)))`, `{"op":"s_intersects","args":[{"property":"geometry"},{"type":"Polygon","coordinates":[[[100,40],[130,40],[130,60],[100,60],[100,40]]]}]}`, true},
		{`S_INTERSECTS(geometry, POLYGON((100 40, 130 40, 130 60, 100 60, 100 40), (101 41, 129 41, 129 59, 101 59, 101 41)))`, ``, false},
		{`S_INTERSECTS(geometry, MULTIPOINT((1 1), (119 49)))`, `{"op":"s_intersects","args":[{"property":"geometry"},{"type":"MultiPoint","coordinates":[[1,1],[119,49]]}]}`, true},
		{`S_INTERSECTS(geometry, MULTILINESTRING((0 0, 1 1), (118 51, 118 49)))`, ``, true},
		{`S_INTERSECTS(geometry, MULTIPOLYGON(((0 0, 1 0, 1 1, 0 0)), ((100 40, 130 40, 130 60, 100 40))))`, `{"op":"s_intersects","args":[{"property":"geometry"},{"type":"MultiPolygon","coordinates":[[[[100,40],[130,40],[130,60],[100,40]]]]}]}`, true},
		{`S_DISJOINT(geometry, POINT(1 1))`, ``, true},
		{`S_WITHIN(geometry, BBOX(117, 49, 119, 50))`, ``, true},
		{`S_WITHIN(geometry, BBOX(117, 49, 118.9, 50))`, ``, false},
		// Both ends of the first edge lie in it, the middle does not.
		{`S_WITHIN(geometry, POLYGON((116 48, 120 48, 120 51, 117.9 51, 117.5 49, 117.1 51, 116 51, 116 48)))`, ``, false},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			filter, err := cql2.ParseText(test.text, properties, cql2.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if got := filter.Match(railway{}); got != test.matches {
				t.Errorf("text matches: %v", got)
			}
			if test.json == "" {
				return
			}
			filter, err = cql2.ParseJSON(test.json, properties, cql2.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if got := filter.Match(railway{}); got != test.matches {
				t.Errorf("JSON matches: %v", got)
			}
		})
	}
}

func TestFaults(t *testing.T) {
	tests := []struct{ filter, says string }{
		{``, "character 1: the end, where a property, a value or a function is expected"},
		{`gauge_mm =`, "character 11: the end"},
		{`gauge_mm == 1`, `character 11: "="`},
		{`gauge = 1`, `no property "gauge"; there are name, gauge_mm`},
		{`gauge_mm = 'x'`, "= compares a number with a string"},
		{`gauge_mm`, "a number stands alone"},
		{`名字 = 1`, `no property "名字"`},
		{`name = 'x`, "character 8: the quote is not closed"},
		{`name LIKE 5`, "like compares a string with a number"},
		{`name # 5`, `character 6: '#' has no meaning here`},
		{`(name = 'x'`, `where ) is expected`},
		{`name = 'x' name`, "where AND, OR or the end is expected"},
		{`name NOT = 'x'`, "where AND, OR or the end is expected"},
		{`km BETWEEN 1 OR 2`, "where AND is expected"},
		{`km IN ()`, "a property, a value or a function is expected"},
		{`km IN 5`, "where ( is expected"},
		{`official < TRUE`, "< does not compare a boolean"},
		{`kinds = kinds`, "= does not compare an array"},
		{`FOO(name) = 'x'`, "no function FOO; there are casei"},
		{`CASEI(km) = 'x'`, "casei takes a string, not a number"},
		{`CASEI(name, name) = 'x'`, "casei takes 1 arguments, not 2"},
		{`T_AFTER(name, DATE('2000-01-01'))`, "t_after compares a string with a date"},
		{`T_AFTER(opened, DATE('2000-13-01'))`, `character 17: "2000-13-01" is not a date`},
		{`T_DURING(opened, INTERVAL('2001','2000'))`, "ends before it begins"},
		{`S_INTERSECTS(geometry, POINT(200 5))`, "not longitude, latitude"},
		{`S_INTERSECTS(geometry, POINT(1 2, 3 4))`, "one position, not 2"},
		{`S_INTERSECTS(geometry, POLYGON((0 0, 1 0, 1 1)))`, "the last equal to the first"},
		{`S_INTERSECTS(geometry, BBOX(1,2,3))`, "BBOX has 3 numbers"},
		{`S_INTERSECTS(geometry, BBOX(1,5,3,2))`, "lies north of"},
		{`S_INTERSECTS(geometry, name)`, "s_intersects compares a geometry with a string"},
		{`S_TOUCHES(geometry, POINT(1 2))`, "no function S_TOUCHES"},
		{strings.Repeat("(", 40) + "official" + strings.Repeat(")", 40), "nested deeper than 32"},
		{strings.Repeat("NOT ", 40) + "official", "nested deeper than 32"},
		{"km IN (" + strings.Repeat("1,", 600) + "1)", "more than 500 parts"},
		{strings.Repeat(" ", 9000), "at most 8192"},
		{"S_INTERSECTS(geometry, LINESTRING(" + strings.Repeat("1 1,", 600) + "1 1))", "more than 500 positions"},
	}
	for _, test := range tests {
		if _, err := cql2.ParseText(test.filter, properties, cql2.Options{}); err == nil || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%.60s: error %v, want %q", test.filter, err, test.says)
		}
	}
}

func TestFaultsOfJSON(t *testing.T) {
	tests := []struct{ filter, says string }{
		{``, "is not JSON"},
		{`{"op":"=","args":[1,2]} x`, "is not JSON"},
		{`{"op":"~","args":[]}`, `no operator "~"; there are and or not`},
		{`{"op":"="}`, "= takes 2 arguments, not 0"},
		{`{"op":"and","args":[true]}`, "and takes two arguments or more, not 1"},
		{`{"op":"=","args":[{"property":"gauge_mm"},null]}`, "null is no value"},
		{`{"op":"in","args":[{"property":"gauge_mm"},[]]}`, "in takes a list"},
		{`{"op":"in","args":[{"property":"gauge_mm"},5]}`, "in takes a list"},
		{`{"colour":1}`, "has no op, property"},
		{`{"op":5}`, "cannot unmarshal"},
		{`[1,2]`, "an array stands alone"},
		{`{"op":"=","args":[[{"property":"km"}],[1]]}`, "an array holds strings and numbers"},
		{`{"op":"s_intersects","args":[{"property":"geometry"},{"type":"Circle"}]}`, "is no geometry that is known here"},
		{`{"op":"s_intersects","args":[{"property":"geometry"},{"type":"Point","coordinates":[1]}]}`, "is no position"},
		{`{"op":"s_intersects","args":[{"property":"geometry"},{"type":"Polygon","coordinates":[]}]}`, "one ring or more"},
		{strings.Repeat("[", 40) + strings.Repeat("]", 40), "nested deeper than 32"},
	}
	for _, test := range tests {
		if _, err := cql2.ParseJSON(test.filter, properties, cql2.Options{}); err == nil || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%.60s: error %v, want %q", test.filter, err, test.says)
		}
	}
}

func TestTransform(t *testing.T) {
	swap := cql2.Options{Transform: func(p orb.Point) (orb.Point, error) { return orb.Point{p[1], p[0]}, nil }}
	for _, text := range []string{
		`S_INTERSECTS(geometry, POINT(49.5 117.5))`,
		`S_INTERSECTS(geometry, BBOX(49.8, 117.9, 49.95, 118.1))`,
	} {
		filter, err := cql2.ParseText(text, properties, swap)
		if err != nil {
			t.Fatal(err)
		}
		if !filter.Match(railway{}) {
			t.Errorf("%s does not match", text)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(`CASEI(name) LIKE 'x_%' AND km + 1 BETWEEN 2 AND -3 OR T_DURING(opened, INTERVAL('2000', '..'))`)
	f.Add(`NOT S_WITHIN(geometry, MULTIPOLYGON(((0 0, 1 0, 1 1, 0 0)))) AND "kinds" IS NOT NULL`)
	f.Add(`{"op":"s_within","args":[{"property":"geometry"},{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}]}`)
	f.Add(`{"op":"in","args":[{"property":"name"},["a","b"]]}`)
	f.Fuzz(func(t *testing.T, text string) {
		for _, parse := range []func(string, []cql2.Property, cql2.Options) (*cql2.Filter, error){cql2.ParseText, cql2.ParseJSON} {
			filter, err := parse(text, properties, cql2.Options{})
			if (filter == nil) == (err == nil) {
				t.Fatalf("filter %v with error %v", filter, err)
			}
			if filter != nil {
				filter.Match(railway{})
			}
		}
	})
}

func BenchmarkParseText(b *testing.B) {
	const typical = `gauge_mm = 1520 AND CASEI(name) LIKE CASEI('m%') AND S_INTERSECTS(geometry, BBOX(30, 50, 60, 60))`
	b.ReportAllocs()
	for b.Loop() {
		if _, err := cql2.ParseText(typical, properties, cql2.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkMatch(b *testing.B) {
	filter, err := cql2.ParseText(`gauge_mm = 1520 AND km * 2 > 900 AND name LIKE 'Bin%'`, properties, cql2.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		filter.Match(railway{})
	}
}

func ExampleParseText() {
	filter, err := cql2.ParseText("gauge_mm = 1520 AND T_BEFORE(opened, DATE('1917-11-07'))", properties, cql2.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(filter.Match(railway{}))

	_, err = cql2.ParseText("gage_mm = 1520", properties[:2], cql2.Options{})
	fmt.Println(err)
	// Output:
	// true
	// there is no property "gage_mm"; there are name, gauge_mm
}
