"""`python -m strict_csp site/` writes the policy into a built site, whatever built it."""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from pathlib import Path

from strict_csp.policy import Policy, PolicyError
from strict_csp.site import apply_policy


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code."""
    options = _parser().parse_args(arguments)
    sources: defaultdict[str, list[str]] = defaultdict(list)
    for directive, source in options.source:
        sources[directive].append(source)
    try:
        policy = Policy(wasm=options.wasm, sources=sources, site_url=options.site_url)
    except PolicyError as error:
        return _fail(str(error))
    if not options.site.is_dir():
        return _fail(f"{options.site} is not a folder: build the site first.")
    outcome = apply_policy(options.site, policy, integrity=not options.no_integrity)
    for problem in outcome.problems:
        _say(problem)
    _say(f"{options.site}: {outcome.pages} pages have the policy, {len(outcome.problems)} problems")
    return 1 if outcome.problems else 0


def _fail(sentence: str) -> int:
    _say(f"error: {sentence}")
    return 2


def _say(line: str) -> None:
    print(line, file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m strict_csp", description=__doc__)
    parser.add_argument("site", type=Path, help="the folder with the built site")
    parser.add_argument("--wasm", action="store_true", help="allow WebAssembly, which live-python needs")
    parser.add_argument("--site-url", default="", metavar="URL", help="the address of the start page")
    parser.add_argument(
        "--source", nargs=2, action="append", default=[], metavar=("DIRECTIVE", "SOURCE"), help="allow one more source"
    )
    parser.add_argument(
        "--no-integrity", action="store_true", help="write no hashes of script files: the host changes them"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
