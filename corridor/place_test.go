package corridor_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/corridor-rail/corridor/corridor"
)

func TestFind(t *testing.T) {
	n := smallNetwork(t)
	tests := []struct{ query, want string }{
		{"cn-manzhouli", "cn-manzhouli"},
		{" CN-Manzhouli ", "cn-manzhouli"},
		{"cn-manzhouli--ru-zabaikalsk", "cn-manzhouli--ru-zabaikalsk"},
		{"MLX", "cn-manzhouli"},
		{"cnmlx", "cn-manzhouli"},
		{"947005", "ru-zabaikalsk"},
		{"manzhouli", "cn-manzhouli"},
		{"Mǎnzhōulǐ", "cn-manzhouli"},
		{"man zhou-li", "cn-manzhouli"},
		{"满洲里", "cn-manzhouli"},
		{"маньчжурия", "cn-manzhouli"},
		{"Manchouli", "cn-manzhouli"}, // an alias
		{"zalainuoer", "cn-zalainuoer"},
		{"Zalainuo’er", "cn-zalainuoer"},
		{"ОЗЕРНЫЙ", "ru-lake"}, // ё folds to е
		{"Manzhouli / Zabaikalsk", "cn-manzhouli--ru-zabaikalsk"},
		{"94700", "ru-zabaikalsk"},       // ESR without its check digit
		{"Sabajkalsk", ""},               // no system mixes these
		{"Zabajkal'sk", "ru-zabaikalsk"}, // ISO 9
		{"Sabaikalsk", "ru-zabaikalsk"},  // German
		{"Karymskaja", "ru-karym"},       // German and Polish
		{"haerbin", "cn-harbin"},         // pinyin
		{"hā'ěr bīn", "cn-harbin"},       // with tones
		{"ha1er3bin1", "cn-harbin"},      // as digits
		{"哈尔滨站", "cn-harbin"},            // a station word
		{"станция Забайкальск", "ru-zabaikalsk"},
		{"Harbin railway station", "cn-harbin"},
		{"哈爾濱", ""}, // sounds alike: for Search only
		{"hrb", ""},
	}
	for _, tt := range tests {
		t.Run(tt.query, func(t *testing.T) {
			p, err := n.Find(tt.query)
			if tt.want == "" && errors.Is(err, corridor.ErrNotFound) {
				return
			}
			if err != nil || p.ID != tt.want || p.Node == nil || p.Segment != nil {
				t.Errorf("got %+v, %v; want %s", p, err, tt.want)
			}
		})
	}
}

func TestFindAmbiguous(t *testing.T) {
	for query, want := range map[string]string{
		"lake":   "cn-lake ru-lake",
		"Border": "cn-manzhouli ru-zabaikalsk",
	} {
		_, err := smallNetwork(t).Find(query)
		var many *corridor.AmbiguousError
		if !errors.As(err, &many) || ids(many.Candidates) != want {
			t.Errorf("%s: got %v, want candidates %s", query, err, want)
		}
	}
}

func TestFindUnknown(t *testing.T) {
	n := smallNetwork(t)
	tests := []struct{ query, nearest, reason string }{
		{"Manzoli", "cn-manzhouli cn-manzhouli--ru-zabaikalsk", "unknown place"},
		{"Harbn", "cn-harbin", "unknown place"},
		{"Zabaik", "ru-zabaikalsk cn-manzhouli--ru-zabaikalsk", "unknown place"},
		{"满州里", "cn-manzhouli cn-manzhouli--ru-zabaikalsk", "unknown place"}, // another character of that sound
		{"qqqqqqqq", "", "unknown place"},
	}
	for _, tt := range tests {
		t.Run(tt.query, func(t *testing.T) {
			_, err := n.Find(tt.query)
			var missing *corridor.NotFoundError
			if !errors.As(err, &missing) || !errors.Is(err, corridor.ErrNotFound) {
				t.Fatalf("got %v, want a NotFoundError", err)
			}
			if ids(missing.Nearest) != tt.nearest || !strings.Contains(missing.Reason, tt.reason) {
				t.Errorf("%s, nearest %q; want %q", missing.Reason, ids(missing.Nearest), tt.nearest)
			}
		})
	}
}

func TestFindRefuses(t *testing.T) {
	for query, want := range map[string]string{
		"":          "no place",
		"  ":        "no place",
		"49.6,117":  "out of range",
		"NaN,50":    "out of range",
		"117.4,inf": "out of range",

		strings.Repeat("я", 500): "1000 bytes long; at most 200",
	} {
		_, err := smallNetwork(t).Find(query)
		if err == nil || errors.Is(err, corridor.ErrNotFound) || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %q", query, err, want)
		}
	}
}

func TestFindSnaps(t *testing.T) {
	p, err := smallNetwork(t).Find("117.4691, 49.62")
	if err != nil {
		t.Fatal(err)
	}
	if p.ID != "" || p.Node != nil || p.Segment.Line.ID != "ru-east" || p.Name != "Eastern line, km 6205.0" {
		t.Errorf("got %+v", p)
	}
	if p.OffsetM < 2200 || p.OffsetM > 2250 {
		t.Errorf("offset %v m, want about 2.2 km", p.OffsetM)
	}
}

