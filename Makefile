# Two commands are enough: `make run` and `make test`. Both make what they need in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
READY_DEV := $(VENV)/.ready-dev
READY_VOICE := $(VENV)/.ready-voice

# Compiled once: the hundred processes of a test run would each do it anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test again lint check lock clean screenshots browser espeak voice

run: $(READY)
	$(BIN)/linli run --demo

test: $(READY_DEV) browser espeak
	$(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder --hypothesis-profile=ci

# What failed last time, one after the other, in one process.
again: $(READY_DEV)
	$(BIN)/pytest --last-failed --last-failed-no-failures none --hypothesis-profile=ci

lint: $(READY_DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint test

screenshots: $(READY_DEV) browser
	LINLI_SCREENSHOTS=1 $(BIN)/pytest tests/browser

# Chromium draws the browser tests; where it cannot be installed those tests say so and are counted as skipped.
browser:
	@command -v chromium >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 || sh deploy/chromium.sh

# What the kiosk speaks with; where it cannot be installed its tests say so and are counted as skipped.
espeak:
	@command -v espeak-ng >/dev/null 2>&1 || sh deploy/espeak.sh

voice: $(READY_VOICE) espeak
	@echo "The kiosk can speak: $(BIN)/linli say 您好 --out said.wav"
	@echo "What makes it hear, and natural voices, are files that you fetch or put there: docs/hearing.md, docs/speaking.md"

$(VENV)/bin/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Linli needs Python 3.11 or newer; name one with: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet uv==0.13.9

$(READY): pyproject.toml requirements.lock $(VENV)/bin/uv
	$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python -r requirements.lock
	$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --no-deps -e .
	@touch $@

$(READY_VOICE): requirements-voice.lock $(READY)
	$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python -r requirements-voice.lock
	@touch $@

$(READY_DEV): requirements-dev.lock $(READY_VOICE)
	$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python -r requirements-dev.lock
	@touch $@

lock: $(VENV)/bin/uv
	$(BIN)/uv pip compile --quiet --universal --no-emit-index-url --no-emit-find-links --no-annotate --no-header --python-version 3.11 pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --no-emit-index-url --no-emit-find-links --no-annotate --no-header --python-version 3.11 pyproject.toml --extra voice -c requirements.lock -o requirements-voice.lock
	$(BIN)/uv pip compile --quiet --universal --no-emit-index-url --no-emit-find-links --no-annotate --no-header --python-version 3.11 --group dev -c requirements-voice.lock -o requirements-dev.lock

clean:
	rm -rf $(VENV) var
