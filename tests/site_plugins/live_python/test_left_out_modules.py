"""What the first archive of the standard library leaves out is loaded when it is imported, or the call fails."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.support.server import Override, SiteServer

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

REST = "/python_stdlib_rest.*.zip.txt"
ASK = """async ({ base, request }) => {
  const { LivePython } = await import(new URL("assets/live-python/client.mjs", base));
  globalThis.mine ??= new LivePython();
  try {
    return await mine.call(request);
  } catch ({ title, reason, advice }) {
    return { title, reason, advice };
  }
}"""
LATE = {"wish": "left out", "module": "calendar"}


def ask(page: Page, server: SiteServer, **request: str) -> dict[str, Any]:
    answer: dict[str, Any] = page.evaluate(ASK, {"base": server.url, "request": request})
    return answer


def test_an_import_loads_the_second_archive_once(page: Page, site: Path) -> None:
    """A module, one of a package, and a codec by its name; what nobody has is missing."""
    with SiteServer(site) as server:
        page.goto(server.url)
        assert ask(page, server, name="Ada") == {"hello": "Ada"}
        assert server.count("python_stdlib_rest") == 0
        assert ask(page, server, wish="left out", module="no_such_module") == {"found": None}
        assert server.count("python_stdlib_rest") == 0
        assert ask(page, server, **LATE) == {"found": "calendar"}
        assert ask(page, server, wish="left out", module="xml.etree.ElementTree") == {"found": "xml.etree.ElementTree"}
        assert ask(page, server, wish="codec", codec="cp1252") == {"text": "\u201ca"}
        assert ask(page, server, wish="codec", codec="mac_roman") == {"text": "\u00eca"}
        assert server.count("python_stdlib_rest") == 1


@pytest.mark.parametrize(
    ("override", "word"),
    [
        pytest.param(Override(status=404), "missing", id="404"),
        pytest.param(Override(status=503), "missing", id="503"),
        pytest.param(Override(change=lambda data: data[:-1] + b"?"), "damaged", id="damaged"),
        pytest.param(Override(change=lambda data: data[: len(data) // 2]), "damaged", id="cut"),
    ],
)
def test_without_the_archive_there_is_no_answer(page: Page, site: Path, override: Override, word: str) -> None:
    """Code that goes on after an ImportError would answer wrongly: the call fails, and the next one is right."""
    with SiteServer(site, overrides={REST: override}) as server:
        page.goto(server.url)
        assert ask(page, server, name="Ada") == {"hello": "Ada"}
        failed = ask(page, server, **LATE)
        assert failed["title"] == "Python stopped"
        assert word in failed["reason"]
        assert failed["advice"].endswith(".")
        server.overrides.clear()
        assert ask(page, server, **LATE) == {"found": "calendar"}
