# Two commands for everyone: `make serve` and `make test`. The work is in tools/workshop.py.
# The first Python from 3.11 on that runs: a pyenv shim without the wanted version does not, the system's may.
PYTHON ?= $(shell for p in python3 /usr/bin/python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$p && exit; \
	done; echo python3)

.PHONY: serve test build lint lock clean benchmark
serve test build lint lock clean benchmark:
	@$(PYTHON) tools/workshop.py $@

