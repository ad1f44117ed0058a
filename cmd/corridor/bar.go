package main

import (
	"fmt"
	"io"
	"os"
	"strings"
)

// barWidth is the length of a progress bar in characters.
const barWidth = 30

// bar shows on a terminal how far a command has come. Elsewhere it is silent.
type bar struct {
	w     io.Writer // nil: silent
	total int64
	shown int64 // per cent
}

// newBar is a bar that is full at total; it is silent where w is no terminal
// or total is not known.
func newBar(w io.Writer, total int64) *bar {
	file, ok := w.(*os.File)
	if !ok || total <= 0 {
		return &bar{}
	}
	if info, err := file.Stat(); err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return &bar{}
	}
	return &bar{w: w, total: total, shown: -1}
}

func (b *bar) show(done int64) {
	percent := int64(0)
	if b.total > 0 {
		percent = min(done, b.total) * 100 / b.total
	}
	if b.w == nil || percent == b.shown {
		return
	}
	b.shown = percent
	full := int(percent) * barWidth / 100
	fmt.Fprintf(b.w, "\r%3d %% [%s%s]", percent, strings.Repeat("#", full), strings.Repeat(".", barWidth-full))
}

// end takes the bar away.
func (b *bar) end() {
	if b.w != nil {
		fmt.Fprintf(b.w, "\r%s\r", strings.Repeat(" ", barWidth+len("100 % []")))
	}
}
