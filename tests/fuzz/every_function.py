"""Coverage-guided fuzzing of every public function: an answer or a `PkceError`, never another exception.

Atheris is no part of `make test`. In a virtual environment of its own, from the project's root:

    python -m venv /tmp/fuzz && /tmp/fuzz/bin/pip install atheris && mkdir -p /tmp/corpus
    PYTHONPATH=. /tmp/fuzz/bin/python tests/fuzz/every_function.py /tmp/corpus -runs=1000000 -max_len=400

Each input is one call: its first octet chooses the function, its second whether text or octets go in. An input that
breaks the promise is written to a file `crash-...`; give that file instead of the corpus to see it again.

`--without=NAME` leaves functions out, and `--only=NAME` leaves out all others: `diagnose_challenge` hashes thousands of
texts for each input, and would take most of the time.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import atheris  # type: ignore[import-untyped]

with atheris.instrument_imports(include=["pkce_core"]):
    import pkce_core

    # Many modules load on first use, and what loads later is not watched.
    for _module in Path(pkce_core.__path__[0]).rglob("*.py"):
        if _module.stem not in ("__main__", "jwt"):
            import_module(f"pkce_core.{_module.stem}")
    from tests.support import every_function

CALLS = list(every_function.CALLS.values())


def choose_calls(arguments: list[str]) -> list[str]:
    """Apply our own arguments to the calls, and give back the fuzzer's."""
    ours = [argument for argument in arguments if argument.startswith(("--only=", "--without="))]
    for option, _, name in (argument.partition("=") for argument in ours):
        chosen = {call: run for call, run in every_function.CALLS.items() if call.partition(",")[0] == name}
        if not chosen:
            raise SystemExit(f"{name} is no function that is called here.")
        CALLS[:] = [run for run in CALLS if (run in chosen.values()) is (option == "--only")]
    return [argument for argument in arguments if argument not in ours]


def one_input(data: bytes) -> None:
    """One call."""
    if len(data) < 3:
        return
    kind = data[1]
    one, _, other = data[2:].partition(b"\xff\x00" if kind & 4 else b"|")
    first = _text(one) if kind & 1 else one
    second = _text(other) if kind & 2 else other
    every_function.run(CALLS[data[0] % len(CALLS)], first, second)


def _text(octets: bytes) -> str:
    """Text with every kind of character in it, half ones too."""
    return octets.decode("utf-8", "surrogateescape")


if __name__ == "__main__":
    atheris.Setup(choose_calls(sys.argv), one_input)
    atheris.Fuzz()
