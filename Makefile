# Alles wat een nieuwe machine nodig heeft: Python 3.11+, make, en de pakketbronnen van Python en npm.
# Everything a new machine needs: Python 3.11+, make, and the package indexes of Python and npm.
# Stamps are written only after success, so a broken-off run picks up where it stopped.

PYTHON ?= python3
SCALE ?= standaard
SERVE ?= 1

VENV := .venv
PY := $(VENV)/bin/python
STELSEL := $(VENV)/bin/stelsel
PIP := $(PY) -m pip --disable-pip-version-check --quiet
WEB := src/stelsel/web
VOORKANT := $(WEB)/voorkant
GEBOUWD := $(WEB)/static/gebouwd/achtergrond.json
NPM_KLAAR := $(VOORKANT)/node_modules/.klaar
TAAL := src/stelsel/opdrachten/taal
PO := $(wildcard $(WEB)/locale/*/LC_MESSAGES/django.po $(TAAL)/*/LC_MESSAGES/messages.po)
NODE = PATH="$$(sh hulp/node.sh $(VENV)):$$PATH"

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo installeer test test-security test-postgres test-spark bench-spark conformiteit doden fuzz vergelijk lint lock bench bench-aanlevering bench-register bench-zoeken beeld schoon

help:
	@echo "make demo     Installeer alles, laad de demo en start de server op deze computer."
	@echo "              Install everything, load the demo and start the server on this computer."
	@echo "              SCALE=standaard|landelijk  kies de omvang / choose the size"
	@echo "              SERVE=0                    start de server niet / do not start the server"
	@echo "make test     Alle controles en toetsen, ook in een browser. / All checks and tests, in a browser too."
	@echo "make test-postgres  Het programma op een echte PostgreSQL. / The programme on a real PostgreSQL."
	@echo "make test-spark     Het register op Apache Spark, rij voor rij gelijk; vraagt Java. / The register on Apache Spark, row for row; needs Java."
	@echo "make conformiteit   Het rapport voor veraPDF (PDF/UA-1, PDF/A-2a); vraagt Java. / The report before veraPDF; needs Java."
	@echo "make doden    Dood de deur 300 keer op een willekeurig moment en tel na. / Kill the door 300 times and check the books."
	@echo "make test-security  Val de rechten aan: elke route, elke gebruiker. / Attack the rights: every route, every user."
	@echo "make fuzz     Geef elke lezer 2.000 bedorven bestanden. / Feed every reader 2,000 spoiled files."
	@echo "make vergelijk  Werk willekeurige wijzigingen in en leg ze naast alles opnieuw. / Random changes beside all anew."
	@echo "make lint     Alleen ruff en mypy. / Only ruff and mypy."
	@echo "make lock     Leg de versies van alle pakketten opnieuw vast. / Pin all package versions again."
	@echo "make bench    Meet de snelheid. / Measure the speed."
	@echo "make bench-aanlevering  Meet de deur naast andere gereedschappen. / Measure the door beside other tools."
	@echo "make bench-register     Meet het koppelen naast andere gereedschappen. / Measure the linking beside other tools."
	@echo "make bench-zoeken       Meet zoeken, kaart en dossier van STELSEL_DATA naast pygeoapi. / Measure search, map and dossier beside pygeoapi."
	@echo "make bench-spark        Meet het koppelen op deze computer naast Spark. / Measure the linking here beside Spark."
	@echo "              LOCATIES=20000             zoveel locaties / so many locations"
	@echo "make beeld    Maak de afbeeldingen in README en docs opnieuw. / Make the pictures in README and docs anew."
	@echo "make schoon   Verwijder wat gebouwd en geïnstalleerd is; gegevens blijven. / Remove what was built; data stays."

demo: installeer
	$(STELSEL) demo --schaal "$(SCALE)"
	$(if $(filter 0,$(SERVE)),@echo "Klaar. Start de server met: $(STELSEL) serve",$(STELSEL) serve)

