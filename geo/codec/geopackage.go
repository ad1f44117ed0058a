package codec

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"time"

	"github.com/paulmach/orb"
	"github.com/twpayne/go-geom/encoding/wkb"
	_ "modernc.org/sqlite" // the driver "sqlite"
)

// writeGeoPackage writes a GeoPackage 1.3 (OGC 12-128r18): a table with
// a spatial index for each layer, measures as M values, the style of each
// layer for QGIS, and licence and attribution as the metadata of the file and
// of each layer. A list is a text in JSON. Every time in it is the date of the
// document, or 1970 where that is unknown. The file is made in memory.
func writeGeoPackage(w io.Writer, d Document) error {
	ctx := context.Background()
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return err
	}
	defer db.Close()
	conn, err := db.Conn(ctx) // each connection would have a database of its own
	if err != nil {
		return err
	}
	defer conn.Close()
	if err := fillGeoPackage(ctx, conn, d); err != nil {
		return err
	}
	var file []byte
	err = conn.Raw(func(driver any) error {
		s, ok := driver.(interface{ Serialize() ([]byte, error) })
		if !ok {
			return errors.New("the SQLite driver cannot hand out its file")
		}
		file, err = s.Serialize()
		return err
	})
	if err != nil {
		return err
	}
	_, err = w.Write(file)
	return err
}

// geopackage fills the tables of a file within one transaction.
type geopackage struct {
	*sql.Tx
	doc  Document
	time string // of every change
}

func fillGeoPackage(ctx context.Context, conn *sql.Conn, d Document) (err error) {
	// 0x47504B47 is "GPKG", 10300 the version of the standard (requirement 2).
	if _, err := conn.ExecContext(ctx, `PRAGMA application_id = 0x47504B47; PRAGMA user_version = 10300`); err != nil {
		return err
	}
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, tx.Rollback())
		}
	}()
	date := d.Date
	if date.IsZero() {
		date = time.Unix(0, 0)
	}
	g := geopackage{Tx: tx, doc: d, time: date.UTC().Format("2006-01-02T15:04:05.000Z")}
	if _, err := tx.Exec(geopackageTables); err != nil {
		return err
	}
	if err := g.metadata("geopackage", Layer{Name: d.Name, Title: d.Title, Description: d.Description}); err != nil {
		return err
	}
	for _, l := range d.Layers {
		if err := g.layer(l); err != nil {
			return err
		}
	}
	if err := g.styles(); err != nil {
		return err
	}
	return tx.Commit()
}

// layer makes and fills the table of a layer.
func (g geopackage) layer(l Layer) error {
	table, triggers := featureTable(l)
	if _, err := g.Exec(table); err != nil {
		return fmt.Errorf("layer %q: %w", l.Name, err)
	}
	extent, err := g.features(l)
	if err != nil {
		return err
	}
	box := []any{nil, nil, nil, nil}
	if extent != noBox {
		box = []any{extent.Min[0], extent.Min[1], extent.Max[0], extent.Max[1]}
	}
	m := 0 // of gpkg_geometry_columns: 0 is prohibited, 1 mandatory
	if l.Measured {
		m = 1
	}
	if _, err := g.Exec(`INSERT INTO gpkg_contents VALUES (?, 'features', ?, ?, ?, ?, ?, ?, ?, ?)`,
		append([]any{l.Name, l.Name, l.Description, g.time}, append(box, wgs84)...)...); err != nil {
		return err
	}
	if _, err := g.Exec(`INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, 0, ?)`, l.Name, geopackageGeometry(l), wgs84, m); err != nil {
		return err
	}
	if _, err := g.Exec(`INSERT INTO gpkg_extensions VALUES (?, 'geom', 'gpkg_rtree_index', 'http://www.geopackage.org/spec130/#extension_rtree', 'write-only')`, l.Name); err != nil {
		return err
	}
	if _, err := g.Exec(triggers); err != nil {
		return err
	}
	return g.metadata("table", l)
}

