"""The built site in a browser, at the root of a host and in a folder of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.landing import Landing
from tests.support.site import BuiltSite, build_and_serve

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page


@pytest.fixture(scope="session")
def site_folder(built_site: BuiltSite) -> Path:
    """Where `site_url` is built."""
    return built_site.folder


@pytest.fixture(scope="session")
def site_url(built_site: BuiltSite) -> str:
    return built_site.url


@pytest.fixture(scope="session")
def sub_path_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with build_and_serve(tmp_path_factory.mktemp("sub"), "/team/docs/") as site:
        yield site.url


@pytest.fixture(scope="session")
def profile(browser: Browser) -> Iterator[BrowserContext]:
    """One profile for all these tests: a reader's second visit, with the files in the browser's cache."""
    context = browser.new_context(service_workers="block")  # storing the site takes time
    context.set_default_timeout(20_000)
    yield context
    context.close()


@pytest.fixture
def page(profile: BrowserContext) -> Iterator[Page]:
    page = profile.new_page()
    yield page
    page.close()


@pytest.fixture
def landing(page: Page, site_url: str) -> Landing:
    return Landing(page, site_url)


@pytest.fixture
def page_without_javascript(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()
