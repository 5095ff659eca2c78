"""nginx and Caddy with the configuration that we ship: what they send of the built site, and under load."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

import brotli  # type: ignore[import-untyped]
import pytest
from playwright.sync_api import expect

from static_hosts import HEADERS, HTTPS_HEADERS, cache_control
from static_hosts.headers import ASK, FOREVER
from tests.support.browser import WatchedPage
from tests.support.web_servers import HOSTS, SERVERS, WebServer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.support.site import BuiltSite

SLOWEST = 1.0  # seconds
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=SERVERS)
def host(
    request: pytest.FixtureRequest, built_site: BuiltSite, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[WebServer]:
    with SERVERS[request.param](built_site.folder, tmp_path_factory.mktemp("host"), None) as server:
        yield server


def files(site: BuiltSite) -> list[str]:
    """The path of each file that a page may ask for."""
    found = (path for path in sorted(site.folder.rglob("*")) if path.is_file() and path.suffix not in {".br", ".gz"})
    return [f"/{path.relative_to(site.folder).as_posix()}" for path in found]


def wasm(site: BuiltSite) -> str:
    return next(path for path in files(site) if path.endswith(".wasm"))


def test_every_file_has_the_headers(host: WebServer, built_site: BuiltSite) -> None:
    """Each file carries all headers, may be kept as long as its name says, and has a type that browsers take."""
    types = {".mjs": "text/javascript", ".js": "javascript", ".wasm": "application/wasm", ".html": "text/html"}
    types[".webmanifest"] = "application/manifest+json"
    for path in files(built_site):
        answer = host.get(path)
        assert answer.status == 200, path
        assert answer.body == (built_site.folder / path[1:]).read_bytes()
        for name, value in {**HEADERS, **HTTPS_HEADERS, "Cache-Control": cache_control(path)}.items():
            assert answer.headers.get(name.lower()) == value, (path, name)
        kind = types.get(path[path.rfind(".") :], "")
        assert kind in answer.headers.get("content-type", ""), path


def test_a_folder_is_its_page(host: WebServer, built_site: BuiltSite) -> None:
    """With and without the slash at its end; browsers ask each time whether a page is still the same."""
    answer = host.get("/quickstart/")
    assert answer.body == (built_site.folder / "quickstart" / "index.html").read_bytes()
    assert answer.headers["cache-control"] == ASK
    moved = host.get("/quickstart")
    assert moved.status in {301, 308}
    assert urlsplit(moved.headers["location"]).path == "/quickstart/"
    again = host.get("/quickstart/", If_None_Match=answer.headers["etag"])
    assert again.status == 304
    assert again.body == b""


@pytest.mark.parametrize(("encoding", "suffix"), [("br", ".br"), ("gzip", ".gz")])
def test_the_compressed_file_is_sent(host: WebServer, built_site: BuiltSite, encoding: str, suffix: str) -> None:
    """The bytes that the build wrote, with the type and the headers of the file itself."""
    for path in ("/quickstart/index.html", wasm(built_site)):
        plain, packed = host.get(path), host.get(path, Accept_Encoding=encoding)
        assert packed.headers["content-encoding"] == encoding
        assert packed.headers["vary"].lower() == "accept-encoding"
        assert packed.body == (built_site.folder / f"{path[1:]}{suffix}").read_bytes()
        for name in ("content-type", "cache-control", *map(str.lower, HEADERS)):
            assert packed.headers[name] == plain.headers[name]
    assert brotli.decompress(host.get("/quickstart/", Accept_Encoding="br").body) == host.get("/quickstart/").body


def test_a_part_of_a_file(host: WebServer, built_site: BuiltSite) -> None:
    """A download that broke off goes on where it was."""
    whole = (built_site.folder / wasm(built_site)[1:]).read_bytes()
    answer = host.get(wasm(built_site), Range="bytes=1000-1999")
    assert answer.status == 206
    assert answer.body == whole[1000:2000]
    assert answer.headers["content-range"] == f"bytes 1000-1999/{len(whole)}"


@pytest.mark.parametrize("path", ["/no/such/page/", "/assets/pkce.000000000000/register.mjs"])
def test_what_is_not_there(host: WebServer, built_site: BuiltSite, path: str) -> None:
    """The site's own page says so, with all headers, and no browser keeps the answer for a year."""
    answer = host.get(path)
    assert answer.status == 404
    assert answer.body == (built_site.folder / "404.html").read_bytes()
    assert "text/html" in answer.headers["content-type"]
    assert "immutable" not in answer.headers.get("cache-control", "")
    for name, value in HEADERS.items():
        assert answer.headers[name.lower()] == value
    for asked in set(re.findall(r'(?:href|src)="(/[^"#?]+)"', answer.body.decode())):
        assert host.get(urlsplit(urljoin(host.url, asked)).path).status == 200  # as a browser reads "/."


