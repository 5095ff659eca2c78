"""The hashes of script files: where they are written, and for which files."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from typing import TYPE_CHECKING

import pytest

from strict_csp import Policy, apply_policy
from strict_csp.policy import hash_of

if TYPE_CHECKING:
    from pathlib import Path

HOME = "https://docs.example/team/"
MAP = re.compile(r'<script type="importmap" data-strict-csp>(.*?)</script>')


def sha256(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name in ("a b.js", "main.mjs", "parts/part.mjs"):
        path = tmp_path / "assets" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    (tmp_path.parent / "outside.js").write_text("outside")
    return tmp_path


def written(site: Path, body: str, page: str = "index.html", **options: bool) -> str:
    """Return a page after the policy was written into it."""
    path = site / page
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"<head><meta charset=utf-8>{body}")
    apply_policy(site, Policy(site_url=HOME), **options)
    return path.read_text()


@pytest.mark.parametrize(
    "address",
    [
        "../assets/a%20b.js",
        "/team/assets/a%20b.js?v=1#x",
        "../page/../assets/./a%20b.js",
        "../../team/assets/a%20b.js",
    ],
)
def test_a_file_of_the_site_has_its_hash(site: Path, address: str) -> None:
    """However a page writes its address; every other character stays."""
    page = written(site, f"<SCRIPT async src='{address}'></SCRIPT>", "page/index.html")
    assert f"<SCRIPT integrity=\"{sha256('a b.js')}\" async src='{address}'></SCRIPT>" in page


@pytest.mark.parametrize(
    "address",
    [
        "https://cdn.example/a.js",
        "//cdn.example/team/assets/main.mjs",
        "assets/missing.js",
        "/other/assets/main.mjs",
        "../outside.js",
        "..%2foutside.js",
        "data:text/javascript,1",
        "",
        "assets",
    ],
)
def test_what_is_not_a_file_of_the_site_has_none(site: Path, address: str) -> None:
    """Another host's file may change, and a file outside the site isn't read."""
    assert "integrity" not in written(site, f'<script src="{address}"></script>')


def test_an_old_hash_is_replaced(site: Path) -> None:
    """A theme changed the file after somebody had hashed it."""
    page = written(site, '<script src="assets/main.mjs" integrity="sha256-old" defer></script>')
    assert f'src="assets/main.mjs" integrity="{sha256("main.mjs")}" defer' in page


@pytest.mark.parametrize(
    ("page", "root"), [("index.html", "./"), ("a/index.html", "../"), ("a/b/c.html", "../../"), ("404.html", "/team/")]
)
def test_modules_have_a_map(site: Path, page: str, root: str) -> None:
    """A page that loads a module says the hash of every module, before any of them; the policy allows the map."""
    text = written(site, '<script type=MODULE src="/team/assets/main.mjs"></script>', page)
    [found] = MAP.findall(text)
    assert json.loads(found) == {
        "integrity": {
            f"{root}assets/main.mjs": sha256("main.mjs"),
            f"{root}assets/parts/part.mjs": sha256("parts/part.mjs"),
        }
    }
    assert text.index(found) < text.index("MODULE")
    assert hash_of(found) in text.partition("<script")[0]


def test_a_page_without_modules_has_no_map(site: Path) -> None:
    """Nothing in it imports."""
    assert not MAP.findall(written(site, '<script src="assets/a%20b.js"></script>'))


def test_a_page_with_a_map_of_its_own_keeps_it_alone(site: Path) -> None:
    """An older browser ignores the second map, and with it the names that the page needs."""
    own = '<script type="importmap">{"imports": {"a": "./assets/main.mjs"}}</script>'
    page = written(site, f'{own}<script type="module" src="assets/main.mjs"></script>')
    assert not MAP.findall(page)
    assert own in page
    assert sha256("main.mjs") in page


def test_a_second_run_changes_nothing_and_a_changed_file_its_hash(site: Path) -> None:
    """Also the position of what was inserted stays."""
    body = '<script type="module" src="assets/main.mjs"></script><style>a {}</style>'
    first = written(site, body)
    apply_policy(site, Policy(site_url=HOME))
    assert (site / "index.html").read_text() == first
    (site / "assets/main.mjs").write_text("changed")
    apply_policy(site, Policy(site_url=HOME))
    second = (site / "index.html").read_text()
    assert second.count(sha256("changed")) == 2
    assert sha256("main.mjs") not in second
    assert second.count("<script") == 2


def test_it_can_be_turned_off(site: Path) -> None:
    """For a host that changes files after the build."""
    body = '<script type="module" src="assets/main.mjs"></script>'
    page = written(site, body, integrity=False)
    assert "sha256-" not in page
    assert body in page


def test_a_name_cannot_end_the_map(tmp_path: Path) -> None:
    """A path is written so that no page reads it as markup."""
    odd = tmp_path / "a<!--<script>.mjs"
    odd.write_text("odd")
    page = written(tmp_path, '<script type="module" src="a%3C!--%3Cscript%3E.mjs"></script>')
    [found] = MAP.findall(page)
    assert "<" not in found
    assert json.loads(found) == {"integrity": {"./a%3C%21--%3Cscript%3E.mjs": sha256("odd")}}
