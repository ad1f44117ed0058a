package web

import (
	"errors"
	"log/slog"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/geo/codec"
	"github.com/corridor-rail/corridor/geo/tile"
)

// Problem is the body of every error answer, as RFC 9457 defines it. The last
// two members are extensions, present where they help to mend the request.
type Problem struct {
	Type   string   `json:"type"`
	Title  string   `json:"title"`
	Status int      `json:"status"`
	Detail string   `json:"detail,omitempty"`
	Errors []Fault  `json:"errors,omitempty"` // every fault of the request
	Relax  []string `json:"relax,omitempty"`  // parameters to leave out for a route
}

// Fault is one thing wrong with a request.
type Fault struct {
	Parameter  string    `json:"parameter"`
	Detail     string    `json:"detail"`               // what is wrong and what would be accepted
	Candidates []NodeRef `json:"candidates,omitempty"` // what an ambiguous name may mean
	Nearest    []NodeRef `json:"nearest,omitempty"`    // what an unknown name may have meant, or the station nearest to a point

	status int // of a request with no other fault
}

// Problem types: stable names that a client may branch on. A plain HTTP error
// is about:blank, as RFC 9457 section 4.2.1 has it.
const (
	typeBlank        = "about:blank"
	typeBadRequest   = "urn:problem-type:corridor:bad-request"
	typeUnknownPlace = "urn:problem-type:corridor:unknown-place"
	typeOffNetwork   = "urn:problem-type:corridor:off-network"
	typeNoRoute      = "urn:problem-type:corridor:no-route"
)

// NewProblem is the one table from an error to its answer. An error that is
// not in the table is a 500 that shows nothing of its text.
func NewProblem(err error) Problem {
	var (
		param   *corridor.ParamError
		noRoute *corridor.NoRouteError
		plain   *echo.HTTPError
	)
	switch {
	case errors.Is(err, codec.ErrTooLarge):
		return blank(http.StatusRequestEntityTooLarge, err.Error())
	case errors.As(err, &param):
		return badRequest(faults(err))
	case errors.Is(err, corridor.ErrOutside):
		return badRequest([]Fault{{Parameter: "km", Detail: err.Error(), status: http.StatusBadRequest}})
	case errors.As(err, &noRoute):
		return Problem{Type: typeNoRoute, Title: "There is no such route", Status: http.StatusUnprocessableEntity,
			Detail: err.Error(), Relax: noRoute.Relax}
	case errors.Is(err, corridor.ErrNotFound), errors.Is(err, tile.ErrAddress), errors.Is(err, tile.ErrMatrixSet):
		return blank(http.StatusNotFound, err.Error())
	case errors.As(err, &plain):
		return blank(plain.Code, plainDetail(plain))
	}
	return blank(http.StatusInternalServerError, "")
}

func blank(status int, detail string) Problem {
	return Problem{Type: typeBlank, Title: http.StatusText(status), Status: status, Detail: detail}
}

// badRequest is a 400, but a 404 where all that is wrong are unknown places, and
// a 422 where it is points far from every track.
func badRequest(list []Fault) Problem {
	problem := Problem{Status: list[0].status, Errors: list}
	var details []string
	for _, f := range list {
		details = append(details, f.Parameter+": "+f.Detail)
		if f.status != problem.Status {
			problem.Status = http.StatusBadRequest
		}
	}
	problem.Detail = strings.Join(details, "; ")
	switch problem.Status {
	case http.StatusNotFound:
		problem.Type, problem.Title = typeUnknownPlace, "The place is unknown"
	case http.StatusUnprocessableEntity:
		problem.Type, problem.Title = typeOffNetwork, "The place is far from every track"
	default:
		problem.Type, problem.Title = typeBadRequest, "The request has faults"
	}
	return problem
}

// faults lists the [corridor.ParamError]s that err joins, in their order.
func faults(err error) []Fault {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		var list []Fault
		for _, err := range joined.Unwrap() {
			list = append(list, faults(err)...)
		}
		return list
	}
	var (
		param     *corridor.ParamError
		ambiguous *corridor.AmbiguousError
		unknown   *corridor.NotFoundError
		off       *corridor.OffNetworkError
	)
	if !errors.As(err, &param) {
		return nil
	}
	fault := Fault{Parameter: param.Param, Detail: param.Err.Error(), status: http.StatusBadRequest}
	if errors.As(param.Err, &ambiguous) {
		fault.Candidates = newNodeRefs(ambiguous.Candidates)
	}
	if errors.As(param.Err, &unknown) {
		fault.Nearest, fault.status = newNodeRefs(unknown.Nearest), http.StatusNotFound
	}
	if errors.As(param.Err, &off) {
		fault.status = http.StatusUnprocessableEntity
		if off.Nearest != nil {
			fault.Nearest = newNodeRefs([]*corridor.Node{off.Nearest})
		}
	}
	return []Fault{fault}
}

// plainDetail explains an error of the router, and repeats the text that a
// handler gave one below 500.
func plainDetail(err *echo.HTTPError) string {
	text, _ := err.Message.(string)
	switch {
	case errors.Is(err, echo.ErrNotFound):
		return "no such address; / links to what there is"
	case errors.Is(err, echo.ErrMethodNotAllowed):
		return "this address takes only the methods that Allow lists"
	case err.Code >= http.StatusInternalServerError || text == http.StatusText(err.Code):
		return ""
	}
	return text
}

// handleError writes the problem of err, as a page for who asks for one. It is
// Echo's HTTPErrorHandler, so handlers only return their errors.
func (s *Server) handleError(err error, c echo.Context) {
	problem := NewProblem(err)
	if problem.Status >= http.StatusInternalServerError {
		s.log.Error("request failed", slog.String("path", c.Request().URL.Path), slog.Any("error", err))
	}
	if c.Response().Committed {
		return
	}
	mediaType := mediaProblem
	body, err := encode(problem)
	if f := c.QueryParam("f"); preferredFormat(c.Request()) == "html" && (f == "" || f == "html") {
		mediaType = mediaHTML + "; charset=utf-8"
		body, err = s.renderProblem(c, problem)
	}
	if err != nil {
		s.log.Error("problem not encoded", slog.Any("error", err))
		return
	}
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	c.Response().Header().Add(echo.HeaderVary, echo.HeaderAccept)
	if err := c.Blob(problem.Status, mediaType, body); err != nil {
		s.log.Debug("problem not sent", slog.Any("error", err))
	}
}
