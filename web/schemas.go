package web

import (
	"io/fs"

	"github.com/labstack/echo/v4"
)

// mediaSchema is the media type of a JSON Schema document (JSON Schema draft
// 2020-12, section 14.1).
const mediaSchema = "application/schema+json"

// newSchemas reads the schemas in the top folder of fsys, by name; none where
// it is nil.
func newSchemas(fsys fs.FS) (map[string]file, error) {
	files := map[string]file{}
	if fsys == nil {
		return files, nil
	}
	names, err := fs.Glob(fsys, "*.schema.json")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		body, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, err
		}
		f := newFile(name, body)
		f.mediaType = mediaSchema
		files[name] = f
	}
	return files, nil
}

// handleSchema serves one schema.
func (s *Server) handleSchema(name string) echo.HandlerFunc {
	f := s.schemas[name]
	return func(c echo.Context) error {
		if err := parseNone(c.QueryString()); err != nil {
			return err
		}
		return f.send(c)
	}
}
