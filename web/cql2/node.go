package cql2

import "errors"

// node is a part of a filter as read: an operator by its name in the JSON
// encoding, in small letters, with arguments, a property, or a literal.
type node struct {
	op       string // "" for a property or literal
	args     []node
	property string
	literal  any // string, float64, bool, interval, orb.Geometry or []node
}

func operator(op string, args ...node) node { return node{op: op, args: args} }

// budget counts what a filter is made of.
type budget struct{ depth, nodes int }

var errTooLarge = errors.New("the filter has more than 500 parts; split it")
var errTooDeep = errors.New("the filter is nested deeper than 32; take parentheses away")

// enter counts one more part, one level deeper; leave must follow.
func (b *budget) enter() error {
	b.depth++
	b.nodes++
	if b.depth > maxDepth {
		return errTooDeep
	}
	if b.nodes > maxNodes {
		return errTooLarge
	}
	return nil
}

func (b *budget) leave() { b.depth-- }
