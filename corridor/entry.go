package corridor

import (
	"maps"
	"slices"
	"strings"
)

// entry enters all that one node is known by into an index.
type entry struct {
	x    *nameIndex
	node int32
	have map[string]bool // keys of names entered
}

// addNode enters the codes; then names and aliases as they are; then each of
// them in other letters and what of it names the city. A name counts for what
// it was entered as first.
func (e *entry) addNode(n *Node) {
	texts := append([]string{n.Name}, sortedValues(n.Names)...)
	names := len(texts)
	if n.Station != nil {
		texts = append(texts, n.Station.Aliases...)
		e.addCodes(n.Station.Codes)
	}
	written := make([]folded, len(texts))
	for i, text := range texts {
		tier := tierName
		if i >= names {
			tier = tierAlias
		}
		written[i] = fold(text)
		e.add(tier, text, written[i])
	}
	for i, text := range texts {
		spelled := e.x.spell.spellings(text)
		for _, f := range spelled {
			e.add(tierSpelled, text, f)
		}
		e.addReading(text, written)
		if city, _, qualified := strings.Cut(text, "("); qualified {
			e.addCity(text, append(e.x.spell.spellings(city), fold(city)))
		} else {
			e.addCity(text, append(spelled, written[i]))
		}
	}
}

// addCity enters what names the city in a name, given as it may be spelled.
func (e *entry) addCity(text string, names []folded) {
	for _, f := range names {
		e.add(tierCity, text, e.x.spell.core(withoutNumber(e.x.spell.core(f))))
	}
}

// add enters a term and its words.
func (e *entry) add(tier tier, text string, f folded) {
	if e.have[f.key] {
		return
	}
	e.have[f.key] = true
	t := e.addTerm(term{key: f.key, letters: letters(f.key), text: text, tier: tier})
	at := 0
	for _, w := range f.words {
		e.x.words = append(e.x.words, word{term: t, at: uint16(at), letter: uint16(len(letters(f.key[:at])))})
		if tier == tierCity {
			return // its later words are those of the name
		}
		at += len(w)
	}
}

func (e *entry) addTerm(t term) int32 {
	t.node = e.node
	e.x.terms = append(e.x.terms, t)
	return int32(len(e.x.terms) - 1)
}

// addCodes enters codes, and ESR codes without their check digit too, as
// tariffs print them.
func (e *entry) addCodes(codes map[string]string) {
	for _, kind := range slices.Sorted(maps.Keys(codes)) {
		key := fold(codes[kind]).key
		e.addWhole(e.x.codes, key, codes[kind])
		if kind == "esr" && len(key) == 6 {
			e.addWhole(e.x.codes, key[:5], codes[kind])
		}
	}
}

// addWhole enters a term that only matches as a whole, once.
func (e *entry) addWhole(into map[string][]int32, key, text string) {
	isHere := func(t int32) bool { return e.x.terms[t].node == e.node }
	if key != "" && !slices.ContainsFunc(into[key], isHere) {
		into[key] = append(into[key], e.addTerm(term{key: key, text: text, tier: tierCode}))
	}
}

// addReading enters the pinyin of a Chinese name, with u and with v for ü, and
// its abbreviations: the first letters of the syllables, and the first three
// consonants of the Latin name, which comes first among those written.
func (e *entry) addReading(text string, written []folded) {
	syllables, typed := e.x.spell.pinyin(text, written)
	if len(syllables) < 2 {
		return
	}
	var initials strings.Builder
	for _, s := range syllables {
		initials.WriteByte(s[0])
	}
	for _, key := range []string{strings.Join(syllables, ""), strings.Join(typed, "")} {
		e.add(tierSpelled, text, folded{[]string{key}, key})
	}
	e.addWhole(e.x.initials, initials.String(), text)
	if c := consonants(written[0].key); len(c) >= 3 {
		e.addWhole(e.x.initials, c[:3], text)
	}
}

func consonants(key string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("aeiouy", r) {
			return -1
		}
		return r
	}, key)
}

// withoutNumber leaves out a number at the end: Perm-2 is in Perm.
func withoutNumber(f folded) folded {
	last := len(f.words) - 1
	if last < 1 || strings.Trim(f.words[last], "0123456789") != "" {
		return f
	}
	return unfold(f.words[:last])
}
