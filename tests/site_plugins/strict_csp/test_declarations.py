"""Style attributes as rules: what becomes one, what can't, and that nothing leaves its rule."""

from __future__ import annotations

import pytest

from strict_csp.declarations import key_of, parse_style_sheet, style_sheet, why_not_a_rule


@pytest.mark.parametrize(
    "text",
    [
        "text-align: center;", "width:62.5%", "--size: 3", "color: RED !important; margin:0 auto", "", "  ;; ",
        "background: url(data:image/png;base64,AA==)", "fill: url(#gradient)", "content: '}'",
        'font-family: "A{B", serif',
        "color: red /* why { not */", "width: calc((1px + 2px) * 3)",
        "grid-template-columns: [full-start] minmax(0, 1fr) [full-end]",
    ],
)  # fmt: skip
def test_a_plain_list_of_declarations_becomes_a_rule(text: str) -> None:
    """What authors and extensions write in style attributes can be moved, and the sheet can be read again."""
    assert why_not_a_rule(text) is None
    rules = {key_of(text): text}
    assert parse_style_sheet(style_sheet(rules)).keys() == rules.keys()
    assert style_sheet(parse_style_sheet(style_sheet(rules))) == style_sheet(rules)


@pytest.mark.parametrize(
    "text",
    [
        "background: url(a.png)", "background: URL( 'a.png')", "background: url(//a.example/)",
        "background: image-set('a.png' 1x)",
        "color: red} body {display: none", "color: red; {", "content: '", 'content: "', "color: red /*", "a */ b", "a(",
        "a:)(", "grid-template-columns: [full 1fr", "a]", "a([)]",
        "a)", "content: '\\", "content: '\n'", "content: '\r} body {display: none'", "content: '\f'",
        "\\7d", "</style>",
    ],
)  # fmt: skip
def test_what_would_leave_its_rule_does_not_become_one(text: str) -> None:
    """An address means another file in a style sheet, and brackets or quotes without their partner take more along."""
    assert why_not_a_rule(text)


def test_spelling_does_not_matter() -> None:
    """The same declarations with other spaces share one rule."""
    assert key_of("text-align:  left ;") == key_of(" text-align: left")
    assert key_of("text-align: left") != key_of("text-align: right")
    assert key_of("color: red; /* why */ margin: 0") == key_of("color: red;\n\tmargin: 0")


@pytest.mark.parametrize(
    "text", ["content: 'a  b'", 'content: "a\tb"', "content: 'a\u2003b'", "content: '/* a */'", "content: ' ; '"]
)
def test_text_in_quotes_stays(text: str) -> None:
    """Spaces, semicolons and comment marks inside a string are the string, and not layout."""
    sheet = style_sheet({key_of(text): text})
    assert f"{{{text}}}" in sheet
    assert parse_style_sheet(sheet) == {key_of(text): text}
