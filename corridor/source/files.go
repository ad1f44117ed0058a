package source

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"reflect"

	"github.com/paulmach/orb"

	"github.com/corridor-rail/corridor/corridor"
	"github.com/corridor-rail/corridor/geo/codec"
)

// maxFile is the largest file read, in bytes: about 5 million vertices.
const maxFile = 256 << 20

// Read reads the dataset in the root of fsys. Errors name file, feature and
// reason; the faults of all files come together. A file over 256 MB, a field
// that is unknown, missing, null or empty, and a geometry of the wrong kind are
// refused.
func Read(fsys fs.FS) (*corridor.Dataset, error) {
	ds := &corridor.Dataset{}
	err := errors.Join(
		readJSON(fsys, corridor.FileDataset, &ds.Meta),
		readJSON(fsys, corridor.FileCorridors, &ds.Corridors),
		readFeatures(fsys, corridor.FileLines, func(id string, p lineProperties, g orb.LineString) {
			ds.Lines = append(ds.Lines, p.record(id, g))
		}),
		readFeatures(fsys, corridor.FileStations, func(id string, p stationProperties, g orb.Point) {
			ds.Stations = append(ds.Stations, p.record(id, g))
		}),
		readFeatures(fsys, corridor.FileCrossings, func(id string, p crossingProperties, g orb.Point) {
			ds.Crossings = append(ds.Crossings, p.record(id, g))
		}),
	)
	if err != nil {
		return nil, err
	}
	return ds, nil
}

// readJSON decodes a file that holds one JSON value.
func readJSON[T any](fsys fs.FS, name string, into *T) error {
	f, err := fsys.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	raw, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err == nil && len(raw) > maxFile {
		err = fmt.Errorf("larger than %d bytes", maxFile)
	}
	if err == nil {
		err = decode(raw, into)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// readFeatures decodes a FeatureCollection of geometry G with properties P.
func readFeatures[P any, G orb.Geometry](fsys fs.FS, name string, add func(id string, p P, g G)) error {
	f, err := fsys.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	features, err := codec.ReadFeatures(f, maxFile)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	var faults []error
	for i, raw := range features {
		label := raw.ID
		if label == "" {
			label = fmt.Sprintf("#%d", i+1)
		}
		g, ok := raw.Geometry.(G)
		if !ok {
			faults = append(faults, fmt.Errorf("%s: %s: geometry is %T, want %T", name, label, raw.Geometry, g))
			continue
		}
		var p P
		if err := decode(raw.Properties, &p); err != nil {
			faults = append(faults, fmt.Errorf("%s: %s: %w", name, label, err))
			continue
		}
		add(raw.ID, p, g)
	}
	return errors.Join(faults...)
}

// decode reads one JSON value and nothing after it. It is as strict as the
// schemas of the dataset: see checkMembers.
func decode[T any](raw []byte, into *T) error {
	if len(raw) == 0 {
		return errors.New("there is nothing in it")
	}
	if err := checkMembers(json.NewDecoder(bytes.NewReader(raw)), reflect.TypeFor[T]()); err != nil {
		return err
	}
	return json.Unmarshal(raw, into)
}
