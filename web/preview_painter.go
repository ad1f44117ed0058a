package web

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"github.com/paulmach/orb"
	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// painter draws shapes with soft edges. Positions and sizes are in pixels.
type painter struct{ canvas *image.NRGBA }

// fill paints rings; a ring inside another that turns the other way is a hole.
func (p painter) fill(rings [][]orb.Point, c color.Color) {
	r := p.rasterizer()
	for _, ring := range rings {
		polygon(r, ring)
	}
	p.paint(r, c)
}

// stroke paints lines with round joins and ends.
func (p painter) stroke(lines [][]orb.Point, width float64, c color.Color) {
	r := p.rasterizer()
	for _, line := range lines {
		for i, at := range line {
			circle(r, at, width/2)
			if i > 0 {
				bar(r, line[i-1], at, width/2)
			}
		}
	}
	p.paint(r, c)
}

func (p painter) disc(at orb.Point, radius float64, c color.Color) {
	r := p.rasterizer()
	circle(r, at, radius)
	p.paint(r, c)
}

func (p painter) rasterizer() *vector.Rasterizer {
	return vector.NewRasterizer(p.canvas.Rect.Dx(), p.canvas.Rect.Dy())
}

func (p painter) paint(r *vector.Rasterizer, c color.Color) {
	r.DrawOp = draw.Over
	r.Draw(p.canvas, p.canvas.Rect, image.NewUniform(c), image.Point{})
}

// polygon adds a closed outline. All that stroke adds turns the same way, so
// that overlaps do not cancel.
func polygon(r *vector.Rasterizer, ring []orb.Point) {
	for i, at := range ring {
		if i == 0 {
			r.MoveTo(float32(at[0]), float32(at[1]))
		} else {
			r.LineTo(float32(at[0]), float32(at[1]))
		}
	}
	r.ClosePath()
}

// bar adds the rectangle along a straight piece of line.
func bar(r *vector.Rasterizer, a, b orb.Point, half float64) {
	length := math.Hypot(b[0]-a[0], b[1]-a[1])
	if length == 0 {
		return
	}
	x, y := -(b[1]-a[1])/length*half, (b[0]-a[0])/length*half
	polygon(r, []orb.Point{{a[0] - x, a[1] - y}, {b[0] - x, b[1] - y}, {b[0] + x, b[1] + y}, {a[0] + x, a[1] + y}})
}

func circle(r *vector.Rasterizer, at orb.Point, radius float64) {
	const corners = 16
	ring := make([]orb.Point, corners)
	for i := range ring {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / corners)
		ring[i] = orb.Point{at[0] + radius*cos, at[1] + radius*sin}
	}
	polygon(r, ring)
}

// caption is a text in a size that makes it fit.
type caption struct {
	text     string
	bold     bool
	size     float64 // at most
	x, y     int     // of the baseline's left end, or its right end
	right    bool
	maxWidth int
	ink      uint32
}

// write draws captions in the Go fonts, which have Latin, Greek and Cyrillic.
func (p painter) write(captions ...caption) error {
	for _, c := range captions {
		body := goregular.TTF
		if c.bold {
			body = gobold.TTF
		}
		parsed, err := opentype.Parse(body)
		if err != nil {
			return err
		}
		for size := c.size; ; size-- {
			face, err := opentype.NewFace(parsed, &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingFull})
			if err != nil {
				return err
			}
			width := font.MeasureString(face, c.text)
			if width > fixed.I(c.maxWidth) && size > 14 {
				continue
			}
			x := fixed.I(c.x)
			if c.right {
				x -= width
			}
			d := font.Drawer{Dst: p.canvas, Src: image.NewUniform(rgb(c.ink)), Face: face, Dot: fixed.Point26_6{X: x, Y: fixed.I(c.y)}}
			d.DrawString(c.text)
			break
		}
	}
	return nil
}
