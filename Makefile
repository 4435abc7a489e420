# make lab         installs what a learner needs into .venv (once) and opens the course; IN=en opens it in English
# make test        installs what testing needs as well (once) and tests everything; BACKEND=jax or BACKEND=torch runs
#                  every section on that backend instead, and writes the tables of the READMEs
# make colab-test  runs every chapter with Colab's versions, in an empty folder
# make binder-test takes Binder's steps in a clean environment, and runs sections in it
# make outside     asks what lies outside of the course: links, original data sets, known vulnerabilities
# make notebooks   rebuilds the notebooks whose source changed; ALL=1 rebuilds all of them
# make bench       measures the course's recipes beside the published ones, and every section's time, into
#                  bench/RESULTS.md; QUICK=1 only tries it out, in under three minutes
# make soak        tries for an hour at most what nothing a learner does may break, into bench/SOAK.md; QUICK=1 only
#                  tries it out
# make lock        writes the lock files; NEWEST=1 takes the newest versions of everything, also beyond the tested ranges
# make clean       removes .venv and what the tests left behind

IN = ko
PYTHON = python3

ifeq ($(filter $(IN),ko en),)
$(error IN=$(IN): ko 또는 en만 쓸 수 있습니다. IN takes ko or en)
endif

bin = .venv/bin
install = $(bin)/uv pip install --python $(bin)/python --compile-bytecode --require-hashes --requirement
# Two processes side by side end a sixth sooner when each keeps to one core.
one_core_each = OMP_NUM_THREADS=1 TF_NUM_INTRAOP_THREADS=1
lock = $(bin)/uv pip compile $(if $(NEWEST),--upgrade) --universal --generate-hashes --python-version 3.11 --no-header

.PHONY: lab test colab-test binder-test outside notebooks bench soak lock clean

lab: .venv/learner
	$(bin)/jupyter lab --config=utils/jupyter/$(IN)/server.json

ifdef BACKEND
test: .venv/tester
	$(one_core_each) $(bin)/python -m tests.backends $(BACKEND)
else
# The long ones come first and stay in their order, so that both processes end at about the same time.
test: .venv/tester
	$(bin)/ruff check
	$(bin)/ruff format --check
	$(bin)/python -m utils.build --check
	$(one_core_each) $(bin)/pytest --nbval --numprocesses 2 --dist loadscope --no-loadscope-reorder -m 'not alone and not outside' solutions chapters/ko tests
	$(bin)/pytest -m alone
endif

colab-test: .venv/tester
	$(bin)/python -m tests.colab

binder-test: .venv/tester
	$(bin)/python -m tests.binder

outside: .venv/tester
	$(bin)/pytest -m outside

notebooks: .venv/tester
	$(bin)/python -m utils.build $(if $(ALL),--all)

bench: .venv/tester
	$(bin)/python -m bench $(if $(QUICK),--quick)

soak: .venv/tester
	$(one_core_each) $(bin)/python -m bench.soak $(if $(QUICK),--quick)

lock: .venv/tester
ifdef NEWEST
	sed 's/,<[0-9.]*//' requirements.txt | $(lock) - --output-file requirements.lock
else
	$(lock) requirements.txt --output-file requirements.lock
endif
	$(lock) tests/requirements.txt --constraints requirements.lock --output-file tests/requirements.lock
	$(lock) binder/server.txt --constraints requirements.lock --output-file binder/server.lock

clean:
	rm -rf .venv .pytest_cache .ruff_cache .hypothesis tests/artifacts

# The two empty files say which lock is installed already.
.venv/learner: requirements.lock | .venv/bin/uv
	$(install) requirements.lock
	touch $@

.venv/tester: tests/requirements.lock .venv/learner
	$(install) tests/requirements.lock
	touch $@

# uv installs the rest in a tenth of pip's time; pip checks uv itself against the lock.
.venv/bin/uv:
	@for python in $(PYTHON) python3.13 python3.12 python3.11; do \
		$$python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null \
			&& exec $$python -m venv .venv; \
	done; \
	echo 'Python 3.11, 3.12, 3.13 가운데 하나가 필요합니다. https://www.python.org/downloads/ 에서 설치하거나, 이미 있다면 make lab PYTHON=경로 로 알려 주세요.'; \
	echo 'This needs Python 3.11, 3.12 or 3.13: get one at https://www.python.org/downloads/, or name yours with make lab PYTHON=path.'; \
	exit 1
	sed -n '/^uv==/,/# via/p' requirements.lock > .venv/uv.lock
	$(bin)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement .venv/uv.lock
