package corridor

// LineCheck compares the measured with the official kilometrage of a line.
type LineCheck struct {
	Line           *Line
	OfficialKm     float64        // chainage from the first to the last published stop; 0 with less than two
	MeasuredKm     float64        // geodesic length of the same stretch; of the whole line with less than two
	Ratio          float64        // MeasuredKm / OfficialKm; 0 where OfficialKm is 0
	Calibrations   int            // stops with published km
	Shares         []QualityShare // of the chainage, best quality first, none of 0
	LongestChordKm float64        // 0: no chord
}

// QualityShare is the part of a line, 0 to 1, that is of a quality.
type QualityShare struct {
	Quality Quality
	Share   float64
}

// Check compares each line, by id, with its published figures.
func (n *Network) Check() []LineCheck {
	checks := make([]LineCheck, len(n.lines))
	for i, l := range n.lines {
		checks[i] = l.check()
	}
	return checks
}

func (l *Line) check() LineCheck {
	c := LineCheck{Line: l, MeasuredKm: l.MeasuredKm}
	for _, s := range l.Stops {
		if s.Official {
			c.Calibrations++
		}
	}
	if first, last := officialRange(l.Stops); first < last {
		c.OfficialKm = l.Stops[last].Km - l.Stops[first].Km
		c.MeasuredKm = 0
		for _, s := range l.Segments[first:last] {
			c.MeasuredKm += s.MeasuredKm
		}
		c.Ratio = c.MeasuredKm / c.OfficialKm
	}
	for _, q := range qualities() {
		km := 0.0
		for _, s := range l.Spans {
			if s.Quality != q {
				continue
			}
			km += s.ToKm - s.FromKm
			if q == QualityChord {
				c.LongestChordKm = max(c.LongestChordKm, s.ToKm-s.FromKm)
			}
		}
		if km > 0 {
			c.Shares = append(c.Shares, QualityShare{q, km / l.LengthKm()})
		}
	}
	return c
}
