package web_test

import (
	"testing"

	"github.com/corridor-rail/corridor/web"
)

func BenchmarkDrawPreview(b *testing.B) {
	n := openNetwork(b, embedded)
	for b.Loop() {
		if _, err := web.DrawPreview(n, n.Corridors()[0], nil); err != nil {
			b.Fatal(err)
		}
	}
}
