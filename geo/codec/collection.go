package codec

import "io"

// flushSize is how many bytes a [Collection] gathers before it writes.
const flushSize = 32 << 10

// Collection streams a GeoJSON FeatureCollection: Add each feature, then
// Close. Memory stays at some tens of kilobytes however many features go
// through. Not safe for concurrent use.
type Collection struct {
	w     io.Writer
	buf   []byte
	count int
	err   error
}

// NewCollection begins a collection on w, with further members before its
// features: numberMatched, links and so on.
func NewCollection(w io.Writer, members ...Property) *Collection {
	c := &Collection{w: w, buf: append(make([]byte, 0, flushSize+flushSize/4), `{"type":"FeatureCollection",`...)}
	for _, m := range members {
		c.buf = append(appendProperty(c.buf, m), ',')
	}
	c.buf = append(c.buf, `"features":[`...)
	return c
}

// Add appends a feature. The error is that of the writer, and stays.
func (c *Collection) Add(f Feature) error {
	if c.count > 0 {
		c.buf = append(c.buf, ',')
	}
	c.count++
	c.buf = append(c.buf, '\n')
	c.buf = AppendFeature(c.buf, f)
	if len(c.buf) >= flushSize {
		c.flush()
	}
	return c.err
}

// Close ends the collection and writes what is left; it does not close the
// writer. The error is the first that the writer gave.
func (c *Collection) Close() error {
	c.buf = append(c.buf, "\n]}\n"...)
	c.flush()
	return c.err
}

func (c *Collection) flush() {
	if c.err == nil {
		_, c.err = c.w.Write(c.buf)
	}
	c.buf = c.buf[:0]
}
