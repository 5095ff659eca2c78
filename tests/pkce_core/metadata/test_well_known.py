"""Where an issuer publishes its metadata, and which issuers are refused."""

from __future__ import annotations

import pytest

from pkce_core.errors import UsageError
from pkce_core.metadata.well_known import well_known_addresses
from tests.support.metadata_server import OAUTH, OIDC


@pytest.mark.parametrize(
    ("issuer", "says"),
    [
        ("http://issuer.example", "must use https, or http on this machine"),
        ("http://localhost@evil.example", "must not have a user name"),
        ("https://issuer.example?x", "must not have a user name, a query or a fragment"),
        ("https://issuer.example#x", "must not have a user name, a query or a fragment"),
        ("https://1.2.3.4.5", "isn't a URL that a browser can open: the host ends in a number"),
        ("https://issuer.example/é", "isn't an address such as https://issuer.example"),
        ("https://issuer.example\\", "isn't an address such as https://issuer.example"),
        ("issuer.example", "isn't an address such as https://issuer.example"),
        ("app:/x", "isn't an address such as https://issuer.example"),
        ("ftp://issuer.example", "Nothing was sent to ftp://issuer.example"),
    ],
)
def test_what_is_not_asked(issuer: str, says: str) -> None:
    """Only https, or http on this machine, where a browser would really go; nothing is sent anywhere else."""
    with pytest.raises(UsageError, match=says):
        well_known_addresses(issuer)


def test_addresses_are_written_anew() -> None:
    """The addresses are built from the parsed URL that was checked, not from the text."""
    assert well_known_addresses("HTTPS://Issuer.Example:443/a/") == (
        f"https://issuer.example/a{OIDC}",
        f"https://issuer.example{OAUTH}/a",
    )
    assert well_known_addresses("http://127.1:80")[0] == f"http://127.0.0.1{OIDC}"
