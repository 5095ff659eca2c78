"""Writes every page that is made from the package's data: `python tools/pages`.

The pages are kept in the repository, so that any site builder can read them. A test fails when one is out of date.
"""

from __future__ import annotations

import sys
from pathlib import Path

if __name__ == "__main__":  # Python put this folder there, and its markdown.py would hide the package of that name
    sys.path[0] = str(Path(__file__).parents[1])

from pages.command import write_command
from pages.providers import shown_providers, write_index, write_provider
from pages.rules import write_rules
from pages.security import write_security
from pages.troubleshooting import write_troubleshooting
from settings import read_settings

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"


def write_pages() -> dict[Path, str]:
    """The text of each page, by its file."""
    providers = DOCS / "providers"
    return {
        ROOT / "SECURITY.md": write_security(read_settings()),
        DOCS / "reference" / "command.md": write_command(),
        DOCS / "rules.md": write_rules(),
        DOCS / "troubleshooting.md": write_troubleshooting(),
        providers / "index.md": write_index(),
        **{providers / f"{provider.name}.md": write_provider(provider) for provider in shown_providers()},
    }


if __name__ == "__main__":
    for page, text in write_pages().items():
        page.parent.mkdir(exist_ok=True)
        page.write_text(text, encoding="utf-8", newline="\n")
