package build

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/mozillazg/go-pinyin"
	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"

	"github.com/corridor-rail/corridor/corridor"
)

// bgn is the BGN/PCGN 1947 romanization of Russian, as on maps in English,
// without the marks for soft and hard signs. е and ё have their own rule.
var bgn = map[rune]string{
	'а': "a", 'б': "b", 'в': "v", 'г': "g", 'д': "d", 'ж': "zh", 'з': "z", 'и': "i", 'й': "y",
	'к': "k", 'л': "l", 'м': "m", 'н': "n", 'о': "o", 'п': "p", 'р': "r", 'с': "s", 'т': "t",
	'у': "u", 'ф': "f", 'х': "kh", 'ц': "ts", 'ч': "ch", 'ш': "sh", 'щ': "shch", 'ъ': "", 'ы': "y",
	'ь': "", 'э': "e", 'ю': "yu", 'я': "ya",
	'ў': "w", 'і': "i", '№': "No. ",
}

// romanize writes a Russian name in Latin letters by [bgn].
func romanize(name string) string {
	var b strings.Builder
	last := ' '
	for _, r := range name {
		lower := unicode.ToLower(r)
		latin, ok := bgn[lower]
		switch {
		case lower == 'е' || lower == 'ё':
			latin, ok = "e", true
			if strings.ContainsRune(" -аеёиоуыэюяйъь(", last) {
				latin = "ye"
			}
			if lower == 'ё' {
				latin = "yo"
			}
		case !ok:
			latin = string(r)
		}
		if r != lower && ok && latin != "" {
			latin = strings.ToUpper(latin[:1]) + latin[1:]
		}
		b.WriteString(latin)
		last = lower
	}
	return b.String()
}

// readings are the characters whose usual reading in station names is not the
// first one of the dictionary.
var readings = map[string]string{
	"长": "chang", "重": "chong", "朝": "chao", "都": "du", "行": "hang", "厦": "xia", "六": "liu", "乐": "le",
	"石": "shi", "大": "da", "单": "shan", "虢": "guo", "渑": "mian", "堡": "pu", "柏": "bai", "阿": "a", "尉": "wei",
	"沈": "shen", "广": "guang", "车": "che", "藏": "zang", "蚌": "beng", "贲": "ben", "厂": "chang",
	"咸": "xian", "红": "hong", "浒": "hu", "拉": "la", "圈": "juan", "宿": "su", "燕": "yan", "观": "guan",
	"卜": "bu", "咀": "zui",
}

// syllables reads a Chinese name in Hanyu Pinyin without tones.
func syllables(name string) []string {
	var list []string
	for _, r := range name {
		p := readings[string(r)]
		if p == "" {
			found := pinyin.SinglePinyin(r, pinyin.NewArgs())
			if len(found) == 0 {
				continue
			}
			p = found[0]
		}
		list = append(list, strings.ReplaceAll(p, "v", "ü"))
	}
	return list
}

// namePinyin writes a Chinese name in Hanyu Pinyin, as station boards do: one
// word, an apostrophe before a vowel.
func namePinyin(name string) string {
	var b strings.Builder
	for _, s := range syllables(name) {
		if b.Len() > 0 && strings.ContainsAny(s[:1], "aeo") {
			b.WriteByte('\'')
		}
		b.WriteString(s)
	}
	return title(b.String())
}

var directions = map[string]string{"东": "East", "南": "South", "西": "West", "北": "North"}

// nameEnglish gives p its English name: the one it has, or its local name in
// Latin letters. A Chinese name that ends in a direction and is otherwise the
// name of another place takes the English direction: 成都东 is Chengdu East.
func (g *registry) nameEnglish(p *place) {
	s := &p.station
	if s.Country == "CN" && p.local != "" {
		g.nameChinese(p)
		return
	}
	if m := namedByKm.FindStringSubmatch(p.local); m != nil && s.Names["en"] == "" {
		s.Names["en"] = m[1] + " km"
	}
	if s.Names["en"] == "" && cyrillic(p.local) {
		s.Names["en"] = p.local
	}
	if cyrillic(s.Names["en"]) { // some sources leave single letters: "Mіnsk"
		s.Names["en"] = romanize(s.Names["en"])
	}
	s.Name = firstOf(s.Names["en"], p.local)
}

