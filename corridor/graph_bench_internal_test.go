package corridor

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"
	"time"
)

// millionRailway is a made-up railway of 1,000,000 segments: 409 lines from west
// to east and 409 from south to north, about 10 km apart, joined where they
// cross, with stations every few km between.
func millionRailway() ([]*Node, []*Line) {
	const lines, between = 409, 4
	rnd := rand.New(rand.NewPCG(1, 1_000_000))
	var nodes []*Node
	add := func() *Node {
		n := &Node{ID: fmt.Sprintf("n%07d", len(nodes)), GaugesMM: []int{1435}, Station: &Station{}, index: len(nodes)}
		nodes = append(nodes, n)
		return n
	}
	crossing := make([]*Node, lines*lines)
	for i := range crossing {
		crossing[i] = add()
	}
	var all []*Line
	for k := range 2 * lines {
		l := &Line{LineRecord: LineRecord{ID: fmt.Sprintf("l%04d", k), GaugeMM: 1435}}
		km := 0.0
		for i := range lines {
			at := crossing[(k%lines)*lines+i]
			if k >= lines {
				at = crossing[i*lines+k%lines]
			}
			for step := 0; i > 0 && step <= between-2; step++ {
				km += 2 + rnd.Float64()*2
				n := at
				if step < between-2 {
					n = add()
				}
				l.Stops = append(l.Stops, Stop{Km: km})
				l.nodes = append(l.nodes, n)
			}
			if i == 0 {
				l.Stops = append(l.Stops, Stop{})
				l.nodes = append(l.nodes, at)
			}
		}
		for i := 1; i < len(l.nodes); i++ {
			l.Segments = append(l.Segments, &Segment{Line: l, From: l.nodes[i-1], To: l.nodes[i], FromKm: l.Stops[i-1].Km, ToKm: l.Stops[i].Km})
		}
		all = append(all, l)
	}
	return nodes, all
}

// BenchmarkMillion asks for ways between random stations of a railway of 1,000,000
// segments, and between random vertices of a graph of 1,000,000 edges where every
// vertex is a junction, which is the worst that can be. It reports the 99th
// percentile, and what the graph takes beside the segments.
func BenchmarkMillion(b *testing.B) {
	b.Run("railway", func(b *testing.B) {
		nodes, lines := millionRailway()
		segments := 0
		for _, l := range lines {
			segments += len(l.Segments)
		}
		before := heap()
		g := newGraph(nodes, lines)
		bytes := heap() - before
		q := g.priced(&rules{})
		reportLatency(b, func(rnd *rand.Rand) bool {
			places := []Place{nodes[rnd.IntN(len(nodes))].place(), nodes[rnd.IntN(len(nodes))].place()}
			_, reached := q.through(places)
			return reached == len(places)
		})
		b.ReportMetric(float64(bytes)/float64(segments), "B/edge")
		b.ReportMetric(float64(segments), "edges")
		runtime.KeepAlive(g)
	})
	b.Run("junctions", func(b *testing.B) {
		const side = 707
		rnd := rand.New(rand.NewPCG(2, 1_000_000))
		var ends [][2]int32
		var tolls []toll
		join := func(u, v int) {
			ends = append(ends, [2]int32{int32(u), int32(v)})
			tolls = append(tolls, tollOf(5+rnd.Float64()*10))
		}
		for y := range side {
			for x := range side {
				if x+1 < side {
					join(y*side+x, y*side+x+1)
				}
				if y+1 < side {
					join(y*side+x, y*side+x+side)
				}
			}
		}
		before := heap()
		w := newWays(side*side, ends, tolls)
		bytes := heap() - before
		s := search{ways: &w, tolls: w.tolls, scale: 1, usable: int32(len(ends))}
		space := new(workspace)
		reportLatency(b, func(rnd *rand.Rand) bool {
			_, ok := s.between(space, []tip{{vertex: int32(rnd.IntN(w.size())), slot: -1}}, []tip{{vertex: int32(rnd.IntN(w.size())), slot: -1}})
			return ok
		})
		b.ReportMetric(float64(bytes)/float64(len(ends))+float64(len(ends)*16/len(ends)), "B/edge")
		b.ReportMetric(float64(len(ends)), "edges")
	})
}

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// reportLatency asks at least 200 questions and reports the median and the 99th
// percentile of their time.
func reportLatency(b *testing.B, ask func(*rand.Rand) bool) {
	b.Helper()
	rnd := rand.New(rand.NewPCG(3, 99))
	var took []time.Duration
	once := func() {
		start := time.Now()
		if !ask(rnd) {
			b.Fatal("no way")
		}
		took = append(took, time.Since(start))
	}
	once() // makes the workspace
	took = nil
	for b.Loop() {
		once()
	}
	for len(took) < 200 {
		once()
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
}