func TestSearch(t *testing.T) {
	n := smallNetwork(t)
	tests := []struct {
		q     string
		limit int
		want  string
		match corridor.MatchKind
	}{
		{"harbin", 9, "cn-harbin", corridor.MatchExact},
		{"哈尔滨", 9, "cn-harbin", corridor.MatchExact},
		{"MLX", 9, "cn-manzhouli", corridor.MatchExact},
		{"ML", 9, "", 0}, // a code only as a whole
		{"ha", 9, "cn-harbin cn-hailar", corridor.MatchPrefix},
		{"ha", 1, "cn-harbin", corridor.MatchPrefix},
		{"ha bin", 9, "cn-harbin", corridor.MatchFuzzy},
		{"north", 9, "cn-yard", corridor.MatchWord},
		{"zhou", 9, "cn-manzhouli cn-manzhouli--ru-zabaikalsk", corridor.MatchSubstring},
		{"lake", 9, "cn-lake ru-lake", corridor.MatchExact},
		{"manzhuoli", 9, "cn-manzhouli cn-manzhouli--ru-zabaikalsk", corridor.MatchFuzzy},   // two letters swapped
		{"zabaykalks", 9, "ru-zabaikalsk cn-manzhouli--ru-zabaikalsk", corridor.MatchFuzzy}, // two letters swapped, another system
		{"zbykls", 9, "", 0},
		{"hrb", 9, "cn-harbin", corridor.MatchInitials},
		{"heb", 9, "cn-harbin", corridor.MatchInitials},
		{"哈爾濱", 9, "cn-harbin", corridor.MatchFuzzy}, // its sound
		{"яard", 9, "cn-yard", corridor.MatchFuzzy},  // a letter replaced
		{"arbin", 9, "cn-harbin", corridor.MatchSubstring},
		{"ahrbin", 9, "cn-harbin", corridor.MatchFuzzy},   // swapped at the start
		{"harbni", 9, "cn-harbin", corridor.MatchFuzzy},   // and at the end
		{"hxarxbin", 9, "cn-harbin", corridor.MatchFuzzy}, // two put in
		{"hxaxrxbin", 9, "", 0},                           // three
		{"harb", 9, "cn-harbin", corridor.MatchPrefix},
		{"north yard", 9, "cn-yard", corridor.MatchWord},
		{"lake russia", 9, "ru-lake", corridor.MatchWord},
		{"lake RU", 9, "ru-lake", corridor.MatchWord},
		{"", 9, "", 0},
		{"-", 9, "", 0},
		{"harbin", 0, "", 0},
	}
	for _, tt := range tests {
		t.Run(tt.q, func(t *testing.T) {
			hits := n.Search(tt.q, tt.limit)
			var nodes []*corridor.Node
			for _, h := range hits {
				nodes = append(nodes, h.Node)
			}
			if ids(nodes) != tt.want || len(hits) > 0 && hits[0].Match != tt.match {
				t.Errorf("got %+v: %s; want %s", hits, ids(nodes), tt.want)
			}
		})
	}
}

// FuzzSearch asks anything: Find and Search agree, and neither runs away.
func FuzzSearch(f *testing.F) {
	n := smallNetwork(f)
	for _, q := range []string{
		"Kūnmíng", "ວຽງຈັນ", "กรุงเทพ", "ё́", "\xff", "满洲里", "滿州里站", "a,b", "1e309,0", "станция Озёрный", "man3zhou1li3",
		"Xi'an", "ʹ", "Yard II", "lake china", strings.Repeat("а́", 40), strings.Repeat("x", 1000), "ຼ", "站", "\u0e38\u0e38",
	} {
		f.Add(q)
	}
	f.Fuzz(func(t *testing.T, q string) {
		checkAgreement(t, n, q)
	})
}

// checkAgreement holds that what Find finds is what Search has first.
func checkAgreement(t *testing.T, n *corridor.Network, q string) {
	t.Helper()
	const limit = 50
	hits := n.Search(q, limit)
	if len(hits) > limit || len(hits) > 0 && len(q) > corridor.MaxQuery {
		t.Errorf("%q: %d hits", q, len(hits))
	}
	p, err := n.Find(q)
	var many *corridor.AmbiguousError
	var found []*corridor.Node
	switch {
	case errors.As(err, &many):
		found = many.Candidates
	case p.Node != nil:
		found = []*corridor.Node{p.Node}
	}
	for i, node := range found[:min(len(found), limit)] {
		if i >= len(hits) || hits[i].Node != node || hits[i].Match != corridor.MatchExact {
			t.Errorf("%q: Find has %s at %d, Search %+v", q, node.ID, i, hits)
			return
		}
	}
}

func ids(nodes []*corridor.Node) string {
	var words []string
	for _, n := range nodes {
		words = append(words, n.ID)
	}
	return strings.Join(words, " ")
}
