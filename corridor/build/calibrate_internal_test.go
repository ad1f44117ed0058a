package build

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// kms makes published kilometres of "A 0 0", "B 10 10.2": name, measured and
// official km.
func kms(t *testing.T, list ...string) []fixed {
	t.Helper()
	var all []fixed
	for _, s := range list {
		var f fixed
		if _, err := fmt.Sscan(s, &f.name, &f.measured, &f.official); err != nil {
			t.Fatal(err)
		}
		all = append(all, f)
	}
	return all
}

func namesOf(list []fixed) string {
	var names []string
	for _, f := range list {
		names = append(names, f.name)
	}
	return strings.Join(names, " ")
}

func TestConsistent(t *testing.T) {
	tests := []struct {
		name                   string
		all                    []string
		allow                  string // "C-D"
		kept, dropped, refused string
	}{
		{"none", nil, "", "", "", "[]"},
		{"one", []string{"A 0 0"}, "", "A", "", "[]"},
		{"within the bound of 2.5 km and 3 %", []string{"A 0 0", "B 100 105.4"}, "", "A B", "", "[]"},
		{"beyond it: nobody can tell which of two is wrong", []string{"A 0 0", "B 100 105.6"}, "", "A", "B", "[]"},
		{"one contradicts both neighbours", []string{"A 0 0", "B 10 10", "C 20 26", "D 30 30", "E 40 40"}, "", "A B D E", "C", "[]"},
		{"one runs backwards", []string{"A 0 0", "B 10 10", "C 15 -1", "D 20 20"}, "", "A B D", "C", "[]"},
		{"a moved section between two good stretches", []string{"A 0 0", "B 10 10", "C 20 20", "D 30 40", "E 40 50", "F 50 60"}, "",
			"A B C D E F", "", "[C - D: published 20.0 km, measured 10.0 km]"},
		{"the same with a reason", []string{"A 0 0", "B 10 10", "C 20 20", "D 30 40", "E 40 50", "F 50 60"}, "C-D",
			"A B C D E F", "", "[]"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			kept, dropped, refused := consistent(kms(t, tt.all...), func(from, to string) bool { return from+"-"+to == tt.allow })
			if namesOf(kept) != tt.kept || namesOf(dropped) != tt.dropped || fmt.Sprint(refused) != tt.refused {
				t.Errorf("kept %s, dropped %s, refused %v; want %s, %s, %s", namesOf(kept), namesOf(dropped), refused, tt.kept, tt.dropped, tt.refused)
			}
		})
	}
}

// TestConsistentIsBest holds the choice against all others.
func TestConsistentIsBest(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	never := func(_, _ string) bool { return false }
	for range 300 {
		all := make([]fixed, rng.IntN(9))
		for i := range all {
			all[i] = fixed{name: fmt.Sprint(i), measured: float64(i * 10), official: float64(i*10 + rng.IntN(4)*rng.IntN(4) - 4)}
		}
		kept, dropped, refused := consistent(all, never)
		if len(kept)+len(dropped) != len(all) {
			t.Fatalf("kept %d and dropped %d of %d", len(kept), len(dropped), len(all))
		}
		best := math.Inf(1)
		for set := range 1 << len(all) {
			var chosen []fixed
			for i, f := range all {
				if set>>i&1 == 1 {
					chosen = append(chosen, f)
				}
			}
			if len(chosen) > 0 || len(all) == 0 {
				best = min(best, costOf(all, chosen))
			}
		}
		if cost := costOf(all, kept); cost != best || cost != dropCost*float64(len(dropped))+breakCost*float64(len(refused)) {
			t.Errorf("%v: kept %s at cost %v with %v refused, the best is %v", all, namesOf(kept), cost, refused, best)
		}
	}
}

func costOf(all, chosen []fixed) float64 {
	cost := dropCost * float64(len(all)-len(chosen))
	for i := 1; i < len(chosen); i++ {
		if chosen[i].official <= chosen[i-1].official {
			return math.Inf(1)
		}
		if !agree(chosen[i-1], chosen[i]) {
			cost += breakCost
		}
	}
	return cost
}

func TestKilometreHalts(t *testing.T) {
	tests := []struct {
		name string
		all  []string
		want string
	}{
		{"none", nil, ""},
		{"two alone cannot tell", []string{"a 5 105", "b 20 120"}, ""},
		{"one in 25 km", []string{"a 5 105", "b 12 112", "c 29 129.3", "d 30.1 129.9", "e 54 154"}, "a d"},
		{"an older name is left out", []string{"a 0 100", "b 26 190", "c 30 130", "d 60 160"}, "a c d"},
		{"by rising km, whatever the order", []string{"d 60 160", "a 0 100", "c 30 130"}, "a c d"},
		{"a jump of the posts on the way", []string{"a 0 100", "b 30 130", "c 60 160", "d 200 305", "e 230 335", "f 260 365"}, "a b c d e f"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := namesOf(kilometreHalts(kms(t, tt.all...))); got != tt.want {
				t.Errorf("%s, want %s", got, tt.want)
			}
		})
	}
}

// TestChainageInverse goes to measured km and back, in and beyond the
// calibrations, and holds each calibration and the 1 km a km beyond them.
func TestChainageInverse(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for n := range 6 {
		var ch chainage
		measured, official := 20.0, -5.0
		for range n {
			measured, official = measured+1+30*rng.Float64(), official+1+30*rng.Float64()
			ch.measured, ch.official = append(ch.measured, measured), append(ch.official, official)
		}
		for km := -50.0; km < 250; km += 0.73 {
			if back := ch.officialAt(ch.measuredAt(km)); math.Abs(back-km) > 1e-9 {
				t.Errorf("%d calibrations: km %v comes back as %v", n, km, back)
			}
		}
		for i, km := range ch.official {
			if math.Abs(ch.measuredAt(km)-ch.measured[i]) > 1e-9 {
				t.Errorf("km %v at measured km %v, want %v", km, ch.measuredAt(km), ch.measured[i])
			}
		}
		if got := ch.officialAt(500) - ch.officialAt(400); math.Abs(got-100) > 1e-9 {
			t.Errorf("%d calibrations: 100 km beyond the last are %v km", n, got)
		}
	}
}
