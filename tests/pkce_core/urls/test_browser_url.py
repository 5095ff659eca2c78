"""URLs as a browser reads them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core.urls.browser_url import DEFAULT_PORTS, BrowserUrl, parse_as_browser

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "browser-urls.json").read_text("utf-8"))
PIECES = st.sampled_from(
    ["127", "0x7f", "017", "0", ".", "localhost", "[::1]", "@", ":", "80", "\\", "/", "\t", "xn--", "é", "%2e", *"#?"]
)


@pytest.mark.parametrize("vector", VECTORS["urls"], ids=lambda vector: ascii(vector["url"]))
def test_browser_vectors(vector: dict[str, Any]) -> None:
    """Host and port are those that a browser's own parser gives (WHATWG URL Standard §3.5, §4.4); ASCII only."""
    url = parse_as_browser(vector["url"])
    if vector["hostname"] is None or not vector["url"].isascii():
        assert not isinstance(url, BrowserUrl)
        return
    assert isinstance(url, BrowserUrl)
    assert url.host is not None
    port = "" if url.port == DEFAULT_PORTS[url.scheme] else str(url.port)
    assert (url.host.text, port) == (vector["hostname"], vector["port"])


@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=8).map("".join).map("http://".__add__)))
def test_any_text_parses_or_is_refused(text: str) -> None:
    """No text raises, and what a browser writes reads back as itself."""
    url = parse_as_browser(text)
    if isinstance(url, BrowserUrl) and url.host is not None:
        again = parse_as_browser(url.origin)
        assert isinstance(again, BrowserUrl)
        assert (again.host, again.port) == (url.host, url.port)


def test_what_may_be_secret_stays_out_of_the_repr() -> None:
    """A password, a query and a fragment are not in the repr of a URL."""
    url = parse_as_browser("https://user:hunter2@a.example/p?code=hunter3#hunter4")
    assert isinstance(url, BrowserUrl)
    assert "hunter" not in repr(url)
