"""The site that users get, built and served the ways that hosts do.

Material's instant navigation compares links with the sitemap, so a site is built for the address it is served at.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.server import SiteServer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

ROOT = Path(__file__).parents[2]


@contextmanager
def served(folder: Path, prefix: str) -> Iterator[str]:
    """The project's own site, built with the command that `make build` uses, at an address of this machine."""
    with SiteServer(folder, prefix=prefix, headers={"Cache-Control": "max-age=600"}) as server:
        done = subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", folder],
            cwd=ROOT,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": server.url},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        yield server.url


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where `site_url` is built."""
    return tmp_path_factory.mktemp("site")


@pytest.fixture(scope="session")
def site_url(site_folder: Path) -> Iterator[str]:
    with served(site_folder, "/") as url:
        yield url


@pytest.fixture(scope="session")
def sub_path_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(tmp_path_factory.mktemp("sub"), "/team/docs/") as url:
        yield url


@pytest.fixture(scope="session")
def profile(browser: Browser) -> Iterator[BrowserContext]:
    """One profile for all these tests: a reader's second visit, with the files in the browser's cache."""
    context = browser.new_context()
    context.set_default_timeout(20_000)
    yield context
    context.close()


@pytest.fixture
def page(profile: BrowserContext) -> Iterator[Page]:
    page = profile.new_page()
    yield page
    page.close()


@pytest.fixture
def page_without_javascript(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()
