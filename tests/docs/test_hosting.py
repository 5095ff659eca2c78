"""The page "Host the site": it has every header of the table, and says what each host lacks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from static_hosts import HEADERS, HTTPS_HEADERS
from static_hosts.headers import FOREVER
from tests.support.site import build
from tests.support.web_servers import HOSTS

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


@pytest.mark.slow
def test_without_an_address_nothing_names_one(tmp_path: Path) -> None:
    """No canonical link, no sitemap, no picture for previews, and no script that would ask for the sitemap."""
    build(tmp_path, "")
    assert not list(tmp_path.glob("sitemap.xml*"))
    assert "Sitemap" not in (tmp_path / "robots.txt").read_text(encoding="utf-8")
    for path in tmp_path.rglob("*.html"):
        head = path.read_text(encoding="utf-8").partition("</head>")[0]
        assert not re.search(r"canonical|og:image|og:url|twitter:image|https?://", head), path
        assert "navigation.instant" not in path.read_text(encoding="utf-8"), path
