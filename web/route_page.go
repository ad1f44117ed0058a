package web

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"

	"github.com/labstack/echo/v4"

	"github.com/corridor-rail/corridor/corridor"
)

//go:embed route.gohtml
var routeTemplate string

//go:embed route.css
var routeStyle []byte

// routeStyleName is the address of the style sheet of the page of a route.
const routeStyleName = "/route.css"

// routePage is what the page of a route shows.
type routePage struct {
	Title  string
	Routes []routeSection
	Cite   Citation
	Style  string // address of the style sheet
}

// routeSection is one route of the page.
type routeSection struct {
	corridor.Alternative
	Strip routeStrip
}

// WriteRoutePage writes routes as one HTML document to read: the distance and
// what it is made of, a strip map, how the alternatives differ, and what to cite.
// It has no script, and its style sheet is /route.css of the service.
func WriteRoutePage(w io.Writer, meta corridor.Meta, routes []corridor.Alternative) error {
	t, err := template.New("route").Funcs(template.FuncMap{
		"km":      func(v float64) string { return fmt.Sprintf("%.1f", v) },
		"percent": func(v float64) string { return fmt.Sprintf("%.0f %%", 100*v) },
	}).Parse(routeTemplate)
	if err != nil {
		return err
	}
	title := routeTitle(routes[0])
	page := routePage{Title: title, Cite: newCitation(meta, title, routes[0].Route), Style: routeStyleName}
	for _, r := range routes {
		page.Routes = append(page.Routes, routeSection{r, newRouteStrip(r.Route)})
	}
	return t.Execute(w, page)
}

// handleRouteStyle serves the style sheet of the page of a route.
func (s *Server) handleRouteStyle(c echo.Context) error {
	if err := parseNone(c.QueryString()); err != nil {
		return err
	}
	return send(c, "text/css; charset=utf-8", routeStyle)
}
