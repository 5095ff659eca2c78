"""`recognize_program`: who speaks in a text, and what it says."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core.explain.causes import CAUSES
from pkce_core.program_messages.browsers import BROWSERS
from pkce_core.program_messages.causes import PROGRAM_CAUSES
from pkce_core.program_messages.client_words import NO_REGISTRATION, NO_S256, NO_STATE, NO_VERIFIER
from pkce_core.program_messages.code_errors import CODE_ERRORS
from pkce_core.program_messages.curl import CURL_CODES, TOOLS
from pkce_core.program_messages.general import BEGINNINGS, GENERAL, GENERAL_TEXTS, SPEAKERS
from pkce_core.program_messages.javascript import JAVASCRIPT
from pkce_core.program_messages.native_and_java import NATIVE_AND_JAVA
from pkce_core.program_messages.python_and_php import PYTHON_AND_PHP
from pkce_core.program_messages.recognize import PROGRAM_MESSAGES, ProgramMessage, recognize_program
from pkce_core.program_messages.runtimes import RUNTIMES, SHELLS

SHOWN_BY_VALUES = {
    "client-empty-error",
    "client-scope-same", "nonce-not-hashed", "nonce-hash-as-raw", "client-state-in-fragment", "client-issuer-missing",
    "proxy-login", "curl-line", "client-state-absent", "client-nonce-absent", "cors-hidden-error",
    "cors-hidden-success", "client-token-without-iss",
}  # fmt: skip
"""Causes that explain/compared/ finds, or `recognize` by the values of a message."""


@pytest.mark.parametrize("message", PROGRAM_MESSAGES, ids=lambda message: f"{message.program}: {message.text[:30]}")
def test_every_message_is_recognized(message: ProgramMessage) -> None:
    """Each row is found in any letter case and over line breaks, as its own or as a longer one."""
    found = recognize_program(f"Error: {message.text.replace('*', 'it').upper()}!".replace(" ", " \n", 1))
    assert found is not None
    assert found.text == message.text or len(found.text) > len(message.text)
    assert found.program in (message.program, "") or found.program in SPEAKERS.values() or found.text != message.text


def test_the_tables() -> None:
    """A program has a source, and when and how it was read; a row has causes that exist; no text is there twice."""
    known = CAUSES.keys() | PROGRAM_CAUSES.keys()
    for table in (PYTHON_AND_PHP, JAVASCRIPT, NATIVE_AND_JAVA, BROWSERS, SHELLS, RUNTIMES, TOOLS):
        for program, (source, read, rows) in table.items():
            assert source.startswith("https://") or not program, program
            assert read.endswith(("2026-11-28", "2026-11-29")), program
            assert len({text for text, _ in rows}) == len(rows), program
            for text, causes in rows:
                assert text == text.casefold(), text
                assert causes, text
                assert set(causes) <= known, text
    assert {slug for _, causes in GENERAL for slug in causes} <= known
    assert {slug for _, causes in CURL_CODES.values() for slug in causes} <= known
    assert {message.text for message in PROGRAM_MESSAGES} >= GENERAL_TEXTS
    used = {slug for message in PROGRAM_MESSAGES for slug in message.causes}
    used |= {slug for _, causes in CURL_CODES.values() for slug in causes}
    used |= {slug for _, _, causes in CODE_ERRORS for slug in causes} | SHOWN_BY_VALUES
    used |= {*NO_REGISTRATION, *NO_S256, *NO_STATE, *NO_VERIFIER}
    assert {message.text for message in PROGRAM_MESSAGES} >= BEGINNINGS
    assert used >= PROGRAM_CAUSES.keys()
    assert not PROGRAM_CAUSES.keys() & CAUSES.keys()


@pytest.mark.parametrize(
    ("text", "speaker", "cause"),
    [
        ("(mismatching_state) CSRF Warning! State not equal in request and response.",
         "your library (Authlib or oauthlib)", "client-state-lost"),
        ("authlib.integrations.base_client.errors.MismatchingStateError: mismatching_state: CSRF Warning! State not"
         " equal in request and response.", "your library (Authlib)", "client-state-lost"),
        ("Correlation failed.", "a program", "client-state-lost"),
        ('oidc: id token issued by a different provider, expected "https://op.example" got ""',
         "your library (go-oidc)", "client-token-without-iss"),
        ("Failed to exchange OAuth2 code: Failed to verify ID token: Signature verification failed", "a program",
         "client-keys"),
        ("id_token signature verification failed", "a program", "client-keys"),
        ("Unable to verify the ID token", "a program", "client-keys"),
        ("oidc: malformed jwt: go-jose/go-jose: unexpected signature algorithm", "your library (go-oidc)",
         "client-algorithm"),
        ("W/AppAuth: No stored state - unable to handle response", "your library (AppAuth for Android)",
         "client-request-lost"),
        ("Microsoft.AspNetCore.Authentication.AuthenticationFailureException: Correlation failed.",
         "your library (ASP.NET Core)", "client-state-lost"),
        ("omniauth: (google) Authentication failure! csrf_detected", "your library (omniauth)", "client-state-lost"),
        ("passport-oauth2: the session store lost the state, invalid", "your library (passport)", "client-state-lost"),
        ("oidc: issuer did not match the issuer returned by provider, expected \"a\" got \"b\"",
         "your library (go-oidc)", "client-issuer-differs"),
        ("[auth][error] InvalidCheck: pkceCodeVerifier value could not be parsed", "your library (Auth.js)",
         "client-verifier-lost"),
        ("Origin https://a.example is not allowed by Access-Control-Allow-Origin. Status code: 400",
         "your browser (Safari)", "cors-blocked"),
        ("(Reason: CORS preflight response did not succeed). Status code: 404", "your browser (Firefox)",
         "cors-preflight"),
        ("Access to fetch at 'https://op.example/auth' (redirected from 'https://a.example/login') from origin 'null'"
         " has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present",
         "your browser (Chrome or Edge)", "cors-redirect"),
        ("TypeError: Load failed", "a program", "no-answer"),
        ("Endpoint is on a different host than authority: https://a.example/token", "a program", "endpoint-elsewhere"),
        ("Failed to get token: SocketException: Failed host lookup: 'as.example'", "your program (Dart)", "no-answer"),
        ("javax.net.ssl.SSLHandshakeException: Remote host terminated the handshake", "your program (Java)",
         "curl-tls"),
        ("HandshakeException: Handshake error in client (OS Error: CERTIFICATE_VERIFY_FAILED: expired)",
         "your program (Dart)", "certificate-refused"),
        ("PlatformException(authorize_failed, [error: null, description: User cancelled flow], null)", "a program",
         "login-left"),
        ('Get "/.well-known/openid-configuration": unsupported protocol scheme ""', "your program (Go)",
         "address-incomplete"),
        ("Issuer name does not match authority: https://a.example", "your library (IdentityModel)",
         "client-issuer-differs"),
        ("IDX10206: Unable to validate audience.", "your library (ASP.NET Core)", "token-no-audience"),
        ("Invalid state parameter", "a program", "client-state-lost"),
        ("Error: OAuth state does not match.", "a program", "client-state-lost"),
        ("Cannot handle token prior to 2026-11-28T10:39:32+0000", "a program", "client-clock-off"),
        ("Auth.js: id_token is not valid yet", "a program", "client-clock-off"),
        ('oauth2-proxy: Post "https://as.example/token": EOF', "your library (oauth2-proxy)", "curl-broke-off"),
        ("curl: (22) The requested URL returned error: 400", "curl", "curl-status"),
        ("curl failed with exit code 35", "curl", "curl-tls"),
    ],
)  # fmt: skip
def test_who_speaks(text: str, speaker: str, cause: str) -> None:
    """The program is named where the text shows it, and a text that several write names none."""
    found = recognize_program(text)
    assert found is not None
    assert (found.speaker, found.causes[0]) == (speaker, cause)
    assert found.evidence.endswith(".")


def test_curly_quotes() -> None:
    """Firefox writes curly quotes."""
    found = recognize_program("(Reason: CORS header \u2018Access-Control-Allow-Origin\u2019 missing)")
    assert found is not None
    assert found.text == "(reason: cors header 'access-control-allow-origin' missing)"


@pytest.mark.parametrize(
    "text",
    ["", "invalid_grant", "Code not valid", "The redirect_uri is wrong.", "my_csrf_detected_flag", "curl https://a.example",
     "incorrelation failed", "state mismatch, expected", "correlation failedly"],
)  # fmt: skip
def test_what_no_program_says(text: str) -> None:
    """A server's words, and words that only contain a message, are no program's."""
    assert recognize_program(text) is None


def test_a_code_that_curl_does_not_have() -> None:
    """It is curl that speaks, but pkce-core doesn't know what it means."""
    assert recognize_program("curl: (98) ?") == ProgramMessage(
        "curl", "curl", "(98)", (), "https://curl.se/docs/manpage.html"
    )


