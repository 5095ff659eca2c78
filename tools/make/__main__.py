"""`python3 tools/make COMMAND`: what the Makefile runs, and what runs on a machine without make.

Works on any Python from 3.11 with the standard library alone, because nothing is installed yet when it starts.
"""

from __future__ import annotations

import sys
from pathlib import Path

if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036 -- this file runs on whatever Python the machine has
        sys.exit(f"This needs Python 3.11 or later, and {sys.executable} is older.")
    sys.path[0] = str(Path(__file__).parents[1])

    from make.tasks import main

    sys.exit(main(sys.argv[1:]))
