# Two commands matter: `make demo` starts the product, `make test` proves it.
# Everything below .venv, node_modules and var can be deleted and comes back.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.NOTPARALLEL:

PORT ?= 8000
PYTHON ?=
T ?=

V := .venv
PY := $(V)/bin/python
UV := $(V)/bin/uv
export UV_NO_PROGRESS ?= 1

DIST := kam/web/static/kam/dist
CATALOGS := $(wildcard kam/*/locale/*/LC_MESSAGES/django.po)
COMPILED := $(CATALOGS:.po=.mo)
# A stamp does not know that somebody removed what it stands for; this does.
MISSING_MESSAGES := $(if $(filter-out $(wildcard $(COMPILED)),$(COMPILED)),again)
# The product needs less than its workshop; a full workshop serves both.
NEEDED := $(if $(wildcard $(V)/.dev),$(V)/.dev,$(V)/.build)

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' Makefile

# ---------------------------------------------------------------- set-up

$(V)/.base: requirements/uv.txt
	@python=; \
	for name in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11; do \
	  if command -v $$name >/dev/null 2>&1 && \
	     $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
	  then python=$$name; break; fi; \
	done; \
	if [ -z "$$python" ]; then \
	  echo "Python 3.11 or newer is needed: install it, or name it with make PYTHON=…" >&2; exit 1; fi; \
	if [ ! -x $(PY) ] || [ ! -x $(UV) ]; then \
	  if ! $$python -c 'import venv, ensurepip' 2>/dev/null; then \
	    echo "$$python has no venv or pip of its own: install them first (Debian: the packages python3-venv and python3-pip)." >&2; \
	    exit 1; fi; \
	  echo "Making $(V) with $$($$python --version)"; \
	  $$python -m venv --clear $(V) || exit 1; \
	  $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes \
	    --only-binary :all: -r requirements/uv.txt || exit 1; \
	fi
	@touch $@

# Syncing removes what no lock names, the product's own link included: link last.
define environment
	@echo "Installing requirements/$(1).txt"
	@$(UV) pip sync --quiet --python $(PY) --require-hashes --only-binary pysqlite3 \
	  requirements/$(1).txt
	@$(UV) pip install --quiet --python $(PY) --no-deps --no-build-isolation --editable .
	@touch $@
endef

$(V)/.build: $(V)/.base requirements/build.txt pyproject.toml
	$(call environment,build)

$(V)/.dev: $(V)/.base requirements/dev.txt pyproject.toml
	$(call environment,dev)
	@touch $(V)/.build

$(V)/.messages: tools/messages.py $(CATALOGS) $(MISSING_MESSAGES) | $(NEEDED)
	@$(PY) -m tools.messages
	@touch $@

.PHONY: again
again:

.PHONY: setup
setup: $(V)/.dev assets messages ## build the environment that everything shares

.PHONY: product
product: $(NEEDED) assets messages

.PHONY: assets
assets: $(NEEDED) ## build the scripts and styles (the tool knows whether it must)
	@[ -f node_modules/axe-core/axe.min.js ] || rm -f $(DIST)/.stamp
	@$(PY) tools/build_assets.py

.PHONY: messages
messages: $(NEEDED) $(V)/.messages ## compile the translations

# ---------------------------------------------------------------- use

.PHONY: demo
demo: product ## start the product with its invented company (PORT=8000)
	@exec $(V)/bin/kam demo --port $(PORT)

# ---------------------------------------------------------------- proof

.PHONY: test
test: setup ## everyday tests: SQLite, PostgreSQL, browser, scripts
	@$(PY) -m tools.steps test

.PHONY: check
check: setup ## linters, types, import contracts, locks
	@$(PY) -m tools.steps check

.PHONY: test-more
test-more: setup ## slower and broader tests, on both databases
	@$(PY) -m tools.steps more

.PHONY: soak
soak: setup ## long random work
	@$(PY) -m tools.steps soak

.PHONY: test-sqlite
test-sqlite: setup ## tests without a browser on SQLite (T= a path)
	@$(PY) -m tools.steps sqlite $(T)

.PHONY: test-pg
test-pg: setup ## tests without a browser on PostgreSQL (T= a path)
	@$(PY) -m tools.steps postgresql $(T)

.PHONY: test-browser
test-browser: setup ## tests in Chromium on SQLite (T= a path)
	@$(PY) -m tools.steps chromium browser $(T)

.PHONY: openapi
openapi: setup ## renew the committed document of the API
	@KAM_RENEW=openapi $(PY) -m pytest -q -n 0 tests/api/test_document.py tests/api/test_reference.py

.PHONY: permissions
permissions: setup ## renew the permissions page from the table of grants
	@$(PY) -m tools.permissions

.PHONY: pictures
pictures: setup ## renew the pictures of the README
	@$(PY) -m tools.steps chromium
	@$(PY) -m pytest -q -n 0 -m pictures --timeout=1800 tests/browser/test_pictures.py

.PHONY: format
format: setup ## put the source into its one layout
	@$(V)/bin/ruff check --fix --unsafe-fixes --select TC --quiet . || true
	@$(V)/bin/ruff check --fix --quiet . || true
	@$(V)/bin/ruff format --quiet .

.PHONY: bench
bench: setup ## measure the product at growing sizes
	@$(PY) -m tests.benchmarks $(ARGS)

# ---------------------------------------------------------------- release

.PHONY: wheel
wheel: setup ## build the wheel, front end and translations included
	@$(V)/bin/hatchling build --target wheel

.PHONY: lock
lock: $(V)/.base ## renew the locks after a change of pyproject.toml (ARGS=--upgrade)
	@$(PY) tools/locks.py --renew $(ARGS)

.PHONY: clean
clean: ## remove everything that was built; records below var stay
	@rm -rf $(V) node_modules $(DIST) dist build .mypy_cache .ruff_cache .pytest_cache \
	  .hypothesis .import_linter_cache var/shots
	@find kam -name '*.mo' -delete
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
