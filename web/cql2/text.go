package cql2

import (
	"fmt"
	"slices"
	"strings"

	"github.com/paulmach/orb"
)

// textParser reads the text encoding by precedence: OR, AND, NOT, comparisons,
// sums, products, powers, signs. What stands where is checked when the tree is
// compiled, so one rule serves booleans, numbers and strings.
type textParser struct {
	tokens    []token
	transform func(orb.Point) (orb.Point, error)
	budget    budget
}

func (p *textParser) peek() token { return p.tokens[0] }

func (p *textParser) next() token {
	t := p.tokens[0]
	if t.kind != tokenEnd {
		p.tokens = p.tokens[1:]
	}
	return t
}

// accept takes the next token where it is one of words, and returns which.
func (p *textParser) accept(words ...string) (string, bool) {
	for _, word := range words {
		if p.peek().is(word) {
			p.next()
			return word, true
		}
	}
	return "", false
}

func (p *textParser) expect(word string) error {
	if _, ok := p.accept(word); !ok {
		return p.unexpected(p.peek(), word)
	}
	return nil
}

func (p *textParser) unexpected(t token, wanted string) error {
	return fmt.Errorf("character %d: %s, where %s is expected", t.at, t, wanted)
}

func (p *textParser) parse() (node, error) {
	root, err := p.disjunction()
	if err == nil && p.peek().kind != tokenEnd {
		err = p.unexpected(p.peek(), "AND, OR or the end")
	}
	return root, err
}

func (p *textParser) disjunction() (node, error) { return p.joined("OR", "or", p.conjunction) }

func (p *textParser) conjunction() (node, error) { return p.joined("AND", "and", p.negation) }

// joined reads parts with one keyword between any two.
func (p *textParser) joined(keyword, op string, part func() (node, error)) (node, error) {
	first, err := part()
	if err != nil || !p.peek().is(keyword) {
		return first, err
	}
	parts := []node{first}
	for {
		if _, ok := p.accept(keyword); !ok {
			return operator(op, parts...), nil
		}
		next, err := part()
		if err != nil {
			return node{}, err
		}
		parts = append(parts, next)
	}
}

func (p *textParser) negation() (node, error) {
	if err := p.budget.enter(); err != nil {
		return node{}, err
	}
	defer p.budget.leave()
	if _, ok := p.accept("NOT"); !ok {
		return p.comparison()
	}
	inner, err := p.negation()
	return operator("not", inner), err
}

func (p *textParser) comparison() (node, error) {
	left, err := p.sum()
	if err != nil {
		return node{}, err
	}
	if op, ok := p.accept("=", "<>", "<=", ">=", "<", ">"); ok {
		right, err := p.sum()
		return operator(op, left, right), err
	}
	if _, ok := p.accept("IS"); ok {
		_, negated := p.accept("NOT")
		return inverted(negated, operator("isnull", left)), p.expect("NULL")
	}
	at := p.peek()
	_, negated := p.accept("NOT")
	switch op, _ := p.accept("LIKE", "BETWEEN", "IN"); op {
	case "LIKE":
		pattern, err := p.sum()
		return inverted(negated, operator("like", left, pattern)), err
	case "BETWEEN":
		low, err := p.sum()
		if err == nil {
			err = p.expect("AND")
		}
		if err != nil {
			return node{}, err
		}
		high, err := p.sum()
		return inverted(negated, operator("between", left, low, high)), err
	case "IN":
		list, err := p.list()
		return inverted(negated, operator("in", left, list)), err
	}
	if negated {
		return node{}, p.unexpected(at, "AND, OR or the end")
	}
	return left, nil
}

func inverted(negated bool, n node) node {
	if negated {
		return operator("not", n)
	}
	return n
}

func (p *textParser) sum() (node, error) { return p.chain(p.product, "+", "-") }

func (p *textParser) product() (node, error) { return p.chain(p.power, "*", "/", "%", "DIV") }

