# Fresh machine: Go, Node and make. Then
#   make run    builds all and starts the demo shop at http://127.0.0.1:8080
#   make test   finds or installs what the tests need and passes everything
# `make help` lists the rest.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

# A workspace in a folder above must not change what is built.
export GOWORK := off

# The one place that says which staticcheck is meant is tools/go.mod.
STATICCHECK := .tools/staticcheck-$(shell sed -n 's/.*honnef.co\/go\/tools \(v[0-9.]*\).*/\1/p' tools/go.mod)
NODE_STAMP := web/node_modules/.stamp
WEB_SOURCES := $(shell find web/src web/public web/build web/index.html web/vite.config.ts web/tsconfig.json \
	-type f 2>/dev/null | sed 's/ /\\ /g')
PACKAGES ?= ./...
FUZZTIME ?= 10s
KILLS ?= 1000
VECTORS ?= ../shared/vectors
step = @printf '\n== %s\n' "$(1)" >&2

.PHONY: help
help: ## list the targets
	@sed -n 's/^\([a-z0-9-]*\):.*## \(.*\)/  make \1 — \2/p' Makefile

.PHONY: run
run: build ## build all and start the demo shop on embedded SQLite at http://127.0.0.1:8080
	$(call step,the demo shop at http://127.0.0.1:8080; Ctrl-C stops it)
	@bin/fenming demo

.PHONY: build
build: web ## build the program, user interface included, into bin/fenming
	$(call step,building bin/fenming)
	@CGO_ENABLED=0 go build -trimpath -ldflags '-s -w' -o bin/fenming ./cmd/fenming

.PHONY: web
web: web/dist/index.html ## build the user interface into web/dist

$(NODE_STAMP): web/package-lock.json web/package.json
	$(call step,installing the Node packages that web/package-lock.json pins)
	@cd web && npm ci --no-audit --no-fund </dev/null
	@touch $@

web/dist/index.html: $(NODE_STAMP) $(WEB_SOURCES)
	$(call step,building the user interface)
	@cd web && npm run build
	@touch $@

.PHONY: test
test: web-test lint go-test e2e ## everything: user interface, lint, Go on both databases with the race detector, browser
	$(call step,all tests passed)

.PHONY: web-test
web-test: $(NODE_STAMP) ## the user interface: types, eslint, unit tests
	$(call step,tsc)
	@cd web && npm run typecheck
	$(call step,eslint)
	@cd web && npm run lint
	$(call step,vitest)
	@cd web && npm test

.PHONY: lint
lint: web/dist/index.html $(STATICCHECK) ## gofmt, go vet, staticcheck
	$(call step,gofmt)
	@scripts/check-format
	$(call step,go vet)
	@go vet $(PACKAGES)
	$(call step,staticcheck)
	@$(STATICCHECK) $(PACKAGES)

$(STATICCHECK): tools/go.mod tools/go.sum
	$(call step,building staticcheck as pinned in tools/go.mod (once))
	@mkdir -p .tools
	@cd tools && go build -o ../$@ honnef.co/go/tools/cmd/staticcheck
	@touch $@

.PHONY: go-test
go-test: web/dist/index.html ## Go tests on SQLite and PostgreSQL, with the race detector where a C compiler is
	$(call step,go test on SQLite and PostgreSQL)
	@scripts/with-postgres scripts/go-test $(PACKAGES)

.PHONY: race
race: go-test ## the same as go-test

.PHONY: e2e
e2e: build ## the built program in a real browser
	$(call step,browser tests)
	@browser=$$(scripts/find-chromium); cd web && FENMING_CHROMIUM=$$browser FENMING_BIN=$(CURDIR)/bin/fenming npm run e2e

.PHONY: screenshots
screenshots: build ## pictures of every page, both languages, into web/e2e/shots
	$(call step,screenshots)
	@browser=$$(scripts/find-chromium --fonts); cd web && FENMING_CHROMIUM=$$browser FENMING_BIN=$(CURDIR)/bin/fenming npm run screenshots

.PHONY: bench
bench: build ## benchmarks on both databases; figures, never verdicts
	$(call step,benchmarks)
	@scripts/with-postgres go run ./cmd/bench -bin bin/fenming
	@scripts/with-postgres go test -run '^$$' -bench . -benchmem $(PACKAGES)

.PHONY: fuzz
fuzz: ## every fuzz test for FUZZTIME (10s) each
	@scripts/fuzz $(FUZZTIME)

.PHONY: kill1000
kill1000: build ## kill the program 1,000 times (KILLS=n) in mid-write and count what was lost
	$(call step,killing the program $(KILLS) times)
	@FENMING_KILLS=$(KILLS) scripts/with-postgres go test -count=1 -timeout 5h -v -run Kill ./cmd/...

.PHONY: vectors
vectors: ## the engine against values by others, by class; VECTORS=DIR for another folder
	@go run ./internal/tools/vectors -dir $(VECTORS)

.PHONY: numbers
numbers: ## the figures of the code base, as a table
	@go run ./internal/tools/numbers

.PHONY: notices
notices: $(NODE_STAMP) ## write THIRD_PARTY_NOTICES.md from go.mod and web/package-lock.json
	@go run ./internal/tools/notices

.PHONY: clean
clean: ## remove what was built; keeps data/
	@rm -rf bin .tools web/node_modules web/dist-gallery web/e2e/shots
	@find web/dist -mindepth 1 ! -name .gitkeep -delete 2>/dev/null || true
