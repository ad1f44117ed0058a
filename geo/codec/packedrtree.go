package codec

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// treeNode is a node of a packed Hilbert R-tree, the index of FlatGeobuf: a
// box, and where the feature or the first child begins.
type treeNode struct {
	box    orb.Bound // in degrees; noBox where there is no geometry
	offset uint64    // of a leaf: bytes from the first feature; else: index of the first child
}

const (
	nodeSize      = 16 // children of a node; the specification's default
	nodeBytes     = 40 // four float64 and the offset
	hilbertOrder  = 16 // bits of each coordinate on the curve, by the specification
	hilbertExtent = 1<<hilbertOrder - 1
)

// noBox meets no window and adds nothing to a union.
var noBox = orb.Bound{
	Min: orb.Point{math.Inf(1), math.Inf(1)},
	Max: orb.Point{math.Inf(-1), math.Inf(-1)},
}

// union is the box around both. [orb.Bound.Union] takes an inverted box for an
// empty one only of finite numbers.
func union(a, b orb.Bound) orb.Bound {
	for i := range 2 {
		a.Min[i], a.Max[i] = min(a.Min[i], b.Min[i]), max(a.Max[i], b.Max[i])
	}
	return a
}

// hilbertOrdered returns the indexes of boxes in the order in which a Hilbert
// curve over their extent, that of the tiles of zoom 16, passes their centres:
// neighbours come close to each other. Boxes of one place keep their order.
func hilbertOrdered(boxes []orb.Bound, extent orb.Bound) []int {
	places := make([]uint64, len(boxes))
	order := make([]int, len(boxes))
	for i, b := range boxes {
		order[i] = i
		if b != noBox {
			places[i] = tileID(hilbertOrder, cell(b, extent, 0), cell(b, extent, 1))
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(places[a], places[b]) })
	return order
}

// cell returns the cell of the curve's grid that the centre of a box is in.
func cell(b, extent orb.Bound, axis int) int {
	width := extent.Max[axis] - extent.Min[axis]
	if width <= 0 {
		return 0
	}
	return int(hilbertExtent * ((b.Min[axis]+b.Max[axis])/2 - extent.Min[axis]) / width)
}

// packTree builds the tree over leaves and returns its bytes, as FlatGeobuf has
// them: level after level, the root first, each from left to right.
//
//  1. Count the nodes of each level, from the leaves to the root.
//  2. Place the levels: the leaves last.
//  3. Fill each level with the union of up to 16 nodes of the level below.
func packTree(leaves []treeNode) []byte {
	// 1.
	counts := []int{len(leaves)}
	total := len(leaves)
	for n := len(leaves); n > 1; {
		n = (n + nodeSize - 1) / nodeSize
		counts = append(counts, n)
		total += n
	}
	if len(leaves) == 1 { // even one leaf has a root
		counts, total = append(counts, 1), 2
	}
	// 2.
	nodes := make([]treeNode, total)
	begin := total - len(leaves)
	copy(nodes[begin:], leaves)
	// 3.
	for level, count := range counts[:len(counts)-1] {
		parents := begin - counts[level+1]
		for i := range counts[level+1] {
			first := begin + i*nodeSize
			parent := treeNode{box: noBox, offset: uint64(first)}
			for _, child := range nodes[first:min(first+nodeSize, begin+count)] {
				parent.box = union(parent.box, child.box)
			}
			nodes[parents+i] = parent
		}
		begin = parents
	}
	data := make([]byte, 0, total*nodeBytes)
	for _, n := range nodes {
		for _, v := range [...]float64{n.box.Min[0], n.box.Min[1], n.box.Max[0], n.box.Max[1]} {
			data = binary.LittleEndian.AppendUint64(data, math.Float64bits(v))
		}
		data = binary.LittleEndian.AppendUint64(data, n.offset)
	}
	return data
}
