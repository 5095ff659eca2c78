"""What an error means in sentences: who speaks, and what a program hands on."""

from __future__ import annotations

import pytest

from pkce_core import explain_error
from pkce_core.explain.meaning import cause_of
from pkce_core.program_messages.causes import PROGRAM_CAUSES


@pytest.mark.parametrize(
    ("error", "description", "speaker", "meaning", "first"),
    [
        ("mismatching_state", "CSRF Warning! State not equal in request and response.",
         "your library (Authlib or oauthlib)", "not of the server.", "client-state-lost"),
        ("curl: (6) Could not resolve host: op.example", None, "curl", "The host's name can't be resolved.",
         "no-answer"),
        ("oauthlib.oauth2.rfc6749.errors.InvalidGrantError: (invalid_grant) Bad Request", None,
         "your library (oauthlib)", "Your library (oauthlib) hands on what the server said. The code",
         "redirect-uri-differs"),
        ("OPError: invalid_grant (Code not valid)", None, "your library (openid-client)", "hands on what",
         "code-reused"),
        ("[invalid_token_response] An error occurred while attempting to retrieve the OAuth 2.0 Access Token Response: "
         '401: [{"error":"invalid_client"}]', None, "your library (Spring Security)", "hands on", "secret-wrong"),
        ("MSAL: interaction_in_progress: Interaction is currently in progress. access_denied", None,
         "your library (MSAL for JavaScript)", "not of the server. The user", "client-busy"),
        ("invalid_request", "issuer mismatch", "the server", "The request", None),
        ("invalid_grant", "Malformed auth code. (issuer mismatch)", "the server", "The code", "code-damaged"),
        ("oauth4webapi: strange client thing", None, "your library (oauth4webapi)", "doesn't know what", None),
        ("curl: (98)", None, "curl", "pkce-core doesn't know what it means.", None),
        ("openid-client: unable to verify the first certificate", None, "your library (openid-client)",
         "not of the server", "certificate-refused"),
        ("mystery", None, "", "No specification that pkce-core knows defines this error code.", None),
        ("invalid_client: client_id: command not found", None, "the server", "could not authenticate", None),
        ("AADSTS50011: The reply URL differs", None, "the server", "This is a message of Microsoft Entra ID.",
         "redirect-uri-unregistered"),
        ("mystery", "Code not valid", "the server", "Keycloak writes such messages", "code-reused"),
        ('{"status":"ok"}', None, "", "finds no error in this JSON.", None),
        ("authorization server does not advertise code_challenge_methods_supported", None, "a program",
         "Programs write such messages", "client-metadata-no-s256"),
        ("authorization server does not support PKCE (S256): invalid redirect uri", None, "a program",
         "Programs write such messages", "client-metadata-no-s256"),
        ("", "Code not valid", "the server", "no error code. It's one that Keycloak writes", "code-reused"),
    ],
)  # fmt: skip
def test_who_speaks(error: str, description: str | None, speaker: str, meaning: str, first: str | None) -> None:
    """The speaker is named first, and the cause is the program's or, if it only hands it on, the server's."""
    explanation = explain_error(error, error_description=description)
    assert explanation.speaker == speaker
    assert meaning in explanation.meaning
    assert first is None or explanation.causes[0].slug == first
    if not first and speaker.startswith(("your", "curl")):
        assert explanation.causes == ()


@pytest.mark.parametrize(
    "text", ["Is the origin mismatch here?", "the origin is mismatched", "origin_mismatch_2 of x", "slow dawn", "x=1"]
)
def test_a_sentence_is_no_mistyped_code(text: str) -> None:
    """A neighboring code is proposed for a code alone."""
    assert "Did you mean" not in explain_error(text).meaning


@pytest.mark.parametrize("slug", PROGRAM_CAUSES)
def test_every_cause_of_a_program(slug: str) -> None:
    """Each is a sentence, with what to do and a section."""
    cause = cause_of(slug)
    assert cause.text.endswith(".")
    assert cause.fix.endswith(".")
    assert cause.spec.url


@pytest.mark.parametrize(
    ("error", "description", "meaning", "first"),
    [
        ("Not Found", "Not Found. Cannot POST /token", "as Express or NestJS writes it", "wrong-endpoint"),
        ("Not Found", None, "the server has nothing at this address", "wrong-endpoint"),
        ("Bad Gateway", None, "a proxy got no answer", "server-trouble"),
        ("Forbidden", None, "without an error code of OAuth", None),
        ("<html><title>404 Not Found</title><center>nginx</center>", None, "as nginx writes it", "wrong-endpoint"),
        ("Bad Request", None, "This is an HTTP status, not an error code", None),
    ],
)
def test_what_a_web_server_answers(error: str, description: str | None, meaning: str, first: str | None) -> None:
    """What is no error of OAuth is described, with the address as the first cause where that is shown."""
    explanation = explain_error(error, error_description=description)
    assert meaning in explanation.meaning
    assert [cause.slug for cause in explanation.causes[:1]] == ([first] if first else [])


@pytest.mark.parametrize(
    ("text", "is_json"),
    [
        ('{"a": "b"}', True),
        ("{state mismatch occurred here}", False),
        ("{not json at all here}", False),
        ('{"a": "the state does not match the session"}', False),
    ],
)
def test_what_is_called_json(text: str, is_json: bool) -> None:
    """Only an object, and not where its words name a cause."""
    assert ("finds no error in this JSON" in explain_error(text).meaning) is is_json


def test_everyday_words_of_another_program() -> None:
    """A message in everyday words is a program's, unless it is about something else."""
    assert explain_error("nonce mismatch").speaker == "a program"
    assert explain_error("nonce mismatch of the script in the page's styles").speaker == ""


@pytest.mark.parametrize(
    ("description", "begins"),
    [("Invalid client secret", "By its definition"), ("Grant type not allowed for client", "The client isn't allowed")],
)
def test_a_code_that_servers_send_for_more(description: str, begins: str) -> None:
    """RFC 6749 §5.2: unauthorized_client is about the grant type, but servers send it for a wrong secret, too."""
    assert explain_error("unauthorized_client", error_description=description).meaning.startswith(begins)
