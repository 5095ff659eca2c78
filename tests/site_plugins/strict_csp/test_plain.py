"""Passing over plain markup changes no answer: each page is inspected with and without it, and by another parser."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strict_csp import inspection
from strict_csp.markup import tags
from strict_csp.policy import Policy
from tests.site_plugins.strict_csp.test_markup import ODD, PIECES

if TYPE_CHECKING:
    from tests.support.site import BuiltSite

POLICY = Policy(site_url="https://docs.example/")
ORDINARY = (
    '<li class="md-nav__item">\n<a href="../a/" class="md-nav__link">\n<span class="md-ellipsis">A</span></a></li>\n'
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M1 2z"/></svg><!-- note --><br/>'
    "<p id=a hidden>text <code>x</code> &amp; <a href='b'>b</a> <input type=checkbox checked id=b></p>"
)
PLAIN = [
    '<a href="../b/" class="c">', "<a href=x>", '<a href="https://a.example/">', '<a href="', "<a href=",
    '<li class="a', '<li class="a"', ' style="top: 0"', " style=a", " onclick=go()", " class=a", ' id="b"', " hidden",
    '<svg viewBox="0 0 1 1">', "<svg>", "</svg>", '<path d="M0"/>', "<g>", "<desc>", "</desc>", "<math>", "</math>",
    "<br />", "<p>", "</p>", "</li >", "<img src=//a.example/b>", "javascript:", "java&Tab;script:", "&colon;", "\t",
    "\f", "<li\n", "<base href=/>", "<a ping=//a.example/>", "<body onload=x>", "<plaintext>", "<LI STYLE=a>", ":",
]  # fmt: skip


def thorough(source: str, monkeypatch: pytest.MonkeyPatch) -> inspection.Inspection | None:
    """The inspection of a page with every tag read."""
    with monkeypatch.context() as patch:
        patch.setattr(inspection, "_PLAIN", None)
        return inspection.inspect(source, POLICY)


@pytest.mark.parametrize("name", ODD)
def test_odd_pages_are_inspected_as_before(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each odd piece of HTML, alone, after ordinary markup and before it."""
    for source in (ODD[name], ORDINARY + ODD[name], ODD[name] + ORDINARY):
        assert inspection.inspect(source, POLICY) == thorough(source, monkeypatch)


@settings(max_examples=1500, deadline=None)
@given(pieces=st.lists(st.sampled_from(PLAIN) | PIECES, max_size=14))
def test_any_mixture_is_inspected_as_before(pieces: list[str]) -> None:
    """Whatever pieces stand together, hashes, rules, problems and edits are the same."""
    source = "".join(pieces)
    with pytest.MonkeyPatch.context() as monkeypatch:
        assert inspection.inspect(source, POLICY) == thorough(source, monkeypatch)


@pytest.mark.parametrize(
    "tag",
    [
        '<a href="javascript:go()">', "<a href='javascript:go()'>", '<a href="&#106;avascript:go()">',
        '<a href=javascript:go()>', '<a href="x" class="a" onclick="go()">', '<li class="a" style="top: 0">',
        '<li class="a"/onclick=go()>', '<li id = "a" onclick=go()>', "<li hidden = a onclick=go()>",
        '<svg viewBox="0" onload=go()><path d="M0"/></svg>', '<svg><path d="M0" style="top: 0"/></svg>',
        "<svg><script>1</script></svg>", '<img alt="" src="//a.example/b.png">', "<LI onclick=go()>",
    ],
)  # fmt: skip
def test_what_matters_is_not_plain(tag: str) -> None:
    """After ordinary markup, each of these is still found."""
    found = inspection.inspect(ORDINARY + tag, POLICY)
    assert found
    assert found.problems or found.scripts or found.rules


def test_ordinary_markup_is_passed_over() -> None:
    """Of a long menu no tag is read one by one: that is what makes large sites quick. Two odd tags of ten remain."""
    assert [tag.written for tag in tags(ORDINARY * 100, inspection._PLAIN)] == ["<a href='b'>"] * 100
    assert [tag.name for tag in tags("<li><p id=a>" + "<a href='b'>", inspection._PLAIN)] == ["a"]


@pytest.mark.parametrize(
    "piece",
    ["<a ", '<a href="', "<a href=", '<a class="b"', "<svg>", "<svg><g>", "<li ", "<li class=a ", "</li ", "<li></li>"],
)
def test_a_page_of_one_piece_repeated_is_inspected(piece: str) -> None:
    """A megabyte of finished or unfinished markup comes to an end."""
    inspection.inspect(piece * (1_000_000 // len(piece)), POLICY)


class Peer(HTMLParser):
    """The start tags of a page as Python's own parser reads them, and the text of scripts and styles."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[list[object]] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append([tag, {name: value or "" for name, value in reversed(attrs)}, ""])

    def handle_data(self, data: str) -> None:
        if self.found and self.cdata_elem in ("script", "style"):
            self.found[-1][2] = f"{self.found[-1][2]}{data}"


@pytest.mark.slow
def test_the_built_site_is_read_as_by_another_parser(built_site: BuiltSite, monkeypatch: pytest.MonkeyPatch) -> None:
    """In each page of this site, both read the same tags, attributes, scripts and styles, and plain markup is plain."""
    pages = sorted(built_site.folder.rglob("*.html"))
    assert len(pages) > 30
    read = every = 0
    for path in pages:
        source = path.read_text("utf-8")
        ours = [
            [
                tag.name,
                {name: attribute.value for name, attribute in tag.attributes.items()},
                tag.text if tag.name in ("script", "style") else "",
            ]
            for tag in tags(source)
        ]
        assert ours == Peer(source).found, path
        assert inspection.inspect(source, POLICY) == thorough(source, monkeypatch), path
        read += sum(1 for _ in tags(source, inspection._PLAIN))
        every += len(ours)
    assert read < every / 4  # of a page with a drawing, most tags are read
