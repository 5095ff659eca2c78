"""The headers in `mkdocs serve`."""

from __future__ import annotations

from typing import TYPE_CHECKING
from wsgiref.util import setup_testing_defaults

from static_hosts.headers import HEADERS
from static_hosts.serving import with_headers

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse, WSGIEnvironment


def test_each_response_has_the_headers() -> None:
    """Those of the table beside the application's own; what it writes is left alone."""

    def application(_environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        start_response("404 Not Found", [("Content-Type", "text/html")])
        return [b"nothing"]

    environ: dict[str, object] = {}
    setup_testing_defaults(environ)
    sent: dict[str, str] = {}
    body = with_headers(application)(environ, lambda status, headers, *_: sent.update({**dict(headers), "": status}))  # type: ignore[arg-type]
    assert list(body) == [b"nothing"]
    assert sent == {"": "404 Not Found", "Content-Type": "text/html", **HEADERS}
    assert "Strict-Transport-Security" not in sent
