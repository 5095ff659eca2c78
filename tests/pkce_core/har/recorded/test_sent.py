"""A recorded request and response as the checks of a flow read them."""

from __future__ import annotations

from base64 import b64encode

from pkce_core.har.recorded.exchange import Exchange
from pkce_core.har.recorded.sent import request_text, response_members, response_text, sent_request

URL = "https://op.example/token?a=b#c"


def known(exchange: Exchange, *, is_sanitized: bool = False) -> dict[str, str | None]:
    return {each.name: each.value for each in sent_request(exchange, is_sanitized=is_sanitized).all_parameters}


def test_what_was_sent() -> None:
    """Body, URL and header, each as it was sent."""
    basic = "Basic " + b64encode(b"id:s3cret").decode()
    exchange = Exchange(number=1, method="POST", url=URL, headers={"authorization": basic, "dpop": "proof"}, body="c=d")
    sent = sent_request(exchange, is_sanitized=True)
    assert known(exchange) == {"c": "d", "a": "b", "client_id": "id", "client_secret": "s3cret"}
    assert (sent.url, sent.authorization, sent.dpop) == ("https://op.example/token", "basic", "proof")
    assert "s3cret" not in repr(sent)


def test_what_a_file_leaves_out() -> None:
    """A body or a header that may have been there has parameters without values, never none."""
    bare = Exchange(number=1, method="POST", url=URL, body="c=d")
    assert known(bare) == {"c": "d", "a": "b"}
    assert known(bare, is_sanitized=True) == {"c": "d", "a": "b", "client_id": None, "client_secret": None}
    named = Exchange(number=1, method="POST", url=URL, body="client_id=x")
    assert known(named, is_sanitized=True)["client_secret"] is None
    secret = Exchange(number=1, method="POST", url=URL, body="client_id=x&client_secret=y")
    assert known(secret, is_sanitized=True)["client_secret"] == "y"
    assert known(Exchange(number=1, method="POST", url="https://op.example/", body=None)) == {"": None}


def test_multipart() -> None:
    """Line ends of HTTP are read like others."""
    body = '--x\r\nContent-Disposition: form-data; name="code"\r\n\r\nabc\r\n--x--\r\n'
    exchange = Exchange(number=1, method="POST", headers={"content-type": "multipart/form-data; boundary=x"}, body=body)
    assert known(exchange) == {"code": "abc"}


def test_texts() -> None:
    """A request and a response as HTTP: a header with a line end in it stays one line."""
    headers = {"content-type": "application/json\r\nx: y"}
    exchange = Exchange(number=1, method="POST", url=URL, status=400, response_headers=headers, response='{"a":1}')
    assert response_text(exchange) == 'HTTP/1.1 400\ncontent-type: application/json x: y\n\n{"a":1}'
    assert request_text(exchange).startswith("POST https://op.example/token HTTP/1.1\n")
    assert response_members(exchange) == {"a": 1}
    assert response_members(Exchange(number=1, response="<p>")) == {}
