"""The same headers in `mkdocs serve`, so that what they forbid is seen before the site is on its host."""

from __future__ import annotations

from typing import TYPE_CHECKING

from static_hosts.headers import HEADERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from _typeshed import OptExcInfo


def with_headers(application: WSGIApplication) -> WSGIApplication:
    """Return a WSGI application that answers like the given one, with the headers that every response carries.

    Nothing is said of caching: while an author writes, each file is read anew.
    """

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        def begin(
            status: str, headers: list[tuple[str, str]], error: OptExcInfo | None = None, /
        ) -> Callable[[bytes], object]:
            return start_response(status, [*headers, *HEADERS.items()], error)

        return application(environ, begin)

    return answer
