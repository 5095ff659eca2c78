"""The line that gets the issuer's keys: only where it is needed, and never with text that a shell would run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from joserfc import jws
from joserfc.jwk import ECKey, OctKey, OKPKey, RSAKey

from pkce_widgets import example
from pkce_widgets.build.element_html import to_html
from pkce_widgets.parts.response.part import PART
from tests.support.views import view_of, words

if TYPE_CHECKING:
    from pkce_widgets.view.part import PartView

NOW = example.NOW
JWKS = (Path(__file__).parents[4] / "vectors" / "example-jwks.json").read_text(encoding="utf-8")
CLAIMS = {"iss": example.ISSUER, "sub": "a", "aud": example.CLIENT_ID, "exp": int(NOW) + 60, "iat": int(NOW) - 1}
SECRET = "a-client-secret-of-more-than-32-octets"


def ask(**values: str) -> PartView:
    return view_of(PART, {**PART.example, **values}, now=NOW)


def body(**members: object) -> str:
    return json.dumps({"access_token": "an-access-token", "token_type": "Bearer", "scope": "openid profile", **members})


def signed(alg: str, key: OctKey | RSAKey | ECKey | OKPKey, **claims: object) -> str:
    payload = json.dumps({**CLAIMS, "nonce": example.NONCE, **claims})
    header = {"alg": alg, **({"kid": key.kid} if key.kid else {})}
    return jws.serialize_compact(header, payload.encode(), key, algorithms=[alg])


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ({"jwks_uri": "https://op.example/jwks?a=b&c=d"}, 'curl -sS "https://op.example/jwks?a=b&amp;c=d"'),
        ({"provider": "google"}, 'curl -sS "https://www.googleapis.com/oauth2/v3/certs"'),
        ({"provider": "generic"}, "curl -sS JWKS_URI"),
        ({"jwks_uri": 'https://op.example/"; calc; "'}, "curl -sS JWKS_URI"),
        ({"jwks_uri": "https://op.example/$(calc)"}, "curl -sS JWKS_URI"),
        ({"jwks_uri": "https://op.example/%PATH%"}, "curl -sS JWKS_URI"),
    ],
)
def test_how_to_get_the_keys(given: dict[str, str], line: str) -> None:
    """The line that shows the keys has the reader's jwks_uri, unless a shell would read more than an address in it."""
    html = to_html(ask(**given).body)
    assert f">{line}</code>" in html
    assert ("Copy: the line that gets the keys" in html) is ("JWKS_URI" not in line)
    assert ("Replace JWKS_URI with the jwks_uri of the discovery document" in html) is ("JWKS_URI" in line)


def test_no_keys_are_asked_for_in_vain() -> None:
    """With keys, without an ID token, or for one that a client_secret signs, the line is not there."""
    shared = signed("HS256", OctKey.import_key(SECRET))
    for values in ({"jwks": JWKS}, {"token_response": body()}, {"token_response": body(id_token=shared)}):
        assert "Get the issuer’s keys" not in words(ask(**values))
