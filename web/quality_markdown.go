package web

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/corridor-rail/corridor/corridor"
)

// WriteQualityMarkdown writes the data quality page of a network as Markdown
// with tables (GitHub Flavored Markdown 4.10).
func WriteQualityMarkdown(w io.Writer, n *corridor.Network) error {
	r := newReport(n)
	var b bytes.Buffer
	fmt.Fprintf(&b, "# %s\n\n%s\n", markdown(r.Title), markdown(r.Lead))
	for _, s := range r.Sections {
		fmt.Fprintf(&b, "\n## %s\n", markdown(s.Title))
		if s.Text != "" {
			fmt.Fprintf(&b, "\n%s\n", markdown(s.Text))
		}
		if s.Table != nil {
			s.Table.writeMarkdown(&b)
		}
		for _, list := range s.Lists {
			fmt.Fprintf(&b, "\n### %s\n\n", markdown(list.Title))
			for _, item := range list.Items {
				fmt.Fprintf(&b, "* %s\n", markdown(item))
			}
		}
	}
	_, err := w.Write(b.Bytes())
	return err
}

func (t *reportTable) writeMarkdown(b *bytes.Buffer) {
	if len(t.Rows) == 0 {
		b.WriteString("\nThere are none.\n")
		return
	}
	heads, rules := make([]string, len(t.Heads)), make([]string, len(t.Heads))
	for i, head := range t.Heads {
		heads[i], rules[i] = strings.TrimPrefix(head, ">"), "---"
		if isNumber(head) {
			rules[i] = "---:"
		}
	}
	fmt.Fprintf(b, "\n| %s |\n| %s |\n", strings.Join(heads, " | "), strings.Join(rules, " | "))
	for _, row := range t.Rows {
		cells := make([]string, len(row))
		for i, cell := range row {
			cells[i] = markdown(cell)
		}
		fmt.Fprintf(b, "| %s |\n", strings.Join(cells, " | "))
	}
}

// markdown escapes plain text: what would be markup, end a cell or begin a row.
func markdown(text string) string {
	return strings.NewReplacer("\\", "\\\\", "|", "\\|", "*", "\\*", "_", "\\_", "`", "\\`", "<", "&lt;", "[", "\\[", "\n", " ").Replace(text)
}
