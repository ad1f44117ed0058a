package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/corridor-rail/corridor"

// allowedImports is the one direction of imports inside the module: a package
// in a folder may import those listed, and nothing else of ours. A new folder
// must be entered here.
var allowedImports = map[string][]string{
	"geo":             {},
	"geo/codec":       {"geo"},
	"geo/crs":         {},
	"geo/tile":        {"geo", "geo/codec", "geo/crs"},
	"corridor":        {"geo"},
	"corridor/source": {"corridor", "geo", "geo/codec"},
	"corridor/build":  {"corridor", "corridor/source", "geo", "geo/codec"},
	"web":             {"corridor", "geo", "geo/codec", "geo/crs", "geo/tile", "web/cql2"},
	"web/cql2":        {},
	"assets":          {},
	"cmd/corridor":    {"assets", "corridor", "corridor/build", "corridor/source", "geo", "web"},
}

// confined names packages of others that belong to some folders only.
var confined = map[string][]string{
	"github.com/labstack/echo":   {"web"},
	"github.com/alecthomas":      {"cmd/corridor"},
	"github.com/twpayne/go-geom": {"geo/codec", "corridor/source"},
	"net/http":                   {"web"},
}

func TestImportsRunOneWay(t *testing.T) {
	imports := readImports(t, os.DirFS("../.."))
	for folder := range allowedImports {
		if len(imports[folder]) == 0 {
			t.Errorf("no import in %s, which the table of imports names", folder)
		}
	}
	for folder, list := range imports {
		for _, imported := range list {
			if reason := refused(folder, imported); reason != "" {
				t.Errorf("%s imports %s: %s", folder, imported, reason)
			}
		}
	}
}

// readImports lists what the Go files of each folder import, tests left out.
func readImports(t *testing.T, root fs.FS) map[string][]string {
	t.Helper()
	imports := map[string][]string{}
	err := fs.WalkDir(root, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && skipped(name):
			return fs.SkipDir
		case !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		source, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, source, parser.ImportsOnly)
		if err != nil {
			return err
		}
		folder := path.Dir(name)
		for _, spec := range file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			imports[folder] = append(imports[folder], imported)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return imports
}

// skipped names folders without packages of ours.
func skipped(folder string) bool {
	name := path.Base(folder)
	return folder != "." && (strings.HasPrefix(name, ".") || name == "node_modules" || name == "testdata")
}

// refused says why a folder must not import a package, "" where it may.
func refused(folder, imported string) string {
	ours, ok := allowedImports[folder]
	if !ok {
		return folder + " is not in the table of imports"
	}
	if inside, ok := strings.CutPrefix(imported, module+"/"); ok && !slices.Contains(ours, inside) {
		return folder + " may import only " + strings.Join(ours, ", ")
	}
	for prefix, folders := range confined {
		if (imported == prefix || strings.HasPrefix(imported, prefix+"/")) && !slices.Contains(folders, folder) {
			return "only for " + strings.Join(folders, ", ")
		}
	}
	return ""
}

func TestImportTableRefuses(t *testing.T) {
	tests := []struct{ folder, imported string }{
		{"geo", module + "/corridor"},
		{"corridor", module + "/web"},
		{"corridor", "github.com/labstack/echo/v4"},
		{"web", module + "/assets"},
		{"web", "github.com/alecthomas/kong"},
		{"geo/somewhere", "fmt"},
	}
	for _, test := range tests {
		if refused(test.folder, test.imported) == "" {
			t.Errorf("%s may import %s", test.folder, test.imported)
		}
	}
}
