package corridor

import (
	"errors"
	"fmt"
	"slices"

	"github.com/corridor-rail/corridor/geo"
)

// MaxMatrix is the most places on either side of a matrix.
const MaxMatrix = 100

// MatrixQuery asks for the distances between all places of two lists. Options
// are those of a route; From, To and Via of it are not used.
type MatrixQuery struct {
	From, To []string // what [Network.Find] takes, 1 to [MaxMatrix] of them
	Options  Query
}

// Matrix is the distances between two lists of places.
type Matrix struct {
	From, To []Place
	Cells    [][]Cell // by From, then To
}

// Cell is the best route between two places, in figures. They are those of
// [Network.Route].
type Cell struct {
	Reached       bool // false: the options leave no route, and all figures are 0
	DistanceKm    float64
	OfficialKm    float64
	MeasuredKm    float64
	GreatCircleKm float64
	Breaks        int // changes of gauge
	Borders       int // border crossings
}

// Matrix measures all pairs: one search for each place of From finds the way to
// every place of To.
//
// progress, which may be nil, is called after each place of From with how many
// are done. Faults in the query come together, as *[ParamError]s in an
// errors.Join; of a list, the fault names the place's number, from 1.
func (n *Network) Matrix(q MatrixQuery, progress func(done int)) (*Matrix, error) {
	in := resolver{Network: n}
	m := &Matrix{From: in.places("from", q.From, q.Options.GaugeMM), To: in.places("to", q.To, q.Options.GaugeMM)}
	lim := in.rules(q.Options)
	if len(in.faults) > 0 {
		return nil, errors.Join(in.faults...)
	}
	ask := n.graph.priced(lim)
	goals := make([]goal, len(m.To))
	for i, p := range m.To {
		goals[i] = ask.goal(p)
	}
	for i, from := range m.From {
		row := make([]Cell, len(m.To))
		if err := ask.row(from, goals, row); err != nil {
			return nil, err
		}
		m.Cells = append(m.Cells, row)
		if progress != nil {
			progress(i + 1)
		}
	}
	return m, nil
}

// places finds the places of a list; a name that is there twice is looked up
// once.
func (r *resolver) places(param string, list []string, gaugeMM int) []Place {
	switch {
	case len(list) == 0:
		r.fail(param, errors.New("there is no place; want 1 or more"))
		return nil
	case len(list) > MaxMatrix:
		r.fail(param, fmt.Errorf("%d places; at most %d", len(list), MaxMatrix))
		return nil
	}
	places := make([]Place, len(list))
	for i, query := range list {
		if k := slices.Index(list[:i], query); k >= 0 {
			places[i] = places[k]
			continue
		}
		p, err := r.findOn(query, gaugeMM)
		if err != nil {
			r.fail(param, fmt.Errorf("place %d: %w", i+1, err))
		}
		places[i] = p
	}
	return places
}

// goal is a place to go to, with the ways to it from the vertices.
type goal struct {
	place    Place
	accesses []access
	doors    []door
}

func (q *question) goal(p Place) goal {
	g := goal{place: p, accesses: q.accessesOf(p)}
	g.doors = q.doorsOf(g.accesses)
	return g
}

// row fills in the cells from one place.
//
//  1. Grow one tree from the place to the doors of all goals.
//  2. For each goal take the cheapest door, or the way along the same edge.
//  3. Move its changes of gauge, and add up its edges.
func (q *question) row(from Place, goals []goal, row []Cell) error {
	tree, spare := q.workspaces.Get().(*workspace), q.workspaces.Get().(*workspace)
	defer q.workspaces.Put(tree)
	defer q.workspaces.Put(spare)
	starts := make([]trail, 0, 2)
	for _, at := range q.accessesOf(from) {
		starts = append(starts, trail{at: at, slot: -1})
	}
	out := q.doorsOf(q.accessesOf(from))
	var wanted []int32
	for _, g := range goals {
		for _, d := range g.doors {
			wanted = append(wanted, d.vertex)
		}
	}
	if q.ask.reverse > 0 {
		wanted = nil // the cheapest way to a door may have to turn there
	}
	q.ask.spread(tree, forward, tipsOf(out), wanted) // 1
	for i, g := range goals {
		best, ok := q.nearest(tree, starts, g.accesses, out, g.doors)
		if !ok {
			continue
		}
		q.breakLater(spare, &best)
		cell, err := q.figures(best)
		if err != nil {
			return err
		}
		cell.GreatCircleKm = geo.Distance(from.Point, g.place.Point).Km()
		row[i] = cell
	}
	return nil
}

// nearest returns the best trail to one of the goals.
func (q *question) nearest(tree *workspace, starts []trail, goals []access, out, in []door) (trail, bool) {
	side := &tree.sides[forward]
	var w way
	label := int32(-1)
	for i, d := range in {
		if l, price := q.ask.arrival(side, d.tip); l >= 0 && (label < 0 || price+d.price < w.price) {
			w.price, w.tips[backward], label = price+d.price, int32(i), l
		}
	}
	var best trail
	if label >= 0 {
		w.tips[forward], w.arcs = side.walkBack(label, nil)
		slices.Reverse(w.arcs)
		best = q.joined(starts, goals, out[w.tips[forward]], in[w.tips[backward]], w)
	}
	ok := label >= 0
	for _, goal := range goals {
		for _, t := range q.along(starts, goal) {
			if !ok || t.price <= best.price {
				best, ok = t, true
			}
		}
	}
	return best, ok
}

// figures adds up a trail.
func (q *question) figures(t trail) (Cell, error) {
	c := Cell{Reached: true}
	country := ""
	for _, h := range t.hops {
		e := &q.edges[h.edge]
		if e.line == nil {
			c.Breaks++
			continue
		}
		if h.fromKm == h.toKm {
			continue
		}
		if country != "" && country != e.line.Country {
			c.Borders++
		}
		country = e.line.Country
		if min(h.fromKm, h.toKm) == e.fromKm && max(h.fromKm, h.toKm) == e.toKm {
			c.DistanceKm += e.toKm - e.fromKm
			c.OfficialKm += e.officialKm
			c.MeasuredKm += e.measuredKm
			continue
		}
		for leg := range (walk{e.line, h.fromKm, h.toKm}).legs {
			if err := leg.measure(0); err != nil {
				return c, err
			}
			c.DistanceKm += leg.Km()
			c.MeasuredKm += leg.MeasuredKm
			if leg.Segment.Official {
				c.OfficialKm += leg.Km()
			}
		}
	}
	return c, nil
}
