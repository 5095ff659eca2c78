"""Reading a secret in and writing results out, when any of the three streams may be missing, closed or not UTF-8.

contextlib.suppress would load as much as all of `pkce challenge`, so errors are passed over by hand.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO

MOST_OCTETS = 64 * 1024 * 1024
"""As much as is read from stdin; a verifier has 128 octets, and what is longer is reported as too long."""


class StreamError(Exception):
    """A standard stream cannot be used; the text is a sentence for the reader."""


def prepare() -> None:
    """Let no character stop the output, whatever the console's encoding."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            try:  # noqa: SIM105
                stream.reconfigure(errors="backslashreplace")
            except OSError:
                pass  # it flushes, and what is wrong with the stream shows again on writing


def narrate(text: str, *, end: str = "\n") -> None:
    """Say something on stderr; without a stderr, stay silent."""
    if sys.stderr is not None:
        try:  # noqa: SIM105
            print(text, end=end, file=sys.stderr, flush=True)
        except OSError:
            pass


def warn_of_history(*names: str) -> None:
    """Say that secrets stood among the arguments; without names, say nothing."""
    if names:
        from pkce_core.text.wording import join_words  # only here: `pkce challenge` starts faster without it

        shown, kept = join_words(names), "it" if len(names) == 1 else "them"
        narrate(
            f"note: the command line shows the {shown} to other programs, and your shell's history keeps {kept}. "
            "- reads standard input."
        )


def write_result(text: str) -> None:
    """Write the result to stdout.

    Raises:
        StreamError: stdout is closed or full. A reader that has seen enough, such as head, is no error.
    """
    if sys.stdout is None:
        raise StreamError("standard output is closed, so there is nowhere to write the result.")
    try:
        print(text, flush=True)
    except BrokenPipeError:
        _discard_output()
    except OSError as problem:
        _discard_output()
        raise StreamError(f"cannot write to standard output: {problem.strerror}.") from None


def finish(code: int) -> int:
    """Flush what is left, so that the interpreter finds nothing to fail on at exit."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        _discard_output()  # write_result has told of what it could not write
    return int(code)


def read_value(argument: str | None, name: str) -> str | bytes:
    """The value of an argument that may be "-" for stdin, or missing.

    Args:
        argument: what stands on the command line; None when nothing does.
        name: "verifier" or "challenge", for the prompt.

    Returns:
        Text, or octets when they are not UTF-8.

    Raises:
        StreamError: stdin is closed or cannot be read.
    """
    if argument is not None and argument != "-":
        return _text_or_octets(os.fsencode(argument)) if _is_escaped(argument) else argument
    if argument is None and is_asked():
        return _prompt(name)
    return _text_or_octets(_without_line_end(_read_stdin()))


def is_asked() -> bool:
    """True when somebody sits at a terminal and can be asked for what is missing."""
    return sys.stdin is not None and sys.stdin.isatty()


def ask(question: str) -> str | bytes:
    """The line that somebody types for what is no secret; "" for an empty line or none.

    Raises:
        StreamError: stdin cannot be read.
    """
    narrate(f"{question}: ", end="")
    return _text_or_octets(_read_stdin(line=True).strip())


def wants_colour(stream: TextIO | None) -> bool:
    """True when the stream is a terminal, unless NO_COLOR is set."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return stream is not None and stream.isatty()


def _prompt(name: str) -> str:
    import getpass

    try:
        return getpass.getpass(f"{name} (not shown): ", stream=sys.stderr)
    except EOFError:
        raise StreamError(f"no {name} was typed.") from None


def _read_stdin(*, line: bool = False) -> bytes:
    if sys.stdin is None:
        raise StreamError("standard input is closed, so there is nothing to read.")
    try:
        read = sys.stdin.buffer.readline if line else sys.stdin.buffer.read
        return bytes(read(MOST_OCTETS))
    except OSError as problem:
        raise StreamError(f"cannot read standard input: {problem.strerror}.") from None


def _without_line_end(octets: bytes) -> bytes:
    for line_end, name in ((b"\r\n", "Windows line end (CR LF)"), (b"\n", "newline")):
        if octets.endswith(line_end):
            narrate(f"note: one {name} at the end of standard input is not taken as part of the value.")
            return octets.removesuffix(line_end)
    return octets


def _text_or_octets(octets: bytes) -> str | bytes:
    try:
        return octets.decode("utf-8")
    except UnicodeDecodeError:
        return octets


def _is_escaped(argument: str) -> bool:
    """True when the command line held octets that are not text; Python keeps them as lone surrogates."""
    return any("\udc80" <= character <= "\udcff" for character in argument)


def _discard_output() -> None:
    """Point stdout at nothing, so that the interpreter's last flush cannot fail."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except OSError:
        pass
