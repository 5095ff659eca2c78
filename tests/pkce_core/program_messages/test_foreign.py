"""`recognize_foreign`: whose message a text is that has nothing to do with OAuth."""

from __future__ import annotations

import pytest

from pkce_core.explain.explanation import explain_error
from pkce_core.program_messages.foreign import FOREIGN, OF_API_KEYS, recognize_foreign
from tests.support.growth import FAR_TOO_MUCH, cost_per_character

EXAMPLES = (
    ('FATAL:  password authentication failed for user "app"', "PostgreSQL or its driver"),
    ("ERROR 1045 (28000): Access denied for user 'root'@'localhost' (using password: YES)", "MySQL or MariaDB"),
    ("MongoServerError: bad auth : authentication failed", "MongoDB or its driver"),
    ("WRONGPASS invalid username-password pair or user is disabled.", "Redis"),
    ("ORA-01017: invalid username/password; logon denied", "Oracle's database"),
    ("Login failed for user 'sa'.", "SQL Server"),
    ("SQLITE_BUSY: database is locked", "SQLite"),
    (
        "remote: Invalid username or password.\nfatal: Authentication failed for 'https://git.example/a.git/'",
        "git, or of the server that it asked",
    ),
    ("git@git.example: Permission denied (publickey).", "SSH"),
    ("npm ERR! code E401", "npm or another package manager of Node.js"),
    ("ERROR: No matching distribution found for pkce-tools", "pip"),
    ("Connection Refused: bad user name or password.", "an MQTT broker"),
    ("Error response from daemon: unauthorized", "Docker"),
    ("error: You must be logged in to the server (Unauthorized)", "Kubernetes"),
    ("535 5.7.8 Username and Password not accepted.", "a mail server (SMTP), or of a program that sends mail"),
    ("ldap_bind: Invalid credentials (49)", "LDAP"),
    ("urn:ietf:params:acme:error:unauthorized :: Invalid response", "a certificate authority (ACME)"),
    ('{"error":{"code":"resource_missing","message":"No such customer"}}', "Stripe"),
    (
        "An error occurred (ExpiredToken) when calling the GetObject operation: expired",
        "an API of AWS, or of one like it",
    ),
    (
        '{"error":{"message":"No such model","type":"invalid_request_error","code":"model_not_found"}}',
        "an API, in the form that OpenAI, Anthropic and Stripe use",
    ),
    ('{"message":"No API key found in request"}', "an API that takes a key of its own"),
    ('{"code":"rest_cookie_invalid_nonce","message":"Cookie check failed"}', "WordPress"),
    ("Error acquiring the state lock", "Terraform"),
    ("nonce too low: next nonce 118, tx nonce 117", "an Ethereum node"),
    ("530 Login incorrect.", "an FTP server"),
    ("ACCESS_REFUSED - Login was refused using authentication mechanism PLAIN", "RabbitMQ"),
    ("org.apache.kafka.common.errors.SaslAuthenticationException: failed", "Kafka"),
    ("reCAPTCHA: invalid-input-secret", "a captcha service"),
    ("E117: Unknown function: session#state", "Vim"),
    ("gpg: signing failed: No secret key", "GnuPG"),
)


@pytest.mark.parametrize(("text", "whose"), EXAMPLES)
def test_whose_message_it_is(text: str, whose: str) -> None:
    """The one who writes it is named, no cause of OAuth is, and a code of OAuth in the text counts more."""
    assert recognize_foreign(text) == whose
    found = explain_error(text)
    assert found.speaker == whose
    assert not found.causes
    is_key = whose == OF_API_KEYS  # which a gateway before an OAuth server may want
    assert ("isn't part of OAuth" if is_key else "not an answer of an OAuth server") in found.meaning
    assert explain_error("invalid_grant", error_description=text).speaker != whose


def test_every_name_is_tried() -> None:
    """No two rows have one name, and each name has an example above."""
    tried = {whose for _, whose in EXAMPLES}
    assert tried == {whose for _, whose in FOREIGN}
    assert len(tried) == len(FOREIGN)


@pytest.mark.parametrize(
    "text",
    [
        "An error occurred (InvalidIdentityToken) when calling the AssumeRoleWithWebIdentity operation: wrong audience",
        "An error occurred (NotAuthorizedException) when calling the InitiateAuth operation: wrong",
        "org.apache.kafka.common.security.oauthbearer.OAuthBearerToken: no answer",
        "535 5.7.3 Authentication unsuccessful: AUTH XOAUTH2",
        "",
        "FATAL: something",
        "the code is wrong",
        "invalid state",
        "An error occurred (InvalidGrantException) when calling the CreateToken operation: Invalid grant provided",
        "is not authorized to perform: execute-api:Invoke on resource",
        '{"type":"error","error":{"type":"authentication_error","message":"OAuth token has expired."}}',
        "Invalid API key or access token",
        "API keys are not supported by this API. Expected OAuth2 access token",
    ],
)
def test_other_texts(text: str) -> None:
    """Nothing is said of a text that anybody may have written."""
    assert recognize_foreign(text) == ""


def test_a_megabyte_stays_fast() -> None:
    """20,000 characters are read."""
    for piece in ("remote: a ", "error 1", "x.y.", "4 "):
        text = piece * (10**6 // len(piece))
        assert cost_per_character(lambda one=text: recognize_foreign(one), 10**6) < FAR_TOO_MUCH  # type: ignore[misc]


@pytest.mark.parametrize(
    "text",
    [
        "UnrecognizedClientException: The security token included in the request is invalid.",
        "An error occurred (InvalidClientTokenId) when calling the GetCallerIdentity operation: invalid",
        "<Error><Code>SignatureDoesNotMatch</Code><Message>no</Message></Error>",
        "User: arn:aws:iam::1:user/x is not authorized to perform: lambda:ListFunctions",
    ],
)
def test_keys_of_aws(text: str) -> None:
    """Its codes name it, whatever operation was called."""
    assert recognize_foreign(text) == "an API of AWS, or of one like it"


def test_a_parameter_of_oauth_counts_more() -> None:
    """Whoever is named beside it: a text with code_challenge is about a login."""
    assert not recognize_foreign("ACME challenge failed; code_challenge_method must be S256")
    assert not recognize_foreign("npm ERR! redirect_uri mismatch")
