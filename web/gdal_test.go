package web_test

import (
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/corridor-rail/corridor/web"
)

// TestGDAL has ogrinfo open the service and a route, and count what it finds.
func TestGDAL(t *testing.T) {
	if _, err := exec.LookPath("ogrinfo"); err != nil {
		if os.Getenv("CORRIDOR_REQUIRE_ALL") == "1" {
			t.Fatal("ogrinfo is not installed")
		}
		t.Skip("ogrinfo is not installed: apt-get install gdal-bin")
	}
	network := openNetwork(t, sketch)
	server, err := web.New(web.Config{Network: network})
	if err != nil {
		t.Fatal(err)
	}
	live := httptest.NewServer(server)
	defer live.Close()

	route := filepath.Join(t.TempDir(), "route.geojson")
	if err := os.WriteFile(route, readBody(t, get(t, server, "/route?from=ru-karymskaya&to=cn-beijing")), 0o600); err != nil {
		t.Fatal(err)
	}
	legs := decode[featurePage](t, get(t, server, "/route?from=ru-karymskaya&to=cn-beijing")).Features
	tests := []struct {
		name, source string
		layer        []string
		count        int
	}{
		{"items", live.URL + "/collections/stations/items?limit=10000", nil, len(network.Stations())},
		{"service", "OAPIF:" + live.URL, []string{"segments"}, len(network.Segments())},
		{"route", route, nil, len(legs)},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			args := append([]string{"-ro", "-so", test.source}, test.layer...)
			if test.layer == nil {
				args = append(args, "-al")
			}
			out, err := exec.Command("ogrinfo", args...).CombinedOutput()
			if err != nil {
				t.Fatalf("ogrinfo %v: %v\n%s", args, err, out)
			}
			if want := fmt.Sprintf("Feature Count: %d\n", test.count); !strings.Contains(string(out), want) {
				t.Errorf("%q is not in\n%s", want, out)
			}
		})
	}
}
