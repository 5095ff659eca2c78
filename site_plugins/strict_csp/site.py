"""A built site: every page gets the policy, and style attributes move to one style sheet.

All pages with script files get one and the same policy, with the hashes of all of them: a theme that fetches the next
page and puts its content into this one (Material's `navigation.instant`) runs that page's scripts under the policy that
the reader's first page came with. A page without script files stays by itself, and so do its hashes.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from strict_csp.declarations import parse_style_sheet, style_sheet
from strict_csp.inspection import OURS, inspect

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from strict_csp.inspection import Look
    from strict_csp.policy import Policy

_FOLDER = "assets"
_ANYWHERE = "404.html"  # a host shows it at any address, so nothing in it may be relative


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What was done.

    Attributes:
        pages: How many pages have the policy.
        problems: What the policy blocks, each as one sentence that names the page and the element.
    """

    pages: int
    problems: tuple[str, ...]


def apply_policy(site: Path, policy: Policy) -> Outcome:
    """Write the policy into every page below a folder. A second run finds nothing to change.

    Args:
        site: The built site.
        policy: What its pages may load.
    """
    looks = {path: look for path in _pages(site) if (look := inspect(_read(path), policy))}
    shared = [look for look in looks.values() if look.loads_scripts]
    scripts: set[str] = set().union(*(look.scripts for look in shared))
    styles: set[str] = set().union(*(look.styles for look in shared))
    sheet = _write_style_sheet(site, list(looks.values()))
    for path, look in looks.items():
        together = look.loads_scripts
        text = policy.text(scripts=scripts if together else look.scripts, styles=styles if together else look.styles)
        link = _link(path.relative_to(site), sheet, policy) if together or look.rules or look.keys else ""
        _change(path, look, _meta(text) + link)
    return Outcome(pages=len(looks), problems=tuple(_sentences(site, looks)))


def _pages(site: Path) -> list[Path]:
    return sorted(path for path in site.rglob("*") if path.suffix in {".html", ".htm"} and path.is_file())


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "surrogateescape")


def _meta(text: str) -> str:
    return f'<meta http-equiv="Content-Security-Policy" content="{_escape(text)}" {OURS}>'


def _link(page: Path, sheet: str | None, policy: Policy) -> str:
    if sheet is None:
        return ""
    start = urlsplit(policy.site_url).path or "/"
    root = start if page.as_posix() == _ANYWHERE else "../" * (len(page.parts) - 1)
    return f'<link rel="stylesheet" href="{_escape(root)}{sheet}" {OURS}>'


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace('"', "&quot;")


def _change(path: Path, look: Look, inserted: str) -> None:
    source = _read(path)
    parts, position = [], 0
    for start, end, text in sorted([*look.edits, (look.place, look.place, inserted)]):
        parts += [source[position:start], text]
        position = end
    changed = "".join([*parts, source[position:]])
    if changed != source:
        path.write_bytes(changed.encode("utf-8", "surrogateescape"))


def _write_style_sheet(site: Path, looks: list[Look]) -> str | None:
    """Write the rules of all pages, and return the file's path in the site, or None when there are none."""
    old = sorted((site / _FOLDER).glob("strict-csp.*.css"))
    known = {key: text for path in old for key, text in parse_style_sheet(path.read_text(encoding="utf-8")).items()}
    used = {key for look in looks for key in look.keys}
    rules = {key: text for key, text in known.items() if key in used}
    rules |= {key: text for look in looks for key, text in look.rules.items()}
    for path in old:
        path.unlink()
    if not rules:
        return None
    content = style_sheet(rules).encode()
    name = f"{_FOLDER}/strict-csp.{hashlib.sha256(content).hexdigest()[:12]}.css"
    (site / _FOLDER).mkdir(exist_ok=True)
    (site / name).write_bytes(content)
    return name


def _sentences(site: Path, looks: Mapping[Path, Look]) -> list[str]:
    """Say each problem once: what a theme repeats on every page is one problem."""
    places: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for path, look in looks.items():
        page = path.relative_to(site).as_posix()
        for problem in look.problems:
            places[problem.element, problem.reason].append(f"{page}, line {problem.line}")
    return [_sentence(element, reason, found) for (element, reason), found in places.items()]


def _sentence(element: str, reason: str, found: list[str]) -> str:
    more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
    return f"{found[0]}{more}: {element} {reason}"
