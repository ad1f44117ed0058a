package corridor

import (
	"slices"
	"strings"
	"unicode"

	"github.com/mozillazg/go-pinyin"
	"golang.org/x/text/unicode/norm"
)

// cyrillicLatin spells Cyrillic in Latin letters, folded, by five systems:
//
//	1  BGN/PCGN 1947, as on maps in English
//	2  ICAO Doc 9303 part 3, as in passports; ALA-LC without its marks
//	3  ISO 9:1995 and the scientific system, without their marks
//	4  German, as Duden has it
//	5  Polish, as PWN has it
//
// A row with + is for the start of a word and after a vowel or sign. A sign
// without a row has no letter.
const cyrillicLatin = `
а a a a a a
б b b b b b
в v v v w w
г g g g g g
д d d d d d
е e e e e ie
+е ye e e je je
ж zh zh z sch z
з z z z s z
и i i i i i
й y i j i j
к k k k k k
л l l l l l
м m m m m m
н n n n n n
о o o o o o
п p p p p p
р r r r r r
с s s s s s
т t t t t t
у u u u u u
ф f f f f f
х kh kh h ch ch
ц ts ts c z c
ч ch ch c tsch cz
ш sh sh s sch sz
щ shch shch s schtsch szcz
ы y y y y y
э e e e e e
ю yu iu u ju iu
+ю yu iu u ju ju
я ya ia a ja ia
+я ya ia a ja ja
`

// stationWords say what a place is, not which, and may be left out or put on
// either side of its name: "станция Зима", "Berlin Hbf", "Samara station".
const stationWords = `
station stn railway train rail terminal junction central passenger pass
bahnhof bhf hbf hauptbahnhof dworzec stacja glowny glowna centralna centralny
vokzal stantsiya glavny glavnyy glavnaya passazhirsky passazhirskiy passazhirskaya
tsentralny tsentralnyy tsentralnaya centralnaja pasazhyrski pasazyrski zhan huochezhan
станция ст вокзал ж д жд железнодорожный железнодорожная главный главная пасс
пассажирский пассажирская центральный центральная станцыя вакзал бекеті өртөө
`

// stationAffixes are station words of scripts that put no space there.
const stationAffixes = `
火车站 火車站 车站 車站 站 สถานีรถไฟ สถานี ชุมทาง ສະຖານີລົດໄຟ ສະຖານີ
`

// speller knows how names are spelled and worded. It never changes.
type speller struct {
	latin   map[string][]string // rows of cyrillicLatin
	words   map[string]bool     // stationWords and stationAffixes
	affixes []string            // stationAffixes, a longer one before what it holds
	typed   *strings.Replacer   // v for ü, as keyboards for pinyin have it
}

func newSpeller() *speller {
	s := &speller{latin: map[string][]string{}, words: map[string]bool{}, affixes: strings.Fields(stationAffixes)}
	s.typed = strings.NewReplacer("ü", "v", "ǖ", "v", "ǘ", "v", "ǚ", "v", "ǜ", "v")
	for line := range strings.Lines(strings.TrimSpace(cyrillicLatin)) {
		row := strings.Fields(line)
		s.latin[row[0]] = row[1:]
	}
	for _, word := range strings.Fields(stationWords) {
		s.words[fold(word).key] = true
	}
	for i, affix := range s.affixes {
		s.affixes[i] = fold(affix).key
		s.words[s.affixes[i]] = true
	}
	return s
}

// form is a way to read what somebody typed.
type form struct {
	folded
	sound bool // it sounds like what was typed, which is not enough to name a place
}

// forms returns the ways to read q, the most literal first: as it stands,
// without station words, Cyrillic in Latin letters, pinyin without the digits
// of its tones, and Chinese by its sound, which forgives a wrong character and
// reads the traditional ones. It is empty where q has no letter or digit.
func (s *speller) forms(q string) []form {
	var list []form
	add := func(f folded, sound bool) {
		if f.key != "" && !slices.ContainsFunc(list, func(have form) bool { return have.key == f.key }) {
			list = append(list, form{f, sound})
		}
	}
	written := fold(q)
	core := s.core(written)
	add(written, false)
	add(core, false)
	if isCyrillic(q) {
		add(s.core(shortEndings(fold(s.romanize(q, 0)))), false)
	}
	add(withoutTones(core), false)
	syllables, _ := s.pinyin(core.key, nil)
	add(unfold(syllables), true)
	return list
}

