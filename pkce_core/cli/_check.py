"""`pkce check`: judge a verifier, or a verifier with its challenge, and name the mistake in a wrong one."""

from __future__ import annotations

import sys

from pkce_core.cli._arguments import value
from pkce_core.cli._exit import ExitCode
from pkce_core.cli._streams import StreamError, read_value, wants_colour, warn_of_history, write_result

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from pkce_core.diagnosis import Diagnosis
    from pkce_core.findings import Report

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add_commands(commands: Commands) -> None:
    """Describe the subcommand to argparse."""
    parser = commands.add_parser(
        "check",
        help="check a verifier, or a pair",
        description="Check a code_verifier, or whether a code_challenge belongs to it; a wrong challenge is explained.",
        epilog='Example: pkce check - "$code_challenge" < verifier.txt',
        allow_abbrev=False,
    )
    parser.add_argument("--json", action="store_true", help="write one JSON object")
    parser.add_argument(
        "verifier", nargs="?", type=value, metavar="VERIFIER", help="- reads stdin; without it, you are asked for one"
    )
    parser.add_argument("challenge", nargs="?", type=value, metavar="CHALLENGE", help="- reads stdin")
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> ExitCode:
    if arguments.verifier == arguments.challenge == "-":
        raise StreamError("only one of VERIFIER and CHALLENGE can be read from standard input.")
    from pkce_core.diagnosis import diagnose_challenge
    from pkce_core.pkce import check_code_verifier, check_pair

    if arguments.verifier not in (None, "-"):
        warn_of_history("verifier")
    texts = {"verifier": read_value(arguments.verifier, "verifier")}
    diagnosis = None
    if arguments.challenge is None:
        report = check_code_verifier(texts["verifier"])
    else:
        texts["challenge"] = read_value(arguments.challenge, "challenge")
        report = check_pair(texts["verifier"], texts["challenge"])
        diagnosis = diagnose_challenge(texts["verifier"], texts["challenge"])
    _show(report, diagnosis, texts, as_json=arguments.json)
    return ExitCode.OK if report.ok else ExitCode.FOUND_ERROR


def _show(report: Report, diagnosis: Diagnosis | None, texts: dict[str, str | bytes], *, as_json: bool) -> None:
    from pkce_core.cli._render import to_json

    if as_json:
        write_result(to_json(report, diagnosis=diagnosis.to_dict() if diagnosis else None))
    else:
        write_result("\n".join(_lines(report, diagnosis, texts)))


def _lines(report: Report, diagnosis: Diagnosis | None, texts: dict[str, str | bytes]) -> Iterator[str]:
    from pkce_core.cli._render import paint, render_diagnosis, render_report
    from pkce_core.findings import Level

    colour = wants_colour(sys.stdout)
    level = Level.PASS if report.ok else Level.ERROR
    yield paint(_verdict(report, diagnosis, "challenge" in texts), level, colour)
    yield from render_report(report, texts, colour=colour)
    if diagnosis is not None:
        yield from render_diagnosis(diagnosis)


def _verdict(report: Report, diagnosis: Diagnosis | None, has_challenge: bool) -> str:
    if diagnosis is not None:
        return diagnosis.explanation
    if not report.ok:
        return "The challenge fits, but the verifier is not allowed." if has_challenge else "This verifier is wrong."
    right = "The challenge belongs to the verifier." if has_challenge else "This verifier is well formed."
    return f"{right} But read the warning." if report.warnings else right
