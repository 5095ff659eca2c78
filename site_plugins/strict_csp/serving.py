"""`mkdocs serve` adds a script to each page it sends. This module allows that script in that page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from strict_csp.inspection import allow_inline_scripts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from _typeshed import OptExcInfo


def allow_injected_scripts(application: WSGIApplication) -> WSGIApplication:
    """Return a WSGI application that answers like the given one and allows the scripts added to each page."""

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        begun: list[tuple[str, list[tuple[str, str]], OptExcInfo | None]] = []
        written: list[bytes] = []

        def begin(
            status: str, headers: list[tuple[str, str]], error: OptExcInfo | None = None, /
        ) -> Callable[[bytes], object]:
            begun[:] = [(status, headers, error)]
            return written.append

        body = application(environ, begin)
        status, headers, error = begun[0]
        if not any(name.lower() == "content-type" and "html" in value for name, value in headers):
            write = start_response(status, headers, error)
            for octets in written:
                write(octets)
            return body
        page = _with_scripts_allowed(written, body)
        kept = [(name, value) for name, value in headers if name.lower() != "content-length"]
        start_response(status, [*kept, ("Content-Length", str(len(page)))], error)
        return [page]

    return answer


def _with_scripts_allowed(written: list[bytes], body: Iterable[bytes]) -> bytes:
    source = b"".join((*written, *body)).decode("utf-8", "surrogateescape")
    if close := getattr(body, "close", None):
        close()
    return allow_inline_scripts(source).encode("utf-8", "surrogateescape")
