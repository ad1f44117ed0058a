package source_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/corridor/source"
)

const schemaFolder = "../../assets/data/schema"

// schemas compiles the schema of each file of a dataset.
func schemas(t *testing.T) map[string]*jsonschema.Schema {
	t.Helper()
	const base = "schema:///"
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	paths, err := filepath.Glob(filepath.Join(schemaFolder, "*.schema.json"))
	if err != nil || len(paths) != 6 {
		t.Fatalf("schemas %v, %v", paths, err)
	}
	for _, path := range paths {
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		doc, err := jsonschema.UnmarshalJSON(f)
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		if err := compiler.AddResource(base+filepath.Base(path), doc); err != nil {
			t.Fatal(err)
		}
	}
	out := map[string]*jsonschema.Schema{}
	for _, file := range []string{corridor.FileDataset, corridor.FileLines, corridor.FileStations, corridor.FileCrossings, corridor.FileCorridors} {
		name, _, _ := strings.Cut(file, ".")
		if out[file], err = compiler.Compile(base + name + ".schema.json"); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// TestSchemasAcceptDatasets holds the published dataset, and those of the
// tests, against the schemas.
func TestSchemasAcceptDatasets(t *testing.T) {
	compiled := schemas(t)
	for _, dir := range []string{"../../assets/data", "../testdata/small", "../../web/testdata/dataset", writeSample(t)} {
		for file, schema := range compiled {
			doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(content(t, dir, file)))
			if err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(doc); err != nil {
				t.Errorf("%s: %s: %v", dir, file, err)
			}
		}
	}
}

// complete is a dataset that New takes, its first records with every field set.
func complete(t *testing.T) fstest.MapFS {
	t.Helper()
	ds, err := source.Read(os.DirFS("../testdata/small"))
	if err != nil {
		t.Fatal(err)
	}
	full := sample()
	l, s, x, c := &ds.Lines[0], &ds.Stations[0], &ds.Crossings[0], &ds.Corridors[0]
	l.Names, l.Electrification, l.Tracks, l.Status, l.Usage = full.Lines[0].Names, "none", 1, "open", "mixed"
	l.Opened, l.Operator, l.Origin, l.OfficialKm, l.Notes = "1903", "x", "y", 28, []string{"z"}
	s.Aliases, s.Kinds, s.Codes, s.Derived = []string{"w"}, []string{"halt"}, map[string]string{"srt": "1"}, true
	x.Accuracy, c.Names = "bridge", corridor.Names{"zh": "东"}
	ds.Meta.Sources[0].Licence, ds.Meta.Sources[0].URL = "CC0-1.0", "https://example.org"
	ds.Meta.Countries[0].Memberships[0].Until = "2030"
	if _, err := corridor.New(ds); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := source.Write(dir, ds); err != nil {
		t.Fatal(err)
	}
	fsys := fstest.MapFS{}
	for _, name := range names(t, dir) {
		fsys[name] = &fstest.MapFile{Data: content(t, dir, name)}
	}
	return fsys
}

// TestSchemasAgreeWithTheProgram spoils every member of the first records in
// every way that mutants knows. What a schema refuses, Read or New must refuse;
// what Read refuses, the schema must refuse. New may refuse more: references
// and lengths are beyond a schema.
func TestSchemasAgreeWithTheProgram(t *testing.T) {
	compiled := schemas(t)
	fsys := complete(t)
	refusals := 0
	for _, file := range slices.Sorted(maps.Keys(compiled)) {
		var doc any
		if err := json.Unmarshal(fsys[file].Data, &doc); err != nil {
			t.Fatal(err)
		}
		before := fsys[file]
		mutants(doc, file, func(what string, mutant any) {
			raw, err := json.Marshal(mutant)
			if err != nil {
				t.Fatal(err)
			}
			fsys[file] = &fstest.MapFile{Data: raw}
			bySchema := compiled[file].Validate(mutant)
			ds, byRead := source.Read(fsys)
			var byNew error
			if byRead == nil {
				_, byNew = corridor.New(ds)
			}
			switch {
			case bySchema != nil && byRead == nil && byNew == nil:
				t.Errorf("%s: the program takes what the schema refuses: %v", what, bySchema)
			case bySchema == nil && byRead != nil:
				t.Errorf("%s: the schema takes what Read refuses: %v", what, byRead)
			case bySchema != nil:
				refusals++
			}
		})
		fsys[file] = before
	}
	if refusals < 500 {
		t.Errorf("the schemas refused %d mutants; want 500 at least", refusals)
	}
}

// mutants calls visit with doc spoilt in one place at a time: each value below
// it replaced by others, each member left out or joined by an unknown one. Of
// an array it goes into the first item.
func mutants(doc any, path string, visit func(what string, mutant any)) {
	for _, other := range []any{nil, true, false, "", "x", "a b", "2026-02-30", 0.0, -1.0, 1.5, 200.0, []any{}, []any{""}, map[string]any{}, map[string]any{"x": 1.0}} {
		visit(fmt.Sprintf("%s = %v", path, other), other)
	}
	switch doc := doc.(type) {
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(doc)) {
			less := maps.Clone(doc)
			delete(less, name)
			visit("without "+path+"."+name, less)
			mutants(doc[name], path+"."+name, func(what string, mutant any) {
				changed := maps.Clone(doc)
				changed[name] = mutant
				visit(what, changed)
			})
		}
		more := maps.Clone(doc)
		more["surplus"] = 1.0
		visit("with "+path+".surplus", more)
	case []any:
		if len(doc) == 0 {
			return
		}
		visit("shorter "+path, doc[1:])
		visit("longer "+path, append(slices.Clone(doc), doc[0], doc[0], doc[0]))
		mutants(doc[0], path+"[0]", func(what string, mutant any) {
			changed := slices.Clone(doc)
			changed[0] = mutant
			visit(what, changed)
		})
	}
}

