"""One GET of one metadata document: https, or http on this machine; no redirects, with limits on time and size."""

from __future__ import annotations

import time
import urllib.request
from http.client import HTTPException

from pkce_core._version import __version__
from pkce_core.errors import PkceError
from pkce_core.metadata.well_known import well_known_addresses
from pkce_core.text.quoting import visible

TYPE_CHECKING = False

if TYPE_CHECKING:
    from http.client import HTTPResponse


_TIMEOUT = 10.0
"""Seconds, for the connection, for each answer, and for the whole document."""
_MOST_OCTETS = 1024 * 1024
_CHUNK = 16 * 1024


class HttpError(PkceError):
    """The document could not be fetched; the text is a sentence for the reader.

    Attributes:
        status: the HTTP status, when there was an answer.
    """

    def __init__(self, message: str, *, status: int | None = None) -> None:
        super().__init__(message)
        self.status = status


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Follow nothing: the document belongs to the address it was asked of."""


def fetch_metadata(issuer: str) -> tuple[bytes, str]:
    """Fetch the metadata document of an issuer.

    Args:
        issuer: the issuer identifier, or the address of the document itself.

    Returns:
        The document's octets, and the address that answered.

    Raises:
        HttpError: it cannot be fetched.
    """
    addresses = well_known_addresses(issuer)
    for address in addresses[:-1]:
        try:
            return _get(address), address
        except HttpError as problem:
            if problem.status not in (404, 405, 410):
                raise
    return _get(addresses[-1]), addresses[-1]


def _get(address: str) -> bytes:
    headers = {"Accept": "application/json", "User-Agent": f"pkce/{__version__}"}
    request = urllib.request.Request(address, headers=headers)  # noqa: S310 - _parse lets https and loopback http in
    # What is on this machine is asked directly, whatever proxy the environment names.
    proxies = [urllib.request.ProxyHandler({})] if address.startswith("http:") else []
    opener = urllib.request.build_opener(_NoRedirect, *proxies)
    try:
        with opener.open(request, timeout=_TIMEOUT) as response:
            return _read(response, address)
    except urllib.error.HTTPError as problem:
        problem.close()
        raise HttpError(_status_sentence(problem, address), status=problem.code) from None
    except urllib.error.URLError as problem:
        raise HttpError(f"{address} cannot be reached: {_reason(problem.reason)}.") from None
    except TimeoutError:
        raise HttpError(f"{address} did not answer within {_TIMEOUT:.0f} seconds.") from None
    except (OSError, HTTPException) as problem:
        raise HttpError(f"{address} broke off: {visible(str(problem)) or type(problem).__name__}.") from None


def _read(response: HTTPResponse, address: str) -> bytes:
    deadline, octets = time.monotonic() + _TIMEOUT, b""
    while chunk := response.read1(_CHUNK):
        octets += chunk
        if len(octets) > _MOST_OCTETS:
            raise HttpError(f"{address} sends more than {_MOST_OCTETS:,} octets, far more than any metadata.")
        if time.monotonic() > deadline:
            raise TimeoutError
    if response.length:  # what Content-Length promised and did not come
        raise HttpError(f"{address} broke off: {response.length:,} octets are missing.")
    return octets


def _status_sentence(problem: urllib.error.HTTPError, address: str) -> str:
    if 300 <= problem.code < 400:
        target = visible(problem.headers.get("Location", ""), 200) or "another place"
        return f"{address} redirects to {target}, which is not followed. Ask there, if you trust it."
    return f"{address} answers with HTTP status {problem.code}."


def _reason(reason: object) -> str:
    if isinstance(reason, TimeoutError):
        return f"no connection within {_TIMEOUT:.0f} seconds"
    name = type(reason).__name__
    if name == "SSLCertVerificationError":
        return f"its certificate is not trusted ({visible(getattr(reason, 'verify_message', ''))})"
    return {"gaierror": "there is no host of that name", "ConnectionRefusedError": "nothing listens there"}.get(
        name, visible(str(reason))
    )
