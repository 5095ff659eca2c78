"""Which tests are slow, found in a way that nobody can forget.

A test is slow when it needs a browser, the built site, a compiler, another shell or a server from npm. `make check`
leaves these out. Three things decide:

- the folder: everything in `SLOW_FOLDERS` is slow;
- a fixture: whatever uses one of `SLOW_FIXTURES`, directly or not, is slow;
- the mark `slow`, for the rest, such as a test that builds a site in a process of its own.

A test that is none of these fails when it starts another program than Python or git, and the failure says what to do.
So a new slow test can't slip into `make check`. What a Python process starts isn't seen, so `make check` also prints
its slowest tests.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Generator

TESTS = Path(__file__).parents[1]
SLOW_FOLDERS = ("browser", "e2e", "runtime", "wheels")
SLOW_FIXTURES = frozenset({"browser", "built_site"})
_QUICK_PROGRAMS = ("python", "pkce", "git")
_STARTS = frozenset({"subprocess.Popen", "os.exec", "os.posix_spawn", "os.forkpty", "os.system"})
_current: pytest.Item | None = None


def is_slow(item: pytest.Item) -> bool:
    """Whether `make check` leaves a test out."""
    folder = item.path.relative_to(TESTS).parts[0] if item.path.is_relative_to(TESTS) else ""
    fixtures = SLOW_FIXTURES.intersection(getattr(item, "fixturenames", ()))
    return folder in SLOW_FOLDERS or bool(fixtures) or item.get_closest_marker("slow") is not None


def mark_slow(items: list[pytest.Item]) -> None:
    """Mark what is slow, before `-m` selects."""
    for item in items:
        if is_slow(item):
            item.add_marker(pytest.mark.slow)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Watch what a test starts, from its fixtures to its end."""
    global _current
    _current = None if is_slow(item) else item
    try:
        return (yield)
    finally:
        _current = None


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if _current is None or event not in _STARTS:
        return
    program = os.fsdecode(arguments[0]) if arguments else event  # type: ignore[arg-type]
    quick = Path(program).name.startswith(_QUICK_PROGRAMS) or (arguments and shutil.which(program) is None)
    if not quick:
        raise AssertionError(f"{_current.nodeid} starts {program}: mark it with pytest.mark.slow")


sys.addaudithook(_watch)
