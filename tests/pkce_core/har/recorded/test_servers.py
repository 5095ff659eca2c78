"""The metadata in a file: the addresses that it names, and the document of each attempt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pkce_core.har.entries import HarEntries
from pkce_core.har.recorded.kinds import Kind
from pkce_core.har.recorded.servers import Servers
from tests.support.har import METADATA, TOKEN, entry, har, image

if TYPE_CHECKING:
    import pytest


def document(answer: object) -> dict[str, Any]:
    return entry("GET", "https://op.example/.well-known/openid-configuration", answer=answer)


def servers(*answers: object) -> Servers:
    return Servers(HarEntries(har(image(), *map(document, answers))))


def test_addresses() -> None:
    """What is at each address; a document without an issuer or an endpoint isn't metadata."""
    found = servers(METADATA, {"issuer": "x"}, {"token_endpoint": "y"}, "not JSON")
    assert len(found.documents) == 1
    assert found.kinds[TOKEN] is Kind.TOKEN
    assert found.kinds["https://op.example/certificates"] is Kind.KEYS


def test_documents() -> None:
    """The document whose endpoints were asked; none if two issuers have the same ones."""
    later = METADATA | {"scopes_supported": ["api"]}
    assert servers(METADATA, later).of([TOKEN]) == later
    assert servers(METADATA).of(["https://other.example/token"]) == {}
    assert servers(METADATA, METADATA | {"issuer": "https://alias.example"}).of([TOKEN]) == {}


def test_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the first documents are read."""
    monkeypatch.setattr("pkce_core.har.recorded.servers._MOST", 1)
    assert len(servers(METADATA, METADATA).documents) == 1
