package cql2

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"

	"golang.org/x/text/cases"
)

// valueOf brings the value of a property to that of a term of its type; what is
// not of the type is null.
func valueOf(typ Type, v any) any {
	switch v := v.(type) {
	case int:
		if typ == Number {
			return float64(v)
		}
	case float64:
		if typ == Number {
			return v
		}
	case bool:
		if typ == Boolean {
			return v
		}
	case string:
		if typ == Time {
			if moment, err := parseTime(v); err == nil {
				return moment
			}
			return nil
		}
		if typ == String {
			return v
		}
	case []string:
		if typ == Array && v != nil {
			return v
		}
	case []int:
		if typ == Array && v != nil {
			list := make([]string, len(v))
			for i, n := range v {
				list[i] = strconv.Itoa(n)
			}
			return list
		}
	}
	return nil
}

func (c *compiler) comparison(n node) (predicate, error) {
	a, b, err := c.pair(n)
	if err == nil && (a.typ == Array || a.typ == Geometry || a.typ == Boolean && n.op != "=" && n.op != "<>") {
		err = fmt.Errorf("%s does not compare %s", n.op, a.typ)
	}
	return func(f Feature) truth {
		x, y := a.value(f), b.value(f)
		if x == nil || y == nil {
			return unknown
		}
		return truthOf(compare(n.op, x, y))
	}, err
}

// compare compares two values of one type.
func compare(op string, x, y any) bool {
	switch x := x.(type) {
	case string:
		return ordered(op, cmp.Compare(x, y.(string)))
	case float64:
		return ordered(op, cmp.Compare(x, y.(float64)))
	case interval:
		return order(op, x, y.(interval))
	}
	return (x == y) == (op == "=")
}

func ordered(op string, sign int) bool {
	switch op {
	case "=":
		return sign == 0
	case "<>":
		return sign != 0
	case "<":
		return sign < 0
	case ">":
		return sign > 0
	case "<=":
		return sign <= 0
	}
	return sign >= 0
}

func (c *compiler) in(n node) (predicate, error) {
	if err := count(n, 2); err != nil {
		return nil, err
	}
	list, ok := n.args[1].literal.([]node)
	if !ok || len(list) == 0 {
		return nil, fmt.Errorf("in takes a list of values")
	}
	anyOf := operator("or")
	for _, v := range list {
		anyOf.args = append(anyOf.args, operator("=", n.args[0], v))
	}
	if len(anyOf.args) == 1 {
		return c.predicate(anyOf.args[0])
	}
	return c.predicate(anyOf)
}

// like matches a pattern in which % stands for any text, _ for one character,
// and a backslash takes the next as it is.
func (c *compiler) like(n node) (predicate, error) {
	a, b, err := c.pair(n)
	if err == nil && a.typ != String {
		err = fmt.Errorf("like does not compare %s", a.typ)
	}
	return func(f Feature) truth {
		text, ok := a.value(f).(string)
		pattern, too := b.value(f).(string)
		if !ok || !too {
			return unknown
		}
		return truthOf(matches([]rune(text), []rune(pattern)))
	}, err
}

// matches goes back to the last % alone, so its cost is at most the product of
// both lengths.
func matches(text, pattern []rune) bool {
	t, p := 0, 0
	star, resume := -1, 0 // place of the last %, and where its text ends
	for t < len(text) {
		escaped := p+1 < len(pattern) && pattern[p] == '\\'
		switch {
		case escaped && pattern[p+1] == text[t]:
			t, p = t+1, p+2
		case !escaped && p < len(pattern) && pattern[p] == '%':
			star, resume = p, t
			p++
		case !escaped && p < len(pattern) && (pattern[p] == '_' || pattern[p] == text[t]):
			t, p = t+1, p+1
		case star >= 0:
			resume++
			t, p = resume, star+1
		default:
			return false
		}
	}
	for p < len(pattern) && pattern[p] == '%' {
		p++
	}
	return p == len(pattern)
}

