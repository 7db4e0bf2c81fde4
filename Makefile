# Two commands are all a newcomer needs: `make demo` and `make test`.
# Both first make .venv hold what uv.lock says; the second time that takes no time.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin

.PHONY: help demo test check format clean warc-tools
.PHONY: bench-accuracy bench-identity bench-reparse bench-speed

help:
	@echo "make demo    run the main job on the built-in imitation web and serve the result"
	@echo "             (ONCE=1 ends after publishing, PORT=8002 serves elsewhere)"
	@echo "make test    run the tests"
	@echo "make check   run linter, formatter and type check"
	@echo "make bench-NAME"
	@echo "             measure, and write docs/NAME.md: bench-accuracy, bench-identity, bench-speed;"
	@echo "             bench-reparse writes docs/reparse-speed.md"
	@echo "make warc-tools  install cdxj-indexer, wacz and pywb beside the environment, for the tests that try them"
	@echo "make format  let the formatter and the linter mend what they can"
	@echo "make clean   remove the environment and caches (never the data)"

demo: .venv/.ready
	@$(BIN)/gongkai demo $(if $(ONCE),--once) $(if $(PORT),--port $(PORT))

test: .venv/.ready
	@$(BIN)/python -m pytest --numprocesses auto $(ARGS)

check: .venv/.ready
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy

bench-accuracy: .venv/.ready
	@$(BIN)/uv sync --locked --quiet --group bench
	@$(BIN)/python -m benchmarks.accuracy --with-pandas $(BIN)/python --write docs/accuracy.md

bench-archive: .venv/.ready
	@$(BIN)/python -m benchmarks.archive_size --write docs/archive-size.md

bench-identity: .venv/.ready
	@$(BIN)/python -m benchmarks.identity --write docs/identity.md

bench-reparse: .venv/.ready
	@$(BIN)/python -m benchmarks.reparse --write docs/reparse-speed.md

bench-speed: .venv/.ready
	@$(BIN)/uv sync --locked --quiet --group bench
	@$(BIN)/python -m benchmarks.speed --write docs/speed.md

warc-tools:
	@$(PYTHON) -m venv .warc-tools
	@.warc-tools/bin/python -m pip install --quiet --requirement tools/warc-tools.txt

format: .venv/.ready
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

clean:
	rm -rf .venv .warc-tools .mypy_cache .pytest_cache .ruff_cache .hypothesis

.venv/.ready: uv.lock pyproject.toml tools/bootstrap.py
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Gongkai needs Python 3.11 or newer; '$(PYTHON)' is none. Try: make PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) tools/bootstrap.py
