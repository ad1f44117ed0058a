package crs

import (
	"errors"
	"fmt"
	"math"
	"strconv"

	"github.com/paulmach/orb"
)

// CRS is a coordinate reference system. The zero value is CRS84. Values can be
// compared with ==; they come from [Parse], [ByCode] and [All], so that every
// CRS there is can be converted to and from.
type CRS struct {
	code int // of EPSG; 0: CRS84
}

// Codes of the EPSG register, epsg.org.
const (
	wgs84       = 4326 // WGS 84, latitude first
	cgcs2000    = 4490 // China Geodetic Coordinate System 2000, latitude first
	webMercator = 3857 // WGS 84 / Pseudo-Mercator
	utmNorth    = 32600
)

// The UTM zones of the corridor, from 0° to 144° E.
const (
	firstZone = 31
	lastZone  = 54
)

// ErrDomain says that a position lies where a CRS is not defined, or not to the
// millimetre.
var ErrDomain = errors.New("outside the domain of the CRS")

// All lists every CRS: CRS84 first, then by rising EPSG code.
func All() []CRS {
	all := []CRS{{}, {webMercator}, {wgs84}, {cgcs2000}}
	for zone := firstZone; zone <= lastZone; zone++ {
		all = append(all, CRS{utmNorth + zone})
	}
	return all
}

// Code returns the EPSG code, 0 for CRS84, which has none.
func (c CRS) Code() int { return c.code }

// URI returns the identifier that OGC API uses (OGC 18-058r1, 6.1).
func (c CRS) URI() string {
	if c.code == 0 {
		return uriPrefix + "OGC/1.3/CRS84"
	}
	return uriPrefix + "EPSG/0/" + strconv.Itoa(c.code)
}

// String returns "OGC:CRS84", "EPSG:3857" and so on, which [Parse] accepts.
func (c CRS) String() string {
	if c.code == 0 {
		return "OGC:CRS84"
	}
	return "EPSG:" + strconv.Itoa(c.code)
}

// Name returns the name of the CRS in the EPSG register.
func (c CRS) Name() string {
	switch c.code {
	case 0:
		return "WGS 84 (CRS84)"
	case wgs84:
		return "WGS 84"
	case cgcs2000:
		return "China Geodetic Coordinate System 2000"
	case webMercator:
		return "WGS 84 / Pseudo-Mercator"
	}
	return fmt.Sprintf("WGS 84 / UTM zone %dN", c.zone())
}

// Projected reports whether coordinates are metres; else they are degrees.
func (c CRS) Projected() bool { return c.code == webMercator || c.code > utmNorth }

// LatitudeFirst reports whether the first coordinate is the latitude; else it
// is the longitude or the easting.
func (c CRS) LatitudeFirst() bool { return c.code == wgs84 || c.code == cgcs2000 }

// Decimals returns how many decimals of a coordinate to publish: 7 of a degree,
// 3 of a metre.
func (c CRS) Decimals() int {
	if c.Projected() {
		return 3
	}
	return 7
}

// zone returns the UTM zone, for a CRS that is one.
func (c CRS) zone() int { return c.code - utmNorth }

// Forward converts a position, lon/lat in degrees, into the coordinates of c.
// Longitudes are those of [-180, 180]; a turn beyond is accepted, and kept in
// EPSG:3857 and the geographic systems.
//
// The error wraps [ErrDomain]: the position is not finite or beyond a pole, is
// a pole itself in EPSG:3857, or is so far from the central meridian of a UTM
// zone (65° along the equator, more at higher latitudes) that the series
// would be off by a millimetre.
func (c CRS) Forward(p orb.Point) (orb.Point, error) {
	if !(math.Abs(p[0]) <= 540 && math.Abs(p[1]) <= 90) {
		return orb.Point{}, c.outside("longitude %v, latitude %v: want -180 to 180, -90 to 90", p[0], p[1])
	}
	switch {
	case c.LatitudeFirst():
		return orb.Point{p[1], p[0]}, nil
	case c.code == webMercator:
		if math.Abs(p[1]) == 90 {
			return orb.Point{}, c.outside("the pole is infinitely far away")
		}
		return mercatorForward(p), nil
	case c.Projected():
		q, ok := utm(c.zone()).forward(p)
		if !ok {
			return orb.Point{}, c.outside("longitude %v, latitude %v is too far from the central meridian, %v°", p[0], p[1], utm(c.zone()).meridian())
		}
		return q, nil
	}
	return p, nil
}

// Inverse converts coordinates of c into a position, lon/lat in degrees. It is
// the inverse of [CRS.Forward] to a nanometre or so; the error wraps
// [ErrDomain].
func (c CRS) Inverse(q orb.Point) (orb.Point, error) {
	p := q
	switch {
	case !finite(q):
		return orb.Point{}, c.outside("coordinates %v, %v are not finite", q[0], q[1])
	case c.LatitudeFirst():
		p = orb.Point{q[1], q[0]}
	case c.code == webMercator:
		p = mercatorInverse(q)
	case c.Projected():
		var ok bool
		if p, ok = utm(c.zone()).inverse(q); !ok {
			return orb.Point{}, c.outside("easting %v, northing %v is too far from the central meridian, easting 500000", q[0], q[1])
		}
	}
	if !(math.Abs(p[0]) <= 540 && math.Abs(p[1]) <= 90) {
		return orb.Point{}, c.outside("%v, %v is no position: the axes are %s", q[0], q[1], c.axes())
	}
	return p, nil
}

// axes names the coordinates in their order.
func (c CRS) axes() string {
	switch {
	case c.Projected():
		return "easting, northing in metres"
	case c.LatitudeFirst():
		return "latitude, longitude in degrees"
	}
	return "longitude, latitude in degrees"
}

func (c CRS) outside(format string, args ...any) error {
	return fmt.Errorf("%s: %w: %s", c, ErrDomain, fmt.Sprintf(format, args...))
}

func finite(p orb.Point) bool {
	return math.Abs(p[0]) <= math.MaxFloat64 && math.Abs(p[1]) <= math.MaxFloat64
}
