# Needs Go and Node; every target does its own set-up.
#
#   make run     build the map page and serve at http://localhost:8080
#   make test    all tests, of the page too
#   make check   vet, staticcheck, gofmt, and the embedded dataset
#   make bench   benchmarks
#   make conformance  the conformance tests of OGC API - Features and Tiles
#   make qgis    have QGIS open and draw what is served; installs it on Debian
#   make ui      build the map page into assets/ui
#   make data    make assets/data anew from the raw tracks in $(REFERENCE)
#   make release record the ids and positions of assets/data, which later ones are held against

REFERENCE ?= ../shared/reference

page    := assets/ui/index.html
modules := web/ui/node_modules/.package-lock.json
sources := $(shell find web/ui -name node_modules -prune -o -type f -print)

.PHONY: run test check bench ui data release conformance qgis
.DELETE_ON_ERROR:

run: $(page)
	go run ./cmd/corridor serve $(ARGS)

test: $(page)
	go test ./...
	cd web/ui && npm run --silent check
	cd web/ui && npm test --silent
	cd web/ui && npm run --silent e2e

check:
	go vet ./...
	go tool staticcheck ./...
	@unformatted=$$(gofmt -l assets cmd corridor geo web/*.go); \
	if [ -n "$$unformatted" ]; then echo "not gofmt-ed:" $$unformatted; exit 1; fi
	go run ./cmd/corridor check

bench:
	go test -run '^$$' -bench . -benchmem ./...

conformance:
	.ci/conformance

# Pictures stay in the folder that CORRIDOR_QGIS names, if any.
qgis:
	@/usr/bin/python3 -c 'import qgis' 2>/dev/null || \
		{ apt-get update -qq && apt-get install -qq -y --no-install-recommends qgis python3-qgis; }
	CORRIDOR_QGIS=$${CORRIDOR_QGIS:-yes} go test ./web -count=1 -v -run '^TestQGIS$$'

ui: $(page)

data:
	go run ./cmd/corridor build --reference $(REFERENCE) --out assets/data
	go run ./cmd/corridor check --data assets/data --report assets/data/QUALITY.md

release:
	go run ./cmd/corridor release --data assets/data

$(page): $(modules) $(sources)
	cd web/ui && npm run --silent build
	@touch $@

$(modules): web/ui/package.json web/ui/package-lock.json
	cd web/ui && npm ci --no-fund --no-audit
	@touch $@
