"""A HAR file for `pkce explain`: read, explained as text or JSON, and written without its secrets."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pkce_core.cli.terminal.rendering import answer, render_explanation, render_report
from pkce_core.cli.terminal.streams import StreamError, narrate, read_octets
from pkce_core.errors import InvalidValueError
from pkce_core.har.entries import MOST_OCTETS, too_large
from pkce_core.har.explain_har import explain_har
from pkce_core.har.redact import redact_har
from pkce_core.text.times import moment
from pkce_core.text.wording import join_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core.cli.terminal.exit_codes import ExitCode
    from pkce_core.har.har_answer import HarAnswer, HarAttempt, HarStep


def explain_file(name: str, redacted: str | None, *, as_json: bool) -> ExitCode:
    """Explain a HAR file.

    Args:
        name: of the file; "-" for standard input.
        redacted: the new file for the login without its secrets; None for none.
        as_json: whether to write JSON.

    Raises:
        StreamError: the file can't be read, or isn't one; or the new file can't be written, or is there already.
    """
    octets = read_octets(MOST_OCTETS + 1) if name == "-" else _read(name)
    try:
        found = explain_har(octets)
    except InvalidValueError as problem:
        raise StreamError(str(problem)) from None
    if redacted is not None:
        _write(redacted, octets, found)
    return answer(found.all_findings, found.to_dict(), _lines(found), as_json=as_json)


def _read(name: str) -> bytes:
    try:
        with Path(name).open("rb") as file:
            size = Path(name).stat().st_size
            if size > MOST_OCTETS:
                raise StreamError(too_large(size))
            return file.read(MOST_OCTETS + 1)
    except (OSError, ValueError) as problem:
        raise StreamError(f"can't read {_shown(name)}: {_reason(problem)}.") from None


def _write(name: str, octets: bytes, found: HarAnswer) -> None:
    """Write a new file: an old one, perhaps the recording itself, is never overwritten."""
    try:
        with Path(name).open("x", encoding="utf-8") as file:
            file.writelines(redact_har(octets, found))
    except FileExistsError:
        raise StreamError(f"{_shown(name)} exists already. Name a new file: none is overwritten.") from None
    except (OSError, ValueError) as problem:
        raise StreamError(f"can't write {_shown(name)}: {_reason(problem)}.") from None
    kept, names = len(found.numbers), found.masking.names
    hidden = f" These are hidden, each replaced by its length: {join_words(names)}." if names else ""
    narrate(
        f"note: {kept:,} of {found.entries:,} requests were written to {_shown(name)}.{hidden} Read it once more "
        f"before you hand it on."
    )


def _shown(name: str) -> str:
    return ascii(name)[1:-1]


def _reason(problem: Exception) -> str:
    return getattr(problem, "strerror", None) or "this can't be the name of a file"


def _lines(found: HarAnswer) -> Iterator[str]:
    requests = "1 request" if found.entries == 1 else f"{found.entries:,} requests"
    show = "1 shows" if len(found.numbers) == 1 else f"{len(found.numbers):,} show"
    yield f"The file has {requests}. {show} the steps of a login. Secrets are replaced by their lengths."
    yield from render_report(found.report, {}, color=False)
    for number, attempt in enumerate(found.attempts, start=1):
        yield from ("", f"Attempt {number}: {attempt.title}")
        yield from _attempt_lines(attempt)
    if found.others:
        yield from ("", "Other requests of the login")
        for step in found.others:
            yield from _step_lines(step)


def _attempt_lines(attempt: HarAttempt) -> Iterator[str]:
    for step in attempt.steps:
        yield from _step_lines(step)
    yield from render_report(attempt.report, {}, color=False)
    judged = attempt.all_findings
    if attempt.explanation:
        yield ""
        yield from render_explanation(attempt.explanation)
    elif not judged.errors and not judged.warnings:
        yield "Nothing wrong shows in these requests."


def _step_lines(step: HarStep) -> Iterator[str]:
    at = f"{moment(step.at)} " if step.at is not None else ""
    status = f", status {step.status}" if step.status else ", no response"
    yield f"- {at}{step.kind.value} (entry {step.number}{status}): {step.method} {step.url}"
    yield from (f"  {line}" for line in render_report(step.report, {}, color=False))
