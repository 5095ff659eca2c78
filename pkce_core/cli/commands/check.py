"""`pkce check`: check a verifier, or a verifier and its challenge, and name the mistake in a wrong challenge."""

from __future__ import annotations

import sys

from pkce_core.cli.terminal.arguments import value
from pkce_core.cli.terminal.streams import StreamError, ask, can_ask, read_value, wants_color, warn_of_history

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core.cli.terminal.arguments import Commands
    from pkce_core.cli.terminal.exit_codes import ExitCode
    from pkce_core.diagnosis.diagnose import Diagnosis
    from pkce_core.findings import Report


LANGUAGES = ("shell", "python", "node", "javascript", "powershell", "php", "java", "csharp", "go", "ruby")
"""Those of `diagnosis/fixes/languages`, which loads only when a challenge is wrong."""
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
    )
    parser.add_argument("--json", action="store_true", help="write one JSON object")
    parser.add_argument("--language", choices=LANGUAGES, help="write the line that fixes a challenge in this language")
    flow = "a JSON object of the flow's values, as pkce report takes it: any of them may explain a wrong challenge"
    parser.add_argument("--flow", metavar="FILE|-", help=flow)
    both = "the verifier; - for stdin, which may also be the output of pkce pair (default: you are asked for both)"
    parser.add_argument("verifier", nargs="?", type=value, metavar="VERIFIER", help=both)
    parser.add_argument("challenge", nargs="?", type=value, metavar="CHALLENGE", help="the challenge; - for stdin")
    parser.set_defaults(
        run=lambda arguments: run_check(
            arguments.verifier,
            arguments.challenge,
            flow=arguments.flow,
            language=arguments.language,
            as_json=arguments.json,
        )
    )


def run_check(
    verifier: str | None = None,
    challenge: str | None = None,
    *,
    flow: str | None = None,
    language: str | None = None,
    as_json: bool = False,
) -> ExitCode:
    """Read the values, from the arguments, stdin or a prompt, and write the verdict."""
    if [verifier, challenge, flow].count("-") > 1:
        raise StreamError("only one of VERIFIER, CHALLENGE and the flow can come from standard input.")
    from pkce_core.cli.terminal.rendering import answer

    if verifier not in (None, "-"):
        warn_of_history("verifier")
    others, texts = _read_flow(flow) if flow else ({}, {})
    if verifier is not None or len(texts) < 2:
        texts = _read(verifier, challenge)
    report, diagnosis = _check(texts["verifier"], texts.get("challenge"), others)
    if diagnosis and language:
        diagnosis = diagnosis.in_language(language)
    members = {"diagnosis": diagnosis.to_dict() if diagnosis else None}
    return answer(report, members, _lines(report, diagnosis, texts), as_json=as_json)


def _check(
    verifier: str | bytes, challenge: str | bytes | None, flow: dict[str, str]
) -> tuple[Report, Diagnosis | None]:
    """The report, and the diagnosis of a wrong challenge. Each module loads only when it is needed."""
    if challenge is None:
        from pkce_core.pkce.checks import check_code_verifier

        return check_code_verifier(verifier), None
    from pkce_core.pkce.pair import check_pair

    report = check_pair(verifier, challenge)
    if all(finding.rule != "pair-mismatch" for finding in report):
        return report, None
    from pkce_core.diagnosis.diagnose import diagnose_challenge

    diagnosis = diagnose_challenge(verifier, challenge, flow=flow)
    # What is certainly another value has nothing to diagnose, unless the diagnosis found the verifier inside it.
    others = {finding.rule for finding in report if finding.rule.endswith("-other-value")}
    if others and diagnosis and (not diagnosis.mistakes or "verifier-other-value" in others):
        named = (finding for finding in report if finding.rule in others or "verifier-other-value" not in others)
        return type(report)(findings=tuple(named)), None
    return (diagnosis.settle(report) if diagnosis else report), diagnosis


def _read_flow(source: str) -> tuple[dict[str, str], dict[str, str | bytes]]:
    """The other values of a flow, and its pair as far as it has one."""
    from pkce_core.cli.terminal.inputs import read_flow
    from pkce_core.flow.pkce_consistency import other_values

    flow = read_flow(source)
    pair = {"verifier": flow.verifier, "challenge": flow.value("authorization_request", "code_challenge")}
    return other_values(flow), {name: text for name, text in pair.items() if text}


def _read(first: str | None, second: str | None) -> dict[str, str | bytes]:
    """The verifier and, if there is one, the challenge: as arguments, both in one text, or asked for."""
    verifier = read_value(first, "verifier")
    if second is not None:
        return {"verifier": verifier, "challenge": read_value(second, "challenge")}
    if pair := _take_apart(verifier):
        return pair
    challenge = ask("challenge (empty for none)") if first is None and can_ask() else ""
    return {"verifier": verifier, "challenge": challenge} if challenge else {"verifier": verifier}


def _take_apart(text: str | bytes) -> dict[str, str | bytes] | None:
    """Both values, if the text is the output of `pkce pair` or of a code example; the page does the same."""
    if not isinstance(text, str) or len(text) > _LONGEST_PAIR or "code_challenge" not in text:
        return None
    import re  # only here: loading it takes longer than checking a verifier

    found = {name: re.search(_NAMED.format(name=name), text) for name in ("verifier", "challenge")}
    return {name: match[1] for name, match in found.items() if match} if all(found.values()) else None


def _lines(report: Report, diagnosis: Diagnosis | None, texts: dict[str, str | bytes]) -> Iterator[str]:
    from pkce_core.cli.terminal.rendering import render_diagnosis, render_report, render_verdict

    color = wants_color(sys.stdout)
    yield render_verdict(report, *_verdicts(report, diagnosis, "challenge" in texts), color=color)
    if diagnosis is not None:
        yield from filter(None, (diagnosis.likely, diagnosis.tried))
    yield from render_report(report, texts, color=color)
    if diagnosis is not None:
        yield from render_diagnosis(diagnosis)


def _verdicts(report: Report, diagnosis: Diagnosis | None, has_challenge: bool) -> tuple[str, str]:
    """The verdict on correct values, and on wrong ones."""
    if not has_challenge:
        return "This verifier is well formed.", "This verifier has errors."
    other = next((finding.message for finding in report if finding.rule.endswith("-other-value")), "")
    wrong = diagnosis.explanation if diagnosis else other or "The challenge matches, but the verifier isn't allowed."
    return next((finding.message for finding in report if finding.rule == "pair-match"), ""), wrong