def test_a_program_without_a_known_message() -> None:
    """The program is named, and nothing is guessed."""
    found = recognize_program("oauth4webapi: something new")
    assert found == ProgramMessage("library", "oauth4webapi", "", (), is_certain=False)
    assert found.evidence == "This is read from the words of the message."


@pytest.mark.parametrize(
    ("text", "speaker", "cause"),
    [
        ("bash: client_secret: command not found", "your shell (bash, zsh or another)", "shell-split"),
        ("bash: redirect_uri: No such file or directory", "your shell (bash, zsh or another)", "no-such-file"),
        ("zsh: no matches found: https://op.example/?scope=openid", "your shell (zsh)", "shell-split"),
        ("Error: connect ECONNREFUSED 127.0.0.1:9000", "your program (Node.js)", "nothing-listens"),
        ("Error: connect ECONNREFUSED 10.1.2.3:9000", "your program (Node.js)", "no-answer"),
        ("dial tcp [::1]:9000: connect: connection refused", "your program (Go)", "nothing-listens"),
        ("cURL error 60: SSL certificate problem: self-signed certificate", "curl", "certificate-refused"),
        ("openid-client: unable to verify the first certificate", "your library (openid-client)",
         "certificate-refused"),
        ("Unexpected end of JSON input", "a program", "client-not-json"),
        ("ReferenceError: code_verifier is not defined", "your program (JavaScript)", "client-code"),
        ("KeyError: 'access_token'", "your program (Python)", "client-code"),
        ("PHP Warning:  Undefined array key \"code\"", "your program (PHP)", "client-code"),
        ("ERROR: column \"client_id\" does not exist", "a database", None),
        ("error: unknown flag: --redirect-uri", "a program", "client-settings"),
        ("Environment variable CLIENT_SECRET is not set", "a program", "client-settings"),
        ("Segmentation fault (core dumped)", "a program", None),
    ],
)  # fmt: skip
def test_what_a_system_says(text: str, speaker: str, cause: str | None) -> None:
    """A shell, a language and a database speak where no server does; in a server's answer they don't."""
    found = recognize_program(text)
    assert found is not None
    assert found.speaker == speaker
    assert (found.causes[0] if found.causes else None) == cause
    as_answer = recognize_program(text, of_system=False)
    assert as_answer is None or not as_answer.is_of_system


