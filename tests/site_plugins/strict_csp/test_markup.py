"""The tokenizer against Chromium's parser: same scripts, same styles, same attributes, for pages odd and ordinary."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from strict_csp.markup import tags

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# What the policy is about, as the browser sees it. A parsed document's scripts do not run.
ASK = """(sources) => sources.map((source) => {
  const found = [];
  const look = (root) => {
    for (const node of root.querySelectorAll('*')) {
      const inline = node.localName === 'script' || node.localName === 'style';
      const text = inline ? node.textContent : '';
      const attributes = [...node.attributes].map(({name, value}) => [name.toLowerCase(), value]).sort();
      if (inline || attributes.length) found.push([node.localName.toLowerCase(), text, attributes]);
      if (node.localName === 'template') look(node.content);
    }
  };
  look(new DOMParser().parseFromString('<!doctype html><body>' + source, 'text/html'));
  return found;
})"""

ODD = {
    "quotes": """<a title="<b onclick=1>" style='x: "y"' data-a=it's/>""",
    "equals first": "<a =b=c ==d>",
    "no spaces": """<a x="1"y='2'z>""",
    "slashes": "<a / x / y=/z / >",
    "upper case": "<STYLE Media=all>p{}</sTyLe ><SCRIPT>1</SCRIPT\t>",
    "comment": "<!-- <script>1</script> --><script>2</script>",
    "empty comments": "<!--><script>1</script><!---><style>p</style>",
    "comment with !": "<!-- a --!><script>1</script>",
    "comment without end": "<script>1</script><!-- <script>2</script>",
    "bogus comments": "<!x <script>><style>1</style></ <style>><?php <script>?><script>2</script>",
    "CDATA in HTML": "<![CDATA[<script>1</script>]]><script>2</script>",
    "text areas": "<textarea><script>1</script></textarea x><title><style>2</style></title>",
    "end tag with attributes": '<script>1</script foo=">"><style>2</style>',
    "end tag of another": "<script>'</style>'</script><style>a</script>b</style>",
    "script without end": "<p id=a><script>1",
    "tag without end": "<script>1</script><p id='x",
    "escaped script": "<script><!-- <script>1</script> --></script><style>x</style>",
    "escaped, closed at once": "<script><!--><script>1</script><style>x</style>",
    "escaped once": "<script><!-- </script><style>x</style>",
    "references": "<style>a&amp;b</style><p style='a&amp;b' title=&lt;&quot;></p>",
    "svg style": "<svg><style>a&amp;b</style><script>1&lt;2</script></svg><style>a&amp;b</style>",
    "svg CDATA": "<svg><style><![CDATA[a<b&amp;]]>c&amp;</style></svg>",
    "svg closed at once": "<svg/><style>a&amp;b</style>",
    "html in svg": "<svg><foreignObject><style>a&amp;b</style></foreignObject><style>a&amp;b</style></svg>",
    "title in svg": "<svg><title>a<b id=c></b></title></svg><p id=d>",
    "math": "<math><mi><style>a&amp;b</style></mi></math>",
    "template": "<template><script>1</script><p style=x></template>",
    "duplicates": "<p style=a style=b STYLE=c>",
    "iframe": "<iframe><script>1</script></iframe><noembed><p id=a></noembed>",
    "lone signs": "a < b <3 <> </> <= <script>1</script>",
}
# Custom elements, because browsers repeat open `a`, `b` and `i` where other elements close.
PIECES = st.sampled_from(
    [
        "<script>", "</script>", "<style>", "</style>", "<!--", "-->", "<p style='a'>", '<x-a title="', '">', "'", '"',
        "<textarea>", "</textarea>", "<", ">", "=", "/", " ", "\n", "x", "&amp;", "<x-b id=c", "<x-i/>", "</", "<!",
        "--!>",
        "<script type=module src=a>", "<title>", "</title>", "<xmp>", "</xmp>", "<![CDATA[", "]]>", "<SCRIPT\n>",
        "</x-b>",
    ]
)  # fmt: skip


def ours(source: str) -> list[list[object]]:
    """The same list as the browser's; tags whose place in the tree the browser decides are not in these sources."""
    found: list[list[object]] = []
    for tag in tags(source):
        attributes = sorted([name, attribute.value] for name, attribute in tag.attributes.items())
        if tag.name in {"script", "style"} or attributes:
            text = tag.text if tag.name in {"script", "style"} else ""
            found.append([tag.name, text, attributes])
    return found


@pytest.fixture(scope="module")
def chromium(browser: Browser) -> object:
    page = browser.new_page()
    yield lambda sources: page.evaluate(ASK, sources)
    page.close()


@pytest.mark.parametrize("name", ODD)
def test_sees_what_chromium_sees(chromium: object, name: str) -> None:
    """Each odd piece of HTML has the scripts, styles and attributes that Chromium finds."""
    assert callable(chromium)
    assert ours(ODD[name]) == chromium([ODD[name]])[0]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sources=st.lists(st.lists(PIECES, max_size=14).map("".join), min_size=25, max_size=25))
def test_sees_what_chromium_sees_in_any_mixture(chromium: object, sources: list[str]) -> None:
    """Whatever pieces stand together, the inline scripts and styles that Chromium finds are those found here."""
    assert callable(chromium)
    for source, theirs in zip(sources, chromium(sources), strict=True):
        assert ours(source) == theirs, source


def test_says_where_things_are() -> None:
    """A tag and an attribute know their places in the page, so that nothing else needs to change."""
    source = '<p>\n<td\n style="text-align: left;" id=a>'
    tag = list(tags(source))[1]
    style = tag.attributes["style"]
    assert source[style.start : style.end] == 'style="text-align: left;"'
    assert (tag.name, tag.line, tag.written) == ("td", 2, source[4:])


@pytest.mark.parametrize(
    "piece", ["<a ", "<a b=", "<a b='", "<!--", "<script><!--", "<svg><style>", "<", "</", "<a b='c'"]
)
def test_a_page_of_one_piece_repeated_is_read(piece: str) -> None:
    """A megabyte of unfinished markup comes to an end and no tag is read twice."""
    count = 1_000_000 // len(piece)
    assert sum(1 for _ in tags(piece * count)) <= count * piece.count("<")


STYLES = {
    "<svg>": "a&b",
    "<math>": "a&b",
    "<svg><desc>": "a&amp;b",
    "<svg><desc></desc>": "a&b",
    "<svg><g>": "a&b",
    "<svg></svg>": "a&amp;b",
    "<svg/>": "a&amp;b",
    "<svg></desc>": "a&b",
    "<desc>": "a&amp;b",
}
"""What `<style>a&amp;b</style>` contains after each text."""


@pytest.mark.parametrize("before", STYLES)
def test_a_style_in_svg_or_math_has_its_references_resolved(before: str) -> None:
    """In svg and math, but not in HTML inside them, the text of a style is markup. This needs no browser."""
    assert [tag.text for tag in tags(f"{before}<style>a&amp;b</style>") if tag.name == "style"] == [STYLES[before]]


def test_chromium_resolves_the_same_references(chromium: object) -> None:
    """The table above says what Chromium does."""
    assert callable(chromium)
    found = chromium([f"{before}<style>a&amp;b</style>" for before in STYLES])
    assert [text for ((_, text, _),) in found] == list(STYLES.values())
