# The two commands a newcomer needs: `make demo` and `make test`. Each makes its own environment in .venv.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
DEMO := build/demo
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
INSTALL := $(PIP) install --constraint constraints.txt --build-constraint constraints.txt

.PHONY: demo test long verdicts check catalogues wheel first-run demo-inputs office-templates reference pictures environment clean

# The library with every extra, as `pip install 'outreach[all]'` would bring it; made again when its needs have changed.
$(VENV)/.library: pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "make: no python3 found; set PYTHON=/path/to/python3.11" >&2; exit 1; }
	@echo "Making the environment in $(VENV) (once, about a minute)"
	@"$(PYTHON)" -m venv $(VENV)
	@$(PIP) install --upgrade --constraint constraints.txt pip
	@$(INSTALL) --editable ".[all]"
	@touch $@

# What tests and checks need besides.
$(VENV)/.tools: $(VENV)/.library
	@echo "Adding what the tests need (once)"
	@$(INSTALL) --group test --group check
	@touch $@

demo: $(VENV)/.library
	@$(BIN)/python -m outreach demo $(DEMO)

test: $(VENV)/.tools
	$(BIN)/python -m pytest -m "not slow" -n 2 --dist loadfile --no-loadscope-reorder

# Proofs that take minutes: large properties, and a million rows against the clock.
long: $(VENV)/.tools
	HYPOTHESIS_PROFILE=long $(BIN)/python -m pytest -m "slow or property or hypothesis"
	cd tests && ../$(BIN)/python -m fuzz.table
	$(BIN)/python tests/benchmarks/ledger.py
	$(BIN)/python tests/benchmarks/ocds.py
	$(BIN)/python tests/benchmarks/site.py

# What becomes of every real and every bad file, a line each: compare it before and after a change.
verdicts: $(VENV)/.tools
	@$(BIN)/python tests/verdicts.py

check: $(VENV)/.tools
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# A clean environment, the wheel, README's script, each timed.
first-run: $(VENV)/.tools wheel
	$(BIN)/python tests/benchmarks/first_run.py dist/*.whl

wheel: $(VENV)/.tools
	@rm -rf dist
	$(BIN)/hatchling build --target wheel

catalogues: $(VENV)/.tools
	$(BIN)/python tests/catalogues.py

# The presentation and the document that slides and documents begin with, which the package ships.
office-templates: $(VENV)/.tools
	cd tests && ../$(BIN)/python office_templates.py

# The made-up municipality's files, which the package ships.
demo-inputs: $(VENV)/.tools
	cd tests && ../$(BIN)/python -m demo.make_inputs

# The reference, from signatures and docstrings.
reference: $(VENV)/.tools
	cd tests && ../$(BIN)/python -m documentation.reference

# README's pictures, from the demo; need Chromium, LibreOffice and Poppler.
pictures: demo $(VENV)/.tools
	cd tests && ../$(BIN)/python -m documentation.pictures ../$(DEMO)

environment: $(VENV)/.tools

clean:
	rm -rf $(VENV) build dist public .pytest_cache .mypy_cache .ruff_cache .hypothesis
