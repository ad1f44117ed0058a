package corridor_test

import (
	"testing"

	"github.com/corridor-rail/corridor/corridor"
)

// BenchmarkMatrix measures 100 stations of all countries against each other.
func BenchmarkMatrix(b *testing.B) {
	n := embedded(b)
	var places []string
	for i := range corridor.MaxMatrix {
		places = append(places, n.Stations()[i*len(n.Stations())/corridor.MaxMatrix].ID)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := n.Matrix(corridor.MatrixQuery{From: places, To: places}, nil); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N), "ms/matrix")
}
