# Two commands are enough on a machine with Python 3.11, make and pip:
#   make demo    install into .venv and read a sample plan
#   make test    install what the tests need and run them
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
SAMPLE ?= samples/ke-hoach-truong-thong-tin.txt

.DEFAULT_GOAL := help
.PHONY: help demo test slow golden lint wheel bench check clean

help:
	@echo "make demo    read $(SAMPLE) (SAMPLE=FILE for another)"
	@echo "make test    run the tests"
	@echo "make slow    run the tests that take minutes"
	@echo "make golden  rewrite samples/expected; read the diff afterwards"
	@echo "make lint    style, format and strict types"
	@echo "make wheel   build the wheel into dist/"
	@echo "make bench   start-up, text, Word, PDF, many plans and check, beside other tools"
	@echo "make check   all that the project demands of a change"
	@echo "make clean   remove what these commands made"

# The sources are read in place, so only a change of pyproject.toml calls for a new install.
$(VENV)/installed: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "khcchc needs Python 3.11 or later: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/installed-dev: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

demo: $(VENV)/installed
	$(BIN)/khcchc parse $(SAMPLE) --format table

test: $(VENV)/installed-dev
	$(BIN)/python -m pytest -n auto

slow: $(VENV)/installed-dev
	$(BIN)/python -m pytest -n auto -m slow

golden: $(VENV)/installed-dev
	$(BIN)/python -m pytest tests/test_samples.py --update-golden
	git --no-pager diff --stat -- samples/expected

lint: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

wheel: $(VENV)/installed-dev
	rm -rf dist
	$(BIN)/python -m build --wheel --outdir dist

bench: $(VENV)/installed-dev
	$(BIN)/python bench/run.py

check:
	.ci/run

clean:
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
