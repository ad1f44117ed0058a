package crs

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// ErrUnknown says that a CRS is not one of [All].
var ErrUnknown = errors.New("unknown CRS")

// uriPrefix begins the identifiers of OGC's register.
const uriPrefix = "http://www.opengis.net/def/crs/"

// ByCode returns the CRS of that EPSG code. Where there is none the error wraps
// [ErrUnknown] and names the codes there are.
func ByCode(epsg int) (CRS, error) {
	c := CRS{epsg}
	switch zone := c.zone(); {
	case c.LatitudeFirst(), epsg == webMercator, zone >= firstZone && zone <= lastZone:
		return c, nil
	}
	return CRS{}, unknown(strconv.Itoa(epsg))
}

// Parse returns the CRS that an identifier names:
//
//	http://www.opengis.net/def/crs/EPSG/0/3857   the URI of OGC API, with https or any version too
//	urn:ogc:def:crs:EPSG::3857                   the URN of WFS and GML
//	EPSG:3857                                    the short form, in brackets too (a safe CURIE)
//
// and OGC, 1.3 or nothing, and CRS84 in their places. Letters may be of either
// case in the authority and in the URN. Where there is none the error wraps
// [ErrUnknown] and says what is accepted.
func Parse(id string) (CRS, error) {
	authority, code, ok := split(id)
	switch {
	case !ok:
	case strings.EqualFold(authority, "OGC") && strings.EqualFold(code, "CRS84"):
		return CRS{}, nil
	case strings.EqualFold(authority, "EPSG"):
		if n, err := strconv.Atoi(code); err == nil && strconv.Itoa(n) == code {
			if c, err := ByCode(n); err == nil {
				return c, nil
			}
		}
	}
	return CRS{}, unknown(strconv.Quote(id))
}

// split takes an identifier apart.
func split(id string) (authority, code string, ok bool) {
	const urn = "urn:ogc:def:crs:"
	var parts []string
	switch rest, http := strings.CutPrefix(strings.Replace(id, "https:", "http:", 1), uriPrefix); {
	case http:
		parts = strings.Split(rest, "/")
	case len(id) > len(urn) && strings.EqualFold(id[:len(urn)], urn):
		parts = strings.Split(id[len(urn):], ":")
	default:
		if strings.HasPrefix(id, "[") && strings.HasSuffix(id, "]") {
			id = id[1 : len(id)-1]
		}
		authority, code, ok = strings.Cut(id, ":")
		return authority, code, ok
	}
	if len(parts) != 3 { // authority, version, code
		return "", "", false
	}
	return parts[0], parts[2], true
}

func unknown(id string) error {
	return fmt.Errorf("%w %s: want OGC:CRS84, EPSG:%d, EPSG:%d, EPSG:%d or EPSG:%d to EPSG:%d, by URI (%sEPSG/0/%d) or in this form",
		ErrUnknown, id, wgs84, webMercator, cgcs2000, utmNorth+firstZone, utmNorth+lastZone, uriPrefix, wgs84)
}
