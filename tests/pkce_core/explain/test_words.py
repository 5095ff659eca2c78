"""What a server's own words name, and what they say of it: sentences of real servers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core.explain.word_causes import EVERYDAY_WORDS, MORE_EXACT, NOT_FROM_A_SERVER, WORD_CAUSES
from pkce_core.explain.word_tables import SAID, SUBJECTS
from pkce_core.explain.words import is_of_something_else, read_words, without_standard_sentences
from tests.support.growth import FAR_TOO_MUCH, cost_per_character


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("The code_verifier was incorrect", "verifier-mismatch"),
        ("code_verifier cannot be empty", "verifier-missing"),
        ("Code verifier is required", "verifier-missing"),
        ("code_verifier must be between 43 and 128 characters", "verifier-malformed"),
        ("The code_verifier does not match the code_challenge of the authorization request", "verifier-mismatch"),
        ("Invalid PKCE verifier", "verifier-mismatch"),
        ("code_verifier should not be sent", "challenge-missing"),
        ("code challenge required", "challenge-required"),
        ("Unable to find code_challenge for the code, but code_verifier was sent", "challenge-missing"),
        ("A code_verifier without a code_challenge", "challenge-missing"),
        ("code_verifier given with no code_challenge", "challenge-missing"),
        ("The code was issued without a code_challenge", "challenge-required"),
        ("code_challenge not found", "challenge-required"),
        ("code_challenge was sent, but code_verifier is missing", "verifier-missing"),
        ("No code_verifier was sent", "verifier-missing"),
        ("code_challenge is present but PKCE is not supported", "pkce-unsupported"),
        ("code_verifier could not be verified", "verifier-mismatch"),
        ("code_verifier was provided but does not match", "verifier-mismatch"),
        ("Clients must include a code_challenge, but it is missing.", "challenge-required"),
        ("PKCE is required for public clients", "challenge-required"),
        ("transform algorithm not supported", "method-plain"),
        ("authorization request has expired", "login-session-lost"),
        ("Your login attempt timed out. Login will start from the beginning.", "login-session-lost"),
        ("interaction session not found", "login-session-lost"),
        ("The requested redirect URL is not permitted.", "redirect-uri-unregistered"),
        ("redirect_uri is not registered", "redirect-uri-unregistered"),
        ("Invalid redirect_uri: not in the list of registered URIs", "redirect-uri-unregistered"),
        ("redirect_uri does not match the one of the authorization request", "redirect-uri-differs"),
        ("Mismatching redirect URI.", "redirect-uri-differs"),
        ("Request was missing the 'redirect_uri' parameter.", "redirect-uri-missing"),
        ("The authorization code has already been used", "code-reused"),
        ("Authorization code has expired", "code-old"),
        ("the code is invalid or expired", "code-old"),
        ("authorization code not found", "code-reused"),
        ("Code was issued to another client", "client-differs"),
        ("Missing parameter: code", "parameter-missing"),
        ("Invalid JWT token", "assertion-refused"),
        ("Audience of client assertion is invalid", "assertion-refused"),
        ("invalid client_secret", "secret-wrong"),
        ("Client secret expired", "secret-expired"),
        ("No client credentials found", "secret-missing"),
        ("client_id is required", "client-id-missing"),
        ("Unknown client", "client-unknown"),
        ("Error redeeming code during callback: token exchange failed: code_verifier is missing", "verifier-missing"),
        ("Error exchanging code: Code was already redeemed.", "code-reused"),
        ("The access token is not yet valid", "client-clock-off"),
        ("code_verifier sent yet no code_challenge", "challenge-missing"),
        ("grant_type parameter is missing", "body-not-form"),
        ("Client is not authorized to use grant type authorization_code", "client-grant-type"),
        ("Content-Type must be application/x-www-form-urlencoded", "body-not-form"),
        ("Unsupported content type application/json", "body-not-form"),
        ("Scope offline_access is not allowed", "scope-not-allowed"),
        ("state is missing", "parameter-missing"),
        ("Origin header not allowed: CORS", "browser-origin"),
        ("The user denied the request", "user-denied"),
        ("User is not assigned to this application", "policy-denied"),
        ("User is not logged in", "no-session"),
        ("unknown audience", "resource-unknown"),
        ("The refresh token is invalid", "refresh-token-invalid"),
        ("The specified refresh token has already been redeemed.", "refresh-token-used"),
        ("This refresh token was issued for a different client_id", "refresh-token-of-another"),
        ("The refresh_token parameter is required", "refresh-token-missing"),
        ("Client is not allowed to use refresh tokens", "client-grant-type"),
        ("Token has been used already", "refresh-token-used"),
        ("Device code is expired", "device-code-invalid"),
        ("The user_code is invalid", "device-code-invalid"),
        ("code_verifier not required", "challenge-missing"),
        ("Parameter code_verifier is not allowed", "challenge-missing"),
        ("Unknown parameter: code_verifier", "challenge-missing"),
        ("Unexpected error while verifying code_verifier", "verifier-mismatch"),
        ("code_verifier provided, but no code_challenge was used in the authorization request", "challenge-missing"),
        ("The client does not require PKCE but code_verifier was present", "challenge-missing"),
        ("PKCE was not used in the authorization request", "challenge-missing"),
        ("code_verifier can only be used with code_challenge", "challenge-missing"),
        ("No PKCE configured for this client", "challenge-missing"),
        ("PKCE is not supported for this client", "pkce-unsupported"),
        ("PKCE is disabled", "pkce-unsupported"),
        ("code_challenge is an unrecognized parameter", "pkce-unsupported"),
        ("PKCE must be used", "challenge-required"),
        ("client_secret must not be sent by public clients", "secret-unwanted"),
        ("This client has no secret, do not send one", "secret-unwanted"),
        ("Wrong client authentication method, expected client_secret_basic", "auth-method"),
        ("Multiple client authentication methods are not allowed", "auth-twice"),
        ("Authorization header is malformed", "basic-encoding"),
        ("confidential client required", "secret-missing"),
        ("JWT jti has already been used", "assertion-replayed"),
        ("El código de autorización ha caducado", "code-old"),
        ("Der Autorisierungscode ist abgelaufen", "code-old"),
        ("Der Code ist ungültig oder abgelaufen", "code-old"),
        ("A URI de redirecionamento é inválida", "redirect-uri-differs"),
        ("Le code d’autorisation est expiré", "code-old"),
        ("Subject of client assertion does not match client_id", "assertion-refused"),
        ("client_assertion missing", "assertion-missing"),
        ("client_assertion is not allowed for this client", "auth-method"),
        ("The client is not allowed to use this scope", "scope-not-allowed"),
        ("Client is not authorized to access resource server", "resource-not-allowed"),
        ("invalid token audience", "token-audience"),
        ("The access token was revoked", "token-expired"),
        ("nonce mismatch in id_token", "nonce-mismatch"),
        ("The state is too short", "state-weak"),
        ("The redirect_uri is missing in the client configuration", "redirect-uri-unregistered"),
        ("No redirect URIs are registered for this client", "redirect-uri-unregistered"),
        ("Invalid redirect_uri. This value must match a URL registered with the API Key.", "redirect-uri-unregistered"),
        ("redirect_uri is required when multiple redirect URIs are registered", "redirect-uri-missing"),
        ("code_challenge_methods_supported lists S256; the code_verifier is wrong", "verifier-mismatch"),
        ("Insecure redirect URI", "redirect-uri-insecure"),
        ("redirect_uri must use https", "redirect-uri-insecure"),
        ("Authorization code was not issued to this client", "client-differs"),
        ("duplicate parameter redirect_uri", "parameter-twice"),
        ("Client disabled", "client-disabled"),
        ("Standard flow is disabled for the client", "client-grant-type"),
        ("response_type 'token' is not supported", "response-type"),
        ("The endpoint only accepts POST requests", "token-method"),
        ("Restart login: cookie not found", "login-session-lost"),
        ("User canceled the login", "user-denied"),
        ("User is suspended", "policy-denied"),
        ("You do not have permission to access this application", "policy-denied"),
        ("The user account does not exist", "user-unknown"),
        ("Invalid username or password", "user-credentials"),
        ("MFA required", "mfa-required"),
        ("Invalid MFA code", "user-credentials"),
        ("Admin approval required", "admin-consent"),
        ("The tenant is unknown", "wrong-environment"),
        ("TypeError: Failed to fetch", "no-answer"),
        ("connect ECONNREFUSED 127.0.0.1:8080", "no-answer"),
        ("SSL: CERTIFICATE_VERIFY_FAILED", "certificate-refused"),
        ("origin 'http://a.example' has been blocked by CORS policy", "cors-blocked"),
        ("Too many requests", "too-many-requests"),
        ("use_dpop_nonce", "dpop-nonce"),
    ],
)
def test_a_sentence_points_at_its_cause(text: str, first: str) -> None:
    """The first cause that the words point at, in any letter case."""
    for form in (text, text.upper()):
        assert read_words(form)[0].causes[0] == first


@pytest.mark.parametrize(
    "text",
    [
        "", "x", "Bad Request", "Something went wrong.", "An error occurred", "grant request is invalid", "state",
        "The client sent this code", "application/json", "Invalid authorization request", "login attempt failed",
        "Country code not valid", "Request failed with status code 400", "The promo code has expired",
        "redirect_uri is not required", "code_challenge_method is not required",
        "Client error: POST resulted in a 400 Bad Request response", "post_logout_redirect_uri is not registered",
        "login_hint is invalid", "Invalid response_mode", "App certificate does not match configurations.",
        "client expired",
    ],
)  # fmt: skip
def test_words_that_point_at_nothing(text: str) -> None:
    """A text that names nothing known, or says nothing of it, suggests nothing."""
    assert read_words(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in the "
        "authorization request, or was issued to another client.",
        "The provided authorization grant (e.g., authorization code, resource owner credentials) or refresh token is "
        "invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued"
        " to another client.",
        "The request is missing a required parameter, includes an invalid parameter value, includes a parameter more "
        "than once, or is otherwise malformed.",
        "The request is missing a required parameter, includes an unsupported parameter value, repeats a parameter, "
        "includes multiple credentials, utilizes more than one mechanism for authenticating the client, or is otherwise"
        " malformed.",
        "Client authentication failed due to unknown client, no client authentication included, or unsupported "
        "authentication method.",
        "Client authentication failed (e.g., unknown client, no client authentication included, or unsupported "
        "authentication method).",
    ],
)
def test_the_sentences_of_the_specification(text: str) -> None:
    """RFC 6749 §4.1.2.1, §5.2: a sentence that names everything points at nothing; what follows it still counts."""
    assert without_standard_sentences(text).strip(" .") == ""
    assert read_words(without_standard_sentences(f"{text} The code_verifier is missing."))[0].subject == "verifier"


def test_a_text_that_names_several_things() -> None:
    """Each clause is read by itself, and each thing comes once, in order."""
    found = read_words("The code has expired. The redirect_uri is not registered. The code has expired.")
    assert [(words.subject, words.said) for words in found] == [("code", "expired"), ("redirect", "not-allowed")]


def test_words_that_are_joined() -> None:
    """Words in camel case or with underscores are words."""
    assert (
        read_words("InvalidCodeVerifier") == read_words("invalid_code_verifier") == read_words("invalid code verifier")
    )


def test_a_problem_of_the_server_counts_only_alone() -> None:
    """ "An unexpected error" beside something that is named says nothing more."""
    assert [words.subject for words in read_words("An unexpected error occurred")] == ["server"]
    assert [words.subject for words in read_words("An unexpected error occurred. The code has expired")] == ["code"]


def test_the_tables_fit_together() -> None:
    """Every row of the causes has a subject and a statement of the other tables."""
    assert {subject for subject, _ in WORD_CAUSES} <= set(SUBJECTS)
    assert {said for _, said in WORD_CAUSES} <= {*SAID, "", "sent"}
    assert {*EVERYDAY_WORDS, *NOT_FROM_A_SERVER, *MORE_EXACT} <= set(SUBJECTS)
    assert {name for names in MORE_EXACT.values() for name in names} <= set(SUBJECTS)


@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    """Any text gives words with causes, or none."""
    assert all(words.causes for words in read_words(text))


def test_a_long_text_is_read_in_time() -> None:
    """A megabyte of words costs little, whatever they are."""
    for piece in ("code ", "not ", "redirect_uri is ", "authorization", ". ", "the provided grant ("):
        cost = cost_per_character(lambda piece=piece: read_words(piece * (10**6 // len(piece))), 10**6)  # type: ignore[misc]
        assert cost < FAR_TOO_MUCH


@pytest.mark.parametrize(
    "text",
    [
        "The code has not expired",
        "The authorization code hasn't been redeemed yet",
        "The code_verifier is fine",
        "client_secret is valid.",
        "The redirect_uri wasn't missing",
    ],
)
def test_what_is_in_order_is_no_cause(text: str) -> None:
    """A sentence that says that nothing is wrong with a value points at nothing."""
    assert read_words(text) == ()


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("The code_verifier is fine, but the redirect_uri does not match", "redirect-uri-differs"),
        ("The code is not valid", "code-old"),
        ("The code is no longer valid", "code-old"),
    ],
)
def test_what_is_not_in_order_is_read(text: str, cause: str) -> None:
    """Another clause and a denial still name a cause."""
    assert cause in {slug for words in read_words(text) for slug in words.causes}


@pytest.mark.parametrize(
    "text",
    [
        "Invalid response from http://blog.example/acme-challenge/3Vq",
        "GET /static/js/code_challenge_missing.chunk.js is missing",
        "OAuthCallbackError: nothing missing",
        "com.example.AuthorizationCodeTokenHandler.handle failed: server returned 503",
        "StateMachine: transition invalid",
        "check_code_verifier() failed",
        "invalid value for metric oauth_code_expired_total",
        "invalid vendor/oauth2-client/src/GenericProvider.php:222",
        "Content-Type must be application/json, got application/xml",
        "<Error><Code>AccessDenied</Code><Message>Wrong</Message></Error>",
        "Error parsing redirect: it is malformed",
        "The resource 'projects/a/zones/b' was not found",
    ],
)
def test_names_are_no_words(text: str) -> None:
    """What stands in an address, a path or the name of a class says nothing of a parameter."""
    assert read_words(text, of_oauth=False) == ()


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("InvalidRedirectUriError", "redirect-uri-differs"),
        ("CodeVerifier: is missing", "verifier-missing"),
        ("TokenRequest.CodeVerifier is missing", "verifier-missing"),
        ("appid/redirect uri does not match", "redirect-uri-differs"),
        ("The audience 'api' was not found", "resource-unknown"),
        ("Content-Type must be application/x-www-form-urlencoded", "body-not-form"),
    ],
)
def test_names_that_are_all_there_is(text: str, cause: str) -> None:
    """A name alone is read, and so is one of a parameter."""
    assert read_words(text, of_oauth=False)[0].causes[0] == cause


def test_a_sentence_about_something_else() -> None:
    """A text that names OAuth isn't about something else; a short part in another one is."""
    assert not is_of_something_else("The OAuth client not found in the shop", "client not found")
    assert is_of_something_else("Bluetooth client not found", "client not found")
    assert not is_of_something_else("Bluetooth: the client was not found", "the client was not found")


