"""The page "Put it on your site", followed to the letter: its files make two sites, and both work in a browser."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.support.server import SiteServer

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "your-site.md"
BOOT = 30_000


def files(section: str) -> dict[str, str]:
    """The titled code blocks below a heading of the page, by file name."""
    text = PAGE.read_text(encoding="utf-8").split(f"\n## {section}\n")[1].split("\n## ")[0]
    blocks = re.findall(r'^(`{3,})\w+ title="([^"]+)"\n(.*?)^\1$', text, re.MULTILINE | re.DOTALL)
    return {name: body for _fence, name, body in blocks}


def build(folder: Path, section: str) -> Path:
    """Make the site of a section as a reader would, with this checkout in place of the clone beside it."""
    for name, body in files(section).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(body.replace("../pkce-quickstart", str(ROOT)), encoding="utf-8")
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


@pytest.mark.parametrize(
    ("section", "count"),
    [
        ("The checker", 2),
        ("Your own package", 5),
        ("A policy for every page", 1),
        ("Ready for a host", 1),
        ("What your site is made of", 2),
    ],
)
def test_the_page_shows_whole_files(section: str, count: int) -> None:
    """The blocks below each heading are files with names."""
    assert len(files(section)) == count


def test_the_checker_on_another_site(tmp_path: Path, page: Page) -> None:
    """The first recipe puts a working checker on a site of its own."""
    with SiteServer(build(tmp_path, "The checker")) as server:
        page.goto(server.url)
        page.get_by_label("Verifier code_verifier").fill("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
        page.get_by_label("Challenge code_challenge").fill("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM=")
        expect(page.locator(".pkce-verdict__text")).to_contain_text("padding", timeout=BOOT)


def test_another_package_on_another_site(tmp_path: Path, page: Page) -> None:
    """The second recipe runs somebody's own package, with no trace of ours."""
    with SiteServer(build(tmp_path, "Your own package")) as server:
        page.goto(server.url)
        expect(page.locator("greet-me")).to_have_text("Hello, Ada", timeout=BOOT)
        assert server.count("pkce") == 0


def test_a_policy_on_another_site(tmp_path: Path) -> None:
    """The third recipe gives a site pages with a policy, the 404 page too."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Hi\n", encoding="utf-8")
    site = build(tmp_path, "A policy for every page")
    for page in ("index.html", "404.html"):
        text = (site / page).read_text(encoding="utf-8")
        assert '"Content-Security-Policy" content="default-src \'self\'; ' in text


def test_a_site_that_is_ready_for_a_host(tmp_path: Path) -> None:
    """The fourth recipe puts what hosts read beside the pages."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Hi\n", encoding="utf-8")
    site = build(tmp_path, "Ready for a host")
    assert {"_headers", "robots.txt", "index.html.br", "index.html.gz"} <= {path.name for path in site.iterdir()}


def test_a_site_that_lists_its_parts(tmp_path: Path) -> None:
    """The fifth recipe adds the bill of materials and a page with the licenses."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Hi\n", encoding="utf-8")
    (tmp_path / "LICENSE").write_text("As you like.", encoding="utf-8")
    site = build(tmp_path, "What your site is made of")
    assert "Material for MkDocs" in (site / "sbom.cdx.json").read_text(encoding="utf-8")
    assert '<a href="material-for-mkdocs.txt">MIT</a>' in (site / "licenses" / "index.html").read_text(encoding="utf-8")
