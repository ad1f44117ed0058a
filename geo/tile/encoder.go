package tile

import (
	"encoding/binary"
)

// encoder encodes tiles, one at a time, in buffers that it keeps.
type encoder struct {
	p *Pyramid

	out, layer, feature, numbers []byte
	clipped                      clipped

	keys, values local
}

// local numbers what a layer of one tile uses of a table of the pyramid, in
// the order of first use.
type local struct {
	number []uint32 // by place in the pyramid's table, valid in the round it was given
	round  []uint32
	now    uint32
	used   []uint32 // places, by number
}

func newLocal(n int) local { return local{number: make([]uint32, n), round: make([]uint32, n)} }

// begin forgets all numbers.
func (l *local) begin() {
	l.used = l.used[:0]
	if l.now++; l.now == 0 { // after 4 billion rounds the marks must go
		clear(l.round)
		l.now = 1
	}
}

func (l *local) of(place uint32) uint32 {
	if l.round[place] != l.now {
		l.round[place] = l.now
		l.number[place] = uint32(len(l.used))
		l.used = append(l.used, place)
	}
	return l.number[place]
}

func newEncoder(p *Pyramid) *encoder {
	return &encoder{p: p, keys: newLocal(len(p.keys)), values: newLocal(len(p.values))}
}

// tile encodes the runs of a tile, which come layer by layer and feature by
// feature. The result is good until the next call.
func (e *encoder) tile(l *level, runs []run, a Address, wanted []bool) []byte {
	e.out = e.out[:0]
	for len(runs) > 0 {
		layer := e.p.features[runs[0].feature].layer
		n := 1
		for n < len(runs) && e.p.features[runs[n].feature].layer == layer {
			n++
		}
		if wanted == nil || wanted[layer] {
			e.addLayer(l, runs[:n], a, e.p.layers[layer].ID)
		}
		runs = runs[n:]
	}
	return e.out
}

// addLayer appends a Layer message (vector tile specification 2.1, 4.1).
func (e *encoder) addLayer(l *level, runs []run, a Address, name string) {
	const version = 2
	e.keys.begin()
	e.values.begin()
	e.layer = append(e.layer[:0], 15<<3, version)
	e.layer = appendBytes(e.layer, 1, name)
	head := len(e.layer)
	for len(runs) > 0 {
		n := 1
		for n < len(runs) && runs[n].feature == runs[0].feature {
			n++
		}
		e.addFeature(l, runs[:n], a)
		runs = runs[n:]
	}
	if len(e.layer) == head {
		return
	}
	for _, place := range e.keys.used {
		e.layer = appendBytes(e.layer, 3, e.p.keys[place])
	}
	for _, place := range e.values.used {
		e.layer = appendBytes(e.layer, 4, e.p.values[place])
	}
	e.layer = binary.AppendUvarint(append(e.layer, 5<<3), Extent)
	e.out = appendBytes(e.out, 3, e.layer)
}

// addFeature appends a Feature message (4.2), or nothing where no more than
// single points are left of lines.
func (e *encoder) addFeature(l *level, runs []run, a Address) {
	const point, line = 1, 2
	f := &e.p.features[runs[0].feature]
	b := box{-e.p.options.Buffer, Extent + e.p.options.Buffer}
	e.clipped.reset()
	kind := byte(point)
	for _, r := range runs {
		corner := vertex{r.column * Extent, int32(a.Y) * Extent}
		if stretch := l.points[r.first : r.last+1]; f.line {
			kind = line
			e.clipped.addLine(stretch, corner, b)
		} else {
			e.clipped.addPoints(stretch, corner, b)
		}
	}
	if len(e.clipped.points) == 0 {
		return
	}
	e.feature = e.feature[:0]
	if f.id != 0 {
		e.feature = binary.AppendUvarint(append(e.feature, 1<<3), f.id)
	}
	if f.from < f.to {
		e.numbers = e.numbers[:0]
		for _, t := range e.p.tags[f.from:f.to] {
			e.numbers = binary.AppendUvarint(e.numbers, uint64(e.keys.of(t.key)))
			e.numbers = binary.AppendUvarint(e.numbers, uint64(e.values.of(t.value)))
		}
		e.feature = appendBytes(e.feature, 2, e.numbers)
	}
	e.feature = append(e.feature, 3<<3, kind)
	e.numbers = e.clipped.appendCommands(e.numbers[:0], f.line)
	e.feature = appendBytes(e.feature, 4, e.numbers)
	e.layer = appendBytes(e.layer, 2, e.feature)
}

// appendCommands appends the geometry (4.3): the points by one MoveTo, or each
// line by a MoveTo and a LineTo.
func (c *clipped) appendCommands(dst []byte, lines bool) []byte {
	const moveTo, lineTo = 1, 2
	var pen vertex
	draw := func(command, first, end int) {
		dst = binary.AppendUvarint(dst, uint64(command|(end-first)<<3))
		for _, v := range c.points[first:end] {
			dst = binary.AppendUvarint(dst, zigzag(int(v.x-pen.x)))
			dst = binary.AppendUvarint(dst, zigzag(int(v.y-pen.y)))
			pen = v
		}
	}
	if !lines {
		draw(moveTo, 0, len(c.points))
		return dst
	}
	for i, start := range c.starts {
		end := len(c.points)
		if i+1 < len(c.starts) {
			end = c.starts[i+1]
		}
		draw(moveTo, start, start+1)
		draw(lineTo, start+1, end)
	}
	return dst
}

// appendBytes appends a field of the protocol buffer wire format that is
// delimited by its length.
func appendBytes[T string | []byte](dst []byte, field byte, value T) []byte {
	dst = append(dst, field<<3|2)
	dst = binary.AppendUvarint(dst, uint64(len(value)))
	return append(dst, value...)
}

func zigzag(v int) uint64 { return uint64(v<<1) ^ uint64(v>>63) }
