"""What the servers in a file say of themselves in their metadata (RFC 8414): each attempt is judged by its own server.

A file may have several: a login that goes on to another provider has the metadata of both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_core.har.recorded.exchange import parts_of, read_exchange
from pkce_core.har.recorded.kinds import ENDPOINTS, Kind, kind_of
from pkce_core.har.recorded.sent import response_members

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pkce_core.har.entries import HarEntries

_MOST = 20
"""Documents that are read; a recording has one or two."""
_OWN = ("authorization_endpoint", "token_endpoint")


class Servers:
    """The metadata documents of a file.

    Attributes:
        documents: the members of each.
        kinds: which step is sent to each address that they name.
    """

    def __init__(self, entries: HarEntries) -> None:
        """Find them.

        Args:
            entries: of the file.
        """
        self.documents: list[dict[str, object]] = []
        for span in entries.spans:
            if len(self.documents) == _MOST:
                break
            if entries.octets.find(b".well-known", span.start, max(span.start, span.end)) < 0:
                continue
            exchange = read_exchange(0, entries.read(span) or {})
            members = response_members(exchange) if kind_of(exchange, {}, frozenset()) is Kind.DISCOVERY else {}
            if isinstance(members.get("issuer"), str) and any(name in members for name in _OWN):
                self.documents.append(members)
        self.kinds: dict[str, Kind] = {
            parts_of(address)[0]: kind
            for members in self.documents
            for name, kind in ENDPOINTS.items()
            if isinstance(address := members.get(name), str)
        }

    def of(self, addresses: Iterable[str]) -> Mapping[str, object]:
        """The document of the server that requests went to; an empty one if it isn't in the file, or isn't certain.

        Args:
            addresses: of authorization and token requests, without their queries.
        """
        asked = set(addresses)
        fitting = [
            each
            for each in self.documents
            if asked & {parts_of(at)[0] for name in _OWN if isinstance(at := each.get(name), str)}
        ]
        # "{tenantid}" is in the issuer of a document for every tenant, and then no token has that issuer.
        if len({str(each["issuer"]) for each in fitting}) != 1 or "{" in str(fitting[0]["issuer"]):
            return {}
        return fitting[-1]
