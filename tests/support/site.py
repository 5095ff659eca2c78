"""The site that users get, built with the command that `make build` uses, and served.

Material's instant navigation compares links with the sitemap, so a site is built for the address it is served at.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.server import SiteServer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, kw_only=True)
class BuiltSite:
    """A site and where it stands.

    Attributes:
        folder: its files.
        url: its start page.
    """

    folder: Path
    url: str


@contextmanager
def build_and_serve(folder: Path, prefix: str = "/") -> Iterator[BuiltSite]:
    """Build the site into a folder, and serve it on this machine as long as the block runs."""
    with SiteServer(folder, prefix=prefix, headers={"Cache-Control": "max-age=600"}) as server:
        build(folder, server.url)
        yield BuiltSite(folder=folder, url=server.url)


def build(
    folder: Path,
    url: str,
    *,
    root: Path = ROOT,
    starter: Sequence[str] = (),
    variables: Mapping[str, str] | None = None,
) -> None:
    """Build the site into a folder, for an address; "" for none. It is compressed quickly rather than well.

    Args:
        folder: where the site goes.
        url: the address of its start page.
        root: the project to build.
        starter: a program, with its arguments, that starts the build.
        variables: what else to set in the environment.
    """
    done = subprocess.run(
        [*starter, sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", folder],
        cwd=root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": url, "BROTLI_QUALITY": "5", **(variables or {})},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BuiltSite]:
    """The site, built once for all tests."""
    with build_and_serve(tmp_path_factory.mktemp("site")) as site:
        yield site
