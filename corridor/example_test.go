package corridor_test

import (
	"fmt"
	"log"
	"os"

	"github.com/paulmach/orb"

	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/corridor/source"
)

// exampleNetwork is the made-up railway of testdata/small.
func exampleNetwork() *corridor.Network {
	ds, err := source.Read(os.DirFS("testdata/small"))
	if err != nil {
		log.Fatal(err)
	}
	n, err := corridor.New(ds)
	if err != nil {
		log.Fatal(err)
	}
	return n
}

func ExampleNetwork_Route() {
	r, err := exampleNetwork().Route(corridor.Query{From: "Карымская", To: "哈尔滨"})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%.1f km, %.0f %% of it official, %.2f km measured\n", r.DistanceKm, 100*r.OfficialShare, r.MeasuredKm)
	for _, w := range r.Itinerary {
		fmt.Printf("%5.1f km  %s: %s\n", w.AtKm, w.Kind, w.Place.Name)
	}
	for _, c := range r.ByCountry {
		fmt.Printf("%s %.1f km\n", c.Country, c.Km)
	}
	// Output:
	// 40.0 km, 80 % of it official, 40.06 km measured
	//   0.0 km  from: Karymskaya
	//  12.0 km  border: Manzhouli / Zabaikalsk
	//  20.0 km  break of gauge: Manzhouli
	//  40.0 km  to: Harbin
	// RU 12.0 km
	// CN 28.0 km
}

func ExampleNetwork_Route_noRoute() {
	_, err := exampleNetwork().Route(corridor.Query{
		From: "cn-harbin", To: "ru-zabaikalsk", GaugeMM: 1435, Avoid: []string{"ru-narrow"},
	})
	fmt.Println(err)
	// Output:
	// no route from Harbin to Zabaikalsk: no continuous 1435 mm path; break of gauge at Manzhouli; leave out gauge to allow it
}

func ExampleNetwork_Find() {
	n := exampleNetwork()
	for _, query := range []string{"MLX", "Mǎnzhōulǐ", "117.5,49.6", "lake", "Harbn"} {
		p, err := n.Find(query)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(p.Name)
	}
	// Output:
	// Manzhouli
	// Manzhouli
	// Eastern line, km 6207.2
	// "lake" is ambiguous; use the id of one of: Lake (cn-lake), Lake (ru-lake)
	// "Harbn": unknown place; nearest: Harbin (cn-harbin)
}

func ExampleNetwork_Locate() {
	for _, m := range exampleNetwork().Locate(orb.Point{117.87, 49.61}, 3) {
		fmt.Printf("%s at km %.1f, %.0f m away, %.1f km from %s (%s)\n",
			m.Line.Name, m.Km, m.OffsetM, m.StationKm, m.Station.Name, m.Quality)
	}
	// Output:
	// Lake loop at km 0.9, 842 m away, 0.9 km from Hailar (osm)
	// Harbin-Manzhouli at km 6.0, 1218 m away, 0.0 km from Hailar (chord)
	// Mine branch at km 0.0, 1219 m away, 0.0 km from Hailar (coarse)
}

func ExampleNetwork_At() {
	p, err := exampleNetwork().At("cn-binzhou", 17.5)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%.5f,%.5f on %s, heading %.0f°\n", p.Point.Lon(), p.Point.Lat(), p.Segment.ID, p.Azimuth)
	// Output:
	// 117.71125,49.59958 on cn-binzhou:cn-manzhouli:cn-zalainuoer, heading -90°
}

func ExampleNetwork_Search() {
	n := exampleNetwork()
	for _, q := range []string{"man zhou", "Sabaikalks", "zhàlàinuò'ěr", "lake"} {
		for _, h := range n.Search(q, 2) {
			fmt.Printf("%s: %s (%s)\n", q, h.Node.Name, n.Context(h.Node, "en"))
		}
	}
	// Output:
	// man zhou: Manzhouli (China · Harbin-Manzhouli)
	// man zhou: Manzhouli / Zabaikalsk (China / Russia · Harbin-Manzhouli · Zabaikalsk 2.0 km)
	// Sabaikalks: Zabaikalsk (Russia · Eastern line)
	// Sabaikalks: Manzhouli / Zabaikalsk (China / Russia · Harbin-Manzhouli · Zabaikalsk 2.0 km)
	// zhàlàinuò'ěr: Zalainuo'er (China · Harbin-Manzhouli · Manzhouli 6.0 km)
	// lake: Lake (China · Lake loop · Hailar 5.7 km)
	// lake: Lake (Russia · Eastern line · Karymskaya 5.0 km)
}

func ExampleNetwork_Check() {
	for _, c := range exampleNetwork().Check()[:2] {
		fmt.Printf("%s %.0f km, ratio %.4f, longest chord %.0f km\n", c.Line.ID, c.OfficialKm, c.Ratio, c.LongestChordKm)
	}
	// Output:
	// cn-binzhou 20 km, ratio 1.0030, longest chord 6 km
	// cn-branch 5 km, ratio 1.0000, longest chord 0 km
}

func ExampleNetwork_Alternatives() {
	routes, err := exampleNetwork().Alternatives(corridor.Query{From: "Mine", To: "Manzhouli"}, 3)
	if err != nil {
		log.Fatal(err)
	}
	for _, r := range routes {
		fmt.Printf("%s: %.1f km, %+.1f km, %.1f km of it on the tracks of the best\n", r.Label, r.DistanceKm, r.ExtraKm, r.SharedKm)
	}
	// Output:
	// best: 19.0 km, +0.0 km, 19.0 km of it on the tracks of the best
	// by Lake loop: 22.0 km, +3.0 km, 11.0 km of it on the tracks of the best
}

func ExampleNetwork_Matrix() {
	m, err := exampleNetwork().Matrix(corridor.MatrixQuery{
		From:    []string{"Карымская", "Mine"},
		To:      []string{"哈尔滨", "Manzhouli"},
		Options: corridor.Query{BreakPenaltyKm: 50},
	}, nil)
	if err != nil {
		log.Fatal(err)
	}
	for i, from := range m.From {
		for k, to := range m.To {
			c := m.Cells[i][k]
			fmt.Printf("%s - %s: %.1f km, %d breaks of gauge\n", from.Name, to.Name, c.DistanceKm, c.Breaks)
		}
	}
	// Output:
	// Karymskaya - Harbin: 40.0 km, 1 breaks of gauge
	// Karymskaya - Manzhouli: 20.0 km, 0 breaks of gauge
	// Mine - Harbin: 11.0 km, 0 breaks of gauge
	// Mine - Manzhouli: 19.0 km, 0 breaks of gauge
}

func ExampleNetwork_Route_options() {
	r, err := exampleNetwork().Route(corridor.Query{
		From: "Harbin", To: "Hailar", Via: []string{"Manzhouli"}, Avoid: []string{"cn-loop"}, ReversePenaltyKm: 5,
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%.1f km\n", r.DistanceKm) // a penalty is no distance
	for _, reversal := range r.Reversals {
		fmt.Printf("reversal at %s, km %.1f\n", reversal.Place.Name, reversal.AtKm)
	}
	// Output:
	// 34.0 km
	// reversal at Manzhouli, km 20.0
}
