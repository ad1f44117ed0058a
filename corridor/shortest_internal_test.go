package corridor

import (
	"math/rand/v2"
	"testing"
)

// railroad is a random graph with bearings, prices and barred edges.
func railroad(rnd *rand.Rand, vertices, edges int) search {
	ends := make([][2]int32, edges)
	tolls := make([]toll, edges)
	for i := range ends {
		ends[i] = [2]int32{int32(rnd.IntN(vertices)), int32(rnd.IntN(vertices))}
		tolls[i] = toll(rnd.IntN(50)) * 256
	}
	w := newWays(vertices, ends, tolls)
	w.bearings = make([]float32, len(w.arcs))
	for i := range w.bearings {
		w.bearings[i] = float32(rnd.IntN(360))
	}
	s := search{ways: &w, tolls: make([]toll, edges), scale: 0.75, usable: int32(edges)}
	for i, t := range tolls {
		if s.tolls[i] = t*3/4 + toll(rnd.IntN(20)); rnd.IntN(12) == 0 {
			s.tolls[i] = barred
		}
	}
	if rnd.IntN(2) == 0 {
		s.scale, s.tolls = 1, tolls
	}
	if rnd.IntN(2) == 0 {
		s.reverse = toll(rnd.IntN(4000))
	}
	if rnd.IntN(4) == 0 {
		s.usable -= int32(edges / 8)
	}
	return s
}

// relaxed improves all prices over all arcs until nothing improves (Bellman and
// Ford). Its labels are those of the search.
func relaxed(s *search, tips []tip) []toll {
	const far = toll(1) << 60
	price := make([]toll, s.labelCount())
	at := make([][2]int32, len(price)) // vertex and slot of a label
	for i := range price {
		price[i] = far
	}
	for v := range int32(s.size()) {
		at[s.labelAt(v, -1)] = [2]int32{v, -1}
		for slot, end := s.slots(v); slot < end; slot++ {
			at[slot] = [2]int32{v, slot}
		}
	}
	for _, t := range tips {
		l := s.labelAt(t.vertex, t.slot)
		price[l] = min(price[l], t.price)
	}
	for changed := true; changed; {
		changed = false
		for l := range price {
			v, slot := at[l][0], at[l][1]
			for out := s.firstArc[v]; out < s.firstArc[v+1] && price[l] < far; out++ {
				a := s.arcs[out]
				if s.tolls[a.edge] < 0 || a.edge >= s.usable {
					continue
				}
				next := s.labelAt(a.to, a.twin)
				if p := price[l] + s.tolls[a.edge] + s.turn(slot, out); p < price[next] {
					price[next], changed = p, true
				}
			}
		}
	}
	return price
}

// bestOf is the price of the best way to one of the tips, barred for none.
func bestOf(s *search, price []toll, tips []tip) toll {
	best := barred
	for _, t := range tips {
		consider := func(l, slot int32) {
			if p := price[l] + t.price + s.turn(slot, t.slot); price[l] < 1<<60 && (best < 0 || p < best) {
				best = p
			}
		}
		consider(s.labelAt(t.vertex, -1), -1)
		for slot, end := s.slots(t.vertex); slot < end; slot++ {
			consider(slot, slot)
		}
	}
	return best
}

func randomTips(rnd *rand.Rand, s *search) []tip {
	tips := make([]tip, 1+rnd.IntN(3))
	for i := range tips {
		v := int32(rnd.IntN(s.size()))
		tips[i] = tip{vertex: v, slot: -1, price: toll(rnd.IntN(3000))}
		if first, end := s.firstArc[v], s.firstArc[v+1]; s.reverse > 0 && end > first && rnd.IntN(2) == 0 {
			tips[i].slot = first + int32(rnd.IntN(int(end-first)))
		}
	}
	return tips
}

// TestSearchAgainstRelaxation compares both searches with the plain method on
// random graphs: with loops, parallel edges, parts that do not hang together,
// several starts and goals, barred edges, raised prices and reversals.
func TestSearchAgainstRelaxation(t *testing.T) {
	rnd := rand.New(rand.NewPCG(4, 1959))
	space := new(workspace)
	for round := range 600 {
		vertices := 2 + rnd.IntN(60)
		s := railroad(rnd, vertices, 1+rnd.IntN(3*vertices))
		from, to := randomTips(rnd, &s), randomTips(rnd, &s)
		price := relaxed(&s, from)
		want := bestOf(&s, price, to)
		found, ok := s.between(space, from, to)
		if ok != (want >= 0) || ok && found.price != want {
			t.Fatalf("round %d: %v, %v; want %v", round, found.price, ok, want)
		}
		if ok {
			if got := walked(&s, from[found.tips[forward]], to[found.tips[backward]], found.arcs); got != want {
				t.Fatalf("round %d: the way costs %v, said to cost %v", round, got, want)
			}
		}
		s.spread(space, forward, from, nil)
		for l, p := range price {
			if got := space.sides[forward].priceOf(int32(l)); got != p && (got >= 0 || p < 1<<60) {
				t.Fatalf("round %d: label %d costs %v, want %v", round, l, got, p)
			}
		}
	}
}

// walked adds up a way arc by arc, barred where it does not hang together.
func walked(s *search, from, to tip, arcs []int32) toll {
	price, at, slot := from.price, from.vertex, from.slot
	for _, i := range arcs {
		a := s.arcs[i]
		if s.arcs[a.twin].to != at || s.tolls[a.edge] < 0 {
			return barred
		}
		price += s.tolls[a.edge] + s.turn(slot, i)
		at, slot = a.to, a.twin
	}
	if at != to.vertex {
		return barred
	}
	return price + s.turn(slot, to.slot) + to.price
}
