"""Fetching a metadata document from a server on this machine."""

from __future__ import annotations

import socket
import ssl
from typing import TYPE_CHECKING

import pytest

from pkce_core.network import fetch
from pkce_core.network.fetch import HttpError, fetch_metadata
from tests.support.metadata_server import OAUTH, OIDC, MetadataServer

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def server() -> Iterator[MetadataServer]:
    with MetadataServer() as server:
        yield server


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ((500, {}, b""), "answers with HTTP status 500"),
        (
            (302, {"Location": "http://evil.example/"}, b""),
            "redirects to http://evil.example/. Redirects aren't followed",
        ),
        ((302, {}, b""), "redirects to another place"),
        ((200, {}, b"x" * 1_100_000), "sends more than 1,048,576 octets"),
        ((200, {"Content-Length": "99"}, b"{}"), "broke off: 97 octets are missing"),
        ((0, {}, b""), "broke off"),
    ],
)
def test_answers_that_are_no_document(
    server: MetadataServer, answer: tuple[int, dict[str, str], bytes], says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sentence says what came instead; no redirect is followed, and no other address is tried."""
    monkeypatch.setattr(fetch, "_TIMEOUT", 0.3)
    server.answers[OIDC] = answer
    with pytest.raises(HttpError) as caught:
        fetch_metadata(server.issuer)
    assert says in str(caught.value)
    assert server.asked == [OIDC]


def test_nothing_there(server: MetadataServer) -> None:
    """Neither address answers: the last one is named."""
    with pytest.raises(HttpError, match="HTTP status 404") as caught:
        fetch_metadata(server.issuer)
    assert caught.value.status == 404
    assert server.asked == [OIDC, OAUTH]


def test_a_slow_document(server: MetadataServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole document has its time, however steadily it comes."""
    server.answers[OIDC] = (200, {}, b"{}")
    monkeypatch.setattr("pkce_core.network.fetch.time.monotonic", iter(range(0, 1000, 100)).__next__)
    with pytest.raises(HttpError, match="didn't answer within 10 seconds"):
        fetch_metadata(server.issuer)


@pytest.mark.parametrize(
    ("reason", "says"),
    [
        (TimeoutError(), "no connection within 10 seconds"),
        (ConnectionRefusedError(), "nothing listens there"),
        (socket.gaierror(), "there is no host with that name"),
        (ssl.SSLCertVerificationError(1, "bad"), "its certificate isn't trusted"),
        (OSError(1, "no way\n"), "no way\\n"),
    ],
)
def test_reasons(reason: Exception, says: str) -> None:
    """Why a host can't be reached, in words."""
    assert says in fetch._describe_reason(reason)
