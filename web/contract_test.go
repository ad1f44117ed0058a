package web_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"

	"github.com/corridor-rail/corridor/web"
)

// readContract loads the published document as a client does.
func readContract(t testing.TB, server http.Handler) *openapi3.T {
	t.Helper()
	answer := get(t, server, "/api")
	if got := answer.Header.Get("Content-Type"); got != "application/vnd.oai.openapi+json;version=3.0" {
		t.Errorf("content type %q", got)
	}
	doc, err := openapi3.NewLoader().LoadFromData(readBody(t, answer))
	if err != nil {
		t.Fatal(err)
	}
	if err := doc.Validate(context.Background()); err != nil {
		t.Fatal(err)
	}
	return doc
}

// TestContractExamples asks every address of the document for its examples: with
// the required parameters alone, then with each optional one besides. The
// answers must keep to the document.
func TestContractExamples(t *testing.T) {
	server, err := web.New(web.Config{Network: openNetwork(t, embedded), Schemas: os.DirFS("../assets/data/schema"), Page: testPage})
	if err != nil {
		t.Fatal(err)
	}
	doc := readContract(t, server)
	for path, item := range doc.Paths.Map() {
		for method, op := range item.Operations() {
			required, optional := exampleOf(path, op, nil), []*openapi3.Parameter(nil)
			for _, p := range op.Parameters {
				if !p.Value.Required && p.Value.Example != nil {
					optional = append(optional, p.Value)
				}
			}
			t.Run(op.OperationID, func(t *testing.T) {
				checkExample(t, server, doc, path, method, op, required)
				for _, p := range optional {
					checkExample(t, server, doc, path, method, op, exampleOf(path, op, p))
				}
			})
		}
	}
}

// TestEveryDocumentedAddressRefusesUnknownParameters asks with one besides.
func TestEveryDocumentedAddressRefusesUnknownParameters(t *testing.T) {
	server := newServer(t, embedded, testPage)
	for path, item := range readContract(t, server).Paths.Map() {
		for method, op := range item.Operations() {
			target, mark := exampleOf(path, op, nil), "?"
			if strings.Contains(target, "?") {
				mark = "&"
			}
			answer := do(server, method, target+mark+"gage=1435", nil)
			if body := string(readBody(t, answer)); path != "/schemas/{file}" && (answer.StatusCode != http.StatusBadRequest || !strings.Contains(body, "gage")) {
				t.Errorf("%s: status %d: %s", target, answer.StatusCode, body)
			}
		}
	}
}

// exampleOf is the address of an operation with the examples of its required
// parameters, and of one more.
func exampleOf(path string, op *openapi3.Operation, more *openapi3.Parameter) string {
	values := url.Values{}
	for _, ref := range op.Parameters {
		p := ref.Value
		switch {
		case p.In == openapi3.ParameterInPath:
			path = strings.ReplaceAll(path, "{"+p.Name+"}", url.PathEscape(p.Example.(string)))
		case p.Required, p == more:
			addExample(values, p)
		}
	}
	if len(values) > 0 {
		path += "?" + values.Encode()
	}
	return path
}

func addExample(values url.Values, p *openapi3.Parameter) {
	list, ok := p.Example.([]any)
	if !ok {
		values.Add(p.Name, plain(p.Example))
		return
	}
	var texts []string
	for _, v := range list {
		texts = append(texts, plain(v))
	}
	if p.Explode != nil && !*p.Explode {
		texts = []string{strings.Join(texts, ",")}
	}
	values[p.Name] = texts
}

func plain(v any) string {
	return strings.Trim(jsonText(v), `"`)
}

func jsonText(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	return string(b)
}

func checkExample(t *testing.T, server http.Handler, doc *openapi3.T, path, method string, op *openapi3.Operation, target string) {
	t.Helper()
	var body io.Reader
	mediaType := ""
	if op.RequestBody != nil {
		for name, content := range op.RequestBody.Value.Content {
			mediaType = name
			text, ok := content.Example.(string)
			if !ok {
				text = jsonText(content.Example)
			}
			body = strings.NewReader(text)
			break
		}
	}
	r := httptest.NewRequest(method, target, body)
	if mediaType != "" {
		r.Header.Set("Content-Type", mediaType)
	}
	w := httptest.NewRecorder()
	server.ServeHTTP(w, r)
	if w.Code != http.StatusOK {
		t.Errorf("%s %s: status %d: %.300s", method, target, w.Code, w.Body)
		return
	}
	checkResponse(t, doc, path, r, op, w.Result())
}

