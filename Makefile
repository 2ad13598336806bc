# `make up` runs Renmai from a fresh clone, `make test` proves it; `make help` names the rest.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

export PATH := $(CURDIR)/.venv/bin:$(CURDIR)/.tools/bin:$(PATH)
export UV_PYTHON_DOWNLOADS := never
export UV_LINK_MODE ?= copy

HOST ?= 127.0.0.1
PORT ?= 8000
DATA := $(or $(RENMAI_DATA_DIR),var)
POSTGRES := $(or $(RENMAI_TEST_POSTGRES),postgresql://postgres@127.0.0.1:5432/renmai_test)
ON_POSTGRES := tests/store tests/intake tests/output tests/cli tests/faults tests/api tests/docs/test_metrics.py
ON_SPARK := tests/analytics/portable/spark

ISLANDS := $(shell find src/renmai/web/islands -type f 2>/dev/null) $(wildcard vite.config.* tsconfig.json)
BUILT := src/renmai/web/static/built/.made

.PHONY: help
help: ## name every command
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 12

.PHONY: up
up: setup ## install what is missing, make a demo company, serve it
	@renmai demo --if-empty
	@$(MAKE) --no-print-directory listen

.PHONY: serve
serve: setup ## serve on http://127.0.0.1:8000 until Ctrl-C
	@renmai demo --sign-ins
	@$(MAKE) --no-print-directory listen

.PHONY: listen
listen:
	@echo "Renmai: http://$(HOST):$(PORT)/"
	@exec renmai serve --bind $(HOST):$(PORT)

.PHONY: setup
setup: .venv/ready $(BUILT) messages ## install and build, without data
	scripts/print

.PHONY: test
test: setup ## lint, then all tests: SQLite, real browser, PostgreSQL
	$(MAKE) --no-print-directory lint
	scripts/browser >/dev/null
	scripts/clock
	npm run --silent test
	pytest --numprocesses 2 --ignore $(ON_SPARK)
	$(MAKE) --no-print-directory spark
	pytest $(ON_SPARK)
	if python scripts/postgres_answers.py "$(POSTGRES)"; then \
		RENMAI_DATABASE_URL="$(POSTGRES)" pytest --numprocesses 2 $(ON_POSTGRES); \
	elif [ "$${CI:-}" = true ]; then \
		echo "PostgreSQL does not answer at $(POSTGRES): CI needs it." >&2; exit 1; \
	else \
		echo "*** NOT TESTED ON POSTGRESQL: no server answers at $(POSTGRES) (set RENMAI_TEST_POSTGRES) ***" >&2; \
	fi

.PHONY: spark
spark: .venv/spark ## install Apache Spark and Java, for reports of a cluster

.PHONY: lint
lint: .venv/ready node_modules/.package-lock.json ## format, lint, types and rooms, without tests
	ruff format --check .
	ruff check .
	mypy
	lint-imports
	npm run --silent check

.PHONY: format
format: .venv/ready ## rewrite the code as the formatter wants it
	ruff format .
	ruff check --fix .

.PHONY: messages
messages: .venv/ready ## compile the translations
	python -m renmai.wording.compile

.PHONY: documents
documents: .venv/ready ## write the generated pages of docs/ anew
	python -m scripts.import_format

.PHONY: lock
lock: .tools/bin/uv ## write the lock files anew from pyproject.toml and package.json
	export UV_CUSTOM_COMPILE_COMMAND="make lock"; \
	lock() { uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links \
		--python-version 3.11 pyproject.toml "$$@"; }; \
	lock --output-file requirements/base.txt; \
	lock --extra scale --output-file requirements/scale.txt; \
	lock --extra scale --extra spark --output-file requirements/spark.txt; \
	lock --extra scale --extra bench --extra mcp --extra dev --output-file requirements/dev.txt
	scripts/node
	npm install --package-lock-only
	npm ci

.PHONY: wheel
wheel: setup ## build the wheel into dist/ and try it in an empty environment
	python -m scripts.release_check --keep dist

.PHONY: bench
bench: .venv/ready ## measure against pandas, PostgreSQL and DuckDB, side by side; then every page, the map, many people at once
	python -m bench
	python -m bench.actions
	python -m bench.contact_match
	python -m bench.pages
	python -m bench.map
	python -m bench.load
	python -m bench.scale

.PHONY: fuzz
fuzz: .venv/ready ## feed hostile files and texts to every reader for an hour of processor time
	python -m fuzz --seconds 3600 --folder $(DATA)/fuzz

.PHONY: audit
audit: .venv/ready ## ask whether a locked dependency has a known vulnerability
	scripts/audit

.PHONY: screenshots
screenshots: setup ## take the pictures of the README anew, on a fresh demo company
	python -m scripts.screenshots

.PHONY: clean
clean: ## remove everything that is made, except data
	rm -rf .venv .tools node_modules src/renmai/web/static/built $(DATA)/static
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis test-results
	find src tests -name '*.mo' -delete -o -name __pycache__ -prune -exec rm -rf {} +

.tools/bin/uv:
	python=$$(scripts/python); "$$python" -m venv .tools
	.tools/bin/python -m pip install --quiet --disable-pip-version-check uv

.venv/ready: requirements/dev.txt pyproject.toml | .tools/bin/uv
	[ -x .venv/bin/python ] || uv venv --quiet --python .tools/bin/python .venv
	uv pip sync --quiet --python .venv --require-hashes requirements/dev.txt
	uv pip install --quiet --python .venv --no-deps --no-build-isolation --editable .
	touch $@

.venv/spark: requirements/spark.txt .venv/ready
	scripts/java
	uv pip install --quiet --python .venv --require-hashes -r requirements/spark.txt
	touch $@

node_modules/.package-lock.json: package-lock.json package.json | .tools/bin/uv
	scripts/node
	npm ci --no-audit --no-fund
	touch $@

$(BUILT): node_modules/.package-lock.json $(ISLANDS)
	npm run --silent build
	touch $@
