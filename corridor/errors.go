package corridor

import (
	"errors"
	"fmt"
	"strings"

	"github.com/corridor-rail/corridor/geo"
)

// ErrNotFound is wrapped by every error about a missing line, segment,
// station, crossing, corridor or place.
var ErrNotFound = errors.New("not found")

// ErrOutside is wrapped when a km lies beyond the ends of its line.
var ErrOutside = geo.ErrOutside

// ParamError is a fault in one parameter of a [Query]. Err says what it is and
// what would be accepted; it wraps a *[NotFoundError] or *[AmbiguousError]
// where the value is a place.
type ParamError struct {
	Param string // "from", "to", "via", "gauge" or "avoid"
	Err   error
}

func (e *ParamError) Error() string { return e.Param + ": " + e.Err.Error() }
func (e *ParamError) Unwrap() error { return e.Err }

// NotFoundError says that no place answers to Query. Nearest holds the places
// that come closest, by name or by distance; it may be empty.
type NotFoundError struct {
	Query   string
	Reason  string // "unknown place", or why a point was refused
	Nearest []*Node
}

func (e *NotFoundError) Error() string {
	msg := fmt.Sprintf("%q: %s", e.Query, e.Reason)
	if len(e.Nearest) > 0 {
		msg += "; nearest: " + nodeList(e.Nearest)
	}
	return msg
}

func (e *NotFoundError) Unwrap() error { return ErrNotFound }

// AmbiguousError says that several places answer to Query, by importance.
type AmbiguousError struct {
	Query      string
	Candidates []*Node
}

func (e *AmbiguousError) Error() string {
	return fmt.Sprintf("%q is ambiguous; use the id of one of: %s", e.Query, nodeList(e.Candidates))
}

// NoRouteError says why no route exists between two places that do.
type NoRouteError struct {
	From, To Place
	Reason   string   // "no continuous 1435 mm path; break of gauge at Zabaikalsk"
	Relax    []string // parameters to leave out for a route: "gauge", "avoid"; empty: none helps
}

func (e *NoRouteError) Error() string {
	msg := fmt.Sprintf("no route from %s to %s: %s", e.From.Name, e.To.Name, e.Reason)
	if len(e.Relax) > 0 {
		msg += "; leave out " + strings.Join(e.Relax, " and ") + " to allow it"
	}
	return msg
}

// nodeList prints nodes as "Name (id)", separated by commas.
func nodeList(nodes []*Node) string {
	var b strings.Builder
	for i, n := range nodes {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%s (%s)", n.Name, n.ID)
	}
	return b.String()
}
