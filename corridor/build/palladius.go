package build

import "strings"

// The system of Palladius (Kafarov), by which Russian writes Chinese names:
// initials, finals, and the syllables that are not an initial and a final.
var (
	palladiusInitials = map[string]string{
		"b": "б", "p": "п", "m": "м", "f": "ф", "d": "д", "t": "т", "n": "н", "l": "л", "g": "г", "k": "к", "h": "х",
		"j": "цз", "q": "ц", "x": "с", "zh": "чж", "ch": "ч", "sh": "ш", "r": "ж", "z": "цз", "c": "ц", "s": "с",
	}
	palladiusFinals = map[string]string{
		"a": "а", "o": "о", "e": "э", "ai": "ай", "ei": "эй", "ao": "ао", "ou": "оу",
		"an": "ань", "en": "энь", "ang": "ан", "eng": "эн", "ong": "ун", "er": "эр",
		"i": "и", "ia": "я", "iao": "яо", "ie": "е", "iu": "ю",
		"ian": "янь", "in": "инь", "iang": "ян", "ing": "ин", "iong": "юн",
		"u": "у", "ua": "уа", "uo": "о", "uai": "уай", "ui": "уй", "uan": "уань", "un": "унь", "uang": "уан",
		"ü": "юй", "üe": "юэ", "üan": "юань", "ün": "юнь",
	}
	palladiusSyllables = map[string]string{
		"zhi": "чжи", "chi": "чи", "shi": "ши", "ri": "жи", "zi": "цзы", "ci": "цы", "si": "сы", "hui": "хуэй",
		"ya": "я", "yo": "йо", "ye": "е", "yao": "яо", "you": "ю", "yan": "янь", "yang": "ян", "yi": "и", "yin": "инь", "ying": "ин",
		"yong": "юн", "yu": "юй", "yue": "юэ", "yuan": "юань", "yun": "юнь",
		"wa": "ва", "wo": "во", "wai": "вай", "wei": "вэй", "wan": "вань", "wang": "ван", "wen": "вэнь", "weng": "вэн", "wu": "у",
	}
	palladiusDirections = map[string]string{"East": "Восточный", "South": "Южный", "West": "Западный", "North": "Северный"}
)

// palladius writes a name of pinyin syllables (ü, not v) in Cyrillic, a hard
// sign between н and a vowel: Чанъань. It is "" where a syllable is none.
func palladius(syllables []string) string {
	name := ""
	for _, s := range syllables {
		cyrillic := palladiusSyllable(s)
		if cyrillic == "" {
			return ""
		}
		if strings.HasSuffix(name, "н") && strings.ContainsAny(cyrillic[:len("а")], "аоэуиеюя") {
			name += "ъ"
		}
		name += cyrillic
	}
	if name == "" {
		return ""
	}
	return strings.ToUpper(name[:len("а")]) + name[len("а"):]
}

func palladiusSyllable(s string) string {
	if whole := palladiusSyllables[s]; whole != "" {
		return whole
	}
	final := strings.TrimLeft(s, "bpmfdtnlgkhjqxzcsr")
	initial := s[:len(s)-len(final)]
	if strings.ContainsAny(initial, "jqx") && strings.HasPrefix(final, "u") {
		final = "ü" + final[1:]
	}
	if initial != "" && palladiusInitials[initial] == "" || palladiusFinals[final] == "" {
		return ""
	}
	return palladiusInitials[initial] + palladiusFinals[final]
}
