package web_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/xml"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/web"
)

// TestQuality holds both forms of the data quality page against golden files.
func TestQuality(t *testing.T) {
	n := openNetwork(t, sketch)
	for name, write := range map[string]func(io.Writer, *corridor.Network) error{
		"quality.html": web.WriteQualityHTML, "quality.md": web.WriteQualityMarkdown,
	} {
		t.Run(name, func(t *testing.T) {
			var got, again bytes.Buffer
			if err := write(&got, n); err != nil {
				t.Fatal(err)
			}
			if err := write(&again, n); err != nil || !bytes.Equal(got.Bytes(), again.Bytes()) {
				t.Errorf("written twice: %v, other bytes", err)
			}
			path := filepath.Join("testdata", "golden", name)
			if *update {
				if err := os.WriteFile(path, got.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil || !bytes.Equal(got.Bytes(), want) {
				t.Errorf("differs from %s (%v):\n%s", path, err, &got)
			}
		})
	}
}

// TestPublishedQuality keeps the page beside the published dataset in step
// with it.
func TestPublishedQuality(t *testing.T) {
	var want bytes.Buffer
	if err := web.WriteQualityMarkdown(&want, openNetwork(t, embedded)); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(filepath.Join(embedded, "QUALITY.md")); err != nil || !bytes.Equal(got, want.Bytes()) {
		t.Errorf("QUALITY.md is not that of the dataset beside it (%v): corridor check --data assets/data --report assets/data/QUALITY.md", err)
	}
}

// TestQualityHTMLIsSelfContained reads the page as XML would be read, with no
// end tag forgotten, and looks for anything that it would fetch.
func TestQualityHTMLIsSelfContained(t *testing.T) {
	var page bytes.Buffer
	if err := web.WriteQualityHTML(&page, openNetwork(t, sketch)); err != nil {
		t.Fatal(err)
	}
	decoder := xml.NewDecoder(bytes.NewReader(page.Bytes()))
	decoder.Strict = false
	decoder.AutoClose = []string{"meta"}
	decoder.Entity = xml.HTMLEntity
	marks := 0
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatalf("at byte %d: %v", decoder.InputOffset(), err)
		}
		if element, ok := token.(xml.StartElement); ok {
			if element.Name.Local == "circle" {
				marks++
			}
			if name := element.Name.Local; name == "script" || name == "link" || name == "img" {
				t.Errorf("the page has a <%s>", name)
			}
		}
	}
	if marks != 3 {
		t.Errorf("%d marks in the plot, want one for each of the 3 lines with published km", marks)
	}
}

func TestQualityAnswers(t *testing.T) {
	server := newServer(t, sketch, testPage)
	for target, mediaType := range map[string]string{"/quality": "text/html", "/quality?f=html": "text/html", "/quality?f=md": "text/markdown"} {
		answer := get(t, server, target)
		if got := answer.Header.Get("Content-Type"); answer.StatusCode != 200 || !strings.HasPrefix(got, mediaType) {
			t.Errorf("%s: status %d, content type %q", target, answer.StatusCode, got)
		}
		if again := get(t, server, target, "If-None-Match", answer.Header.Get("ETag")); again.StatusCode != 304 {
			t.Errorf("%s: status %d with the ETag", target, again.StatusCode)
		}
	}
	if got := get(t, server, "/quality?f=pdf").StatusCode; got != 400 {
		t.Errorf("f=pdf gave %d", got)
	}
}

// TestQualityStyleIsAllowed: the policy names the hash of the style sheet in
// the page, and allows no other.
func TestQualityStyleIsAllowed(t *testing.T) {
	answer := get(t, newServer(t, sketch, testPage), "/quality")
	style := regexp.MustCompile(`(?s)<style>(.*)</style>`).FindSubmatch(readBody(t, answer))
	if style == nil {
		t.Fatal("no style in the page")
	}
	sum := sha256.Sum256(style[1])
	want := "style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "';"
	if policy := answer.Header.Get("Content-Security-Policy"); !strings.Contains(policy, want) || strings.Contains(policy, "unsafe") {
		t.Errorf("policy %q does not hold %q", policy, want)
	}
}

// TestQualityMarkdownEscapes: no name of the dataset breaks the table it
// stands in.
func TestQualityMarkdownEscapes(t *testing.T) {
	var text bytes.Buffer
	if err := web.WriteQualityMarkdown(&text, openNetwork(t, embedded)); err != nil {
		t.Fatal(err)
	}
	columns := 0
	bar := regexp.MustCompile(`(^|[^\\\\])\|`)
	for i, row := range strings.Split(text.String(), "\n") {
		n := len(bar.FindAllString(row, -1))
		if n == 0 {
			columns = 0
			continue
		}
		if columns != 0 && n != columns {
			t.Errorf("row %d has %d bars, the one above %d: %s", i+1, n, columns, row)
		}
		columns = n
	}
}
