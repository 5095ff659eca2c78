"""`describe_web_answer`: what answered where no OAuth endpoint did, and which address was wrong."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pkce_core
from pkce_core.api.response_checks import check_api_response
from pkce_core.error_codes import ERROR_CODES
from pkce_core.pushed.response_checks import check_pushed_response
from pkce_core.web_answers.describe import (
    WebAnswer,
    describe_web_answer,
    describe_web_text,
)
from pkce_core.web_answers.kinds import BY_STATUS, HINTS, KINDS, SURE_STATUSES, TEXTS, WHAT
from pkce_core.web_answers.makers import PAGES

NGINX = "<html><head><title>404 Not Found</title></head><body><center><h1>404 Not Found</h1></center><hr><center>nginx"
ANSWERS = [
    ('{"error":"Unable to find matching target resource method"}', "not-found", "RESTEasy"),
    ('{"error":"RESTEASY003210: Could not find resource for full path: http://kc.example/auth/realms/x"}', "not-found",
     "RESTEasy"),
    ('{"error":"Realm does not exist"}', "realm", "Keycloak"),
    ('{"statusCode":404,"message":"Cannot POST /token","error":"Not Found"}', "not-found", "NestJS"),
    ("<!DOCTYPE html><html><head><title>Error</title></head><body><pre>Cannot POST /token</pre></body></html>",
     "not-found", "Express"),
    ('{"message":"Route POST:/token not found","error":"Not Found","statusCode":404}', "not-found", "Fastify"),
    ('{"timestamp":"2026-01-01T00:00:00Z","status":404,"error":"Not Found","path":"/token"}', "not-found", ""),
    ("<html><body><h1>Whitelabel Error Page</h1><p>There was an unexpected error (type=Not Found, status=404).",
     "not-found", "Spring Boot"),
    ('{"type":"https://tools.ietf.org/html/rfc9110#section-15.5.5","title":"Not Found","status":404,"traceId":"0"}',
     "not-found", "ASP.NET Core"),
    ("<html><title>404 Not Found</title><h1>Not Found</h1><p>The requested URL was not found on the server. If you"
     " entered the URL manually please check your spelling and try again.</p>", "not-found", "Flask"),
    ("<!doctype html><title>405 Method Not Allowed</title><p>The method is not allowed for the requested URL.</p>",
     "method", "Flask"),
    ("<html><title>Page not found at /token</title><p>Using the URLconf defined in a.urls, Django tried", "not-found",
     "Django"),
    ('{"detail":"Not Found"}', "not-found", ""),
    ('{"error":{"code":404,"message":"Not Found"}}', "not-found", ""),
    ('{"detail":"Method Not Allowed"}', "method", ""),
    ('{"message":"Missing Authentication Token"}', "no-route", "AWS API Gateway"),
    (NGINX, "not-found", "nginx"),
    ("<html><head><title>502 Bad Gateway</title></head><center>nginx/1.25</center>", "gateway", "nginx"),
    ("<html><head><title>503 Service Temporarily Unavailable</title></head><center>awselb/2.0</center>", "gateway",
     "load balancer of AWS"),
    ("<html><title>404 Not Found</title><p>The requested URL /token was not found on this server.<address>Apache/2.4",
     "not-found", "Apache"),
    ("<html><title>Just a moment...</title><script src=/cdn-cgi/x>", "blocked", "Cloudflare"),
    ("error code: 521", "gateway", "Cloudflare"),
    ("upstream connect error or disconnect/reset before headers", "gateway", "Envoy"),
    ("404 page not found\n", "not-found", "Go"),
    ("<html><title>HTTP Status 500 \u2013 Internal Server Error</title>", "broken", ""),
    ("<html><form action=/login><input type='password'></form>", "login", ""),
    ("<html><title>Sign in to your account</title>", "login", ""),
    ('<!doctype html><html><body><noscript>You need to enable JavaScript to run this app.</noscript><div id="root">',
     "app", ""),
    ('<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>', "storage", ""),
    ("<html>ERR_NGROK_3200</html>", "error", "ngrok"),
    ('{"detail":"Unsupported media type \\"application/json\\" in request."}', "media-type", "Django REST framework"),
    ('{"detail":"CSRF Failed: CSRF token missing."}', "csrf", "Django REST framework"),
    ('{"message":"CSRF token mismatch."}', "csrf", "Laravel"),
    ('{"Message":"An error has occurred."}', "broken", "ASP.NET Web API"),
    ('{"Message":"The requested resource does not support http method \'GET\'."}', "method", "ASP.NET Web API"),
    ('<?xml version="1.0"?><md:EntityDescriptor entityID="x"/>', "other-protocol", ""),
    ('<soap:Envelope xmlns:soap="x"/>', "other-protocol", ""),
    ('<html><form method="post"><input name="SAMLRequest"></form></html>', "login", ""),
    ("<html><h1>400 Bad Request</h1><center>The plain HTTP request was sent to HTTPS port</center><center>nginx",
     "https", "nginx"),
    ("<html><center>No required SSL certificate was sent</center><hr><center>nginx", "client-certificate", "nginx"),
    ("Jwt is missing", "jwt-filter", "Envoy"),
    ("RBAC: access denied", "jwt-filter", "Envoy"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "maker"), ANSWERS, ids=lambda value: value[:40])
def test_what_answered(text: str, kind: str, maker: str) -> None:
    """The kind and the program are those that the text shows, and no other program is named."""
    web = describe_web_answer(text)
    assert web is not None
    assert web.kind == kind
    assert (maker in web.what) if maker else (" writes it" not in web.what)


@pytest.mark.parametrize(("text", "kind", "maker"), ANSWERS, ids=lambda value: value[:40])
def test_every_field_says_so(text: str, kind: str, maker: str) -> None:
    """The token response and the metadata have one error, and it says the same."""
    del kind
    for report in (pkce_core.check_token_response(text), pkce_core.check_metadata(text)):
        assert [finding.rule.partition("-web")[0] for finding in report.errors] in (["token-response"], ["metadata"])
        assert maker in report.errors[0].message


@pytest.mark.parametrize(("text", "kind", "maker"), ANSWERS, ids=lambda value: value[:40])
@pytest.mark.parametrize("head", ["", "HTTP/1.1 {} X\r\nContent-Type: text/html\r\n\r\n"])
def test_the_other_fields_say_so_too(text: str, kind: str, maker: str, head: str) -> None:
    """So do the redirect, the keys, the answer to a pushed request and that of an API, with and without the status."""
    status = {
        "not-found": 404,
        "realm": 404,
        "method": 405,
        "gateway": 502,
        "broken": 500,
        "error": 400,
        "storage": 403,
        "login": 200,
        "app": 200,
        "blocked": 200,
    }.get(kind, 419)
    full = f"{head.format(status)}{text}"
    web = describe_web_text(full)
    assert web is not None
    redirect = pkce_core.check_authorization_response(full, state=pkce_core.StateExpectation.UNCHECKED)
    assert [finding.rule for finding in redirect] == ["response-other-value"]
    pushed = check_pushed_response(full)
    assert [finding.rule for finding in pushed] == ["pushed-response-form"]
    with pytest.raises(pkce_core.InvalidValueError) as caught:
        pkce_core.parse_jwks(full.encode())
    assert web.what in (redirect.errors[0].message, pushed.errors[0].message)
    assert str(caught.value).startswith(web.what)
    (api,) = check_api_response(full)
    assert api.rule == ("api-form" if not head else "api-refused" if kind == "login" else "api-not-about-token")
    for said in (redirect.errors[0].message, pushed.errors[0].message, str(caught.value), api.message):
        assert maker in said
    assert "OAuth" not in api.message


def test_a_redirect_that_is_none_of_ours() -> None:
    """An API or a key set that sends the client elsewhere has answered nothing; a call like this isn't accepted."""
    text = "HTTP/1.1 302 Found\r\nLocation: https://op.example/login?x=1\r\n\r\n"
    (api,) = check_api_response(text)
    assert (api.rule, "a login page by its name" in api.message) == ("api-refused", True)
    (redirect,) = pkce_core.check_authorization_response(text, state=pkce_core.StateExpectation.UNCHECKED)
    assert redirect.hint.startswith("Follow it in the browser")


