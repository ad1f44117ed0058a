"""Opens the service in QGIS, as a person would by its address, and renders it.

usage: qgis_open.py URL FOLDER

FOLDER holds corridor.gpkg and receives the pictures. Prints a line for each
thing opened, and fails on the first that is not as it should be.
"""
import json
import sys
import urllib.request

from qgis.core import (
    Qgis, QgsApplication, QgsCoordinateReferenceSystem, QgsMapRendererParallelJob, QgsMapSettings,
    QgsRectangle, QgsVectorLayer, QgsVectorTileLayer,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor


def check(what, good):
    if not good:
        sys.exit(f"{what}: not as it should be")


def matched(url, collection):
    with urllib.request.urlopen(f"{url}/collections/{collection}/items?limit=1") as answer:
        return json.load(answer)["numberMatched"]


def render(layer, path):
    """Draws Yunnan, Laos and Thailand, and returns how many pixels are not white."""
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    settings.setExtent(QgsRectangle(97, 13, 108, 27))
    settings.setOutputSize(QSize(440, 560))
    settings.setBackgroundColor(QColor("white"))
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    picture = job.renderedImage()
    picture.save(path)
    white = QColor("white").rgb()
    return sum(picture.pixel(x, y) != white for x in range(440) for y in range(560))


def show(what, layer, path, least):
    pixels = render(layer, path)
    check(f"{what}: {pixels} pixels drawn", pixels >= least)
    return pixels


def main(url, folder):
    application = QgsApplication([], False)
    application.initQgis()
    print("QGIS", Qgis.QGIS_VERSION)

    for name in ["lines", "segments", "stations", "crossings", "corridors"]:
        layer = QgsVectorLayer(f"url='{url}/' typename='{name}'", name, "OAPIF")
        check(f"OAPIF {name}", layer.isValid())
        want, got = matched(url, name), sum(1 for _ in layer.getFeatures())
        check(f"OAPIF {name}: {got} of {want} features", got == want > 0)
        pixels = show(f"OAPIF {name}", layer, f"{folder}/oapif-{name}.png", 10)
        print("OAPIF", name, layer.crs().authid(), got, "features,", pixels, "pixels")

    tiles = QgsVectorTileLayer(f"type=xyz&url={url}/tiles/{{z}}/{{x}}/{{y}}.mvt&zmin=0&zmax=14", "tiles")
    check("vector tiles", tiles.isValid())
    print("vector tiles", show("vector tiles", tiles, f"{folder}/tiles.png", 200), "pixels")

    for name in ["lines", "segments", "stations", "crossings", "corridors", "kmposts"]:
        layer = QgsVectorLayer(f"{folder}/corridor.gpkg|layername={name}", name, "ogr")
        check(f"GeoPackage {name}", layer.isValid())
        check(f"GeoPackage {name}: count", layer.featureCount() == matched(url, name))
        print("GeoPackage", name, layer.featureCount(), "features,", layer.renderer().type(),
              show(f"GeoPackage {name}", layer, f"{folder}/gpkg-{name}.png", 10), "pixels")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