// caseless folds the case of a string (Unicode, section 3.13).
func (c *compiler) caseless(n node) (term, error) {
	if err := count(n, 1); err != nil {
		return term{}, err
	}
	inner, err := c.term(n.args[0])
	if err == nil && inner.typ != String {
		err = fmt.Errorf("casei takes a string, not %s", inner.typ)
	}
	if err != nil {
		return term{}, err
	}
	if inner.text != "" {
		return constant(String, cases.Fold().String(inner.text)), nil
	}
	return term{typ: String, value: func(f Feature) any {
		s, ok := inner.value(f).(string)
		if !ok {
			return nil
		}
		return cases.Fold().String(s)
	}}, nil
}

func (c *compiler) arithmetic(n node) (term, error) {
	if !slices.Contains([]string{"+", "-", "*", "/", "%", "^", "div"}, n.op) {
		return term{}, fmt.Errorf("%s stands where a value is expected", n.op)
	}
	a, b, err := c.pair(n)
	if err == nil && a.typ != Number {
		err = fmt.Errorf("%s does not calculate with %s", n.op, a.typ)
	}
	if err != nil {
		return term{}, err
	}
	return term{typ: Number, value: func(f Feature) any {
		x, ok := a.value(f).(float64)
		y, too := b.value(f).(float64)
		if !ok || !too {
			return nil
		}
		if z := calculate(n.op, x, y); !math.IsNaN(z) && !math.IsInf(z, 0) {
			return z
		}
		return nil // as a division by zero: unknown
	}}, nil
}

func calculate(op string, x, y float64) float64 {
	switch op {
	case "+":
		return x + y
	case "-":
		return x - y
	case "*":
		return x * y
	case "/":
		return x / y
	case "%":
		return math.Mod(x, y)
	case "div":
		return math.Trunc(x / y)
	}
	return math.Pow(x, y)
}

// array is a literal of strings and numbers.
func (c *compiler) array(list []node) (term, error) {
	values := make([]string, len(list))
	for i, n := range list {
		switch v := n.literal.(type) {
		case string:
			values[i] = v
		case float64:
			values[i] = strconv.FormatFloat(v, 'f', -1, 64)
		default:
			return term{}, fmt.Errorf("an array holds strings and numbers")
		}
	}
	return constant(Array, values), nil
}

// relation compiles the functions that relate two times, arrays or geometries.
func (c *compiler) relation(op string) (func(node) (predicate, error), bool) {
	if holds, ok := temporal[op]; ok {
		return func(n node) (predicate, error) { return related(c, n, Time, holds) }, true
	}
	if holds, ok := arrays[op]; ok {
		return func(n node) (predicate, error) { return related(c, n, Array, holds) }, true
	}
	if holds, ok := spatial[op]; ok {
		return func(n node) (predicate, error) { return related(c, n, Geometry, holds) }, true
	}
	return nil, false
}

func related[T any](c *compiler, n node, typ Type, holds func(a, b T) bool) (predicate, error) {
	a, b, err := c.pair(n)
	if err == nil && a.typ != typ {
		err = fmt.Errorf("%s relates %s, not %s", n.op, typ, a.typ)
	}
	return func(f Feature) truth {
		x, ok := a.value(f).(T)
		y, too := b.value(f).(T)
		if !ok || !too {
			return unknown
		}
		return truthOf(holds(x, y))
	}, err
}

// arrays relates arrays as sets.
var arrays = map[string]func(a, b []string) bool{
	"a_contains":    func(a, b []string) bool { return subset(b, a) },
	"a_containedby": subset,
	"a_equals":      func(a, b []string) bool { return subset(a, b) && subset(b, a) },
	"a_overlaps": func(a, b []string) bool {
		return slices.ContainsFunc(a, func(v string) bool { return slices.Contains(b, v) })
	},
}

func subset(a, b []string) bool {
	return !slices.ContainsFunc(a, func(v string) bool { return !slices.Contains(b, v) })
}
