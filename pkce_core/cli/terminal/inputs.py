"""What several commands read: a document, a secret, a time, the values of a flow."""

from __future__ import annotations

import os
import re

from pkce_core.cli.terminal.streams import StreamError, read_value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pkce_core.flow.values import FlowValues


MOST_OCTETS = 4 * 1024 * 1024
"""The most that is read of a file. The rest of a longer one is ignored, and the check then reports what is wrong."""


def read_document(name: str | None, what: str, *, hint: str = "") -> str | bytes:
    """The content of a file; of stdin when the name is "-" or missing.

    Args:
        name: the file's name.
        what: what the document is, for the prompt.
        hint: what else to say when the file cannot be read.

    Raises:
        StreamError: it cannot be read.
    """
    if name is None or name == "-":
        return read_value("-", what)
    if name.lstrip()[:1] in ("{", "[", "<"):  # it may be full of secrets, so the message doesn't repeat it
        raise StreamError(
            f"this looks like the {what} itself, not the name of a file. Send it through a pipe, and pass -."
        )
    from pathlib import Path  # only for a file: loading it would slow down the other commands

    try:
        with Path(name).open("rb") as file:
            octets = file.read(MOST_OCTETS)
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or "this can't be the name of a file"
        if _may_be_name(name):
            raise StreamError(f"can't read {ascii(name)[1:-1]}: {reason}.{hint}") from None
        # It may be a token, a code or a whole command, so the message doesn't repeat it.
        raise StreamError(
            f"can't read a file of the name that you gave: {reason}. If it's the {what} itself, send it through a "
            "pipe, and pass -."
        ) from None
    try:
        return octets.decode("utf-8-sig")
    except UnicodeDecodeError:
        return octets


def _may_be_name(name: str) -> bool:
    """Whether a text looks like the name of a file, and like no value, command, address or answer."""
    from pkce_core.recognition.given_value import describe_given  # only now: loading it would slow down the others

    return not (re.search(r"[\s=&?]", name) or describe_given(name))


def read_secret(variable: str | None) -> str | None:
    """A secret from an environment variable; None without the name of a variable.

    Raises:
        StreamError: the variable is not set, or empty.
    """
    if variable is None:
        return None
    secret = os.environ.get(variable, "")
    if not secret:
        # A text that doesn't look like a name may be the secret itself, so the message doesn't repeat it.
        named = f" {variable}" if variable.isidentifier() and variable.isupper() else " that you named"
        raise StreamError(f"the environment variable{named} isn't set, or is empty. Pass its name, not the secret.")
    return secret


def read_time(text: str | None) -> float:
    """A time in seconds since 1970, from such a number or an ISO 8601 date; without a text, the clock's time.

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
    if not abs(seconds) < 1e15:  # true for NaN, too
        raise StreamError("--now must be seconds since 1970, or a date such as 2026-01-31T12:00:00Z.")
    return seconds


def read_flow(source: str | None) -> FlowValues:
    """The values of a flow, from a file or stdin.

    Raises:
        StreamError: they cannot be read.
    """
    from pkce_core.errors import InvalidValueError
    from pkce_core.flow.values import parse_flow

    try:
        return parse_flow(read_document(source, "flow"))
    except InvalidValueError as problem:
        raise StreamError(f"can't read the values of the flow. {problem}") from None


def read_flow_and_answer(source: str | None) -> tuple[FlowValues, str]:
    """The values of a flow, and its token response as text where that is no answer of OAuth, such as a page.

    Raises:
        StreamError: they cannot be read.
    """
    from pkce_core.errors import InvalidValueError
    from pkce_core.flow.values import parse_flow
    from pkce_core.text.json_object import parse_json_object

    document = read_document(source, "flow")
    try:
        flow = parse_flow(document)
        # A text: nothing else is unread.
        return flow, str(parse_json_object(document)["token_response"]) if "token_response" in flow.unread else ""
    except InvalidValueError as problem:
        try:
            members = parse_json_object(document)
            answer = members.pop("token_response", None)
            if isinstance(answer, str):
                return parse_flow(members), answer
        except InvalidValueError:
            pass  # the first problem is told
        raise StreamError(f"can't read the values of the flow. {problem}") from None
