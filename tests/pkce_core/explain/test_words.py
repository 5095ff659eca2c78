"""What a server's own words name, and what they say of it: sentences of real servers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core.explain.word_causes import EVERYDAY_WORDS, MORE_EXACT, NOT_FROM_A_SERVER, WORD_CAUSES
from pkce_core.explain.word_tables import SAID, SUBJECTS
from pkce_core.explain.words import read_words, without_standard_sentences
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


def test_the_tables_fit_together() -> None:
    """Every row of the causes has a subject and a statement of the other tables."""
    assert {subject for subject, _ in WORD_CAUSES} <= set(SUBJECTS)
    assert {said for _, said in WORD_CAUSES} <= {*SAID, ""}
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
