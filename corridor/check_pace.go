package corridor

import (
	"math"
	"slices"
)

// checkPace checks a speed in km/h or a dwell in hours: 0, or a number above it
// that has a source.
func (c *checker) checkPace(file, id, what string, value float64, source string) {
	switch {
	case value == 0 && source == "":
	case !(value > 0) || math.IsInf(value, 0):
		c.fault(file, id, "the %s is %v, want a number above 0, or none", what, value)
	case !c.sources[source]:
		c.fault(file, id, "the %s has the unknown source %q", what, source)
	}
}

// checkCapitals checks that the capital stations of a country lie in it.
func (c *checker) checkCapitals(country Country) {
	for _, id := range country.Capitals {
		if !slices.ContainsFunc(c.ds.Stations, func(s Station) bool { return s.ID == id && s.Country == country.ID }) {
			c.fault(FileDataset, "countries", "capital station %q is not a station of %s", id, country.ID)
		}
	}
}
