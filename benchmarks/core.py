"""What pkce_core costs beside its peers; each round calls all of them in turn, with the same new inputs.

Run with `python benchmarks/core.py`. The times are processor time. Two other tables have a limit instead of a peer:

- `--diagnosis`: the pairs whose diagnosis takes longest. The limit is 20 ms.
- `--hostile`: the worst of many megabyte-long texts for every public function. The limit is 100 ms.

startup.py measures what the command costs.
"""

from __future__ import annotations

import argparse
import time
from typing import TYPE_CHECKING

import pkce_core
from benchmarks.core_peers import Comparison, comparisons
from benchmarks.results import Group, Row, add_options, finish, say
from pkce_core.pkce.derivation import s256
from tests.support import every_function

if TYPE_CHECKING:
    from collections.abc import Iterator

ROUNDS = 15
MEGABYTE = 10**6
DIAGNOSIS_LIMIT = 20
HOSTILE_LIMIT = 100
VERIFIER = "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg"
HARDEST_PAIRS: dict[str, tuple[str, str]] = {
    "a newline was hashed": (VERIFIER, s256(f"{VERIFIER}\n".encode())),
    "an unrelated challenge": (VERIFIER, pkce_core.derive_code_challenge("x" * 43)),
    "one letter case": (VERIFIER, "m" * 43),
    "128 characters": ("aB3" * 42 + "xy", "b" * 43),
    "64 characters": (("aB3" * 22)[:64], pkce_core.derive_code_challenge("x" * 43)),
    "128 characters, unrelated": ("aB3" * 42 + "xy", pkce_core.derive_code_challenge("x" * 43)),
    "128 with quotes, escapes, lines": (('"%25\\n' + "aB3" * 42)[:126] + '"\n', s256(b"x")),
    "a challenge alike, in two places": (VERIFIER, "x" + s256(VERIFIER.encode())[1:20] + "x" * 23),
    "a challenge wrapped many times": (VERIFIER, '"%22 ' * 5 + s256(b"x") + ' %22"' * 5),
    "both as long as allowed": ("A" * 320, "A" * 1024),
    "quotes and escapes": (VERIFIER, '"%25 ' * 200),
    "10 MB each": ("x" * 10**7, "y" * 10**7),
}
PIECES = (
    "a", "%", "%41", "&", "=", "a=b&", "?", "#", "{", "[", '{"a":', '"', "\\", "\\u0026", "&amp;", "<", "\n", "\r\n",
    ".", "\u00e9", "\U0001f600", "\ud800", "+", " ", "\t", "'", "^", "`", "-", "_", "/", "http://", "xn--a.", "1.",
    "0x", "[::", "@", ":", "code=", "code=a&", "error=", "HTTP/1.1 200\r\n", "location: ", "GET ", "A.B.", "AADSTS1",
    "[a]\n", "a=1\n", "*", "\x00", '{"access_token":"a","b":"', "https://a/cb?code=", "<title>", '"a":1,',
)  # fmt: skip


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--diagnosis", action="store_true")
    parser.add_argument("--hostile", action="store_true")
    add_options(parser)
    options = parser.parse_args()
    if options.diagnosis:
        print_diagnosis()
    if options.hostile:
        print_hostile()
    if not options.diagnosis and not options.hostile:
        finish(options, lambda: measure(5 if options.quick else ROUNDS))


def measure(rounds: int) -> Group:
    """Every call, here and there."""
    group = Group(name="core", title="Calls of the library")
    for comparison in comparisons():
        say(f"Calling: {comparison.what}")
        group.rows += rows(comparison, rounds)
    return group


def rows(comparison: Comparison, rounds: int) -> Iterator[Row]:
    """One row for each peer of a call. The first round fills caches and doesn't count."""
    calls = {"": comparison.ours, **comparison.peers}
    times: dict[str, list[float]] = {name: [] for name in calls}
    for number in range(rounds + 1):
        for name, call in calls.items():
            start = time.process_time()
            for each in comparison.inputs:
                call(each)
            if number:
                times[name].append((time.process_time() - start) / len(comparison.inputs) * 1e6)
    for peer in comparison.peers:
        yield Row(what=comparison.what, peer=peer, unit="µs", ours=times[""], theirs=times[peer], note=comparison.note)


def print_diagnosis() -> None:
    """The pairs that take the diagnosis longest."""
    print(f"{'diagnose_challenge, ms':44}{'':8}   (limit {DIAGNOSIS_LIMIT})")
    for name, (verifier, challenge) in HARDEST_PAIRS.items():
        times = []
        for _ in range(ROUNDS):
            start = time.process_time()
            pkce_core.diagnose_challenge(verifier, challenge)
            times.append(time.process_time() - start)
        print(f"  {name:42}{min(times) * 1e3:8.1f}", flush=True)
    print()


def print_hostile() -> None:
    """A megabyte of hostile text, for every public function."""
    print(f"{'1 MB of hostile text, ms':44}{'worst':>8}   (limit {HOSTILE_LIMIT})")
    for name, call in every_function.CALLS.items():
        seconds, text = worst(call)
        print(f"  {name:42}{seconds * 1e3:8.1f}   {text!r} repeated", flush=True)


def worst(call: every_function.Call) -> tuple[float, str]:
    """The longest time for a megabyte, as either argument, and the text that was repeated."""
    every_function.run(call, "x", "x" * 43)  # so that loading modules does not count
    found = (0.0, "")
    for piece in PIECES:
        text = (piece * (MEGABYTE // len(piece) + 1))[:MEGABYTE]
        for one, other in ((text, "x" * 43), ("https://client.example/cb?code=a&state=b", text), (text, text)):
            start = time.process_time()
            every_function.run(call, one, other)
            found = max(found, (time.process_time() - start, piece))
    return found


if __name__ == "__main__":
    main()
