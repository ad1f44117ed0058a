package crs_test

import (
	"encoding/csv"
	"errors"
	"math"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/corridor-rail/corridor/geo"
	"github.com/corridor-rail/corridor/geo/crs"
	"github.com/paulmach/orb"
)

func mustCode(tb testing.TB, code int) crs.CRS {
	tb.Helper()
	c, err := crs.ByCode(code)
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

// projRows reads the reference values of PROJ.
func projRows(t *testing.T) [][5]float64 {
	t.Helper()
	f, err := os.Open("testdata/proj.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comment = '#'
	records, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	rows := make([][5]float64, len(records)-1)
	for i, record := range records[1:] {
		for k, field := range record {
			if rows[i][k], err = strconv.ParseFloat(field, 64); err != nil {
				t.Fatal(err)
			}
		}
	}
	return rows
}

// TestAgainstPROJ holds both directions to a millimetre.
func TestAgainstPROJ(t *testing.T) {
	const millimetre = 1e-3
	seen := map[int]bool{}
	for _, row := range projRows(t) {
		c := mustCode(t, int(row[0]))
		p, want := orb.Point{row[1], row[2]}, orb.Point{row[3], row[4]}
		seen[c.Code()] = true
		got, err := c.Forward(p)
		if err != nil {
			t.Errorf("%s: %v: %v", c, p, err)
			continue
		}
		off := math.Hypot(got[0]-want[0], got[1]-want[1])
		if !c.Projected() {
			off = float64(geo.Distance(orb.Point{got[1], got[0]}, orb.Point{want[1], want[0]}))
		}
		if !(off < millimetre) {
			t.Errorf("%s: %v gives %v, PROJ gives %v", c, p, got, want)
		}
		back, err := c.Inverse(want)
		if err != nil {
			t.Errorf("%s: %v: %v", c, want, err)
			continue
		}
		if d := geo.Distance(back, p); !(d < millimetre) {
			t.Errorf("%s: %v gives %v, PROJ gives %v", c, want, back, p)
		}
	}
	if len(seen) < 14 {
		t.Errorf("only %d systems compared", len(seen))
	}
}

// TestRoundTrip converts random positions there and back in every system.
func TestRoundTrip(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for _, c := range crs.All() {
		converted := 0
		for range 2000 {
			p := orb.Point{rng.Float64()*360 - 180, rng.Float64()*180 - 90}
			q, err := c.Forward(p)
			if err != nil {
				if !errors.Is(err, crs.ErrDomain) || c.Code() < 32600 {
					t.Errorf("%s: %v: %v", c, p, err)
				}
				continue
			}
			converted++
			back, err := c.Inverse(q)
			if err != nil {
				t.Errorf("%s: back from %v: %v", c, q, err)
			} else if d := geo.Distance(p, back); !(d < 1e-3) {
				t.Errorf("%s: %v comes back as %v, %v m off", c, p, back, d)
			}
		}
		if converted < 1500 {
			t.Errorf("%s: only %d of 2000 positions are in its domain", c, converted)
		}
	}
}

func TestDomain(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, test := range []struct {
		name    string
		code    int
		forward bool
		p       orb.Point
		hint    string
	}{
		{"no number", 3857, true, orb.Point{nan, 0}, "-180 to 180"},
		{"beyond the pole", 4326, true, orb.Point{0, 90.1}, "-90 to 90"},
		{"pole", 3857, true, orb.Point{0, 90}, "infinitely far"},
		{"other side of the world", 32648, true, orb.Point{15, 1}, "central meridian, 105°"},
		{"axes swapped", 4326, false, orb.Point{102, 25}, "latitude, longitude"},
		{"infinite", 3857, false, orb.Point{inf, 0}, "not finite"},
		{"no number back", 4326, false, orb.Point{25, nan}, "not finite"},
		{"degrees taken for metres, far off", 32648, false, orb.Point{1e8, 0}, "central meridian"},
		{"northing round the world", 32648, false, orb.Point{5e5, 3e7}, "central meridian"},
		{"easting beyond the world", 3857, false, orb.Point{1e9, 0}, "easting, northing"},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := mustCode(t, test.code)
			convert := c.Inverse
			if test.forward {
				convert = c.Forward
			}
			got, err := convert(test.p)
			if !errors.Is(err, crs.ErrDomain) || !strings.Contains(err.Error(), test.hint) {
				t.Errorf("got %v, error %v; want one with %q", got, err, test.hint)
			}
		})
	}
}

