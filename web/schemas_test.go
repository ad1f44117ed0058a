package web_test

import (
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"testing"

	"github.com/corridor-rail/corridor/web"
)

// TestSchemas asks for each schema of the repository, and follows the
// references from one to another as a client would.
func TestSchemas(t *testing.T) {
	const folder = "../assets/data/schema"
	server, err := web.New(web.Config{Network: openNetwork(t, sketch), Schemas: os.DirFS(folder)})
	if err != nil {
		t.Fatal(err)
	}
	paths, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("schemas %v, %v", paths, err)
	}
	for _, path := range paths {
		target := "/schemas/" + filepath.Base(path)
		answer := get(t, server, target)
		if got := answer.Header.Get("Content-Type"); answer.StatusCode != http.StatusOK || got != "application/schema+json" {
			t.Errorf("%s: status %d, content type %q", target, answer.StatusCode, got)
		}
		var schema struct {
			Draft string `json:"$schema"`
		}
		if err := json.Unmarshal(readBody(t, answer), &schema); err != nil || schema.Draft != "https://json-schema.org/draft/2020-12/schema" {
			t.Errorf("%s: draft %q, %v", target, schema.Draft, err)
		}
		if got := get(t, server, target+"?draft=7").StatusCode; got != http.StatusBadRequest {
			t.Errorf("%s: an unknown parameter gave %d", target, got)
		}
	}
	for _, target := range []string{"/schemas/trains.schema.json", "/schemas/../dataset.json", "/schemas/"} {
		if got := get(t, server, target).StatusCode; got != http.StatusNotFound {
			t.Errorf("%s gave %d", target, got)
		}
	}
}
