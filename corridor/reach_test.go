package corridor_test

import (
	"errors"
	"fmt"
	"log"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/corridor-rail/corridor/corridor"
)

func ExampleNetwork_Reach() {
	r, err := exampleNetwork().Reach(corridor.ReachQuery{From: "Manzhouli", Km: 8, GaugeMM: 1435})
	if err != nil {
		log.Fatal(err)
	}
	for _, leg := range r.Legs {
		fmt.Printf("%.1f to %.1f km: %s from %s to %s\n", leg.StartKm, leg.EndKm, leg.Segment.Line.Name,
			corridor.FormatChainage(leg.FromKm), corridor.FormatChainage(leg.ToKm))
	}
	for _, s := range r.Stations {
		fmt.Printf("%.1f km: %s\n", s.Km, s.Node.Name)
	}
	// Output:
	// 0.0 to 8.0 km: Harbin-Manzhouli from km 20+000 to km 28+000
	// 0.0 to 6.0 km: Harbin-Manzhouli from km 20+000 to km 14+000
	// 0.0 to 3.0 km: Yard ring from km 0+000 to km 3+000
	// 0.0 to 3.0 km: Yard ring from km 6+000 to km 3+000
	// 6.0 to 8.0 km: Harbin-Manzhouli from km 14+000 to km 12+000
	// 6.0 to 8.0 km: Lake loop from km 11+000 to km 9+000
	// 0.0 km: Manzhouli
	// 3.0 km: Yard North
	// 6.0 km: Zalainuo'er
	// 8.0 km: Manzhouli / Zabaikalsk
}

// TestReachAgreesWithRoutes asks for the route to each station, and to spots
// picked at random on the tracks, and compares its length.
func TestReachAgreesWithRoutes(t *testing.T) {
	tests := []struct {
		name  string
		n     *corridor.Network
		query corridor.ReachQuery
	}{
		{"from a node", smallNetwork(t), corridor.ReachQuery{From: "cn-hailar", Km: 9.3}},
		{"from a spot", smallNetwork(t), corridor.ReachQuery{From: "117.71125,49.59958", Km: 12}},
		{"short of any node", smallNetwork(t), corridor.ReachQuery{From: "117.71125,49.59958", Km: 2}},
		{"round a loop", smallNetwork(t), corridor.ReachQuery{From: "cn-hailar", Km: 100}},
		{"on one gauge", smallNetwork(t), corridor.ReachQuery{From: "cn-manzhouli", Km: 30, GaugeMM: 1520}},
		{"avoiding", smallNetwork(t), corridor.ReachQuery{From: "cn-hailar", Km: 30, Avoid: []string{"cn-loop", "cn-manzhouli"}}},
		{"embedded", embedded(t), corridor.ReachQuery{From: "cn-kunming", Km: 333}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r, err := tt.n.Reach(tt.query)
			if err != nil {
				t.Fatal(err)
			}
			distance := func(to string) (float64, bool) {
				route, err := tt.n.Route(corridor.Query{From: tt.query.From, To: to, GaugeMM: tt.query.GaugeMM, Avoid: tt.query.Avoid})
				if err != nil {
					return math.Inf(1), false
				}
				return route.DistanceKm, true
			}
			reached := map[string]float64{}
			for _, s := range r.Stations {
				reached[s.Node.ID] = s.Km
			}
			for _, s := range tt.n.Stations() {
				want, ok := distance(s.ID)
				if km, in := reached[s.ID]; in != (ok && want <= tt.query.Km+1e-9) || in && math.Abs(km-want) > 1e-6 {
					t.Errorf("%s at %v km (%v), the route has %v km", s.ID, km, in, want)
				}
			}
			checkReachedSpots(t, tt.n, r, tt.query.GaugeMM, distance)
		})
	}
}

func checkReachedSpots(t *testing.T, n *corridor.Network, r *corridor.Reach, gauge int, distance func(string) (float64, bool)) {
	t.Helper()
	rnd := rand.New(rand.NewPCG(7, 8))
	checked := 0
	for checked < 100 {
		l := n.Lines()[rnd.IntN(len(n.Lines()))]
		p, err := n.At(l.ID, l.FromKm+rnd.Float64()*l.LengthKm())
		if err != nil {
			t.Fatal(err)
		}
		query := fmt.Sprintf("%.9f,%.9f", p.Point.Lon(), p.Point.Lat())
		spot, err := n.Find(query)
		if err != nil || spot.Segment != p.Segment || math.Abs(spot.Km-p.Km) > 1e-4 {
			continue // another track lies there too
		}
		if gauge != 0 && l.GaugeMM != gauge {
			continue // a route would begin at the nearest track of the gauge
		}
		checked++
		want, ok := distance(query)
		ok = ok && want < r.Km-1e-3
		found := 0
		for _, leg := range r.Legs {
			if leg.Segment != p.Segment || p.Km < min(leg.FromKm, leg.ToKm) || p.Km > max(leg.FromKm, leg.ToKm) {
				continue
			}
			found++
			if got := leg.StartKm + math.Abs(p.Km-leg.FromKm); math.Abs(got-want) > 1e-3 {
				t.Errorf("%s km %v at %v km, the route has %v km", l.ID, p.Km, got, want)
			}
		}
		if found > 1 || ok && found == 0 {
			t.Errorf("%s km %v, %v km away, lies on %d legs", l.ID, p.Km, want, found)
		}
	}
}

func TestReachRefuses(t *testing.T) {
	n := smallNetwork(t)
	tests := []struct {
		name  string
		query corridor.ReachQuery
		param string
		says  string
	}{
		{"unknown place", corridor.ReachQuery{From: "Harbn", Km: 1}, "from", "Harbin"},
		{"no distance", corridor.ReachQuery{From: "cn-harbin"}, "km", "more than 0"},
		{"not a distance", corridor.ReachQuery{From: "cn-harbin", Km: math.NaN()}, "km", "NaN"},
		{"too far", corridor.ReachQuery{From: "cn-harbin", Km: 1e9}, "km", "25000"},
		{"unknown gauge", corridor.ReachQuery{From: "cn-harbin", Km: 1, GaugeMM: 1000}, "gauge", "1435 and 1520"},
		{"gauge not there", corridor.ReachQuery{From: "cn-harbin", Km: 1, GaugeMM: 1520}, "gauge", "Harbin has tracks of 1435 mm"},
		{"unknown avoid", corridor.ReachQuery{From: "cn-harbin", Km: 1, Avoid: []string{"XX"}}, "avoid", "XX"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := n.Reach(tt.query)
			var fault *corridor.ParamError
			if !errors.As(err, &fault) || fault.Param != tt.param || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("got %v", err)
			}
		})
	}
}

func BenchmarkReach(b *testing.B) {
	n := embedded(b)
	for _, km := range []float64{100, 1000, 10_000} {
		b.Run(fmt.Sprintf("%v km", km), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := n.Reach(corridor.ReachQuery{From: "cn-kunming", Km: km}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
