package web_test

import (
	"net/http"
	"testing"

	"github.com/corridor-rail/corridor/web"
)

// BenchmarkAnswers asks the embedded dataset, without a socket.
func BenchmarkAnswers(b *testing.B) {
	benchmarks := []struct{ name, target string }{
		{"distance", "/distance?from=Manzhouli&to=Kunming"},
		{"locate", "/locate?lon=102.7&lat=25"},
		{"search", "/search?q=昆明"},
		{"items", "/collections/stations/items?limit=100"},
		{"items-all", "/collections/segments/items?limit=10000"},
		{"items-filter", "/collections/stations/items?limit=10&filter=CASEI(name)%20LIKE%20CASEI('m%25')%20AND%20importance%20%3E%201"},
		{"tile", "/tiles/6/50/27.mvt"},
		{"items-box", "/collections/segments/items?limit=10000&bbox=100,20,105,26"},
	}
	server := newServer(b, embedded, nil)
	for _, bench := range benchmarks {
		b.Run(bench.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if answer := get(b, server, bench.target); answer.StatusCode != http.StatusOK {
					b.Fatalf("status %d", answer.StatusCode)
				}
			}
		})
	}
}

// BenchmarkNew makes a server: every feature encoded once.
func BenchmarkNew(b *testing.B) {
	network := openNetwork(b, embedded)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := web.New(web.Config{Network: network}); err != nil {
			b.Fatal(err)
		}
	}
}
