"""A loopback server for a built site that tests can break, path by path."""

from __future__ import annotations

import contextlib
import functools
import mimetypes
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from tests.support.loopback import ANY_PORT, Loopback

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from types import TracebackType

# Said here rather than taken from the system's table, which differs between machines.
_TYPES = {".mjs": "text/javascript", ".js": "text/javascript", ".wasm": "application/wasm"}


@dataclass(kw_only=True)
class Override:
    """What to answer for a path instead of the file as it is.

    Args:
        status: The HTTP status; above 399 the body is a short text.
        content_type: The Content-Type.
        headers: More headers.
        change: Receives the file's bytes and returns those to send.
        hold: When set, nothing is sent until the event is set.
    """

    status: int = 200
    content_type: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    change: Callable[[bytes], bytes] | None = None
    hold: threading.Event | None = None


class SiteServer(Loopback):
    """Serves a directory under a prefix on 127.0.0.1 and remembers what was asked.

    Args:
        directory: The built site.
        prefix: The path the site lies under, such as `/sub/`.
        headers: Headers of every response.
        overrides: Answers by the end of a path, in which `*` and `?` stand for any characters.
        encode: Returns an encoding's name and the encoded file, or None to send it as it is.
    """

    def __init__(
        self,
        directory: Path,
        *,
        prefix: str = "/",
        headers: Mapping[str, str] | None = None,
        overrides: Mapping[str, Override] | None = None,
        encode: Callable[[Path], tuple[str, bytes] | None] | None = None,
    ) -> None:
        self.directory = directory
        self.prefix = "/" + prefix.strip("/") + "/" if prefix.strip("/") else "/"
        self.headers = dict(headers or {})
        self.overrides = dict(overrides or {})
        self.encode = encode
        self.requests: list[str] = []
        self.gone = False
        """Without a network: every connection ends without an answer, also those that are open."""
        super().__init__(ThreadingHTTPServer(ANY_PORT, functools.partial(_Handler, self)))

    @property
    def url(self) -> str:
        """The address of the site's start page."""
        return f"http://127.0.0.1:{self.port}{self.prefix}"

    def count(self, fragment: str) -> int:
        """Return how many requests (not HEAD) had a fragment in their path."""
        return sum(fragment in line for line in self.requests if not line.startswith("HEAD "))

    def override_for(self, path: str) -> Override:
        """Return what to do for a path."""
        for pattern, override in self.overrides.items():
            if fnmatchcase(path, f"*{pattern}"):
                return override
        return Override()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for override in self.overrides.values():
            if override.hold is not None:
                override.hold.set()
        super().__exit__(kind, error, trace)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, site: SiteServer, *arguments: object) -> None:
        self.site = site
        super().__init__(*arguments)  # type: ignore[arg-type]

    def handle(self) -> None:
        """Serve the connection until either side closes it; a closed page resets it, which is no error."""
        with contextlib.suppress(ConnectionError):
            super().handle()

    def do_GET(self) -> None:
        if self.site.gone:
            self.close_connection = True
            return
        path = unquote(urlsplit(self.path).path)
        self.site.requests.append(f"{self.command} {self.path}")
        override = self.site.override_for(path)
        if override.hold is not None:
            override.hold.wait(60)
        file = self._file(path)
        if override.status >= 400 or file is None:
            self._answer(404 if override.status < 400 else override.status, "text/plain", b"no", override)
            return
        body, extra = file.read_bytes(), {}
        encoded = self.site.encode(file) if self.site.encode else None
        if override.change is not None:
            body = override.change(body)
        elif encoded is not None:
            extra["Content-Encoding"], body = encoded
        guess = _TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        self._answer(override.status, override.content_type or guess, body, override, extra)

    def do_HEAD(self) -> None:
        self.do_GET()

    def _file(self, path: str) -> Path | None:
        if not path.startswith(self.site.prefix):
            return None
        file = self.site.directory / path.removeprefix(self.site.prefix)
        file = file / "index.html" if file.is_dir() else file
        return file if file.is_file() else None

    def _answer(
        self,
        status: int,
        content_type: str,
        body: bytes,
        override: Override,
        extra: Mapping[str, str] | None = None,
    ) -> None:
        self.send_response(status)
        headers = {"Content-Type": content_type, "Content-Length": str(len(body))}
        for name, value in {**headers, **self.site.headers, **(extra or {}), **override.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command == "GET":
            try:
                self.wfile.write(body)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True  # the page was closed meanwhile

    def log_message(self, format: str, *arguments: object) -> None:
        """Keep the test's output clean; `SiteServer.requests` has it all."""
