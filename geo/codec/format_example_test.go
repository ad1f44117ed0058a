package codec_test

import (
	"fmt"
	"os"
	"slices"

	"github.com/corridor-rail/corridor/geo/codec"
	"github.com/paulmach/orb"
)

func ExampleFormat_Write() {
	lines := codec.Layer{
		Name: "lines", Title: "Lines", Geometry: "LineString", Measured: true,
		Fields: []codec.Field{{Name: "name"}, {Name: "gauge_mm", Type: codec.Int}},
		Features: slices.Values([]codec.Feature{{
			ID:         "cn-yumo",
			Geometry:   orb.LineString{{102.7216, 25.0164}, {102.5, 24.35}},
			Measures:   []float64{0, 88.5},
			Properties: []codec.Property{{Name: "name", Value: "玉磨"}, {Name: "gauge_mm", Value: 1435}},
		}}),
	}
	csv, err := codec.FormatNamed("csv")
	if err != nil {
		panic(err)
	}
	if err := csv.Write(os.Stdout, codec.Document{Name: "lines", Layers: []codec.Layer{lines}}); err != nil {
		panic(err)
	}
	fmt.Println(csv.MediaType)
	// Output:
	// name,gauge_mm,WKT
	// 玉磨,1435,"LINESTRING M (102.7216 25.0164 0, 102.5 24.35 88.5)"
	// text/csv; charset=utf-8; header=present
}
