"""`read_client_words`: what clients say of metadata and of storage, in sentences of their own."""

from __future__ import annotations

import pytest

from pkce_core.explain.explanation import explain_error
from pkce_core.program_messages.client_words import NO_REGISTRATION, NO_S256, NO_STATE, NO_VERIFIER, read_client_words
from tests.support.growth import FAR_TOO_MUCH, cost_per_character


@pytest.mark.parametrize(
    ("text", "causes"),
    [
        ("authorization server does not advertise code_challenge_methods_supported", NO_S256),
        ("incompatible auth server: does not support code challenge method s256", NO_S256),
        ("code_challenge_methods_supported field required [type=missing]", NO_S256),
        ("no compatible pkce method in authorization server metadata", NO_S256),
        ("s256 is not supported by the authorization server", NO_S256),
        ("the provider has no pkce support", (*NO_S256, "pkce-unsupported")),
        ("server doesn't support pkce", (*NO_S256, "pkce-unsupported")),
        ("does not support s256 code challenge method required by mcp specification", NO_S256),
        ('the discovery document lists only "plain" methods', NO_S256),
        ("incompatible auth server: does not support dynamic client registration", NO_REGISTRATION),
        ("the metadata has no registration_endpoint", NO_REGISTRATION),
        ("dynamic client registration is not supported", NO_REGISTRATION),
        ("client registration not found", ()),
        ("the authorization server requires pkce (s256)", ()),
        ('code_challenge_methods_supported: ["plain", "s256"]; no token', ()),
        ("code_challenge_methods_supported of the code_verifier is not right", ()),
        ("code_challenge_methods_supported was read", ()),
        ("the server does not support pkce as there are no accepted code_challenge_method values", ()),
        ("invalid code_verifier parameter. server does not support pkce.", ()),
        ("code verifier could not be found in local storage", NO_VERIFIER),
        ("missing pkce verifier cookie", NO_VERIFIER),
        ("no code verifier found", NO_VERIFIER),
        ("code_verifier not found. please log in again", NO_VERIFIER),
        ("code_verifier does not match the stored code_challenge", ()),
        ("the code_verifier is missing", ()),
        ("oauth state not found in session", NO_STATE),
        ("state mismatch: saved state is null", NO_STATE),
        ("cross-site request verification failed. cached state and returned state do not match.", NO_STATE),
        ("user state not saved in database: login failed", ()),
        ("state not found in store", ()),
        ("the login failed", ()),
        ("the server only returns plain text", ()),
        ("the server supports only plain for the code challenge", NO_S256),
        ("the identity provider metadata could not be loaded, so s256 was not checked", ()),
        ("failed to fetch the discovery document: no s256", ()),
        ("the oauth server isn't supported by this pkce helper", ()),
        ("the pkce helper does not support this oauth server", ()),
        ("the server requires a challenge and the app does not support pkce", ()),
        ("error: the identity provider metadata is missing, and pkce is required", ()),
        ("the metadata is missing s256", NO_S256),
        ("checked the metadata: s256 not found", NO_S256),
        ("unable to find s256 in the metadata", NO_S256),
        ("couldn't read the metadata of the server, s256 unsupported", ()),
        ("the server doesn't require dynamic client registration, but the redirect_uri is missing", ()),
        ("the server has dynamic registration not disabled", ()),
        ("there is no need for dynamic registration", ()),
        ("dynamic client registration isn't required", ()),
        ("dynamic client registration is disabled", NO_REGISTRATION),
        ("the server does not have a registration endpoint", NO_REGISTRATION),
        ("dynamic client registration is not yet supported", NO_REGISTRATION),
        ("login failed: connection state not saved to database", ()),
        ("login failed: the page_state is missing in session", ()),
        ("login failed: oauth_state missing in session", NO_STATE),
        ("state cookie missing? no, callback login fine", ()),
    ],
)
def test_what_a_client_says(text: str, causes: tuple[str, ...]) -> None:
    """By what a sentence names, in any order; what a server says is none of these."""
    assert read_client_words(text) == causes


def test_a_code_of_oauth_counts_more() -> None:
    """A server that names a code has got a request, so its words aren't those of a client."""
    text = "no code verifier found"
    assert explain_error(text).causes[0].slug == NO_VERIFIER[0]
    assert explain_error("invalid_grant", error_description=text).causes[0].slug != NO_VERIFIER[0]


@pytest.mark.parametrize("part", ["server ", "state ", "code verifier ", "not ", "metadata pkce ", "server does not "])
def test_reading_is_fast(part: str) -> None:
    """Repetition costs no more than other text."""
    text = part * (10**6 // len(part))
    assert cost_per_character(lambda: read_client_words(text), 10**6) < FAR_TOO_MUCH
