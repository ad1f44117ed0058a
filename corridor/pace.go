package corridor

// pace is what the network knows of time: the speeds of lines and the dwell at
// borders and breaks of gauge that have a source. What has none is taken to be
// as what has one is on average.
type pace struct {
	meanKmh    float64 // over all km of lines with a speed
	borderMean float64 // hours at a crossing; 0 where no crossing has a dwell
	breakMean  float64 // hours at a break of gauge; 0 where none has a dwell
}

// newPace is nil where no line has a speed.
func newPace(lines []*Line, nodes []*Node) *pace {
	var km, hours float64
	for _, l := range lines {
		if l.SpeedKmh > 0 {
			km += l.LengthKm()
			hours += l.LengthKm() / l.SpeedKmh
		}
	}
	if hours == 0 {
		return nil
	}
	p := &pace{meanKmh: km / hours}
	var borders, breaks []float64
	for _, n := range nodes {
		switch {
		case n.Crossing != nil && n.Crossing.DwellHours > 0:
			borders = append(borders, n.Crossing.DwellHours)
		case n.BreakOfGauge() && n.Station.DwellHours > 0:
			breaks = append(breaks, n.Station.DwellHours)
		}
	}
	p.borderMean, p.breakMean = mean(borders), mean(breaks)
	return p
}

func mean(values []float64) float64 {
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	return sum / max(1, float64(len(values)))
}

// speed is that of the line in km/h, or the mean.
func (p *pace) speed(l *Line) float64 {
	if l.SpeedKmh > 0 {
		return l.SpeedKmh
	}
	return p.meanKmh
}

func (p *pace) borderHours(crossing *Node) float64 {
	if h := crossing.Crossing.DwellHours; h > 0 {
		return h
	}
	return p.borderMean
}

func (p *pace) breakHours(station *Node) float64 {
	if h := station.Station.DwellHours; h > 0 {
		return h
	}
	return p.breakMean
}

// Duration is how long a route takes, as far as the dataset knows.
type Duration struct {
	Hours        float64 // RunningHours and DwellHours
	RunningHours float64
	DwellHours   float64 // at borders and breaks of gauge
	AssumedShare float64 // the part of Hours, 0 to 1, that no source gives but the mean of those that do
	AssumedKmh   float64 // speed of lines without one
}

// duration adds up the time of a route.
func (p *pace) duration(r *Route) *Duration {
	d := &Duration{AssumedKmh: p.meanKmh}
	assumed := 0.0
	for _, s := range r.ByLine {
		hours := s.Km / p.speed(s.Line)
		d.RunningHours += hours
		if s.Line.SpeedKmh == 0 {
			assumed += hours
		}
	}
	for _, b := range r.Borders {
		hours := p.borderHours(b.Crossing)
		d.DwellHours += hours
		if b.Crossing.Crossing.DwellHours == 0 {
			assumed += hours
		}
	}
	for _, b := range r.Breaks {
		hours := p.breakHours(b.Station)
		d.DwellHours += hours
		if b.Station.Station.DwellHours == 0 {
			assumed += hours
		}
	}
	if d.Hours = d.RunningHours + d.DwellHours; d.Hours > 0 {
		d.AssumedShare = assumed / d.Hours
	}
	return d
}
