"""`mkdocs serve` adds a script to each page it sends. This module allows that script in that page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from strict_csp.inspection import allow_inline_scripts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment


def allow_injected_scripts(application: WSGIApplication) -> WSGIApplication:
    """Return a WSGI application that answers like the given one and allows the scripts added to each page."""

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        begun: list[Any] = []

        def begin(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:
            begun[:] = [status, headers, *error]

        body = application(environ, begin)
        status, headers, *error = begun
        if not any(name.lower() == "content-type" and "html" in value for name, value in headers):
            start_response(status, headers, *error)
            return body
        page = _with_scripts_allowed(body)
        kept = [(name, value) for name, value in headers if name.lower() != "content-length"]
        start_response(status, [*kept, ("Content-Length", str(len(page)))], *error)
        return [page]

    return answer


def _with_scripts_allowed(body: Iterable[bytes]) -> bytes:
    source = b"".join(body).decode("utf-8", "surrogateescape")
    if close := getattr(body, "close", None):
        close()
    return allow_inline_scripts(source).encode("utf-8", "surrogateescape")
