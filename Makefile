# Two commands are all a newcomer needs: `make demo` and `make test`.
# Both first make .venv hold what uv.lock says; the second time that takes no time.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin

.PHONY: help demo test check bench-accuracy bench-identity bench-speed fuzz format clean

help:
	@echo "make demo    run the main job on the built-in imitation web and serve the result"
	@echo "             (ONCE=1 ends after publishing, PORT=8002 serves elsewhere)"
	@echo "make test    run the tests"
	@echo "make check   run linter, formatter and type check"
	@echo "make bench-accuracy, make bench-identity, make bench-speed"
	@echo "             measure, and write docs/accuracy.md, docs/identity.md, docs/speed.md"
	@echo "make fuzz    look for bytes that make reading fail (TARGET=html, text, docx, pdf or xls; MINUTES=20)"
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

bench-identity: .venv/.ready
	@$(BIN)/python -m benchmarks.identity --write docs/identity.md

bench-speed: .venv/.ready
	@$(BIN)/uv sync --locked --quiet --group bench
	@$(BIN)/python -m benchmarks.speed --write docs/speed.md

fuzz: .venv/.ready
	@$(BIN)/uv sync --locked --quiet --group fuzz
	@$(BIN)/python -m tests.fuzz $(or $(TARGET),html) --minutes $(or $(MINUTES),20)

format: .venv/.ready
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis

.venv/.ready: uv.lock pyproject.toml tools/bootstrap.py
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Gongkai needs Python 3.11 or newer; '$(PYTHON)' is none. Try: make PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) tools/bootstrap.py
