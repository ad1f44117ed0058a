package web

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"html/template"
	"net/url"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/labstack/echo/v4"
)

//go:embed api.gohtml
var contractTemplate string

// contractPage is the OpenAPI document for people.
type contractPage struct {
	Title, Description string
	Groups             []contractGroup
	Style              template.CSS
	Attribution        string
}

// contractGroup is the addresses of one tag.
type contractGroup struct {
	Name, Description string
	Addresses         []contractAddress
}

type contractAddress struct {
	Method, Path, Summary, Description string
	Example                            string // a request to try; empty: it takes a body
	Parameters                         []contractParameter
}

type contractParameter struct {
	Name, Where, Type, Description, Example string
	Required                                bool
}

// sendContractPage renders the document, its addresses by tag and path.
func (s *Server) sendContractPage(c echo.Context) error {
	t, err := template.New("api").Parse(contractTemplate)
	if err != nil {
		return err
	}
	doc := s.contract.doc
	page := contractPage{Title: "Interface", Description: doc.Info.Description,
		Style: template.CSS(qualityStyle), Attribution: s.network.Meta().Attribution}
	for _, tag := range doc.Tags {
		page.Groups = append(page.Groups, contractGroup{tag.Name, tag.Description, s.addresses(tag.Name)})
	}
	var b bytes.Buffer
	if err := t.Execute(&b, page); err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderContentSecurityPolicy, qualityPolicy())
	return send(c, mediaHTML+"; charset=utf-8", b.Bytes())
}

// addresses lists the operations of a tag, those of each collection left out for
// the one of any.
func (s *Server) addresses(tag string) []contractAddress {
	var list []contractAddress
	paths := s.contract.doc.Paths.Map()
	for _, path := range s.contract.paths() {
		for _, method := range []string{"GET", "POST"} {
			op := paths[path].GetOperation(method)
			if op == nil || !slices.Contains(op.Tags, tag) {
				continue
			}
			list = append(list, newContractAddress(method, path, op))
		}
	}
	return list
}

// paths lists the paths of the document, sorted, without those made for each
// collection.
func (c *contract) paths() []string {
	all := c.doc.Paths.InMatchingOrder()
	slices.Sort(all)
	return slices.DeleteFunc(all, func(path string) bool {
		return strings.HasPrefix(path, "/collections/") && !strings.HasPrefix(path, "/collections/{")
	})
}

func newContractAddress(method, path string, op *openapi3.Operation) contractAddress {
	a := contractAddress{Method: method, Path: path, Summary: op.Summary, Description: op.Description}
	values := url.Values{}
	example := path
	for _, ref := range op.Parameters {
		p := ref.Value
		text := exampleText(p)
		a.Parameters = append(a.Parameters, contractParameter{Name: p.Name, Where: p.In, Type: typeText(p.Schema.Value),
			Description: p.Description, Example: text, Required: p.Required})
		switch {
		case p.In == openapi3.ParameterInPath:
			example = strings.ReplaceAll(example, "{"+p.Name+"}", url.PathEscape(text))
		case p.Required:
			values.Set(p.Name, text)
		}
	}
	if len(values) > 0 {
		example += "?" + values.Encode()
	}
	if method == "GET" {
		a.Example = example
	}
	return a
}

// exampleText is the example of a parameter as an address has it.
func exampleText(p *openapi3.Parameter) string {
	switch v := p.Example.(type) {
	case nil:
		return ""
	case string:
		return v
	case []any:
		parts := make([]string, len(v))
		for i, part := range v {
			parts[i] = strings.Trim(jsonText(part), `"`)
		}
		return strings.Join(parts, ",")
	}
	return jsonText(p.Example)
}

func jsonText(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return ""
	}
	return string(b)
}

// typeText says in a few words what values a schema takes.
func typeText(s *openapi3.Schema) string {
	switch {
	case len(s.Enum) > 0:
		var names []string
		for _, v := range s.Enum {
			names = append(names, strings.Trim(jsonText(v), `"`))
		}
		return strings.Join(names, " | ")
	case s.Type.Is("array"):
		return "list"
	case len(s.Type.Slice()) > 0:
		return s.Type.Slice()[0]
	}
	return ""
}