// core leaves out the station words at both ends, but never all there is.
func (s *speller) core(f folded) folded {
	words := f.words
	for len(words) > 1 && s.words[words[0]] {
		words = words[1:]
	}
	for len(words) > 1 && s.words[words[len(words)-1]] {
		words = words[:len(words)-1]
	}
	words = slices.Clone(words)
	for i := range words {
		for _, affix := range s.affixes {
			if bare := strings.TrimSuffix(strings.TrimPrefix(words[i], affix), affix); bare != "" {
				words[i] = bare
			}
		}
	}
	return unfold(words)
}

// spellings returns what else a name is spelled like: Cyrillic by each Latin
// system, and ä, ö and ü by two letters.
func (s *speller) spellings(name string) []folded {
	var list []folded
	if isCyrillic(name) {
		for system := range s.latin["а"] {
			list = append(list, fold(s.romanize(name, system)))
		}
		list = append(list, shortEndings(list[0]))
	}
	if strings.ContainsAny(name, "äöüÄÖÜ") {
		list = append(list, fold(strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "Ä", "ae", "Ö", "oe", "Ü", "ue").Replace(name)))
	}
	return list
}

// romanize writes the Cyrillic letters of text by a column of cyrillicLatin.
func (s *speller) romanize(text string, system int) string {
	var b strings.Builder
	last := ' '
	for _, r := range norm.NFC.String(strings.ToLower(text)) {
		if unicode.IsMark(r) {
			continue // stress
		}
		letter := string(r)
		row := s.latin[letter]
		if row == nil {
			letter = fold(letter).key // ё is е here, and so on
			row = s.latin[letter]
		}
		if strings.ContainsRune("аеёиоуыэюяйъь", last) || !unicode.IsLetter(last) {
			if start := s.latin["+"+letter]; start != nil {
				row = start
			}
		}
		switch {
		case row != nil:
			b.WriteString(row[system])
		case !unicode.Is(unicode.Cyrillic, r):
			b.WriteRune(r)
		}
		last = r
	}
	return b.String()
}

func isCyrillic(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) })
}

// shortEndings writes -y for -iy and -yy, as English does: Nizhny, not Nizhniy.
func shortEndings(f folded) folded {
	words := slices.Clone(f.words)
	for i, word := range words {
		if strings.HasSuffix(word, "iy") || strings.HasSuffix(word, "yy") {
			words[i] = word[:len(word)-2] + "y"
		}
	}
	return unfold(words)
}

// withoutTones drops the digits of bei3jing1; a single one is part of a name.
func withoutTones(f folded) folded {
	isTone := func(r rune) bool { return r >= '1' && r <= '5' }
	if f.key == "" || f.key[0] < 'a' || f.key[0] > 'z' || len(strings.FieldsFunc(f.key+"a", isTone)) < 3 {
		return folded{}
	}
	words := make([]string, len(f.words))
	for i, word := range f.words {
		words[i] = strings.Join(strings.FieldsFunc(word, isTone), "")
	}
	return unfold(words)
}

// pinyin reads a Chinese name in Hanyu Pinyin without tones, a syllable for
// each character: as the Latin names do, as far as one goes, and otherwise as
// the character is read most. With "chongqing" 重庆 begins with chong, alone
// with zhong. typed has v for ü where syllables has u. Both are empty where the
// name is not all Chinese characters.
func (s *speller) pinyin(name string, latin []folded) (syllables, typed []string) {
	dictionary := make([][]string, 0, len(name)/3)
	for _, r := range name {
		known, ok := pinyin.PinyinDict[int(r)]
		if !ok {
			return nil, nil
		}
		dictionary = append(dictionary, strings.Split(known, ","))
	}
	longest := -1
	var best []string
	for _, l := range append(latin, folded{}) {
		if read, used := readLike(dictionary, l.key); used > longest {
			best, longest = read, used
		}
	}
	for _, syllable := range best {
		syllables = append(syllables, fold(syllable).key)
		typed = append(typed, fold(s.typed.Replace(syllable)).key)
	}
	return syllables, typed
}

// readLike chooses readings, one of each list, that spell latin as far as they
// go, and returns how many bytes of it they used.
func readLike(lists [][]string, latin string) (chosen []string, used int) {
	rest := latin
	for _, list := range lists {
		syllable := list[0]
		for i := 0; i < len(list) && rest != ""; i++ {
			if after, ok := strings.CutPrefix(rest, fold(list[i]).key); ok {
				syllable, rest = list[i], after
				break
			}
		}
		chosen = append(chosen, syllable)
	}
	return chosen, len(latin) - len(rest)
}
