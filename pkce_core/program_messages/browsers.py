"""What browsers say of a request that they kept from a page; * stands for anything in between."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkce_core.program_messages.python_and_php import Rows

_CORS, _PREFLIGHT = ("cors-blocked", "browser-origin"), ("cors-preflight",)
_REDIRECT = ("cors-redirect",)
_FRAME, _FORM = ("browser-frame",), ("browser-form-action",)
_READ = "in part from memory; 2026-11-28"
_NO_ANSWER = ("no-answer", "cors-blocked")

BROWSERS: Mapping[str, tuple[str, str, Rows]] = MappingProxyType(
    {
        "Chrome or Edge": ("https://developer.mozilla.org/docs/Web/HTTP/Guides/CORS/Errors", _READ, (
            ("has been blocked by cors policy: no 'access-control-allow-origin' header is present", _CORS),
            ("has been blocked by cors policy: the 'access-control-allow-origin' header", _CORS),
            ("blocked by cors policy: response to preflight request doesn't pass access control check", _PREFLIGHT),
            ("blocked by cors policy: * redirect is not allowed for a preflight request",
             ("cors-redirect", "cors-preflight")),
            ("blocked by cors policy: request header field * is not allowed by access-control-allow-headers",
             _PREFLIGHT),
            ("blocked by cors policy: method * is not allowed by access-control-allow-methods", _PREFLIGHT),
            ("must not be the wildcard '*' when the request's credentials mode is 'include'", ("cors-credentials",)),
            ("(redirected from '", _REDIRECT),
            ("(redirected from '* has been blocked by cors policy: no 'access-control-allow-origin' header is present",
             _REDIRECT),
            ("(redirected from '* has been blocked by cors policy: the 'access-control-allow-origin' header",
             _REDIRECT),
            ("(redirected from '* blocked by cors policy: response to preflight request doesn't pass access control"
             " check", ("cors-redirect", "cors-preflight")),
            ("refused to display '* in a frame because it set 'x-frame-options'", _FRAME),
            ("refused to display '* in a frame because an ancestor violates", _FRAME),
            ("blocked by cors policy: cross origin requests are only supported for protocol schemes",
             ("client-insecure-page",)),
            ("blocked by cors policy", _CORS),
            ("refused to connect to * because it violates the following content security policy", ("browser-policy",)),
            ("refused to send form data to * because it violates", _FORM),
            ("refused to send form data to * because it violates the following content security policy directive",
             _FORM),
            ("sending form data to * violates the following content security policy directive", _FORM),
            ("cross-origin-opener-policy policy would block", ("browser-opener",)),
            ("failed to load resource: the server responded with a status of", ("client-status",)),
            ("refused to execute inline * because it violates the following content security policy directive",
             ("browser-inline",)),
            ("refused to apply inline style because it violates the following content security policy directive",
             ("browser-inline",)),
            ("refused to evaluate a string as javascript because", ("browser-inline",)),
            ("executing inline * violates the following content security policy directive", ("browser-inline",)),
            ("applying inline style violates the following content security policy directive", ("browser-inline",)),
            ("evaluating a string as javascript violates", ("browser-inline",)),
            ("refused to frame * because it violates the following content security policy directive",
             ("browser-policy",)),
            ("framing * violates the following content security policy directive", ("browser-policy",)),
            ("connecting to * violates the following content security policy directive", ("browser-policy",)),
            ("violates the following content security policy directive", ("browser-load",)),
            ("refused to frame", ("browser-policy",)),
            ("mixed content: the page at * was loaded over https, but requested an insecure",
             ("browser-mixed-content",)),
            ("typeerror: failed to fetch", _NO_ANSWER),
            ("net::err_connection_refused", ("no-answer",)),
            ("err_connection_refused", ("no-answer",)),
            ("localhost refused to connect", ("nothing-listens",)),
            ("127.0.0.1 refused to connect", ("nothing-listens",)),
            ("this site can't be reached", ("no-answer",)),
            ("this site can't be reached * localhost refused to connect", ("nothing-listens",)),
            ("net::err_name_not_resolved", ("no-answer",)),
            ("net::err_cert_authority_invalid", ("certificate-refused",)),
            ("net::err_cert_date_invalid", ("certificate-refused",)),
            ("net::err_cert_common_name_invalid", ("certificate-refused",)),
            ("net::err_blocked_by_client", ("browser-no-connection",)),
            ("net::err_connection_reset", ("no-answer",)),
            ("net::err_connection_timed_out", ("no-answer",)),
            ("net::err_internet_disconnected", ("no-answer",)),
            ("net::err_ssl_protocol_error", ("curl-tls",)),
            ("net::err_cleartext_not_permitted", ("android-cleartext",)),
            ("err_too_many_redirects", ("curl-redirects",)),
            ("err_unknown_url_scheme", ("scheme-not-opened",)),
            ("dns_probe_finished_nxdomain", ("no-answer",)),
        )),
        "Firefox": ("https://developer.mozilla.org/docs/Web/HTTP/Guides/CORS/Errors", _READ, (
            ("(reason: cors header 'access-control-allow-origin' missing)", _CORS),
            ("(reason: cors header 'access-control-allow-origin' does not match", _CORS),
            ("(reason: cors preflight", _PREFLIGHT),
            ("(reason: header * is not allowed according to header 'access-control-allow-headers'", _PREFLIGHT),
            ("(reason: missing token * in cors header 'access-control-allow-headers'", _PREFLIGHT),
            ("(reason: did not find method in cors header", _PREFLIGHT),
            ("(reason: cors request external redirect not allowed", _REDIRECT),
            ("(reason: credential is not supported if the cors header 'access-control-allow-origin' is '*'",
             ("cors-credentials",)),
            ("(reason: cors request not http)", ("client-insecure-page",)),
            ("sec_error_unknown_issuer", ("certificate-refused",)),
            ("mozilla_pkix_error_self_signed_cert", ("certificate-refused",)),
            ("(reason: cors request did not succeed)", ("browser-no-connection",)),
            ("load denied by x-frame-options", _FRAME),
            ("cross-origin request blocked: the same origin policy disallows reading the remote resource", _CORS),
            ("networkerror when attempting to fetch resource", _NO_ANSWER),
            ("content-security-policy: the page's settings blocked", ("browser-load",)),
            ("content-security-policy: the page's settings blocked an inline", ("browser-inline",)),
            ("content-security-policy: the page's settings blocked an event handler", ("browser-inline",)),
            ("content-security-policy: the page's settings blocked a javascript eval", ("browser-inline",)),
            ("content-security-policy: the page's settings blocked the loading of a resource at inline",
             ("browser-inline",)),
            ("content-security-policy: the page's settings blocked the loading of a resource (connect-src)",
             ("browser-policy",)),
            ("content-security-policy: the page's settings blocked the loading of a resource (frame-src)",
             ("browser-policy",)),
            ("content-security-policy: the page's settings blocked the loading of a resource (form-action)", _FORM),
            ("blocked loading mixed active content", ("browser-mixed-content",)),
        )),
        "Safari": ("https://github.com/WebKit/WebKit", _READ, (
            ("is not allowed by access-control-allow-origin", _CORS),
            ("due to access control checks", _CORS),
            ("preflight response is not successful", _PREFLIGHT),
            ("request header field * is not allowed by access-control-allow-headers", _PREFLIGHT),
            ("typeerror: load failed", _NO_ANSWER),
            ("safari cannot open the page because the address is invalid", ("client-app-missing",)),
        )),
    }
)  # fmt: skip
"""By browser: where its messages are listed, the day of the reading, and each message with its causes."""
