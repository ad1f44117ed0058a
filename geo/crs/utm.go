package crs

import (
	"math"

	"github.com/paulmach/orb"
)

// The universal transverse Mercator grid (EPSG method 9807 with the parameters
// of operations 16031 to 16054), north of the equator: south of it northings
// are below zero.
const (
	utmScale       = 0.9996
	utmFalseEast   = 500_000.0 // metres
	eccentricity2  = flattening * (2 - flattening)
	thirdFlat      = flattening / (2 - flattening) // n
	rectifyingBase = semiMajor / (1 + thirdFlat) *
		(1 + thirdFlat*thirdFlat/4 + thirdFlat*thirdFlat*thirdFlat*thirdFlat/64 +
			thirdFlat*thirdFlat*thirdFlat*thirdFlat*thirdFlat*thirdFlat/256) // A: radius of the rectifying sphere
	utmRadius = utmScale * rectifyingBase
)

// maxEta bounds how far from the central meridian the series is used, by the
// transverse coordinate η' on the sphere: 65° along the equator. Against the
// exact projection (GeographicLib 2.1) it is off by 20 nm up to 0.7, by 3 µm up
// to 1.1, by 0.2 mm here, and by metres at 2.2.
const maxEta = 1.5

// utm is a zone, 1 to 60.
type utm int

// meridian returns the longitude of the zone's central meridian, in degrees.
func (z utm) meridian() float64 { return float64(6*z - 183) }

// forward projects a position by the series of Krüger to order 6.
//
//  1. The latitude becomes the conformal latitude.
//  2. The sphere's transverse Mercator gives ξ', η'.
//  3. The series turns these into ξ, η, whose meridian is true to scale.
//
// Source: C. F. F. Karney, Transverse Mercator with an accuracy of a few
// nanometers, J. Geodesy 85, 475-485 (2011), doi:10.1007/s00190-011-0445-3,
// equations 7 to 11. Not ok where η' lies beyond maxEta.
func (z utm) forward(p orb.Point) (orb.Point, bool) {
	// 1
	tau := conformal(math.Tan(p[1] * radian))
	// 2
	sin, cos := math.Sincos(math.Remainder(p[0]-z.meridian(), 360) * radian)
	xi := math.Atan2(tau, cos)
	eta := math.Asinh(sin / math.Hypot(tau, cos))
	if !(math.Abs(eta) <= maxEta) {
		return orb.Point{}, false
	}
	// 3
	xi, eta = series(alpha(), xi, eta, 1)
	return orb.Point{utmFalseEast + utmRadius*eta, utmRadius * xi}, true
}

// inverse undoes the steps of forward, last first (Karney, equations 11, 15 to
// 20).
func (z utm) inverse(q orb.Point) (orb.Point, bool) {
	// 3
	xi, eta := q[1]/utmRadius, (q[0]-utmFalseEast)/utmRadius
	if !(math.Abs(eta) <= 2*maxEta && math.Abs(xi) <= math.Pi+1e-9) {
		return orb.Point{}, false
	}
	xi, eta = series(beta(), xi, eta, -1)
	if !(math.Abs(eta) <= maxEta+1e-9) {
		return orb.Point{}, false
	}
	// 2
	sin, cos := math.Sincos(xi)
	sinh := math.Sinh(eta)
	lon := z.meridian() + math.Atan2(sinh, cos)/radian
	// 1
	tau := geographic(sin / math.Hypot(sinh, cos))
	return orb.Point{math.Remainder(lon, 360), math.Atan(tau) / radian}, true
}

// conformal returns the tangent of the conformal latitude for that of the
// geographic one (Karney, equations 7 to 9).
func conformal(tau float64) float64 {
	e := math.Sqrt(eccentricity2)
	sigma := math.Sinh(e * math.Atanh(e*tau/math.Hypot(1, tau)))
	return tau*math.Hypot(1, sigma) - sigma*math.Hypot(1, tau)
}

// geographic inverts conformal by Newton's method (Karney, equations 19 to
// 21), which doubles the correct digits each time.
func geographic(target float64) float64 {
	tau := target
	for range 4 {
		got := conformal(tau)
		tau += (target - got) / math.Hypot(1, got) *
			(1 + (1-eccentricity2)*tau*tau) / ((1 - eccentricity2) * math.Hypot(1, tau))
	}
	return tau
}

// series adds sign times the sum of c[j-1] sin 2j(ξ + iη) to ξ + iη, over j
// from 1.
func series(c [6]float64, xi, eta, sign float64) (float64, float64) {
	outXi, outEta := xi, eta
	for j := len(c); j >= 1; j-- { // small terms first
		turn := 2 * float64(j)
		sin, cos := math.Sincos(turn * xi)
		outXi += sign * c[j-1] * sin * math.Cosh(turn*eta)
		outEta += sign * c[j-1] * cos * math.Sinh(turn*eta)
	}
	return outXi, outEta
}

// Powers of n.
const (
	n1 = thirdFlat
	n2 = n1 * n1
	n3 = n2 * n1
	n4 = n2 * n2
	n5 = n4 * n1
	n6 = n3 * n3
)

// alpha returns the coefficients of the forward series (Karney, equation 35).
func alpha() [6]float64 {
	return [6]float64{
		n1/2 - 2*n2/3 + 5*n3/16 + 41*n4/180 - 127*n5/288 + 7891*n6/37800,
		13*n2/48 - 3*n3/5 + 557*n4/1440 + 281*n5/630 - 1983433*n6/1935360,
		61*n3/240 - 103*n4/140 + 15061*n5/26880 + 167603*n6/181440,
		49561*n4/161280 - 179*n5/168 + 6601661*n6/7257600,
		34729*n5/80640 - 3418889*n6/1995840,
		212378941 * n6 / 319334400,
	}
}

// beta returns the coefficients of the inverse series (Karney, equation 36).
func beta() [6]float64 {
	return [6]float64{
		n1/2 - 2*n2/3 + 37*n3/96 - n4/360 - 81*n5/512 + 96199*n6/604800,
		n2/48 + n3/15 - 437*n4/1440 + 46*n5/105 - 1118711*n6/3870720,
		17*n3/480 - 37*n4/840 - 209*n5/4480 + 5569*n6/90720,
		4397*n4/161280 - 11*n5/504 - 830251*n6/7257600,
		4583*n5/161280 - 108847*n6/3991680,
		20648693 * n6 / 638668800,
	}
}