installeer: $(VENV)/.pakket $(VENV)/.vertaald $(GEBOUWD)

$(VENV)/.gemaakt:
	@sh hulp/venv.sh "$(PYTHON)" $(VENV)
	@touch $@

$(VENV)/.kern: requirements/kern.txt $(VENV)/.gemaakt
	$(PIP) install --require-hashes -r requirements/kern.txt
	@touch $@

$(VENV)/.pakket: pyproject.toml $(VENV)/.kern
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.vertaald: $(PO) $(VENV)/.kern
	@$(VENV)/bin/pybabel --quiet compile -d $(WEB)/locale -D django
	@$(VENV)/bin/pybabel --quiet compile -d $(TAAL) -D messages
	@touch $@

$(NPM_KLAAR): $(VOORKANT)/package-lock.json $(VENV)/.gemaakt
	cd $(VOORKANT) && PATH="$$(sh $(CURDIR)/hulp/node.sh $(CURDIR)/$(VENV)):$$PATH" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

$(GEBOUWD): $(NPM_KLAAR) $(wildcard $(VOORKANT)/*.js $(VOORKANT)/*.mjs $(VOORKANT)/stijl/*.css)
	$(NODE) node $(VOORKANT)/bouw.mjs

$(VENV)/.test: requirements/test.txt $(VENV)/.pakket
	$(PIP) install --require-hashes -r requirements/test.txt
	@touch $@

# The path of a browser that was seen to start; looked for again when it has gone.
$(VENV)/chromium-pad: $(VENV)/.gemaakt hulp/chromium.py
	$(NODE) $(PY) hulp/chromium.py $@

# The OpenID provider with which signing in is tested: a real one, of the package registry.
$(VENV)/.oidc: tests/oidc/package-lock.json $(VENV)/.gemaakt
	cd tests/oidc && PATH="$$(sh $(CURDIR)/hulp/node.sh $(CURDIR)/$(VENV)):$$PATH" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

lint: $(VENV)/.test
	@$(VENV)/bin/ruff check .; a=$$?; $(VENV)/bin/ruff format --check .; b=$$?; $(VENV)/bin/mypy src/stelsel; c=$$?; exit $$((a | b | c))

# The tests come last, so that their summary closes the output; a fault of the linters still fails the whole.
# Hundreds of commands are started: each is read from its compiled form, whatever the shell says.
test: export PYTHONDONTWRITEBYTECODE :=
test: installeer $(VENV)/.test $(VENV)/chromium-pad $(VENV)/.oidc
	@fout=0; $(MAKE) --no-print-directory lint || fout=1; $(VENV)/bin/pytest -n 2 --dist worksteal || fout=1; exit $$fout

UV = $(VENV)/bin/uv pip compile --universal --generate-hashes --no-emit-index-url --python-version 3.11 --quiet
lock: $(VENV)/.gemaakt
	$(PIP) install uv
	$(UV) --extra bouw pyproject.toml -o requirements/kern.txt
	$(UV) --extra postgres -c requirements/kern.txt pyproject.toml -o requirements/postgres.txt
	$(UV) --extra spark -c requirements/kern.txt pyproject.toml -o requirements/spark.txt
	$(UV) --extra bouw --extra test -c requirements/kern.txt pyproject.toml -o requirements/test.txt
	$(UV) requirements/node.in -o requirements/node.txt
	$(UV) requirements/conformiteit.in -o requirements/conformiteit.txt
	$(UV) requirements/aanval.in -o requirements/aanval.txt
	$(UV) -c requirements/kern.txt requirements/bench.in -o requirements/bench.txt
	cd $(VOORKANT) && PATH="$$(sh $(CURDIR)/hulp/node.sh $(CURDIR)/$(VENV)):$$PATH" && npm install --ignore-scripts --package-lock-only --omit-lockfile-registry-resolved

# All users, questions and numbers in several worlds, and sqlmap against a running server.
test-security: installeer $(VENV)/.test $(VENV)/chromium-pad $(VENV)/.oidc .venv-aanval/.klaar
	STELSEL_AANVAL_ZADEN=3 STELSEL_SQLMAP=$(CURDIR)/.venv-aanval/bin/sqlmap $(VENV)/bin/pytest -n 2 tests/toegang tests/web/test_blikpaginas.py tests/web/test_logboekpagina.py

# A tool of others that looks for injection has an environment of its own.
.venv-aanval/.klaar: requirements/aanval.txt
	@sh hulp/venv.sh "$(PYTHON)" .venv-aanval
	.venv-aanval/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes -r requirements/aanval.txt
	@touch $@

test-postgres: installeer $(VENV)/.test
	sh hulp/postgres.sh $(VENV)/bin/pytest tests/programma tests/toegang/test_leverrecht.py tests/toegang/test_rollen.py tests/toegang/test_logboek.py

# Spark has an environment of its own: half a gigabyte that the product itself does without.
.venv-spark/.klaar: requirements/test.txt requirements/spark.txt
	@sh hulp/venv.sh "$(PYTHON)" .venv-spark
	.venv-spark/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes -r requirements/test.txt -r requirements/spark.txt
	@touch $@

test-spark: .venv-spark/.klaar
	PYTHONPATH=src .venv-spark/bin/python -m pytest tests/register/test_spark.py

bench-spark: .venv-spark/.klaar
	PYTHONPATH=src .venv-spark/bin/python -m benchmarks.schaal --locaties $(LOCATIES)

conformiteit: installeer $(VENV)/.test
	STELSEL_CONFORMITEIT=1 $(VENV)/bin/pytest --durations=5 tests/conformiteit

doden: installeer $(VENV)/.test
	STELSEL_DODEN=300 $(VENV)/bin/pytest tests/opslag/test_gedood.py tests/inzending/test_gedode_verwerker.py

vergelijk: installeer $(VENV)/.test
	STELSEL_TOETS_ZADEN=10 STELSEL_TOETS_RONDES=8 $(VENV)/bin/pytest tests/register/test_gebied.py

fuzz: installeer $(VENV)/.test
	STELSEL_FUZZ=2000 $(VENV)/bin/pytest tests/fuzz

# The other tools have an environment of their own: none of them belongs to the product.
.venv-bench/.klaar: requirements/kern.txt requirements/bench.txt
	@sh hulp/venv.sh "$(PYTHON)" .venv-bench
	.venv-bench/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes -r requirements/kern.txt -r requirements/bench.txt
	@touch $@

bench-aanlevering: .venv-bench/.klaar
	PYTHONPATH=src .venv-bench/bin/python -m benchmarks.aanlevering

LOCATIES ?= 20000
bench-register: .venv-bench/.klaar
	PYTHONPATH=src .venv-bench/bin/python -m benchmarks.register --locaties $(LOCATIES)

# PostGIS on this machine (Debian: postgresql-15-postgis-3) for pygeoapi beside it.
bench-zoeken: .venv-bench/.klaar
	PYTHONPATH=src sh hulp/postgres.sh .venv-bench/bin/python -m benchmarks.zoeken --naast

bench: installeer $(VENV)/.test
	$(PY) -m benchmarks.hoofdtaak --schaal "$(SCALE)"

beeld: installeer $(VENV)/.test $(VENV)/chromium-pad
	$(PY) hulp/schermafdruk.py docs/beeld/dossier.png
	$(PY) hulp/rapportbeeld.py docs/beeld

schoon:
	rm -rf $(VENV) .venv-bench .venv-spark .venv-aanval tests/oidc/node_modules src/stelsel/programma/rapport/letters $(VOORKANT)/node_modules $(WEB)/static/gebouwd .mypy_cache .pytest_cache .ruff_cache .hypothesis tests/browser/schermafdrukken
	find $(WEB)/locale $(TAAL) -name '*.mo' -delete 2>/dev/null || true
