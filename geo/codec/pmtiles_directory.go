package codec

import (
	"bytes"
	"encoding/binary"

	"github.com/klauspost/compress/gzip"
)

// compressor makes gzip without name and time, many times over.
type compressor struct {
	out  bytes.Buffer
	gzip *gzip.Writer
}

func newCompressor() (*compressor, error) {
	z, err := gzip.NewWriterLevel(nil, gzip.BestCompression)
	return &compressor{gzip: z}, err
}

func (c *compressor) compress(data []byte) ([]byte, error) {
	c.out.Reset()
	c.gzip.Reset(&c.out)
	if _, err := c.gzip.Write(data); err != nil {
		return nil, err
	}
	if err := c.gzip.Close(); err != nil {
		return nil, err
	}
	return bytes.Clone(c.out.Bytes()), nil
}

// pmEntry points to the content of run tiles from a number on, or, where run
// is 0, to the leaf directory that begins with the number. Offsets count from
// the start of the contents, or of the leaves.
type pmEntry struct{ id, offset, length, run uint64 }

// rootSpace is how much of the file a reader fetches at first, which has to
// hold the header and the root directory.
const rootSpace = 16384

// firstLeafSize is how many entries leaf directories begin to be tried with:
// some 10 kB compressed.
const firstLeafSize = 4096

// directories packs entries into a root directory and, where that would not
// fit beside the header, leaf directories for it to point to: as few entries to
// a leaf as will do.
func (c *compressor) directories(entries []pmEntry) (root, leaves []byte, err error) {
	root, err = c.encodeDirectory(entries)
	for size := firstLeafSize; err == nil && len(root) >= rootSpace-headerSize; size += size / 4 {
		root, leaves, err = c.withLeaves(entries, size)
	}
	return root, leaves, err
}

// withLeaves packs entries into leaf directories of one size.
func (c *compressor) withLeaves(entries []pmEntry, size int) (root, leaves []byte, err error) {
	var pointers []pmEntry
	for len(entries) > 0 {
		n := min(size, len(entries))
		leaf, err := c.encodeDirectory(entries[:n])
		if err != nil {
			return nil, nil, err
		}
		pointers = append(pointers, pmEntry{id: entries[0].id, offset: uint64(len(leaves)), length: uint64(len(leaf))})
		leaves = append(leaves, leaf...)
		entries = entries[n:]
	}
	root, err = c.encodeDirectory(pointers)
	return root, leaves, err
}

// encodeDirectory writes the columns of entries one after another, compressed.
func (c *compressor) encodeDirectory(entries []pmEntry) ([]byte, error) {
	out := binary.AppendUvarint(nil, uint64(len(entries)))
	last := uint64(0)
	for _, e := range entries {
		out = binary.AppendUvarint(out, e.id-last)
		last = e.id
	}
	for _, e := range entries {
		out = binary.AppendUvarint(out, e.run)
	}
	for _, e := range entries {
		out = binary.AppendUvarint(out, e.length)
	}
	for i, e := range entries {
		if i > 0 && e.offset == entries[i-1].offset+entries[i-1].length {
			out = append(out, 0) // right after the one before
			continue
		}
		out = binary.AppendUvarint(out, e.offset+1)
	}
	return c.compress(out)
}

// tileID returns the number of a tile: zooms one after another, each along a
// Hilbert curve of its own (PMTiles specification, Entries).
func tileID(z, x, y int) uint64 {
	id := (uint64(1)<<(2*z) - 1) / 3 // tiles of lower zooms
	for s := 1 << z >> 1; s > 0; s >>= 1 {
		right, down := x&s, y&s
		id += uint64(s) * uint64((3*right)^down)
		if down == 0 { // turn the quarter so that its curve begins where the whole one does
			if right != 0 {
				x, y = s-1-x&(s-1), s-1-y&(s-1)
			}
			x, y = y, x
		}
	}
	return id
}
