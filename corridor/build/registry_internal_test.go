package build

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"github.com/corridor-rail/corridor/corridor"
)

// TestRegistryMerges enters rows of stations in pairs: those of one name or
// code are one station, unless they lie apart or their codes differ.
func TestRegistryMerges(t *testing.T) {
	at := func(km float64) func(*row) {
		return func(r *row) { r.Point, r.Placed = orb.Point{100, 50 + km/111.2}, true }
	}
	code := func(c string) func(*row) { return func(r *row) { r.Codes = map[string]string{"esr": c} } }
	newRow := func(name string, with ...func(*row)) row {
		r := row{Country: "RU", Local: name, Source: "s"}
		for _, w := range with {
			w(&r)
		}
		return r
	}
	tests := []struct {
		name string
		a, b row
		want int
	}{
		{"one name, near by", newRow("Лесная", at(0)), newRow("Лесная", at(3.5)), 1},
		{"one name, apart", newRow("Лесная", at(0)), newRow("Лесная", at(4.5)), 2},
		{"one name, one without a position", newRow("Лесная", at(0)), newRow("Лесная"), 1},
		{"one name, two codes", newRow("Лесная", at(0), code("11111")), newRow("Лесная", at(1), code("22222")), 2},
		{"one code, two names", newRow("Лесная", at(0), code("11111")), newRow("Лесной", at(1), code("11111")), 1},
		{"one number that is no code", newRow("Лесная", at(0), code("7")), newRow("Лесной", at(1), code("7")), 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			g, err := newRegistry(&reference{rows: []row{tt.a, tt.b}}, nil)
			if err != nil {
				t.Fatal(err)
			}
			if len(g.places) != tt.want {
				t.Fatalf("%d stations, want %d", len(g.places), tt.want)
			}
			p := g.places[0]
			if !p.placed || p.station.Point != tt.a.Point || p.local != tt.a.Local {
				t.Errorf("the first row does not lead: %q at %v", p.local, p.station.Point)
			}
			if tt.want == 1 && tt.b.Local != tt.a.Local && !slices.Contains(p.station.Aliases, tt.b.Local) {
				t.Errorf("aliases %q lack %q", p.station.Aliases, tt.b.Local)
			}
		})
	}
}

// TestRegistryFind asks for one of several stations of a name.
func TestRegistryFind(t *testing.T) {
	rows := []row{
		{Country: "RU", Local: "Лесная", Labels: []string{"east"}, Codes: map[string]string{"esr": "11111"}},
		{Country: "RU", Local: "Лесная", Labels: []string{"west"}, Codes: map[string]string{"esr": "22222"}},
	}
	g, err := newRegistry(&reference{rows: rows}, nil)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		country, name string
		labels        []string
		want          string // code, or an error
	}{
		{"RU", "Лесная", []string{"west"}, "22222"},
		{"RU", "11111", []string{"west"}, "11111"},
		{"RU", "Лесная", nil, `station "Лесная" of RU: 2 of that name; use a code`},
		{"CN", "Лесная", nil, `station "Лесная" of CN: ` + corridor.ErrNotFound.Error()},
	}
	for _, tt := range tests {
		p, err := g.find(tt.country, tt.name, tt.labels)
		got := fmt.Sprint(err)
		if err == nil {
			got = p.station.Codes["esr"]
		}
		if got != tt.want {
			t.Errorf("%s %s on %q: %s, want %s", tt.country, tt.name, tt.labels, got, tt.want)
		}
	}
	if _, err := g.find("CN", "x", nil); !errors.Is(err, corridor.ErrNotFound) {
		t.Errorf("error %v does not wrap ErrNotFound", err)
	}
}
