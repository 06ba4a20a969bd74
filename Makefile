# The two commands: `make demo` shows the product, `make test` proves it.
PORT ?= 8000
BIN := .venv/bin

.PHONY: demo test check types lock bench coach paths messages run-environment dev-environment

demo: run-environment
	@$(BIN)/colonnade demo --port $(PORT) $(if $(RESET),--reset)

test: dev-environment check
	@scripts/browser
	@scripts/test

check: dev-environment
	@scripts/check

bench: dev-environment
	@$(BIN)/python -m bench

coach: run-environment
	@$(BIN)/python -m tests.coach.evaluate $(DATA)

paths: run-environment
	@$(BIN)/python -m tests.paths.evaluate $(DATA)

lock:
	@for set in tools run dev; do \
	  uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
	    --no-emit-find-links -q requirements/$$set.in -o requirements/$$set.txt; done

run-environment:
	@scripts/environment run

dev-environment:
	@scripts/environment dev