@given(st.text(max_size=200), st.sampled_from(PROGRAM_MESSAGES))
def test_any_text_around_a_message(around: str, message: ProgramMessage) -> None:
    """Any text is read, and other text around a message doesn't hide it."""
    recognize_program(around)
    found = recognize_program(f"{around} {message.text.replace('*', 'x')} {around}")
    assert found is not None
    is_of_library = found.program in SPEAKERS.values() and not found.text  # which the other text shows
    assert found.kind == "curl" or is_of_library or len(found.text) >= len(message.text)


@pytest.mark.parametrize(
    "part",
    [
        "state mismatch, expected ",
        "curl exit ",
        "oauthlib " * 3,
        "no code ",
        "nonce ",
        "{",
        "undefined: ",
        "cannot find '",
        "column ",
        "dial tcp ",
    ],
)
def test_a_megabyte_stays_fast(part: str) -> None:
    """Reading stops after 20,000 characters, and no pattern takes long on them."""
    start = time.process_time()
    recognize_program(part * (1_000_000 // len(part)))
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    ("text", "is_clock"),
    [
        ("ID token issued in the future", True),
        ("the iat of the token is in the future", True),
        ("the token was issued at a time in the future", True),
        ("token is in the future", True),
        ("this token endpoint will be removed in the future", False),
        ("your access token will be rotated in the future, please wait", False),
        ("a token can be issued in the future", False),
        ("the token has an expiry date in the future", False),
    ],
)
def test_a_time_in_the_future(text: str, is_clock: bool) -> None:
    """Only of what was issued: what will happen to a token is no fault of a clock."""
    found = recognize_program(text)
    assert (found is not None and found.causes == ("client-clock-off",)) is is_clock
