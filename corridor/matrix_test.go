package corridor_test

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/corridor-rail/corridor/corridor"
)

// TestMatrixAgreesWithRoutes asks for each pair on its own too.
func TestMatrixAgreesWithRoutes(t *testing.T) {
	var all []string
	n := smallNetwork(t)
	for _, s := range n.Stations() {
		all = append(all, s.ID)
	}
	all = append(all, "117.71,49.62", "117.72,49.62", "cn-manzhouli--ru-zabaikalsk")
	big := embedded(t)
	rnd := rand.New(rand.NewPCG(100, 100))
	var some []string
	for range 12 {
		some = append(some, big.Stations()[rnd.IntN(len(big.Stations()))].ID)
	}
	tests := []struct {
		name    string
		n       *corridor.Network
		places  []string
		options corridor.Query
	}{
		{"small", n, all, corridor.Query{}},
		{"one gauge", n, all, corridor.Query{GaugeMM: 1435}},
		{"avoiding", n, all, corridor.Query{Avoid: []string{"cn-zalainuoer", "cn-branch"}}},
		{"with penalties", n, all, corridor.Query{BreakPenaltyKm: 30, ReversePenaltyKm: 7}},
		{"embedded", big, some, corridor.Query{}},
		{"embedded with reversals", big, some, corridor.Query{ReversePenaltyKm: 100}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m, err := tt.n.Matrix(corridor.MatrixQuery{From: tt.places, To: tt.places, Options: tt.options}, nil)
			if err != nil {
				t.Fatal(err)
			}
			for i, from := range tt.places {
				for k, to := range tt.places {
					q := tt.options
					q.From, q.To = from, to
					r, err := tt.n.Route(q)
					compareCell(t, from+" to "+to, m.Cells[i][k], r, err)
				}
			}
		})
	}
}

func compareCell(t *testing.T, name string, c corridor.Cell, r *corridor.Route, err error) {
	t.Helper()
	var no *corridor.NoRouteError
	switch {
	case errors.As(err, &no):
		if c != (corridor.Cell{}) {
			t.Errorf("%s: %+v, want no route", name, c)
		}
		return
	case err != nil:
		t.Fatal(err)
	}
	for _, pair := range [][2]float64{
		{c.DistanceKm, r.DistanceKm}, {c.OfficialKm, r.OfficialKm}, {c.MeasuredKm, r.MeasuredKm}, {c.GreatCircleKm, r.GreatCircleKm},
		{float64(c.Breaks), float64(len(r.Breaks))}, {float64(c.Borders), float64(len(r.Borders))},
	} {
		if !c.Reached || math.Abs(pair[0]-pair[1]) > 1e-6 {
			t.Errorf("%s: %+v, the route has %v, %v, %v km, %d breaks, %d borders", name, c, r.DistanceKm, r.OfficialKm, r.MeasuredKm, len(r.Breaks), len(r.Borders))
			return
		}
	}
}

func TestMatrixProgress(t *testing.T) {
	var done []int
	_, err := smallNetwork(t).Matrix(corridor.MatrixQuery{From: []string{"cn-mine", "cn-lake"}, To: []string{"cn-harbin"}}, func(i int) { done = append(done, i) })
	if err != nil || fmt.Sprint(done) != "[1 2]" {
		t.Errorf("%v, %v", done, err)
	}
}

func TestBadMatrix(t *testing.T) {
	n := smallNetwork(t)
	for _, tt := range []struct {
		query corridor.MatrixQuery
		want  []string
	}{
		{corridor.MatrixQuery{}, []string{"from: there is no place", "to: there is no place"}},
		{corridor.MatrixQuery{From: make([]string, 101), To: []string{"cn-harbin"}}, []string{"from: 101 places; at most 100"}},
		{corridor.MatrixQuery{From: []string{"cn-harbin", "Atlantis"}, To: []string{"Lake"}, Options: corridor.Query{GaugeMM: 600}},
			[]string{`from: place 2: "Atlantis": unknown place`, `to: place 1: "Lake" is ambiguous`, "no line has a gauge of 600 mm"}},
	} {
		_, err := n.Matrix(tt.query, nil)
		for _, want := range tt.want {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%v\ndoes not say: %s", err, want)
			}
		}
	}
}
