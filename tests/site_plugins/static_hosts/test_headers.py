"""The table of headers, and the configurations that repeat it."""

from __future__ import annotations

import re

import pytest

from static_hosts.headers import ASK, FOREVER, HASHED, HEADERS, HTTPS_HEADERS, cache_control
from tests.support.web_servers import HOSTS


@pytest.mark.parametrize(
    "path",
    [
        "/assets/javascripts/bundle.a5f9d56c.min.js",
        "/assets/live-python/beb4447f03e6/my_package.whl.txt",
        "/assets/live-python/pyodide.asm.54309a5a2cfd.wasm",
        "/team/docs/assets/style-d05b779d446c.css",
        "/assets/d05b779d446c.css",
    ],
)
def test_a_name_with_a_hash_is_kept(path: str) -> None:
    """A hash of eight digits or more, in the name of the file or of a folder."""
    assert cache_control(path) == FOREVER


@pytest.mark.parametrize(
    "path",
    [
        "/assets/site.css",
        "/assets/live-python/manifest.json",
        "/assets/facade.css",
        "/blog/20261128/",  # a date
        "/index.html",
        "/decades.deadbeef.html",
        "/assets/deadbeefs.css",
    ],
)
def test_what_has_none_is_asked_for(path: str) -> None:
    """A page never has one, and neither has what is as short as a word."""
    assert cache_control(path) == ASK


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile"])
def test_the_configurations_say_the_same(name: str) -> None:
    """Every header of the table with its value, no other, and the pattern of the names with a hash."""
    text = (HOSTS / name).read_text(encoding="utf-8")
    found = dict(re.findall(r'^\s*(?:add_header )?([A-Z][\w-]+) "([^"]+)"', text, flags=re.MULTILINE))
    assert found == {**HEADERS, **HTTPS_HEADERS}
    assert HASHED in text
    assert f'"{FOREVER}"' in text
