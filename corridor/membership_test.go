package corridor_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/corridor-rail/corridor/corridor"
)

func TestMembershipOn(t *testing.T) {
	tests := []struct {
		since, until, day string
		want              bool
	}{
		{"2001-06-15", "", "2001-06-14", false},
		{"2001-06-15", "", "2001-06-15", true},
		{"2001-06", "", "2001-05-31", false},
		{"2001-06", "", "2001-06-01", true},
		{"2009", "", "2008-12-31", false},
		{"2009", "", "2009-01-01", true},
		{"2009", "2025-09-01", "2025-08-31", true},
		{"2009", "2025-09-01", "2025-09-01", false},
		{"2009", "2025", "2024-12-31", true},
		{"2009", "2025", "2025-01-01", false},
	}
	for _, tt := range tests {
		m := corridor.Membership{Since: tt.since, Until: tt.until}
		if got := m.On(tt.day); got != tt.want {
			t.Errorf("since %s until %q, on %s: %v", tt.since, tt.until, tt.day, got)
		}
	}
}

// TestByMembership asks the same route of datasets of different days.
func TestByMembership(t *testing.T) {
	tests := []struct {
		date string
		want []corridor.MembershipKm
	}{
		{"1990-12-31", nil},
		{"1996-06-30", []corridor.MembershipKm{{"ASEAN", "observer", 28}}},
		{"2001-06-14", []corridor.MembershipKm{{"ASEAN", "dialogue partner", 28}}},
		{"2026-11-22", []corridor.MembershipKm{{"SCO", "member", 40}, {"ASEAN", "dialogue partner", 28}, {"EAEU", "member", 12}}},
	}
	for _, tt := range tests {
		t.Run(tt.date, func(t *testing.T) {
			ds := small()
			ds.Meta.Date = tt.date
			n, err := corridor.New(ds)
			if err != nil {
				t.Fatal(err)
			}
			r, err := n.Route(corridor.Query{From: "ru-karym", To: "cn-harbin"})
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(r.ByMembership, tt.want) {
				t.Errorf("got %v, want %v", r.ByMembership, tt.want)
			}
		})
	}
}

func ExampleMembership_On() {
	observer := corridor.Membership{Body: "SCO", Role: "observer", Since: "2004-06", Until: "2025-09-01"}
	fmt.Println(observer.On("2004-05-31"), observer.On("2025-08-31"), observer.On("2025-09-01"))
	// Output: false true false
}
