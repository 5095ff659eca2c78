"""Which request a message about the redirect_uri is about, and whether it wants https."""

from __future__ import annotations

import pytest

from pkce_core.explain.explanation import explain_error
from pkce_core.redirect_uri.message_words import misses_a_part, names_registered_pattern, says_insecure, with_request

BOTH = {"redirect-uri-differs": "said", "redirect-uri-unregistered": "said"}


@pytest.mark.parametrize(
    ("clause", "insecure"),
    [
        ("insecure redirect uri", True),
        ("redirect url must use https", True),
        ("only https redirect uris are allowed", True),
        ("redirect_uri cannot be http unless it is localhost", True),
        ("http redirect_uri not allowed", True),
        ("https is required", True),
        ("this redirect_uri is not secure", True),
        ("http status 400 not allowed", False),
        ("invalid redirect uri", False),
        ("redirect_uri must use the same https url that was registered", False),
        ("redirect_uri should be the registered https address", False),
        ("redirect_uri must match https://a.example/cb exactly", False),
        ("redirect_uri must be a registered address with https", False),
        ("redirect_uri must be registered, and has to be https", True),
    ],
)
def test_an_address_that_has_to_be_https(clause: str, insecure: bool) -> None:
    """The words say so in many ways; a status of HTTP isn't one."""
    assert says_insecure(clause) is insecure


@pytest.mark.parametrize(
    ("code", "text", "first"),
    [
        ("", "Invalid redirect URI", "redirect-uri-unregistered"),
        ("invalid_request", "Invalid redirect_uri", "redirect-uri-unregistered"),
        ("invalid_client", "Invalid redirect URI", "redirect-uri-unregistered"),
        ("invalid", "redirect_uri: invalid", "redirect-uri-unregistered"),
        ("invalid_grant", "Invalid redirect_uri", "redirect-uri-differs"),
        ("invalid_request", "The redirect_uri of the token request is wrong", "redirect-uri-differs"),
        ("", "The redirect_uri is not the original one", "redirect-uri-differs"),
    ],
)
def test_the_likelier_of_two(code: str, text: str, first: str) -> None:
    """A page of the authorization endpoint looks at the registration; the token endpoint, at the earlier request."""
    assert next(iter(with_request(BOTH, code, text))) == first


def test_other_causes_stay() -> None:
    """Without both, or where another cause is likelier, the order stays."""
    for causes in ({}, {"redirect-uri-differs": "said"}, {"code-old": "said", **BOTH}):
        assert list(with_request(causes, "", "")) == list(causes)


def test_a_server_that_reads_redirect_uris_knows_the_client() -> None:
    """Beside invalid_client, nothing about a secret is shown."""
    slugs = {cause.slug for cause in explain_error("INVALID_CLIENT: Invalid redirect URI").causes}
    assert "redirect-uri-unregistered" in slugs
    assert not slugs & {"secret-wrong", "secret-missing", "auth-method", "client-unknown"}


@pytest.mark.parametrize(
    ("said", "clause", "part"),
    [
        ("missing", "redirect uri: missing scheme", True),
        ("", "redirect uri has no host", True),
        ("must-be", "redirect uri must have a scheme", True),
        ("missing", "redirect uri is missing", False),
        ("expired", "missing scheme", False),
    ],
)
def test_a_part_is_missing(said: str, clause: str, part: bool) -> None:
    """A value that misses its scheme was sent."""
    assert misses_a_part(said, clause) is part


@pytest.mark.parametrize(
    ("clause", "registered"),
    [
        ("does not match allowed patterns", True),
        ("doesn't match any pattern that is registered", True),
        ("does not match the pattern", False),
    ],
)
def test_patterns_of_the_registration(clause: str, registered: bool) -> None:
    """A pattern of the registration says nothing of the form."""
    assert names_registered_pattern(clause) is registered
