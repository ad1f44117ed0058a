package corridor_test

import (
	"errors"
	"math"
	"slices"
	"testing"

	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/geo"
)

func TestSegments(t *testing.T) {
	n := smallNetwork(t)
	tests := []struct {
		id       string
		from, to string
		km       [2]float64
		official bool
		quality  corridor.Quality
	}{
		{"cn-binzhou:cn-hailar:cn-harbin", "cn-harbin", "cn-hailar", [2]float64{0, 6}, true, corridor.QualityOSM},
		{"cn-binzhou:cn-hailar:cn-zalainuoer", "cn-hailar", "cn-zalainuoer", [2]float64{6, 14}, true, corridor.QualityChord},
		{"cn-binzhou:cn-manzhouli:cn-zalainuoer", "cn-zalainuoer", "cn-manzhouli", [2]float64{14, 20}, true, corridor.QualitySimplified},
		{"cn-binzhou:cn-manzhouli:cn-manzhouli--ru-zabaikalsk", "cn-manzhouli", "cn-manzhouli--ru-zabaikalsk", [2]float64{20, 28}, false, corridor.QualitySimplified},
		{"cn-ring:cn-manzhouli:cn-yard", "cn-manzhouli", "cn-yard", [2]float64{0, 3}, true, corridor.QualityOSM},
		{"cn-ring:cn-manzhouli:cn-yard:2", "cn-yard", "cn-manzhouli", [2]float64{3, 6}, true, corridor.QualityOSM},
		{"cn-link:cn-manzhouli:cn-manzhouli--ru-zabaikalsk", "cn-manzhouli--ru-zabaikalsk", "cn-manzhouli", [2]float64{0, 8}, false, corridor.QualityOSM},
		// 0.2 km of 5 km are coarse: under 5 %.
		{"ru-east:ru-lake:ru-zabaikalsk", "ru-lake", "ru-zabaikalsk", [2]float64{6205, 6210}, true, corridor.QualityOSM},
		{"ru-east:cn-manzhouli--ru-zabaikalsk:ru-zabaikalsk", "ru-zabaikalsk", "cn-manzhouli--ru-zabaikalsk", [2]float64{6210, 6212}, true, corridor.QualityCoarse},
	}
	for _, tt := range tests {
		t.Run(tt.id, func(t *testing.T) {
			s, err := n.Segment(tt.id)
			if err != nil {
				t.Fatal(err)
			}
			if s.From.ID != tt.from || s.To.ID != tt.to || s.FromKm != tt.km[0] || s.ToKm != tt.km[1] {
				t.Errorf("from %s at %v to %s at %v", s.From.ID, s.FromKm, s.To.ID, s.ToKm)
			}
			if s.Official != tt.official || s.Quality != tt.quality || !slices.Equal(s.Sources, []string{"made-up"}) {
				t.Errorf("official %v, quality %v, sources %v", s.Official, s.Quality, s.Sources)
			}
			if got := geo.Length(s.Geometry()).Km(); math.Abs(got-s.MeasuredKm) > 1e-9 {
				t.Errorf("measured %v km, geometry is %v km long", s.MeasuredKm, got)
			}
		})
	}
	if got := len(n.Segments()); got != 14 {
		t.Errorf("%d segments, want 14", got)
	}
}

func TestNodes(t *testing.T) {
	n := smallNetwork(t)
	tests := []struct {
		id         string
		stops      int
		gauges     []int
		importance int
	}{
		{"cn-manzhouli", 4, []int{1435, 1520}, 4}, // the ring stops twice
		{"cn-hailar", 3, []int{1435}, 4},
		{"cn-harbin", 1, []int{1435}, 5},
		{"cn-zalainuoer", 2, []int{1435}, 2},
		{"cn-mine", 1, []int{1435}, 2},
		{"cn-yard", 1, []int{1435}, 1},
		{"ru-lake", 1, []int{1520}, 0},
		{"ru-zabaikalsk", 2, []int{1435, 1520}, 4},
	}
	for _, tt := range tests {
		t.Run(tt.id, func(t *testing.T) {
			s, err := n.Station(tt.id)
			if err != nil {
				t.Fatal(err)
			}
			if len(s.Stops) != tt.stops || !slices.Equal(s.GaugesMM, tt.gauges) || s.Importance != tt.importance {
				t.Errorf("%d stops, gauges %v, importance %d; want %+v", len(s.Stops), s.GaugesMM, s.Importance, tt)
			}
		})
	}
}

func TestListsAreSortedAndFound(t *testing.T) {
	n := smallNetwork(t)
	check(t, n.Lines(), n.Line, func(l *corridor.Line) string { return l.ID })
	check(t, n.Segments(), n.Segment, func(s *corridor.Segment) string { return s.ID })
	check(t, n.Stations(), n.Station, func(s *corridor.Node) string { return s.ID })
	check(t, n.Crossings(), n.Crossing, func(c *corridor.Node) string { return c.ID })
	check(t, n.Corridors(), n.Corridor, func(c *corridor.Corridor) string { return c.ID })
}

func check[T any](t *testing.T, list []*T, lookup func(string) (*T, error), id func(*T) string) {
	t.Helper()
	if len(list) == 0 || !slices.IsSortedFunc(list, func(a, b *T) int {
		if id(a) < id(b) {
			return -1
		}
		return 1
	}) {
		t.Errorf("%T: empty, or not sorted by id", list)
	}
	for _, v := range list {
		if got, err := lookup(id(v)); got != v || err != nil {
			t.Errorf("%s: got %v, %v", id(v), got, err)
		}
	}
	if got, err := lookup("xx-none"); got != nil || !errors.Is(err, corridor.ErrNotFound) {
		t.Errorf("unknown id: got %v, %v; want ErrNotFound", got, err)
	}
}

func TestPosts(t *testing.T) {
	l, err := smallNetwork(t).Line("ru-east")
	if err != nil {
		t.Fatal(err)
	}
	next := 6200
	for km, p := range l.Posts() {
		if want := l.Geometry[vertex(l, float64(km))]; km != next || geo.Distance(p, want) > 0.001 {
			t.Errorf("post %d at %v, want post %d at %v", km, p, next, want)
		}
		next++
	}
	if next != 6213 {
		t.Errorf("the last post is %d, want 6212", next-1)
	}
}

func vertex(l *corridor.Line, km float64) int { i, _ := slices.BinarySearch(l.Km, km); return i }

func TestCheckTable(t *testing.T) {
	checks := smallNetwork(t).Check()
	c := checks[0]
	if c.Line.ID != "cn-binzhou" || c.OfficialKm != 20 || c.Calibrations != 3 || c.LongestChordKm != 6 {
		t.Errorf("got %+v", c)
	}
	if math.Abs(c.Ratio-20.06/20) > 1e-4 || math.Abs(c.MeasuredKm/c.OfficialKm-c.Ratio) > 1e-12 {
		t.Errorf("measured %v km, ratio %v; want 20.06 km over 20", c.MeasuredKm, c.Ratio)
	}
	var sum float64
	for _, s := range c.Shares {
		sum += s.Share
	}
	if len(c.Shares) != 3 || math.Abs(sum-1) > 1e-12 {
		t.Errorf("shares %v, want three that add up to 1", c.Shares)
	}
	if link := checks[2]; link.OfficialKm != 0 || link.Ratio != 0 || math.Abs(link.MeasuredKm-8) > 1e-3 {
		t.Errorf("line without published km: %+v", link)
	}
}
