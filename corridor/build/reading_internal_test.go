package build

import (
	"math"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/corridor-rail/corridor/corridor"
)

// FuzzReadStations reads any bytes as a station table: what it places lies on
// the Earth, km are numbers, and an error names the file.
func FuzzReadStations(f *testing.F) {
	for _, rows := range []string{
		"Чита,55.1,113.5,6198", "\"quoted \"\"name\"\"\",,,", "A,1,2,12.5 (Bangkok)\n\nB,x,2,", "A,NaN,0,Inf", "A,91,181,1e9", "A,0x1p3,1_0,-0", "A\xff,1,1,1",
	} {
		f.Add("name,lat,lon,km\n" + rows + "\n")
	}
	file := StationFile{File: "s.csv", In: "RU", Local: "name", Lat: "lat", Lon: "lon", Km: "km", Source: "s"}
	f.Fuzz(func(t *testing.T, text string) {
		rows, err := readStations(fstest.MapFS{"s.csv": {Data: []byte(text)}}, file)
		if err != nil && !strings.Contains(err.Error(), "s.csv") {
			t.Errorf("error %q names no file", err)
		}
		for _, r := range rows {
			if r.Placed && !(math.Abs(r.Point.Lon()) <= 180 && math.Abs(r.Point.Lat()) <= 90) {
				t.Errorf("%q placed at %v", r.Local, r.Point)
			}
			if r.Km != nil && !(math.Abs(*r.Km) < 1e6) {
				t.Errorf("%q at km %v", r.Local, *r.Km)
			}
		}
	})
}

// TestReadCSVLine counts the lines of the file, blank and quoted ones too.
func TestReadCSVLine(t *testing.T) {
	text := "line,station,km\n\nA,\"two\nlines\",1\nA,B,x\n"
	ref := &reference{kilometres: map[string][]kilometre{}}
	err := ref.readKilometres(fstest.MapFS{"km.csv": {Data: []byte(text)}}, KilometreFile{File: "km.csv", Line: "line", Station: "station", Km: "km"})
	if err == nil || !strings.Contains(err.Error(), "km.csv: line 5") {
		t.Errorf("error %v, want one of line 5", err)
	}
}

// TestRomanizeOthers passes letters that the table does not know as they are.
func TestRomanizeOthers(t *testing.T) {
	for name, want := range map[string]string{"Ärzt": "Ärzt", "Ёлкино": "Yolkino", "Подъёмная": "Podyomnaya", "Mіnsk": "Minsk"} {
		if got := romanize(name); got != want || !utf8.ValidString(got) {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if got := romanize("Қазақ"); !utf8.ValidString(got) {
		t.Errorf("Қазақ: %q is not UTF-8", got)
	}
}

// TestAssignIDsKeepsGiven lets an id of the tables stand, whoever else has the name.
func TestAssignIDsKeepsGiven(t *testing.T) {
	given := &place{local: "Киров", used: []string{"ru-transsib"}, station: corridor.Station{ID: "ru-kirov", Country: "RU"}}
	other := &place{local: "Киров", used: []string{"ru-gorky"}, station: corridor.Station{Country: "RU", Name: "Kirov"}}
	assignIDs([]*place{other, given})
	if given.station.ID != "ru-kirov" || other.station.ID != "ru-kirov-gorky" {
		t.Errorf("%q and %q, want ru-kirov and ru-kirov-gorky", given.station.ID, other.station.ID)
	}
}
