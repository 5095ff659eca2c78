"""A redirect in every form in which it is pasted, and the pages of browsers, which are none."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from pkce_core import ValidationError, check_authorization_response, parse_authorization_response
from tests.support.authorization_responses import CODE, RIGHT, STATE, find, rules


@pytest.mark.parametrize(
    ("text", "repairs"),
    [
        (RIGHT, 0),
        (f"  {RIGHT}\n", 0),
        (f"\ufeff{RIGHT}", 0),
        (f"code={CODE}&state={STATE}", 0),
        (f"?code={CODE}&state={STATE}", 0),
        (f"#code={CODE}&state={STATE}", 0),
        (f"https://client.example/cb#code={CODE}&state={STATE}", 0),
        (f"{RIGHT}#_=_", 0),
        (f"{CODE}#{STATE}", 0),
        (f"com.example.app:/cb?code={CODE}&state={STATE}", 0),
        (f"localhost:8080/cb?code={CODE}&state={STATE}", 0),
        (f"/cb?code={CODE}&state={STATE}", 0),
        (f'"{RIGHT}"', 1),
        (f"'{RIGHT}'", 1),
        (f"\u201c{RIGHT}\u201d", 1),
        (f"<{RIGHT}>", 1),
        (f"\"'{RIGHT}'\"", 1),
        (RIGHT.replace("&", "&amp;"), 1),
        (RIGHT.replace("&", "&#38;"), 1),
        (RIGHT.replace("&", "&amp;amp;"), 1),
        (RIGHT.replace("&", r"\u0026"), 1),
        (RIGHT.replace("/", r"\/").replace("=", r"\u003d").replace("&", r"\u0026").replace("?", r"\u003F"), 1),
        (RIGHT.replace("&", r"\&"), 1),
        (RIGHT.replace("&", r"\&").replace("?", r"\?").replace("=", r"\="), 1),
        (RIGHT.replace("&", "^&"), 1),
        (RIGHT.replace("&", "`&"), 1),
        (f"{RIGHT[:50]}\n  {RIGHT[50:]}", 1),
        (f"{RIGHT[:50]}\\\r\n{RIGHT[50:]}", 1),
        (RIGHT.replace(":", "%3A").replace("/", "%2F").replace("?", "%3F").replace("=", "%3D").replace("&", "%26"), 1),
        (f'127.0.0.1 - - [01/Jan/2026 10:00:00] "GET {RIGHT[22:]} HTTP/1.1" 404 -', 1),
        (f"HTTP/1.1 302 Found\r\nServer: x\r\nLocation: {RIGHT}\r\n\r\n", 1),
        (f"< HTTP/2 303\n< location: {RIGHT}\n<", 1),
        (f"'{RIGHT.replace('&', '&amp;')}'", 2),
    ],
)
def test_pasted_forms(text: str, repairs: int) -> None:
    """A URL, a query, a fragment, code#state: quoted, wrapped, escaped; what was undone is said."""
    response = parse_authorization_response(text)
    assert (response.code, response.state) == (CODE, STATE)
    report = check_authorization_response(text, state=STATE)
    assert report.ok
    assert rules(report).count("repaired") == repairs
    assert parse_authorization_response(text.encode()) == response


@pytest.mark.parametrize(
    "text",
    [
        "chrome-error://chromewebdata/",
        " about:blank\n",
        "about:neterror?e=connectionFailure&u=http%3A//127.0.0.1%3A8080/cb&c=UTF-8",
        "This site can\u2019t be reached\n127.0.0.1 refused to connect.\nTry:\nERR_CONNECTION_REFUSED",
        "Hmmm... can't reach this page",
        "Unable to connect\nFirefox can\u2019t establish a connection to the server at 127.0.0.1:8080.",
        "Safari Can\u2019t Connect to the Server",
    ],
)
def test_the_page_of_a_browser_is_told_from_the_redirect(text: str) -> None:
    """What a browser shows when nothing listens is no code: the reader is told where the address stands."""
    report = check_authorization_response(text, state=STATE)
    assert rules(report) == ["browser-page"]
    found = find(report, "browser-page")
    assert "copy it from there" in found.message
    assert "go back one page" in found.hint
    with pytest.raises(ValidationError):
        parse_authorization_response(text)


@pytest.mark.parametrize(
    "text",
    [
        f"http://127.0.0.1:8080/cb?code={CODE}&state={STATE}",
        f"about:blank?code={CODE}&state={STATE}",
        f"This site can't be reached http://127.0.0.1:8080/cb?code={CODE}&state={STATE}",
        "aboutblank",
    ],
)
def test_a_response_is_never_taken_for_a_page_of_the_browser(text: str) -> None:
    """Whatever stands around a code, text that holds one is read for it."""
    assert "browser-page" not in rules(check_authorization_response(text, state=STATE))


@pytest.mark.parametrize(
    ("pasted", "rule"),
    [("about:neterror?u=https%3A//a.example/cb%3Fcode%3Dx%zz", "unknown"), (RIGHT, "unknown")],
)
def test_an_address_that_is_not_there(pasted: str, rule: str) -> None:
    """An address inside a browser's page that can't be decoded, and one that was encoded too often, are not read."""
    if pasted == RIGHT:
        for _ in range(5):
            pasted = quote(pasted, safe="")
    assert rules(check_authorization_response(pasted, state=STATE)) == [rule]
