# `make` alone lists the targets. The work is done by tools/make, which also runs without make: python3 tools/make serve
# The first Python from 3.11 on that works. A pyenv shim without the wanted version doesn't; the system's may.
PYTHON ?= $(shell for p in python3 /usr/bin/python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$p && exit; \
	done; echo python3)

.PHONY: help serve check test test-all lint build pictures pages wheels release-check benchmark lock clean
help:
	@$(PYTHON) tools/make
serve check test test-all lint build pictures pages wheels release-check benchmark lock clean:
	@$(PYTHON) tools/make $@
