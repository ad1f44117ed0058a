package crs_test

import (
	"fmt"

	"github.com/corridor-rail/corridor/geo/crs"
	"github.com/paulmach/orb"
)

func ExampleParse() {
	c, err := crs.Parse("http://www.opengis.net/def/crs/EPSG/0/32648")
	fmt.Println(c, c.Name(), err)
	_, err = crs.Parse("EPSG:2056")
	fmt.Println(err)
	// Output:
	// EPSG:32648 WGS 84 / UTM zone 48N <nil>
	// unknown CRS "EPSG:2056": want OGC:CRS84, EPSG:4326, EPSG:3857, EPSG:4490 or EPSG:32631 to EPSG:32654, by URI (http://www.opengis.net/def/crs/EPSG/0/4326) or in this form
}

func ExampleCRS_Forward() {
	kunming := orb.Point{102.7122, 25.0406}
	for _, code := range []int{4326, 3857, 32648} {
		c, err := crs.ByCode(code)
		if err != nil {
			fmt.Println(err)
			continue
		}
		q, err := c.Forward(kunming)
		fmt.Printf("%s %.*f %.*f %v\n", c, c.Decimals(), q[0], c.Decimals(), q[1], err)
	}
	// Output:
	// EPSG:4326 25.0406000 102.7122000 <nil>
	// EPSG:3857 11433869.802 2880732.244 <nil>
	// EPSG:32648 269175.050 2771394.577 <nil>
}

func ExampleShift() {
	p := crs.GCJ02.Forward(orb.Point{116.377817, 39.911954})
	fmt.Printf("%.6f %.6f\n", p[0], p[1])
	p = crs.GCJ02.Inverse(p)
	fmt.Printf("%.6f %.6f\n", p[0], p[1])
	fmt.Println(crs.GCJ02.Notice())
	// Output:
	// 116.384047 39.913345
	// 116.377817 39.911954
	// Positions are shifted to GCJ-02 for display on Chinese web maps; they are not WGS 84 and not fit for measuring.
}
