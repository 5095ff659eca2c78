"""The README's pictures of the landing page: they are there, and the page still says what they show."""

from __future__ import annotations

import re
import struct
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pictures import HEIGHT, PICTURES, SCHEMES, TEXT, WIDTH, landing_text

if TYPE_CHECKING:
    from tests.support.site import BuiltSite

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def test_the_text_of_a_page() -> None:
    """What a reader sees is compared: no script, nothing folded, no sign of a link to a heading."""
    html = (
        "<nav>no</nav><article>\n<h1>Find &amp; fix<a>¶</a></h1><script>no</script><p>One\n two.</p>"
        "<details><summary>no</summary><details>no</details>no</details><noscript>no</noscript></article><footer>no</footer>"
    )
    assert landing_text(html) == "Find & fix\nOne two.\n"


def test_the_pictures_show_what_the_landing_says(built_site: BuiltSite) -> None:
    """The landing's text hasn't changed since: if it has, `make pictures` takes them again."""
    now = landing_text((built_site.folder / "index.html").read_text(encoding="utf-8"))
    assert TEXT.read_text(encoding="utf-8") == now, "the landing has changed: run `make pictures`"


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_readme_shows_each_scheme(scheme: str) -> None:
    """The README has both in one <picture>, each a PNG of the window's size and of a bearable weight."""
    picture = re.search(r"<picture>.*</picture>", README, re.DOTALL)
    assert picture
    assert f"pictures/landing-{scheme}.png" in picture[0]
    data = (PICTURES / f"landing-{scheme}.png").read_bytes()
    assert struct.unpack(">II", data[16:24]) == (WIDTH, HEIGHT)
    assert len(data) < 250_000
