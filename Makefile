# Everything that can be done here. Needs Python >= 3.11, pip and make; works with GNU make 3.81 and any sh.

PYTHON = .venv/bin/python
# Whatever the machine says: without what Python keeps of a module, every process that is started compiles all of them
export PYTHONDONTWRITEBYTECODE :=
# Two commands one after the other, since Playwright keeps an event loop that the tests without a browser may not find
PYTEST = $(PYTHON) -m pytest --numprocesses auto --dist worksteal
# What ARGS choose may all be on one side; pytest's status is 5 where it finds nothing
NONE_CHOSEN = || [ $$? -eq 5 -a -n "$(ARGS)" ]
UV = .tools/bin/uv
COMPILE = $(UV) pip compile --quiet --universal --generate-hashes --python-version 3.11 --system-certs \
	--no-emit-index-url --no-header
CODE = dashboard.py components tests

.PHONY: help run test test-fast test-all test-engines check fix bench bench-view bench-engines bench-load screenshots messages requirements clean runtime tools

help:
	@echo "make run          open the dashboard in the browser [PORT=8501] [DATA=table]"
	@echo "make test         run the tests, in a browser too [ARGS=-x]"
	@echo "make test-fast    run the tests that need no browser"
	@echo "make test-all     run every variant and every random example of every test"
	@echo "make test-engines ask PostgreSQL too what the tests ask of every engine"
	@echo "make check        format, lint, types, then every test"
	@echo "make fix          mend format and lint where a machine can"
	@echo "make bench        measure what a visitor waits for [ARGS='--sizes 100 1000 --no-peers --engine duckdb']"
	@echo "make bench-view   measure the processor time of a screen [ARGS='--sizes 0 1000 --profile']"
	@echo "make bench-engines ask pandas, DuckDB and ClickHouse the same and measure [ARGS='--sizes 1000000 --runs 5']"
	@echo "make bench-load   measure how many people can explore at once [ARGS='--tables shipped 100000 --people 20 40']"
	@echo "make screenshots  draw the pictures of the README again"
	@echo "make messages     collect the sentences of code and scripts into the catalogue"
	@echo "make requirements compile the pinned requirements again [ARGS=--upgrade]"
	@echo "make clean        remove what was set up and cached"

runtime:
	@.ci/environment requirements.txt

tools:
	@.ci/environment requirements.txt tests/requirements.txt

run: runtime
	$(if $(DATA),DIPLOMATIC_TIMELINE_DATA="$(DATA)") $(PYTHON) -m streamlit run dashboard.py $(if $(PORT),--server.port $(PORT))

test: tools
	@$(PYTHON) -m tests.browser.chromium
	@$(PYTEST) --ignore tests/browser $(ARGS) $(NONE_CHOSEN)
	@$(PYTEST) tests/browser $(ARGS) $(NONE_CHOSEN)

test-fast: tools
	@$(PYTEST) --ignore tests/browser $(ARGS)

test-all: tools
	@TIMELINE_EXHAUSTIVE=1 $(MAKE) test

test-engines: tools
	@$(PYTHON) -m tests.support.postgres_server $(ARGS)

check: tools
	$(PYTHON) -m ruff format --check $(CODE)
	$(PYTHON) -m ruff check $(CODE)
	$(PYTHON) -m mypy
	@$(MAKE) test

fix: tools
	$(PYTHON) -m ruff check --fix $(CODE)
	$(PYTHON) -m ruff format $(CODE)

bench: tools
	@$(PYTHON) -m tests.browser.chromium
	@$(PYTHON) -m tests.bench.waiting $(ARGS)

bench-view: tools
	@$(PYTHON) -m tests.bench.view_cost $(ARGS)

bench-engines: tools
	@$(PYTHON) -m tests.bench.engine_questions $(ARGS)

bench-load: tools
	@$(PYTHON) -m tests.bench.crowd $(ARGS)

screenshots: tools
	@$(PYTHON) -m tests.browser.chromium
	$(PYTHON) -m tests.support.screenshots

$(UV): | runtime
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --target .tools uv

messages: tools
	@$(PYTHON) -m tests.support.message_catalogue

requirements: $(UV)
	$(COMPILE) $(ARGS) requirements.in -o requirements.txt
	$(COMPILE) $(ARGS) tests/requirements.in -o tests/requirements.txt

clean:
	rm -rf .venv .venv-unfinished .tools .screenshots .bench .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
