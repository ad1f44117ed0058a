package build

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// Bounds of a section between two published kilometres: most tables round to
// whole km, and the tracks are simplified.
const (
	sectionBound      = 2.5  // km that published and measured length may differ in any case
	sectionBoundShare = 0.03 // and this share of the length more
)

// fixed is a published km at a measured km of the centreline.
type fixed struct {
	name     string
	measured float64
	official float64
	halt     *place // the halt that is called by its kilometre
}

// section is a stretch between two published kilometres.
type section struct {
	From, To           string
	Official, Measured float64 // km
}

func (s section) String() string {
	return fmt.Sprintf("%s - %s: published %.1f km, measured %.1f km", s.From, s.To, s.Official, s.Measured)
}

// agree says whether the published length of a section can be the measured one.
func agree(a, b fixed) bool {
	measured := b.measured - a.measured
	return math.Abs(b.official-a.official-measured) <= sectionBound+sectionBoundShare*measured
}

// Costs of the choice that consistent makes.
const (
	dropCost  = 1.0 // a published km is not used
	breakCost = 2.5 // a section disagrees and nobody says why
)

// consistent chooses among published kilometres, by rising measured km: as
// many as agree with one another section by section, or may disagree. It
// drops a km that contradicts both its neighbours; a section that still
// disagrees is refused.
func consistent(all []fixed, allowed func(from, to string) bool) (kept []fixed, dropped []fixed, refused []section) {
	type choice struct {
		cost float64
		prev int
		bad  bool
	}
	best := make([]choice, len(all))
	for i := range all {
		best[i] = choice{dropCost * float64(i), -1, false}
		for j := i - 1; j >= 0; j-- {
			if all[i].official <= all[j].official || all[i].measured <= all[j].measured {
				continue
			}
			bad := !agree(all[j], all[i]) && !allowed(all[j].name, all[i].name)
			cost := best[j].cost + dropCost*float64(i-j-1)
			if bad {
				cost += breakCost
			}
			if cost < best[i].cost {
				best[i] = choice{cost, j, bad}
			}
		}
	}
	end := -1
	for i, c := range best {
		if end < 0 || c.cost+dropCost*float64(len(all)-1-i) < best[end].cost+dropCost*float64(len(all)-1-end) {
			end = i
		}
	}
	use := map[int]bool{}
	for i := end; i >= 0; i = best[i].prev {
		use[i] = true
		if best[i].bad {
			a, b := all[best[i].prev], all[i]
			refused = append(refused, section{a.name, b.name, b.official - a.official, b.measured - a.measured})
		}
	}
	for i, f := range all {
		if use[i] {
			kept = append(kept, f)
		} else {
			dropped = append(dropped, f)
		}
	}
	slices.Reverse(refused)
	return kept, dropped, refused
}

// Choice among halts called by their kilometre, in km.
const (
	postWindow  = 60.0 // halts within this of one another are compared
	postSpread  = 0.6  // a halt may stand this far from what its neighbours say
	postSpacing = 25.0 // and one is used each
)

// kilometreHalts chooses the halts whose names agree best with those around
// them: a halt called "4675 км" stands near kilometre post 4675, give or take
// half a kilometre, and some were called after an older kilometrage.
func kilometreHalts(all []fixed) []fixed {
	var good []fixed
	for _, f := range all {
		var offsets []float64
		for _, g := range all {
			if math.Abs(g.measured-f.measured) <= postWindow {
				offsets = append(offsets, g.official-g.measured)
			}
		}
		slices.Sort(offsets)
		median := offsets[len(offsets)/2]
		if len(offsets) >= 3 && math.Abs(f.official-f.measured-median) <= postSpread {
			good = append(good, f)
		}
	}
	slices.SortFunc(good, func(a, b fixed) int { return cmp.Compare(a.measured, b.measured) })
	var chosen []fixed
	for _, f := range good {
		if n := len(chosen); n == 0 || f.measured-chosen[n-1].measured >= postSpacing && f.official > chosen[n-1].official {
			chosen = append(chosen, f)
		}
	}
	return chosen
}
