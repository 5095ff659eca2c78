"""The settings in project.toml, for `tools/make`, for `tools/pages`, and as a hook for MkDocs.

Package metadata reads the same file in hatch_build.py, which has to work without this folder.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

FILE = Path(__file__).resolve().parents[1] / "project.toml"
VERSION_FILE = FILE.with_name("pkce_core") / "_version.py"
PLACEHOLDER = "REPOSITORY"
"""What recipes write for the address of the repository."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Who publishes the project; each value may be empty.

    Attributes:
        repository: the repository's address on the web, without a slash at the end.
        authors: names, each with an address in angle brackets or without.
        security_contact: an e-mail address or a page.
    """

    repository: str
    authors: tuple[str, ...]
    security_contact: str

    def missing(self) -> tuple[str, ...]:
        """The names of the settings that are empty."""
        return tuple(name for name, value in vars(self).items() if not value)


def read_settings() -> Settings:
    """Read project.toml."""
    values: dict[str, Any] = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return Settings(
        repository=values["repository"].rstrip("/"),
        authors=tuple(values["authors"]),
        security_contact=values["security_contact"],
    )


def read_version() -> str:
    """The version of the packages, read as text."""
    found = re.search(r'__version__ = "(.+?)"', VERSION_FILE.read_text(encoding="utf-8"))
    return found[1] if found else ""


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Give every page the link to the repository, and the version for its foot."""
    config.repo_url = read_settings().repository or None
    config.extra["version"] = read_version()
    return config


def on_page_content(html: str, **_: object) -> str:
    """Write the repository's address into the recipes of a page."""
    return html.replace(PLACEHOLDER, escape(read_settings().repository) or PLACEHOLDER)
