"""Which step a request is."""

from __future__ import annotations

import pytest

from pkce_core.har.recorded.exchange import Exchange
from pkce_core.har.recorded.kinds import Kind, kind_of

OP = "https://op.example"
ASKED = {"access-control-request-method": "POST"}
AUTHORIZATION = "client_id=c&response_type=code"
BEARER = {"authorization": "Bearer x"}
REFUSED = {"www-authenticate": 'Bearer error="invalid_request"'}
URI = '{"request_uri":"u"}'


@pytest.mark.parametrize(
    ("exchange", "kind"),
    [
        (Exchange(number=1, url=f"{OP}/.well-known/openid-configuration"), Kind.DISCOVERY),
        (Exchange(number=1, url=f"{OP}/.well-known/oauth-authorization-server/tenant"), Kind.DISCOVERY),
        (Exchange(number=1, url=f"{OP}/discovery/v2.0/keys"), Kind.KEYS),
        (Exchange(number=1, url=f"{OP}/oauth2/v3/certs"), Kind.KEYS),
        (Exchange(number=1, url=f"{OP}/userinfo"), Kind.USERINFO),
        (Exchange(number=1, url=f"{OP}/revoke", method="POST", body="token=x"), Kind.REVOCATION),
        (Exchange(number=1, url=f"{OP}/ext/par/request", method="POST", body=AUTHORIZATION), Kind.PUSHED),
        (Exchange(number=1, url=f"{OP}/x", method="POST", body=AUTHORIZATION, response=URI), Kind.PUSHED),
        (Exchange(number=1, url=f"{OP}/x?{AUTHORIZATION}"), Kind.AUTHORIZATION),
        (Exchange(number=1, url=f"{OP}/x", method="POST", body=AUTHORIZATION), Kind.AUTHORIZATION),
        (Exchange(number=1, url="https://app.example/cb?code=1"), Kind.CALLBACK),
        (Exchange(number=1, url="https://app.example/other?code=1"), None),
        (Exchange(number=1, url="https://app.example/other?error=1&state=2"), Kind.CALLBACK),
        (Exchange(number=1, url="https://app.example/x?code=1&state=2&client_id=3"), None),
        (Exchange(number=1, url=f"{OP}/x", method="POST", body="grant_type=refresh_token"), Kind.REFRESH),
        (Exchange(number=1, url=f"{OP}/x?grant_type=authorization_code"), Kind.TOKEN),
        (Exchange(number=1, url=f"{OP}/t0ken", method="POST", body="x=y"), Kind.TOKEN),
        (Exchange(number=1, url=f"{OP}/oauth/token", method="POST", body='{"client_id":"x"}'), Kind.TOKEN),
        (Exchange(number=1, url=f"{OP}/oauth/token", method="POST", body=None), Kind.TOKEN),
        (Exchange(number=1, url="https://push.example/token", method="POST", body='{"device":"x"}'), None),
        (Exchange(number=1, url=f"{OP}/oauth/token", method="OPTIONS", headers=ASKED), Kind.PREFLIGHT),
        (Exchange(number=1, url=f"{OP}/t0ken", method="OPTIONS", headers=ASKED), Kind.PREFLIGHT),
        (Exchange(number=1, url=f"{OP}/oauth/token", method="OPTIONS"), None),
        (Exchange(number=1, url=f"{OP}/api", method="OPTIONS", headers=ASKED), None),
        (Exchange(number=1, url=f"{OP}/logo.png"), None),
        (Exchange(number=1, url=f"{OP}/orders", status=401, headers=BEARER), Kind.CALL),
        (Exchange(number=1, url=f"{OP}/orders", status=403, headers={"authorization": "DPoP x"}), Kind.CALL),
        (Exchange(number=1, url=f"{OP}/x", status=400, headers=BEARER, response_headers=REFUSED), Kind.CALL),
        (Exchange(number=1, url=f"{OP}/orders", status=404, headers=BEARER), None),
        (Exchange(number=1, url=f"{OP}/orders", status=200, headers=BEARER), None),
        (Exchange(number=1, url=f"{OP}/orders", status=401), None),
        (Exchange(number=1, url=f"{OP}/orders?code=1&state=2", headers=BEARER), None),
    ],
)  # fmt: skip
def test_kinds(exchange: Exchange, kind: Kind | None) -> None:
    """By its parameters, by the metadata's addresses, by its path; a request that only ends in /token is none."""
    redirect_uris = frozenset({"https://app.example/cb"})
    assert kind_of(exchange, {f"{OP}/t0ken": Kind.TOKEN}, redirect_uris) is kind