func TestParse(t *testing.T) {
	for id, want := range map[string]int{
		"http://www.opengis.net/def/crs/OGC/1.3/CRS84":     0,
		"http://www.opengis.net/def/crs/EPSG/0/4326":       4326,
		"https://www.opengis.net/def/crs/EPSG/9.9.1/32648": 32648,
		"urn:ogc:def:crs:EPSG::3857":                       3857,
		"URN:OGC:DEF:CRS:epsg:6.9:4490":                    4490,
		"urn:ogc:def:crs:OGC:1.3:CRS84":                    0,
		"epsg:32631":                                       32631,
		"[EPSG:32654]":                                     32654,
		"OGC:CRS84":                                        0,
	} {
		c, err := crs.Parse(id)
		if err != nil || c.Code() != want {
			t.Errorf("%s: %v, %v; want %d", id, c, err, want)
		}
	}
	for _, id := range []string{
		"", "4326", "EPSG:", "EPSG:04326", "EPSG:+4326", "EPSG:32630", "EPSG:32655", "EPSG:32748", "EPSG:0", "EPSG:84",
		"OGC:CRS83", "OGC:4326", "http://www.opengis.net/def/crs/EPSG/4326", "http://www.opengis.net/def/crs/EPSG/0/4326/",
		"https://https:", "urn:ogc:def:crs:EPSG:4326", "[EPSG:4326", "EPSG:99999999999999999999",
	} {
		c, err := crs.Parse(id)
		if !errors.Is(err, crs.ErrUnknown) {
			t.Errorf("%q is taken for %v, error %v", id, c, err)
		} else if !strings.Contains(err.Error(), strconv.Quote(id)) || !strings.Contains(err.Error(), "EPSG:32631 to EPSG:32654") {
			t.Errorf("%q: the error does not say what is accepted: %v", id, err)
		}
	}
}

func TestEveryCRSIsFoundByItsNames(t *testing.T) {
	all := crs.All()
	if len(all) != 28 {
		t.Errorf("%d systems, want 28", len(all))
	}
	for _, c := range all {
		for _, id := range []string{c.URI(), c.String()} {
			if got, err := crs.Parse(id); err != nil || got != c {
				t.Errorf("%s: %v, %v", id, got, err)
			}
		}
		if c != (crs.CRS{}) && mustCode(t, c.Code()) != c {
			t.Errorf("code %d is not %v", c.Code(), c)
		}
		if c.Name() == "" || c.Projected() && c.LatitudeFirst() {
			t.Errorf("%s: %+v", c, c.Name())
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, c := range crs.All() {
		f.Add(c.URI())
		f.Add(c.String())
	}
	f.Fuzz(func(t *testing.T, id string) {
		c, err := crs.Parse(id)
		if err != nil {
			return
		}
		if again, err := crs.Parse(c.URI()); err != nil || again != c {
			t.Errorf("%q: %v, then %v, %v", id, c, again, err)
		}
	})
}

// FuzzInverse takes any coordinates: what is accepted is a position, and comes
// back.
func FuzzInverse(f *testing.F) {
	f.Add(3857, 1.1e7, 2.9e6)
	f.Add(32648, 4e5, 2.7e6)
	f.Add(32648, 5e5, 1.2e7)
	f.Add(4326, 25.0, 102.0)
	f.Fuzz(func(t *testing.T, code int, x, y float64) {
		c, err := crs.ByCode(code)
		if err != nil {
			return
		}
		p, err := c.Inverse(orb.Point{x, y})
		if err != nil {
			return
		}
		if !(math.Abs(p[0]) <= 540 && math.Abs(p[1]) <= 90) {
			t.Fatalf("%s: %v, %v gives %v", c, x, y, p)
		}
		q, err := c.Forward(p)
		if err != nil || !c.Projected() {
			return
		}
		if again, err := c.Inverse(q); err != nil || geo.Distance(p, again) > 0.01 {
			t.Errorf("%s: %v comes back as %v, %v", c, p, again, err)
		}
	})
}
