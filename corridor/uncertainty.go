package corridor

import "math"

// Half-widths, in metres, of the band around a line that holds the track in 95
// of 100 places.
//
// They are measured, not supposed. The stretches of full OpenStreetMap quality,
// 3,700 km from the Gobi to the Gulf of Thailand, are simplified in turn
// (Douglas and Peucker) by the tolerance that the source of a lesser quality
// states, and the track is compared with the result every 100 m:
//
//	quality         tolerance  half within  68 % within  95 % within
//	osm                  10 m          1 m          2 m          7 m
//	osm-simplified      250 m         31 m         60 m        166 m
//	coarse            2 600 m        486 m        803 m       1735 m
//
// A dataset keeps its own lines to 10 m; the rest of the figure for osm is the
// distance between the two tracks of a line, 4 to 5 m, and what mapping from
// imagery leaves. Beyond the tolerance there is nothing, so 95 % is also close
// to the worst. TestUncertaintyIsMeasured repeats the measurement.
const (
	uncertainOSM        = 15.0
	uncertainSimplified = 170.0
	uncertainCoarse     = 1750.0
)

// chordBulge is how far a track strays from the chord between two known places,
// as a part of the chord's length, at its middle, in 95 of 100 cases: 0.2 for
// chords of 5 to 100 km on the same tracks (half of them keep to 0.04). Towards
// the ends it strays less, like an ellipse: all ways of one length between two
// places lie in one.
const chordBulge = 0.2

// uncertaintyM returns in metres how far from the line the track may be at a km
// of a span: the half-width of the band that holds it in 95 of 100 places. On a
// chord it is least at the ends of the span and at stops, whose place is known.
func (l *Line) uncertaintyM(span Span, km float64) float64 {
	switch span.Quality {
	case QualityOSM:
		return uncertainOSM
	case QualitySimplified:
		return uncertainSimplified
	case QualityCoarse:
		return uncertainCoarse
	}
	from, to := span.FromKm, span.ToKm
	for _, s := range l.Stops {
		if s.Km <= km {
			from = max(from, s.Km)
		} else {
			to = min(to, s.Km)
			break
		}
	}
	if from >= to {
		return uncertainOSM
	}
	return uncertainOSM + 2000*chordBulge*math.Sqrt(max(km-from, 0)*max(to-km, 0))
}
