package corridor_test

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"github.com/corridor-rail/corridor/corridor"
)

// options is the small network with usages, wires and statuses: the lake loop is
// a freight line with a wire, the standard gauge link is being built.
func options(t testing.TB) *corridor.Network {
	t.Helper()
	ds := small()
	for i := range ds.Lines {
		switch l := &ds.Lines[i]; l.ID {
		case "cn-binzhou":
			l.Usage = "mixed"
		case "cn-loop":
			l.Usage, l.Electrification = "freight", "25 kV 50 Hz"
		case "ru-narrow":
			l.Status = "under construction"
		case "cn-branch":
			l.Electrification = "none"
		case "cn-ring":
			l.Usage = "passenger"
		}
	}
	n, err := corridor.New(ds)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestRouteOptions(t *testing.T) {
	n := options(t)
	tests := []struct {
		name  string
		query corridor.Query
		km    float64
		legs  string
	}{
		{"the way back is reloaded in China while the link is built", corridor.Query{From: "cn-harbin", To: "ru-karym"}, 40, "cn-binzhou cn-link ru-east"},
		{"any status", corridor.Query{From: "cn-harbin", To: "ru-karym", Status: []string{"any"}}, 40, "cn-binzhou ru-narrow ru-east"},
		{"named statuses", corridor.Query{From: "cn-harbin", To: "ru-karym", Status: []string{"open", "under construction"}}, 40, "cn-binzhou ru-narrow ru-east"},
		{"freight goes farther for a freight line", corridor.Query{From: "cn-hailar", To: "cn-zalainuoer", Profile: corridor.ProfileFreight}, 8, "cn-binzhou"},
		{"passengers keep off it", corridor.Query{From: "cn-hailar", To: "cn-zalainuoer", Profile: corridor.ProfilePassenger}, 8, "cn-binzhou"},
		{"wires only", corridor.Query{From: "cn-hailar", To: "cn-zalainuoer", Electrified: true}, 11, "cn-loop"},
		{"a segment avoided", corridor.Query{From: "cn-hailar", To: "cn-zalainuoer", Avoid: []string{"cn-binzhou:cn-hailar:cn-zalainuoer"}}, 11, "cn-loop"},
		{"a segment avoided beside the start", corridor.Query{From: "cn-lake", To: "cn-zalainuoer", Avoid: []string{"cn-loop:cn-lake:cn-zalainuoer"}}, 13.5, "cn-loop cn-binzhou"},
		{"only published km", corridor.Query{From: "cn-hailar", To: "cn-zalainuoer", Optimise: corridor.OptimiseOfficial}, 8, "cn-binzhou"},
		{"no break, one gauge to the border", corridor.Query{From: "ru-karym", To: "cn-manzhouli", NoTransship: true}, 20, "ru-east cn-link"},
		{"borders may cost", corridor.Query{From: "ru-karym", To: "cn-harbin", BorderPenaltyKm: 500, BreakPenaltyKm: 700}, 40, "ru-east cn-link cn-binzhou"},
		{"a via in a yard between", corridor.Query{From: "cn-harbin", To: "cn-hailar", Via: []string{"cn-yard"}}, 40, "cn-binzhou cn-ring cn-binzhou"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r, err := n.Route(tt.query)
			if err != nil {
				t.Fatal(err)
			}
			if math.Abs(r.DistanceKm-tt.km) > 1e-9 || linesOf(r) != tt.legs {
				t.Errorf("%v km over %s, want %v over %s", r.DistanceKm, linesOf(r), tt.km, tt.legs)
			}
			checkRoute(t, r)
		})
	}
}

// TestFreightPrefersFreightLines has a bypass of the same stations at different
// lengths.
func TestFreightPrefersFreightLines(t *testing.T) {
	for _, tt := range []struct {
		usage   string // of the loop, 11 km beside 10 km
		profile corridor.Profile
		want    string
	}{
		{"freight", corridor.ProfileAny, "cn-binzhou"},
		{"freight", corridor.ProfileFreight, "cn-loop"},
		{"mixed", corridor.ProfileFreight, "cn-binzhou"},
	} {
		ds := small()
		for i := range ds.Lines {
			switch l := &ds.Lines[i]; l.ID {
			case "cn-loop":
				l.Usage = tt.usage
			case "cn-binzhou": // 10 instead of 8 km from hailar to zalainuoer
				for k := range l.Km {
					if l.Km[k] > 6 {
						l.Km[k] += 2
					}
				}
				for k := range l.Stops {
					if l.Stops[k].Km > 6 {
						l.Stops[k].Km += 2
					}
				}
				l.Spans[1].ToKm += 2
				l.Spans[2].FromKm += 2
				l.Spans[2].ToKm += 2
			}
		}
		n, err := corridor.New(ds)
		if err != nil {
			t.Fatal(err)
		}
		r, err := n.Route(corridor.Query{From: "cn-hailar", To: "cn-zalainuoer", Profile: tt.profile})
		if err != nil || linesOf(r) != tt.want {
			t.Errorf("%s loop, profile %q: %v, %v, want %s", tt.usage, tt.profile, linesOf(r), err, tt.want)
		}
	}
}

