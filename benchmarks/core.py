"""What pkce_core costs: the diagnosis of the worst inputs and a derivation against Authlib's.

Run with `python benchmarks/core.py`. Times are the quickest of several rounds, in processor time, so that a
busy machine disturbs them little. What the command costs is measured in startup.py.
"""

from __future__ import annotations

import time

import pkce_core
from pkce_core.pkce.derivation import s256

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

VERIFIER = "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg"
WORST: dict[str, tuple[str, str]] = {
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


def quickest(call: Callable[[], object], rounds: int, calls: int = 1) -> float:
    """Seconds of processor time for one call."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        for _ in range(calls):
            call()
        times.append((time.process_time() - start) / calls)
    return min(times)


def main() -> None:
    """Measure, and print a table."""
    from authlib.oauth2.rfc7636 import create_s256_code_challenge

    print(f"{'diagnose_challenge':40}{'ms':>10}   (limit 20)")
    for name, (verifier, challenge) in WORST.items():
        seconds = quickest(lambda v=verifier, c=challenge: pkce_core.diagnose_challenge(v, c), 15)  # type: ignore[misc]
        print(f"  {name:38}{seconds * 1e3:10.2f}")
    text = "\U0001f600\n" * (2 * 10**6)
    seconds = quickest(lambda: pkce_core.check_code_verifier(text), 3)
    print(f"{'check_code_verifier of 10 MB':40}{seconds * 1e3:10.2f}")

    ours = quickest(lambda: pkce_core.derive_code_challenge(VERIFIER), 20, 2000)
    theirs = quickest(lambda: create_s256_code_challenge(VERIFIER), 20, 2000)
    ratio = f"{ours / theirs:.2f} of Authlib's {theirs * 1e6:.2f}"
    print(f"{'derive_code_challenge, microseconds':40}{ours * 1e6:10.2f}   {ratio}")


if __name__ == "__main__":
    main()
