package corridor

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
)

// FormatChainage writes a chainage in km as railways do: the whole km, a plus
// and the metres beyond it, rounded to the metre. 123.45 is "km 123+450". Below
// zero the sign stands for the whole: -0.25 is "km -0+250". A km that is no
// finite number is "km ?".
func FormatChainage(km float64) string {
	if math.IsNaN(km) || math.IsInf(km, 0) {
		return "km ?"
	}
	metres := math.Round(math.Abs(km) * 1000)
	sign := ""
	if km < 0 && metres > 0 {
		sign = "-"
	}
	whole := math.Floor(metres / 1000)
	return fmt.Sprintf("km %s%.0f+%03.0f", sign, whole, metres-1000*whole)
}

// chainageForm is what [ParseChainage] takes: a word for km, the sign, whole km,
// and either metres after a plus or decimals.
var chainageForm = regexp.MustCompile(
	`^(?:[kKкК](?:[mMмМ]\.?)? *)?([-−]?)([0-9]{1,6})(?:[+ ]([0-9]{3})(?:[.,]([0-9]{1,6}))?|[.,]([0-9]{1,9}))?$`)

// ParseChainage reads a chainage and returns it in km. It takes what
// [FormatChainage] writes and the like: "км 123+450", "K123+450" as on Chinese
// plans, "123+450.5" with a part of a metre, and plain kilometres, "123.45" or
// "123,45". A space may stand for the plus, which is what a plus becomes in the
// query of a URL. After a plus there are always three digits: "123+45" could
// be 45 m or 450 m, and is refused. So are exponents and NaN.
func ParseChainage(text string) (km float64, err error) {
	part := chainageForm.FindStringSubmatch(strings.TrimSpace(text))
	if part == nil {
		return 0, fmt.Errorf("%q is not a chainage; want kilometres, such as 123.45, or km 123+450 with three digits of metres", text)
	}
	sign, whole, metres, ofMetre, decimals := part[1], part[2], part[3], part[4], part[5]
	if km, err = strconv.ParseFloat(whole+"."+metres+ofMetre+decimals+"0", 64); sign != "" {
		km = -km
	}
	return km, err
}
