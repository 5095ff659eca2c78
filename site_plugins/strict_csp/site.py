"""Changes a built site: writes the policy into every page, the hashes of its script files, and one style sheet of what
were style attributes.

All pages with script files share one policy, with the hashes of all of them. A theme can fetch the next page and put
its content into the current one (Material's `navigation.instant`); the scripts then run under the policy of the page
that the reader opened first. A page without script files cannot do that, so it has a policy with only its own hashes.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from strict_csp.declarations import parse_style_sheet, style_sheet
from strict_csp.inspection import MARKER, inspect
from strict_csp.integrity import Integrity
from strict_csp.policy import hash_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from strict_csp.inspection import Inspection
    from strict_csp.policy import Policy

_FOLDER = "assets"
_NOT_FOUND_PAGE = "404.html"  # hosts serve it at any URL, so nothing in it may be relative


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What was done.

    Attributes:
        pages: How many pages have the policy.
        problems: What the policy blocks, each in one sentence that names the page and the element.
    """

    pages: int
    problems: tuple[str, ...]


def apply_policy(site: Path, policy: Policy, *, integrity: bool = True) -> Outcome:
    """Write the policy into every page below a folder. A second run changes nothing.

    Args:
        site: The built site.
        policy: What its pages may load.
        integrity: Whether a page runs a script file of the site only as it is now. It has to be False where a host
            changes files after the build.
    """
    home = urlsplit(policy.site_url).path.rstrip("/") + "/"
    inspections = {path: inspection for path in _pages(site) if (inspection := inspect(_read(path), policy))}
    shared = [inspection for inspection in inspections.values() if inspection.files]
    maps: dict[Path, str] = {}
    if integrity:
        maps = _write_hashes(site, home, inspections)
    scripts: set[str] = set().union(*(inspection.scripts for inspection in shared))
    styles: set[str] = set().union(*(inspection.styles for inspection in shared))
    sheet = _write_style_sheet(site, list(inspections.values()))
    for path, inspection in inspections.items():
        shares = bool(inspection.files)
        text = policy.text(
            scripts=scripts if shares else inspection.scripts, styles=styles if shares else inspection.styles
        )
        styled = shares or inspection.rules or inspection.keys
        link = _link(_root(site, path, home), sheet) if sheet and styled else ""
        _change(path, inspection, _meta(text) + link + maps.get(path, ""))
    return Outcome(pages=len(inspections), problems=tuple(_sentences(site, inspections)))


def _pages(site: Path) -> list[Path]:
    return sorted(path for path in site.rglob("*") if path.suffix in {".html", ".htm"} and path.is_file())


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "surrogateescape")


def _meta(text: str) -> str:
    return f'<meta http-equiv="Content-Security-Policy" content="{_escape(text)}" {MARKER}>'


def _link(root: str, sheet: str) -> str:
    return f'<link rel="stylesheet" href="{_escape(root)}{sheet}" {MARKER}>'


def _root(site: Path, path: Path, home: str) -> str:
    """Return how a page's address leads to the start page."""
    page = path.relative_to(site)
    return home if page.as_posix() == _NOT_FOUND_PAGE else "../" * (len(page.parts) - 1)


def _write_hashes(site: Path, home: str, inspections: Mapping[Path, Inspection]) -> dict[Path, str]:
    """Note the hashes of each page's script files. Returns the import maps of the pages that load modules.

    A page with an import map of its own gets no second one, because not every browser reads two.
    """
    hashes = Integrity(site, home)
    maps = {}
    for path, inspection in inspections.items():
        inspection.edits += hashes.edits(path.relative_to(site).as_posix(), inspection.files)
        if inspection.loads_modules and not inspection.has_import_map:
            text = hashes.import_map(_root(site, path, home))
            inspection.scripts.add(hash_of(text))
            maps[path] = f'<script type="importmap" {MARKER}>{text}</script>'
    return maps


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace('"', "&quot;")


def _change(path: Path, inspection: Inspection, inserted: str) -> None:
    source = _read(path)
    parts, position = [], 0
    for start, end, text in sorted([*inspection.edits, (inspection.position, inspection.position, inserted)]):
        parts += [source[position:start], text]
        position = end
    changed = "".join([*parts, source[position:]])
    if changed != source:
        path.write_bytes(changed.encode("utf-8", "surrogateescape"))


def _write_style_sheet(site: Path, inspections: list[Inspection]) -> str | None:
    """Write the rules of all pages into one file. Returns its path in the site, or None when there are no rules."""
    old = sorted((site / _FOLDER).glob("strict-csp.*.css"))
    known = {key: text for path in old for key, text in parse_style_sheet(path.read_text(encoding="utf-8")).items()}
    used = {key for inspection in inspections for key in inspection.keys}
    rules = {key: text for key, text in known.items() if key in used}
    rules |= {key: text for inspection in inspections for key, text in inspection.rules.items()}
    for path in old:
        path.unlink()
    if not rules:
        return None
    content = style_sheet(rules).encode()
    name = f"{_FOLDER}/strict-csp.{hashlib.sha256(content).hexdigest()[:12]}.css"
    (site / _FOLDER).mkdir(exist_ok=True)
    (site / name).write_bytes(content)
    return name


def _sentences(site: Path, inspections: Mapping[Path, Inspection]) -> list[str]:
    """Return one sentence for each problem: what a theme repeats on every page is one problem."""
    places: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for path, inspection in inspections.items():
        page = path.relative_to(site).as_posix()
        for problem in inspection.problems:
            places[problem.element, problem.reason].append(f"{page}, line {problem.line}")
    return [_sentence(element, reason, found) for (element, reason), found in places.items()]


def _sentence(element: str, reason: str, found: list[str]) -> str:
    more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
    return f"{found[0]}{more}: {element} {reason}"
