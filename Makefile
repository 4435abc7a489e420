# make lab         installs what a learner needs into .venv (once) and opens the course; IN=en opens it in English
# make update      brings the newest course and keeps your answers
# make test        installs what testing needs as well (once) and tests everything, in 25 to 45 minutes; SECTION=2-1
#                  proves that section alone, in a few minutes; BACKEND=jax or BACKEND=torch runs every section on that
#                  backend instead, and writes the tables of the READMEs
# make coverage    runs the tests of the folder tests and prints how much of utils and tools they run
# make colab-test  runs every chapter with Colab's versions, in an empty folder
# make binder-test takes Binder's steps in a clean environment, and runs sections in it
# make hub-test    sets up a hub of six learners on this machine, as root, and lets them work; then nbgrader's round
# make outside     asks what lies outside of the course: links, original data sets, known vulnerabilities
# make notebooks   rebuilds the notebooks whose source changed; ALL=1 rebuilds all of them
# make site        builds the web site of the course into tools/site/_build; SERVE=1 shows it on this machine
# make release     writes a copy of the course for learners into the folder released, in which the answers of the sections
#                  behind UNTIL=3-2 are held back
# make bench       measures the course's recipes beside the published ones, and every section's time, into
#                  bench/RESULTS.md; QUICK=1 only tries it out, in under three minutes
# make grade       grades what a class handed in: FROM=folder or a zip, into the folder grades (or TO=folder), with a
#                  page for the teacher in Korean (or IN=en); SECTION=1-1 takes that section alone
# make soak        tries for an hour at most what nothing a learner does may break, into tests/soak/RESULTS.md;
#                  QUICK=1 only tries it out
# make lock        writes the lock files, in which what is locked stays; UPGRADE=1 takes the newest versions within the
#                  tested ranges, NEWEST=1 also beyond them
# make clean       removes .venv and what the tests left behind

IN = ko
PYTHON = python3

ifeq ($(filter $(IN),ko en),)
$(error IN=$(IN): ko 또는 en만 쓸 수 있습니다. IN takes ko or en)
endif

ifneq ($(SECTION),)
ifeq ($(wildcard source/$(SECTION)_*.py),)
$(error SECTION=$(SECTION): 그런 섹션은 없습니다. There is no such section: the sources are in the folder source)
endif
endif

bin = .venv/bin
install = $(bin)/uv pip install --python $(bin)/python --compile-bytecode --require-hashes --requirement
# Two processes side by side end a sixth sooner when each keeps to one core.
one_core_each = OMP_NUM_THREADS=1 TF_NUM_INTRAOP_THREADS=1
lock = $(bin)/uv pip compile $(if $(NEWEST)$(UPGRADE),--upgrade) --universal --generate-hashes --python-version 3.11 --no-header

.PHONY: lab update test coverage colab-test binder-test hub-test outside notebooks site release bench grade soak lock clean

lab: .venv/learner
	$(bin)/python utils/jupyter/lab.py $(IN)

update: .venv/learner
	$(bin)/python -m tools.update $(IN)

ifdef BACKEND
test: .venv/tester
	$(one_core_each) $(bin)/python -m tools.backends $(BACKEND)
else
# conftest.py puts the long ones first; --no-loadscope-reorder keeps them there.
test: .venv/tester .venv/site
	$(bin)/ruff check
	$(bin)/ruff format --check
	$(bin)/mypy
	@begin=$$(date +%s); $(bin)/python -m tools.build --check $(SECTION) && echo "build check: $$(($$(date +%s) - begin)) s"
	$(one_core_each) $(bin)/pytest --nbval --numprocesses 2 --dist loadscope --no-loadscope-reorder -m 'not outside' $(if $(SECTION),--section $(SECTION)) solutions chapters/ko tests
endif

coverage: .venv/tester .venv/site
	$(one_core_each) $(bin)/pytest --numprocesses 2 --dist loadscope --no-loadscope-reorder -m 'not outside' --cov --cov-report=term-missing tests

colab-test: .venv/tester
	$(bin)/python -m tools.colab

binder-test: .venv/tester
	$(bin)/python -m tools.binder

hub-test: .venv/tester
	$(bin)/python -m tests.hub
	$(bin)/python -m tests.hub.nbgrader

outside: .venv/tester
	$(bin)/pytest -m outside

notebooks: .venv/tester
	$(bin)/python -m tools.build $(if $(ALL),--all)

site: .venv/site
	$(bin)/python -m tools.site $(if $(SERVE),--serve)

release: .venv/tester
	$(bin)/python -m tools.release "$(UNTIL)" --lang $(IN)

bench: .venv/tester
	$(bin)/python -m bench $(if $(QUICK),--quick)

grade: .venv/tester
	$(bin)/python -m tools.grade "$(FROM)" --to "$(or $(TO),grades)" --lang $(IN) $(if $(SECTION),--section $(SECTION))

soak: .venv/tester
	$(one_core_each) $(bin)/python -m tests.soak $(if $(QUICK),--quick)

lock: .venv/tester
ifdef NEWEST
	sed 's/,<[0-9.]*//' requirements.txt | $(lock) - --output-file requirements.lock
else
	$(lock) requirements.txt --output-file requirements.lock
endif
	$(lock) tests/requirements.txt --constraints requirements.lock --output-file tests/requirements.lock
	$(lock) tools/site/requirements.txt --constraints requirements.lock --constraints tests/requirements.lock --output-file tools/site/requirements.lock
	$(lock) binder/server.txt --constraints requirements.lock --output-file binder/server.lock
	$(lock) tools/hub/requirements.txt --constraints requirements.lock --output-file tools/hub/requirements.lock

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis tests/artifacts tools/site/_build tools/site/_new-*

# An environment whose Python does not start any more is made anew: that Python was removed, or is on another machine.
ifneq ($(wildcard .venv),)
ifneq ($(shell $(bin)/python -c 'print("starts")' 2>&1),starts)
anew = anew
endif
endif

.PHONY: anew
anew:
	rm -rf .venv

# The three empty files say which lock is installed already.
.venv/learner: requirements.lock $(anew) | .venv/bin/uv
	$(install) requirements.lock
	touch $@

.venv/tester: tests/requirements.lock .venv/learner
	$(install) tests/requirements.lock
	touch $@

.venv/site: tools/site/requirements.lock .venv/tester
	$(install) tools/site/requirements.lock
	touch $@

# uv installs the rest in a tenth of pip's time; pip checks uv itself against the lock. What uv installs into a
# relocatable environment still runs when the folder of the course is moved or renamed.
.venv/bin/uv: $(anew)
	@for python in $(PYTHON) python3.13 python3.12 python3.11; do \
		$$python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null \
			&& exec $$python -m venv .venv; \
	done; \
	echo 'Python 3.11, 3.12, 3.13 가운데 하나가 필요합니다. https://www.python.org/downloads/ 에서 설치하거나, 이미 있다면 make lab PYTHON=경로 로 알려 주세요.'; \
	echo 'This needs Python 3.11, 3.12 or 3.13: get one at https://www.python.org/downloads/, or name yours with make lab PYTHON=path.'; \
	exit 1
	echo 'relocatable = true' >> .venv/pyvenv.cfg
	sed -n '/^uv==/,/# via/p' requirements.lock > .venv/uv.lock
	$(bin)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement .venv/uv.lock
