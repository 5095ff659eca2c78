"""A built site after the policy: what is inserted, what stays, what is said, and that a second run changes nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from strict_csp import Policy, apply_policy
from strict_csp.__main__ import main
from strict_csp.inspection import inspect
from strict_csp.policy import hash_of

if TYPE_CHECKING:
    from pathlib import Path

POLICY = Policy(site_url="https://docs.example/team/")
HEAD = '<!doctype html>\n<html><head>\n<meta charset="utf-8">\n<title>é</title>'


def write(site: Path, **pages: str) -> Path:
    """Make pages; a double underscore in a name stands for a slash."""
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
    """The policy stands behind the charset; every other byte, odd ones too, stays."""
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
    """The charset may stand before the policy, and nothing that loads or runs."""
    apply_policy(write(tmp_path, index=page), POLICY)
    assert read(tmp_path, "index").partition('<meta http-equiv="Content-Security')[0].endswith(before)


def test_a_file_without_tags_is_no_page(tmp_path: Path) -> None:
    """What a search engine wants to find unchanged stays unchanged."""
    write(tmp_path, google="google-site-verification: google.html", empty="")
    assert apply_policy(tmp_path, POLICY).pages == 0
    assert read(tmp_path, "google") == "google-site-verification: google.html"


def test_pages_that_swap_content_share_their_hashes(tmp_path: Path) -> None:
    """Pages with script files have one policy; a page without stays by itself."""
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


@pytest.mark.parametrize(
    "kind", ["", "module", "importmap", "text/javascript", " TEXT/JavaScript ", "application/x-javascript"]
)
def test_scripts_that_run_are_hashed(kind: str) -> None:
    """Classic scripts, modules and import maps run."""
    look = inspect(f"<script type='{kind}'>1</script>", POLICY)
    assert look
    assert look.scripts == {hash_of("1")}


@pytest.mark.parametrize("kind", ["application/json", "text/template", "application/ld+json", "text/x-python"])
def test_data_is_not(kind: str) -> None:
    """Data in a script element needs no permission."""
    look = inspect(f"<script type='{kind}'>1</script>", POLICY)
    assert look
    assert not look.scripts


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
    """Running again, as an incremental build does, leaves every byte, the style sheet too."""
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


@pytest.mark.parametrize(
    ("element", "reason"),
    [
        ('<button onclick="go()">', "the event handler onclick"),
        ("<svg ONLOAD=go()>", "the event handler onload"),
        ('<a href="javascript:go()">', "a javascript: address in href"),
        ('<a href=" java\tscript&colon;go()">', "a javascript: address in href"),
        ('<a href="javasc\tript:go()">', "a javascript: address in href"),
        ('<a href="\x01j\nav\ras\tc\nript\t:go()">', "a javascript: address in href"),
        ('<script src="https://cdn.example/a.js">', "https://cdn.example/a.js"),
        ('<link rel="preload stylesheet" as=style href="//cdn.example/a.css">', "the sources of style-src"),
        ("<link rel=preconnect href=https://cdn.example>", "the sources of connect-src"),
        ("<img src=https://a.example/b.png>", "the sources of img-src"),
        ("<img srcset='a.png 1x, https://a.example/b.png 2x'>", "https://a.example/b.png"),
        ("<iframe src=page.html>", "the sources of frame-src"),
        ("<video src=a.mp4>", "the sources of media-src"),
        ("<form action=/send>", "the sources of form-action"),
        ("<base href=/>", "the sources of base-uri"),
        ("<a ping=https://a.example/ href=a>", "the sources of connect-src"),
        ("<p style='background: url(a.png)'>", "a style attribute that has an address"),
        ("<p style='}'>", "a style attribute that is not a plain list"),
    ],
)
def test_what_the_policy_blocks_is_said(tmp_path: Path, element: str, reason: str) -> None:
    """The sentence names the page, the line, the element and what is wrong with it."""
    site = write(tmp_path, deep__page=f"{HEAD}\n<p>\n{element}")
    (problem,) = apply_policy(site, POLICY).problems
    assert problem.startswith(f"deep/page.html, line 6: {' '.join(element.split())} ")
    assert reason in problem


@pytest.mark.parametrize(
    "element",
    [
        "<p only=1 one=2 once=3 on=4 data-onclick=5>", '<p title="<a onclick=go()>">', "<!-- <a onclick=go()> -->",
        "<textarea><a onclick=go()></textarea>", '<a href="https://other.example/">', '<a href="#javascript:">',
        "<link rel=canonical href=https://other.example/>",
        '<img src="data:image/png;base64,AA==" srcset="a,b.png, b.png 2x">',
        "<form name=search>", '<link rel=stylesheet href="https://docs.example/team/a.css">', "<p style>",
        "<script src=a.js>",
    ],
)  # fmt: skip
def test_what_it_does_not_block_is_not(tmp_path: Path, element: str) -> None:
    """Text about handlers, links to elsewhere and the site's own files need no change."""
    assert apply_policy(write(tmp_path, index=HEAD + element), POLICY).problems == ()


def test_what_a_theme_repeats_is_said_once(tmp_path: Path) -> None:
    """A problem on every page is one sentence with their number."""
    element = "<link rel=stylesheet href=https://fonts.example/>"
    (problem,) = apply_policy(write(tmp_path, a=HEAD + element, b=HEAD + element, c=HEAD + element), POLICY).problems
    assert problem.startswith("a.html, line 4 (and 2 more): ")


def test_named_sources_are_no_problem(tmp_path: Path) -> None:
    """What the site's author allows is allowed."""
    policy = Policy(sources={"img-src": ["https://a.example"]})
    site = write(tmp_path, index=f"{HEAD}<img src=https://a.example/b.png>")
    assert apply_policy(site, policy).problems == ()
    assert "img-src 'self' data: https://a.example;" in read(tmp_path, "index")


def test_as_a_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command does the same for any builder, and its status says whether something is blocked."""
    site = write(tmp_path / "site", index=f"{HEAD}<video src=https://a.example/b.mp4>")
    assert main([str(site)]) == 1
    assert "index.html, line 4: <video" in capsys.readouterr().err
    assert main([str(site), "--wasm", "--source", "media-src", "https://a.example"]) == 0
    assert "1 pages have the policy, 0 problems" in capsys.readouterr().err
    assert "'wasm-unsafe-eval'" in policy_of(read(site, "index"))


@pytest.mark.parametrize(
    ("arguments", "words"), [(["missing"], "is not a folder"), ([".", "--source", "img-src", "*"], "'*' in img-src")]
)
def test_a_mistake_in_the_command(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A mistake is one sentence and status 2, and nothing is written."""
    assert main(arguments) == 2
    assert words in capsys.readouterr().err