@pytest.mark.parametrize(
    "text",
    ["Error: failed { code: 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED', body: { issuer: 'https://a.example' } }",
     "Request failed { code: 400, client: null, user: { id: 3 } }", '{"message": "failed", "code": "E17", "user": {}}'],
)  # fmt: skip
def test_names_of_a_printed_object(text: str) -> None:
    """A name of an object says nothing of what is wrong; its sentence does."""
    assert read_words(text) == ()
    assert read_words('{"code": ["The code has expired"]}')[0].causes[0] == "code-old"


def test_what_says_more_than_wrong() -> None:
    """A sentence that says what happened counts more than one that says that something is wrong."""
    found = read_words("The provided value for the 'code' parameter is not valid. The code has expired.")
    assert [(each.subject, each.said) for each in found] == [("code", "expired")]


@pytest.mark.parametrize(
    "text",
    [
        'Error redeeming code during OAuth2 callback: token exchange failed: Post "https://as.example/token": EOF',
        "PlatformException(authorize_and_exchange_code_failed, Failed to authorize: the request ended)",
        "Failed to exchange code: 400 Bad Request",
        "OAuth authorization endpoint origin does not match the authorization server origin",
        "The origin of the token endpoint does not match",
    ],
)
def test_what_a_program_tried_is_not_what_failed(text: str) -> None:
    """What stands before the error itself says what a program did, and names no cause. Servers have origins too."""
    assert read_words(text) == ()