// features fills the table and the index of a layer and returns its extent.
func (g geopackage) features(l Layer) (orb.Bound, error) {
	extent := noBox
	row, err := g.Prepare(fmt.Sprintf("INSERT INTO %q VALUES (?, ?%s)", l.Name, strings.Repeat(", ?", len(l.Fields))))
	if err != nil {
		return extent, err
	}
	defer row.Close()
	index, err := g.Prepare(fmt.Sprintf(`INSERT INTO "rtree_%s_geom" VALUES (?, ?, ?, ?, ?)`, l.Name))
	if err != nil {
		return extent, err
	}
	defer index.Close()
	values := make([]any, 2+len(l.Fields))
	fid := 0
	err = l.each(func(f Feature) error {
		fid++
		values[0], values[1] = fid, nil
		for i, p := range f.Properties {
			values[2+i] = geopackageValue(p.Value)
		}
		if f.Geometry != nil {
			box := flatBound(f.Geometry)
			blob, err := geopackageBlob(f, box)
			if err != nil {
				return err
			}
			values[1], extent = blob, union(extent, box)
			if _, err := index.Exec(fid, box.Min[0], box.Max[0], box.Min[1], box.Max[1]); err != nil {
				return err
			}
		}
		_, err := row.Exec(values...)
		return err
	})
	return extent, err
}

// geopackageValue returns the value of a property as the driver takes it.
func geopackageValue(v any) any {
	switch v := normal(v).(type) {
	case nil, string, bool, int, float64:
		return v
	default:
		text, _ := valueText(v)
		return text
	}
}

// geopackageBlob returns the geometry of a feature as GeoPackageBinary (clause
// 2.1.3): a header with the box, which a point goes without, and WKB.
func geopackageBlob(f Feature, box orb.Bound) ([]byte, error) {
	const littleEndian, withBox = 1, 1 << 1
	t, err := measured(f.Geometry, f.Measures)
	if err != nil {
		return nil, err
	}
	shape, err := wkb.Marshal(t, binary.LittleEndian)
	if err != nil {
		return nil, err
	}
	blob := make([]byte, 0, 40+len(shape))
	flags := byte(littleEndian)
	if _, point := f.Geometry.(orb.Point); !point {
		flags |= withBox
	}
	blob = append(blob, 'G', 'P', 0, flags)
	blob = binary.LittleEndian.AppendUint32(blob, wgs84)
	if flags&withBox != 0 {
		for _, v := range [...]float64{box.Min[0], box.Max[0], box.Min[1], box.Max[1]} {
			blob = binary.LittleEndian.AppendUint64(blob, math.Float64bits(v))
		}
	}
	return append(blob, shape...), nil
}

// metadata says of the file, or of a table, what it is and whose, in the form
// that QGIS reads and writes.
func (g geopackage) metadata(scope string, l Layer) error {
	text, err := qgisMetadata(g.doc, l)
	if err != nil {
		return err
	}
	result, err := g.Exec(`INSERT INTO gpkg_metadata (md_standard_uri, metadata) VALUES ('http://mrcc.com/qgis.dtd', ?)`, text)
	if err != nil {
		return err
	}
	id, err := result.LastInsertId()
	if err != nil {
		return err
	}
	var table any
	if scope == "table" {
		table = l.Name
	}
	_, err = g.Exec(`INSERT INTO gpkg_metadata_reference VALUES (?, ?, NULL, NULL, ?, ?, NULL)`, scope, table, g.time, id)
	return err
}

// styles adds the table of styles where a layer has one.
func (g geopackage) styles() error {
	made := false
	for _, l := range g.doc.Layers {
		if l.Style.Field == "" {
			continue
		}
		if !made {
			if _, err := g.Exec(layerStyles); err != nil {
				return err
			}
			if _, err := g.Exec(`INSERT INTO gpkg_contents VALUES ('layer_styles', 'attributes', 'layer_styles', '', ?, NULL, NULL, NULL, NULL, 0)`, g.time); err != nil {
				return err
			}
			made = true
		}
		qml, err := qgisStyle(l)
		if err != nil {
			return err
		}
		if _, err := g.Exec(`INSERT INTO layer_styles VALUES (NULL, '', '', ?, 'geom', ?, ?, NULL, 1, ?, '', NULL, ?)`,
			l.Name, l.Name, qml, "By "+l.Style.Field, g.time); err != nil {
			return err
		}
	}
	return nil
}
