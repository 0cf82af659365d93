# Two commands: `make demo` installs and reviews the sample applications, `make test` runs every check. Both need Python 3.11+ and make only.
PYTHON ?= python3
VENV ?= .venv
OUT ?= out
BIN := $(VENV)/bin
LOCK := requirements.lock

# Debian packages that some tests use; without them those tests skip and say so.
PACKAGES := libreoffice-writer-nogui fonts-noto-cjk chromium postgresql
NPM ?= npm
VENDOR := docintel/web/static/vendor

.PHONY: demo web test install develop system lint types floors house tests run-tests samples models golden clean

demo: install web
	$(BIN)/docintel review samples/clean samples/inconsistent samples/related --report $(OUT)
	@$(BIN)/docintel ingest samples/clean samples/inconsistent samples/related --name 示例 --batch 5 --as-of 2023-04-10 --register samples/related/register.csv --store $(OUT)/store
	@$(BIN)/docintel work --store $(OUT)/store
	@echo "工作台 / the workbench: $(BIN)/docintel serve --store $(OUT)/store  ->  http://127.0.0.1:8000/"

# Python's packages and Debian's are fetched at once, then what is quick runs beside each other, then the types beside the tests
test:
	@$(MAKE) --no-print-directory --jobs=2 --output-sync=target develop system
	@$(MAKE) --no-print-directory --jobs=3 --output-sync=target web lint floors house
	@$(MAKE) --no-print-directory --jobs=2 types run-tests

install: $(VENV)/.installed
develop: $(VENV)/.developed

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("docintel 需要 Python 3.11 以上 / needs Python 3.11 or later, this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	@$(PYTHON) -m venv $(VENV) || { echo "无法建立虚拟环境：请安装 python3-venv / cannot make a virtual environment: install the package python3-venv"; exit 1; }

$(VENV)/.installed: pyproject.toml $(LOCK) | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint $(LOCK) --editable .
	@touch $@

# What is never imported is never compiled: to compile all that pip brings takes a processor the better part of a minute
$(VENV)/.developed: pyproject.toml $(LOCK) | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --constraint $(LOCK) --editable '.[dev]'
	@touch $@ $(VENV)/.installed

# the libraries of the workbench's pages, from the npm registry as package-lock.json pins them; without Node the pages say what is missing
web: $(VENDOR)/.bundled

$(VENDOR)/.bundled: package-lock.json bundle.mjs
	@if command -v $(NPM) >/dev/null; then \
		$(NPM) ci --ignore-scripts --no-audit --no-fund --silent && $(NPM) run --silent bundle && touch $@; \
	else echo "没有 Node（npm），工作台缺少 htmx 与股权图；安装后运行 make web / no Node (npm): the workbench goes without htmx and the ownership chart; install it and run make web"; fi

system:
	@missing=; for package in $(PACKAGES); do dpkg -s $$package >/dev/null 2>&1 || missing="$$missing $$package"; done; \
	command -v $(NPM) >/dev/null || missing="$$missing nodejs npm"; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "安装测试所需的软件包 / installing what tests use:$$missing"; \
		{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq --yes --no-install-recommends $$missing; } >/dev/null 2>&1 \
		|| echo "未能安装，有关测试将跳过 / could not be installed, tests that use them skip:$$missing"; \
	else echo "未安装以下软件包，有关测试将跳过（Debian：apt-get install）/ not installed, tests that use them skip:$$missing"; fi

lint: develop
	$(BIN)/ruff format --check docintel tests benchmarks
	$(BIN)/ruff check docintel tests benchmarks

types: develop web
	$(BIN)/mypy
	@if [ -x node_modules/.bin/tsc ]; then $(NPM) run --silent types; else echo "没有 Node（npm），页面脚本的类型未检查 / no Node (npm): the types of the pages' script are not checked"; fi

floors: develop
	$(BIN)/lint-imports

house: develop
	$(BIN)/python tests/house.py

tests: develop system web run-tests

run-tests: develop web
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder -m "not browser"
	$(BIN)/python -m pytest -n 2 --dist worksteal -m browser

# the sample applications are made by the generator; a test proves that they are what it makes
samples: develop
	$(BIN)/docintel samples make --ready-made samples

# the page model is fitted to what the phrase books in models/language/phrases draw; its hash and score are written beside it
models: develop
	OMP_NUM_THREADS=1 $(BIN)/python -m docintel.training models/language

golden: develop
	$(BIN)/python -m pytest tests/test_golden.py --update-golden

clean:
	rm -rf $(VENV) $(OUT) build dist docintel/_packs
