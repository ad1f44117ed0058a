package corridor

import (
	"cmp"
	"slices"
	"sort"
)

// MaxQuery is the longest text that names a place or is searched for, in bytes.
const MaxQuery = 200

// Hit is an answer of [Network.Search].
type Hit struct {
	Node    *Node
	Match   MatchKind
	Matched string // the id, code, name or alias that matched
}

// MatchKind says how well a name matches, best first.
type MatchKind int

// The kinds of match.
const (
	MatchExact     MatchKind = iota // the whole id, code or name
	MatchPrefix                     // the start of a name
	MatchWord                       // the start of a later word, or of several in any order
	MatchInitials                   // the initials of the syllables of a Chinese name
	MatchSubstring                  // within a name
	MatchFuzzy                      // the start of a name but for typing errors
)

// Search returns the stations and crossings whose id, code, name or alias
// resembles q, at most limit: by kind of match, names as written before other
// spellings, then by importance, by what of the name is left, and by id.
//
// It reads all that [Network.Find] reads, and what Find finds comes first.
// Where no name has the words of q, it looks inside names, and forgives a
// typing error in 3 letters or more and two in 6 or more: a letter put in, left
// out, replaced, or swapped with its neighbour. Where names only begin with q,
// places of importance 3 or more that are one error in 4 letters away come
// last. A letter of Lao or Thai counts with its marks. Chinese is forgiven a
// character that sounds the same. An empty q finds nothing, nor does one longer
// than [MaxQuery].
func (n *Network) Search(q string, limit int) []Hit { return n.names.search(q, limit) }

func (x *nameIndex) search(q string, limit int) []Hit {
	if limit < 1 || len(q) > MaxQuery {
		return nil
	}
	forms := x.spell.forms(q)
	c := newCollector(x)
	whole := c.literal(q, forms)
	if len(c.hits) == 0 {
		c.everyWord(forms)
	}
	switch {
	case len(c.hits) == 0:
		c.within(forms)
		c.similar(forms, 0, func(letters int) int { return min(letters/3, 2) })
	case !whole:
		c.similar(forms, 3, func(letters int) int { return min(letters/4, 1) })
	}
	return c.best(limit)
}

// nearest returns the nodes whose names come closest to q: what search finds,
// or else names where up to half of the letters differ, but no more than three.
func (x *nameIndex) nearest(q string, limit int) []*Node {
	hits := x.search(q, limit)
	if len(hits) == 0 && len(q) <= MaxQuery {
		c := newCollector(x)
		c.similar(x.spell.forms(q), 0, func(letters int) int { return min(letters/2, 3) })
		hits = c.best(limit)
	}
	nodes := make([]*Node, 0, limit)
	for _, h := range hits {
		nodes = append(nodes, h.Node)
	}
	return nodes
}

// collector gathers the best match of each node.
type collector struct {
	x    *nameIndex
	rank []uint64 // by node, less is better; 0: no match
	term []int32  // by node, what matched; -1: the id
	hits []int32  // nodes, in the order of their first match
}

func newCollector(x *nameIndex) *collector {
	return &collector{x: x, rank: make([]uint64, len(x.nodes)), term: make([]int32, len(x.nodes))}
}

// offer notes a match. Matches of a kind go by their grade, then by the
// importance of the node, then by how much of the name is left, in bytes.
func (c *collector) offer(node, term int32, kind MatchKind, grade, left int) {
	rank := uint64(kind+1)<<24 | uint64(min(grade, 255))<<16 | uint64(255-c.x.nodes[node].Importance)<<8 | uint64(min(left, 255))
	switch old := c.rank[node]; {
	case old == 0:
		c.hits = append(c.hits, node)
	case old <= rank:
		return
	}
	c.rank[node], c.term[node] = rank, term
}

func (c *collector) offerTerm(term int32, kind MatchKind, grade, left int) {
	c.offer(c.x.terms[term].node, term, kind, grade, left)
}