def test_an_api_that_answered() -> None:
    """Whatever words a good answer has, and whatever words come with 401 or 403, the status counts."""
    for body in (
        '[{"title": "Page not found"}]',
        "<note>not found</note>",
        '{"message": "Not Found"}',
        "404 page not found",
    ):
        (found,) = check_api_response(f"HTTP/1.1 200 OK\n\n{body}")
        assert found.rule == "api-accepted"
    (refused,) = check_api_response('HTTP/1.1 403 Forbidden\n\n{"message": "Forbidden"}')
    assert refused.rule == "api-refused"
    (blocked,) = check_api_response("HTTP/1.1 403 Forbidden\n\n<html><title>Just a moment...</title>/cdn-cgi/x")
    assert "Cloudflare" in blocked.message
    (moved,) = check_api_response("HTTP/1.1 304 Not Modified\n\n")
    assert moved.rule == "api-not-about-token"


def test_a_log_is_no_answer() -> None:
    """A long text that has the words of a server in it isn't taken for that server's answer."""
    text = "\n".join(["2026-01-01 12:00:00 nothing happened"] * 20 + ["upstream connect error or disconnect/reset"])
    (found,) = pkce_core.check_authorization_response(text, state=pkce_core.StateExpectation.UNCHECKED)
    assert found.rule == "response-unknown"


def test_keys_with_their_head() -> None:
    """A key set is read from what `curl -i` printed."""
    keys = pkce_core.parse_jwks('HTTP/2 200\ncontent-type: application/json\n\n{"keys": [{"kty": "RSA"}]}')
    assert len(keys.keys) == 1


