"""One page: which scripts are hashed, what the policy blocks, and what it does not."""

from __future__ import annotations

import pytest

from strict_csp.inspection import inspect
from strict_csp.policy import Policy, hash_of

POLICY = Policy(site_url="https://docs.example/team/")
HEAD = '<!doctype html>\n<html><head>\n<meta charset="utf-8">\n<title>é</title>'


@pytest.mark.parametrize(
    "kind", ["", "module", "importmap", "text/javascript", " TEXT/JavaScript ", "application/x-javascript"]
)
def test_scripts_that_run_are_hashed(kind: str) -> None:
    """Classic scripts, modules and import maps run."""
    inspection = inspect(f"<script type='{kind}'>1</script>", POLICY)
    assert inspection
    assert inspection.scripts == {hash_of("1")}


@pytest.mark.parametrize("kind", ["application/json", "text/template", "application/ld+json", "text/x-python"])
def test_data_is_not(kind: str) -> None:
    """Data in a script element needs no permission."""
    inspection = inspect(f"<script type='{kind}'>1</script>", POLICY)
    assert inspection
    assert not inspection.scripts


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
        ("<p style='background: url(a.png)'>", "a style attribute that contains a URL"),
        ("<p style='}'>", "a style attribute that isn't a plain list"),
    ],
)
def test_what_the_policy_blocks_is_a_problem(element: str, reason: str) -> None:
    """The problem names the line, the element and what is wrong with it."""
    inspection = inspect(f"{HEAD}\n<p>\n{element}", POLICY)
    assert inspection
    (problem,) = inspection.problems
    assert (problem.line, problem.element) == (6, " ".join(element.split()))
    assert reason in problem.reason


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
def test_what_it_does_not_block_is_not(element: str) -> None:
    """Text about handlers, links to elsewhere and the site's own files need no change."""
    inspection = inspect(HEAD + element, POLICY)
    assert inspection
    assert not inspection.problems
