"""The ID token as it is shown: any claim gets an answer."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from joserfc import jws
from joserfc.jwk import ECKey, OctKey, OKPKey, RSAKey

from pkce_widgets import example
from pkce_widgets.build.element_html import to_html
from pkce_widgets.parts.response.part import PART
from tests.support.views import elements, view_of, words

if TYPE_CHECKING:
    from pkce_widgets.view.part import PartView

NOW = example.NOW
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


@pytest.mark.parametrize("name", ["exp", "iat", "nbf", "auth_time"])
@pytest.mark.parametrize("moment", [10**400, -(10**400), 1e308])
def test_a_time_beyond_all_dates(name: str, moment: float) -> None:
    """A number that no clock shows gets a verdict like any other claim."""
    answer = ask(token_response=body(id_token=signed("HS256", OctKey.import_key(SECRET), **{name: moment})))
    assert answer.state in ("right", "wrong")
    assert name in words(answer)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        pytest.param({"issuer": "https://banno.com/a/oidc-provider/api/v0"}, "expected", id="issuer"),
        pytest.param({"client_id": "another"}, 'expected "another" in it', id="client_id"),
        pytest.param({"nonce": f"{example.NONCE[:-1]}0"}, "differ from character 43", id="nonce"),
        pytest.param(
            {"token_response": example.TOKEN_RESPONSE.replace("LXjiamuf", "LXjiamuF")}, "at_hash", id="at_hash"
        ),
    ],
)
def test_a_claim_that_does_not_fit(values: dict[str, str], said: str) -> None:
    """Tokens whose claims are not the expected ones can't be used, and the claim says why."""
    answer = ask(**values)
    assert answer.state == "wrong"
    assert answer.verdict.startswith("This token response can't be used. ")
    assert said in answer.verdict
    assert 'data-level="error"' in to_html(answer.body)


@pytest.mark.parametrize(
    ("claim", "seconds"),
    [("exp", 90), ("exp", -90), ("iat", 90), ("iat", -90), ("nbf", 90), ("nbf", -90), ("auth_time", -90)],
)
@pytest.mark.parametrize("max_age", ["", "&max_age=10", "&max_age=1000"])
def test_how_far_a_moment_is_is_said_once(claim: str, seconds: int, max_age: str) -> None:
    """The row says how far the moment is from now, unless one of its findings does."""
    token = signed("HS256", OctKey.import_key(SECRET), **{claim: int(NOW) + seconds})
    answer = ask(token_response=body(id_token=token), authorization_requested_url=example.AUTHORIZATION_URL + max_age)
    [row] = [each for each in elements(answer.body) if each.attributes.get("data-value") == claim]
    assert to_html(row).count("1 minute and 30 seconds") == 1


@settings(max_examples=100, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from([*CLAIMS, "nonce", "azp", "at_hash", "auth_time", "é<b>"]),
        st.recursive(
            st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=20)),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
            max_leaves=5,
        ),
    )
)
def test_any_claims_get_an_answer(claims: dict[str, object]) -> None:
    """Whatever an ID token claims, the part answers."""
    token = jws.serialize_compact({"alg": "HS256"}, json.dumps(claims).encode(), OctKey.import_key(SECRET))
    assert ask(token_response=body(id_token=token)).state in {"right", "wrong"}
