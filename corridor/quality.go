package corridor

import "slices"

// qualities lists the qualities, best first.
func qualities() [4]Quality {
	return [4]Quality{QualityOSM, QualitySimplified, QualityCoarse, QualityChord}
}

// rank is 0 for the best quality, and -1 for an unknown one.
func (q Quality) rank() int {
	all := qualities()
	return slices.Index(all[:], q)
}

// worstQuality returns the worst quality that covers at least 5 % of a stretch,
// and the sources of the whole stretch by first use. The spans cover all of it,
// so one of the four qualities does.
func worstQuality(spans []Span, fromKm, toKm float64) (Quality, []string) {
	var km [4]float64
	var sources []string
	for _, s := range spans {
		overlap := min(s.ToKm, toKm) - max(s.FromKm, fromKm)
		if overlap <= 0 {
			continue
		}
		km[s.Quality.rank()] += overlap
		if !slices.Contains(sources, s.Source) {
			sources = append(sources, s.Source)
		}
	}
	all := qualities()
	for i := len(all) - 1; i >= 0; i-- {
		if km[i] >= 0.05*(toKm-fromKm) {
			return all[i], sources
		}
	}
	return all[0], sources
}
