package tile

// clipped gathers what a feature has in a tile: points, and where each line
// begins. Coordinates are the tile's.
type clipped struct {
	points []vertex
	starts []int // of lines, in points
}

func (c *clipped) reset() { c.points, c.starts = c.points[:0], c.starts[:0] }

// box is a square about a tile with its buffer, in the tile's units.
type box struct{ low, high int }

// side tells on which sides of a box a vertex lies.
type side uint8

const (
	left side = 1 << iota
	right
	above
	below
)

func (b box) side(v vertex) side {
	var s side
	switch {
	case int(v.x) < b.low:
		s = left
	case int(v.x) > b.high:
		s = right
	}
	switch {
	case int(v.y) < b.low:
		s |= above
	case int(v.y) > b.high:
		s |= below
	}
	return s
}

// addPoints adds the points that lie in the box, less the corner of the tile.
func (c *clipped) addPoints(points []vertex, corner vertex, b box) {
	for _, v := range points {
		v = vertex{v.x - corner.x, v.y - corner.y}
		if b.side(v) == 0 {
			c.points = append(c.points, v)
		}
	}
}

// addLine adds the stretches of a line that lie in the box, less the corner of
// the tile; stretches that shrink to a point are dropped.
func (c *clipped) addLine(line []vertex, corner vertex, b box) {
	start := len(c.points) // of the stretch under way
	end := func() {
		if len(c.points)-start < 2 {
			c.points = c.points[:start]
		} else {
			c.starts = append(c.starts, start)
		}
		start = len(c.points)
	}
	for i := 1; i < len(line); i++ {
		from := vertex{line[i-1].x - corner.x, line[i-1].y - corner.y}
		to := vertex{line[i].x - corner.x, line[i].y - corner.y}
		leaves := b.side(to) != 0
		if b.side(from) != 0 {
			end()
		}
		from, to, ok := b.cut(from, to)
		if !ok {
			continue
		}
		if len(c.points) == start {
			c.points = append(c.points, from)
		}
		if c.points[len(c.points)-1] != to {
			c.points = append(c.points, to)
		}
		if leaves {
			end()
		}
	}
	end()
}

// cut returns the part of an edge inside the box, by the algorithm of Cohen and
// Sutherland: while an end lies outside, it moves along the edge onto a side of
// the box that it lies beyond. Both ends only ever move towards each other, so
// that is over after four moves.
func (b box) cut(from, to vertex) (vertex, vertex, bool) {
	for {
		switch out, in := b.side(from), b.side(to); {
		case out|in == 0:
			return from, to, true
		case out&in != 0:
			return from, to, false
		case out != 0:
			from = b.onto(out, from, to)
		default:
			to = b.onto(in, to, from)
		}
	}
}

// onto moves v, which lies beyond a side of the box, along its edge to w onto
// that side, rounded to a whole number.
func (b box) onto(s side, v, w vertex) vertex {
	x, y, dx, dy := int(v.x), int(v.y), int(w.x)-int(v.x), int(w.y)-int(v.y)
	atX := func(limit int) vertex { return vertex{int32(limit), int32(y + quotient(dy*(limit-x), dx))} }
	atY := func(limit int) vertex { return vertex{int32(x + quotient(dx*(limit-y), dy)), int32(limit)} }
	switch {
	case s&left != 0:
		return atX(b.low)
	case s&right != 0:
		return atX(b.high)
	case s&above != 0:
		return atY(b.low)
	}
	return atY(b.high)
}
