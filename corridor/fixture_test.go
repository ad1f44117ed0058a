package corridor_test

import (
	"flag"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/paulmach/orb"

	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/corridor/source"
	"github.com/corridor-rail/corridor/geo"
)

var update = flag.Bool("update", false, "rewrite the files in testdata")

// small is a made-up railway around a border, in km east and north of 49.6 N
// 117.4 E. Both gauges cross the border and reach both border stations.
//
//	                                                  lake
//	                                yard             /    \          (all cn: 1435 mm,
//	                                 ||ring         /loop  \          but for the link)
//	ru-karym -- ru-lake -- ru-zabaikalsk == X == manzhouli -- zalainuoer ~~ hailar -- harbin
//	 6200 km     6205          6210       6212     20             14         6 |        0
//	                                                                        branch
//	                                                                          mine
//
// The stretch from hailar on is a chord of 6 km.
func small() *corridor.Dataset {
	ds := &corridor.Dataset{
		Meta: corridor.Meta{
			Title: "Small", Version: "test", Date: "2026-11-22", Licence: "CC0-1.0",
			Countries: []corridor.Country{
				{ID: "CN", Names: corridor.Names{"en": "China"}, Memberships: []corridor.Membership{
					{Body: "SCO", Role: "member", Since: "2001-06-15", Source: "made-up"},
					{Body: "ASEAN", Role: "observer", Since: "1991", Until: "1996-07", Source: "made-up"},
					{Body: "ASEAN", Role: "dialogue partner", Since: "1996-07", Source: "made-up"},
				}},
				{ID: "RU", Names: corridor.Names{"en": "Russia"}, Memberships: []corridor.Membership{
					{Body: "EAEU", Role: "member", Since: "2015-01-01", Source: "made-up"},
					{Body: "SCO", Role: "member", Since: "2001-06-15", Source: "made-up"},
				}},
			},
			Sources: []corridor.Source{{ID: "made-up", Title: "Made up for tests"}},
		},
		Stations: []corridor.Station{
			station("cn-hailar", "Hailar", 34, 0, corridor.Names{"zh": "海拉尔"}),
			station("cn-harbin", "Harbin", 40.06, 0, corridor.Names{"zh": "哈尔滨"}),
			station("cn-lake", "Lake", 30, 4, corridor.Names{"zh": "湖"}),
			station("cn-manzhouli", "Manzhouli", 20, 0, corridor.Names{"zh": "满洲里", "ru": "Маньчжурия"}),
			station("cn-mine", "Mine", 34, -5, nil),
			station("cn-yard", "Yard North", 20, 3, nil),
			station("cn-zalainuoer", "Zalainuo'er", 26, 0, corridor.Names{"zh": "扎赉诺尔"}),
			station("ru-karym", "Karymskaya", 0, 0, corridor.Names{"ru": "Карымская"}),
			station("ru-lake", "Lake", 5, 0, corridor.Names{"ru": "Озёрный"}),
			station("ru-zabaikalsk", "Zabaikalsk", 10, 0, corridor.Names{"ru": "Забайкальск"}),
		},
		Crossings: []corridor.Crossing{{
			ID: "cn-manzhouli--ru-zabaikalsk", Name: "Manzhouli / Zabaikalsk", Countries: [2]string{"CN", "RU"},
			Stations: [2]string{"cn-manzhouli", "ru-zabaikalsk"}, GaugesMM: []int{1435, 1520},
			Sources: []string{"made-up"}, Point: at(12, 0),
		}},
		Corridors: []corridor.CorridorRecord{{
			ID: "east", Name: "East", Description: "All the way", Via: []string{"ru-karym", "cn-hailar", "cn-harbin"}, Sources: []string{"made-up"},
			PublishedKm: []corridor.PublishedKm{{Km: 41, What: "whole corridor", Source: "made-up"}},
		}},
	}
	for i := range ds.Stations {
		s := &ds.Stations[i]
		switch s.ID {
		case "cn-manzhouli":
			s.BreakOfGauge, s.Codes, s.Aliases = true, map[string]string{"telegraph": "MLX", "locode": "CNMLX"}, []string{"Manchouli", "Border"}
		case "ru-zabaikalsk":
			s.BreakOfGauge, s.Codes, s.Aliases = true, map[string]string{"esr": "947005"}, []string{"Border"}
		case "ru-lake":
			s.Kinds = []string{"halt"}
		}
	}
	const border = "cn-manzhouli--ru-zabaikalsk"
	ds.Lines = []corridor.LineRecord{
		line(ds, "cn-binzhou", "Harbin-Manzhouli", 1435,
			[]corridor.Stop{{"cn-harbin", 0, true}, {"cn-hailar", 6, true}, {"cn-zalainuoer", 14, false}, {"cn-manzhouli", 20, true}, {border, 28, false}},
			span(0, 6, corridor.QualityOSM), span(6, 12, corridor.QualityChord), span(12, 28, corridor.QualitySimplified)),
		line(ds, "cn-branch", "Mine branch", 1435,
			[]corridor.Stop{{"cn-hailar", 0, true}, {"cn-mine", 5, true}}, span(0, 5, corridor.QualityCoarse)),
		line(ds, "cn-link", "Broad gauge link", 1520,
			[]corridor.Stop{{border, 0, false}, {"cn-manzhouli", 8, false}}, span(0, 8, corridor.QualityOSM)),
		line(ds, "cn-loop", "Lake loop", 1435,
			[]corridor.Stop{{"cn-hailar", 0, true}, {"cn-lake", 5.5, false}, {"cn-zalainuoer", 11, true}}, span(0, 11, corridor.QualityOSM)),
		line(ds, "cn-ring", "Yard ring", 1435,
			[]corridor.Stop{{"cn-manzhouli", 0, true}, {"cn-yard", 3, true}, {"cn-manzhouli", 6, true}}, span(0, 6, corridor.QualityOSM)),
		line(ds, "ru-east", "Eastern line", 1520,
			[]corridor.Stop{{"ru-karym", 6200, true}, {"ru-lake", 6205, true}, {"ru-zabaikalsk", 6210, true}, {border, 6212, true}},
			span(6200, 6209.8, corridor.QualityOSM), span(6209.8, 6212, corridor.QualityCoarse)),
		line(ds, "ru-narrow", "Standard gauge link", 1435,
			[]corridor.Stop{{"ru-zabaikalsk", 0, false}, {border, 2, false}}, span(0, 2, corridor.QualityOSM)),
	}
	ds.Lines[0].OtherKm = []corridor.PublishedKm{{Km: 21.5, What: "Harbin - Manzhouli", Source: "made-up", Reason: "before the chord was cut"}}
	return ds
}

