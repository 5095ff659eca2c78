"""Opens an engine by its name."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.support.engines.chromium import Chromium
from tests.support.engines.engine import CHROMIUM, ENGINES, FIREFOX, Engine, EngineError
from tests.support.engines.firefox import open_firefox
from tests.support.engines.webkit import open_webkit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from playwright.sync_api import Browser


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Each engine in turn, with a fresh profile. One that isn't here fails the test, and says how to install it."""
    name: str = request.param
    openers: dict[str, Callable[[], AbstractContextManager[Engine]]] = {
        CHROMIUM: lambda: _open_chromium(request.getfixturevalue("browser")),
        FIREFOX: open_firefox,
    }
    try:
        with openers.get(name, open_webkit)() as opened:
            yield opened
    except EngineError as error:
        pytest.fail(str(error), pytrace=False)


@contextmanager
def _open_chromium(browser: Browser) -> Iterator[Engine]:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    try:
        yield Chromium(context.new_page())
    finally:
        context.close()
