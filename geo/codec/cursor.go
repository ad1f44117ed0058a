package codec

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/paulmach/orb"

	"github.com/corridor-rail/corridor/geo"
)

// cursor reads JSON that is known to be well-formed, some times faster than
// encoding/json and without its leniency: that takes "TYPE" for "type", and
// fills an array of two from one number or from five. The first error stays
// and ends every list.
type cursor struct {
	data []byte
	pos  int
	err  error
}

// next passes over white space and returns the byte after it, 0 at the end.
func (c *cursor) next() byte {
	for ; c.pos < len(c.data); c.pos++ {
		switch b := c.data[c.pos]; b {
		case ' ', '\t', '\n', '\r':
		default:
			return b
		}
	}
	return 0
}

// accept passes over b if it comes next.
func (c *cursor) accept(b byte) bool {
	if c.next() != b {
		return false
	}
	c.pos++
	return true
}

func (c *cursor) fail(err error) {
	if c.err == nil {
		c.err = err
	}
}

// list reads an array.
func list[T any](c *cursor, read func(*cursor) T) []T {
	if !c.accept('[') {
		c.fail(errors.New("not nested as deep as the type asks"))
		return nil
	}
	var all []T
	for c.err == nil && !c.accept(']') {
		if len(all) > 0 {
			c.accept(',')
		}
		all = append(all, read(c))
	}
	return all
}

func (c *cursor) number() float64 {
	c.next()
	start := c.pos
	for c.pos < len(c.data) {
		switch b := c.data[c.pos]; {
		case b >= '0' && b <= '9', b == '-', b == '+', b == '.', b == 'e', b == 'E':
			c.pos++
			continue
		}
		break
	}
	v, err := strconv.ParseFloat(string(c.data[start:c.pos]), 64)
	if err != nil {
		c.fail(errors.New("a position holds something that is not a number, or is nested too deep"))
	}
	return v
}

func (c *cursor) point() orb.Point {
	numbers := [4]float64{}
	n := 0
	if !c.accept('[') {
		c.fail(errors.New("not nested as deep as the type asks"))
	}
	for c.err == nil && !c.accept(']') {
		if n == len(numbers) {
			c.fail(fmt.Errorf("a position has more than %d numbers", len(numbers)))
			break
		}
		if n > 0 {
			c.accept(',')
		}
		numbers[n] = c.number()
		n++
	}
	p := orb.Point{numbers[0], numbers[1]}
	if n < 2 {
		c.fail(fmt.Errorf("a position has %d numbers, want longitude and latitude", n))
	} else if err := geo.CheckPosition(p); err != nil {
		c.fail(err)
	}
	return p
}

func (c *cursor) lineString() orb.LineString {
	ls := list(c, (*cursor).point)
	if len(ls) < 2 {
		c.fail(fmt.Errorf("a line has %d positions, need at least 2", len(ls)))
	}
	return ls
}

func (c *cursor) polygon() orb.Polygon {
	p := list(c, (*cursor).ring)
	if len(p) == 0 {
		c.fail(errors.New("a polygon has no ring"))
	}
	return p
}

func (c *cursor) ring() orb.Ring {
	r := list(c, (*cursor).point)
	if len(r) < 4 || r[0] != r[len(r)-1] {
		c.fail(fmt.Errorf("a ring of %d positions, need at least 4 of which the last equals the first", len(r)))
	}
	return r
}
