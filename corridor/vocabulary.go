package corridor

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"
)

// StationKinds lists the kinds that a [Station] may have.
func StationKinds() []string {
	return []string{"station", "passenger", "freight", "junction", "border", "break of gauge", "halt", "block post"}
}

// CodeSystems lists the systems of station codes: telegraph is that of China
// Railway, esr that of the former Soviet railways, srt of Thailand, ril100 of
// Germany; locode is UN/LOCODE.
func CodeSystems() []string {
	return []string{"telegraph", "esr", "uic", "srt", "ril100", "locode"}
}

// LineStatuses lists what a line's status may be, where it is known.
func LineStatuses() []string { return []string{"open", "under construction"} }

// LineUsages lists what a line may be used for, where it is known.
func LineUsages() []string { return []string{"mixed", "freight", "passenger"} }

// languageTag matches the tags of names: a language of ISO 639, and subtags.
var languageTag = regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)

// checkWord refuses a word that is not in a list.
func (c *checker) checkWord(file, id, what, word string, known []string) {
	if !slices.Contains(known, word) {
		c.fault(file, id, "unknown %s %q; known are %s", what, word, strings.Join(known, ", "))
	}
}

// checkNames checks that names by language are tagged and not empty.
func (c *checker) checkNames(file, id string, names Names) {
	for _, language := range slices.Sorted(maps.Keys(names)) {
		if !languageTag.MatchString(language) || names[language] == "" {
			c.fault(file, id, "the name %q in language %q is empty, or that is no language tag such as en or zh", names[language], language)
		}
	}
}

// checkOptional checks a word that may be unknown.
func (c *checker) checkOptional(file, id, what, word string, known []string) {
	if word != "" {
		c.checkWord(file, id, what, word, known)
	}
}

// validDate tells whether text is an ISO 8601 year, month or day.
func validDate(text string) bool {
	for _, layout := range []string{"2006", "2006-01", time.DateOnly} {
		if _, err := time.Parse(layout, text); err == nil {
			return true
		}
	}
	return false
}
