package build

import (
	"strings"
	"testing"

	"github.com/corridor-rail/corridor/corridor"
)

// TestRomanize follows the examples of BGN/PCGN 1947, less the apostrophes.
func TestRomanize(t *testing.T) {
	tests := map[string]string{
		"Чита": "Chita", "Ерофей Павлович": "Yerofey Pavlovich", "Верхне-Еланский": "Verkhne-Yelanskiy",
		"Бородаевка": "Borodayevka", "Объездной": "Obyezdnoy", "Арсеньево": "Arsenyevo", "Решеты": "Reshety",
		"Орёл": "Oryol", "Щучье Озеро": "Shchuchye Ozero", "Хабаровск-1": "Khabarovsk-1", "Юрга": "Yurga",
		"Эльмаш (Ельник)": "Elmash (Yelnik)", "Tayga": "Tayga", "": "",
	}
	for name, want := range tests {
		if got := romanize(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func TestNamePinyin(t *testing.T) {
	tests := map[string]string{
		"西安": "Xi'an", "满洲里": "Manzhouli", "平安驿": "Ping'anyi", "普洱": "Pu'er", "阿尔山": "A'ershan",
		"略阳": "Lüeyang", "女埠": "Nübu", // ü is written
		"重庆": "Chongqing", "长春": "Changchun", "成都": "Chengdu", "朝阳川": "Chaoyangchuan", "瓦窑堡": "Wayaopu", // not the first reading
		"": "",
	}
	for name, want := range tests {
		if got := namePinyin(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// TestPalladius compares with the usual Russian names of the cities.
func TestPalladius(t *testing.T) {
	tests := map[string]string{
		"西安": "Сиань", "长安": "Чанъань", "安康": "Анькан", "成都": "Чэнду", "昆明": "Куньмин", "重庆": "Чунцин", "兰州": "Ланьчжоу",
		"张家口": "Чжанцзякоу", "郑州": "Чжэнчжоу", "徐州": "Сюйчжоу", "绥芬河": "Суйфэньхэ", "略阳": "Люэян", "四平": "Сыпин", "自贡": "Цзыгун",
		"新乡": "Синьсян", "株洲": "Чжучжоу", "无锡": "Уси", "洛阳": "Лоян", "会理": "Хуэйли", "平安驿": "Пинъаньи", "云南": "Юньнань", "泉州": "Цюаньчжоу", "军营": "Цзюньин",
		"": "",
	}
	for name, want := range tests {
		if got := palladius(syllables(name)); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if got := palladius([]string{"si", "qrx"}); got != "" {
		t.Errorf("no syllable: %q, want none", got)
	}
}

// named is a registry with a station of each name.
func named(t *testing.T, country string, names ...string) *registry {
	t.Helper()
	ref := &reference{}
	for _, name := range names {
		ref.rows = append(ref.rows, row{Country: country, Local: name})
	}
	g, err := newRegistry(ref, nil)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestNameEnglish(t *testing.T) {
	tests := []struct {
		country              string
		names                []string // all stations; the first is asked
		want, alias, russian string
	}{
		{"CN", []string{"成都东", "成都"}, "Chengdu East", "Chengdudong", "Чэнду-Восточный"},
		{"CN", []string{"西安北", "西安"}, "Xi'an North", "Xi'anbei", "Сиань-Северный"},
		{"CN", []string{"西安北"}, "Xi'anbei", "", "Сианьбэй"}, // of no other place that is known here
		{"CN", []string{"海北", "海"}, "Haibei", "", "Хайбэй"}, // too short for a direction
		{"CN", []string{"城厢"}, "Chengxiang", "", "Чэнсян"},
		{"RU", []string{"Зима"}, "Zima", "", ""},
		{"RU", []string{"4675 км"}, "4675 km", "", ""},
		{"RU", []string{"Разъезд 12 км"}, "12 km", "", ""},
		{"DE", []string{"Köln Süd"}, "Köln Süd", "", ""},
	}
	for _, tt := range tests {
		g := named(t, tt.country, tt.names...)
		p := g.byName[key(tt.country, tt.names[0])][0]
		g.nameEnglish(p)
		if russian := p.station.Names["ru"]; tt.country == "CN" && russian != tt.russian {
			t.Errorf("%s: %q in Russian, want %q", tt.names[0], russian, tt.russian)
		}
		if p.station.Name != tt.want || strings.Join(p.station.Aliases, ", ") != tt.alias {
			t.Errorf("%s: %q, alias %q, want %q, alias %q", tt.names[0], p.station.Name, p.station.Aliases, tt.want, tt.alias)
		}
	}
}

func TestSlug(t *testing.T) {
	tests := map[string]string{
		"Xi'an": "xian", "Xi’an": "xian", "Ürümqi": "urumqi", "Łódź Kaliska": "lodz-kaliska", "Lüeyang": "lueyang",
		"St. Petersburg -- Main (freight)": "st-petersburg-main-freight", "Straße": "strasse", "4675 km": "4675-km",
		" - ": "", "昆明": "",
	}
	for name, want := range tests {
		if got := slug(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func TestAssignIDs(t *testing.T) {
	stop := func(country, name, line string, codes map[string]string) *place {
		return &place{local: name, used: []string{line}, station: corridor.Station{Country: country, Name: name, Codes: codes}}
	}
	given := stop("CN", "北京", "cn-jingha", nil)
	given.station.ID = "cn-capital"
	places := []*place{
		given,
		stop("CN", "西安", "cn-longhai", nil),
		stop("RU", "Зима", "ru-transsib", nil),
		stop("RU", "Лесная", "ru-transsib", nil), // one on each of two lines
		stop("RU", "Лесная", "ru-gorky", nil),
		stop("RU", "Садовая", "ru-transsib", map[string]string{"esr": "930001"}), // three on one line
		stop("RU", "Садовая", "ru-transsib", map[string]string{"esr": "930002"}),
		stop("RU", "Садовая", "ru-transsib", map[string]string{"telegraph": "SDW"}),
	}
	assignIDs(places)
	want := []string{
		"cn-capital", "cn-xian", "ru-zima", "ru-lesnaya-transsib", "ru-lesnaya-gorky",
		"ru-sadovaya-transsib", "ru-sadovaya-transsib-930002", "ru-sadovaya-transsib-sdw",
	}
	for i, p := range places {
		if p.station.ID != want[i] {
			t.Errorf("%s on %s: %q, want %q", p.local, p.used[0], p.station.ID, want[i])
		}
	}
}
