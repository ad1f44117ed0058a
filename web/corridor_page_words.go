package web

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/message"
	xnumber "golang.org/x/text/number"

	"github.com/corridor-rail/corridor/corridor"
)

//go:embed corridor_words.json
var corridorWords []byte

// PageLanguages lists the languages of pages for people, English first.
func PageLanguages() []string { return []string{"en", "zh", "ru", "lo", "th"} }

// speech words a page in one language.
type speech struct {
	Lang    string
	words   map[string]string
	printer *message.Printer
	network *corridor.Network
}

// newSpeech answers in a language of [PageLanguages].
func newSpeech(lang string, n *corridor.Network) (*speech, error) {
	var tables map[string]map[string]string
	if err := json.Unmarshal(corridorWords, &tables); err != nil {
		return nil, fmt.Errorf("words of the corridor pages: %w", err)
	}
	numerals := language.Make(lang)
	if lang == "lo" {
		numerals = language.English // as browsers, which have no Lao, write them on the map page
	}
	return &speech{Lang: lang, words: tables[lang], printer: message.NewPrinter(numerals), network: n}, nil
}

// preferredLanguage is the best of [PageLanguages] by Accept-Language (RFC 9110
// section 12.5.4).
func preferredLanguage(r *http.Request) string {
	tags := make([]language.Tag, len(PageLanguages()))
	for i, tag := range PageLanguages() {
		tags[i] = language.Make(tag)
	}
	_, i := language.MatchStrings(language.NewMatcher(tags), r.Header.Get("Accept-Language"))
	return PageLanguages()[i]
}

// Say is the text of a key, with values in its places.
func (s *speech) Say(key string, values ...any) string {
	if len(values) == 0 {
		return s.words[key]
	}
	return fmt.Sprintf(s.words[key], values...)
}

// Number writes a figure as the language does.
func (s *speech) Number(v float64, decimals int) string {
	return s.printer.Sprint(xnumber.Decimal(v, xnumber.MaxFractionDigits(decimals), xnumber.MinFractionDigits(0)))
}

// Km is a length with its unit.
func (s *speech) Km(v float64) string { return s.Say("km", s.Number(v, 1)) }

// Percent is a share from 0 to 1; nearly all is not all.
func (s *speech) Percent(share float64) string {
	percent := share * 100
	if share < 1 {
		percent = min(percent, 99)
	}
	return s.Number(percent, 0) + " %"
}

// Name is the name in the language, else the Latin one.
func (s *speech) Name(name string, names corridor.Names) string {
	if text, ok := names[s.Lang]; ok && text != "" {
		return text
	}
	return name
}

// Node is the name of a station, or those of both stations of a crossing.
func (s *speech) Node(n *corridor.Node) string {
	if n.Crossing == nil {
		return s.Name(n.Name, n.Names)
	}
	var ends []string
	for _, id := range n.Crossing.Stations {
		station, err := s.network.Station(id)
		if err != nil {
			return n.Name // the network was checked: not reached
		}
		ends = append(ends, s.Name(station.Name, station.Names))
	}
	return strings.Join(ends, " – ")
}

// Place is the name of a stop of a route.
func (s *speech) Place(p corridor.Place) string {
	if p.Node != nil {
		return s.Node(p.Node)
	}
	return s.Name(p.Name, p.Names)
}

// Country is the name of a country of the dataset, its code for another.
func (s *speech) Country(code string) string {
	for _, c := range s.network.Meta().Countries {
		if c.ID == code {
			return s.Name(code, c.Names)
		}
	}
	return code
}