func TestNoRouteByOptions(t *testing.T) {
	n := options(t)
	tests := []struct {
		name   string
		query  corridor.Query
		reason string
		relax  string
	}{
		{"no transshipment", corridor.Query{From: "ru-karym", To: "cn-harbin", NoTransship: true}, "no path without a change of gauge; break of gauge at Manzhouli", "transship"},
		{"no wire", corridor.Query{From: "cn-hailar", To: "cn-mine", Electrified: true}, "not known to be electrified, such as Mine branch", "electrified"},
		{"being built", corridor.Query{From: "ru-zabaikalsk", To: "cn-harbin", GaugeMM: 1435}, "a line that is under construction, such as Standard gauge link", "status"},
		{"passengers on a freight line", corridor.Query{From: "cn-hailar", To: "cn-lake", Profile: corridor.ProfilePassenger}, "a freight line, such as Lake loop", "profile"},
		{"a segment", corridor.Query{From: "cn-hailar", To: "cn-harbin", Avoid: []string{"cn-binzhou:cn-hailar:cn-harbin"}}, "every path passes between Harbin and Hailar", "avoid"},
		{"a via beyond the wires", corridor.Query{From: "cn-hailar", To: "cn-zalainuoer", Via: []string{"cn-mine"}, Electrified: true}, "such as Mine branch", "electrified"},
		{"two rules", corridor.Query{From: "ru-karym", To: "cn-mine", NoTransship: true, Electrified: true, Profile: corridor.ProfilePassenger}, "break of gauge at Manzhouli; every path takes a line that is not known", "transship electrified"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := n.Route(tt.query)
			var no *corridor.NoRouteError
			if !errors.As(err, &no) {
				t.Fatalf("got %v, want a NoRouteError", err)
			}
			if !strings.Contains(no.Reason, tt.reason) || strings.Join(no.Relax, " ") != tt.relax {
				t.Errorf("%q, relax %v; want %q, %q", no.Reason, no.Relax, tt.reason, tt.relax)
			}
			if len(tt.query.Via) > 0 && !strings.Contains(err.Error(), "none from Hailar to Mine") {
				t.Errorf("%v does not say which via is out of reach", err)
			}
		})
	}
}

func TestBadOptions(t *testing.T) {
	_, err := options(t).Route(corridor.Query{
		From: "cn-harbin", To: "cn-hailar", Status: []string{"abandoned"}, Profile: "military", Optimise: "beauty",
		BreakPenaltyKm: math.NaN(), BorderPenaltyKm: -1, ReversePenaltyKm: math.Inf(1),
	})
	for _, want := range []string{
		`status: no line has the status "abandoned"; want any, or some of: open, under construction`,
		`profile: "military" is not known; want freight or passenger`,
		`optimise: "beauty" is not known; want distance, official or time`,
		"break_penalty_km: NaN is not a number of km from 0 to 100000",
		"border_penalty_km: -1 is not", "reverse_penalty_km: +Inf is not",
	} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v\ndoes not say: %s", err, want)
		}
	}
	_, err = smallNetwork(t).Route(corridor.Query{From: "cn-harbin", To: "cn-hailar", Optimise: corridor.OptimiseTime})
	if err == nil || !strings.Contains(err.Error(), "times would be made up") {
		t.Errorf("time without any speed: %v", err)
	}
}

// TestPenaltiesTurnTheScale closes nothing: a penalty alone decides.
func TestPenaltiesTurnTheScale(t *testing.T) {
	// The loop stretched to the north leaves both its ends across the main line.
	ds := small()
	stretch := func(p *orb.Point) { p[1] = 49.6 + 4*(p[1]-49.6) }
	for i := range ds.Stations {
		if ds.Stations[i].ID == "cn-lake" {
			stretch(&ds.Stations[i].Point)
		}
	}
	for i := range ds.Lines {
		for k := range ds.Lines[i].Geometry {
			if ds.Lines[i].ID == "cn-loop" {
				stretch(&ds.Lines[i].Geometry[k])
			}
		}
	}
	n, err := corridor.New(ds)
	if err != nil {
		t.Fatal(err)
	}
	r, err := n.Route(corridor.Query{From: "cn-lake", To: "cn-mine"})
	if err != nil || linesOf(r) != "cn-loop cn-branch" || len(r.Reversals) != 0 {
		t.Fatalf("%v, %v, reversals %v", linesOf(r), err, r.Reversals)
	}
	back := corridor.Query{From: "cn-harbin", To: "cn-hailar", Via: []string{"cn-zalainuoer"}}
	free, err := n.Route(back)
	if err != nil || len(free.Reversals) != 1 || free.Reversals[0].Place.ID != "cn-zalainuoer" || free.DistanceKm != 22 {
		t.Fatalf("%v km, %v, reversals %v", free.DistanceKm, err, free.Reversals)
	}
	back.ReversePenaltyKm = 10
	round, err := n.Route(back)
	if err != nil || len(round.Reversals) != 0 || round.DistanceKm != 25 || linesOf(round) != "cn-binzhou cn-loop cn-binzhou" {
		t.Errorf("with a penalty: %v km over %s, %v, reversals %v", round.DistanceKm, linesOf(round), err, round.Reversals)
	}
}

