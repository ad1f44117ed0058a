package web

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"maps"
	"slices"

	"github.com/labstack/echo/v4"
	"github.com/paulmach/orb"

	"github.com/corridor-rail/corridor/corridor"
)

// Size of a preview in pixels, as social networks show it (Open Graph: 1.91 to 1).
const (
	previewWidth  = 1200
	previewHeight = 630
)

// The colours of the page's light map, as 0xrrggbb.
const (
	inkWater   = 0xd5e3ea
	inkLand    = 0xf6f4ef
	inkNetwork = 0xb3bcc4
	inkText    = 0x17212b
	inkSoft    = 0x54616d
	inkPaper   = 0xffffff
)

func rgb(v uint32) color.NRGBA { return color.NRGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), 0xff} }

func gaugeColour(mm int) color.NRGBA {
	switch gaugeClass(mm) {
	case "gauge-1520":
		return rgb(0xd0451b)
	case "gauge-1435":
		return rgb(0x1f5fd0)
	case "gauge-1000":
		return rgb(0x0a8a63)
	}
	return rgb(0x7a5bb5)
}

// handlePreview serves the picture of a corridor that goes with a link to it.
func (s *Server) handlePreview(c echo.Context) error {
	if err := parseNone(c.QueryString()); err != nil {
		return err
	}
	found, err := s.network.Corridor(pathText(c, "corridor"))
	if err != nil {
		return err
	}
	body, err := DrawPreview(s.network, found, s.page.land)
	if err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderCacheControl, "public, max-age=86400")
	return send(c, "image/png", body)
}

// DrawPreview draws a corridor as a PNG of 1200 by 630 pixels: its map over
// land (lon/lat degrees), its English name, length and countries.
func DrawPreview(n *corridor.Network, c *corridor.Corridor, land []orb.Ring) ([]byte, error) {
	words, err := newSpeech("en", n)
	if err != nil {
		return nil, err
	}
	canvas := image.NewNRGBA(image.Rect(0, 0, previewWidth, previewHeight))
	p := painter{canvas}
	draw.Draw(canvas, canvas.Rect, image.NewUniform(rgb(inkWater)), image.Point{}, draw.Src)
	s := newScene(n, c.Route, land, previewWidth, previewHeight, frame{60, 210, 60, 50})
	p.fill(s.Land, rgb(inkLand))
	p.stroke(s.Network, 2, rgb(inkNetwork))
	var whole [][]orb.Point
	byGauge := map[int][][]orb.Point{}
	for _, run := range s.Runs {
		whole = append(whole, run.Points)
		byGauge[run.GaugeMM] = append(byGauge[run.GaugeMM], run.Points)
	}
	p.stroke(whole, 11, rgb(inkPaper))
	for _, gauge := range slices.Sorted(maps.Keys(byGauge)) { // a sweep over the picture for each gauge
		p.stroke(byGauge[gauge], 6, gaugeColour(gauge))
	}
	for _, stop := range s.Stops {
		switch stop.Kind {
		case corridor.WaypointFrom, corridor.WaypointTo:
			p.disc(stop.At, 11, rgb(inkText))
			p.disc(stop.At, 5, rgb(inkPaper))
		case corridor.WaypointBorder, corridor.WaypointBreak:
			p.disc(stop.At, 8, rgb(inkText))
			p.disc(stop.At, 5, rgb(inkPaper))
		}
	}
	draw.Draw(canvas, image.Rect(0, 0, previewWidth, 176), image.NewUniform(rgb(inkPaper)), image.Point{}, draw.Src)
	var countries string
	for i, country := range c.Route.ByCountry {
		if i > 0 {
			countries += "  ·  "
		}
		countries += words.Country(country.Country)
	}
	err = p.write(
		caption{text: c.Name, bold: true, size: 44, x: 60, y: 82, maxWidth: 800, ink: inkText},
		caption{text: countries, size: 26, x: 60, y: 134, maxWidth: 860, ink: inkSoft},
		caption{text: words.Km(c.Route.DistanceKm), bold: true, size: 44, x: previewWidth - 60, y: 82, right: true, maxWidth: 260, ink: inkText},
		caption{text: "Corridor", bold: true, size: 26, x: previewWidth - 60, y: 134, right: true, maxWidth: 260, ink: inkSoft},
	)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = (&png.Encoder{CompressionLevel: png.DefaultCompression}).Encode(&b, canvas)
	return b.Bytes(), err
}
