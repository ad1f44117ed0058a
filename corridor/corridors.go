package corridor

import (
	"cmp"
	"slices"
)

// Corridor is a named corridor with the route it follows.
type Corridor struct {
	CorridorRecord
	Route *Route
}

// routeCorridors routes the named corridors, and ranks the nodes by them.
func (n *Network) routeCorridors(records []CorridorRecord) []Fault {
	var faults []Fault
	for _, r := range records {
		last := len(r.Via) - 1
		route, err := n.Route(Query{From: r.Via[0], To: r.Via[last], Via: r.Via[1:last]})
		if err != nil {
			faults = append(faults, Fault{FileCorridors, r.ID, err.Error()})
			continue
		}
		n.corridors = append(n.corridors, &Corridor{CorridorRecord: r, Route: route})
	}
	slices.SortFunc(n.corridors, func(a, b *Corridor) int { return cmp.Compare(a.ID, b.ID) })
	for _, node := range n.nodes {
		node.Importance = importance(node)
	}
	for _, c := range n.corridors {
		for _, place := range c.Route.Via {
			place.Node.Importance = max(place.Node.Importance, 4)
		}
		c.Route.From.Node.Importance, c.Route.To.Node.Importance = 5, 5
	}
	return faults
}