// at is the point x km east, then y km north of the origin, with the 6 decimals
// of a dataset file.
func at(x, y float64) orb.Point {
	p, _ := geo.Direct(orb.Point{117.4, 49.6}, 90, geo.Metres(x*1000))
	p, _ = geo.Direct(p, 0, geo.Metres(y*1000))
	return orb.Point{math.Round(p[0]*1e6) / 1e6, math.Round(p[1]*1e6) / 1e6}
}

func station(id, name string, x, y float64, names corridor.Names) corridor.Station {
	country := map[string]string{"cn": "CN", "ru": "RU"}[id[:2]]
	return corridor.Station{ID: id, Name: name, Names: names, Country: country, Sources: []string{"made-up"}, Point: at(x, y)}
}

func span(from, to float64, q corridor.Quality) corridor.Span {
	return corridor.Span{FromKm: from, ToKm: to, Quality: q, Source: "made-up"}
}

// line runs straight from stop to stop, with a vertex at each whole km but for
// chords, and at the ends of spans.
func line(ds *corridor.Dataset, id, name string, gauge int, stops []corridor.Stop, spans ...corridor.Span) corridor.LineRecord {
	l := corridor.LineRecord{
		ID: id, Name: name, Country: map[string]string{"cn": "CN", "ru": "RU"}[id[:2]], GaugeMM: gauge,
		Sources: []string{"made-up"}, Stops: stops, Spans: spans,
	}
	point := map[string]orb.Point{ds.Crossings[0].ID: ds.Crossings[0].Point}
	for _, s := range ds.Stations {
		point[s.ID] = s.Point
	}
	for i := 1; i < len(stops); i++ {
		a, b := stops[i-1], stops[i]
		d, azimuth, _ := geo.Inverse(point[a.Station], point[b.Station])
		for km := a.Km; km < b.Km; km = nextVertex(km, b.Km, spans) {
			p, _ := geo.Direct(point[a.Station], azimuth, d*geo.Metres((km-a.Km)/(b.Km-a.Km)))
			l.Km = append(l.Km, km)
			l.Geometry = append(l.Geometry, orb.Point{math.Round(p[0]*1e6) / 1e6, math.Round(p[1]*1e6) / 1e6})
		}
	}
	last := stops[len(stops)-1]
	l.Km, l.Geometry = append(l.Km, last.Km), append(l.Geometry, point[last.Station])
	return l
}

func nextVertex(km, end float64, spans []corridor.Span) float64 {
	next := min(math.Floor(km)+1, end)
	for _, s := range spans {
		if s.FromKm <= km && km < s.ToKm {
			if s.Quality == corridor.QualityChord {
				next = end
			}
			next = min(next, s.ToKm)
		}
	}
	return next
}

func smallNetwork(t testing.TB) *corridor.Network {
	t.Helper()
	n, err := corridor.New(small())
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// embeddedDataset is the dataset of assets/data.
func embeddedDataset(t testing.TB) *corridor.Dataset {
	t.Helper()
	const dir = "../assets/data"
	if _, err := os.Stat(filepath.Join(dir, corridor.FileDataset)); err != nil {
		t.Skipf("%s holds no dataset: make data builds it", dir)
	}
	ds, err := source.Read(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	return ds
}

func embedded(t testing.TB) *corridor.Network {
	t.Helper()
	n, err := corridor.New(embeddedDataset(t))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestSmallFiles keeps testdata/small, which other packages read, what small
// makes.
func TestSmallFiles(t *testing.T) {
	const want = "testdata/small"
	got := t.TempDir()
	if *update {
		got = want
		if err := os.MkdirAll(want, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := source.Write(got, small()); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{corridor.FileDataset, corridor.FileLines, corridor.FileStations, corridor.FileCrossings, corridor.FileCorridors} {
		a, errA := os.ReadFile(filepath.Join(got, name))
		b, errB := os.ReadFile(filepath.Join(want, name))
		if errA != nil || errB != nil || string(a) != string(b) {
			t.Errorf("%s differs (%v, %v); go test -update rewrites it", name, errA, errB)
		}
	}
}
