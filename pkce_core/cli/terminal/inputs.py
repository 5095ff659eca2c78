"""What several subcommands read: a document from a file or stdin, a secret from the environment, a moment."""

from __future__ import annotations

import os

from pkce_core.cli.terminal.streams import StreamError, read_value

TYPE_CHECKING = False

if TYPE_CHECKING:
    from pkce_core.flow.values import FlowValues


MOST_OCTETS = 4 * 1024 * 1024
"""As much as is read of a file; what is longer is reported as too long or cut JSON."""


def read_document(name: str | None, what: str, *, hint: str = "") -> str | bytes:
    """The content of a file; of stdin when the name is "-" or missing.

    Args:
        name: of the file.
        what: it is, for the prompt.
        hint: what else to say when there is no such file.

    Raises:
        StreamError: it cannot be read.
    """
    if name is None or name == "-":
        return read_value("-", what)
    from pathlib import Path  # only for a file: it costs the other commands time

    try:
        with Path(name).open("rb") as file:
            octets = file.read(MOST_OCTETS)
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or "it is no name of a file"
        raise StreamError(f"cannot read {ascii(name)[1:-1]}: {reason}.{hint}") from None
    try:
        return octets.decode("utf-8-sig")
    except UnicodeDecodeError:
        return octets


def read_secret(variable: str | None) -> str | None:
    """A secret from an environment variable; None without the name of one.

    Raises:
        StreamError: the variable is not set, or empty.
    """
    if variable is None:
        return None
    secret = os.environ.get(variable, "")
    if not secret:
        raise StreamError(f"the environment variable {ascii(variable)[1:-1]} is not set or is empty.")
    return secret


def read_moment(text: str | None) -> float:
    """A moment: seconds since 1970, or a date as ISO 8601 writes it; the clock's time without one.

    Raises:
        StreamError: it is neither.
    """
    if text is None:
        import time

        return time.time()
    from datetime import datetime

    try:
        seconds = float(text)
    except ValueError:
        try:
            return datetime.fromisoformat(text).astimezone().timestamp()
        except (ValueError, OverflowError, OSError):
            seconds = float("nan")
    if not abs(seconds) < 1e15:  # NaN is not smaller either
        raise StreamError("--now takes seconds since 1970, or a date such as 2026-01-31T12:00:00Z.")
    return seconds


def read_flow(source: str | None) -> FlowValues:
    from pkce_core.errors import InvalidValueError
    from pkce_core.flow.values import parse_flow

    try:
        return parse_flow(read_document(source, "flow"))
    except InvalidValueError as problem:
        raise StreamError(f"the values of the flow cannot be read. {problem}") from None
