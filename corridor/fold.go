package corridor

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// folded is what the spellings of a name have in common: its words without
// what people leave out, and their letters one after the other.
type folded struct {
	words []string
	key   string // the words, joined
}

// fold takes s apart into words of lower-case letters, digits and those marks
// that are vowels or tones: the marks of Lao and Thai letters stay, those of
// Latin, Cyrillic and Greek ones go. Compatibility forms are taken apart
// (Unicode NFKD), letters of one alphabet's own become the common one that
// people type for it, an apostrophe joins, and a Roman numeral after the first
// word is a number: Xi'an is xian, Слюдянка I is слюдянка 1. The key has no
// spaces, since nobody agrees where they belong.
func fold(s string) folded {
	var f folded
	var word strings.Builder
	end := func() {
		if word.Len() > 0 {
			f.words = append(f.words, number(word.String(), len(f.words) > 0))
			word.Reset()
		}
	}
	accents := false // marks here belong to a Latin, Cyrillic or Greek letter
	for _, r := range norm.NFKD.String(s) {
		switch {
		case unicode.IsMark(r) && accents, isApostrophe(r):
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			accents = unicode.In(r, unicode.Latin, unicode.Cyrillic, unicode.Greek)
			word.WriteString(plain(unicode.ToLower(r)))
		default:
			end()
		}
	}
	end()
	f.key = strings.Join(f.words, "")
	return f
}

// unfold makes what fold would out of words it has made.
func unfold(words []string) folded { return folded{words, strings.Join(words, "")} }

// isApostrophe tells the marks that part syllables or stand for a soft sign.
// The last are spacing modifier letters: ʹ and ʺ of ISO 9, ʼ and ʿ.
func isApostrophe(r rune) bool {
	return strings.ContainsRune("'’‘`´", r) || r >= 0x2B0 && r <= 0x2FF
}

// plain is the letter that people type for one which Unicode does not take
// apart.
func plain(r rune) string {
	switch r {
	case 'ß':
		return "ss"
	case 'æ':
		return "ae"
	case 'œ':
		return "oe"
	case 'ø':
		return "o"
	case 'ł':
		return "l"
	case 'đ':
		return "d"
	case 'ı':
		return "i"
	case 'ә': // from here on Kazakh, Mongolian and Belarusian
		return "а"
	case 'ғ', 'ґ':
		return "г"
	case 'қ':
		return "к"
	case 'ң':
		return "н"
	case 'ө':
		return "о"
	case 'ұ', 'ү':
		return "у"
	case 'һ':
		return "х"
	case 'і':
		return "и"
	case 'ຼ': // Lao: ຫຼ and ຫລ are one sound
		return "ລ"
	}
	return string(r)
}

// number turns the Roman numerals that tell stations of a city apart into
// digits; in a first word they are letters.
func number(word string, later bool) string {
	if later {
		switch word {
		case "i":
			return "1"
		case "ii":
			return "2"
		case "iii":
			return "3"
		case "iv":
			return "4"
		}
	}
	return word
}
