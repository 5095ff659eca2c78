"""Sites to build: as many pages as wanted, each of the shape of this site's, with the plugins that are named."""

from __future__ import annotations

import json
import random
from pathlib import Path

ROOT = Path(__file__).parents[1]
IN_A_FOLDER = 10
SETTINGS = {
    "search": "  - search",
    "live-python": f"""  - live-python:
      packages: [{json.dumps(str(ROOT))}]
      modules: [pkce_widgets.bridge]
      exclude: [pkce_core.cli, pkce_core.__main__, pkce_core.network, pkce_core.jose.joserfc_verifier]
      strip: true
      entry: pkce_widgets.bridge:dispatch
      exercise: {json.dumps(str(ROOT / "site_plugins/pkce_widgets/exercise.py"))}
      pyodide: {json.dumps(str(ROOT / "node_modules/pyodide"))}
      cache: {json.dumps(str(ROOT / ".cache/live-python"))}""",
    "pkce-widgets": "  - pkce-widgets",
    "strict-csp": "  - strict-csp:\n      wasm: true",
}
CONFIG = """site_name: {pages} pages
site_url: https://docs.example/
theme:
  name: material
  font: false
  features: [content.code.copy, content.tabs.link, navigation.footer, navigation.instant, navigation.tabs, \
navigation.sections, search.highlight, toc.follow]
markdown_extensions:
  - admonition
  - attr_list
  - def_list
  - md_in_html
  - tables
  - toc: {{permalink: true}}
  - pymdownx.highlight
  - pymdownx.superfences
  - pymdownx.tabbed: {{alternate_style: true}}
plugins:
{plugins}
"""
TEXT = (
    "the server of a client and that browser to which value in when page after state before login because error every "
    "response shows request compares verifier challenge checks token names returns sends reads length hash octet line "
    "step redirect address cause fix list rule section letter digit secret key signature time clock code"
)


def write_site(folder: Path, pages: int, plugins: tuple[str, ...]) -> None:
    """Write mkdocs.yml and the pages into a folder. The same arguments give the same site.

    Args:
        folder: Where to.
        pages: How many pages.
        plugins: Names of SETTINGS.
    """
    chosen = "\n".join(SETTINGS[name] for name in plugins)
    (folder / "mkdocs.yml").write_text(CONFIG.format(pages=pages, plugins=chosen), "utf-8")
    for number in range(pages):
        path = folder / "docs" / page_path(number)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page_text(number), "utf-8")


def page_path(number: int) -> str:
    """The first page is the start page; the others stand in folders, ten in each."""
    return f"part-{number // IN_A_FOLDER}/page-{number}.md" if number else "index.md"


def page_text(number: int) -> str:
    """About 8 kB of Markdown with everything that this site's pages have; every tenth page has a live part."""
    text = TEXT.split()
    chance = random.Random(number)  # words that look like a text

    def words(count: int) -> str:
        return " ".join(chance.choices(text, k=count))

    def paragraph() -> str:
        return f"{words(30)} **{words(2)}** {words(20)}, `{words(1)}_{chance.randrange(10**6)}` {words(12)}."

    parts = [f"# Page {number}: {words(4)}", paragraph()]
    if number % IN_A_FOLDER == 0:
        parts.append('```pkce-check\ntitle = "Check your pair"\n```')
    for section in range(3):
        rows = "\n".join(f"| `{words(1)}` | {words(6)} | {chance.randrange(10**4)} |" for _ in range(6))
        parts += [
            f"## {words(5)} {number}.{section}",
            paragraph(),
            f"| name | meaning | size |\n| --- | :-: | ---: |\n{rows}",
            f'```python title="{words(1)}.py"\n'
            f'def {words(1)}(value: str) -> int:\n    """{words(6)}"""\n    return len(value) * {section}\n```',
            f"!!! note\n    {paragraph()}",
            f'=== "{words(1)} one"\n\n    {paragraph()}\n\n=== "{words(1)} two"\n\n    {paragraph()}',
        ]
    return "\n\n".join(parts) + "\n"
