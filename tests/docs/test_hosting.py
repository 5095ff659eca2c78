"""The page "Host the site": it has every header of the table, and says what each host lacks."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from make.archive import archive_site
from static_hosts import HEADERS, HTTPS_HEADERS
from static_hosts.headers import FOREVER
from tests.support.browser import WatchedPage
from tests.support.landing import VERIFIER, WITH_NEWLINE, Landing
from tests.support.site import build
from tests.support.web_servers import HOSTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

PAGE = (Path(__file__).parents[2] / "docs" / "hosting.md").read_text(encoding="utf-8")


def test_every_header_is_told() -> None:
    """With its value, unless that is a list, and once more under the host that sends none."""
    told, github = PAGE.split("\n## GitHub Pages\n")
    for name, value in {**HEADERS, **HTTPS_HEADERS}.items():
        assert (name if name == "Permissions-Policy" else f"{name}: {value}") in told
        assert f"`{name}`" in github or f"`{value}`" in github
    assert f"Cache-Control: {FOREVER}" in told


def test_the_configurations_are_those_that_are_shipped() -> None:
    """The page takes them from the folder of the plugin."""
    for file in sorted(HOSTS.iterdir()):
        assert f'--8<-- "site_plugins/static_hosts/hosts/{file.name}"' in PAGE


@pytest.fixture(scope="module")
def nowhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built without an address."""
    folder = tmp_path_factory.mktemp("nowhere")
    build(folder, "")
    return folder


@pytest.mark.slow
def test_without_an_address_nothing_names_one(nowhere: Path) -> None:
    """No canonical link, no sitemap, no picture for previews, and no script that would ask for the sitemap."""
    assert not list(nowhere.glob("sitemap.xml*"))
    assert "Sitemap" not in (nowhere / "robots.txt").read_text(encoding="utf-8")
    for path in nowhere.rglob("*.html"):
        head = path.read_text(encoding="utf-8").partition("</head>")[0]
        assert not re.search(r"canonical|og:image|og:url|twitter:image|https?://", head), path
        assert "navigation.instant" not in path.read_text(encoding="utf-8"), path


@pytest.fixture
def any_server(nowhere: Path, tmp_path: Path) -> Iterator[str]:
    """What `make build` zips, unzipped into a folder of Python's own web server, by the address of its start page."""
    archive_site(nowhere, tmp_path / "site.zip")
    with zipfile.ZipFile(tmp_path / "site.zip") as archive:
        archive.extractall(tmp_path / "served" / "team" / "docs")
    command = [sys.executable, "-u", "-m", "http.server", "0", "--bind", "127.0.0.1"]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=tmp_path / "served", stdout=subprocess.PIPE, stderr=quiet, text=True) as server:
        assert server.stdout
        port = re.search(r"port (\d+)", server.stdout.readline())
        assert port
        yield f"http://127.0.0.1:{port[1]}/team/docs/"
        server.kill()


@pytest.mark.slow
def test_the_zip_works_from_any_server(any_server: str, page: Page) -> None:
    """Under a path that the build didn't know: the checker answers, and a link leads to a part that answers."""
    watched = WatchedPage(page)
    landing = Landing(page, any_server)
    landing.paste(f"{VERIFIER}\n{WITH_NEWLINE}")
    landing.says("Wrong · proved", "newline")
    page.get_by_role("link", name="Workbench").first.click()
    check = page.locator("pkce-check").first
    check.get_by_role("button", name="Create a new pair").click()
    expect(check.locator(".pkce-verdict__text")).to_contain_text("The challenge matches the verifier.")
    assert watched.errors == []
