# The archive from a clone to a running server. `make help` lists what there is.

PYTHON ?= python3
ADMIN ?= admin
PROCESSES ?= 2
TESTS ?=
N ?= 10000
SIZE ?= 10000
KILLS ?= 200
MINUTES ?= 10

# Stamps are named after what they stand for: a thing is done once, and again when the pins or Python have changed.
BIN := .venv/bin
VENV := .venv/python-$(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])')
RUN_STAMP := .venv/run-$(shell cksum < requirements.txt | cut -d' ' -f1)
DEV_STAMP := .venv/dev-$(shell cksum < requirements-dev.txt | cut -d' ' -f1)
MANAGE := $(BIN)/python manage.py
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement
PINS := $(BIN)/python -m piptools compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options

.DEFAULT_GOAL := help
.PHONY: help install run test fuzz hostile load lint audit bench bench-peers promises kills passes schemathesis password pins

help: ## what there is
	@echo "usage: make TARGET"
	@echo
	@sed -n 's/^\([a-z-]*\):[^#]*## /  \1\t/p' Makefile | expand -t 14
	@echo
	@echo "Set by environment or on the command line: HOST (127.0.0.1), PORT (8000), WORKERS, THREADS,"
	@echo "ARCHIVE_HOME, DATABASE_URL, PYTHON (python3), ADMIN (admin: whose password). The README says more."

install: $(RUN_STAMP) ## the pinned packages, in .venv

run: install ## the archive with the five seeds, on http://127.0.0.1:8000
	@$(MANAGE) prepare seeds --administrator '$(ADMIN)'
	@exec $(BIN)/python -m gunicorn --config python:archive.serving archive.wsgi

password: install ## a new password for the administrator
	@$(MANAGE) changepassword '$(ADMIN)'

test: $(DEV_STAMP) ## every test, against a real database and a real browser
	@$(BIN)/python -m tests.browser
	$(BIN)/python -m pytest --numprocesses $(PROCESSES) $(TESTS)

fuzz: $(DEV_STAMP) ## N (10000) spoilt releases against what the parser promises, then ten megabytes against the clock
	$(BIN)/python -m tests.etl.parse.fuzz $(N)
	PARSED_MEGABYTES=10 $(BIN)/python -m pytest --quiet tests/etl/parse/test_linear_time.py

lint: $(DEV_STAMP) ## style, types, and who may import whom
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy
	$(BIN)/lint-imports

promises: $(DEV_STAMP) ## 2,000 sequences of what machines and people do: nothing that a person decided is lost; what is replayed ends alike
	PROMISES=2000 $(BIN)/python -m pytest -q tests/curation/test_promise.py tests/api/test_changes.py

kills: $(DEV_STAMP) ## KILLS (200) times kill -9 at rows drawn at random, a full disk, the database gone: as if nothing had been
	KILLS=20 $(BIN)/python -m pytest -q tests/etl/test_killed_workers.py
	KILLS=$(KILLS) $(BIN)/python -m pytest -q -s -n 0 tests/preservation/test_killed.py tests/preservation/test_upgrade.py \
		tests/preservation/long_kills.py

passes: $(DEV_STAMP) ## one pass of the API over 100,000 quotes while another process adds: each exactly once
	QUOTES=100000 $(BIN)/python -m pytest -q tests/api/test_passes.py

schemathesis: $(DEV_STAMP) ## every address of the API, asked N (10000) / 100 ways each by schemathesis, on a server of its own
	$(BIN)/python -m tests.api.conformance $$(( $(N) / 100 ))

hostile: $(DEV_STAMP) ## N (10000) hostile documents and requests: a sentence each, nothing half stored, fetched or written elsewhere
	$(BIN)/python -m tests.hostile $(N)

load: $(DEV_STAMP) ## readers, searchers, editors and ingests for MINUTES (10), as many as twenty desks of ten
	$(BIN)/python -m tests.load --minutes $(MINUTES)

audit: $(VENV) ## known vulnerabilities of the pinned packages; says so if it cannot find out
	@[ -x .venv/audit/bin/python ] || $(PYTHON) -m venv .venv/audit
	@.venv/audit/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement tests/audit/requirements.txt
	@$(BIN)/python -m tests.audit requirements.txt requirements-dev.txt

bench: $(DEV_STAMP) ## every measurement beside its limit or peer, on SIZE (10000) made-up releases: bench.json
	$(BIN)/python -m tests.bench --size $(SIZE)

bench-peers: $(DEV_STAMP) ## spaCy and textacy, in an environment of their own, for the parser to be compared with
	$(PYTHON) -m venv .venv/peers
	@.venv/peers/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement tests/bench/peers.txt

pins: $(DEV_STAMP) ## requirements*.txt anew from pyproject.toml, keeping what still fits
	$(PINS) --output-file requirements.txt pyproject.toml
	$(PINS) --extra dev --constraint requirements.txt --output-file requirements-dev.txt pyproject.toml
	$(PINS) --output-file tests/bench/peers.txt tests/bench/peers.in
	$(PINS) --output-file tests/audit/requirements.txt tests/audit/requirements.in

$(VENV):
	@$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed: make PYTHON=…")'
	$(PYTHON) -m venv --clear .venv
	@touch $@

$(RUN_STAMP): $(VENV)
	@echo "Installing requirements.txt into .venv"
	@$(INSTALL) requirements.txt
	@rm -f .venv/run-* && touch $@

$(DEV_STAMP): $(VENV)
	@echo "Installing requirements-dev.txt into .venv"
	@$(INSTALL) requirements-dev.txt
	@rm -f .venv/run-* .venv/dev-* && touch $@ $(RUN_STAMP)
