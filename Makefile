# Every target sets up first, once; `make` alone lists them.
#   make PYTHON=/path/to/python3     another Python for set-up (after `make clean`)
#   make test ARGS="-k feeds -x"     more arguments for what the target runs

PYTHON ?= python3
ARGS ?=
bin := .venv/bin
ready := .venv/.set-up

.DEFAULT_GOAL := help
.PHONY: help setup demo run test crash lint bench lock clean

help: ## list the targets
	@sed -n 's/^\([a-z]*\):[^#]*## /  make \1	/p' Makefile

setup: $(ready) ## make .venv; the other targets do it by themselves

$(ready): requirements.lock pyproject.toml setup/environment.py
	@$(PYTHON) setup/environment.py setup

demo: $(ready) ## the main job on a bundled newswire: no network, no token
	@$(bin)/vedette demo --once $(ARGS)

run: $(ready) ## the main job on ./config
	@$(bin)/vedette run $(ARGS)

# Programs that tests start find the modules compiled, whatever the shell says of that.
test: $(ready) ## all tests, in random order, and what they cover
	@PYTHONDONTWRITEBYTECODE= $(bin)/python -m pytest -n 3 --dist worksteal --cov --cov-report=term:skip-covered $(ARGS)

crash: $(ready) ## kill the delivery at every await and commit; half an hour
	@VEDETTE_CRASH=all $(bin)/python -m pytest -p no:randomly -o faulthandler_timeout=0 tests/crash $(ARGS)

lint: $(ready) ## style, types and who may import whom
	@$(bin)/ruff check
	@$(bin)/ruff format --check
	@$(bin)/mypy
	@$(bin)/lint-imports

bench: $(ready) ## the benchmarks
	@$(bin)/python benchmarks/run.py $(ARGS)

lock: ## bring requirements.lock in line with pyproject.toml (all newest: ARGS=--upgrade)
	@$(PYTHON) setup/environment.py lock $(ARGS)

clean: ## remove .venv and all caches of the checkout
	rm -rf .venv .uv .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
