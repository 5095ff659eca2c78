"""The built site as files: valid HTML, no link that leads nowhere, no id that stands twice or not at all."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest

from pkce_core import provider_names
from tests.support.built_html import BuiltPage, read_built_page

if TYPE_CHECKING:
    from tests.support.site import BuiltSite

VNU = Path(__file__).parents[1] / "node" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
OF_THE_THEME = (
    # mkdocs-material writes it, in a template that cannot be filtered; it does not change what a browser does.
    ("Attribute “autocomplete” is only allowed when the input type is", r'<input class="md-(toggle|option)"'),
)
"""What the validator may say, and the element that it may say it about."""
URL_IN_CSS = re.compile(r"url\(\s*['\"]?(?!data:)([^'\")]+)")


@pytest.fixture(scope="module")
def pages(built_site: BuiltSite) -> dict[str, BuiltPage]:
    """Every page by its address."""
    files = sorted(built_site.folder.rglob("*.html"))
    return {address(built_site, file): read_built_page(file) for file in files}


def address(site: BuiltSite, file: Path) -> str:
    return urljoin(site.url, file.relative_to(site.folder).as_posix().removesuffix("index.html"))


def test_html_is_valid(built_site: BuiltSite) -> None:
    """The Nu Html Checker finds no error but the one that the theme's own templates have."""
    java = shutil.which("java")
    assert java, "java is not installed: run `make test`, which brings it"
    quick = ["-Xss4m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]  # enough stack, and no long warming up
    check = [java, *quick, "-jar", str(VNU), "--format", "json", "--errors-only", "--skip-non-html"]
    done = subprocess.run([*check, built_site.folder], capture_output=True, text=True, check=False, timeout=300)
    messages = json.loads(done.stderr)["messages"]
    assert len(messages) >= len(list(built_site.folder.rglob("*.html")))  # the theme's: so every page was read
    ours = [f"{each['url']}:{each['lastLine']}: {each['message']}" for each in messages if not of_the_theme(each)]
    assert not ours, "\n".join(ours)


def of_the_theme(message: dict[str, str]) -> bool:
    return any(
        message["message"].startswith(text) and re.search(element, message.get("extract", ""))
        for text, element in OF_THE_THEME
    )


def test_each_id_stands_once(pages: dict[str, BuiltPage]) -> None:
    """An id names one element of its page."""
    assert len(pages) > 20
    twice = {at: [name for name, count in Counter(page.ids).items() if count > 1] for at, page in pages.items()}
    assert not {at: names for at, names in twice.items() if names}


def test_each_reference_has_its_element(pages: dict[str, BuiltPage]) -> None:
    """What labels or describes an element is there."""
    missing = [
        f"{at}: {attribute}={name}"
        for at, page in pages.items()
        for attribute, name in page.references
        if name not in page.ids
    ]
    assert not missing, "\n".join(missing)


def test_each_link_leads_somewhere(built_site: BuiltSite, pages: dict[str, BuiltPage]) -> None:
    """Links and files inside the site exist, down to the place in the page; links out of it are https."""
    checked = 0
    broken = []
    for at, page in pages.items():
        for link in page.links:
            target, fragment = urldefrag(urljoin(at, link))
            if not target.startswith(built_site.url):
                if urlsplit(target).scheme != "https":
                    broken.append(f"{at}: {link} is not https")
                continue
            checked += 1
            if not leads(built_site, pages, target, unquote(fragment)):
                broken.append(f"{at}: {link}")
    assert checked > 1000
    assert not broken, "\n".join(broken)


def leads(site: BuiltSite, pages: dict[str, BuiltPage], target: str, fragment: str) -> bool:
    if step := re.fullmatch(r"([\w-]+)/([1-7])", fragment):  # a provider and a step of the quickstart, which is live
        return (
            target.endswith("/quickstart/") and step[1] in provider_names() and f"step-{step[2]}" in pages[target].ids
        )
    if fragment:
        return target in pages and fragment in pages[target].ids
    return target in pages or (site.folder / unquote(urlsplit(target).path).lstrip("/")).is_file()


def test_each_file_of_a_style_sheet_is_there(built_site: BuiltSite) -> None:
    """No style sheet asks for a picture or font that is not there, or from elsewhere."""
    sheets = list(built_site.folder.rglob("*.css"))
    assert len(sheets) >= 4
    for sheet in sheets:
        for link in URL_IN_CSS.findall(sheet.read_text(encoding="utf-8")):
            assert (sheet.parent / urldefrag(link)[0]).is_file(), f"{sheet.name}: {link}"


def test_each_page_is_in_the_sitemap(built_site: BuiltSite, pages: dict[str, BuiltPage]) -> None:
    """Instant navigation takes over only what the sitemap lists: all pages, and nothing else."""
    listed = re.findall(r"<loc>(.+?)</loc>", (built_site.folder / "sitemap.xml").read_text(encoding="utf-8"))
    assert sorted(listed) == sorted(at for at in pages if not at.endswith("/404.html"))
