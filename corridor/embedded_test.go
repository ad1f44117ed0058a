package corridor_test

import (
	"testing"

	"github.com/corridor-rail/corridor/corridor"
)

func moscowBangkok() corridor.Query {
	return corridor.Query{From: "Moscow", To: "Bangkok"}
}

func TestEmbedded(t *testing.T) {
	n := embedded(t)
	if _, err := n.Route(moscowBangkok()); err != nil {
		t.Error(err)
	}
}
