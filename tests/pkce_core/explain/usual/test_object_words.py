"""What a server says of a request object."""

from __future__ import annotations

import pytest

from pkce_core.explain.explanation import explain_error
from pkce_core.explain.usual.object_words import object_causes
from tests.support.growth import FAR_TOO_MUCH, cost_per_character


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ('Request object signature verification failed: no matching key for kid "sig-1"', "object-signature"),
        ("Unable to load client JWKS", "object-signature"),
        ("JWT exp claim is missing from the request object", "object-claim-missing"),
        ("request object must contain an exp", "object-claim-missing"),
        ("Missing parameter in the 'request' object: nbf", "object-claim-missing"),
        ("Request object has expired", "object-time"),
        ("nbf is too far in the past", "object-time"),
        ("aud claim in request object does not contain the issuer", "object-aud"),
        ("the aud must contain the issuer", "object-aud"),
        ("iss must be the client_id", "object-client"),
        ("unsupported alg none", "object-alg"),
        ("requestObject must be signed", "object-alg"),
        ("could not decrypt request object", "object-encryption"),
        ("jti value has already been used", "object-used"),
        ("typ must be oauth-authz-req+jwt", "object-form"),
        ("redirect_uri is missing in the request object", "object-parameters"),
        ("Request Object must not contain request or request_uri", "object-parameters"),
    ],
)
def test_what_the_words_point_at(words: str, slug: str) -> None:
    """The first cause is the one that the words name, and nothing is said of tokens, assertions or pushed requests."""
    found = object_causes("invalid_request_object", words)
    assert next(iter(found)) == slug
    explanation = explain_error("invalid_request_object", error_description=words)
    assert explanation.causes[0].slug == slug
    assert all(cause.slug.startswith("object-") for cause in explanation.causes)
    assert "RFC" in str(explanation.causes[0].spec)


def test_the_claim_that_is_missing() -> None:
    """The evidence names it, if the words do."""
    for words, claim in (("no client_id in it", "client_id"), ("expiration is required", "a claim")):
        assert f": {claim} is missing" in object_causes("invalid_request_object", words)["object-claim-missing"]


def test_words_that_name_nothing() -> None:
    """They leave the usual causes; words about something else are read as everywhere."""
    assert not object_causes("invalid_request_object", "Request Object claims are invalid")
    assert not object_causes("invalid_request", "redirect_uri is missing")
    assert [*object_causes("invalid_request", "Request object signature is invalid")] == ["object-signature"]
    assert explain_error("invalid_request_object", error_description="too many requests").causes[0].slug == (
        "too-many-requests"
    )


def test_hostile_words_are_quick() -> None:
    """A megabyte of words costs little."""
    assert cost_per_character(lambda: object_causes("invalid_request_object", "jti " * 250_000), 10**6) < FAR_TOO_MUCH
