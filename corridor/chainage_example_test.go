package corridor_test

import (
	"fmt"

	"github.com/corridor-rail/corridor/corridor"
)

func ExampleParseChainage() {
	for _, text := range []string{"km 123+450", "K123+450", "123.45", "123+45"} {
		km, err := corridor.ParseChainage(text)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(km, corridor.FormatChainage(km))
	}
	// Output:
	// 123.45 km 123+450
	// 123.45 km 123+450
	// 123.45 km 123+450
	// "123+45" is not a chainage; want kilometres, such as 123.45, or km 123+450 with three digits of metres
}
