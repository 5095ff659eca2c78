"""The Firefox of the system, over WebDriver BiDi, which Firefox speaks by itself.

https://www.w3.org/TR/webdriver-bidi/ has the commands.
"""

from __future__ import annotations

import itertools
import json
import re
import shutil
import subprocess
import threading
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from websockets.sync.client import connect

from tests.support.engines.engine import FIREFOX, PATIENCE, EngineError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from websockets.sync.client import ClientConnection

_PROGRAMS = ("firefox-esr", "firefox")
_SAID_WHEN_LEFT = (
    "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
    "A ServiceWorker intercepted the request and encountered an unexpected error.",
)
"""What Firefox says of a script that was loading when its page was left: the hash of nothing is wrong, or the service
worker can't hand it over."""
_ENTER, _CONTROL = "\ue007", "\ue009"
_SETTINGS = {
    # Nothing is asked of anybody outside this machine.
    "app.normandy.enabled": False,
    "app.update.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.systemAddon.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
    "toolkit.telemetry.server": "",
    # No page of its own comes in between.
    "browser.aboutwelcome.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
}


@contextmanager
def open_firefox() -> Iterator[Firefox]:
    """A Firefox without a window and with a profile of its own, until the block ends.

    Raises:
        EngineError: there is no Firefox, or it doesn't start.
    """
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise EngineError("No Firefox to test with: run `make test`, which installs one on Debian, or install it.")
    with ExitStack() as stack:
        profile = Path(stack.enter_context(TemporaryDirectory(ignore_cleanup_errors=True)))
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in _SETTINGS.items()]
        (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
        command = [program, "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0"]
        quiet = subprocess.DEVNULL
        process = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=subprocess.PIPE, encoding="utf-8")
        stack.enter_context(process)
        stack.callback(process.kill)
        assert process.stderr
        found = next(filter(None, (re.search(r"ws://\S+", line) for line in process.stderr)), None)
        if found is None:
            raise EngineError(f"{program} ended before it listened.")
        threading.Thread(target=process.stderr.read, daemon=True).start()  # a full pipe would stop it
        socket = stack.enter_context(connect(f"{found[0]}/session", max_size=None, open_timeout=PATIENCE))
        yield Firefox(socket)


class Firefox:
    """The one page of a Firefox.

    Args:
        socket: to the browser; it has no session yet.
    """

    name = FIREFOX

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._numbers = itertools.count()
        self._problems: list[tuple[str, str]] = []
        """What was said, and the realm (of one visit to one page) that said it."""
        self._ask("session.new", capabilities={})
        self._ask("session.subscribe", events=["log.entryAdded"])
        # In the page that it starts with, the address bar keeps the focus, and no key presses a button.
        self._context: str = self._ask("browsingContext.create", type="tab")["context"]

    def go(self, url: str) -> None:
        self._ask("browsingContext.navigate", context=self._context, url=url, wait="complete")

    def run(self, body: str, given: object = None) -> Any:
        function = f"async (text) => JSON.stringify(await (async (given) => {{ {body} }})(JSON.parse(text)) ?? null)"
        answer = self._ask(
            "script.callFunction",
            functionDeclaration=function,
            arguments=[{"type": "string", "value": json.dumps(given)}],
            target={"context": self._context},
            awaitPromise=True,
            userActivation=True,
        )
        if answer["type"] == "exception":
            raise EngineError(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"]["value"])

    def press(self, keys: str) -> None:
        values = [_ENTER if key == "\n" else key for key in keys]
        self._type([(move, value) for value in values for move in ("keyDown", "keyUp")])

    def paste(self, text: str) -> None:
        self.run("await navigator.clipboard.writeText(given)", text)
        self._type([("keyDown", _CONTROL), ("keyDown", "v"), ("keyUp", "v"), ("keyUp", _CONTROL)])

    def problems(self) -> list[str]:
        # What was said before is heard before this answer.
        open_now = {each["realm"] for each in self._ask("script.getRealms")["realms"]}
        return [
            text
            for text, realm in self._problems
            if realm in open_now or not any(said in text for said in _SAID_WHEN_LEFT)
        ]

    def _type(self, moves: list[tuple[str, str]]) -> None:
        actions = [{"type": move, "value": value} for move, value in moves]
        keyboard = {"type": "key", "id": "keyboard", "actions": actions}
        self._ask("input.performActions", context=self._context, actions=[keyboard])

    def _ask(self, method: str, **parameters: object) -> dict[str, Any]:
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            message = json.loads(self._socket.recv(timeout=PATIENCE))
            if message.get("method") == "log.entryAdded" and message["params"]["level"] == "error":
                self._problems.append((message["params"]["text"], message["params"]["source"]["realm"]))
            elif message.get("id") == number:
                if message["type"] == "error":
                    raise EngineError(f"{method}: {message['message']}")
                result: dict[str, Any] = message["result"]
                return result
