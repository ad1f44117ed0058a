package corridor_test

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/corridor-rail/corridor/corridor"
)

func TestAlternatives(t *testing.T) {
	n := smallNetwork(t)
	list, err := n.Alternatives(corridor.Query{From: "cn-mine", To: "cn-manzhouli"}, 3)
	if err != nil {
		t.Fatal(err)
	}
	if len(list) != 2 || list[0].DistanceKm != 19 || list[1].DistanceKm != 22 || list[1].ExtraKm != 3 || list[1].Label != "by Lake loop" {
		t.Fatalf("got %+v", list)
	}
	if got := list[1].SharedKm; math.Abs(got-11) > 1e-9 { // the branch, and from zalainuoer on
		t.Errorf("shares %v km, want 11", got)
	}
	for _, a := range list {
		checkRoute(t, a.Route)
	}
}

// TestEmbeddedAlternatives asks for the ways from China to Europe: they change
// gauge at different borders, and say so.
func TestEmbeddedAlternatives(t *testing.T) {
	n := embedded(t)
	list, err := n.Alternatives(corridor.Query{From: "Chengdu", To: "ru-moscow-yaroslavsky"}, 3)
	if err != nil {
		t.Fatal(err)
	}
	var by []string
	for i, a := range list {
		checkRoute(t, a.Route)
		if a.DistanceKm > 1.41*list[0].DistanceKm || i > 0 && a.SharedKm > 0.81*a.DistanceKm {
			t.Errorf("%s: %v km, %v of them shared", a.Label, a.DistanceKm, a.SharedKm)
		}
		by = append(by, a.Breaks.Only...)
	}
	slices.Sort(by)
	if len(list) != 4 || strings.Join(by, " ") != "Altynkol Zabaikalsk Zamyn-Uud" {
		t.Errorf("%d routes, by %v", len(list), by)
	}
	if d := list[1]; !slices.Contains(d.Borders.Only, "Khorgos / Altynkol") || !slices.Contains(d.Borders.Missing, "Alashankou / Dostyk") {
		t.Errorf("the second best differs by %+v", d.Borders)
	}
	if last := list[len(list)-1]; !slices.Equal(last.Countries.Missing, []string{"KZ"}) {
		t.Errorf("the last differs in countries by %+v", last.Countries)
	}
}

func TestAlternativesRefused(t *testing.T) {
	n := smallNetwork(t)
	for name, ask := range map[string]func() error{
		"too many": func() error {
			_, err := n.Alternatives(corridor.Query{From: "cn-mine", To: "cn-lake"}, 4)
			return err
		},
		"with a via": func() error {
			_, err := n.Alternatives(corridor.Query{From: "cn-mine", To: "cn-lake", Via: []string{"cn-harbin"}}, 1)
			return err
		},
	} {
		var param *corridor.ParamError
		if err := ask(); !errors.As(err, &param) || param.Param != "alternatives" {
			t.Errorf("%s: %v", name, err)
		}
	}
	var no *corridor.NoRouteError
	if _, err := n.Alternatives(corridor.Query{From: "ru-karym", To: "cn-harbin", GaugeMM: 1520}, 2); !errors.As(err, &no) {
		t.Errorf("no route: %v", err)
	}
}
