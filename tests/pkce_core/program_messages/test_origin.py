"""`shown_origin`: which package, namespace, class, file or logger a text names."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkce_core.program_messages.origin import shown_origin


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("java.lang.IllegalStateException: open\n\tat com.mongodb.assertions.Assertions.isTrue(Assertions.java:70)",
         "the package com.mongodb.assertions"),
        ("Error: gone\n    at check (/app/node_modules/@acme/login/dist/index.js:10:3)", "the package @acme/login"),
        ("Error: gone\n    at C:\\app\\node_modules\\acme\\i.js:10:3", "the package acme"),
        ("Error: gone\n    at x (/a/node_modules/.pnpm/b@1.0.0/node_modules/b/i.js:3:4)", "the package b"),
        ("Error: gone\n    at cb (/srv/src/login.js:1:2)\n    at h (/srv/node_modules/express/l.js:9:5)",
         "the file login.js"),
        ("Gone\n   at Acme.Login.Client.Exchange(String code) in C:\\src\\Client.cs:line 12",
         "the namespace Acme.Login"),
        ('  File "/a/site-packages/flask/app.py", line 1, in w\n  File "/a/site-packages/acme_sso/c.py", line 2, in x',
         "the package acme_sso"),
        ('  File "C:\\app\\views.py", line 12, in callback', "the file views.py"),
        ("/usr/lib/ruby/gems/3.2.0/gems/acme-login-1.2.0/lib/acme.rb:12:in `call'", "the gem acme-login-1.2.0"),
        ("Gone:\n  rack-acme (1.9.3) lib/rack/acme.rb:171:in `x'", "the gem rack-acme"),
        ("#0 /var/www/vendor/acme/login/src/P.php(120): x()", "the package acme/login"),
        ("#0 Helper.get\npackage:acme_login/helper.dart:80", "the package acme_login"),
        ("gone\ngithub.com/acme/login.(*Client).Exchange(0xc0001)", "the package github.com/acme/login"),
        ("gone\ngolang.org/x/acme/sso.Exchange.func1(0xc0001)", "the package golang.org/x/acme"),
        ("WARN  [org.keycloak.events] (task-79) gone", "the logger org.keycloak.events"),
        ("auth.oidc_routes - WARNING - gone", "the logger auth.oidc_routes"),
        ("WARNING:acme.login:gone", "the logger acme.login"),
        ("oic.oic.message.IATError: Issued in the future", "the class oic.oic.message.IATError"),
        ("Acme.Login.GoneException: gone", "the class Acme.Login.GoneException"),
        ("Acme\\Login\\Gone: gone", "the class Acme\\Login\\Gone"),
        ("JWT::InvalidIatError: Invalid iat", "the class JWT::InvalidIatError"),
        ("Uncaught (in promise) AuthApiError: gone", "the class AuthApiError"),
        ('[security] {"exception":"(Acme\\\\Login\\\\Gone(code: 0): gone)"}', "the class Acme\\Login\\Gone"),
        ("(acme_login 0.7.0) lib/acme/login.ex:72: Acme.fetch/2", "the package acme_login"),
        ("WARN 1 --- [nio-8080-exec-3] c.acme.login.GoneFilter   : gone", "the logger c.acme.login.GoneFilter"),
        ("10:00 [main] ERROR com.acme.login.Roundtrip - gone", "the logger com.acme.login.Roundtrip"),
        ("fail: Acme.Login.Handler[13]", "the logger Acme.Login.Handler"),
        ("[2024-05-01] ERROR in acme_views: gone", "the module acme_views"),
        ("E0501 10:00:00 1 gone.go:232] gone", "the file gone.go"),
        ("Error Domain=com.acme.login Code=3", "the domain com.acme.login"),
        ("05-01 10:00:00 E/AcmeLogin( 1234): gone", "the tag AcmeLogin"),
        ("[op.acme.example] gone", ""),
        ("ERROR op.acme.example: gone", ""),
        ("CORP\\Alice: gone", ""),
        ("FE80::AB is gone", ""),
        ("https://acme.example/vendor/acme/login/ is gone", ""),
        ('  File "<stdin>", line 1, in <module>', ""),
        ("TypeError: gone", ""),
        ("java.lang.IllegalStateException: gone", ""),
        ("System.InvalidOperationException: gone", ""),
        ("Something is gone. See https://www.acme.example/docs/Help.Error or acme.example/docs/page.html", ""),
        ("acme.example/docs/page.html", ""),
        (f"{'Abcd' * 13}Error: gone", f"the class {'Abcd' * 13}Error"),
        (f"{'Abcd' * 13}.{'Efgh' * 13}.{'Ijkl' * 13}Error: gone", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_what_a_text_names(text: str, origin: str) -> None:
    """The innermost frame counts, then a sign elsewhere; what comes with a language says nothing."""
    assert shown_origin(text) == origin


@pytest.mark.parametrize(
    "text",
    [
        "Login failed for token [ya29.A0ARrdaMabcDEF123456]",
        "Refresh failed [v1.MYz0abcdEFGHijkl]",
        "callback failed [abcd.efgh.Zq81kd92Lm3]",
        "callback failed [abcd.efgh.XyzKqWpLmN]",
        "ERROR in 8f3b2c1d9e7a6f5b8f3b: gone",
        'File "/a/\x1b[31mgone.py", line 3',
    ],
)
def test_what_may_be_a_secret_is_no_origin(text: str) -> None:
    """A name in a program is made of words; tokens and raw control characters aren't shown."""
    assert shown_origin(text) == ""


@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    """Any text is read, and a name is short and can be printed."""
    assert len(shown_origin(text)) <= 120
    assert shown_origin(text).isprintable()


@pytest.mark.parametrize(
    "part",
    [
        "at a.",
        "a.",
        "A.",
        "A\\",
        "A::",
        "at x (",
        "/node_modules/",
        'File "',
        "a.b/",
        "[a.",
        "at A.b",
        "vendor/a",
        "at " * 50 + "." * 150,
        "at /" * 9 + "a" * 300,
    ],
)
def test_a_megabyte_stays_fast(part: str) -> None:
    """Reading stops after 20,000 characters, and no pattern takes long on them."""
    start = time.process_time()
    shown_origin(part * (1_000_000 // len(part)))
    assert time.process_time() - start < 5