// TestSchemasListTheWords holds the lists of words in the schemas against
// those of the program.
func TestSchemasListTheWords(t *testing.T) {
	var qualities []string
	for _, q := range []corridor.Quality{corridor.QualityOSM, corridor.QualitySimplified, corridor.QualityCoarse, corridor.QualityChord} {
		qualities = append(qualities, string(q))
	}
	for _, tt := range []struct {
		file  string
		path  []string
		words []string
	}{
		{"dataset", []string{"$defs", "membership", "properties", "body", "enum"}, corridor.Bodies()},
		{"dataset", []string{"$defs", "membership", "properties", "role", "enum"}, corridor.Roles()},
		{"lines", []string{"$defs", "properties", "properties", "status", "enum"}, corridor.LineStatuses()},
		{"lines", []string{"$defs", "properties", "properties", "usage", "enum"}, corridor.LineUsages()},
		{"lines", []string{"$defs", "span", "properties", "quality", "enum"}, qualities},
		{"stations", []string{"$defs", "properties", "properties", "kinds", "items", "enum"}, corridor.StationKinds()},
		{"stations", []string{"$defs", "properties", "properties", "codes", "properties"}, corridor.CodeSystems()},
	} {
		var at any
		if err := json.Unmarshal(content(t, schemaFolder, tt.file+".schema.json"), &at); err != nil {
			t.Fatal(err)
		}
		for _, name := range tt.path {
			at = at.(map[string]any)[name]
		}
		var got []string
		switch at := at.(type) {
		case map[string]any:
			got = slices.Collect(maps.Keys(at))
		case []any:
			for _, word := range at {
				got = append(got, word.(string))
			}
		}
		slices.Sort(got)
		want := slices.Sorted(slices.Values(tt.words))
		if !slices.Equal(got, want) {
			t.Errorf("%s %v: %q, want %q", tt.file, tt.path, got, want)
		}
	}
}
