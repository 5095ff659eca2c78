"""The policy in `mkdocs serve`: each page allows the script that the server adds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from wsgiref.simple_server import demo_app

from strict_csp.policy import Policy, hash_of
from strict_csp.serving import allow_injected_scripts
from strict_csp.site import apply_policy
from tests.site_plugins.strict_csp.conftest import get

if TYPE_CHECKING:
    from pathlib import Path
    from wsgiref.types import StartResponse, WSGIEnvironment


def test_an_added_script_is_allowed_and_nothing_else_changes(tmp_path: Path) -> None:
    """The policy of the page that is sent has the hash of the added script; the rest is what the application sent."""
    (tmp_path / "index.html").write_text("<!doctype html><html><head><title>a</title><script>1</script></head><p>")
    apply_policy(tmp_path, Policy())
    page = (tmp_path / "index.html").read_text() + "<script>added</script>"

    def application(environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
        start_response("200 OK", [("Content-Type", "text/html"), ("Content-Length", str(len(page)))])
        return [page.encode()]

    sent = get(allow_injected_scripts(application), "/").decode()
    assert re.sub(rf"{re.escape(hash_of('added'))} ", "", sent) == page
    assert sent != page


def test_another_answer_is_passed_on() -> None:
    """What is not HTML passes unchanged, including status and headers."""
    assert get(allow_injected_scripts(demo_app), "/").startswith(b"Hello world!")
