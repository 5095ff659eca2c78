"""A report, a diagnosis and an explanation as lines for a terminal, or as JSON."""

from __future__ import annotations

from pkce_core.cli.terminal.exit_codes import ExitCode
from pkce_core.cli.terminal.streams import write_result
from pkce_core.findings import Finding, Level, Report
from pkce_core.text.quoting import visible, without_halves

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pkce_core.diagnosis.diagnose import Diagnosis
    from pkce_core.explain.explanation import Explanation


_COLORS = {Level.PASS: "32", Level.INFO: "36", Level.WARNING: "33", Level.ERROR: "31"}
_SHOWN = (Level.ERROR, Level.WARNING, Level.INFO)
"""The levels that are shown, the one that matters most first."""
_MOST_CARETS = 5
_AROUND = 12
"""Characters drawn on each side of a wrong one: enough to show whether it is at an end."""
_MOST_CAUSES = 6
"""As many as a reader will work through; --json has them all."""
_RULED_OUT, _RULED_OUT_IF_UNCHANGED = (
    "Your values rule out other causes:", "If you sent this unchanged, other causes are ruled out:",
)  # fmt: skip
_MOST_SHOWN = 10_000
"""Characters of one value from a server."""


def answer(report: Report, members: Mapping[str, object], lines: Iterable[str], *, as_json: bool) -> ExitCode:
    """Write the result of a command, and return its exit status.

    Args:
        report: what the checks found.
        members: what follows the findings in JSON, under its wire names.
        lines: the same for a terminal, drawn only if they are needed.
        as_json: whether to write JSON.
    """
    write_result(to_json(report, **members) if as_json else "\n".join(lines))
    return exit_code(report)


def exit_code(report: Report) -> ExitCode:
    """The exit status for a report."""
    return ExitCode.OK if report.ok else ExitCode.FOUND_ERROR


JSON_SCHEMA = 1
"""The form of what --json writes. It changes when a member goes or gets another meaning, not when one is added."""


def to_json(report: Report, /, **result: object) -> str:
    """One JSON object on one line, in ASCII: schema, ok, findings, then the result under its wire names."""
    import json  # only here: a report for a terminal does not need it

    return json.dumps(_writable({"schema": JSON_SCHEMA, **report.to_dict(), **result}))


def _writable(value: object) -> object:
    """The value without half characters, which JSON can escape but few programs can read."""
    if isinstance(value, str):
        return without_halves(value)
    if isinstance(value, dict):
        return {_writable(name): _writable(each) for name, each in value.items()}
    return [_writable(each) for each in value] if isinstance(value, list | tuple) else value


def render_verdict(report: Report, right: str, wrong: str, *, color: bool) -> str:
    """The first line: which of two sentences is true, and whether a warning follows."""
    if not report.ok:
        return paint(wrong, Level.ERROR, color)
    warnings = len(report.warnings)
    more = f" But read the {'warning' if warnings == 1 else 'warnings'}." if warnings else ""
    return paint(f"{right}{more}", Level.PASS, color)


def render_report(report: Report, texts: dict[str, str | bytes], *, color: bool) -> Iterator[str]:
    """The findings, line by line, errors first, without passes: the verdict already says what passed.

    Args:
        report: the findings.
        texts: the checked values by name ("verifier", "challenge"), to point at wrong characters.
        color: whether to color the levels.
    """
    for finding in (each for level in _SHOWN for each in report.at(level)):
        spec = f" ({finding.spec})" if finding.spec else ""
        yield f"{paint(finding.level.value, finding.level, color)}: {finding.message}{spec}"
        text = texts.get(finding.rule.partition("-")[0])
        if isinstance(text, str):
            yield from _point(finding, text)
        if finding.hint:
            yield f"  {finding.hint}"


def render_diagnosis(diagnosis: Diagnosis) -> Iterator[str]:
    """The fix as a line to copy, and the section behind it."""
    yield ""
    yield f"To fix it ({diagnosis.fix_language}):"
    yield f"  {diagnosis.fix}"
    yield f"See {diagnosis.spec}: {diagnosis.spec.url}"


def render_explanation(explanation: Explanation) -> Iterator[str]:
    """What an error means, then each cause with what to do."""
    spec = f" ({explanation.spec})" if explanation.spec else ""
    code = f"{explanation.error}: " if explanation.error else ""
    yield f"{code}{explanation.meaning}{spec}"
    if explanation.causes:
        yield from ("", "Possible causes, the likeliest first:")
    for number, cause in enumerate(explanation.causes[:_MOST_CAUSES], start=1):
        yield ""
        if number > 1 and explanation.causes[number - 2].evidence and not cause.evidence:
            yield from ("If it's none of these, other usual causes of this code:", "")
        proved = "Proved: " if cause.status == "proved" else ""
        yield f"{number}. {proved}{cause.text} ({cause.spec})"
        if cause.evidence:
            yield f"   Evidence: {cause.evidence}"
        yield f"   {cause.fix}"
    if more := len(explanation.causes[_MOST_CAUSES:]):
        yield from ("", f"{more} less likely {'cause isn' if more == 1 else 'causes aren'}'t shown: --json has all.")
    for status in dict.fromkeys(cause.status for cause in explanation.ruled_out):
        yield ""
        yield _RULED_OUT if status == "ruled out" else _RULED_OUT_IF_UNCHANGED
        yield from dict.fromkeys(f"- {each.evidence}" for each in explanation.ruled_out if each.status == status)


def paint(text: str, level: Level, color: bool) -> str:
    """The text in the level's color."""
    return f"\033[{_COLORS[level]}m{text}\033[0m" if color else text


def for_terminal(text: str) -> str:
    """A value from a server, escaped and cut, so that it can neither control nor fill the terminal."""
    return visible(text, _MOST_SHOWN)


def only_ascii(character: str) -> str:
    """The character, or a question mark if it may not be as wide as a caret."""
    return character if character.isascii() and character.isprintable() else "?"


def _point(finding: Finding, text: str) -> Iterator[str]:
    """An excerpt with a caret under each of the first wrong characters.

    All other characters are stars: several excerpts could otherwise show the whole secret.
    """
    for mark in finding.marks[:_MOST_CARETS]:
        start = max(0, mark.start - _AROUND)
        end = min(mark.end, mark.start + _AROUND)
        after = min(len(text), end + _AROUND)
        wrong = "".join(map(only_ascii, text[mark.start : end]))
        yield f"    {'*' * (mark.start - start)}{wrong}{'*' * (after - end)}"
        yield f"    {' ' * (mark.start - start)}{'^' * (end - mark.start)} {mark.found}"
