package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"
)

// Media types of the answers.
const (
	mediaJSON    = "application/json"
	mediaGeoJSON = "application/geo+json"
	mediaProblem = "application/problem+json"
	mediaHTML    = "text/html"
	mediaCSV     = "text/csv"

	// mediaOpenAPI is that of OGC API - Features Part 1, 9.1, to the letter:
	// clients compare it as text.
	mediaOpenAPI = "application/vnd.oai.openapi+json;version=3.0"
)

// gzipSuffix marks the ETag of a compressed body, which is another
// representation than the plain one (RFC 9110 section 8.8.3).
const gzipSuffix = "-gzip"

// sendJSON answers with v as JSON.
func sendJSON(c echo.Context, v any) error {
	body, err := encode(v)
	if err != nil {
		return err
	}
	return send(c, mediaJSON, body)
}

// encode writes v as JSON with the characters of links as they are; no page
// embeds it in HTML.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return b.Bytes(), err
}

// sendWritten answers with the GeoJSON that write writes.
func sendWritten(c echo.Context, write func(io.Writer) error) error {
	return sendWrittenAs(c, mediaGeoJSON, write)
}

// sendWrittenAs answers with what write writes.
func sendWrittenAs(c echo.Context, mediaType string, write func(io.Writer) error) error {
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return err
	}
	return send(c, mediaType, b.Bytes())
}

// send answers with body under the ETag of its content, or with 304 where the
// client holds it.
func send(c echo.Context, mediaType string, body []byte) error {
	if unchanged(c, contentTag(sha256.Sum256(body))) {
		return c.NoContent(http.StatusNotModified)
	}
	return c.Blob(http.StatusOK, mediaType, body)
}

// contentTag is a strong ETag, without its quotes, for a SHA-256 of content.
func contentTag(sum [sha256.Size]byte) string {
	return base64.RawURLEncoding.EncodeToString(sum[:15])
}

// unchanged sets the ETag of an answer and reports whether If-None-Match
// already names it. Answers may be kept but are asked for anew each time.
func unchanged(c echo.Context, tag string) bool {
	header := c.Response().Header()
	if header.Get(echo.HeaderCacheControl) == "" {
		header.Set(echo.HeaderCacheControl, "no-cache")
	}
	header.Set("ETag", `"`+tag+`"`)
	for known := range strings.SplitSeq(c.Request().Header.Get("If-None-Match"), ",") {
		known = strings.TrimPrefix(strings.TrimSpace(known), "W/")
		if known == "*" || known == `"`+tag+`"` {
			return true
		}
		if known == `"`+tag+gzipSuffix+`"` {
			header.Set("ETag", known)
			return true
		}
	}
	return false
}
