"""A HAR file for `pkce explain`: read, explained as text or JSON, and written without its secrets."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pkce_core.cli.terminal.rendering import answer, render_explanation, render_report
from pkce_core.cli.terminal.streams import StreamError, narrate
from pkce_core.errors import InvalidValueError
from pkce_core.har.entries import MOST_OCTETS, too_large
from pkce_core.har.explain_har import explain_har
from pkce_core.har.masking import hide
from pkce_core.har.redact import redact_har
from pkce_core.text.times import moment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core.cli.terminal.exit_codes import ExitCode
    from pkce_core.har.har_answer import HarAnswer, HarAttempt, HarStep


def explain_file(name: str, redacted: str | None, *, as_json: bool) -> ExitCode:
    """Explain a HAR file.

    Args:
        name: of the file.
        redacted: the new file for the login without its secrets; None for none.
        as_json: whether to write JSON.

    Raises:
        StreamError: the file can't be read, or isn't one; or the new file can't be written, or is there already.
    """
    octets = _read(name)
    try:
        found = explain_har(octets)
    except InvalidValueError as problem:
        raise StreamError(str(problem)) from None
    if redacted is not None:
        _write(redacted, octets, found)
    return answer(found.all_findings, _members(found), _lines(found), as_json=as_json)


def _read(name: str) -> bytes:
    try:
        with Path(name).open("rb") as file:
            size = Path(name).stat().st_size
            if size > MOST_OCTETS:
                raise StreamError(too_large(size))
            return file.read(MOST_OCTETS)
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or "this can't be the name of a file"
        raise StreamError(f"can't read {ascii(name)[1:-1]}: {reason}.") from None


def _write(name: str, octets: bytes, found: HarAnswer) -> None:
    """Write a new file: an old one, perhaps the recording itself, is never overwritten."""
    try:
        with Path(name).open("x", encoding="utf-8") as file:
            file.writelines(redact_har(octets, found))
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or "this can't be the name of a file"
        raise StreamError(f"can't write {ascii(name)[1:-1]}: {reason}.") from None
    kept = len(found.numbers)
    narrate(f"note: {kept} of {found.entries:,} requests were written without their secrets. Look at them once more.")


def _members(found: HarAnswer) -> dict[str, object]:
    attempts = [
        {
            "steps": [step.to_dict() for step in each.steps],
            **each.report.to_dict(),
            "explanation": None if each.explanation is None else _hidden(each.explanation.to_dict(), found.secrets),
        }
        for each in found.attempts
    ]
    return {"entries": found.entries, "attempts": attempts, "others": [step.to_dict() for step in found.others]}


def _hidden(value: object, secrets: tuple[str, ...]) -> object:
    if isinstance(value, dict):
        return {name: _hidden(each, secrets) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_hidden(each, secrets) for each in value]
    return hide(value, secrets) if isinstance(value, str) else value


def _lines(found: HarAnswer) -> Iterator[str]:
    many = len(found.attempts)
    attempts = "1 attempt" if many == 1 else f"{many} attempts"
    requests = "1 request" if found.entries == 1 else f"{found.entries:,} requests"
    yield f"The file has {requests} and {attempts} at a login. Secrets are replaced by their lengths."
    yield from render_report(found.report, {}, color=False)
    for number, attempt in enumerate(found.attempts, start=1):
        yield from ("", f"Attempt {number}")
        yield from _attempt_lines(attempt, found.secrets)
    if found.others:
        yield from ("", "Other requests of the login")
        for step in found.others:
            yield from _step_lines(step)


def _attempt_lines(attempt: HarAttempt, secrets: tuple[str, ...]) -> Iterator[str]:
    for step in attempt.steps:
        yield from _step_lines(step)
    yield from render_report(attempt.report, {}, color=False)
    if attempt.explanation:
        yield ""
        yield from (hide(line, secrets) for line in render_explanation(attempt.explanation))
    elif not any(
        report.errors or report.warnings for report in (attempt.report, *(one.report for one in attempt.steps))
    ):
        yield "Nothing in these requests is wrong."


def _step_lines(step: HarStep) -> Iterator[str]:
    at = f"{moment(step.at)} " if step.at is not None else ""
    status = f", status {step.status}" if step.status else ", no response"
    yield f"- {at}{step.kind.value} (entry {step.number}{status}): {step.method} {step.url}"
    yield from (f"  {line}" for line in render_report(step.report, {}, color=False))
