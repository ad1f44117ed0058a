package web

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/labstack/echo/v4"

	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/geo/codec"
)

//go:embed openapi.yaml
var openAPIDocument []byte

// contract is the OpenAPI document of the service, as published and for
// requests to be held against.
type contract struct {
	body []byte // JSON
	doc  *openapi3.T
}

// newContract reads the document, and writes out for each collection the address
// of its items with a parameter for each of its fields: clients filter by what
// is declared there.
func newContract(collections []*collection, base string) (*contract, error) {
	loader := openapi3.NewLoader()
	doc, err := loader.LoadFromData(openAPIDocument)
	if err != nil {
		return nil, fmt.Errorf("openapi.yaml: %w", err)
	}
	if base != "" {
		doc.Servers = openapi3.Servers{{URL: base}}
	}
	for _, c := range collections {
		doc.Paths.Set("/collections/"+c.id+"/items", itemsOf(doc.Paths.Value("/collections/{collection}/items"), c))
	}
	if err := doc.Validate(context.Background()); err != nil {
		return nil, fmt.Errorf("openapi.yaml: %w", err)
	}
	body, err := json.Marshal(doc)
	if err != nil {
		return nil, err
	}
	// More than the maximum counts as the maximum (Part 1,
	// /req/core/fc-limit-response-1): published, but not enforced.
	doc.Components.Parameters["limit"].Value.Schema.Value.Max = nil
	return &contract{body: body, doc: doc}, nil
}

// itemsOf is the path of any collection's items made that of one.
func itemsOf(any *openapi3.PathItem, c *collection) *openapi3.PathItem {
	get := *any.Get
	get.OperationID = "get" + strings.ToUpper(c.id[:1]) + c.id[1:]
	get.Summary = c.title
	get.Description = c.description + " " + any.Get.Description
	get.Parameters = nil
	for _, p := range any.Get.Parameters {
		if p.Value.In == openapi3.ParameterInQuery {
			get.Parameters = append(get.Parameters, p)
		}
	}
	for _, f := range c.fields {
		get.Parameters = append(get.Parameters, &openapi3.ParameterRef{Value: f.parameter()})
	}
	return &openapi3.PathItem{Get: &get}
}

// parameter is the field as a parameter that features are filtered by.
func (f field) parameter() *openapi3.Parameter {
	schema := openapi3.NewStringSchema().WithMinLength(1) // of a list: one value, which it holds
	switch {
	case f.isNumber():
		schema = openapi3.NewSchema()
		schema.Type = &openapi3.Types{openapi3.TypeNumber}
	case f.Type == codec.Bool:
		schema = openapi3.NewBoolSchema()
	}
	return openapi3.NewQueryParameter(f.Name).WithDescription(f.title).WithSchema(schema)
}

// operation finds what the document says of a request: of its very path, or of
// the pattern that Echo matched. Nil: nothing, as of a file of the page.
func (c *contract) operation(e echo.Context) *routers.Route {
	method := e.Request().Method
	if method == http.MethodHead {
		method = http.MethodGet
	}
	path := e.Request().URL.Path
	item := c.doc.Paths.Value(path)
	if item == nil {
		path = pattern(e.Path())
		item = c.doc.Paths.Value(path)
	}
	if item == nil || item.GetOperation(method) == nil {
		return nil
	}
	return &routers.Route{Spec: c.doc, Path: path, PathItem: item, Method: method, Operation: item.GetOperation(method)}
}

// pattern is a path of Echo's in the form of the document's:
// /collections/{collection} for /collections/:collection.
func pattern(path string) string {
	elements := strings.Split(path, "/")
	for i, element := range elements {
		if name, ok := strings.CutPrefix(element, ":"); ok {
			elements[i] = "{" + name + "}"
		}
	}
	return strings.Join(elements, "/")
}

// check holds a request against the document. The error is a fault of the
// parameter that does not keep to it.
func (c *contract) check(e echo.Context) error {
	route := c.operation(e)
	if route == nil {
		return nil
	}
	values := map[string]string{}
	for _, p := range route.Operation.Parameters {
		if p.Value.In == openapi3.ParameterInPath {
			values[p.Value.Name] = pathText(e, p.Value.Name)
		}
	}
	err := openapi3filter.ValidateRequest(e.Request().Context(), &openapi3filter.RequestValidationInput{
		Request: e.Request(), PathParams: values, QueryParams: e.QueryParams(), Route: route,
		Options: &openapi3filter.Options{ExcludeRequestBody: true, SkipSettingDefaults: true},
	})
	var fault *openapi3filter.RequestError
	if !errors.As(err, &fault) || fault.Parameter == nil {
		return err
	}
	return &corridor.ParamError{Param: fault.Parameter.Name, Err: errors.New(reason(fault))}
}

// reason says in a line what is wrong.
func reason(fault *openapi3filter.RequestError) string {
	var schema *openapi3.SchemaError
	if errors.As(fault.Err, &schema) {
		return schema.Reason
	}
	if fault.Err != nil {
		return fault.Err.Error()
	}
	return fault.Reason
}

// keepContract refuses what the document does not allow. A handler explains
// faults better, and all of them at once: so it is asked first, and its answer
// goes nowhere.
func (s *Server) keepContract(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		fault := s.contract.check(c)
		if fault == nil {
			return next(c)
		}
		response := c.Response()
		c.SetResponse(echo.NewResponse(discard{http.Header{}}, c.Echo()))
		err := next(c)
		c.SetResponse(response)
		if err != nil {
			return err
		}
		return fault
	}
}

// discard is a response that goes nowhere.
type discard struct{ header http.Header }

func (d discard) Header() http.Header         { return d.header }
func (d discard) Write(b []byte) (int, error) { return len(b), nil }
func (d discard) WriteHeader(int)             {}

func (s *Server) handleAPI(c echo.Context) error {
	f, err := s.parseHTMLOrJSON(c)
	if err != nil {
		return err
	}
	if f == "html" {
		return s.sendContractPage(c)
	}
	return send(c, mediaOpenAPI, s.contract.body)
}
