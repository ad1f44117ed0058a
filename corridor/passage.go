package corridor

import "math"

// stand is where a spot is on the graph: between two vertices.
type stand struct {
	vertices [2]int32   // below and above it
	km       [2]float64 // chainage of these on the line of the spot
}

// passage is a way between two candidates: along their line, or through an end
// of the edge of each.
type passage struct {
	km    float64 // length by chainage; infinite: there is none
	along bool
	ends  [2]int8 // left through, entered through: 0 the lower end, 1 the upper
}

// passages finds ways between candidates, and remembers the distances from each
// vertex: the fixes between two junctions all ask for the same.
type passages struct {
	finder wayfinder
	known  map[int32][]float64 // km to each vertex; infinite: there is no way
}

// walk is a stretch of a line travelled.
type walk struct {
	line         *Line
	fromKm, toKm float64 // chainage
}

// between returns the shortest way from a to b of at most limit km. A way along
// one line that is no longer than enough is not compared with others.
func (p *passages) between(a, b *candidate, enough, limit float64) passage {
	best := passage{km: math.Inf(1)}
	if a.segment.Line == b.segment.Line {
		if km := math.Abs(b.km - a.km); km <= limit {
			best = passage{km: km, along: true}
		}
	}
	if best.km <= enough {
		return best
	}
	for i, from := range a.stand.vertices {
		out := math.Abs(a.stand.km[i] - a.km)
		for k, to := range b.stand.vertices {
			km := out + math.Abs(b.stand.km[k]-b.km)
			if km >= best.km || km > limit {
				continue // without a look at the way between the vertices
			}
			if km += p.distance(from, to); km < best.km && km <= limit {
				best = passage{km: km, ends: [2]int8{int8(i), int8(k)}}
			}
		}
	}
	return best
}

func (p *passages) distance(from, to int32) float64 {
	if from == to {
		return 0
	}
	known, ok := p.known[from]
	if !ok {
		known = p.finder.distances(from)
		p.known[from] = known
	}
	return known[to]
}

// walks returns the stretches of a passage in travel order; some may be empty.
func (p *passages) walks(a, b *candidate, way passage) []walk {
	if way.along {
		return []walk{{a.segment.Line, a.km, b.km}}
	}
	left, entered := way.ends[0], way.ends[1]
	walks := []walk{{a.segment.Line, a.km, a.stand.km[left]}}
	walks = append(walks, p.finder.way(a.stand.vertices[left], b.stand.vertices[entered])...)
	return append(walks, walk{b.segment.Line, b.stand.km[entered], b.km})
}
