package cql2

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// interval is a closed interval of time. A day, month or year is the interval
// from its first to its last nanosecond, an instant has equal ends.
type interval struct{ from, to time.Time }

// The ends of an interval that is open.
var (
	past   = time.Date(-9999, 1, 1, 0, 0, 0, 0, time.UTC)
	future = time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)
)

// layouts of moments by their length, with what they last.
var layouts = map[int]struct {
	layout              string
	years, months, days int
}{
	len("2006"):       {"2006", 1, 0, 0},
	len("2006-01"):    {"2006-01", 0, 1, 0},
	len("2006-01-02"): {"2006-01-02", 0, 0, 1},
}

// Span returns the first and the last nanosecond of an ISO 8601 year, month or
// day, in UTC, or twice an RFC 3339 instant.
func Span(text string) (from, to time.Time, err error) {
	span, err := parseTime(text)
	return span.from, span.to, err
}

// Interval reads the datetime parameter of OGC API - Features Part 1, section
// 7.15.4: a moment as [Span] takes it, or two with a slash between, of which one
// may be ".." or left out, or the second an ISO 8601 duration. It returns the two
// ends for INTERVAL, open ones as "..".
func Interval(text string) (from, to string, err error) {
	from, to, ok := strings.Cut(text, "/")
	if !ok {
		to = from
	}
	for _, end := range []*string{&from, &to} {
		if *end == "" && ok {
			*end = ".."
		}
	}
	if strings.HasPrefix(to, "P") {
		if to, err = after(from, to); err != nil {
			return "", "", err
		}
	}
	if _, err = readMoment("interval", []node{{literal: from}, {literal: to}}); err != nil {
		return "", "", fmt.Errorf("%q is not a date or time, or two with a slash between, such as 1990-01-01/..: %w", text, err)
	}
	return from, to, nil
}

// duration is an ISO 8601 duration in whole units: P1Y2M3DT4H5M6S.
var duration = regexp.MustCompile(`^P(?:(\d{1,4})Y)?(?:(\d{1,5})M)?(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,8})S)?)?$`)

// after is the instant that lies a duration after the beginning of a moment.
func after(moment, text string) (string, error) {
	begin, err := parseTime(moment)
	if err != nil {
		return "", err
	}
	parts := duration.FindStringSubmatch(text)
	if parts == nil || text == "P" || strings.HasSuffix(text, "T") {
		return "", fmt.Errorf("%q is not a duration such as P1M2D", text)
	}
	var n [7]int
	for i, part := range parts[1:] {
		n[i], _ = strconv.Atoi(part) // digits or nothing
	}
	end := begin.from.AddDate(n[0], n[1], n[2]).
		Add(time.Duration(n[3])*time.Hour + time.Duration(n[4])*time.Minute + time.Duration(n[5])*time.Second)
	if end.Year() > 9999 {
		return "", fmt.Errorf("%q ends after the year 9999", text)
	}
	return end.Format(time.RFC3339), nil
}

// parseTime reads an ISO 8601 year, month or day, or an RFC 3339 instant.
func parseTime(text string) (interval, error) {
	if l, ok := layouts[len(text)]; ok {
		if from, err := time.Parse(l.layout, text); err == nil {
			return interval{from, from.AddDate(l.years, l.months, l.days).Add(-1)}, nil
		}
	}
	at, err := time.Parse(time.RFC3339Nano, strings.ToUpper(text))
	if err != nil {
		return interval{}, fmt.Errorf("%q is not a date such as 2021-12-03 or a time such as 2021-12-03T08:30:00Z", text)
	}
	return interval{at, at}, nil
}

// readMoment reads the arguments of date, timestamp or interval; ".." leaves an
// end of an interval open.
func readMoment(name string, args []node) (interval, error) {
	texts := make([]string, len(args))
	for i, arg := range args {
		switch v := arg.literal.(type) {
		case string:
			texts[i] = v
		default:
			return interval{}, fmt.Errorf("%s takes text, such as '2021-12-03'", strings.ToUpper(name))
		}
	}
	if name != "interval" {
		if len(texts) != 1 {
			return interval{}, fmt.Errorf("%s takes one text", strings.ToUpper(name))
		}
		return parseTime(texts[0])
	}
	if len(texts) != 2 {
		return interval{}, fmt.Errorf("INTERVAL takes its begin and its end")
	}
	span := interval{past, future}
	if texts[0] != ".." {
		from, err := parseTime(texts[0])
		if err != nil {
			return interval{}, err
		}
		span.from = from.from
	}
	if texts[1] != ".." {
		to, err := parseTime(texts[1])
		if err != nil {
			return interval{}, err
		}
		span.to = to.to
	}
	if span.to.Before(span.from) {
		return interval{}, fmt.Errorf("the interval ends before it begins")
	}
	return span, nil
}

// temporal holds the relations of Allen as OGC 21-065r2 table 11 has them.
var temporal = map[string]func(a, b interval) bool{
	"t_after":        func(a, b interval) bool { return a.from.After(b.to) },
	"t_before":       func(a, b interval) bool { return a.to.Before(b.from) },
	"t_contains":     func(a, b interval) bool { return within(b, a) },
	"t_disjoint":     func(a, b interval) bool { return !intersect(a, b) },
	"t_during":       within,
	"t_equals":       func(a, b interval) bool { return a.from.Equal(b.from) && a.to.Equal(b.to) },
	"t_finishedby":   func(a, b interval) bool { return a.from.Before(b.from) && a.to.Equal(b.to) },
	"t_finishes":     func(a, b interval) bool { return a.from.After(b.from) && a.to.Equal(b.to) },
	"t_intersects":   intersect,
	"t_meets":        func(a, b interval) bool { return a.to.Equal(b.from) },
	"t_metby":        func(a, b interval) bool { return a.from.Equal(b.to) },
	"t_overlappedby": func(a, b interval) bool { return overlaps(b, a) },
	"t_overlaps":     overlaps,
	"t_startedby":    func(a, b interval) bool { return a.from.Equal(b.from) && a.to.After(b.to) },
	"t_starts":       func(a, b interval) bool { return a.from.Equal(b.from) && a.to.Before(b.to) },
}

// within is T_DURING: a lies inside b and shares neither end.
func within(a, b interval) bool { return a.from.After(b.from) && a.to.Before(b.to) }

func intersect(a, b interval) bool { return !a.from.After(b.to) && !a.to.Before(b.from) }

func overlaps(a, b interval) bool {
	return a.from.Before(b.from) && a.to.After(b.from) && a.to.Before(b.to)
}

// order compares moments for =, < and the like. Of moments that last, < and >
// mean wholly before and after; <= means to end no later, >= to begin no earlier.
func order(op string, a, b interval) bool {
	switch op {
	case "=":
		return a.from.Equal(b.from) && a.to.Equal(b.to)
	case "<>":
		return !order("=", a, b)
	case "<":
		return a.to.Before(b.from)
	case ">":
		return a.from.After(b.to)
	case "<=":
		return !a.to.After(b.to)
	}
	return !a.from.Before(b.from)
}
