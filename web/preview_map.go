package web

import (
	"math"

	"github.com/paulmach/orb"

	"github.com/corridor-rail/corridor/corridor"
)

// scene is the map of a corridor on a picture: land, the network and the
// corridor itself, in pixels, y down, on Web Mercator.
type scene struct {
	Width, Height float64
	Land          [][]orb.Point
	Network       [][]orb.Point
	Runs          []sceneRun
	Stops         []sceneStop
}

// sceneRun is a stretch of the corridor of one gauge.
type sceneRun struct {
	GaugeMM int
	Guess   bool
	Points  []orb.Point
}

type sceneStop struct {
	At   orb.Point
	Node corridor.Place
	Kind corridor.WaypointKind
}

// frame says which part of a picture the corridor may take: margins in pixels.
type frame struct{ left, top, right, bottom float64 }

// newScene draws a route into a picture; vertices closer than a pixel to the one
// before are left out.
func newScene(n *corridor.Network, r *corridor.Route, land []orb.Ring, width, height float64, f frame) scene {
	extent := mercatorBound(r.Geometry())
	scale := min((width-f.left-f.right)/max(extent.Max[0]-extent.Min[0], 1e-6), (height-f.top-f.bottom)/max(extent.Max[1]-extent.Min[1], 1e-6))
	middle := extent.Center()
	place := func(p orb.Point) orb.Point {
		m := mercator(p)
		return orb.Point{
			f.left + (width-f.left-f.right)/2 + (m[0]-middle[0])*scale,
			f.top + (height-f.top-f.bottom)/2 + (m[1]-middle[1])*scale,
		}
	}
	s := scene{Width: width, Height: height}
	seen := orb.Bound{Max: orb.Point{width, height}}
	for _, ring := range land {
		if points := thin(ring, place); orb.Ring(points).Bound().Intersects(seen) && len(points) > 2 {
			s.Land = append(s.Land, points)
		}
	}
	for _, l := range n.Lines() {
		if points := thin(l.Geometry, place); orb.LineString(points).Bound().Intersects(seen) {
			s.Network = append(s.Network, points)
		}
	}
	for _, leg := range r.Legs {
		run := sceneRun{leg.Segment.Line.GaugeMM, leg.Segment.Quality == corridor.QualityChord, thin(leg.Geometry(), place)}
		if k := len(s.Runs) - 1; k >= 0 && s.Runs[k].GaugeMM == run.GaugeMM && s.Runs[k].Guess == run.Guess {
			s.Runs[k].Points = append(s.Runs[k].Points, run.Points...)
			continue
		}
		s.Runs = append(s.Runs, run)
	}
	for _, w := range r.Itinerary {
		s.Stops = append(s.Stops, sceneStop{place(w.Place.Point), w.Place, w.Kind})
	}
	return s
}

// mercator is spherical Web Mercator (EPSG:3857) in radians, y down.
func mercator(p orb.Point) orb.Point {
	lat := min(max(p[1], -85), 85) * math.Pi / 180
	return orb.Point{p[0] * math.Pi / 180, -math.Log(math.Tan(math.Pi/4 + lat/2))}
}

func mercatorBound(lines orb.MultiLineString) orb.Bound {
	var all orb.MultiPoint
	for _, line := range lines {
		for _, p := range line {
			all = append(all, mercator(p))
		}
	}
	return all.Bound()
}

func thin[P ~[]orb.Point](line P, place func(orb.Point) orb.Point) []orb.Point {
	var points []orb.Point
	for i, vertex := range line {
		p := place(vertex)
		if k := len(points) - 1; k >= 0 && i < len(line)-1 && math.Hypot(p[0]-points[k][0], p[1]-points[k][1]) < 1 {
			continue
		}
		points = append(points, p)
	}
	return points
}
