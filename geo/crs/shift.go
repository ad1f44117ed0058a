package crs

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"github.com/paulmach/orb"
)

// Shift is a displacement of positions that Chinese web maps apply, by law, to
// all they show. Shifted positions are for display on those maps only: they are
// off by up to 700 m in GCJ-02 and 1500 m in BD-09, no length or distance may be taken from them, and
// [Shift.Notice] must go with them wherever they are published.
type Shift int

// The shifts there are. The zero value is none of them.
const (
	GCJ02 Shift = iota + 1 // of AMap, Tencent and Google's maps of China
	BD09                   // of Baidu: GCJ-02 shifted again
)

// ErrUnknownShift says that a shift is neither GCJ-02 nor BD-09.
var ErrUnknownShift = errors.New("unknown shift")

// ParseShift returns the shift of that name, with or without a hyphen and in
// either case. The error wraps [ErrUnknownShift] and says what is accepted.
func ParseShift(name string) (Shift, error) {
	switch strings.ToUpper(strings.Replace(name, "-", "", 1)) {
	case "GCJ02":
		return GCJ02, nil
	case "BD09":
		return BD09, nil
	}
	return 0, fmt.Errorf("%w %q: want gcj-02 or bd-09", ErrUnknownShift, name)
}

// String returns the name: "GCJ-02" or "BD-09".
func (s Shift) String() string {
	switch s {
	case GCJ02:
		return "GCJ-02"
	case BD09:
		return "BD-09"
	}
	return fmt.Sprintf("Shift(%d)", int(s))
}

// Notice is the sentence that goes with shifted positions.
func (s Shift) Notice() string {
	return "Positions are shifted to " + s.String() + " for display on Chinese web maps; they are not WGS 84 and not fit for measuring."
}

// Forward shifts a position, lon/lat in degrees WGS 84. Outside the box of the
// published algorithm, 72.004 to 137.8347° E and 0.8293 to 55.8271° N, which
// holds China and much around it, positions stay as they are in GCJ-02: at its
// edge the shift jumps.
//
// Source: the algorithm as published in googollee/eviltransform; it agrees with
// what the maps show to some metres. Nothing official is public.
func (s Shift) Forward(p orb.Point) orb.Point {
	switch s {
	case GCJ02:
		return toGCJ(p)
	case BD09:
		return toBD(toGCJ(p))
	}
	return p
}

// Inverse undoes [Shift.Forward] to a millimetre, by iteration. Where the shift
// jumps, within 1500 m of the edge of its box, it may be off by as much as the
// shift.
func (s Shift) Inverse(q orb.Point) orb.Point {
	p := q
	for range 20 { // each round gains two digits or so: the shift changes by at most a hundredth of the way
		got := s.Forward(p)
		if got == q {
			break
		}
		p[0] += q[0] - got[0]
		p[1] += q[1] - got[1]
	}
	return p
}

// ForwardGeometry shifts a geometry of any kind: a new geometry of the same
// kind. A bound becomes the polygon of its corners; nil stays nil.
func (s Shift) ForwardGeometry(g orb.Geometry) (orb.Geometry, error) {
	return convert(g, func(p orb.Point) (orb.Point, error) { return s.Forward(p), nil })
}

// InverseGeometry undoes [Shift.ForwardGeometry].
func (s Shift) InverseGeometry(g orb.Geometry) (orb.Geometry, error) {
	return convert(g, func(p orb.Point) (orb.Point, error) { return s.Inverse(p), nil })
}

// Krasovsky 1940 (EPSG ellipsoid 7024), as the algorithm has it.
const (
	krasovskyAxis = 6378245.0              // metres
	krasovskyE2   = 0.00669342162296594323 // eccentricity squared
)

// toGCJ adds the two polynomials with waves that the algorithm is made of.
func toGCJ(p orb.Point) orb.Point {
	if !(p[0] >= 72.004 && p[0] <= 137.8347 && p[1] >= 0.8293 && p[1] <= 55.8271) {
		return p
	}
	x, y := p[0]-105, p[1]-35
	wave := func(v float64) float64 { return math.Sin(v * math.Pi) }
	root := math.Sqrt(math.Abs(x))
	common := 20*wave(6*x) + 20*wave(2*x)
	north := -100 + 2*x + 3*y + 0.2*y*y + 0.1*x*y + 0.2*root +
		(common+20*wave(y)+40*wave(y/3)+160*wave(y/12)+320*wave(y/30))*2/3
	east := 300 + x + 2*y + 0.1*x*x + 0.1*x*y + 0.1*root +
		(common+20*wave(x)+40*wave(x/3)+150*wave(x/12)+300*wave(x/30))*2/3
	sin, cos := math.Sincos(p[1] * radian)
	square := 1 - krasovskyE2*sin*sin
	primeVertical := krasovskyAxis / math.Sqrt(square)
	meridional := krasovskyAxis * (1 - krasovskyE2) / (square * math.Sqrt(square))
	return orb.Point{p[0] + east/(primeVertical*cos*radian), p[1] + north/(meridional*radian)}
}

// toBD turns and stretches a GCJ-02 position about 0, 0 with small waves.
func toBD(p orb.Point) orb.Point {
	const turn = radian * 3000
	r := math.Hypot(p[0], p[1]) + 0.00002*math.Sin(p[1]*turn)
	theta := math.Atan2(p[1], p[0]) + 0.000003*math.Cos(p[0]*turn)
	sin, cos := math.Sincos(theta)
	return orb.Point{r*cos + 0.0065, r*sin + 0.006}
}
