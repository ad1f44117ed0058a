package corridor

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"github.com/corridor-rail/corridor/geo"
)

// What may stand for a fix.
const (
	leastRadiusM  = 250 // metres around a fix in which tracks are looked for, at least
	radiusSigmas  = 4   // and at least as many standard deviations
	maxCandidates = 12  // the likeliest are kept
)

// candidate is a place on the tracks that a fix may stand for.
type candidate struct {
	segment *Segment
	km      float64
	point   orb.Point
	offset  float64 // metres from the fix
	sigma   float64 // standard deviation of the offset, metres
	stand   stand   // on the graph

	score  float64 // logarithm of the likelihood of the best way here
	before int32   // the candidate of the column before on that way; -1: none
	came   passage // from there
}

// emission is the logarithm of the likelihood that a fix lies so far from its
// place: a normal distribution (Newson and Krumm 2009, equation 1). Sigma
// differs between candidates, so its logarithm counts.
func (c *candidate) emission() float64 {
	z := c.offset / c.sigma
	return -z*z/2 - math.Log(c.sigma)
}

// tracks finds candidates for fixes.
type tracks struct {
	n      *Network
	sigma  float64 // of a fix, metres
	gauge  int     // millimetres; 0: all
	widest geo.Metres
	sigmas map[*Line]*lineSigmas
}

// lineSigmas are the standard deviations of offsets from a line, by edge.
type lineSigmas struct {
	edge   []float64 // metres
	widest float64
}

func newTracks(n *Network, sigma float64, gauge int) *tracks {
	t := &tracks{n: n, sigma: sigma, gauge: gauge, sigmas: make(map[*Line]*lineSigmas, len(n.lines))}
	for _, l := range n.lines {
		if gauge != 0 && l.GaugeMM != gauge {
			continue
		}
		s := &lineSigmas{edge: make([]float64, l.shape.NumVertices()-1)}
		_, km := l.shape.Vertex(0)
		for i := range s.edge {
			_, next := l.shape.Vertex(i + 1)
			middle := (km + next) / 2
			// 95 % of a normal distribution lie within 1.96 sigma.
			s.edge[i] = math.Hypot(sigma, l.uncertaintyM(l.spanAt(middle), middle)/1.96)
			s.widest = max(s.widest, s.edge[i])
			km = next
		}
		t.sigmas[l] = s
		t.widest = max(t.widest, radiusOf(s.widest))
	}
	return t
}

// radiusOf is how far from a fix a place may be whose offsets have that sigma.
func radiusOf(sigma float64) geo.Metres {
	return geo.Metres(max(leastRadiusM, radiusSigmas*sigma))
}

// around returns the places that a fix may stand for, the likeliest first.
func (t *tracks) around(p orb.Point) []candidate {
	var all []candidate
	t.n.bounds.Nearest(p, func(i int, atLeast geo.Metres) bool {
		if atLeast > t.widest {
			return false
		}
		line := t.n.lines[i]
		sigmas := t.sigmas[line]
		if sigmas == nil || atLeast > radiusOf(sigmas.widest) {
			return true
		}
		places := line.shape.Within(p, radiusOf(sigmas.widest), func(edge int, atLeast geo.Metres) bool {
			return atLeast <= radiusOf(sigmas.edge[edge])
		})
		for _, place := range places {
			if sigma := sigmas.edge[place.Edge]; place.Offset <= radiusOf(sigma) {
				all = append(all, candidate{
					segment: line.segmentAt(place.Km), km: place.Km, point: place.Point,
					offset: float64(place.Offset), sigma: sigma, before: -1,
				})
			}
		}
		return true
	})
	slices.SortStableFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.emission(), a.emission()), cmp.Compare(a.segment.index, b.segment.index), cmp.Compare(a.km, b.km))
	})
	return all[:min(len(all), maxCandidates)]
}
