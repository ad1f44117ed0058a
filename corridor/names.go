package corridor

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// nameIndex answers which nodes a word stands for. Its keys are folded.
type nameIndex struct {
	byID    map[string]*Node
	codes   map[string][]*Node
	names   map[string][]*Node
	aliases map[string][]*Node
	entries []nameEntry // by node id; what search goes through
}

// nameEntry is one id, code, name or alias of a node.
type nameEntry struct {
	node  *Node
	text  string
	key   string
	words []int // where in key the second and later words begin
	whole bool  // an id or a code, which matches only as a whole
}

func newNameIndex(nodes []*Node) nameIndex {
	x := nameIndex{
		byID:    make(map[string]*Node, len(nodes)),
		codes:   map[string][]*Node{},
		names:   map[string][]*Node{},
		aliases: map[string][]*Node{},
	}
	for _, n := range nodes {
		x.byID[n.ID] = n
		x.add(n, nil, true, n.ID)
		x.add(n, x.names, false, n.Name)
		x.add(n, x.names, false, sortedValues(n.Names)...)
		if n.Station != nil {
			x.add(n, x.codes, true, sortedValues(n.Station.Codes)...)
			x.add(n, x.aliases, false, n.Station.Aliases...)
		}
	}
	return x
}

// add enters words that stand for a node; those that fold to a key it already
// has there are left out.
func (x *nameIndex) add(n *Node, into map[string][]*Node, whole bool, words ...string) {
	for _, text := range words {
		key, starts := fold(text)
		if key == "" || slices.Contains(into[key], n) {
			continue
		}
		if into != nil {
			into[key] = append(into[key], n)
		}
		x.entries = append(x.entries, nameEntry{n, text, key, starts, whole})
	}
}

// find returns the nodes of that id, else of that code, else of that name, else
// of that alias; the most important first, then by id.
func (x *nameIndex) find(query string) []*Node {
	if n := x.byID[strings.ToLower(strings.TrimSpace(query))]; n != nil {
		return []*Node{n}
	}
	key, _ := fold(query)
	for _, by := range []map[string][]*Node{x.codes, x.names, x.aliases} {
		if found := by[key]; len(found) > 0 {
			return slices.SortedFunc(slices.Values(found), func(a, b *Node) int {
				return cmp.Or(cmp.Compare(b.Importance, a.Importance), cmp.Compare(a.ID, b.ID))
			})
		}
	}
	return nil
}

// fold returns what two spellings of a name have in common, and where in it the
// second and later words begin.
//
// It takes compatibility forms apart (Unicode NFKD), lowers case, and keeps
// letters, digits and the marks of scripts where they are vowels or tones: the
// marks of Latin, Cyrillic and Greek letters go, those of Lao and Thai stay.
func fold(s string) (key string, words []int) {
	var b strings.Builder
	accents := false // marks here belong to a Latin, Cyrillic or Greek letter
	gap := false
	for _, r := range norm.NFKD.String(s) {
		switch {
		case unicode.IsMark(r) && accents:
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			if gap && b.Len() > 0 {
				words = append(words, b.Len())
			}
			gap = false
			accents = unicode.In(r, unicode.Latin, unicode.Cyrillic, unicode.Greek)
			b.WriteRune(unicode.ToLower(r))
		case r == '\'' || r == '’' || r == 'ʼ': // Xi'an is one word
		default:
			gap = true
		}
	}
	return b.String(), words
}

// sortedValues returns the values of m by key.
func sortedValues[M ~map[string]string](m M) []string {
	out := make([]string, 0, len(m))
	for _, k := range slices.Sorted(maps.Keys(m)) {
		out = append(out, m[k])
	}
	return out
}
