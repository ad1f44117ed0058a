"""Walks the service with OWSLib: landing page, conformance, collections, items.

usage: owslib_walk.py URL
"""
import sys

import owslib
from owslib.ogcapi.features import Features


def check(what, good):
    if not good:
        sys.exit(f"{what}: not as it should be")


def main(url):
    print("OWSLib", owslib.__version__)
    service = Features(url)
    check("landing page", any(l["rel"] == "service-desc" for l in service.links))
    check("conformance", "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core" in service.conformance()["conformsTo"])
    check("API document", service.api()["openapi"].startswith("3.0"))
    names = service.feature_collections()
    check("collections", set(names) == {"lines", "segments", "stations", "crossings", "corridors", "kmposts"})
    for name in names:
        collection = service.collection(name)
        check(f"{name}: id", collection["id"] == name)
        check(f"{name}: queryables", "geometry" in service.collection_queryables(name)["properties"])
        page = service.collection_items(name, limit=3)
        check(f"{name}: items", page["numberReturned"] == len(page["features"]) == min(3, page["numberMatched"]))
        first = page["features"][0]
        item = service.collection_item(name, first["id"])
        check(f"{name}: item", item["properties"] == first["properties"])
        west, south, east, north = collection["extent"]["spatial"]["bbox"][0]
        within = service.collection_items(name, bbox=[west, south, east, north], limit=1)
        check(f"{name}: extent", within["numberMatched"] == page["numberMatched"])
        print(name, page["numberMatched"], "features")


if __name__ == "__main__":
    main(sys.argv[1])