// chain reads operators of one precedence, from the left.
func (p *textParser) chain(part func() (node, error), signs ...string) (node, error) {
	left, err := part()
	for err == nil {
		sign, ok := p.accept(signs...)
		if !ok {
			break
		}
		var right node
		right, err = part()
		left = operator(strings.ToLower(sign), left, right)
		p.budget.nodes++
	}
	return left, err
}

func (p *textParser) power() (node, error) {
	base, err := p.sign()
	if err != nil {
		return node{}, err
	}
	if _, ok := p.accept("^"); !ok {
		return base, nil
	}
	exponent, err := p.sign()
	return operator("^", base, exponent), err
}

func (p *textParser) sign() (node, error) {
	_, minus := p.accept("-")
	if !minus {
		p.accept("+")
	}
	value, err := p.atom()
	if err != nil || !minus {
		return value, err
	}
	if v, ok := value.literal.(float64); ok {
		return node{literal: -v}, nil
	}
	return operator("*", node{literal: -1.0}, value), nil
}

// keywords may be the name of a property only in double quotes.
var keywords = []string{"AND", "OR", "NOT", "LIKE", "BETWEEN", "IN", "IS", "NULL", "DIV"}

func (p *textParser) atom() (node, error) {
	if err := p.budget.enter(); err != nil {
		return node{}, err
	}
	defer p.budget.leave()
	if p.peek().is("(") {
		return p.parenthesis()
	}
	t := p.next()
	switch t.kind {
	case tokenNumber:
		return node{literal: t.number}, nil
	case tokenText:
		return node{literal: t.text}, nil
	case tokenQuoted:
		return node{property: t.text}, nil
	case tokenWord:
		if slices.ContainsFunc(keywords, t.is) {
			break
		}
		return p.word(t)
	}
	return node{}, p.unexpected(t, "a property, a value or a function")
}

// parenthesis reads a part in parentheses, or an array literal: an empty one or
// one with a comma.
func (p *textParser) parenthesis() (node, error) {
	p.next()
	if _, ok := p.accept(")"); ok {
		return node{literal: []node{}}, nil
	}
	inner, err := p.disjunction()
	if err != nil {
		return node{}, err
	}
	if !p.peek().is(",") {
		return inner, p.expect(")")
	}
	list, err := p.rest(inner)
	return node{literal: list}, err
}

// list reads one or more values in parentheses.
func (p *textParser) list() (node, error) {
	if err := p.expect("("); err != nil {
		return node{}, err
	}
	first, err := p.disjunction()
	if err != nil {
		return node{}, err
	}
	list, err := p.rest(first)
	return node{literal: list}, err
}

// rest reads what follows the first of a list in parentheses, and its end.
func (p *textParser) rest(first node) ([]node, error) {
	list := []node{first}
	for {
		if _, ok := p.accept(","); !ok {
			return list, p.expect(")")
		}
		next, err := p.disjunction()
		if err != nil {
			return nil, err
		}
		list = append(list, next)
	}
}

// word reads what begins with a word: a boolean, a date, a geometry, a function
// or a property.
func (p *textParser) word(t token) (node, error) {
	switch {
	case t.is("TRUE"), t.is("FALSE"):
		return node{literal: t.is("TRUE")}, nil
	case isShape(t):
		return p.shape(t)
	case !p.peek().is("("):
		return node{property: t.text}, nil
	}
	arguments, err := p.list()
	if err != nil {
		return node{}, err
	}
	list := arguments.literal.([]node)
	name := strings.ToLower(t.text)
	if name == "date" || name == "timestamp" || name == "interval" {
		value, err := readMoment(name, list)
		if err != nil {
			return node{}, fmt.Errorf("character %d: %w", t.at, err)
		}
		return node{literal: value}, nil
	}
	if !slices.Contains(functions, name) {
		return node{}, fmt.Errorf("character %d: there is no function %s; there are %s", t.at, t.text, strings.Join(functions, ", "))
	}
	return operator(name, list...), nil
}
