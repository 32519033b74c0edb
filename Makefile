# The one list of commands; .ci/run calls the same verbs. Each verb makes the environment that it
# needs, from the pins in constraints.txt, and makes it anew when the pins or pyproject.toml change.

PYTHON ?= python3
FORM ?= examples/documents/miluo-2020.docx
ARGS ?=
ROWS ?= 100000
ROOM ?= exact

BIN := .venv/bin
DEV := .venv/.installed
BENCH := .venv/.installed-bench
SPARK := .venv/.installed-spark
DEMO := .venv-demo/.installed
PIP_INSTALL := -m pip --disable-pip-version-check install --quiet --constraint constraints.txt

.DEFAULT_GOAL := help
.PHONY: help demo test property check lint format types verify-types imports docs translations bench \
  bench-spark conformance spark workbook-check mutants clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# Exit status 1 says that the audit found something, and here it should.
demo: $(DEMO) ## audit a real form (FORM=… for another one)
	@.venv-demo/bin/zhibiao audit $(FORM) $(ARGS) || test $$? -eq 1

test: $(DEV) ## all tests (ARGS=… goes to pytest)
	$(BIN)/pytest -n auto $(ARGS)

property: $(DEV) ## the laws, on many more examples than `make test` takes
	HYPOTHESIS_PROFILE=thorough $(BIN)/pytest -n auto tests/property $(ARGS)

check: lint types imports test docs ## all that a change must pass: these five

lint: $(DEV) ## style and likely bugs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

format: $(DEV) ## mend what lint can mend by itself
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: $(DEV) ## mypy, strict
	$(BIN)/mypy

# pyright looks for the package in the first python of the path, and nowhere else.
verify-types: $(SPARK) ## whether every public name has a complete type; fetches pyright from npm once
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/pyright --verifytypes zhibiao --ignoreexternal

imports: $(DEV) ## the walls: imports point down, each library has one home
	$(BIN)/lint-imports --no-logo

# Each language has its own doctrees: Sphinx translates while it reads.
docs: $(DEV) ## the documentation in both languages, into docs/_build/html; warnings are errors
	$(BIN)/sphinx-build -W -n --keep-going -q -b html -D language=zh_CN \
	  -d docs/_build/doctrees/zh docs docs/_build/html/zh
	$(BIN)/sphinx-build -W -n --keep-going -q -b html -D language=en \
	  -d docs/_build/doctrees/en docs docs/_build/html/en
	@echo '<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0; url=zh/"><title>zhibiao</title><a href="zh/">中文</a> <a href="en/">English</a>' \
	  > docs/_build/html/index.html

translations: $(DEV) ## bring docs/locale up to date with the English pages, to be translated
	$(BIN)/sphinx-build -q -b gettext -D language=en \
	  -d docs/_build/doctrees/gettext docs docs/_build/gettext
	$(BIN)/sphinx-intl update -p docs/_build/gettext -l zh_CN -d docs/locale

workbook-check: $(DEV) ## workbooks recalculated by LibreOffice too (soffice must be installed)
	ZHIBIAO_LIBREOFFICE=1 $(BIN)/pytest tests/conformance -k libreoffice $(ARGS)

bench: $(BENCH) ## scores per second, beside the hand-written rivals
	$(BIN)/python benchmarks/run.py $(ARGS)

bench-spark: $(SPARK) ## the same job on Spark, beside exact Spark SQL (needs Java 17)
	$(BIN)/python benchmarks/spark.py $(ARGS)

conformance: $(SPARK) ## every back end on 100,000 rows of every standard (ROWS=…), cell by cell; needs Java 17
	ZHIBIAO_ROWS=$(ROWS) ZHIBIAO_SPARK=1 $(BIN)/pytest -n auto tests/conformance/test_back_ends.py $(ARGS)

# ARGS=--again tries only what lived and what is new, after a test was added.
mutants: $(DEV) ## which small changes of a room no test notices (ROOM=…, of tests/mutation/rooms.toml)
	$(BIN)/python -m tests.mutation.run $(ROOM) $(ARGS)

spark: $(SPARK) ## the kernel in a real local Spark session (needs Java 17) and in Dask; before each release
	ZHIBIAO_ROWS=300 ZHIBIAO_SPARK=1 $(BIN)/pytest tests/spark tests/conformance/test_back_ends.py \
	  tests/examples/test_dask.py $(ARGS)

clean: ## remove all that the other verbs made, the environments too
	rm -rf .venv .venv-demo .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	rm -rf mutants docs/_build docs/rulesets/_generated docs/reference/*/_generated dist
	find src tests docs benchmarks examples -name __pycache__ -type d -prune -exec rm -rf {} +

# Built without isolation, so that the build's own tools are pinned as well.
$(DEV): pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python $(PIP_INSTALL) hatchling editables
	$(BIN)/python $(PIP_INSTALL) --no-build-isolation --editable ".[dev]"
	@touch $@

# PySpark comes as source only, and is built by what its own build asks for.
$(SPARK): $(DEV)
	$(BIN)/python $(PIP_INSTALL) setuptools wheel
	$(BIN)/python $(PIP_INSTALL) --no-build-isolation --editable ".[spark,dask]"
	@touch $@

$(BENCH): $(DEV)
	$(BIN)/python $(PIP_INSTALL) --no-build-isolation --editable ".[bench]"
	@touch $@

# Apart from .venv, so that the demo shows what is enough to read a form.
$(DEMO): pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv-demo
	.venv-demo/bin/python $(PIP_INSTALL) hatchling editables
	.venv-demo/bin/python $(PIP_INSTALL) --no-build-isolation --editable ".[forms]"
	@touch $@
