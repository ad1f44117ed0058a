package build_test

import (
	"math"
	"os"
	"slices"
	"testing"

	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/corridor/build"
	"github.com/corridor-rail/corridor/corridor/source"
)

// published is the dataset that the committed tables made.
func published(t *testing.T) *corridor.Dataset {
	t.Helper()
	ds, err := source.Read(os.DirFS("../../assets/data"))
	if err != nil {
		t.Fatal(err)
	}
	return ds
}

// TestPublishedLines holds the lines against the tables they were made of: the
// same lines, and their published lengths within 1 % or with a note.
func TestPublishedLines(t *testing.T) {
	tables, err := build.ReadTables(os.DirFS("tables"))
	if err != nil {
		t.Fatal(err)
	}
	var want, got []string
	for _, l := range tables.Lines {
		want = append(want, l.ID)
	}
	for _, l := range published(t).Lines {
		got = append(got, l.ID)
		stops := slices.DeleteFunc(l.Stops, func(s corridor.Stop) bool { return !s.Official })
		if l.OfficialKm == 0 || len(stops) == 0 {
			continue
		}
		km := stops[len(stops)-1].Km - stops[0].Km
		if math.Abs(km/l.OfficialKm-1) > 0.01 && len(l.Notes) == 0 {
			t.Errorf("%s: %.1f km between published stops, %.1f km in all, and no note says why", l.ID, km, l.OfficialKm)
		}
	}
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("the dataset has the lines %q, the tables %q: make data", got, want)
	}
}

// TestPublishedPosts looks for a vertex at least each 1.05 km, and for one at
// every whole km that no stop stands at.
func TestPublishedPosts(t *testing.T) {
	for _, l := range published(t).Lines {
		for i, km := range l.Km[1:] {
			if km-l.Km[i] > 1.05 {
				t.Errorf("%s: no vertex between km %v and %v", l.ID, l.Km[i], km)
			}
		}
		for post := math.Ceil(l.Km[0]); post < l.Km[len(l.Km)-1]; post++ {
			taken := slices.ContainsFunc(l.Stops, func(s corridor.Stop) bool { return math.Abs(s.Km-post) < 0.05 })
			if _, found := slices.BinarySearch(l.Km, post); !found && !taken {
				t.Errorf("%s: no vertex at km %v", l.ID, post)
			}
		}
	}
}

// TestPublishedNetwork holds what is measured against what is published, and
// asks each segment for its quality and source.
func TestPublishedNetwork(t *testing.T) {
	n, err := corridor.New(published(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range n.Check() {
		if c.OfficialKm > 0 && math.Abs(c.Ratio-1) > 0.01 && len(c.Line.Notes) == 0 {
			t.Errorf("%s: measured %.1f over %.1f km, ratio %.4f, without a note", c.Line.ID, c.MeasuredKm, c.OfficialKm, c.Ratio)
		}
	}
	qualities := []corridor.Quality{corridor.QualityOSM, corridor.QualitySimplified, corridor.QualityCoarse, corridor.QualityChord}
	for _, s := range n.Segments() {
		if !slices.Contains(qualities, s.Quality) || len(s.Sources) == 0 {
			t.Errorf("%s: quality %q, sources %q", s.ID, s.Quality, s.Sources)
		}
	}
}