def test_the_page_runs_with_these_headers(host: WebServer, browser: Browser) -> None:
    """In Chromium, with the runtime of the page, and without a word in the console."""
    context = browser.new_context(ignore_https_errors=True)
    try:
        page = context.new_page()
        watched = WatchedPage(page)
        page.goto(f"{host.url}/workbench/")
        check = page.locator("pkce-check").first
        check.get_by_role("button", name="Create a new pair").click()
        expect(check.locator(".pkce-verdict__text")).to_contain_text("The challenge matches the verifier.")
        assert not watched.messages
    finally:
        context.close()


def test_under_load(host: WebServer, built_site: BuiltSite, all_matrices: bool) -> None:
    """32 readers at once get the quickstart and the runtime, compressed as browsers ask, each within a second."""
    for path in ("/quickstart/", wasm(built_site)):
        seconds = "10s" if all_matrices else "2s"
        command = ["wrk", "-t1", "-c32", f"-d{seconds}", "--timeout", f"{SLOWEST:.0f}s", "-H", "Accept-Encoding: br"]
        done = subprocess.run([*command, host.url + path], capture_output=True, text=True, check=True, timeout=60)
        assert "Socket errors" not in done.stdout, done.stdout
        assert "Non-2xx" not in done.stdout, done.stdout
        [(slowest, unit)] = re.findall(r"Latency\s+\S+\s+\S+\s+([\d.]+)(us|ms|s)\b", done.stdout)
        assert float(slowest) / {"us": 1e6, "ms": 1e3, "s": 1}[unit] <= SLOWEST, done.stdout
        assert int(re.findall(r"(\d+) requests in", done.stdout)[0]) > 32, done.stdout


@pytest.mark.parametrize("name", SERVERS)
def test_under_a_sub_path(name: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """With the one change that a comment of the configuration tells, the page of a team's own folder is sent."""
    folder = tmp_path / "team" / "docs"
    folder.mkdir(parents=True)
    (folder / "404.html").write_text("nothing here")
    (folder / "index.html").write_text("home")
    comment = re.search(r"(\S*/404\.html;?)\s+# under a sub-path: (\S+)", _text(name))
    assert comment
    old = comment[1]
    change = {old: comment[2] + (";" if old.endswith(";") else "")}
    with SERVERS[name](tmp_path, tmp_path_factory.mktemp("host"), change) as server:
        assert server.get("/team/docs/").body == b"home"
        assert server.get("/team/docs/no/such/page").body == b"nothing here"


def _text(name: str) -> str:
    return (HOSTS / {"nginx": "nginx.conf", "Caddy": "Caddyfile"}[name]).read_text(encoding="utf-8")


def test_the_hash_is_read_alike(built_site: BuiltSite) -> None:
    """Most of what pages load has a hash in its name."""
    kept = [path for path in files(built_site) if cache_control(path) == FOREVER]
    assert len(kept) > 60
    assert not [path for path in kept if path.endswith(".html")]
