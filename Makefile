# Everything that can be done here. Needs Python >= 3.11, pip and make; works with GNU make 3.81 and any sh.

PYTHON = .venv/bin/python
UV = .tools/bin/uv
COMPILE = $(UV) pip compile --quiet --universal --generate-hashes --python-version 3.11 --system-certs \
	--no-emit-index-url --no-header
CODE = dashboard.py components tests

.PHONY: help run test test-engines check fix bench bench-engines bench-load screenshots requirements clean runtime tools

help:
	@echo "make run          open the dashboard in the browser [PORT=8501] [DATA=table]"
	@echo "make test         run every test [ARGS=-x]"
	@echo "make test-engines ask PostgreSQL too what the tests ask of every engine"
	@echo "make check        format, lint, types, then every test"
	@echo "make fix          mend format and lint where a machine can"
	@echo "make bench        measure what a visitor waits for [ARGS='--sizes 100 1000 --no-peers --engine duckdb']"
	@echo "make bench-engines ask pandas, DuckDB and ClickHouse the same and measure [ARGS='--sizes 1000000 --runs 5']"
	@echo "make bench-load   measure how many people can explore at once [ARGS='--tables shipped 100000 --people 20 40']"
	@echo "make screenshots  draw the pictures of the README again"
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
	@$(PYTHON) -m pytest -n auto --ignore tests/browser $(ARGS)
	@$(PYTHON) -m pytest -n auto tests/browser $(ARGS)

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

bench-engines: tools
	@$(PYTHON) -m tests.bench.engine_questions $(ARGS)

bench-load: tools
	@$(PYTHON) -m tests.bench.crowd $(ARGS)

screenshots: tools
	@$(PYTHON) -m tests.browser.chromium
	$(PYTHON) -m tests.support.screenshots

$(UV): | runtime
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --target .tools uv

requirements: $(UV)
	$(COMPILE) $(ARGS) requirements.in -o requirements.txt
	$(COMPILE) $(ARGS) tests/requirements.in -o tests/requirements.txt

clean:
	rm -rf .venv .venv-unfinished .tools .screenshots .bench .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
