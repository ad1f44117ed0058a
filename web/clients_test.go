package web_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// python is Debian's: its packages are for no other.
const python = "/usr/bin/python3"

// TestOWSLib has OWSLib walk the service from its landing page.
func TestOWSLib(t *testing.T) {
	if err := exec.Command(python, "-c", "import owslib.ogcapi.features").Run(); err != nil {
		if os.Getenv("CORRIDOR_REQUIRE_ALL") == "1" {
			t.Fatal("OWSLib is not installed")
		}
		t.Skip("OWSLib is not installed: apt-get install python3-owslib")
	}
	t.Log(run(t, python, "testdata/clients/owslib_walk.py", newLiveServer(t, embedded).URL))
}

// TestQGIS has QGIS open and draw the collections, the tiles and the GeoPackage.
// QGIS is heavy, so this is only for make qgis; the pictures stay in
// CORRIDOR_QGIS where that is a folder.
func TestQGIS(t *testing.T) {
	folder := os.Getenv("CORRIDOR_QGIS")
	if folder == "" {
		t.Skip("only for make qgis")
	}
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		folder = t.TempDir()
	}
	live := newLiveServer(t, embedded)
	download := readBody(t, get(t, live.Config.Handler, "/downloads/corridor.gpkg"))
	if err := os.WriteFile(filepath.Join(folder, "corridor.gpkg"), download, 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("QT_QPA_PLATFORM", "offscreen")
	t.Setenv("XDG_RUNTIME_DIR", t.TempDir())
	t.Log(run(t, python, "testdata/clients/qgis_open.py", live.URL, folder))
}
