"""`pkce check`: check a verifier, or a verifier and its challenge, and name the mistake in a wrong challenge."""

from __future__ import annotations

import sys

from pkce_core.cli.terminal.arguments import value
from pkce_core.cli.terminal.streams import StreamError, ask, can_ask, read_value, wants_color, warn_of_history

TYPE_CHECKING = False

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from pkce_core.cli.terminal.arguments import Commands
    from pkce_core.cli.terminal.exit_codes import ExitCode
    from pkce_core.diagnosis.diagnose import Diagnosis
    from pkce_core.findings import Report


_LONGEST_PAIR = 10_000
"""Characters; far more than two values with their names."""
_NAMED = r"""\bcode_{name}["']?\s*[=:]\s*["']?([^\s"',&]+)"""


def add_commands(commands: Commands) -> None:
    """Describe the command to argparse."""
    parser = commands.add_parser(
        "check",
        help="check a verifier, or a pair",
        description="Check a code_verifier, or check whether a code_challenge matches it. If it doesn't, see why.",
        epilog='Example: pkce check - "$code_challenge" < verifier.txt',
        allow_abbrev=False,
    )
    parser.add_argument("--json", action="store_true", help="write one JSON object")
    both = "the verifier; - for stdin, which may also be the output of pkce pair (default: you are asked for both)"
    parser.add_argument("verifier", nargs="?", type=value, metavar="VERIFIER", help=both)
    parser.add_argument("challenge", nargs="?", type=value, metavar="CHALLENGE", help="the challenge; - for stdin")
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> ExitCode:
    if arguments.verifier == arguments.challenge == "-":
        raise StreamError("only one of VERIFIER and CHALLENGE can come from standard input.")
    from pkce_core.cli.terminal.rendering import answer
    from pkce_core.diagnosis.diagnose import diagnose_challenge
    from pkce_core.pkce.checks import check_code_verifier
    from pkce_core.pkce.pair import check_pair

    if arguments.verifier not in (None, "-"):
        warn_of_history("verifier")
    texts = _read(arguments)
    diagnosis = None
    if "challenge" not in texts:
        report = check_code_verifier(texts["verifier"])
    else:
        report = check_pair(texts["verifier"], texts["challenge"])
        diagnosis = diagnose_challenge(texts["verifier"], texts["challenge"])
    members = {"diagnosis": diagnosis.to_dict() if diagnosis else None}
    return answer(report, members, _lines(report, diagnosis, texts), as_json=arguments.json)


def _read(arguments: argparse.Namespace) -> dict[str, str | bytes]:
    """The verifier and, if there is one, the challenge: as arguments, both in one text, or asked for."""
    verifier = read_value(arguments.verifier, "verifier")
    if arguments.challenge is not None:
        return {"verifier": verifier, "challenge": read_value(arguments.challenge, "challenge")}
    if pair := _take_apart(verifier):
        return pair
    challenge = ask("challenge (empty for none)") if arguments.verifier is None and can_ask() else ""
    return {"verifier": verifier, "challenge": challenge} if challenge else {"verifier": verifier}


def _take_apart(text: str | bytes) -> dict[str, str | bytes] | None:
    """Both values, if the text is the output of `pkce pair` or of a code example; the page does the same."""
    if not isinstance(text, str) or len(text) > _LONGEST_PAIR:
        return None
    import re

    found = {name: re.search(_NAMED.format(name=name), text) for name in ("verifier", "challenge")}
    return {name: match[1] for name, match in found.items() if match} if all(found.values()) else None


def _lines(report: Report, diagnosis: Diagnosis | None, texts: dict[str, str | bytes]) -> Iterator[str]:
    from pkce_core.cli.terminal.rendering import render_diagnosis, render_report, render_verdict

    color = wants_color(sys.stdout)
    yield render_verdict(report, *_verdicts(diagnosis, "challenge" in texts), color=color)
    if diagnosis is not None:
        yield from filter(None, (diagnosis.likely, diagnosis.tried))
    yield from render_report(report, texts, color=color)
    if diagnosis is not None:
        yield from render_diagnosis(diagnosis)


def _verdicts(diagnosis: Diagnosis | None, has_challenge: bool) -> tuple[str, str]:
    """The verdict on correct values, and on wrong ones."""
    if not has_challenge:
        return "This verifier is well formed.", "This verifier has errors."
    wrong = diagnosis.explanation if diagnosis else "The challenge matches, but the verifier isn't allowed."
    return "The challenge matches the verifier.", wrong
