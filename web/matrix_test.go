package web_test

import (
	"encoding/csv"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/corridor-rail/corridor/web"
)

func TestMatrix(t *testing.T) {
	server := newServer(t, sketch, nil)
	got := decode[web.Matrix](t, get(t, server, "/matrix?from=BJP,117.4,49.6&from=HBB&to=cn-harbin,ru-borzya"))
	if len(got.From) != 3 || len(got.To) != 2 || got.From[1].ID != "" {
		t.Fatalf("from %+v, to %+v", got.From, got.To)
	}
	for i, from := range []string{"BJP", "117.4,49.6", "HBB"} {
		for k, to := range []string{"cn-harbin", "ru-borzya"} {
			one := decode[web.Distance](t, get(t, server, "/distance?from="+from+"&to="+to))
			if *got.DistanceKm[i][k] != one.DistanceKm || *got.OfficialKm[i][k] != one.OfficialKm ||
				*got.Breaks[i][k] != len(one.Breaks) || *got.Borders[i][k] != len(one.Borders) {
				t.Errorf("%s to %s: %v km, /distance has %v", from, to, *got.DistanceKm[i][k], one.DistanceKm)
			}
		}
	}
	posted := do(server, http.MethodPost, "/matrix", strings.NewReader(`{"from":["BJP","117.4,49.6","HBB"],"to":["cn-harbin","ru-borzya"]}`), "Content-Type", "application/json")
	if same := decode[web.Matrix](t, posted); fmt.Sprint(*same.DistanceKm[2][1]) != fmt.Sprint(*got.DistanceKm[2][1]) {
		t.Errorf("posted: %v km", *same.DistanceKm[2][1])
	}
	one := decode[web.Matrix](t, get(t, server, "/matrix?from=BJP&to=ru-borzya&gauge=1435"))
	if one.DistanceKm[0][0] != nil || one.Breaks[0][0] != nil {
		t.Errorf("out of reach: %v km", *one.DistanceKm[0][0])
	}
	rows, err := csv.NewReader(get(t, server, "/matrix?from=BJP,HBB&to=ru-borzya,BJP&gauge=1435&f=csv").Body).ReadAll()
	if err != nil || len(rows) != 5 || rows[1][4] != "" || rows[2][4] != "0" || rows[4][0] != "cn-harbin" {
		t.Errorf("CSV %v, %v", rows, err)
	}
}

// TestBadRouting: what is wrong with a question is a 4xx that says it.
func TestBadRouting(t *testing.T) {
	server := newServer(t, sketch, nil)
	many := "cn-harbin" + strings.Repeat(",cn-harbin", 100)
	tests := []struct {
		name, target string
		status       int
		says         string
	}{
		{"too many places", "/matrix?to=BJP&from=" + many, 400, "101 places; at most 100"},
		{"no places", "/matrix", 400, "is missing"},
		{"an unknown place of a list", "/matrix?from=BJP,Atlantis&to=BJP", 404, `place 2: \"Atlantis\": unknown place`},
		{"latitude first", "/distance?from=39.9,116.4&to=BJP", 400, "the latitude 116.4 is out of range; want lon,lat: longitude first"},
		{"NaN", "/distance?from=NaN,NaN&to=BJP", 400, "out of range"},
		{"an unknown gauge", "/distance?from=BJP&to=HBB&gauge=1067", 400, "no line has a gauge of 1067 mm"},
		{"far from every track", "/distance?from=0,0&to=BJP", 422, "the nearest station is"},
		{"a via out of reach", "/distance?from=BJP&to=HBB&via=ru-borzya&gauge=1435", 422, "none from Beijing to Borzya"},
		{"no transshipment", "/distance?from=BJP&to=ru-borzya&transship=false", 422, "leave out transship"},
		{"a penalty below 0", "/distance?from=BJP&to=HBB&break_penalty_km=-1", 400, "break_penalty_km"},
		{"a penalty that is none", "/distance?from=BJP&to=HBB&border_penalty_km=NaN", 400, "border_penalty_km"},
		{"neither true nor false", "/distance?from=BJP&to=HBB&electrified=yes", 400, "give true or false"},
		{"an unknown profile", "/distance?from=BJP&to=HBB&profile=tank", 400, "give any, freight or passenger"},
		{"an unknown status", "/distance?from=BJP&to=HBB&status=dreamt", 400, "no line has the status"},
		{"time without speeds", "/distance?from=BJP&to=HBB&optimise=time", 400, "times would be made up"},
		{"too many alternatives", "/distance?from=BJP&to=HBB&alternatives=4", 400, "from 0 to 3"},
		{"one of more alternatives", "/distance?from=BJP&to=HBB&alternatives=2&alternative=1", 400, "leave out alternatives"},
		{"an alternative that is not there", "/route?from=BJP&to=HBB&alternative=3", 400, "routes there are"},
		{"an alternative over a via", "/route?from=BJP&to=HBB&via=HBB&alternative=1", 400, "leave out via"},
		{"alternatives over a via", "/distance?from=BJP&to=HBB&via=HBB&alternatives=1", 400, "leave out via"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) { checkProblem(t, get(t, server, test.target), test.status, test.says) })
	}
	bodies := []struct {
		name, body, mediaType string
		status                int
		says                  string
	}{
		{"not JSON", "from,to", "application/json", 400, "want a JSON object"},
		{"an unknown member", `{"form":["BJP"],"to":["HBB"]}`, "application/json", 400, "form"},
		{"text", `{"from":["BJP"],"to":["HBB"]}`, "text/plain", 415, "application/json"},
		{"ten megabytes", `{"from":["` + strings.Repeat("116.4,39.9", 1<<20) + `"]}`, "application/json", 413, "may have"},
		{"nothing", "", "application/json", 400, "want a JSON object"},
	}
	for _, test := range bodies {
		t.Run(test.name, func(t *testing.T) {
			answer := do(server, http.MethodPost, "/matrix", strings.NewReader(test.body), "Content-Type", test.mediaType)
			checkProblem(t, answer, test.status, test.says)
		})
	}
}

func checkProblem(t *testing.T, answer *http.Response, status int, says string) {
	t.Helper()
	body := string(readBody(t, answer))
	if answer.StatusCode != status || !strings.Contains(body, says) {
		t.Errorf("status %d, want %d that says %q: %s", answer.StatusCode, status, says, body)
	}
}

// BenchmarkBadRouting answers what cannot be answered, as ms/answer.
func BenchmarkBadRouting(b *testing.B) {
	server := newServer(b, embedded, nil)
	long := `{"from":["` + strings.Repeat("116.4,39.9", 1<<20) + `"]}`
	for name, ask := range map[string]func() *http.Response{
		"no-route": func() *http.Response {
			return get(b, server, "/distance?from=Moscow&to=Bangkok&gauge=1435&avoid=cn-manzhouli")
		},
		"unknown": func() *http.Response { return get(b, server, "/distance?from=Atlantis&to=Bangkok") },
		"far":     func() *http.Response { return get(b, server, "/distance?from=0,0&to=Bangkok") },
		"ten-megabytes": func() *http.Response {
			return do(server, http.MethodPost, "/matrix", strings.NewReader(long), "Content-Type", "application/json")
		},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if answer := ask(); answer.StatusCode < 400 || answer.StatusCode > 499 {
					b.Fatalf("status %d", answer.StatusCode)
				}
			}
			b.ReportMetric(b.Elapsed().Seconds()*1000/float64(b.N), "ms/answer")
		})
	}
}
