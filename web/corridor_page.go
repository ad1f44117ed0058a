package web

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"
	"github.com/paulmach/orb"

	"github.com/corridor-rail/corridor/corridor"
)

//go:embed corridor_page.gohtml
var corridorTemplate string

//go:embed corridor_page.css
var corridorStyle string

// Size of the map on a corridor's page, in pixels.
const (
	corridorMapWidth  = 1080
	corridorMapHeight = 520
)

// corridorPage is what the pages of corridors are made of: a list of them, or
// one with its facts.
type corridorPage struct {
	Speech                        *speech
	Title, Lead                   string
	Base, URL, Preview            string // URL has no query
	Languages                     []pageLanguage
	Style                         template.CSS
	Fonts, Letters                string // of the map page: style sheet and script for scripts that few systems have
	Edition, Attribution, Licence string

	List []corridorRow

	Corridor  *corridor.Corridor // nil on the list
	Facts     []fact
	Map       scene
	Strip     strip
	Stations  []stationRow
	Downloads []Link
}

type pageLanguage struct{ Tag, Name string }

type corridorRow struct{ Href, Name, Length, Countries string }

type fact struct {
	Name   string
	Values []string
}

type stationRow struct{ At, Name, Local, Country, Line string }

func (s *Server) handleCorridorList(c echo.Context) error {
	p, err := s.newCorridorPage(c, "/corridors")
	if err != nil {
		return err
	}
	p.Title = p.Speech.Say("corridors")
	p.Lead = s.network.Meta().Title
	for _, found := range s.network.Corridors() {
		p.List = append(p.List, corridorRow{
			Href: p.URL + "/" + url.PathEscape(found.ID) + "?lang=" + p.Speech.Lang, Name: p.Speech.Name(found.Name, found.Names),
			Length: p.Speech.Km(found.Route.DistanceKm), Countries: strings.Join(p.countries(found.Route), " · "),
		})
	}
	return p.send(c, "list")
}

func (s *Server) handleCorridorPage(c echo.Context) error {
	found, err := s.network.Corridor(pathText(c, "corridor"))
	if err != nil {
		return err
	}
	p, err := s.newCorridorPage(c, "/corridors/"+url.PathEscape(found.ID))
	if err != nil {
		return err
	}
	p.describe(s.network, found, s.page.land)
	return p.send(c, "corridor")
}

// newCorridorPage begins a page in the language asked for by lang, else by
// Accept-Language.
func (s *Server) newCorridorPage(c echo.Context, path string) (*corridorPage, error) {
	params := newParams(c.QueryString())
	lang := params.choice("lang", append([]string{preferredLanguage(c.Request())}, PageLanguages()...)...)
	params.choice("f", "html")
	if err := params.err(); err != nil {
		return nil, err
	}
	meta := s.network.Meta()
	words, err := newSpeech(lang, s.network)
	if err != nil {
		return nil, err
	}
	return &corridorPage{
		Speech: words, Base: s.baseURL(c), URL: s.baseURL(c) + path, Style: template.CSS(corridorStyle),
		Fonts: s.page.named("fonts-*.css"), Letters: s.page.named("letters-*.js"),
		Languages: []pageLanguage{{"en", "English"}, {"zh", "中文"}, {"ru", "Русский"}, {"lo", "ລາວ"}, {"th", "ไทย"}},
		Edition:   words.Say("dataset", meta.Version, meta.Date), Attribution: meta.Attribution, Licence: meta.Licence,
	}, nil
}

func (p *corridorPage) countries(r *corridor.Route) []string {
	var names []string
	for _, country := range r.ByCountry {
		names = append(names, p.Speech.Country(country.Country))
	}
	return names
}

// describe fills in all that the page of one corridor says.
func (p *corridorPage) describe(n *corridor.Network, c *corridor.Corridor, land []orb.Ring) {
	r, words := c.Route, p.Speech
	p.Corridor, p.Title, p.Preview = c, words.Name(c.Name, c.Names), p.URL+"/preview.png"
	p.Lead = words.Say("lead", words.Km(r.DistanceKm), words.Place(r.From), words.Place(r.To))
	p.Facts = p.facts(c)
	p.Map = newScene(n, r, land, corridorMapWidth, corridorMapHeight, frame{40, 40, 40, 40})
	p.Strip = newStrip(r, words)
	for i, leg := range r.Legs {
		p.addStation(leg.From(), leg, leg.StartKm)
		if i == len(r.Legs)-1 {
			p.addStation(leg.To(), leg, leg.EndKm)
		}
	}
	p.Downloads = p.downloads(c)
}

