// Package assets embeds the dataset and the built map page in the binary.
//
// Only cmd opens them, and hands them on as file systems; no other package
// knows where its files come from.
package assets

import (
	"embed"
	"io/fs"
)

// all: takes hidden files too, so that a checkout builds before the page does.
//
//go:embed all:data
var data embed.FS

//go:embed all:ui
var ui embed.FS

// Data is the dataset folder, as corridor/source reads it.
func Data() (fs.FS, error) { return fs.Sub(data, "data") }

// Schemas are the JSON Schema documents of the files of a dataset folder.
func Schemas() (fs.FS, error) { return fs.Sub(data, "data/schema") }

// UI is the built map page, index.html at its root; a folder without it has
// not been built.
func UI() (fs.FS, error) { return fs.Sub(ui, "ui") }
