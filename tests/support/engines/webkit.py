"""WebKitGTK, as the system has it, in a window on a screen that nobody sees.

Its WebDriver isn't used: it opens private pages only, and those write no console.
"""

from __future__ import annotations

import json
import os
import pty
import select
import shutil
import subprocess
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from tests.support.engines.engine import PATIENCE, WEBKIT, EngineError

if TYPE_CHECKING:
    from collections.abc import Iterator

_PYTHON = "/usr/bin/python3"  # the system's, because the bindings belong to it
_WINDOW = Path(__file__).with_name("webkit_window.py")
_SETTLING = 0.3  # seconds in which the console gets what was said before


@contextmanager
def open_webkit() -> Iterator[WebKit]:
    """A window of WebKitGTK, until the block ends.

    Raises:
        EngineError: it isn't installed, or the window doesn't open.
    """
    if not shutil.which("Xvfb") or not _has_bindings():
        raise EngineError(
            "No WebKitGTK to test with: run `make test`, which installs it on Debian, or install Xvfb, and for "
            f"{_PYTHON} PyGObject and the typelib WebKit2 4.1."
        )
    with ExitStack() as stack:
        display = stack.enter_context(_screen())
        console, written = pty.openpty()  # as to a terminal, line by line
        stack.callback(os.close, console)
        answers, answering = os.pipe()
        process = subprocess.Popen(
            [_PYTHON, _WINDOW, str(answering)],
            stdin=subprocess.PIPE,
            stdout=written,
            stderr=subprocess.DEVNULL,
            pass_fds=[answering],
            env={**os.environ, "DISPLAY": display, "GDK_BACKEND": "x11", "NO_AT_BRIDGE": "1"},
            encoding="utf-8",
        )
        stack.enter_context(process)
        stack.callback(process.kill)
        os.close(written)
        os.close(answering)
        assert process.stdin
        yield WebKit(process.stdin, stack.enter_context(os.fdopen(answers, encoding="utf-8")), console)


def _has_bindings() -> bool:
    ask = "import gi; gi.require_version('WebKit2', '4.1')"
    return (
        Path(_PYTHON).exists() and not subprocess.run([_PYTHON, "-c", ask], capture_output=True, check=False).returncode
    )


@contextmanager
def _screen() -> Iterator[str]:
    """The name of a screen that only programs see."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1300x950x24", "-nolisten", "tcp"]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet, pass_fds=[writing]) as process:
        os.close(writing)
        with os.fdopen(reading) as number:
            name = number.readline().strip()
        try:
            if not name:
                raise EngineError("Xvfb ended before it had a screen.")
            yield f":{name}"
        finally:
            process.terminate()


class WebKit:
    """The one page of a window.

    Args:
        commands: what the window reads.
        answers: what it answers.
        console: the descriptor of what the page writes.
    """

    name = WEBKIT

    def __init__(self, commands: IO[str], answers: IO[str], console: int) -> None:
        self._commands, self._answers, self._console = commands, answers, console
        self._said = b""

    def go(self, url: str) -> None:
        self._ask(go=url)

    def run(self, body: str, given: object = None) -> Any:
        return self._ask(run=body, given=given)

    def press(self, keys: str) -> None:
        self._ask(press=keys)

    def paste(self, text: str) -> None:
        self._ask(paste=text)

    def problems(self) -> list[str]:
        self.run("")
        while select.select([self._console], [], [], _SETTLING)[0]:
            self._said += os.read(self._console, 65536)
        lines = self._said.decode("utf-8", "replace").splitlines()
        return [line for line in lines if "CONSOLE" in line and "ERROR" in line]

    def _ask(self, **command: object) -> Any:
        self._commands.write(json.dumps(command) + "\n")
        self._commands.flush()
        if not select.select([self._answers], [], [], PATIENCE)[0]:
            raise EngineError(f"WebKitGTK did not answer: {str(command)[:200]}")
        line = self._answers.readline()
        if not line:
            raise EngineError("The window of WebKitGTK was closed.")
        answer = json.loads(line)
        if "error" in answer:
            raise EngineError(answer["error"])
        return answer["value"]
