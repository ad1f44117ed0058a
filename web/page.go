package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"maps"
	"mime"
	"net/http"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"
	"github.com/paulmach/orb"
)

const pageIndex = "index.html"

// notBuilt is the page of a checkout whose map page has not been built.
const notBuilt = `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Corridor</title>
<p>The map page has not been built: run <code>make ui</code> and start the service again; the interface for programs is at <a href="/?f=json">/?f=json</a>.</p>
</html>
`

// page holds the files of the built map page, each ready to be sent.
type page struct {
	names []string // sorted, slash-separated, without hidden files
	files map[string]file
	land  []orb.Ring // of the base map, lon/lat; none where the page is not built
}

// file is one file of the page, plain and, where that is smaller, compressed.
type file struct {
	mediaType    string
	cacheControl string
	plain, gzip  content
}

type content struct {
	body []byte
	tag  string
}

func newContent(body []byte) content {
	return content{body: body, tag: contentTag(sha256.Sum256(body))}
}

// newPage reads a built page. A nil file system, or one without an
// index.html, gives a page that says how to build it.
func newPage(fsys fs.FS) (*page, error) {
	p := &page{files: map[string]file{}}
	if fsys != nil {
		if err := fs.WalkDir(fsys, ".", p.read(fsys)); err != nil {
			return nil, fmt.Errorf("map page: %w", err)
		}
	}
	if _, ok := p.files[pageIndex]; !ok {
		p.files[pageIndex] = newFile(pageIndex, []byte(notBuilt))
	}
	p.names = slices.Sorted(maps.Keys(p.files))
	var err error
	p.land, err = p.readLand()
	return p, err
}

// named returns the file whose name matches a pattern of [path.Match], in whichever
// folder; empty where there is none.
func (p *page) named(pattern string) string {
	i := slices.IndexFunc(p.names, func(name string) bool {
		ok, _ := path.Match(pattern, path.Base(name))
		return ok
	})
	if i < 0 {
		return ""
	}
	return p.names[i]
}

// read adds the files of a walk, hidden ones left out.
func (p *page) read(fsys fs.FS) fs.WalkDirFunc {
	return func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasPrefix(entry.Name(), ".") {
			return err
		}
		body, err := fs.ReadFile(fsys, name)
		p.files[name] = newFile(name, body)
		return err
	}
}

// hashed matches a name that carries the hash of its content as esbuild writes
// it: app-3KZDWVXR.js, or that of its folder: land-3KZDWVXR/5-23-12.mvt.
var hashed = regexp.MustCompile(`-[0-9A-Z]{8}(\.[a-z0-9]+$|/)`)

func newFile(name string, body []byte) file {
	f := file{mediaType: mime.TypeByExtension(path.Ext(name)), cacheControl: "no-cache", plain: newContent(body)}
	switch {
	case path.Ext(name) == ".mvt":
		f.mediaType = mediaMVT
	case f.mediaType == "":
		f.mediaType = http.DetectContentType(body)
	}
	if hashed.MatchString(name) {
		f.cacheControl = "public, max-age=31536000, immutable"
	}
	if small := compress(body); len(small) < len(body)*9/10 {
		f.gzip = newContent(small)
	}
	return f
}

func compress(body []byte) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write(body) // a buffer takes everything
	w.Close()
	return b.Bytes()
}

// handleFile serves one file of the page.
func (s *Server) handleFile(name string) echo.HandlerFunc {
	f := s.page.files[name]
	return func(c echo.Context) error { return f.send(c) }
}

// send answers with the compressed content to a client that takes it.
func (f file) send(c echo.Context) error {
	h := c.Response().Header()
	h.Set(echo.HeaderCacheControl, f.cacheControl)
	body := f.plain
	if f.gzip.body != nil && acceptsGzip(c.Request().Header.Get(echo.HeaderAcceptEncoding)) {
		body = f.gzip
	}
	if unchanged(c, body.tag) {
		return c.NoContent(http.StatusNotModified)
	}
	if f.gzip.body != nil && body.tag == f.gzip.tag {
		h.Set(echo.HeaderContentEncoding, "gzip")
	}
	return c.Blob(http.StatusOK, f.mediaType, body.body)
}

// acceptsGzip reads Accept-Encoding (RFC 9110 section 12.5.3): gzip is named
// and not refused by a weight of 0.
func acceptsGzip(header string) bool {
	for part := range strings.SplitSeq(header, ",") {
		coding, weight, _ := strings.Cut(part, ";")
		if strings.EqualFold(strings.TrimSpace(coding), "gzip") {
			q := strings.TrimPrefix(strings.TrimSpace(weight), "q=")
			return strings.Trim(q, "0.") != "" || q == ""
		}
	}
	return false
}
