package cql2

import (
	"fmt"
	"slices"
	"strings"
)

// functions are the operators that text writes as functions.
var functions = []string{"casei", "s_intersects", "s_disjoint", "s_within",
	"a_contains", "a_containedby", "a_equals", "a_overlaps",
	"t_after", "t_before", "t_contains", "t_disjoint", "t_during", "t_equals", "t_finishedby", "t_finishes",
	"t_intersects", "t_meets", "t_metby", "t_overlappedby", "t_overlaps", "t_startedby", "t_starts"}

// truth is what a predicate says of a feature; a comparison with null is
// unknown.
type truth int8

const (
	no truth = iota - 1
	unknown
	yes
)

func truthOf(b bool) truth {
	if b {
		return yes
	}
	return no
}

type predicate func(Feature) truth

// term is a part of a filter that has a value: string, float64, bool, interval,
// []string or *shape by its type; nil is null.
type term struct {
	typ   Type
	value func(Feature) any
	text  string // the literal, where it is a string; a string may stand for a date
}

// compiler turns a tree into closures, and checks that the parts fit together.
type compiler struct{ properties []Property }

func (c *compiler) predicate(n node) (predicate, error) {
	switch n.op {
	case "and", "or":
		return c.junction(n)
	case "not":
		if err := count(n, 1); err != nil {
			return nil, err
		}
		inner, err := c.predicate(n.args[0])
		return func(f Feature) truth { return -inner(f) }, err
	case "=", "<>", "<", ">", "<=", ">=":
		return c.comparison(n)
	case "between":
		if err := count(n, 3); err != nil {
			return nil, err
		}
		return c.predicate(operator("and", operator(">=", n.args[0], n.args[1]), operator("<=", n.args[0], n.args[2])))
	case "like":
		return c.like(n)
	case "in":
		return c.in(n)
	case "isnull":
		if err := count(n, 1); err != nil {
			return nil, err
		}
		t, err := c.term(n.args[0])
		return func(f Feature) truth { return truthOf(t.value(f) == nil) }, err
	}
	if relation, ok := c.relation(n.op); ok {
		return relation(n)
	}
	t, err := c.term(n)
	if err == nil && t.typ != Boolean {
		err = fmt.Errorf("%s stands alone, where a comparison or a boolean is expected", t.typ)
	}
	return func(f Feature) truth {
		v, ok := t.value(f).(bool)
		if !ok {
			return unknown
		}
		return truthOf(v)
	}, err
}

// junction is the least of its parts for and, the greatest for or.
func (c *compiler) junction(n node) (predicate, error) {
	if len(n.args) < 2 {
		return nil, fmt.Errorf("%s takes two arguments or more, not %d", n.op, len(n.args))
	}
	parts := make([]predicate, len(n.args))
	for i, arg := range n.args {
		var err error
		if parts[i], err = c.predicate(arg); err != nil {
			return nil, err
		}
	}
	end := no // settles and; its opposite settles or
	if n.op == "or" {
		end = yes
	}
	return func(f Feature) truth {
		result := -end
		for _, part := range parts {
			switch t := part(f); t {
			case end:
				return end
			case unknown:
				result = unknown
			}
		}
		return result
	}, nil
}

func count(n node, want int) error {
	if len(n.args) != want {
		return fmt.Errorf("%s takes %d arguments, not %d", n.op, want, len(n.args))
	}
	return nil
}

// pair compiles the two arguments of n. A string may stand for a date beside a
// date, and one value for an array beside an array, since ('x') is 'x'.
func (c *compiler) pair(n node) (a, b term, err error) {
	if err = count(n, 2); err != nil {
		return a, b, err
	}
	if a, err = c.term(n.args[0]); err != nil {
		return a, b, err
	}
	if b, err = c.term(n.args[1]); err != nil {
		return a, b, err
	}
	switch {
	case a.typ == Time:
		b, err = asTime(b)
	case b.typ == Time:
		a, err = asTime(a)
	case a.typ == Array && b.typ != Array && n.args[1].literal != nil:
		b, err = c.array(n.args[1:])
	}
	if err == nil && a.typ != b.typ {
		err = fmt.Errorf("%s compares %s with %s", n.op, a.typ, b.typ)
	}
	return a, b, err
}

func asTime(t term) (term, error) {
	if t.text == "" {
		return t, nil
	}
	v, err := parseTime(t.text)
	return constant(Time, v), err
}

func constant(typ Type, v any) term {
	return term{typ: typ, value: func(Feature) any { return v }}
}

func (c *compiler) term(n node) (term, error) {
	switch {
	case n.op == "casei":
		return c.caseless(n)
	case n.op != "":
		return c.arithmetic(n)
	case n.property != "":
		return c.property(n.property)
	}
	switch v := n.literal.(type) {
	case string:
		return term{typ: String, value: func(Feature) any { return v }, text: v}, nil
	case float64:
		return constant(Number, v), nil
	case bool:
		return constant(Boolean, v), nil
	case interval:
		return constant(Time, v), nil
	case []node:
		return c.array(v)
	}
	return newShapeTerm(n.literal)
}

// property finds a property by its name.
func (c *compiler) property(name string) (term, error) {
	i := slices.IndexFunc(c.properties, func(p Property) bool { return p.Name == name })
	if i < 0 {
		names := make([]string, len(c.properties))
		for i, p := range c.properties {
			names[i] = p.Name
		}
		return term{}, fmt.Errorf("there is no property %q; there are %s", name, strings.Join(names, ", "))
	}
	typ := c.properties[i].Type
	if typ == Geometry {
		return term{typ: Geometry, value: func(f Feature) any { return newShape(f.Shape()) }}, nil
	}
	return term{typ: typ, value: func(f Feature) any { return valueOf(typ, f.Value(i)) }}, nil
}
