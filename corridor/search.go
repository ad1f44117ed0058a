package corridor

// Hit is an answer of [Network.Search].
type Hit struct {
	Node    *Node
	Match   MatchKind
	Matched string // the id, code, name or alias that matched
}

// MatchKind says how well a name matches, best first.
type MatchKind int

// The kinds of match.
const (
	MatchExact     MatchKind = iota // the whole id, code or name
	MatchPrefix                     // the start of a name
	MatchWord                       // the start of a later word
	MatchSubstring                  // within a name
	MatchFuzzy                      // one edit away in Latin script, two from 8 letters on
)

// Search returns the stations and crossings whose id, code, name or alias
// resembles q, at most limit: by kind of match, then importance, then id. It
// folds what [Network.Find] folds. An empty q finds nothing.
func (n *Network) Search(q string, limit int) []Hit { return nil }