// literal offers ids, codes, names, words and initials that are or begin with a
// form of the query, up to the first form that is all of one; it tells whether
// there was such a form.
func (c *collector) literal(q string, forms []form) (whole bool) {
	if n, ok := c.x.byID(q); ok {
		c.offer(int32(n.index), -1, MatchExact, 0, 0)
	}
	for i, f := range forms {
		if f.sound {
			continue
		}
		exact := c.x.exact(f.key)
		for _, t := range exact {
			c.offerTerm(t, MatchExact, 1+i, 0)
		}
		for _, w := range c.x.beginning(f.key) {
			kind, grade := MatchPrefix, 2*i
			if w.at > 0 {
				kind = MatchWord
			}
			if c.x.terms[w.term].tier == tierSpelled {
				grade++
			}
			c.offerTerm(w.term, kind, grade, len(c.x.follows(&w))-len(f.key))
		}
		for _, t := range c.x.initials[f.key] {
			c.offerTerm(t, MatchInitials, i, 0)
		}
		if len(exact) > 0 {
			return true
		}
	}
	return len(c.hits) > 0 && c.rank[c.hits[0]]>>24 == uint64(MatchExact+1)
}

// everyWord offers the nodes of which each word of a form begins a word or is
// the country: those first that have no other.
func (c *collector) everyWord(forms []form) {
	const most = 8 // words; more are not read
	for _, f := range forms {
		if words := f.words; len(words) > 1 && len(words) <= most && !f.sound {
			c.words(words)
		}
	}
}

func (c *collector) words(words []string) {
	type match struct {
		words uint8 // how many, from the first on
		named int   // bytes of those that begin a word of term
		term  int32
	}
	nodes := make([]match, len(c.x.nodes))
	for i, key := range words {
		if country := c.x.countries[key]; country != "" {
			for node := range nodes {
				if m := &nodes[node]; m.words == uint8(i) && c.x.nodes[node].in(country) {
					m.words++
				}
			}
		}
		for _, w := range c.x.beginning(key) {
			m := &nodes[c.x.terms[w.term].node]
			if m.words != uint8(i) {
				continue // lacks a word before, or has this one already
			}
			if m.words++; m.named == 0 {
				m.term = w.term
			}
			m.named += len(key)
		}
	}
	for node, m := range nodes {
		if int(m.words) == len(words) && m.named > 0 {
			left := max(len(c.x.terms[m.term].key)-m.named, 0)
			c.offer(int32(node), m.term, MatchWord, min(left, 1), left)
		}
	}
}

// within offers the names and aliases that have a form of the query inside.
func (c *collector) within(forms []form) {
	for _, f := range forms {
		if f.sound {
			continue
		}
		for _, at := range c.x.text.Lookup([]byte(f.key), -1) {
			i := sort.Search(len(c.x.texts), func(i int) bool { return int(c.x.texts[i].offset) > at }) - 1
			c.offerTerm(c.x.texts[i].term, MatchSubstring, 0, at-int(c.x.texts[i].offset))
		}
	}
}

// similar offers names and words of nodes of some importance that begin like a
// form of the query but for as many edits as its letters allow: by edits, then those that keep its first
// letter, then names before words, then those that are like it to the end.
func (c *collector) similar(forms []form, importance int, allowed func(letters int) int) {
	for _, f := range forms {
		query := letters(f.key)
		most := allowed(len(query))
		if most == 0 && !f.sound {
			continue
		}
		newTypos(query, most).walk(c.x, c.x.sameScript(f.key), func(w *word, e edits) {
			if c.x.nodes[c.x.terms[w.term].node].Importance < importance {
				return
			}
			name := c.x.letters(w)
			grade := min(e.prefix, 7) << 3
			if name[0] != query[0] {
				grade |= 4
			}
			if w.at > 0 {
				grade |= 2
			}
			if e.whole > e.prefix {
				grade |= 1
			}
			c.offerTerm(w.term, MatchFuzzy, grade, max(len(name)-len(query), 0))
		})
	}
}

// best returns the best hits, at most limit.
func (c *collector) best(limit int) []Hit {
	slices.SortFunc(c.hits, func(a, b int32) int { return cmp.Or(cmp.Compare(c.rank[a], c.rank[b]), cmp.Compare(a, b)) })
	hits := make([]Hit, 0, min(limit, len(c.hits)))
	for _, node := range c.hits[:min(limit, len(c.hits))] {
		hit := Hit{Node: c.x.nodes[node], Match: MatchKind(c.rank[node]>>24 - 1)}
		if hit.Matched = hit.Node.ID; c.term[node] >= 0 {
			hit.Matched = c.x.terms[c.term[node]].text
		}
		hits = append(hits, hit)
	}
	return hits
}
