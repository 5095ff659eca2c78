"""`fetch_metadata`: one GET over https or to this machine, no redirects, with limits on time and size."""

from __future__ import annotations

import time
import urllib.request
from http.client import HTTPException
from typing import TYPE_CHECKING

from pkce_core._version import __version__
from pkce_core.errors import PkceError
from pkce_core.metadata.well_known import well_known_addresses
from pkce_core.text.quoting import visible
from pkce_core.web_answers.paths import about_path

if TYPE_CHECKING:
    from http.client import HTTPResponse


_TIMEOUT = 10.0
"""Seconds, for the connection, for each read, and for the whole document."""
_MOST_OCTETS = 1024 * 1024
_CHUNK = 16 * 1024


class HttpError(PkceError):
    """The document could not be fetched; the text is a sentence to show.

    Attributes:
        status: the HTTP status, when there was a response.
    """

    def __init__(self, message: str, *, status: int | None = None) -> None:
        super().__init__(message)
        self.status = status


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Follow no redirect: the document must come from the address that was asked."""


def fetch_metadata(issuer: str) -> tuple[bytes, str]:
    """Fetch the metadata document of an issuer.

    Args:
        issuer: the issuer identifier, or the address of the document itself.

    Returns:
        The document's octets, and the address that answered.

    Raises:
        HttpError: the document cannot be fetched.
        UsageError: the issuer is neither an https URL nor an http URL on this machine.
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
    request = urllib.request.Request(address, headers=headers)  # noqa: S310 - well_known_addresses lets only https and loopback http in
    # A server on this machine is asked directly, whatever proxy the environment names.
    proxies = [urllib.request.ProxyHandler({})] if address.startswith("http:") else []
    opener = urllib.request.build_opener(_NoRedirect, *proxies)
    try:
        with opener.open(request, timeout=_TIMEOUT) as response:
            return _read(response, address)
    except urllib.error.HTTPError as problem:
        problem.close()
        raise HttpError(_describe_status(problem, address), status=problem.code) from None
    except urllib.error.URLError as problem:
        raise HttpError(f"{address} can't be reached: {_describe_reason(problem.reason)}.") from None
    except TimeoutError:
        raise HttpError(f"{address} didn't answer within {_TIMEOUT:.0f} seconds.") from None
    except (OSError, HTTPException) as problem:
        raise HttpError(f"{address} broke off: {visible(str(problem)) or type(problem).__name__}.") from None


def _read(response: HTTPResponse, address: str) -> bytes:
    deadline, octets = time.monotonic() + _TIMEOUT, b""
    while chunk := response.read1(_CHUNK):
        octets += chunk
        if len(octets) > _MOST_OCTETS:
            raise HttpError(f"{address} sends more than {_MOST_OCTETS:,} octets, far more than any metadata has.")
        if time.monotonic() > deadline:
            raise TimeoutError
    if response.length:  # promised by Content-Length, but missing
        raise HttpError(f"{address} broke off: {response.length:,} octets are missing.")
    return octets


def _describe_status(problem: urllib.error.HTTPError, address: str) -> str:
    if 300 <= problem.code < 400:
        target = visible(problem.headers.get("Location", ""), 200) or "another place"
        return f"{address} redirects to {target}. Redirects aren't followed: ask there yourself, if you trust it."
    about = about_path("not-found", address) if problem.code == 404 else ""
    return f"{address} answers with HTTP status {problem.code}. {about}".rstrip()


def _describe_reason(reason: object) -> str:
    if isinstance(reason, TimeoutError):
        return f"no connection within {_TIMEOUT:.0f} seconds"
    name = type(reason).__name__
    if name == "SSLCertVerificationError":
        return f"its certificate isn't trusted ({visible(getattr(reason, 'verify_message', ''))})"
    if name == "gaierror":
        return "there is no host with that name"
    return "nothing listens there" if name == "ConnectionRefusedError" else visible(str(reason))