// pointText writes a point as a place of a query.
func pointText(p orb.Point) string { return fmt.Sprintf("%.9f,%.9f", p.Lon(), p.Lat()) }

func TestTime(t *testing.T) {
	ds := small()
	for i := range ds.Lines {
		switch l := &ds.Lines[i]; l.ID {
		case "cn-loop":
			l.SpeedKmh, l.SpeedSource = 110, "made-up"
		case "cn-binzhou":
			l.SpeedKmh, l.SpeedSource = 28, "made-up"
		}
	}
	ds.Crossings[0].DwellHours, ds.Crossings[0].DwellSource = 6, "made-up"
	n, err := corridor.New(ds)
	if err != nil {
		t.Fatal(err)
	}
	r, err := n.Route(corridor.Query{From: "cn-hailar", To: "cn-zalainuoer", Optimise: corridor.OptimiseTime})
	if err != nil || linesOf(r) != "cn-loop" || math.Abs(r.Duration.Hours-0.1) > 1e-9 || r.Duration.AssumedShare != 0 {
		t.Fatalf("%s, %v, %+v", linesOf(r), err, r.Duration)
	}
	r, err = n.Route(corridor.Query{From: "ru-karym", To: "cn-manzhouli", Optimise: corridor.OptimiseTime})
	if err != nil {
		t.Fatal(err)
	}
	// 39 km at known speeds take 1.1 h; the 20 km here have none.
	const mean = 39 / 1.1
	if d := r.Duration; math.Abs(d.AssumedKmh-mean) > 1e-9 || math.Abs(d.RunningHours-20/mean) > 1e-9 || d.DwellHours != 6 ||
		math.Abs(d.AssumedShare-(20/mean)/(6+20/mean)) > 1e-9 {
		t.Errorf("%+v", d)
	}
	if r, err := n.Route(corridor.Query{From: "ru-karym", To: "cn-manzhouli"}); err != nil || r.Duration != nil {
		t.Errorf("by distance: %v, %+v", err, r.Duration)
	}
}

func TestPaceIsChecked(t *testing.T) {
	ds := small()
	ds.Lines[0].SpeedKmh = 40
	ds.Lines[1].SpeedKmh, ds.Lines[1].SpeedSource = -1, "made-up"
	ds.Crossings[0].DwellHours, ds.Crossings[0].DwellSource = math.Inf(1), "made-up"
	ds.Meta.Countries[0].Capitals = []string{"ru-karym"}
	_, err := corridor.New(ds)
	for _, want := range []string{`unknown source ""`, "the speed is -1", "the dwell is +Inf", `capital station "ru-karym" is not a station of CN`} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v\ndoes not say: %s", err, want)
		}
	}
}

func TestOffNetwork(t *testing.T) {
	n := smallNetwork(t)
	_, err := n.Find("100.5,13.7")
	var off *corridor.OffNetworkError
	if !errors.As(err, &off) || off.Nearest.ID != "ru-karym" || off.DistanceKm < 4000 || !strings.Contains(err.Error(), "beyond 50 km; the nearest station is Karymskaya (ru-karym)") {
		t.Errorf("got %v", err)
	}
	_, err = n.Find("39.9,116.4")
	if err == nil || !strings.Contains(err.Error(), "the latitude 116.4 is out of range; want lon,lat: longitude first") {
		t.Errorf("swapped: %v", err)
	}
}

// TestSnapToGauge has a point on the standard gauge beside the broad one.
func TestSnapToGauge(t *testing.T) {
	n := smallNetwork(t)
	at16, err := n.At("cn-binzhou", 17)
	if err != nil {
		t.Fatal(err)
	}
	spot := pointText(at16.Point)
	for gauge, want := range map[int]string{0: "cn-binzhou", 1435: "cn-binzhou", 1520: "cn-link"} {
		r, err := n.Route(corridor.Query{From: spot, To: "cn-manzhouli", GaugeMM: gauge})
		if err != nil || linesOf(r) != strings.TrimSuffix(want, "cn-link") {
			t.Errorf("%d mm: %v, %v", gauge, linesOf(r), err)
			continue
		}
		if r.From.Segment.Line.ID != want {
			t.Errorf("%d mm: on %s, want %s", gauge, r.From.Segment.Line.ID, want)
		}
	}
}
