# Two commands are all a newcomer needs: `make demo` and `make test`.
# Both first make .venv hold what uv.lock says; the second time that takes no time.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
# The seeds of the pages that accuracy is measured on.
SEEDS ?= 1 2 3 4 5 6

.PHONY: $(shell sed -n 's/^\([a-z-]*\):.* \#\# .*/\1/p' $(firstword $(MAKEFILE_LIST)))

help: ## say what there is to make
	@sed -n 's/^\([a-z-]*\):.* ## /make \1\t/p' $(firstword $(MAKEFILE_LIST)) | expand -t 22

demo: .venv/.ready ## run the main job on the built-in imitation web and serve the result (ONCE=1: publish and end; PORT=8002)
	@$(BIN)/gongkai demo $(if $(ONCE),--once) $(if $(PORT),--port $(PORT))

test: .venv/.ready ## run the tests
	@$(BIN)/python -m pytest --numprocesses auto $(ARGS)

check: .venv/.ready ## run linter, formatter and type check
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy

bench-accuracy: .venv/.ready ## measure the accuracy of figures and write docs/accuracy.md
	@$(BIN)/uv sync --locked --quiet --group bench
	@$(BIN)/python -m benchmarks.accuracy --seed $(SEEDS) --with-pandas $(BIN)/python --write docs/accuracy.md

bench-archive: .venv/.ready ## crawl thirty nights into one archive and write docs/archive-size.md
	@$(BIN)/python -m benchmarks.archive_size --write docs/archive-size.md

bench-crawl: .venv/.ready ## measure the speed of crawling beside Scrapy alone and write docs/crawl-speed.md
	@$(BIN)/python -m benchmarks.crawl --write docs/crawl-speed.md

bench-kills: .venv/.ready ## kill a hundred nights at random moments and write the result into docs/resume.md
	@$(BIN)/python -m benchmarks.kills --kills 100 --write docs/resume.md

bench-identity: .venv/.ready ## measure how well agencies and years are told and write docs/identity.md
	@$(BIN)/python -m benchmarks.identity --write docs/identity.md

bench-reparse: .venv/.ready ## measure how fast an archive is read again and write docs/reparse-speed.md
	@$(BIN)/python -m benchmarks.reparse --write docs/reparse-speed.md

bench-speed: .venv/.ready ## measure the speed of reading and write docs/speed.md
	@$(BIN)/uv sync --locked --quiet --group bench
	@$(BIN)/python -m benchmarks.speed --write docs/speed.md

fuzz: .venv/.ready ## look for bytes that make reading fail (TARGET=html, text, docx, pdf or xls; MINUTES=20)
	@$(BIN)/uv sync --locked --quiet --group fuzz
	@$(BIN)/python -m tests.fuzz $(or $(TARGET),html) --minutes $(or $(MINUTES),20)

warc-tools: ## install cdxj-indexer, wacz and pywb beside the environment, for the tests that try them
	@$(PYTHON) -m venv .warc-tools
	@.warc-tools/bin/python -m pip install --quiet --requirement tools/warc-tools.txt

format: .venv/.ready ## let the formatter and the linter mend what they can
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

clean: ## remove the environment and caches (never the data)
	rm -rf .venv .warc-tools .mypy_cache .pytest_cache .ruff_cache .hypothesis

.venv/.ready: uv.lock pyproject.toml tools/bootstrap.py
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Gongkai needs Python 3.11 or newer; '$(PYTHON)' is none. Try: make PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) tools/bootstrap.py