@pytest.mark.parametrize(
    "text",
    ["", "hello", "{", "{}", '{"error":"user not found"}', '{"error":"bad_verification_code"}', "not found", "<p>hi",
     '{"error":{"message":"x"}}', '{"message":"The client was not found"}', '{"status":true,"message":"ok"}',
     '{"access_token":"a","message":"Not Found"}', '{"issuer":"https://a.example","error":"Not Found"}',
     *(json.dumps({"error": code, "message": "Not Found"}) for code in ERROR_CODES)],
)  # fmt: skip
def test_what_shows_nothing(text: str) -> None:
    """An answer of OAuth, and a server's own words about a user or a client, are left to others."""
    assert describe_web_answer(text) is None


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("https://kc.example/auth/realms/x", "version 17 and later have no /auth"),
        ("https://kc.example/realms/x", "before version 17"),
        ("https://op.example/a//token", "two slashes"),
        ("https://op.example/token", "/oauth/token or /oauth2/token"),
        ("https://op.example/authorize?x=1", "/oauth/authorize"),
        ("https://op.example/other", ""),
        ("", ""),
    ],
)
def test_the_address(asked: str, says: str) -> None:
    """What is known of the path that was asked; nothing for any other."""
    web = describe_web_answer("", status=404, asked=asked)
    assert web is not None
    rest = web.hint.removeprefix("The address is probably wrong. The server's metadata has the right one.")
    assert says in rest
    assert bool(says) == bool(rest)


def test_a_path_says_nothing_of_other_failures() -> None:
    """Where a proxy got no answer, the path may be right."""
    web = describe_web_answer("", status=502, asked="https://kc.example/auth/realms/x")
    assert web is not None
    assert "/auth" not in web.hint


@pytest.mark.parametrize(
    ("location", "what", "hint"),
    [
        (
            "https://op.example/login?next=secret",
            "redirects to https://op.example/login, a login page by its name",
            "people",
        ),
        ("https://www.op.example/token", "redirects to https://www.op.example/token (status 302)", "final address"),
    ],
)
def test_a_redirect(location: str, what: str, hint: str) -> None:
    """The place is named without its query, which may hold secrets."""
    web = describe_web_answer("", status=302, location=location)
    assert web is not None
    assert web.kind == "redirect"
    assert what in web.what
    assert hint in web.hint
    assert "secret" not in web.what
    report = pkce_core.check_token_response(f"HTTP/1.1 302 Found\r\nLocation: {location}\r\n\r\n")
    assert report.errors[0].message == web.what


def test_statuses() -> None:
    """A status alone shows a kind; one that shows none gives nothing."""
    kinds = {
        status: web and web.kind
        for status in (404, 405, 500, 503, 418)
        for web in [describe_web_answer("", status=status)]
    }
    assert kinds == {404: "not-found", 405: "method", 500: "broken", 503: "gateway", 418: None}


def test_every_kind_has_its_words() -> None:
    """Each kind has a sentence and a hint."""
    used = {kind for _, kind in (*KINDS, *TEXTS)} | {kind for _, kind, _ in PAGES} | {"redirect", "error", "compressed"}
    used |= {*BY_STATUS.values(), *SURE_STATUSES.values(), "token-refused"}
    assert used == WHAT.keys() == HINTS.keys()


@given(st.text(max_size=300), st.one_of(st.none(), st.integers(100, 599)))
def test_any_text(text: str, status: int | None) -> None:
    """Any text is read, and an answer is a sentence."""
    web = describe_web_answer(text, status=status)
    assert web is None or isinstance(web, WebAnswer)
    assert web is None or web.what.startswith("This is ")


@pytest.mark.parametrize(
    "part", ["<title>", "cannot post /", "{", '{"error":', "the route ", "generated ", "<div id=", "405 "]
)
def test_a_megabyte_stays_fast(part: str) -> None:
    """Only the start of a text is read."""
    start = time.process_time()
    describe_web_answer(part * (1_000_000 // len(part)))
    assert time.process_time() - start < 2


def test_the_marked_secret_stays_inside() -> None:
    """What stands in a form or a JSON member besides is not shown."""
    for text, _, _ in ANSWERS:
        shown = describe_web_answer(f"{text} client_secret=MARKED-SECRET")
        assert "MARKED" not in str(shown)


@pytest.mark.parametrize(
    ("document", "says"),
    [
        ("", "The answer is empty."),
        ("HTTP/1.1 204 No Content\r\n\r\n", "The HTTP status is 204."),
        (b"curl: (7) Failed to connect", "This is a message of curl, not a metadata document. No connection"),
        ('{"error": "boom"}', "This is an error response"),
        ({"error": "x"}, "This is an error response, not a metadata document. It says: x"),
        ("openid-client is a library", "isn't JSON"),
    ],
)
def test_what_is_no_metadata(document: str | bytes | dict[str, object], says: str) -> None:
    """Nothing is missing from a document that isn't there at all."""
    report = pkce_core.check_metadata(document)
    assert says in report.errors[0].message
    assert len(report.errors) == 1 or isinstance(document, dict)
