package web

import (
	"bytes"
	_ "embed"
	"html/template"
	"io"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/corridor-rail/corridor/corridor"
)

//go:embed quality.gohtml
var qualityTemplate string

//go:embed quality.css
var qualityStyle string

// WriteQualityHTML writes the data quality page of a network as one
// self-contained HTML document: no script, no file beside it.
func WriteQualityHTML(w io.Writer, n *corridor.Network) error {
	t, err := template.New("quality").Funcs(template.FuncMap{
		"isNumber": isNumber,
		"heading":  func(head string) string { return strings.TrimPrefix(head, ">") },
	}).Parse(qualityTemplate)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	err = t.Execute(&b, struct {
		report
		Style       template.CSS
		Attribution string
	}{newReport(n), template.CSS(qualityStyle), n.Meta().Attribution})
	if err != nil {
		return err
	}
	_, err = w.Write(b.Bytes())
	return err
}

// qualityPolicy is contentPolicy, but for the one style sheet inside the page.
func qualityPolicy() string {
	return inlineStylePolicy(qualityStyle)
}

// newQuality writes the data quality page once in each of its formats.
func newQuality(n *corridor.Network) (map[string]file, error) {
	var page, text bytes.Buffer
	if err := WriteQualityHTML(&page, n); err != nil {
		return nil, err
	}
	if err := WriteQualityMarkdown(&text, n); err != nil {
		return nil, err
	}
	files := map[string]file{"html": newFile("quality.html", page.Bytes()), "md": newFile("quality.md", text.Bytes())}
	markdown := files["md"]
	markdown.mediaType = "text/markdown; charset=utf-8" // RFC 7763; not every machine has it in its table
	files["md"] = markdown
	return files, nil
}

func (s *Server) handleQuality(c echo.Context) error {
	f, err := parseFormat(c.QueryString(), "html", "md")
	if err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderContentSecurityPolicy, qualityPolicy())
	return s.quality[f].send(c)
}
