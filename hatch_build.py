"""What all our packages take from project.toml: their authors and their links. Hatch reads it for each package."""

from __future__ import annotations

import tomllib
from email.utils import parseaddr
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface


class ProjectSettings(MetadataHookInterface):
    """Fills in the authors and the links that project.toml knows; what is empty there is left out."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Add the fields to a package's metadata."""
        settings = tomllib.loads(Path(__file__).with_name("project.toml").read_text(encoding="utf-8"))
        if authors := settings["authors"]:
            metadata["authors"] = [_person(author) for author in authors]
        if repository := settings["repository"].rstrip("/"):
            metadata["urls"] = {
                "Repository": repository,
                "Changelog": f"{repository}/blob/main/CHANGELOG.md",
                "Issues": f"{repository}/issues",
            }


def _person(author: str) -> dict[str, str]:
    name, address = parseaddr(author) if "<" in author else (author, "")
    return {"name": name, "email": address} if address else {"name": name}
