"""Material's instant navigation under the policy: the next page's scripts run under the first page's policy."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from mkdocs.commands.build import build as build_site
from mkdocs.config import load_config
from playwright.sync_api import expect

from strict_csp.policy import hash_of
from tests.support.privacy import Violations, open_and_settle
from tests.support.server import Override, SiteServer

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page

SCRIPT = "document.body.dataset.ran = 'two';"
ONE = "# One\n\n[Next](two.md)\n\n<script>document.body.dataset.ran = 'one';</script>\n"
TWO = f"""# Two

| a | b |
| :-: | --: |
| 1 | 2 |

<table style="color: rgb(1, 2, 3)"><tbody><tr><td>3</td></tr></tbody></table>

<style>#styled {{ color: rgb(4, 5, 6) }}</style>
<p id="styled">styled</p>

<script>{SCRIPT}</script>
"""


@pytest.fixture
def site(tmp_path: Path) -> SiteServer:
    """Two pages with scripts and styles of their own."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text(ONE)
    (tmp_path / "docs" / "two.md").write_text(TWO)
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Demo\ntheme: {name: material, font: false, features: [navigation.instant]}\n"
        "plugins: [strict-csp]\nmarkdown_extensions: [tables]\n"
    )
    server = SiteServer(tmp_path / "site")
    build_site(load_config(str(tmp_path / "mkdocs.yml"), site_url=server.url, strict=True))
    return server


def go_to_the_second_page(page: Page, server: SiteServer) -> None:
    open_and_settle(page, server.url)
    expect(page.locator("body")).to_have_attribute("data-ran", "one")
    page.evaluate("window.samePage = true")
    page.get_by_role("link", name="Next", exact=True).click()
    expect(page.get_by_role("heading", name="Two", level=1)).to_be_visible()
    assert page.evaluate("window.samePage") is True


def css(page: Page, selector: str, name: str) -> str:
    return str(page.locator(selector).first.evaluate("(node, name) => getComputedStyle(node)[name]", name))


def test_the_next_page_works_in_this_one(context: BrowserContext, site: SiteServer) -> None:
    """Scripts, style elements and moved style attributes of the next page work after instant navigation."""
    with site:
        violations = Violations(context)
        page = context.new_page()
        go_to_the_second_page(page, site)
        expect(page.locator("body")).to_have_attribute("data-ran", "two")
        expect(page.locator("td").first).to_have_css("text-align", "center")
        assert css(page, "td >> nth=1", "textAlign") == "right"
        assert css(page, "table >> nth=1", "color") == "rgb(1, 2, 3)"
        assert css(page, "#styled", "color") == "rgb(4, 5, 6)"
        assert violations.found == []


def test_without_the_shared_hashes_it_would_not(context: BrowserContext, site: SiteServer) -> None:
    """The script of the next page needs its hash in this one: the test above can fail."""
    script = hash_of(SCRIPT).encode()
    site.overrides["/"] = Override(change=lambda page: page.replace(script, b"", 1))
    with site:
        violations = Violations(context)
        page = context.new_page()
        go_to_the_second_page(page, site)
        page.wait_for_timeout(0)
        expect(page.locator("body")).to_have_attribute("data-ran", "one")
        assert any(re.match("script-src-elem inline ", text) for text in violations.found)


def test_a_script_may_still_set_the_style(context: BrowserContext, site: SiteServer) -> None:
    """As with a style attribute, what a script sets on the element wins over what the page came with."""
    with site:
        page = context.new_page()
        open_and_settle(page, f"{site.url}two/")
        table = page.locator("table").nth(1)
        expect(table).to_have_css("color", "rgb(1, 2, 3)")
        table.evaluate("(node) => { node.style.color = 'rgb(7, 8, 9)'; }")
        expect(table).to_have_css("color", "rgb(7, 8, 9)")
