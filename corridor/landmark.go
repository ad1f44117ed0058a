package corridor

import (
	"cmp"
	"slices"
)

// Numbers of landmarks: how many are kept, each for 8 bytes a vertex, and how
// many a search asks.
const (
	maxLandmarks    = 32
	activeLandmarks = 8
)

// landmarks are vertices with their distance to every vertex. By the triangle
// inequality |d(L,v) - d(L,t)| is never more than the distance from v to t:
// A. V. Goldberg and C. Harrelson, "Computing the shortest path: A* search meets
// graph theory", SODA 2005, 156-165 (ALT).
type landmarks struct {
	count     int
	distances []toll // by vertex, then landmark; barred: not reached
}

// newLandmarks takes as landmarks vertices far from each other: first the one
// farthest from vertex 0, then always the one farthest from all there are.
func newLandmarks(w *ways) landmarks {
	n := w.size()
	var m landmarks
	if n <= maxLandmarks {
		return m // a search sees it all in no time
	}
	m.distances = make([]toll, n*maxLandmarks)
	all := search{ways: w, tolls: w.tolls, usable: int32(len(w.tolls))}
	var space workspace
	nearest := make([]toll, n) // distance to the nearest landmark
	all.spread(&space, forward, []tip{{vertex: 0, slot: -1}}, nil)
	for v := range nearest {
		nearest[v] = space.sides[forward].priceOf(int32(v))
	}
	for range maxLandmarks {
		farthest := 0
		for v, d := range nearest {
			if d > nearest[farthest] {
				farthest = v
			}
		}
		all.spread(&space, forward, []tip{{vertex: int32(farthest), slot: -1}}, nil)
		for v := range nearest {
			d := space.sides[forward].priceOf(int32(v))
			m.distances[v*maxLandmarks+m.count] = d
			nearest[v] = min(nearest[v], d)
		}
		m.count++
	}
	return m
}

// of returns the distances of a vertex to the landmarks.
func (m *landmarks) of(v int32) []toll {
	at := int(v) * maxLandmarks
	return m.distances[at : at+m.count]
}

// choose returns the landmarks that tell two vertices best apart.
func (m *landmarks) choose(a, b int32) []int8 {
	if m.count == 0 {
		return nil
	}
	all := make([]int8, m.count)
	for i := range all {
		all[i] = int8(i)
	}
	from, to := m.of(a), m.of(b)
	slices.SortStableFunc(all, func(i, k int8) int {
		return cmp.Compare(max(from[k]-to[k], to[k]-from[k]), max(from[i]-to[i], to[i]-from[i]))
	})
	return all[:min(len(all), activeLandmarks)]
}

// bound is never more than the price from v to the nearest of some tips, and
// falls by no more than the toll along any edge.
func (m *landmarks) bound(active []int8, v int32, tips []tip, scale float64) toll {
	if len(active) == 0 {
		return 0
	}
	here := m.of(v)
	least := toll(-1)
	for i := range tips {
		there := m.of(tips[i].vertex)
		far := toll(0)
		for _, k := range active {
			if a, b := here[k], there[k]; a >= 0 && b >= 0 {
				far = max(far, a-b, b-a)
			}
		}
		if scale != 1 {
			far = toll(float64(far) * scale) // rounded down, which keeps it a bound
		}
		if far += tips[i].price; least < 0 || far < least {
			least = far
		}
	}
	return max(least, 0)
}
