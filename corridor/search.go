package corridor

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Hit is an answer of [Network.Search].
type Hit struct {
	Node    *Node
	Match   MatchKind
	Matched string // the id, code, name or alias that matched

	edits int // for MatchFuzzy
}

// MatchKind says how well a name matches, best first.
type MatchKind int

// The kinds of match.
const (
	MatchExact     MatchKind = iota // the whole id, code or name
	MatchPrefix                     // the start of a name
	MatchWord                       // the start of a later word
	MatchSubstring                  // within a name
	MatchFuzzy                      // the start of a name but for typing errors
	noMatch
)

// Search returns the stations and crossings whose id, code, name or alias
// resembles q, at most limit: by kind of match, then importance, then id. It
// folds what [Network.Find] folds. Where nothing matches as it is written, one
// typing error is forgiven in 4 letters or more, two in 8 or more. An empty q
// finds nothing.
func (n *Network) Search(q string, limit int) []Hit { return n.names.search(q, limit) }

func (x *nameIndex) search(q string, limit int) []Hit {
	key, _ := fold(q)
	if key == "" || limit < 1 {
		return nil
	}
	hits := x.collect(func(e *nameEntry) (MatchKind, int) { return e.match(key), 0 })
	if letters := utf8.RuneCountInString(key); len(hits) == 0 && letters >= 4 {
		hits = x.fuzzy(key, min(letters/4, 2))
	}
	return hits[:min(limit, len(hits))]
}

// nearest returns the nodes whose names come closest to q: what search finds,
// or else names where up to half of the letters differ.
func (x *nameIndex) nearest(q string, limit int) []*Node {
	hits := x.search(q, limit)
	if key, _ := fold(q); len(hits) == 0 && key != "" {
		hits = x.fuzzy(key, utf8.RuneCountInString(key)/2)
	}
	nodes := make([]*Node, 0, limit)
	for _, h := range hits[:min(limit, len(hits))] {
		nodes = append(nodes, h.Node)
	}
	return nodes
}

func (x *nameIndex) fuzzy(key string, maxEdits int) []Hit {
	d := newEditDistance(key)
	return x.collect(func(e *nameEntry) (MatchKind, int) {
		if e.whole || len(d.query)-len(e.key) > maxEdits { // too short, even letter for letter
			return noMatch, 0
		}
		if edits := d.toPrefix(e.key); edits <= maxEdits {
			return MatchFuzzy, edits
		}
		return noMatch, 0
	})
}

// collect returns the best match of each node, best first.
func (x *nameIndex) collect(match func(*nameEntry) (MatchKind, int)) []Hit {
	var hits []Hit
	for i := range x.entries {
		e := &x.entries[i]
		kind, edits := match(e)
		if kind == noMatch {
			continue
		}
		h := Hit{e.node, kind, e.text, edits}
		if last := len(hits) - 1; last < 0 || hits[last].Node != e.node {
			hits = append(hits, h)
		} else if cmp.Or(cmp.Compare(h.Match, hits[last].Match), cmp.Compare(h.edits, hits[last].edits)) < 0 {
			hits[last] = h
		}
	}
	slices.SortStableFunc(hits, func(a, b Hit) int {
		return cmp.Or(
			cmp.Compare(a.Match, b.Match),
			cmp.Compare(a.edits, b.edits),
			cmp.Compare(b.Node.Importance, a.Node.Importance),
			cmp.Compare(a.Node.ID, b.Node.ID))
	})
	return hits
}

// match compares the entry with a key as it is written.
func (e *nameEntry) match(key string) MatchKind {
	at := strings.Index(e.key, key)
	switch {
	case at < 0 || e.whole && e.key != key:
		return noMatch
	case e.key == key:
		return MatchExact
	case at == 0:
		return MatchPrefix
	}
	for _, w := range e.words {
		if strings.HasPrefix(e.key[w:], key) {
			return MatchWord
		}
	}
	return MatchSubstring
}
