package web

import (
	"errors"
	"fmt"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/corridor-rail/corridor/corridor"
)

// maxText is the longest value of a text parameter, in bytes.
const maxText = 200

// params reads the parameters of one request. Each reader notes what is wrong
// and goes on with a zero value; err joins all faults as corridor.ParamErrors in
// the order of reading, last those of parameters that nobody read.
type params struct {
	values url.Values
	known  []string
	faults []error
}

// newParams reads the raw query of a URL.
func newParams(rawQuery string) *params {
	values, err := url.ParseQuery(rawQuery)
	p := &params{values: values}
	if err != nil {
		p.fault("query", "%w; percent-encode the values", err)
	}
	return p
}

func (p *params) fault(name, format string, args ...any) {
	p.faults = append(p.faults, &corridor.ParamError{Param: name, Err: fmt.Errorf(format, args...)})
}

// err is nil where all parameters were read and accepted.
func (p *params) err() error {
	var unknown []string
	for name := range p.values {
		if !slices.Contains(p.known, name) {
			unknown = append(unknown, name)
		}
	}
	slices.Sort(unknown)
	for _, name := range unknown {
		p.fault(name, "unknown parameter; this address takes %s", listed(p.known, "none"))
	}
	return errors.Join(p.faults...)
}

// all returns every value of a repeated parameter, none of them empty.
func (p *params) all(name string, most int) []string { return p.upTo(name, most, maxText) }

// long returns the value of a parameter that may be as long as an address.
func (p *params) long(name string) string {
	values := p.upTo(name, 1, maxURI)
	if len(values) == 0 {
		return ""
	}
	return values[0]
}

// upTo returns at most so many values, of at most so many bytes each.
func (p *params) upTo(name string, most, longest int) []string {
	p.known = append(p.known, name)
	values := p.values[name]
	if len(values) > most {
		p.fault(name, "given %d times; at most %d", len(values), most)
		return nil
	}
	for _, v := range values {
		switch {
		case strings.TrimSpace(v) == "":
			p.fault(name, "is empty; leave it out or give a value")
		case len(v) > longest:
			p.fault(name, "is %d bytes long; at most %d", len(v), longest)
		case !utf8.ValidString(v):
			p.fault(name, "is not UTF-8")
		}
	}
	return values
}

// text returns the value of a parameter, "" where it is not given.
func (p *params) text(name string) string {
	values := p.all(name, 1)
	if len(values) == 0 {
		return ""
	}
	return values[0]
}

// required returns the value of a parameter that must be given.
func (p *params) required(name, what string) string {
	if _, ok := p.values[name]; !ok {
		p.fault(name, "is missing; give %s", what)
	}
	return p.text(name)
}

// choice returns one of options, the first where the parameter is not given.
func (p *params) choice(name string, options ...string) string {
	value := p.text(name)
	if value == "" {
		return options[0]
	}
	if !slices.Contains(options, value) {
		p.fault(name, "%q is not known; give %s", value, listed(options, ""))
		return options[0]
	}
	return value
}

// integer returns a whole number of [lo, hi], otherwise where it is not given.
func (p *params) integer(name string, otherwise, lo, hi int) int {
	text := p.text(name)
	if text == "" {
		return otherwise
	}
	v, err := strconv.Atoi(text)
	if err != nil || v < lo || v > hi {
		p.fault(name, "%q is not a whole number from %d to %d", text, lo, hi)
		return otherwise
	}
	return v
}

// number returns a number of [lo, hi] that must be given.
func (p *params) number(name, what string, lo, hi float64) float64 {
	text := p.required(name, what)
	if text == "" {
		return 0
	}
	v, ok := parseNumber(text, lo, hi)
	if !ok {
		p.fault(name, "%q is not a number from %g to %g", text, lo, hi)
	}
	return v
}

// chainage returns a chainage in km that must be given.
func (p *params) chainage(name, what string) float64 {
	text := p.required(name, what)
	if text == "" {
		return 0
	}
	km, err := corridor.ParseChainage(text)
	if err != nil {
		p.fault(name, "%w", err)
	}
	return km
}

// parseNumber reads a decimal number of [lo, hi]; NaN, infinities and
// hexadecimal are refused.
func parseNumber(text string, lo, hi float64) (float64, bool) {
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(v) || v < lo || v > hi || strings.ContainsAny(text, "xX_") {
		return 0, false
	}
	return v, true
}

// listed joins names as a sentence does; otherwise where there are none.
func listed(names []string, otherwise string) string {
	switch len(names) {
	case 0:
		return otherwise
	case 1:
		return names[0]
	}
	return strings.Join(names[:len(names)-1], ", ") + " or " + names[len(names)-1]
}
