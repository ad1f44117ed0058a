package corridor

import (
	"slices"
	"time"
)

// Membership is the standing of a country in an international body.
type Membership struct {
	Body   string `json:"body"`            // one of Bodies
	Role   string `json:"role"`            // one of Roles
	Since  string `json:"since"`           // ISO 8601 day, month or year of its beginning
	Until  string `json:"until,omitempty"` // the first day, month or year it no longer held; empty: it holds
	Source string `json:"source"`          // id of a source
}

// Bodies lists the bodies that a [Membership] may name.
func Bodies() []string { return []string{"SCO", "BRICS", "ASEAN", "EAEU"} }

// Roles lists the roles that a [Membership] may have, the closest first.
func Roles() []string { return []string{"member", "partner", "observer", "dialogue partner"} }

// On tells whether the membership held on an ISO 8601 day. A month or year in
// Since or Until stands for its first day.
func (m Membership) On(day string) bool {
	return firstDay(m.Since) <= day && (m.Until == "" || day < firstDay(m.Until))
}

// firstDay completes a month or year to its first day.
func firstDay(date string) string {
	full := date + "-01-01"
	return full[:min(len(full), len(time.DateOnly))]
}

// MembershipKm is the chainage of a route within the countries that stood in a
// role to a body.
type MembershipKm struct {
	Body, Role string
	Km         float64
}

// byMembership sums a route's km by the memberships that held on the day of
// the dataset, in the order of Bodies, then Roles; roles without km are left
// out.
func (m Meta) byMembership(countries []CountryKm) []MembershipKm {
	var sums []MembershipKm
	for _, c := range countries {
		i := slices.IndexFunc(m.Countries, func(known Country) bool { return known.ID == c.Country })
		for _, membership := range m.Countries[i].Memberships {
			if !membership.On(m.Date) {
				continue
			}
			j := slices.IndexFunc(sums, func(s MembershipKm) bool {
				return s.Body == membership.Body && s.Role == membership.Role
			})
			if j < 0 {
				j, sums = len(sums), append(sums, MembershipKm{Body: membership.Body, Role: membership.Role})
			}
			sums[j].Km += c.Km
		}
	}
	slices.SortFunc(sums, func(a, b MembershipKm) int { return a.rank() - b.rank() })
	return sums
}

// rank orders by body, then role.
func (m MembershipKm) rank() int {
	roles := Roles()
	return slices.Index(Bodies(), m.Body)*len(roles) + slices.Index(roles, m.Role)
}

// checkMemberships checks what a country says of its memberships: known words,
// dates in order, sources, and one role in a body at a time.
func (c *checker) checkMemberships(country Country) {
	for i, m := range country.Memberships {
		fault := func(format string, args ...any) {
			c.fault(FileDataset, "countries", country.ID+" in "+m.Body+": "+format, args...)
		}
		c.checkWord(FileDataset, "countries", "body", m.Body, Bodies())
		c.checkWord(FileDataset, "countries", "role", m.Role, Roles())
		if !validDate(m.Since) || m.Until != "" && (!validDate(m.Until) || firstDay(m.Until) <= firstDay(m.Since)) {
			fault("since %q until %q are not ISO 8601 dates in order", m.Since, m.Until)
		}
		if !c.sources[m.Source] {
			fault("unknown source %q", m.Source)
		}
		for _, other := range country.Memberships[:i] {
			if other.Body == m.Body && (other.On(firstDay(m.Since)) || m.On(firstDay(other.Since))) {
				fault("%s from %s overlaps %s from %s", m.Role, m.Since, other.Role, other.Since)
			}
		}
	}
}
