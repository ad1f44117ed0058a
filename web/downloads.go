package web

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"log/slog"
	"math"
	"net/http"
	"os"
	"path"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/klauspost/compress/gzhttp"
	"github.com/labstack/echo/v4"

	"github.com/corridor-rail/corridor/corridor"
)

// downloadTimeout is how long a client may take for a file.
const downloadTimeout = time.Hour

// download is a file of the archive. It is made once, when first asked for, and
// then read without a lock.
type download struct {
	ArchiveFile
	once sync.Once
	made atomic.Pointer[stored] // nil: not made
	err  error                  // why not, once tried
}

// stored is a file that has been made. It has no name in the file system any
// more, so that its space is freed with the process.
type stored struct {
	file *os.File
	size int64
	sum  [sha256.Size]byte
}

// newDownloads lists the files of an archive, none of them made.
func newDownloads(a *Archive) []*download {
	list := make([]*download, len(a.Files()))
	for i, f := range a.Files() {
		list[i] = &download{ArchiveFile: f}
	}
	return list
}

// open returns the file, which it makes where nobody has.
func (d *download) open() (*stored, error) {
	d.once.Do(func() {
		s, err := store(d.ArchiveFile)
		if err != nil {
			d.err = fmt.Errorf("download %s: %w", d.Name, err)
			return
		}
		d.made.Store(s)
	})
	return d.made.Load(), d.err
}

// store writes a file to the folder for temporary ones.
func store(f ArchiveFile) (*stored, error) {
	file, err := os.CreateTemp("", "corridor-*")
	if err != nil {
		return nil, err
	}
	if err := os.Remove(file.Name()); err != nil {
		return nil, err
	}
	hash := sha256.New()
	w := bufio.NewWriterSize(io.MultiWriter(file, hash), 1<<20)
	if err := f.Write(w); err != nil {
		return nil, err
	}
	if err := w.Flush(); err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	return &stored{file: file, size: info.Size(), sum: [sha256.Size]byte(hash.Sum(nil))}, nil
}

// prepare makes what is made once, one after the other, so that no request
// waits for it.
func (s *Server) prepare(ctx context.Context) {
	if _, err := s.pyramid(); err != nil {
		s.log.Error("tiles", slog.Any("error", err))
	}
	for _, d := range s.downloads {
		if ctx.Err() != nil {
			return
		}
		if _, err := d.open(); err != nil {
			s.log.Error("download", slog.Any("error", err))
		}
	}
}

// Downloads lists the files that the dataset can be had as.
type Downloads struct {
	Title       string     `json:"title"`
	Attribution string     `json:"attribution"`
	Licence     string     `json:"licence"`
	Dataset     DatasetRef `json:"dataset"`
	Files       []Download `json:"files"`
	Links       []Link     `json:"links"`
}

// Download is a file of [Downloads].
type Download struct {
	Name   string  `json:"name"`
	Title  string  `json:"title"`
	Format string  `json:"format"`
	Type   string  `json:"type"`
	Href   string  `json:"href"`
	Size   *int64  `json:"size"`   // bytes; null until the file has been made
	SHA256 *string `json:"sha256"` // hexadecimal; likewise
}

func (s *Server) handleDownloads(c echo.Context) error {
	f, err := s.parseHTMLOrJSON(c)
	if err != nil {
		return err
	}
	base, meta := s.baseURL(c)+"/downloads", s.network.Meta()
	answer := Downloads{Title: meta.Title, Attribution: meta.Attribution, Licence: meta.Licence, Dataset: newDatasetRef(meta),
		Links: []Link{
			{Rel: "self", Type: mediaJSON, Title: "This document", Href: base},
			{Rel: "alternate", Type: mediaHTML, Title: "This document as html", Href: base + "?f=html"},
		}}
	for _, d := range s.downloads {
		entry := Download{Name: d.Name, Title: d.Title, Format: d.Format, Type: d.MediaType, Href: base + "/" + d.Name}
		if made := d.made.Load(); made != nil {
			sum := hex.EncodeToString(made.sum[:])
			entry.Size, entry.SHA256 = &made.size, &sum
		}
		answer.Files = append(answer.Files, entry)
	}
	if f == "html" {
		return s.sendDownloadsPage(c, answer)
	}
	return sendJSON(c, answer)
}

// sendDownloadsPage shows the files as a table: a row for what they hold, with
// a link for each format.
func (s *Server) sendDownloadsPage(c echo.Context, d Downloads) error {
	page := htmlPage{Title: "Downloads",
		Lead:  "Each collection and each corridor in the format your tool likes, under " + d.Licence + ".",
		Links: []Link{{Rel: "alternate", Type: mediaJSON, Title: "This list as json, with check sums", Href: d.Links[0].Href + "?f=json"}},
		Table: htmlTable{Heads: []string{"What", "Files"}}}
	last := ""
	for _, f := range d.Files {
		if what, _, _ := strings.Cut(f.Name, "."); what != last {
			last = what
			page.Table.Rows = append(page.Table.Rows, []htmlCell{{Text: f.Title}, {}})
		}
		link := Link{Title: f.Format, Type: f.Type, Href: f.Href}
		if f.Size != nil {
			link.Title += " " + byteCount(*f.Size)
		}
		files := &page.Table.Rows[len(page.Table.Rows)-1][1]
		files.Links = append(files.Links, link)
	}
	return s.sendPage(c, page)
}

// byteCount is a size for people: 17.2 MB, 5 kB.
func byteCount(n int64) string {
	if n < 100_000 {
		return fmt.Sprintf("%.0f\u00a0kB", math.Ceil(float64(n)/1e3))
	}
	return fmt.Sprintf("%.1f\u00a0MB", float64(n)/1e6)
}

// handleDownload sends a file, or the ranges of it that are asked for. It is
// never compressed on its way, since sum and ranges are those of the file.
func (s *Server) handleDownload(prefix string) echo.HandlerFunc {
	return func(c echo.Context) error {
		if err := parseNone(c.QueryString()); err != nil {
			return err
		}
		d, err := s.download(prefix + pathText(c, "file"))
		if err != nil {
			return err
		}
		made, err := d.open()
		if err != nil {
			return err
		}
		h := c.Response().Header()
		h.Set(gzhttp.HeaderNoCompression, "true")
		h.Set(echo.HeaderContentType, d.MediaType)
		h.Set(echo.HeaderContentDisposition, fmt.Sprintf("attachment; filename=%q", path.Base(d.Name)))
		h.Set("Repr-Digest", "sha-256=:"+base64.StdEncoding.EncodeToString(made.sum[:])+":") // RFC 9530
		h.Set("ETag", `"`+contentTag(made.sum)+`"`)
		h.Set(echo.HeaderCacheControl, "no-cache")
		// A file may take longer than an answer. Where the connection has no
		// deadline to move, it has none.
		_ = http.NewResponseController(c.Response()).SetWriteDeadline(time.Now().Add(downloadTimeout))
		http.ServeContent(c.Response(), c.Request(), "", time.Time{}, io.NewSectionReader(made.file, 0, made.size))
		return nil
	}
}

// download returns the file of that name, or [corridor.ErrNotFound].
func (s *Server) download(name string) (*download, error) {
	for _, d := range s.downloads {
		if d.Name == name {
			return d, nil
		}
	}
	return nil, fmt.Errorf("download %q: %w", name, corridor.ErrNotFound)
}
