"""How long the commands that scripts run again and again take as whole processes, against a bare `python -c pass`.

Run with `python benchmarks/startup.py [--rounds 40]`. The package is byte-compiled first, as an installed one is. Each
round starts every process once, in turn, so that a busy machine slows them all alike. The times are processor time,
including the kernel's part. `LIMITS` says how many times a bare start each command may take.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from benchmarks.results import Group, Row, add_options, finish, say

ROOT = Path(__file__).parents[1]
VERIFIER = "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg"
CHALLENGE = "AxEzlKmhZBjaLdwrd84BTbBf6JMRNi9ZejD5zz0Ideg"
SCRIPT = "import sys; from pkce_core.cli import main; sys.exit(main())"  # what the installed script runs
BARE = "python -c pass"
PROCESSES = {
    BARE: ["-c", "pass"],
    "pkce challenge VERIFIER": ["-c", SCRIPT, "challenge", VERIFIER],
    "pkce pair": ["-c", SCRIPT, "pair"],
    "pkce check VERIFIER": ["-c", SCRIPT, "check", VERIFIER],
    "pkce check VERIFIER CHALLENGE": ["-c", SCRIPT, "check", VERIFIER, CHALLENGE],
    "pkce challenge --json VERIFIER": ["-c", SCRIPT, "challenge", "--json", VERIFIER],
    "pkce --help": ["-c", SCRIPT, "--help"],
}
LIMITS = {
    "pkce challenge VERIFIER": 1.7,
    "pkce pair": 2.5,
    "pkce check VERIFIER": 2.5,
    "pkce check VERIFIER CHALLENGE": 2.5,
}


def processor_seconds(arguments: list[str], environment: dict[str, str]) -> float:
    """Start Python once; the processor time it took, start and end included."""
    nowhere = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_WRONLY, 0) for number in (1, 2)]
    child = os.posix_spawn(sys.executable, [sys.executable, *arguments], environment, file_actions=nowhere)
    _, status, usage = os.wait4(child, 0)
    assert status == 0, arguments
    return usage.ru_utime + usage.ru_stime


def measure(rounds: int) -> dict[str, list[float]]:
    """Seconds of each process, round by round."""
    seconds: dict[str, list[float]] = {name: [] for name in PROCESSES}
    with tempfile.TemporaryDirectory() as bytecode:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": bytecode}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for arguments in PROCESSES.values():
            processor_seconds(arguments, environment)  # writes the bytecode
        for number in range(rounds):
            say(f"Starting {len(PROCESSES)} processes, round {number + 1} of {rounds}")
            for name, arguments in PROCESSES.items():
                seconds[name].append(processor_seconds(arguments, environment))
    return seconds


def group_of(seconds: dict[str, list[float]]) -> Group:
    """Each process against the bare one."""
    milliseconds = {name: [each * 1e3 for each in times] for name, times in seconds.items()}
    bare = milliseconds.pop(BARE)
    rows = [
        Row(what=name, peer=BARE, unit="ms", ours=times, theirs=bare, goal=LIMITS.get(name))
        for name, times in milliseconds.items()
    ]
    return Group(name="startup", title="The pkce command as a whole process, in processor time", rows=rows)


def main() -> int:
    """Measure, and print a table; 1 when a command takes longer than its limit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int)
    add_options(parser)
    options = parser.parse_args()
    rounds = options.rounds or (8 if options.quick else 40)
    group = finish(options, lambda: group_of(measure(rounds)))
    over = [row.what for row in group.rows if row.goal and row.summary()["ratio"]["median"] > row.goal]
    if over:
        say(f"Above its limit: {', '.join(over)}")
    return int(bool(over))


if __name__ == "__main__":
    raise SystemExit(main())