// checkResponse holds an answer against the document.
func checkResponse(t *testing.T, doc *openapi3.T, path string, r *http.Request, op *openapi3.Operation, answer *http.Response) {
	t.Helper()
	input := &openapi3filter.ResponseValidationInput{
		RequestValidationInput: &openapi3filter.RequestValidationInput{Request: r,
			Route: &routers.Route{Spec: doc, Path: path, PathItem: doc.Paths.Value(path), Method: r.Method, Operation: op}},
		Status: answer.StatusCode, Header: answer.Header,
		Options: &openapi3filter.Options{IncludeResponseStatus: true, MultiError: true},
	}
	body := readBody(t, answer)
	mediaType, _, _ := strings.Cut(answer.Header.Get("Content-Type"), ";")
	if strings.HasPrefix(mediaType, "text/") || mediaType == "application/schema+json" || strings.HasPrefix(mediaType, "application/vnd.oai") {
		input.Options.ExcludeResponseBody = true
	}
	input.SetBodyBytes(body)
	if err := openapi3filter.ValidateResponse(context.Background(), input); err != nil {
		t.Errorf("%s: %.800v", r.URL, err)
	}
}

// TestContractOfProblems: problems keep to the document too.
func TestContractOfProblems(t *testing.T) {
	server := newServer(t, sketch, testPage)
	doc := readContract(t, server)
	for target, path := range map[string]string{
		"/distance?from=Longhua&to=cn-harbin":              "/distance",
		"/distance?from=Harbinn&to=cn-beijing":             "/distance",
		"/distance?from=ru-borzya&to=cn-harbin&gauge=1435": "/distance",
		"/collections/lines/items?gage=1435":               "/collections/lines/items",
		"/collections/trains":                              "/collections/{collection}",
		"/collections/stations/items/cn-nowhere":           "/collections/{collection}/items/{item}",
		"/locate?lon=200&lat=0":                            "/locate",
		"/collections/lines/items?filter=colour+%3D+'red'": "/collections/lines/items",
	} {
		r := httptest.NewRequest(http.MethodGet, target, nil)
		w := httptest.NewRecorder()
		server.ServeHTTP(w, r)
		if w.Code < 400 {
			t.Errorf("%s: status %d", target, w.Code)
		}
		checkResponse(t, doc, path, r, doc.Paths.Value(path).Get, w.Result())
	}
}

// TestContractNamesEveryAddress: what is served is documented. The files of the
// page are not.
func TestContractNamesEveryAddress(t *testing.T) {
	server := newServer(t, sketch, nil)
	doc := readContract(t, server)
	for _, address := range server.Addresses() {
		method, path, _ := strings.Cut(address, " ")
		if path == "/index.html" {
			continue
		}
		if !documented(doc, method, path) {
			t.Errorf("%s is not in openapi.yaml", address)
		}
	}
}

func documented(doc *openapi3.T, method, path string) bool {
	for pattern, item := range doc.Paths.Map() {
		if item.GetOperation(method) != nil && samePath(pattern, path) {
			return true
		}
	}
	return false
}

func samePath(pattern, path string) bool {
	a, b := strings.Split(pattern, "/"), strings.Split(path, "/")
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] && !strings.HasPrefix(a[i], "{") {
			return false
		}
	}
	return true
}

// TestContractRefuses: what the document does not allow is refused, with our own
// words where we have some.
func TestContractRefuses(t *testing.T) {
	server := newServer(t, sketch, nil)
	for target, says := range map[string]string{
		"/search?q=a&limit=51":                       "is not a whole number from 1 to 50",
		"/collections/lines/items?bbox=1,+2,3,4":     "bbox",
		"/collections/lines/items?sortby=;":          "percent-encode the values",
		"/collections/lines/items?gauge_mm=1435mm":   "is not a number",
		"/collections/lines/items?limit=99999999999": "is not a whole number",
	} {
		answer := get(t, server, target)
		if got := decode[web.Problem](t, answer); got.Status != http.StatusBadRequest || !strings.Contains(got.Detail, says) {
			t.Errorf("%s: %+v", target, got)
		}
	}
	if got := get(t, server, "/collections/lines/items?limit=20000").StatusCode; got != http.StatusOK {
		t.Errorf("a limit above the maximum gave %d", got)
	}
}

// TestContractDeclaresFields: clients filter by what is declared, and read the
// page size from components.parameters.limit.
func TestContractDeclaresFields(t *testing.T) {
	doc := readContract(t, newServer(t, sketch, nil))
	items := doc.Paths.Value("/collections/lines/items").Get
	for _, name := range []string{"bbox", "datetime", "limit", "gauge_mm", "country", "opened", "filter"} {
		if items.Parameters.GetByInAndName("query", name) == nil {
			t.Errorf("%s is not declared", name)
		}
	}
	limit := doc.Components.Parameters["limit"].Value.Schema.Value
	if limit.Max == nil || *limit.Max != 10000 || limit.Default != 10.0 {
		t.Errorf("limit: maximum %v, default %v", limit.Max, limit.Default)
	}
}

func TestContractPage(t *testing.T) {
	answer := get(t, newServer(t, sketch, nil), "/api", "Accept", "text/html")
	body := readBody(t, answer)
	if answer.StatusCode != http.StatusOK || !bytes.Contains(body, []byte("/distance?from=Kunming&amp;to=Vientiane")) {
		t.Errorf("status %d: %s", answer.StatusCode, body)
	}
}
