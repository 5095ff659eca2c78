"""A report as text for a terminal: the verdict, the evidence, the fix to copy, the section to read."""

from __future__ import annotations

from pkce_core.cli.terminal.exit_codes import ExitCode
from pkce_core.cli.terminal.streams import write_result
from pkce_core.findings import Finding, Level, Report

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pkce_core.diagnosis.diagnose import Diagnosis
    from pkce_core.explain.explanation import Explanation


_MOST_CAUSES = 6
"""As many as a reader goes through; --json has them all."""


def explanation_lines(explanation: Explanation) -> Iterator[str]:
    """An explanation for a terminal: the meaning, then the causes with what to do about each."""
    where = f" ({explanation.spec})" if explanation.spec else ""
    yield f"{explanation.error}: {explanation.meaning}{where}"
    causes = explanation.causes[:_MOST_CAUSES]
    for number, cause in enumerate(causes, start=1):
        yield ""
        yield f"{number}. {cause.text} ({cause.spec})"
        if cause.evidence:
            yield f"   Seen here: {cause.evidence}"
        yield f"   {cause.fix}"
    if explanation.ruled_out:
        yield ""
        yield "Ruled out by your values:"
        yield from (f"- {cause.evidence}" for cause in explanation.ruled_out)


_COLOURS = {Level.PASS: "32", Level.INFO: "36", Level.WARNING: "33", Level.ERROR: "31"}
_MOST_CARETS = 5
_AROUND = 12
"""Characters drawn on each side of a wrong one: enough to see whether it stands at an end."""


JSON_SCHEMA = 1
"""The form of what --json writes. It changes when a member goes or gets another meaning, not when one is added."""


def to_json(report: Report, /, **result: object) -> str:
    """One JSON object on one line, in ASCII: schema, ok, findings, then the result under its wire names."""
    import json  # only here: a report for a terminal doesn't need it

    return json.dumps({"schema": JSON_SCHEMA, **report.to_dict(), **result})


def render_report(report: Report, texts: dict[str, str | bytes], *, colour: bool) -> Iterator[str]:
    """What there is to say about the findings, line by line; passes are the verdict's business.

    Args:
        report: the findings.
        texts: the checked values by name ("verifier", "challenge"), to show the place of a wrong character.
        colour: whether to colour the levels.
    """
    for finding in report:
        if finding.level is Level.PASS:
            continue
        yield f"{paint(finding.level.value, finding.level, colour)}: {finding.message}{_reference(finding)}"
        text = texts.get(finding.rule.partition("-")[0])
        if isinstance(text, str):
            yield from _point(finding, text)
        if finding.hint:
            yield f"  {finding.hint}"


def render_diagnosis(diagnosis: Diagnosis) -> Iterator[str]:
    """The fix as a line to copy, and the section it follows."""
    yield ""
    yield f"To put it right ({diagnosis.fix_language}):"
    yield f"  {diagnosis.fix}"
    yield f"See {diagnosis.spec}: {diagnosis.spec.url}"


def render_verdict(report: Report, right: str, wrong: str, *, colour: bool) -> str:
    """The first line: which of two sentences holds, and whether there is a warning to read below."""
    if not report.ok:
        return paint(wrong, Level.ERROR, colour)
    warnings = len(report.warnings)
    more = f" But read the {'warning' if warnings == 1 else 'warnings'}." if warnings else ""
    return paint(f"{right}{more}", Level.PASS, colour)


def answer(report: Report, members: Mapping[str, object], lines: Iterable[str], *, as_json: bool) -> ExitCode:
    """Write the result of a subcommand, and tell the shell whether the report is right.

    Args:
        report: what was judged.
        members: what stands beside the findings in JSON, under its wire names.
        lines: the same for a reader, drawn only when they are wanted.
        as_json: which of the two is wanted.
    """
    write_result(to_json(report, **members) if as_json else "\n".join(lines))
    return ExitCode.OK if report.ok else ExitCode.FOUND_ERROR


def paint(text: str, level: Level, colour: bool) -> str:
    """The text in the level's colour."""
    return f"\033[{_COLOURS[level]}m{text}\033[0m" if colour else text


def _reference(finding: Finding) -> str:
    return f" ({finding.spec})" if finding.spec else ""


def _point(finding: Finding, text: str) -> Iterator[str]:
    """An excerpt with a caret under each of the first wrong characters.

    Every other character is a star: excerpts around many marks would together show the secret.
    """
    for mark in finding.marks[:_MOST_CARETS]:
        start = max(0, mark.start - _AROUND)
        end = min(mark.end, mark.start + _AROUND)
        after = min(len(text), end + _AROUND)
        wrong = "".join(only_ascii(character) for character in text[mark.start : end])
        excerpt = "*" * (mark.start - start) + wrong + "*" * (after - end)
        yield f"    {excerpt}"
        yield f"    {' ' * (mark.start - start)}{'^' * (end - mark.start)} {mark.found}"


def only_ascii(character: str) -> str:
    """The character, or a question mark for one that is not as wide as a caret."""
    return character if character.isascii() and character.isprintable() else "?"
