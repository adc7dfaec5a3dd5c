# Two commands for a newcomer: `make demo` and `make test`. Both set up what they need.
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: setup demo test lint types contracts check schema lock eval bench train samples clean

setup: $(READY)

$(READY): requirements.lock pyproject.toml scripts/setup.sh
	scripts/setup.sh $(VENV)
	touch $@

demo: setup  ## set up, convert a sample, show the result
	$(BIN)/vanban show samples/quyet-dinh-phan-cong/source.docx
	$(BIN)/vanban convert samples/1678-qd-bkhcn/source.txt samples/quyet-dinh-phan-cong/source.docx -o out --pretty
	@echo "JSON: out/"; ls -l out

test: setup system  ## all tests
	$(BIN)/python -m pytest -n 2 --dist loadgroup

system:
	scripts/system-packages.sh

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup
	scripts/types.sh $(BIN)

contracts: setup
	$(BIN)/lint-imports

check: lint types contracts test

schema: setup  ## regenerate the committed JSON Schema
	$(BIN)/vanban schema > schemas/plan.schema.json

lock: setup  ## resolve the dependencies again
	scripts/lock.sh $(VENV)

eval: setup  ## the three scorers over ../shared/corpus, into docs/RESULTS.md
	$(BIN)/python -m benchmarks.accuracy

bench: setup  ## speed against others, each in its own environment, into docs/RESULTS.md
	scripts/bench-venvs.sh build/bench-venvs
	$(BIN)/python -m benchmarks.speed

train: setup  ## train the trial tagger (seeded, CPU) and measure what it adds, into docs/RESULTS.md
	$(BIN)/python -m benchmarks.tagger train
	$(BIN)/python -m benchmarks.tagger

samples: setup  ## write the made samples and their expected plans again, showing the difference
	$(BIN)/python -m samples.make
	$(BIN)/python -m pytest tests/golden -n 0 --regenerate

clean:
	rm -rf $(VENV) out build
