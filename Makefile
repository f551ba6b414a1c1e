# Every target makes what it needs: a fresh clone, Python 3.11 or later and git are enough.

PYTHON ?= python3
BIN := .venv/bin

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test check bench ecosystem reach dist clean

help: ## Show this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

demo: .venv/runtime ## See the guard stop the incident it was made for
	@$(BIN)/configguard demo

test: .venv/dev ## Run the tests
	$(BIN)/pytest --numprocesses auto

check: .venv/dev ## Lint, types, architecture, workflows; that the docs are in step is the tests' to say
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/zizmor --quiet --offline --persona auditor .github $(wildcard action.yml)

bench: .venv/bench ## Measure how long a judgement takes
	$(BIN)/python -m tests.benchmarks.run

ecosystem: .venv/dev ## Judge real projects' histories again, into docs/ecosystem.md
	$(BIN)/python -m tests.ecosystem.run

reach: .venv/dev ## Count again how far real changes reach, into docs/reach.md; a quarter of an hour
	$(BIN)/python -m tests.ecosystem.reach

dist: .venv/dev ## Build the sdist and, out of it, the wheel
	rm -rf dist
	SOURCE_DATE_EPOCH="$$(git log -1 --pretty=%ct)" $(BIN)/python -m build

clean: ## Remove what the targets here have made
	rm -rf .venv build dist .benchmarks .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The demo is someone's first minute here, so it waits only for what the guard itself needs.
.venv/runtime: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/dev: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ .venv/runtime

.venv/bench: .venv/dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]'
	@touch $@

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'ConfigGuard needs Python 3.11 or later; name one: make PYTHON=python3.12' >&2; exit 1; }
	$(PYTHON) -m venv .venv
