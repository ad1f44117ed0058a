package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// table is text in aligned columns. A heading that starts with ">" aligns its
// column to the right.
type table struct {
	heads []string
	right []bool
	rows  [][]string
}

func newTable(heads ...string) *table {
	t := &table{}
	for _, h := range heads {
		head, right := strings.CutPrefix(h, ">")
		t.heads, t.right = append(t.heads, head), append(t.right, right)
	}
	return t
}

// add appends a row, one cell to a column: a float64 is a km with one decimal.
func (t *table) add(cells ...any) {
	row := make([]string, len(cells))
	for i, cell := range cells {
		if km, ok := cell.(float64); ok {
			cell = formatKm(km)
		}
		row[i] = fmt.Sprint(cell)
	}
	t.rows = append(t.rows, row)
}

// print writes the table; nothing where it has no rows.
func (t *table) print(w io.Writer) {
	if len(t.rows) == 0 {
		return
	}
	widths := make([]int, len(t.heads))
	rows := slices.Insert(t.rows, 0, t.heads)
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], displayWidth(cell))
		}
	}
	for _, row := range rows {
		var line strings.Builder
		for i, cell := range row {
			pad := strings.Repeat(" ", widths[i]-displayWidth(cell))
			if t.right[i] {
				line.WriteString(pad + cell + "  ")
			} else {
				line.WriteString(cell + pad + "  ")
			}
		}
		fmt.Fprintln(w, strings.TrimRight(line.String(), " "))
	}
}

// displayWidth is the number of terminal cells that s takes: two for the wide
// characters of East Asia (UAX #11), none for combining marks.
func displayWidth(s string) int {
	n := 0
	for _, r := range s {
		switch {
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		case width.LookupRune(r).Kind() == width.EastAsianWide, width.LookupRune(r).Kind() == width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}

// formatKm prints kilometres with one decimal and commas between thousands.
func formatKm(km float64) string {
	text := fmt.Sprintf("%.1f", km)
	sign := ""
	if strings.HasPrefix(text, "-") {
		sign, text = "-", text[1:]
	}
	for i := len(text) - len(".0") - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return sign + text
}
