# Two commands for a newcomer: `make demo` and `make test`. Both set up what they need.
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DEV := $(VENV)/.ready-dev

.DEFAULT_GOAL := help
.PHONY: help setup dev demo test fast lint types contracts check system schema words lock audit docs e2e api-check eval bench frozen mutants train samples clean

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

setup: $(READY)

$(READY): requirements.lock pyproject.toml setup.py scripts/setup.sh
	scripts/setup.sh $(VENV)
	touch $@

dev: $(DEV)

$(DEV): requirements-dev.lock pyproject.toml setup.py scripts/setup.sh
	scripts/setup.sh $(VENV) dev
	touch $@ $(READY)

demo: setup  ## set up, convert a sample, show the result
	$(BIN)/vanban show samples/quyet-dinh-phan-cong/source.docx
	$(BIN)/vanban convert samples/1678-qd-bkhcn/source.txt samples/quyet-dinh-phan-cong/source.docx -o out --pretty
	@echo "JSON: out/"; ls -l out

test: dev system  ## set up, all tests
	$(BIN)/python -m pytest -n 2 --dist loadgroup --durations=20

system:
	scripts/system-packages.sh

lint: dev  ## ruff: lint and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: dev  ## mypy, strict
	scripts/types.sh $(BIN)

contracts: dev  ## which room may import which
	$(BIN)/lint-imports

check: lint types contracts test  ## all that CI runs

schema: setup  ## regenerate the committed JSON Schema
	$(BIN)/vanban schema > schemas/plan.schema.json

words: dev  ## compile the Vietnamese words of the command line
	$(BIN)/pybabel compile -D vanban -d commands/locale

lock: dev  ## resolve the dependencies again
	scripts/lock.sh $(VENV)

audit: dev  ## known weaknesses of the locked packages; fails when it audited nothing
	scripts/audit.sh $(BIN)

docs: dev  ## the pages of docs/ as a site that needs no network, into build/site
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict --quiet

e2e: dev system  ## the pages in a real browser, from the wheel, on both databases
	scripts/e2e.sh $(BIN)

api-check: dev  ## the API against its description, as each role, into docs/RESULTS.md
	scripts/bench-venvs.sh build/bench-venvs schemathesis
	$(BIN)/python -m benchmarks.api build/bench-venvs/schemathesis/bin/schemathesis --examples $(or $(EXAMPLES),100)

eval: dev  ## all scorers over ../shared/corpus, gains and losses by document, into docs/RESULTS.md
	$(BIN)/python -m benchmarks.accuracy
	$(BIN)/python -m benchmarks.gold --write $(if $(wildcard docs/gold.json),--against docs/gold.json)

bench: dev  ## speed against others, each in its own environment, into docs/RESULTS.md
	scripts/bench-venvs.sh build/bench-venvs
	$(BIN)/python -m benchmarks.speed

frozen: dev  ## compare plans with those kept before a change: make frozen KEPT=/tmp/kept FOLDERS="samples" (WHAT=keep first)
	$(BIN)/python -m benchmarks.frozen $(or $(WHAT),compare) $(KEPT) $(FOLDERS)

mutants: dev  ## share of small faults that the tests of a room notice: make mutants ROOM=extractors/deadlines SAMPLE=200
	$(BIN)/python -m benchmarks.mutants $(ROOM) --sample $(or $(SAMPLE),200) --seed $(or $(SEED),1)

train: dev  ## train the decision what is work (seeded, CPU), figures into docs/RESULTS.md
	$(BIN)/python -m benchmarks.work

samples: dev  ## write the made samples and their expected plans again, showing the difference
	$(BIN)/python -m samples.make
	$(BIN)/python -m pytest tests/golden -n 0 --regenerate

clean:
	rm -rf $(VENV) out build
