package corridor

import (
	"cmp"
	"index/suffixarray"
	"maps"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"
)

// nameIndex answers which nodes a text stands for: [Network.Find] and
// [Network.Search] both read it. It never changes.
//
// It holds every name in every spelling once, as a term, and lists the words
// of all terms by what follows them, so that a name or word that begins in
// some way, with typing errors or without, lies beside its like. With 4,900
// stations it takes 4.5 MB.
type nameIndex struct {
	nodes     []*Node // by id
	spell     *speller
	terms     []term
	words     []word             // sorted by what follows
	codes     map[string][]int32 // terms that match only as a whole
	initials  map[string][]int32 // 哈尔滨 by heb or hrb
	text      *suffixarray.Index // keys of names and aliases, each after a zero byte
	texts     []textAt           // where in text they are, rising
	countries map[string]string  // folded name or code to the code
}

// term is one spelling of a node.
type term struct {
	key     string
	letters []letter // of key; none for a code
	text    string   // what it came from
	node    int32
	tier    tier
}

// tier says what a term is to its node; a lower one counts more.
type tier uint8

const (
	tierID tier = iota
	tierCode
	tierName
	tierAlias
	tierSpelled // a name or alias in other letters
	tierCity    // a name or alias without station words, number and qualifier: Berlin for Berlin Hbf
)

// word is where a word of a term begins, in bytes and in letters.
type word struct {
	term   int32
	at     uint16
	letter uint16
	shared uint16 // letters in common with the word before in the list
}

type textAt struct{ offset, term int32 }

func newNameIndex(nodes []*Node, countries []Country) *nameIndex {
	x := &nameIndex{
		nodes: nodes, spell: newSpeller(),
		codes: map[string][]int32{}, initials: map[string][]int32{}, countries: map[string]string{},
	}
	for i := range nodes {
		e := entry{x: x, node: int32(i), have: map[string]bool{"": true}}
		e.addNode(nodes[i])
	}
	slices.SortFunc(x.words, func(a, b word) int {
		return cmp.Or(cmp.Compare(x.follows(&a), x.follows(&b)), cmp.Compare(a.term, b.term))
	})
	for i := 1; i < len(x.words); i++ {
		x.words[i].shared = uint16(common(x.letters(&x.words[i-1]), x.letters(&x.words[i])))
	}
	x.indexTexts()
	for _, c := range countries {
		for _, name := range append(sortedValues(c.Names), c.ID) {
			x.countries[fold(name).key] = c.ID
		}
	}
	return x
}

// indexTexts lets search look inside names and aliases.
func (x *nameIndex) indexTexts() {
	var text []byte
	for i, t := range x.terms {
		if t.tier == tierName || t.tier == tierAlias {
			text = append(text, 0)
			x.texts = append(x.texts, textAt{int32(len(text)), int32(i)})
			text = append(text, t.key...)
		}
	}
	x.text = suffixarray.New(text)
}

// follows is what stands from the word on.
func (x *nameIndex) follows(w *word) string { return x.terms[w.term].key[w.at:] }

func (x *nameIndex) letters(w *word) []letter { return x.terms[w.term].letters[w.letter:] }

// beginning returns the words that begin with key, those that end there first.
func (x *nameIndex) beginning(key string) []word {
	first, _ := slices.BinarySearchFunc(x.words, key, func(w word, key string) int { return cmp.Compare(x.follows(&w), key) })
	rest := x.words[first:]
	n, _ := slices.BinarySearchFunc(rest, key, func(w word, key string) int {
		if strings.HasPrefix(x.follows(&w), key) {
			return -1
		}
		return 1
	})
	return rest[:n]
}

// sameScript returns the words that begin with a letter of the script that key
// begins with. The letters of an alphabet lie within 128 code points that begin
// at a multiple of that; beyond U+2E00 all are taken for Chinese.
func (x *nameIndex) sameScript(key string) []word {
	const chinese = 0x2E00
	first, _ := utf8.DecodeRuneInString(key)
	from, to := min(first&^0x7F, chinese), first|0x7F
	if from == chinese {
		to = utf8.MaxRune - 1
	}
	begin := func(r rune) int {
		return sort.Search(len(x.words), func(i int) bool { return x.follows(&x.words[i]) >= string(r) })
	}
	return x.words[begin(from):begin(to+1)]
}

// exact returns the terms that are key: codes, else names of the best tier.
func (x *nameIndex) exact(key string) []int32 {
	if found := x.codes[key]; len(found) > 0 {
		return found
	}
	var found []int32
	for _, w := range x.beginning(key) {
		t := &x.terms[w.term]
		if len(t.key) != int(w.at)+len(key) {
			break
		}
		if w.at > 0 || len(found) > 0 && x.terms[found[0]].tier < t.tier {
			continue
		}
		if len(found) > 0 && t.tier < x.terms[found[0]].tier {
			found = found[:0]
		}
		found = append(found, w.term)
	}
	return found
}

// byID returns the node of that id in any case of letters.
func (x *nameIndex) byID(id string) (*Node, bool) {
	i, ok := slices.BinarySearchFunc(x.nodes, strings.ToLower(strings.TrimSpace(id)),
		func(n *Node, id string) int { return cmp.Compare(n.ID, id) })
	if !ok {
		return nil, false
	}
	return x.nodes[i], true
}

// find returns the nodes of that id, else of that code, name, alias, other
// spelling or city, for the first form of the query that has any; the most
// important first, then by id. A city stands for its most important station,
// where there is one.
func (x *nameIndex) find(query string) []*Node {
	if n, ok := x.byID(query); ok {
		return []*Node{n}
	}
	for _, f := range x.spell.forms(query) {
		found := x.exact(f.key)
		if len(found) == 0 || f.sound {
			continue
		}
		var nodes []*Node
		for _, t := range found {
			nodes = append(nodes, x.nodes[x.terms[t].node])
		}
		slices.SortFunc(nodes, func(a, b *Node) int {
			return cmp.Or(cmp.Compare(b.Importance, a.Importance), cmp.Compare(a.ID, b.ID))
		})
		if x.terms[found[0]].tier == tierCity && (len(nodes) == 1 || nodes[0].Importance > nodes[1].Importance) {
			return nodes[:1]
		}
		return nodes
	}
	return nil
}

// common is how many letters two names begin with alike.
func common(a, b []letter) int {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n
}

// sortedValues returns the values of m by key.
func sortedValues[M ~map[string]string](m M) []string {
	out := make([]string, 0, len(m))
	for _, k := range slices.Sorted(maps.Keys(m)) {
		out = append(out, m[k])
	}
	return out
}
