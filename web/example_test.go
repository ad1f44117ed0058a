package web_test

import (
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"os"

	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/corridor/source"
	"github.com/corridor-rail/corridor/web"
)

func ExampleServer() {
	ds, err := source.Read(os.DirFS("testdata/dataset"))
	if err != nil {
		fmt.Println(err)
		return
	}
	network, err := corridor.New(ds)
	if err != nil {
		fmt.Println(err)
		return
	}
	server, err := web.New(web.Config{Network: network})
	if err != nil {
		fmt.Println(err)
		return
	}
	answer := httptest.NewRecorder()
	server.ServeHTTP(answer, httptest.NewRequest("GET", "/distance?from=ru-karymskaya&to=北京", nil))

	var distance web.Distance
	if err := json.Unmarshal(answer.Body.Bytes(), &distance); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%s - %s: %.1f km\n", distance.From.Name, distance.To.Name, distance.DistanceKm)
	for _, b := range distance.Breaks {
		fmt.Printf("km %.1f: %d mm to %d mm at %s\n", b.AtKm, b.FromMM, b.ToMM, b.Name)
	}
	// Output:
	// Karymskaya - Beijing: 2561.6 km
	// km 367.0: 1520 mm to 1435 mm at Zabaikalsk
}

func ExampleNewProblem() {
	_, err := new(corridor.Network).Line("cn-nowhere")
	problem := web.NewProblem(err)
	fmt.Println(problem.Status, problem.Detail)
	// Output: 404 line "cn-nowhere": not found
}
