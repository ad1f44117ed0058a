package corridor_test

import (
	"bufio"
	"hash/crc32"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/corridor-rail/corridor/corridor"
)

// label is a query of testdata/search.tsv.
type label struct{ query, station, kind string }

// labels returns those whose station n has; most must be there.
func labels(t testing.TB, n *corridor.Network) []label {
	t.Helper()
	f, err := os.Open("testdata/search.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var list []label
	all := 0
	for lines := bufio.NewScanner(f); lines.Scan(); {
		fields := strings.Split(lines.Text(), "\t")
		if strings.HasPrefix(lines.Text(), "#") {
			continue
		}
		if len(fields) != 3 {
			t.Fatalf("%q is not a query, a station and a kind", lines.Text())
		}
		all++
		if _, err := n.Station(fields[1]); err != nil {
			t.Logf("left out: %v", err)
			continue
		}
		list = append(list, label{fields[0], fields[1], fields[2]})
	}
	if len(list) < 200 || 10*len(list) < 9*all {
		t.Fatalf("%d of %d labels have a station in the dataset", len(list), all)
	}
	return list
}

// recall returns the shares of labels whose station is the first hit, and
// among the first five. It calls miss for those that are not the first.
func recall(n *corridor.Network, list []label, miss func(l label, hits []corridor.Hit)) (first, five float64) {
	for _, l := range list {
		hits := n.Search(l.query, 5)
		switch slices.IndexFunc(hits, func(h corridor.Hit) bool { return h.Node.ID == l.station }) {
		case 0:
			first++
			five++
		case -1:
			miss(l, hits)
		default:
			five++
			miss(l, hits)
		}
	}
	return first / float64(len(list)), five / float64(len(list))
}

// TestSearchRecall holds how often people find what they mean.
func TestSearchRecall(t *testing.T) {
	n := embedded(t)
	list := labels(t, n)
	first, five := recall(n, list, func(l label, hits []corridor.Hit) {
		var nodes []*corridor.Node
		for _, h := range hits {
			nodes = append(nodes, h.Node)
		}
		t.Logf("%s %q: want %s, got %s", l.kind, l.query, l.station, ids(nodes))
	})
	t.Logf("%d queries: recall %.3f at 1, %.3f at 5", len(list), first, five)
	if first < 0.95 || five < 0.99 {
		t.Errorf("recall %.3f at 1, %.3f at 5; want 0.95 and 0.99", first, five)
	}
}

// TestFindAgrees holds Find and Search together over all that the dataset calls
// its stations.
func TestFindAgrees(t *testing.T) {
	n := embedded(t)
	for _, node := range n.Stations() {
		texts := slices.Concat([]string{node.ID, node.Name}, slices.Collect(maps.Values(node.Names)),
			node.Station.Aliases, slices.Collect(maps.Values(node.Station.Codes)))
		for _, text := range texts {
			checkAgreement(t, n, text)
			if !slices.ContainsFunc(n.Search(text, 50), func(h corridor.Hit) bool { return h.Node == node }) {
				t.Errorf("%q does not find %s", text, node.ID)
			}
		}
	}
}

// TestSearchForgives makes one typing error in each long name, at a place that
// hangs on the name alone: where no other name has it, the station is found.
func TestSearchForgives(t *testing.T) {
	n := embedded(t)
	tried := 0
	for _, node := range n.Stations() {
		for _, lang := range slices.Sorted(maps.Keys(node.Names)) {
			letters := graphemes(node.Names[lang])
			if len(letters) < 6 {
				continue
			}
			random := rand.New(rand.NewPCG(1, uint64(crc32.ChecksumIEEE([]byte(node.Names[lang])))))
			at := 1 + random.IntN(len(letters)-2)
			if strings.ContainsFunc(strings.Join(letters[at-1:at+2], ""), func(r rune) bool {
				return r == 'I' || !unicode.IsLetter(r) && !unicode.IsMark(r)
			}) {
				continue // an error in a numeral makes another number, one beside it two errors
			}
			var wrong []string
			switch random.IntN(4) {
			case 0:
				wrong = slices.Delete(letters, at, at+1)
			case 1:
				wrong = slices.Insert(letters, at, letters[0])
			case 2:
				letters[at] = letters[0]
				wrong = letters
			case 3:
				letters[at], letters[at+1] = letters[at+1], letters[at]
				wrong = letters
			}
			query := strings.Join(wrong, "")
			hits := n.Search(query, 10_000)
			if len(hits) > 0 && hits[0].Match != corridor.MatchFuzzy {
				continue // it is in another name
			}
			tried++
			if !slices.ContainsFunc(hits, func(h corridor.Hit) bool { return h.Node == node }) {
				t.Errorf("%q does not find %s %q", query, node.ID, node.Names[lang])
			}
		}
	}
	if tried < 1000 {
		t.Errorf("only %d typing errors tried", tried)
	}
}

// graphemes takes a name apart into letters with their marks.
func graphemes(name string) []string {
	var list []string
	for _, r := range name {
		if len(list) > 0 && (unicode.IsMark(r) || r == 'ำ' || r == 'ຳ') {
			list[len(list)-1] += string(r)
		} else {
			list = append(list, string(r))
		}
	}
	return list
}

// TestContext tells every two stations of one name apart, in each language.
func TestContext(t *testing.T) {
	n := embedded(t)
	for _, lang := range []string{"en", "zh", "ru", "lo", "th", "xx"} {
		seen := map[string]string{}
		for _, node := range slices.Concat(n.Stations(), n.Crossings()) {
			context := n.Context(node, lang)
			key := node.Names.In(lang, node.Name) + ": " + context
			if other := seen[key]; other != "" {
				t.Errorf("%s: %s and %s are both %q", lang, other, node.ID, key)
			}
			seen[key] = node.ID
		}
	}
	for id, want := range map[string]string{
		"cn-mine":   "China · Mine branch · 海拉尔 5.0 km",
		"ru-lake":   "Russia · Eastern line · Karymskaya 5.0 km",
		"cn-hailar": "China · Harbin-Manzhouli",
	} {
		small := smallNetwork(t)
		node, err := small.Station(id)
		if err != nil {
			t.Fatal(err)
		}
		if got := small.Context(node, "zh"); got != want {
			t.Errorf("%s: %q, want %q", id, got, want)
		}
	}
}

// BenchmarkSearch gives the time of each kind of query, and the recall over
// the labels.
func BenchmarkSearch(b *testing.B) {
	n := embedded(b)
	for _, bench := range []struct{ name, query string }{
		{"name", "Kunming"},
		{"letter", "s"},
		{"prefix", "nov"},
		{"typo", "vientane"},
		{"two typos", "Zabaykalks"},
		{"Cyrillic typo", "Екатиренбург"},
		{"Thai typo", "นครราดสีมา"},
		{"other characters", "烏魯木齊"},
		{"words", "Novgorod Nizhny Russia"},
		{"nothing", "qwertyuiop asdfghjkl"},
		{"longest", strings.Repeat("ab ст ", corridor.MaxQuery/8)},
	} {
		b.Run(bench.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				n.Search(bench.query, 10)
			}
		})
	}
	b.Run("labels", func(b *testing.B) {
		list := labels(b, n)
		var first, five float64
		for b.Loop() {
			first, five = recall(n, list, func(label, []corridor.Hit) {})
		}
		b.ReportMetric(first, "recall@1")
		b.ReportMetric(five, "recall@5")
		b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(list)), "µs/query")
	})
}