// nameChinese names a place in pinyin, and in Russian by the system of
// Palladius where the name is a Chinese one: where no source reads it otherwise,
// as Turpan for 吐鲁番.
func (g *registry) nameChinese(p *place) {
	s := &p.station
	read := namePinyin(p.local)
	given := title(strings.ReplaceAll(s.Names["en"], " ", ""))
	chars := []rune(p.local)
	base, direction := string(chars[:len(chars)-1]), directions[string(chars[len(chars)-1])]
	if len(chars) < 3 || direction == "" || len(g.byName[key("CN", base)]) == 0 {
		base, direction = p.local, ""
	}
	english := strings.TrimSpace(namePinyin(base) + " " + direction)
	foreign := given != "" && letters(given) != letters(read) && letters(given) != letters(english)
	if !g.fixed[p] {
		if foreign {
			s.Aliases = appendNew(s.Aliases, s.Names["en"])
		}
		if direction != "" {
			s.Aliases = appendNew(s.Aliases, read)
		}
		s.Names["en"] = english
	}
	if russian := g.nameRussian(base, direction); russian != "" && s.Names["ru"] == "" && !foreign {
		s.Names["ru"] = russian
	}
	s.Name = s.Names["en"]
}

// nameRussian is the Russian name of a place, or of that in a direction of it:
// the one that the tables give, or by [palladius].
func (g *registry) nameRussian(base, direction string) string {
	name := palladius(syllables(base))
	if places := g.byName[key("CN", base)]; direction != "" && len(places) > 0 {
		name = firstOf(places[0].station.Names["ru"], name)
	}
	if name == "" || direction == "" {
		return name
	}
	return name + "-" + palladiusDirections[direction]
}

// slug is the part of an id that a name makes: lower-case letters, digits and
// hyphens.
func slug(name string) string {
	plain, _, err := transform.String(transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn))), name)
	if err != nil {
		plain = name
	}
	plain = strings.NewReplacer("'", "", "’", "", "ł", "l", "Ł", "l", "ß", "ss", "ø", "o").Replace(plain)
	return strings.Trim(notSlug.ReplaceAllString(strings.ToLower(plain), "-"), "-")
}

var notSlug = regexp.MustCompile(`[^a-z0-9]+`)

// assignIDs gives every used place its id: country and name, and for places
// that share a name the line that each stops at first.
func assignIDs(places []*place) {
	owners := map[string][]*place{}
	given := map[*place]bool{} // ids that the tables give stay
	for _, p := range places {
		if given[p] = p.station.ID != ""; !given[p] {
			base := p.station.Name
			if p.station.Country == "CN" {
				base = namePinyin(p.local)
			} else if cyrillic(p.local) {
				base = romanize(p.local)
			}
			p.station.ID = strings.ToLower(p.station.Country) + "-" + slug(base)
		}
		owners[p.station.ID] = append(owners[p.station.ID], p)
	}
	for id, list := range owners {
		if len(list) == 1 {
			continue
		}
		taken := map[string]bool{}
		for _, p := range list {
			if given[p] {
				continue
			}
			_, line, _ := strings.Cut(p.used[0], "-")
			p.station.ID = id + "-" + line
			if taken[p.station.ID] {
				p.station.ID += "-" + firstOf(slug(firstOf(p.station.Codes["esr"], p.station.Codes["telegraph"])), strconv.Itoa(len(taken)+1))
			}
			taken[p.station.ID] = true
		}
	}
}

// kinds says what a station is, where no table does.
func kinds(s corridor.Station, local string, ends int) []string {
	list := slices.Clone(s.Kinds)
	switch {
	case len(list) > 0:
	case haltName.MatchString(local):
		list = append(list, "halt")
	case s.Country == "CN" && strings.HasSuffix(local, "所"):
		list = append(list, "block post")
	default:
		list = append(list, "station")
	}
	if ends >= 3 {
		list = appendNew(list, "junction")
	}
	return list
}

func cyrillic(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) })
}

func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

func title(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + strings.ToLower(s[1:])
}
