package build

import (
	"math"
	"slices"

	"github.com/paulmach/orb"

	"github.com/corridor-rail/corridor/geo"
)

const (
	bend    = 10.0  // m: the line may depart this far from the chord of two points; a third of the 30 m promised keeps measured lengths within 0.1 %
	closest = 0.040 // km: no point is put nearer to another
)

// resample measures the points of a line: each stop, each whole official km,
// and halfway points wherever the centreline departs from the chord by more
// than bend. stops are official km, rising, the ends of the line first and last.
func resample(c *centreline, ch chainage, stops []float64) (points orb.LineString, kms []float64, err error) {
	for _, km := range fixedPoints(stops) {
		if n := len(kms); n > 0 {
			if kms, err = bends(c, ch, kms, kms[n-1], km); err != nil {
				return nil, nil, err
			}
		}
		kms = append(kms, km)
	}
	for i, km := range kms {
		p, err := pointAt(c, ch, km)
		if err != nil {
			return nil, nil, err
		}
		points = append(points, round6(p))
		kms[i] = round3(km)
	}
	return points, kms, nil
}

// fixedPoints merges the stops with the kilometre posts; a post gives way to a
// stop near by.
func fixedPoints(stops []float64) []float64 {
	list := slices.Clone(stops)
	for post := math.Ceil(stops[0]); post < stops[len(stops)-1]; post++ {
		i, _ := slices.BinarySearch(stops, post)
		if post-stops[max(i-1, 0)] >= closest && stops[i]-post >= closest {
			list = append(list, post)
		}
	}
	slices.Sort(list)
	return list
}

// bends appends to kms the points needed between from and to.
func bends(c *centreline, ch chainage, kms []float64, from, to float64) ([]float64, error) {
	if to-from < 2*closest {
		return kms, nil
	}
	a, b := clampTo(c, ch.measuredAt(from)), clampTo(c, ch.measuredAt(to))
	track, err := c.line.Slice(a, b)
	if err != nil {
		return nil, err
	}
	if !departs(track) {
		return kms, nil
	}
	middle := (from + to) / 2
	if kms, err = bends(c, ch, kms, from, middle); err != nil {
		return nil, err
	}
	return bends(c, ch, append(kms, middle), middle, to)
}

// departs says whether the track leaves its chord by more than bend.
func departs(track orb.LineString) bool {
	chord, err := geo.NewLine(orb.LineString{track[0], track[len(track)-1]}, nil)
	if err != nil {
		return len(track) > 2 // a loop back to its start
	}
	return slices.ContainsFunc(track, func(p orb.Point) bool { return chord.LocateEdge(p, 0).Offset > bend })
}

func pointAt(c *centreline, ch chainage, km float64) (orb.Point, error) {
	at, err := c.line.At(clampTo(c, ch.measuredAt(km)))
	return at.Point, err
}

// clampTo takes off what rounding put beyond an end of the centreline.
func clampTo(c *centreline, measured float64) float64 {
	return min(max(measured, c.line.StartKm()), c.line.EndKm())
}

func round3(v float64) float64 { return math.Round(v*1e3) / 1e3 }

func round6(p orb.Point) orb.Point {
	return orb.Point{math.Round(p[0]*1e6) / 1e6, math.Round(p[1]*1e6) / 1e6}
}
