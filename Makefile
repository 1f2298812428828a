# What can be done here. `make` alone lists it. Needs Python 3.11 or newer, make and git; the rest is set up in .venv.

SHELL  := bash
VENV   := .venv
BIN    := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
READY  := $(VENV)/.ready
DEMO   := demo
LOCALE := ppl/locale

# A commit needs an author; where git knows none, this one stands in (for tests and demo only).
AUTHOR := git var GIT_COMMITTER_IDENT >/dev/null 2>&1 || \
	export GIT_AUTHOR_NAME=ppl GIT_AUTHOR_EMAIL=ppl@example.org GIT_COMMITTER_NAME=ppl GIT_COMMITTER_EMAIL=ppl@example.org

.DEFAULT_GOAL := help
.PHONY: help demo test every lint types check coverage wheel bundle newest accessible bench golden picture messages clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(READY) ## log a public event on the real records, in a scratch copy, and show what comes out
	@$(AUTHOR); PPL=$(CURDIR)/$(BIN)/ppl bash examples/demo.sh $(DEMO)

test: $(READY) ## run the tests
	@$(BIN)/python -m compileall -q -j 0 ppl
	@$(AUTHOR); unset PYTHONDONTWRITEBYTECODE; $(BIN)/python -m pytest -n auto --dist worksteal

every: $(READY) ## break off at every step and kill more often, where `make test` takes a drawn share
	@$(AUTHOR); unset PYTHONDONTWRITEBYTECODE; PPL_EVERY=1 $(BIN)/python -m pytest -n auto --dist worksteal $$(grep -l "tests.share" -r tests --include=test_*.py)

lint: $(READY) ## look for mistakes and untidy code (ruff)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY) ## check the types (mypy, strict)
	$(BIN)/mypy

check: $(READY) ## look for problems in the records (data/)
	$(BIN)/ppl --root . check --strict

# What breaks whole processes off, or runs them by the hundred, tells nothing more about branches and is left out.
UNMEASURED := $(foreach name,test_manual test_additions test_packaging test_examples test_promises test_floors test_catalogue test_processes store/test_crash store/test_kills store/test_two_at_once, --ignore=tests/$(name).py)

coverage: $(READY) ## measure which branches of ppl/ the tests take; fails below the floor in pyproject.toml
	@rm -f .coverage .coverage.*; $(AUTHOR); $(BIN)/python -m coverage run -m pytest -n auto --dist worksteal -p no:cacheprovider $(UNMEASURED)
	@find . -maxdepth 1 -name '.coverage.*' -empty -delete  # of processes that a test killed
	@$(BIN)/python -m coverage combine -q
	@$(BIN)/python -m coverage report --skip-covered --sort=-cover | tail -60; exit $${PIPESTATUS[0]}

accessible: $(READY) ## look at every report as a page, a mail and a document of Word, with axe-core, vnu and LibreOffice
	@bash tests/accessible/run $(BIN)/python

wheel: $(READY) ## build the wheel and all that it needs, install that without an index, and use it there
	@$(AUTHOR); bash .ci/wheel $(BIN)/python

bundle: $(READY) ## one folder with all wheels, for Windows, macOS and Linux, to install without a network (BUNDLE='--python 3.13 --system windows' for less)
	@$(BIN)/python -m delivery.bundle $(BUNDLE)

newest: ## run the tests with the newest Python that is here, in .venv-newest
	@for python in python3.15 python3.14 python3.13 python3.12; do \
	  "$$python" -c '' >/dev/null 2>&1 && found=$$python && break; \
	done; \
	if [ -z "$$found" ]; then echo "no Python newer than 3.11 is here"; else \
	  echo "the tests with $$($$found --version)"; $(MAKE) --no-print-directory test VENV=.venv-newest PYTHON=$$found; fi

bench: $(READY) ## measure each word against its floor (BENCH="--sizes 1000,10000 --only status,set" for less)
	@$(AUTHOR); for name in start plan formats "words $(BENCH)"; do echo "== bench: $$name"; $(BIN)/python -m bench.$$name || exit 1; done

golden: $(READY) ## write the output in the manual anew (look at the difference before you commit it)
	$(BIN)/python tests/test_manual.py

picture: $(READY) ## make the pictures in the README and the example documents anew, from real runs
	$(BIN)/python docs/picture.py
	@$(AUTHOR); $(BIN)/python examples/make_documents.py

messages: $(READY) ## gather the sentences for translation, and compile the catalogues
	@mkdir -p $(LOCALE)/nl/LC_MESSAGES build
	@mkdir -p build/terms && $(BIN)/python -m ppl.cli.terms > build/terms/terms.py
	$(BIN)/pybabel -q extract -F babel.cfg -k Text -k N_ -k _ --no-location --sort-output -o build/ppl.pot ppl templates build/terms
	@[ -f $(LOCALE)/nl/LC_MESSAGES/ppl.po ] || $(BIN)/pybabel -q init -D ppl -l nl -i build/ppl.pot -d $(LOCALE)
	$(BIN)/pybabel -q update -D ppl -l nl -i build/ppl.pot -d $(LOCALE) \
	  --no-fuzzy-matching --ignore-pot-creation-date --ignore-obsolete --width 100
	$(BIN)/pybabel -q compile -D ppl -d $(LOCALE) --statistics

clean: ## remove everything that can be made again
	rm -rf $(VENV) .venv-newest $(DEMO) .coverage* build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment: made anew when pyproject.toml or constraints.txt changes.
$(READY): pyproject.toml constraints.txt
	@for python in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11 python; do \
	  "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && found=$$python && break; \
	done; \
	if [ -z "$$found" ]; then \
	  echo "make: there is no Python 3.11 or newer here; install it (https://www.python.org), or name it: make PYTHON=/path/to/python3" >&2; exit 1; \
	fi; \
	command -v git >/dev/null || { echo "make: git is not installed (https://git-scm.com)" >&2; exit 1; }; \
	echo "setting up $(VENV) with $$found (once)"; \
	[ -x $(BIN)/python ] || "$$found" -m venv $(VENV) || { \
	  echo "make: this Python cannot make an environment; on Debian or Ubuntu: apt install python3-venv" >&2; rm -rf $(VENV); exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt hatchling editables
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt --no-build-isolation -e '.[all,dev]'
	@touch $@