func (p *corridorPage) facts(c *corridor.Corridor) []fact {
	r, words := c.Route, p.Speech
	facts := []fact{
		{words.Say("length"), []string{words.Km(r.DistanceKm), words.Percent(r.OfficialShare) + " " + words.Say("official")}},
		{words.Say("measured"), []string{words.Km(r.MeasuredKm)}},
		{words.Say("straight"), []string{words.Km(r.GreatCircleKm)}},
	}
	add := func(key string, values []string) {
		if len(values) > 0 {
			facts = append(facts, fact{words.Say(key), values})
		}
	}
	var countries, gauges, borders, breaks, published []string
	for _, country := range r.ByCountry {
		countries = append(countries, words.Country(country.Country)+" · "+words.Km(country.Km))
	}
	for _, gauge := range r.ByGauge {
		gauges = append(gauges, words.Say("mm", gauge.GaugeMM)+" · "+words.Km(gauge.Km))
	}
	for _, border := range r.Borders {
		borders = append(borders, words.Node(border.Crossing)+" · "+words.Km(border.AtKm))
	}
	for _, b := range r.Breaks {
		breaks = append(breaks, fmt.Sprintf("%s · %d → %s", words.Node(b.Station), b.FromMM, words.Say("mm", b.ToMM)))
	}
	for _, length := range c.PublishedKm {
		published = append(published, words.Km(length.Km)+" · "+length.What)
	}
	add("countries", countries)
	add("gauges", gauges)
	add("borders", borders)
	add("breaks", breaks)
	add("published", published)
	return facts
}

// addStation adds a row for a station, none for a crossing or the station just
// added.
func (p *corridorPage) addStation(n *corridor.Node, leg corridor.Leg, km float64) {
	if n == nil || n.Station == nil {
		return
	}
	name := p.Speech.Node(n)
	row := stationRow{At: p.Speech.Number(km, 1), Name: name, Country: p.Speech.Country(n.Station.Country),
		Line: p.Speech.Name(leg.Segment.Line.Name, leg.Segment.Line.Names)}
	for _, lang := range [...]string{"zh", "ru", "lo", "th", "kk", "mn", "be", "pl", "de"} {
		if local := n.Names[lang]; local != "" && local != name && lang != p.Speech.Lang {
			row.Local = local
			break
		}
	}
	if k := len(p.Stations) - 1; k >= 0 && p.Stations[k].Name == row.Name && p.Stations[k].At == row.At {
		return
	}
	p.Stations = append(p.Stations, row)
}

// downloads are the corridor's feature and its route in the formats of routes.
func (p *corridorPage) downloads(c *corridor.Corridor) []Link {
	last := len(c.Via) - 1
	query := url.Values{"from": c.Via[:1], "via": c.Via[1:last], "to": c.Via[last:]}
	route := func(format, title, mediaType string) Link {
		values := url.Values{"f": {format}}
		for key, value := range query {
			values[key] = value
		}
		return Link{Title: title, Type: mediaType, Href: p.Base + "/route?" + values.Encode()}
	}
	return []Link{
		route("geojson", "GeoJSON", mediaGeoJSON),
		route("gpx", "GPX", "application/gpx+xml"),
		route("kml", "KML", "application/vnd.google-earth.kml+xml"),
		route("csv", "CSV", mediaCSV),
		{Title: "JSON", Type: mediaJSON, Href: p.Base + "/distance?" + query.Encode()},
		{Title: "PNG", Type: "image/png", Href: p.Preview},
	}
}

// send renders a template of the page.
func (p *corridorPage) send(c echo.Context, name string) error {
	t, err := template.New("corridors").Funcs(template.FuncMap{
		"points": pathPoints,
		"px":     func(v float64) string { return fmt.Sprintf("%.1f", v) },
		"gauge":  gaugeClass,
		"add":    add,
		"middle": middleOf,
	}).Parse(corridorTemplate)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := t.ExecuteTemplate(&b, name, p); err != nil {
		return err
	}
	h := c.Response().Header()
	h.Add(echo.HeaderVary, "Accept-Language")
	h.Set("Content-Language", p.Speech.Lang)
	h.Set(echo.HeaderContentSecurityPolicy, inlineStylePolicy(corridorStyle, "'self'"))
	return send(c, mediaHTML+"; charset=utf-8", b.Bytes())
}

// inlineStylePolicy is the content policy of a page with one style element, and
// style sheets from other sources.
func inlineStylePolicy(style string, others ...string) string {
	sum := sha256.Sum256([]byte(style))
	sources := append([]string{"'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"}, others...)
	return strings.Replace(contentPolicy, "style-src 'self'", "style-src "+strings.Join(sources, " "), 1)
}

// pathPoints writes positions as SVG path data has them.
func pathPoints(points []orb.Point) string {
	var b strings.Builder
	for i, p := range points {
		if i > 0 {
			io.WriteString(&b, " ")
		}
		fmt.Fprintf(&b, "%.1f %.1f", p[0], p[1])
	}
	return b.String()
}

// add adds two numbers of a template, each an int or a float64.
func add(a, b any) float64 {
	number := func(v any) float64 {
		if i, ok := v.(int); ok {
			return float64(i)
		}
		f, _ := v.(float64)
		return f
	}
	return number(a) + number(b)
}

// middleOf is the middle of the first band of a name.
func middleOf(bands []stripBand, name string) float64 {
	i := slices.IndexFunc(bands, func(b stripBand) bool { return b.Name == name })
	return bands[i].X + bands[i].Width/2
}
