"""What several tests of strict_csp do."""

from __future__ import annotations

from wsgiref.util import setup_testing_defaults


def get(application: object, path: str) -> bytes:
    """Ask a WSGI application, and compare its Content-Length with what it sends."""
    assert callable(application)
    environ: dict[str, object] = {"PATH_INFO": path}
    setup_testing_defaults(environ)
    sent: dict[str, str] = {}
    answer = application(environ, lambda status, headers, *_: sent.update({**dict(headers), "status": status}))
    body = b"".join(answer)
    getattr(answer, "close", lambda: None)()
    assert sent["status"] == "200 OK"
    assert sent.get("Content-Length", str(len(body))) == str(len(body))
    return body
