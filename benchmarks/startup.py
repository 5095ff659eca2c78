"""How long the commands that scripts run again and again take as whole processes, against a bare `python -c pass`.

Run with `python benchmarks/startup.py [ROUNDS]`. The package is byte-compiled first, as an installed one is. Each round
starts every process once, in turn, so that a busy machine slows them all alike. The times are processor time, including
the kernel's part. `LIMITS` says how many times a bare start each command may take.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from pathlib import Path

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
    "python -c 'import argparse'": ["-c", "import argparse"],
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
        for _ in range(rounds):
            for name, arguments in PROCESSES.items():
                seconds[name].append(processor_seconds(arguments, environment))
    return seconds


def main() -> int:
    """Measure, and print a table; 1 when a command takes longer than its limit."""
    seconds = measure(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
    middle = {name: statistics.median(times) for name, times in seconds.items()}
    print(f"{'':34}{'median ms':>10}{'times bare':>12}{'limit':>7}{'quickest ms':>13}")
    for name, times in seconds.items():
        limit, ratio = LIMITS.get(name, ""), middle[name] / middle[BARE]
        print(f"{name:34}{middle[name] * 1e3:10.1f}{ratio:12.2f}{limit:>7}{min(times) * 1e3:13.1f}")
    return int(any(middle[name] > limit * middle[BARE] for name, limit in LIMITS.items()))


if __name__ == "__main__":
    raise SystemExit(main())
