package corridor

import (
	"fmt"
	"strings"
)

// The files of a dataset folder, as faults name them.
const (
	FileDataset   = "dataset.json"
	FileLines     = "lines.geojson"
	FileStations  = "stations.geojson"
	FileCrossings = "crossings.geojson"
	FileCorridors = "corridors.json"
)

// Fault is one thing wrong with a dataset.
type Fault struct {
	File    string // one of the File constants
	Feature string // id of the record; its number, such as "#3", when it has none
	Reason  string
}

func (f Fault) String() string { return f.File + ": " + f.Feature + ": " + f.Reason }

// CheckError holds every fault of a dataset, by file and record.
type CheckError struct{ Faults []Fault }

func (e *CheckError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "dataset refused, %d faults:", len(e.Faults))
	for _, f := range e.Faults {
		b.WriteString("\n\t" + f.String())
	}
	return b.String()
}
