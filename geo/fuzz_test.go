package geo_test

import (
	"encoding/binary"
	"math"
	"testing"

	"github.com/corridor-rail/corridor/geo"
	"github.com/paulmach/orb"
)

// pack writes numbers as FuzzLine reads them.
func pack(numbers ...float64) []byte {
	var data []byte
	for _, v := range numbers {
		data = binary.LittleEndian.AppendUint64(data, math.Float64bits(v))
	}
	return data
}

// FuzzLine makes lines of any coordinates at all: whatever is accepted must
// keep its promises.
func FuzzLine(f *testing.F) {
	f.Add(pack(102.7, 25, 102.6, 24.9, 102.5, 24.4), 102.5, 24.5, 0.4)
	f.Add(pack(179, 60, -179, 61, -178, 62), 180.0, 60.5, 0.5)
	f.Add(pack(20, 89, -160, 89, 0, 90, 0, -90), 0.0, 0.0, 0.99)
	f.Add(pack(0, 0, 0, 0, 1, 0, 1, 0), 1.0, 0.0, 1.0)
	f.Add(pack(0, 0, 179.7, 0.1, -0.2, 0), 90.0, 45.0, 0.1)
	f.Add(pack(math.NaN(), 0, 1, math.Inf(1)), 0.0, 0.0, 0.0)
	f.Fuzz(func(t *testing.T, data []byte, lon, lat, share float64) {
		var ls orb.LineString
		for ; len(data) >= 16 && len(ls) < 64; data = data[16:] {
			ls = append(ls, orb.Point{
				math.Float64frombits(binary.LittleEndian.Uint64(data)),
				math.Float64frombits(binary.LittleEndian.Uint64(data[8:])),
			})
		}
		p := orb.Point{lon, lat}
		geo.Simplify(ls, 100)
		l, err := geo.NewLine(ls, nil)
		if err != nil {
			return
		}
		checkLocated(t, l, p)
		if share >= 0 && share <= 1 {
			checkIdentity(t, l, share*l.EndKm())
		}
	})
}

// checkLocated checks that nothing is nearer to p than what Locate finds, as
// far as vertices go.
func checkLocated(t *testing.T, l *geo.Line, p orb.Point) {
	found := l.Locate(p, 0)
	if !(math.Abs(p[0]) <= 540 && math.Abs(p[1]) <= 90) {
		if len(found) > 0 {
			t.Fatalf("located %v, which is not a position", p)
		}
		return
	}
	if len(found) == 0 {
		t.Fatalf("%v is nowhere", p)
	}
	for i := range l.NumVertices() {
		v, _ := l.Vertex(i)
		if d := geo.Distance(p, v); d < found[0].Offset-1e-3 {
			t.Fatalf("vertex %d is %v m away, nearest is said to be %v m", i, d, found[0].Offset)
		}
	}
}

func checkIdentity(t *testing.T, l *geo.Line, km float64) {
	here, err := l.At(km)
	if err != nil {
		t.Fatal(err)
	}
	if d := l.Locate(here.Point, 0)[0].Offset; d > 0.01 {
		t.Fatalf("km %v lies %v m off the line", km, d)
	}
}
