"""Writes every page that is made of the package's data: `python tools/pages.py`.

The pages are kept in the repository, so that any site builder reads them; a test says when one is out of date.
"""

from __future__ import annotations

from pathlib import Path

from command_reference import PAGE as COMMAND
from command_reference import write_page as write_command
from provider_pages import shown_providers, write_index, write_provider
from rules_page import write_rules
from troubleshooting_page import write_troubleshooting

DOCS = Path(__file__).parents[1] / "docs"


def write_pages() -> dict[Path, str]:
    """The text of each page, by its file."""
    providers = DOCS / "providers"
    return {
        COMMAND: write_command(),
        DOCS / "rules.md": write_rules(),
        DOCS / "troubleshooting.md": write_troubleshooting(),
        providers / "index.md": write_index(),
        **{providers / f"{provider.name}.md": write_provider(provider) for provider in shown_providers()},
    }


if __name__ == "__main__":
    for page, text in write_pages().items():
        page.parent.mkdir(exist_ok=True)
        page.write_text(text, encoding="utf-8")
