# make            set up .venv, rerun every notebook, redraw every figure
# make test       run the whole suite: unit tests, docstring examples, notebooks with every output compared
# make check      lint and types
# make fuzz      try hostile bytes on the reader for a minute
# make bench      measure how fast an archive is read and the series runs
# make report     write the notebooks as one page, report.html
# make lab        open JupyterLab on the notebooks

PYTHON ?= python3
PIP = .venv/bin/pip --quiet --disable-pip-version-check install --no-compile --no-deps
# installed as source and compiled as it is imported: two thirds of it never are
unexport PYTHONDONTWRITEBYTECODE
LOCK = uv pip compile --universal --generate-hashes --no-header --no-annotate --python-version 3.11 --quiet

.PHONY: all test check fuzz bench report lab lock clean

all: .venv/ready
	.venv/bin/python -m analysis

test: .venv/ready-to-test
	.venv/bin/python -m pytest --nbval --quiet

check: .venv/ready-to-test
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy

fuzz: .venv/ready-to-fuzz
	.venv/bin/python tests/fuzz.py

bench: .venv/ready-to-test
	.venv/bin/python tests/bench.py
	.venv/bin/python tests/bench_series.py

report: .venv/ready
	.venv/bin/python -m analysis.report

lab: .venv/ready
	.venv/bin/jupyter lab notebooks/01-page.ipynb

.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-index --no-build-isolation --editable .
	touch $@

.venv/ready-to-test: tests/requirements.lock .venv/ready
	$(PIP) --require-hashes -r tests/requirements.lock
	touch $@

.venv/ready-to-fuzz: tests/fuzz.lock .venv/ready-to-test
	$(PIP) --require-hashes -r tests/fuzz.lock
	touch $@

# one lock for Linux, macOS and Windows and every supported Python; needs uv, which nothing else here does
lock:
	$(LOCK) pyproject.toml --output-file requirements.lock
	$(LOCK) pyproject.toml --extra test --constraint requirements.lock --output-file tests/requirements.lock
	echo "atheris<3.1" | $(LOCK) - --output-file tests/fuzz.lock

clean:
	rm -rf .venv
