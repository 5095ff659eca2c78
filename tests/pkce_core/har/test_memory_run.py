"""Memory and time of large and hostile files, each measured in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.large_har import KINDS, TEXTS, large

ROOT = Path(__file__).parents[3]
MOST_MEMORY = 6
"""Bytes of memory for each byte of the file, the file itself included."""
MEASURE = """
import json, resource, sys, time
from pathlib import Path
from pkce_core.errors import InvalidValueError
from pkce_core.har.explain_har import explain_har
from pkce_core.har.redact import redact_har
from tests.support.har import login

def run(octets):
    try:
        answer = explain_har(octets)
    except InvalidValueError as problem:
        return len(str(problem))
    return sum(map(len, redact_har(octets, answer))) + len(json.dumps(answer.to_dict()))

def peak():
    status = Path("/proc/self/status")
    if status.exists():  # Linux counts the parent of a process in its ru_maxrss
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

run(login())  # so that all modules are loaded before
before = peak()
start = time.perf_counter()
octets = Path(sys.argv[1]).read_bytes()
length = run(octets)
seconds = time.perf_counter() - start
print((peak() - before) / len(octets), seconds, length)
"""


def measure(kind: str, size: int, folder: Path) -> tuple[float, float]:
    """The bytes of memory for each byte of a file, and the seconds that it takes."""
    path = folder / "large.har"
    path.write_bytes(large(kind, size))
    run = subprocess.run(
        [sys.executable, "-c", MEASURE, str(path)], cwd=ROOT, capture_output=True, text=True, check=True, timeout=300
    )
    memory, seconds, _ = map(float, run.stdout.split())
    return memory, seconds


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no getrusage")
@pytest.mark.parametrize("kind", ["requests", "pages", "bodies", "parts", "steps", "wide", "strings", "answers"])
def test_memory(kind: str, tmp_path: Path, all_matrices: bool) -> None:
    """A file of 50 MB takes at most 6 bytes of memory a byte; in `make test`, most have 10 MB."""
    memory, _ = measure(kind, 50_000_000 if all_matrices or kind == "parts" else 10_000_000, tmp_path)
    assert memory <= MOST_MEMORY


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no getrusage")
@pytest.mark.parametrize("kind", [*KINDS, *TEXTS])
def test_a_hostile_file(kind: str, tmp_path: Path, all_matrices: bool) -> None:
    """Each takes seconds, where a square of its length would take an hour: 1 MB, and 300 kB in `make test`."""
    _, seconds = measure(kind, 1_000_000 if all_matrices else 300_000, tmp_path)
    assert seconds < 60
