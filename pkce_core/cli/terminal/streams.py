"""stdin, stdout and stderr, any of which may be missing, closed, full or not UTF-8.

Importing contextlib for `suppress` would take as long as all of `pkce challenge`, so errors are ignored by hand.
"""

from __future__ import annotations

import os
import sys

from pkce_core.text.quoting import harmless

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO

COLORS = ("[0m", "[31m", "[32m", "[33m", "[36m")
"""What may follow an ESC in the output."""
MOST_OCTETS = 64 * 1024 * 1024
"""The most that is read from stdin; far more than any input has."""


class StreamError(Exception):
    """A standard stream, or what it should bring, cannot be used; the text is a sentence for the user."""


def prepare() -> None:
    """Escape characters that the console's encoding lacks, so that none can stop the output."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            try:  # noqa: SIM105
                stream.reconfigure(errors="backslashreplace")
            except OSError:
                pass  # reconfigure flushes; if the stream is broken, writing to it fails, too


def narrate(text: str, *, end: str = "\n") -> None:
    """Write a note to stderr, if there is one."""
    if sys.stderr is not None:
        try:  # noqa: SIM105
            print(_cleaned(text), end=end, file=sys.stderr, flush=True)
        except OSError:
            pass


def warn_of_history(*names: str) -> None:
    """Warn that secrets are on the command line; without names, write nothing."""
    if names:
        from pkce_core.text.wording import join_words  # only here: `pkce challenge` starts faster without it

        narrate(
            f"note: other programs can see the {join_words(names)} on the command line, and your shell's history "
            f"keeps {'it' if len(names) == 1 else 'them'}. Use - to read from standard input instead."
        )


def write_result(text: str) -> None:
    """Write the result to stdout.

    Raises:
        StreamError: stdout is closed or full. It is not an error if the reader, such as head, stops reading.
    """
    if sys.stdout is None:
        raise StreamError("can't write the result: standard output is closed.")
    try:
        print(_cleaned(text), flush=True)
    except BrokenPipeError:
        _discard_output()
    except OSError as problem:
        _discard_output()
        raise StreamError(f"can't write to standard output: {problem.strerror}.") from None


def _cleaned(text: str) -> str:
    """The text with nothing in it that a terminal obeys, but for the colors that `rendering.paint` adds."""
    first, *others = text.split("\033")
    return harmless(first) + "".join(
        ("\033" if other.startswith(COLORS) else "\\x1b") + harmless(other) for other in others
    )


def finish(code: int) -> int:
    """Flush the output, so that the interpreter cannot fail to do so at exit."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        _discard_output()  # write_result has already reported the problem
    return int(code)


def read_value(argument: str | None, name: str) -> str | bytes:
    """The value of an argument that may be "-" for stdin, or missing.

    Args:
        argument: the argument; None when it is missing.
        name: what the value is, such as "verifier", for the prompt.

    Returns:
        Text, or octets when they are not UTF-8.

    Raises:
        StreamError: stdin is closed or cannot be read.
    """
    if argument is not None and argument != "-":
        return _text_or_octets(os.fsencode(argument)) if _is_escaped(argument) else argument
    if argument is None and can_ask():
        return _prompt(name)
    return _text_or_octets(_without_line_end(_read_stdin()))


def read_octets(most: int) -> bytes:
    """The octets of stdin as they are.

    Args:
        most: how many are read at most.

    Raises:
        StreamError: stdin is closed or cannot be read.
    """
    return _read_stdin(most=most)


def can_ask() -> bool:
    """True when stdin is a terminal, so that the user can be asked for a missing value."""
    return sys.stdin is not None and sys.stdin.isatty()


def ask(question: str) -> str | bytes:
    """The line that the user types for a value that is not secret; "" for an empty line or none.

    Raises:
        StreamError: stdin cannot be read.
    """
    narrate(f"{question}: ", end="")
    return _text_or_octets(_read_stdin(line=True).strip())


def wants_color(stream: TextIO | None) -> bool:
    """True when the stream is a terminal, unless NO_COLOR is set."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return stream is not None and stream.isatty()


def _prompt(name: str) -> str:
    import getpass  # only for a prompt: it loads slowly

    try:
        return getpass.getpass(f"{name} (not shown): ", stream=sys.stderr)
    except EOFError:
        raise StreamError(f"no {name} was entered.") from None


def _read_stdin(*, line: bool = False, most: int = MOST_OCTETS) -> bytes:
    if sys.stdin is None:
        raise StreamError("can't read standard input: it is closed.")
    try:
        read = sys.stdin.buffer.readline if line else sys.stdin.buffer.read
        return bytes(read(most))
    except OSError as problem:
        raise StreamError(f"can't read standard input: {problem.strerror}.") from None


def _without_line_end(octets: bytes) -> bytes:
    for line_end, name in ((b"\r\n", "Windows line end (CR LF)"), (b"\n", "newline")):
        if octets.endswith(line_end):
            narrate(f"note: one {name} at the end of standard input was ignored.")
            return octets.removesuffix(line_end)
    return octets


def _text_or_octets(octets: bytes) -> str | bytes:
    try:
        return octets.decode("utf-8")
    except UnicodeDecodeError:
        return octets


def _is_escaped(argument: str) -> bool:
    """True when the command line has octets that are not text; Python keeps them as lone surrogates."""
    return any("\udc80" <= character <= "\udcff" for character in argument)


def _discard_output() -> None:
    """Point stdout at the null device, so that the interpreter's last flush cannot fail."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except OSError:
        pass
