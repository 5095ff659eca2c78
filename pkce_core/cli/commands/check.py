"""`pkce check`: judge a verifier, or a verifier with its challenge, and name the mistake in a wrong one."""

from __future__ import annotations

import sys

from pkce_core.cli.terminal.arguments import value
from pkce_core.cli.terminal.streams import StreamError, ask, is_asked, read_value, wants_colour, warn_of_history

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core.cli.terminal.arguments import Commands
    from pkce_core.cli.terminal.exit_codes import ExitCode
    from pkce_core.diagnosis.diagnose import Diagnosis
    from pkce_core.findings import Report


_LONGEST_PAIR = 10_000
"""Characters; far more than two values with their names."""
_NAMED = r"""\bcode_{name}["']?\s*[=:]\s*["']?([^\s"',&]+)"""


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
    both = "- reads stdin, also what pkce pair prints; without it, you are asked for both"
    parser.add_argument("verifier", nargs="?", type=value, metavar="VERIFIER", help=both)
    parser.add_argument("challenge", nargs="?", type=value, metavar="CHALLENGE", help="- reads stdin")
    parser.set_defaults(
        run=lambda arguments: run_check(arguments.verifier, arguments.challenge, as_json=arguments.json)
    )


def run_check(verifier: str | None = None, challenge: str | None = None, *, as_json: bool = False) -> ExitCode:
    """Read the values that the arguments lead to, and write the verdict."""
    if verifier == challenge == "-":
        raise StreamError("only one of VERIFIER and CHALLENGE can be read from standard input.")
    from pkce_core.cli.terminal.rendering import answer

    if verifier not in (None, "-"):
        warn_of_history("verifier")
    texts = _read(verifier, challenge)
    report, diagnosis = _judge(**texts)
    members = {"diagnosis": diagnosis.to_dict() if diagnosis else None}
    return answer(report, members, _lines(report, diagnosis, texts), as_json=as_json)


def _judge(verifier: str | bytes, challenge: str | bytes | None = None) -> tuple[Report, Diagnosis | None]:
    """The report, and what explains a challenge that doesn't match; each module loads when it is needed."""
    if challenge is None:
        from pkce_core.pkce.checks import check_code_verifier

        return check_code_verifier(verifier), None
    from pkce_core.pkce.pair import check_pair

    report = check_pair(verifier, challenge)
    if all(finding.rule != "pair-mismatch" for finding in report):
        return report, None
    from pkce_core.diagnosis.diagnose import diagnose_challenge

    return report, diagnose_challenge(verifier, challenge)


def _read(first: str | None, second: str | None) -> dict[str, str | bytes]:
    """The verifier and, if there is one, the challenge: each given, both in one text, or asked for."""
    verifier = read_value(first, "verifier")
    if second is not None:
        return {"verifier": verifier, "challenge": read_value(second, "challenge")}
    if pair := _take_apart(verifier):
        return pair
    challenge = ask("challenge (empty for none)") if first is None and is_asked() else ""
    return {"verifier": verifier, "challenge": challenge} if challenge else {"verifier": verifier}


def _take_apart(text: str | bytes) -> dict[str, str | bytes] | None:
    """Both values out of what `pkce pair` and the code examples print, as the page takes them apart."""
    if not isinstance(text, str) or len(text) > _LONGEST_PAIR or "code_challenge" not in text:
        return None
    import re  # only here: it takes longer to load than the check of a verifier

    found = {name: re.search(_NAMED.format(name=name), text) for name in ("verifier", "challenge")}
    return {name: match[1] for name, match in found.items() if match} if all(found.values()) else None


def _lines(report: Report, diagnosis: Diagnosis | None, texts: dict[str, str | bytes]) -> Iterator[str]:
    from pkce_core.cli.terminal.rendering import render_diagnosis, render_report, render_verdict

    colour = wants_colour(sys.stdout)
    yield render_verdict(report, *_verdicts(diagnosis, "challenge" in texts), colour=colour)
    if diagnosis is not None:
        yield from filter(None, (diagnosis.likely, diagnosis.tried))
    yield from render_report(report, texts, colour=colour)
    if diagnosis is not None:
        yield from render_diagnosis(diagnosis)


def _verdicts(diagnosis: Diagnosis | None, has_challenge: bool) -> tuple[str, str]:
    """What to say when it is right, and when it is wrong."""
    if not has_challenge:
        return "This verifier is well formed.", "This verifier is wrong."
    wrong = diagnosis.explanation if diagnosis else "The challenge fits, but the verifier is not allowed."
    return "The challenge belongs to the verifier.", wrong
