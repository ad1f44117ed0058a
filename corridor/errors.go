package corridor

import (
	"errors"
	"fmt"
	"strings"

	"github.com/paulmach/orb"

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
	Param string // "from", "to", "via", "gauge", "avoid", as in the HTTP interface
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

// advice says how to lift the rules in the way.
func (e *NoRouteError) advice() string {
	var out, give []string
	for _, param := range e.Relax {
		if param == "status" { // leaving it out is to ask for open lines
			give = append(give, "give status=any")
		} else {
			out = append(out, param)
		}
	}
	if len(out) > 0 {
		give = append(give, "leave out "+strings.Join(out, " and "))
	}
	return strings.Join(give, " and ")
}

// OffNetworkError says that a point is too far from every track.
type OffNetworkError struct {
	Query      string
	Point      orb.Point
	GaugeMM    int     // of the tracks looked for; 0: any
	DistanceKm float64 // to the nearest track
	Nearest    *Node   // the station nearest to that spot along the line; nil on a line without stations
}

func (e *OffNetworkError) Error() string {
	track := "track"
	if e.GaugeMM != 0 {
		track = fmt.Sprintf("track of %d mm", e.GaugeMM)
	}
	msg := fmt.Sprintf("%q: the nearest %s is %.0f km away, beyond %d km", e.Query, track, e.DistanceKm, maxSnapM/1000)
	if e.Nearest != nil {
		msg += "; the nearest station is " + nodeList([]*Node{e.Nearest})
	}
	return msg
}

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
	Part     []Place  // two places of a query with vias between which there is none
	Reason   string   // "no continuous 1435 mm path; break of gauge at Zabaikalsk"
	Relax    []string // parameters to leave out for a route: "gauge", "transship", "avoid", "electrified", "status", "profile"; empty: none helps
}

func (e *NoRouteError) Error() string {
	msg := fmt.Sprintf("no route from %s to %s: ", e.From.Name, e.To.Name)
	if e.Part != nil {
		msg += fmt.Sprintf("none from %s to %s: ", e.Part[0].Name, e.Part[1].Name)
	}
	msg += e.Reason
	if len(e.Relax) > 0 {
		msg += "; " + e.advice() + " to allow it"
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
