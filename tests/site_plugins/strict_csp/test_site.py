"""A built site with the policy: what is inserted, what stays, what is reported, and what a second run changes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from strict_csp import Policy, apply_policy
from strict_csp.policy import hash_of

if TYPE_CHECKING:
    from pathlib import Path

POLICY = Policy(site_url="https://docs.example/team/")
HEAD = '<!doctype html>\n<html><head>\n<meta charset="utf-8">\n<title>é</title>'


def write(site: Path, **pages: str) -> Path:
    """Write pages; a double underscore in a name becomes a slash."""
    for name, text in pages.items():
        path = site / (name.replace("__", "/") + ".html")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return site


def policy_of(page: str) -> str:
    found = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)" data-strict-csp>', page)
    assert len(found) == 1
    return str(found[0])


def read(site: Path, name: str) -> str:
    return (site / f"{name}.html").read_bytes().decode()


def test_only_the_policy_is_inserted(tmp_path: Path) -> None:
    """The policy comes after the charset, and every other byte stays, odd ones included."""
    page = f"{HEAD}\r\n<script>1</script ><p  CLASS=a id='b'>&nbsp;<br/>\ttext".encode() + b"\xff\x00"
    (tmp_path / "index.html").write_bytes(page)
    assert apply_policy(tmp_path, POLICY).pages == 1
    after = (tmp_path / "index.html").read_bytes()
    inserted = re.search(rb"<meta http-equiv.*?>", after)
    assert inserted
    assert after.replace(inserted[0], b"") == page
    assert after[: inserted.start()].endswith(b'<meta charset="utf-8">')
    assert hash_of("1") in inserted[0].decode()


@pytest.mark.parametrize(
    ("page", "before"),
    [
        pytest.param("<html><head><title>a</title><meta charset=utf-8><link>", "charset=utf-8>", id="title first"),
        pytest.param("<html><head><script>1</script><meta charset=utf-8>", "<head>", id="script first"),
        pytest.param("<!doctype html><html lang=en><body>", "<html lang=en>", id="no head"),
        pytest.param("<!doctype html><p>", "<!doctype html>", id="no html"),
        pytest.param("<!-- <head> --><!doctype html><head ><p>", "<head >", id="commented head"),
        pytest.param(
            "<head><meta http-equiv=Content-Type content='text/html; charset=utf-8'><p>", "utf-8'>", id="old charset"
        ),
    ],
)
def test_the_policy_comes_before_what_it_governs(tmp_path: Path, page: str, before: str) -> None:
    """The charset may come before the policy, but nothing that loads or runs."""
    apply_policy(write(tmp_path, index=page), POLICY)
    assert read(tmp_path, "index").partition('<meta http-equiv="Content-Security')[0].endswith(before)


def test_a_file_without_tags_is_not_a_page(tmp_path: Path) -> None:
    """What a search engine wants to find unchanged stays unchanged."""
    write(tmp_path, google="google-site-verification: google.html", empty="")
    assert apply_policy(tmp_path, POLICY).pages == 0
    assert read(tmp_path, "google") == "google-site-verification: google.html"


def test_pages_that_swap_content_share_their_hashes(tmp_path: Path) -> None:
    """Pages with script files share one policy; a page without has its own."""
    write(
        tmp_path,
        index=f"{HEAD}<script src=a.js></script><script>1</script><style>a</style>",
        deep__page=f"{HEAD}<script src=../a.js></script><script type=module>2</script>",
        moved=f"{HEAD}<script>3</script>",
    )
    apply_policy(tmp_path, POLICY)
    shared = policy_of(read(tmp_path, "index"))
    assert shared == policy_of(read(tmp_path, "deep/page"))
    assert [hash_of(text) in shared for text in ("1", "2", "3", "a")] == [True, True, False, True]
    alone = policy_of(read(tmp_path, "moved"))
    assert [hash_of(text) in alone for text in ("1", "2", "3", "a")] == [False, False, True, False]


def test_style_attributes_move_to_a_style_sheet(tmp_path: Path) -> None:
    """Equal style attributes share a rule, every page finds the sheet, and pages keep no style attribute."""
    cell = "<td style='text-align: center;' class=a>1</td>"
    write(
        tmp_path,
        **{"index": HEAD + cell, "deep__page": HEAD + cell + "<p STYLE=color:red>", "404": HEAD + cell, "bare": HEAD},
    )
    apply_policy(tmp_path, POLICY)
    (sheet,) = (tmp_path / "assets").glob("strict-csp.*.css")
    keys = re.findall(
        r'<td data-csp-style="(\w+)" class=a>1</td>', read(tmp_path, "index") + read(tmp_path, "deep/page")
    )
    assert len(keys) == 2
    assert len(set(keys)) == 1
    assert f'[data-csp-style="{keys[0]}"]:not(#\\#):not(#\\#){{text-align: center}}\n' in sheet.read_text()
    assert sheet.read_text().count("\n") == 2
    for name, root in {"index": "", "deep/page": "../", "404": "/team/"}.items():
        assert f'<link rel="stylesheet" href="{root}assets/{sheet.name}" data-strict-csp>' in read(tmp_path, name)
        assert not re.search(r"<(?:td|p)[^>]* style", read(tmp_path, name), re.IGNORECASE)
    assert "<link" not in read(tmp_path, "bare")


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    """Running again, as an incremental build does, leaves every byte, also of the style sheet."""
    write(tmp_path, index=f"{HEAD}<script src=a.js></script><script>1</script><p style='top: 0'>", other=HEAD)
    apply_policy(tmp_path, POLICY)
    first = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert len(first) == 3
    apply_policy(tmp_path, POLICY)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == first


def test_a_changed_page_changes_policy_and_style_sheet(tmp_path: Path) -> None:
    """What a page no longer has is no longer allowed, and its rules go."""
    write(tmp_path, index=f"{HEAD}<script>1</script><p style='top: 0'>", other=f"{HEAD}<p style='left: 0'>")
    apply_policy(tmp_path, POLICY)
    write(tmp_path, index=f"{HEAD}<script>2</script>")
    apply_policy(tmp_path, POLICY)
    assert hash_of("1") not in read(tmp_path, "index")
    (sheet,) = (tmp_path / "assets").glob("strict-csp.*.css")
    assert "left: 0" in sheet.read_text()
    assert "top: 0" not in sheet.read_text()


def test_a_problem_names_its_page(tmp_path: Path) -> None:
    """The sentence starts with the page and the line."""
    site = write(tmp_path, deep__page=f"{HEAD}\n<p>\n<base href=/>")
    (problem,) = apply_policy(site, POLICY).problems
    assert problem.startswith("deep/page.html, line 6: <base href=/> needs /: ")


def test_what_a_theme_repeats_is_reported_once(tmp_path: Path) -> None:
    """A problem on every page is one sentence with their number."""
    element = "<link rel=stylesheet href=https://fonts.example/>"
    (problem,) = apply_policy(write(tmp_path, a=HEAD + element, b=HEAD + element, c=HEAD + element), POLICY).problems
    assert problem.startswith("a.html, line 4 (and 2 more): ")


def test_a_named_source_is_allowed(tmp_path: Path) -> None:
    """What the site's author allows is allowed."""
    policy = Policy(sources={"img-src": ["https://a.example"]})
    site = write(tmp_path, index=f"{HEAD}<img src=https://a.example/b.png>")
    assert apply_policy(site, policy).problems == ()
    assert "img-src 'self' data: https://a.example;" in read(tmp_path, "index")
