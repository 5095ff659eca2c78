"""Whether a page may read the answer: the preflight, and the header of the response."""

from __future__ import annotations

import pytest

from pkce_core.har.cors import check_origin, check_preflight
from pkce_core.har.recorded.exchange import Exchange

URL, ORIGIN = "https://op.example/token", "https://app.example"
ALLOW, ALLOW_HEADERS, ASKED = (
    "access-control-allow-origin", "access-control-allow-headers", "access-control-request-headers",
)  # fmt: skip


@pytest.mark.parametrize(
    ("status", "asked", "answered", "said"),
    [
        (0, "", {}, None),
        (404, "", {}, "with the status 404"),
        (200, "", {}, "no Access-Control-Allow-Origin header"),
        (200, "", {ALLOW: "https://other.example"}, "allows the origin https://other.example alone"),
        (200, "", {ALLOW: "other"}, "isn't an origin"),
        (200, "dpop", {ALLOW: "*"}, "doesn't allow dpop"),
        (200, "x1", {ALLOW: "*"}, "doesn't allow a header"),
        (200, "authorization,dpop", {ALLOW: "*", ALLOW_HEADERS: "*"}, "doesn't allow authorization"),
        (204, "dpop", {ALLOW: ORIGIN, ALLOW_HEADERS: "DPoP, Content-Type"}, "allows the request"),
        (204, "dpop", {ALLOW: ORIGIN, ALLOW_HEADERS: "*"}, "allows the request"),
    ],
)
def test_preflights(status: int, asked: str, answered: dict[str, str], said: str | None) -> None:
    """What is wrong with the answer, or that nothing is; nothing without an answer."""
    headers = {"origin": ORIGIN, ASKED: asked}
    exchange = Exchange(number=1, url=URL, headers=headers, status=status, response_headers=answered)
    found = list(check_preflight(exchange))
    assert [said in each.message for each in found] == [True] if said else found == []


@pytest.mark.parametrize(
    ("headers", "answered", "status", "wrong"),
    [
        ({"origin": ORIGIN}, {"content-type": "a"}, 200, True),
        ({"origin": ORIGIN}, {ALLOW: ORIGIN}, 200, False),
        ({"origin": ORIGIN}, {ALLOW: "null"}, 400, True),
        ({"origin": ORIGIN, "sec-fetch-mode": "navigate"}, {"content-type": "a"}, 200, False),
        ({"origin": "https://op.example"}, {"content-type": "a"}, 200, False),
        ({"origin": ORIGIN}, {}, 200, False),
        ({"origin": ORIGIN}, {"content-type": "a"}, 0, False),
        ({}, {"content-type": "a"}, 200, False),
    ],
)
def test_origins(headers: dict[str, str], answered: dict[str, str], status: int, wrong: bool) -> None:
    """Only a page of another origin needs the header, and only headers that are in the file say that it is missing."""
    exchange = Exchange(number=1, url=URL, headers=headers, status=status, response_headers=answered)
    assert bool(list(check_origin(exchange))) is wrong
