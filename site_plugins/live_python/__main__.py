"""`python -m live_python build` builds the runtime for any static site."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from live_python.building.builder import build, publish
from live_python.config import BuildConfig
from live_python.errors import LivePythonError


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code."""
    options = _parser().parse_args(arguments)
    started = time.perf_counter()
    try:
        config = BuildConfig(
            packages=tuple(options.package),
            entry=options.entry,
            modules=tuple(options.module),
            exclude=tuple(options.exclude),
            strip=options.strip,
            exercise=options.exercise,
            pyodide=options.pyodide,
            cache=options.cache,
        )
        built = build(config, _say)
        publish(built, options.out)
    except LivePythonError as error:
        _say(f"error: {error}")
        return 1
    size = sum(file["download"] for file in built.manifest["files"]) / 1e6
    how = "built" if built.fresh else "found in the cache"
    _say(f"{options.out}: {size:.1f} MB compressed, {how} in {time.perf_counter() - started:.1f} s")
    return 0


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m live_python", description=__doc__)
    command = parser.add_subparsers(required=True).add_parser("build", help="write a runtime for pages")
    command.add_argument("package", nargs="+", help="a project directory, a wheel or a requirement")
    command.add_argument("--entry", required=True, metavar="MODULE:FUNCTION", help="JSON text in, JSON text out")
    command.add_argument(
        "--module", action="append", default=[], metavar="NAME", help="a module or a whole package to add"
    )
    command.add_argument(
        "--exclude", action="append", default=[], metavar="NAME", help="a module or package to leave out"
    )
    command.add_argument("--strip", action="store_true", help="leave out docstrings and asserts, as python -OO does")
    command.add_argument("--exercise", type=Path, metavar="FILE", help="a script that calls the entry as pages do")
    command.add_argument("--pyodide", type=Path, default=Path("node_modules/pyodide"), metavar="DIR")
    command.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="the folder to write, part of your site"
    )
    command.add_argument("--cache", type=Path, default=Path(".cache/live-python"), metavar="DIR")
    return parser


if __name__ == "__main__":
    sys.exit(main())
