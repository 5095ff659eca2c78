"""Why a client fails before a server or after it: each cause by its slug, with what to do and the section."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from pkce_core.program_messages.later_causes import LATER_PROGRAM_CAUSES

if TYPE_CHECKING:
    from collections.abc import Mapping

_OAUTH, _OIDC, _PKCE = "RFC 6749", "OIDC Core", "RFC 7636"

PROGRAM_CAUSES: Mapping[str, tuple[str, str, str, str]] = MappingProxyType(
    {
        "client-state-lost": (
            "Your own program refused the redirect: the state that it kept for this login, usually in a session or a"
            " cookie, is gone, or the redirect has another one.",
            "Start the login again, on the same host that the redirect URI names (localhost and 127.0.0.1 are two)."
            " Check SameSite and Secure of the cookie, a second login in another tab, and whether your program was"
            " restarted or runs in several instances without a shared session. If the message shows both states,"
            " compare them.",
            _OAUTH, "10.12",
        ),
        "client-verifier-lost": (
            "Your own program no longer has the code_verifier that it made for this login: the cookie, session or"
            " storage that kept it is gone, or the redirect came to another browser, tab or host.",
            "Start the login again, in one tab, on the same host that the redirect URI names. Check SameSite, Secure"
            " and the lifetime of the cookie, and that the redirect is handled only once.",
            _PKCE, "4.1",
        ),
        "client-state-absent": (
            "The redirect that your own program was given has no state.",
            "Look at its whole address. If state is in it, hand it to the library with the other parameters. If not, a"
            " router or proxy dropped it, or the request had none.",
            _OAUTH, "4.1.2",
        ),
        "client-nonce-absent": (
            "The ID token has no nonce, and your own program expects one.",
            "Check that the authorization request had a nonce, and that it's this login's ID token: one that comes with"
            " a refresh may have none.",
            _OIDC, "3.1.3.7",
        ),
        "client-nonce-lost": (
            "The nonce in the ID token isn't the one that your own program kept for this login, or its cookie or"
            " session is gone.",
            "Start the login again, once, on the same host that the redirect URI names. Check SameSite and Secure of"
            " the cookie.",
            _OIDC, "3.1.3.7",
        ),
        "client-issuer-differs": (
            "Your own program was given another issuer than the one that the server's metadata or token has. Every"
            " character counts.",
            "Compare scheme, host, port, path and the slash at the end. If the server writes http or an inner address,"
            " its own hostname or proxy setting is wrong; if yours is wrong, write the issuer as the server has it.",
            "OIDC Discovery", "3",
        ),
        "client-audience-differs": (
            "The aud of the token isn't the client_id or audience that your own program was given.",
            "Compare them. An access token has the API in aud; an ID token has the client_id.",
            _OIDC, "3.1.3.7",
        ),
        "client-clock": (
            "Your own program refused the token for its time: it has expired, or isn't valid yet by your clock.",
            "Compare the clock of this machine with the server's, and get a new token.",
            _OIDC, "3.1.3.7",
        ),
        "client-keys": (
            "Your own program couldn't verify the token's signature: it has no key with that kid, or expects another"
            " algorithm.",
            "Compare the token's alg and kid with the server's jwks_uri, and load the keys again. A program that loads"
            " them only when it starts fails once the server has new ones.",
            _OIDC, "3.1.3.7",
        ),
        "client-https-only": (
            "Your own program refuses http: it wants https for the address of the redirect or of the server.",
            "Use https. Behind a proxy that ends TLS, let your program trust X-Forwarded-Proto. For a test on this"
            " machine alone, the library has a setting that allows http.",
            _OAUTH, "3.1.2.1",
        ),
        "client-scope-changed": (
            "Your own program takes it for an error that the server granted another scope than it requested. The"
            " server did answer with a token.",
            "Request the scopes in the form in which the server returns them, or accept them after you compared"
            " (OAUTHLIB_RELAX_TOKEN_SCOPE in oauthlib).",
            _OAUTH, "3.3",
        ),
        "client-no-token": (
            "Your own program found no token in the server's answer: it is an error, a page, or in another format.",
            "Look at the raw answer of the token endpoint: status, Content-Type and body. `pkce response` reads it.",
            _OAUTH, "5.1",
        ),
        "client-discovery": (
            "Your own program couldn't read the server's metadata: the address is wrong, isn't reachable from where the"
            " program runs, or answers with something else.",
            "Open the address from the same machine or container: the issuer with"
            " /.well-known/openid-configuration after it. `pkce discover` checks it.",
            "OIDC Discovery", "3",
        ),
        "client-code-missing": (
            "Your own program found no code in the redirect that it was given.",
            "Look at the whole address: it may have error in place of code, or the code after #.",
            _OAUTH, "4.1.2",
        ),
        "client-iss-missing": (
            "Your own program was given no iss of the redirect, and the metadata says that the server sends one.",
            "Look at the redirect's address first. If iss is in it, hand all of its parameters to the library, and not"
            " only code. If not, a proxy or router dropped it, the response comes from another server, or the server"
            " promises iss and doesn't send it.",
            "RFC 9207", "2.4",
        ),
        "client-settings": (
            "A setting of your own program is missing or wrong. No request was sent.",
            "Set what the message names.",
            _OAUTH, "4.1",
        ),
        "client-busy": (
            "Your own program has a login that isn't finished yet, so it starts no second one.",
            "Handle the redirect of the first one before you start another, and start it once.",
            _OAUTH, "4.1",
        ),
        "client-sign-in-again": (
            "Your own program can't get a token without the user: it has no account or no refresh token, or the session"
            " has ended.",
            "Start a login that the user sees.",
            _OIDC, "3.1.2.6",
        ),
        "client-popup": (
            "The browser blocked the window of the login, or it closed before an answer came.",
            "Open the window from a click, or use a redirect.",
            _OAUTH, "4.1.1",
        ),
        "client-third-party-cookies": (
            "The hidden frame of a silent login got no answer in time: the browser keeps cookies of other sites from"
            " it, or the redirect URI's page doesn't answer it.",
            "Use a refresh token, or a login that the user sees.",
            _OIDC, "3.1.2.1",
        ),
        "client-insecure-page": (
            "The page isn't a secure context, so the browser gives it no crypto.subtle, which S256 needs.",
            "Serve the page over https, or from localhost.",
            _PKCE, "4.2",
        ),
        "client-account-linking": (
            "Your own program found an account with this e-mail address that was made by another way of signing in, and"
            " doesn't join the two.",
            "Sign in as that account was made first, or decide in your program when accounts may be joined.",
            _OIDC, "2",
        ),
        "client-app-missing": (
            "No browser or app on the device can open the login or take its redirect.",
            "Install or enable a browser, and check that the app registers the scheme of the redirect URI.",
            "RFC 8252", "7",
        ),
        "cors-preflight": (
            "The browser asked the server first whether the page may send this request (a preflight, OPTIONS), and the"
            " server's answer doesn't allow it. The request itself wasn't sent.",
            "Let the server allow the page's origin, often where the client is registered, and your own headers, such"
            " as Authorization; or redeem the code on a server. A plain form POST without such headers has no"
            " preflight, but the page reads its answer only if the origin is allowed.",
            _OAUTH, "3.2",
        ),
        "cors-redirect": (
            "The address that the page asked redirects to another one, which the browser doesn't follow here. It may"
            " be a login page, or the authorization endpoint called with fetch.",
            "Send the browser itself to the authorization endpoint (location.assign), and give the final address of any"
            " other endpoint.",
            _OAUTH, "4.1.1",
        ),
        "cors-credentials": (
            "The page sends the request with cookies, and the server allows any origin (*), which the browser doesn't"
            " accept together.",
            "Send the request without credentials: a token request needs no cookie.",
            _OAUTH, "3.2",
        ),
        "cors-hidden-error": (
            "The server answered with an error, whose status the message has. The browser didn't let the page read it,"
            " because the answer doesn't allow the page's origin (CORS).",
            "Read the answer in the browser's network tab, or send the same request with curl: its body has the reason."
            " Many servers leave the header out of their errors alone, so CORS may be right.",
            _OAUTH, "3.2",
        ),
        "cors-hidden-success": (
            "The server answered with success, as the status in the message says. The browser didn't let the page read"
            " it, because the server doesn't allow the page's origin (CORS).",
            "Let the server allow the page's origin, or send the request from a server. If it was a token request, its"
            " code is used up.",
            _OAUTH, "3.2",
        ),
        "browser-policy": (
            "The page's own Content-Security-Policy doesn't allow this address. No request was sent.",
            "Add the server to the directive that the message names: connect-src for a request of the page, frame-src"
            " for a frame.",
            _OAUTH, "3.2",
        ),
        "browser-inline": (
            "The Content-Security-Policy of a page stopped a script or style inside the page, or text that would have"
            " run as code. The message isn't about an address.",
            "Move it into a file of the site, or allow it with a nonce or its hash. If it's the server's page, only the"
            " server can.",
            _OAUTH, "3.1",
        ),
        "browser-load": (
            "The page's own Content-Security-Policy doesn't allow what the message names.",
            "Add it to the directive that the message names: script-src is for scripts, style-src for styles,"
            " connect-src for requests of the page, frame-src for frames.",
            _OAUTH, "3.1",
        ),
        "browser-mixed-content": (
            "The page has https and the address http, so the browser sent no request.",
            "Use https for the address. If the server's metadata has it with http, set the server's public URL to https"
            ", or let it trust the X-Forwarded-Proto header of the proxy before it.",
            _OAUTH, "3.2",
        ),
        "curl-command": (
            "curl couldn't use the command as it stands, so it sent no request.",
            "Check the quotes around each value, the options and the address; in Windows cmd only double quotes count.",
            _OAUTH, "3.2",
        ),
        "curl-file": (
            "curl couldn't read or write a file that the command names, or a value begins with @, which means a file.",
            "Check the name. For a value that begins with @, use --data-urlencode 'name=value'.",
            _OAUTH, "3.2",
        ),
        "curl-tls": (
            "Your program reached the server, but couldn't agree on TLS with it.",
            "Check that this port speaks https and not http, and that no proxy answers in between.",
            _OAUTH, "1.6",
        ),
        "curl-status": (
            "The server answered with an error, and --fail made curl drop its body, which has the reason.",
            "Use --fail-with-body, or leave out --fail, and read the body.",
            _OAUTH, "5.2",
        ),
        "curl-broke-off": (
            "The connection was made, but the server or something in between ended it without a whole answer.",
            "Check http against https, the port, and the server's log.",
            _OAUTH, "3.2",
        ),
        "curl-redirects": (
            "The address redirects again and again.",
            "Look at each Location with curl -i, without --location, and use the final address.",
            _OAUTH, "3.2",
        ),
        **LATER_PROGRAM_CAUSES,
    }
)  # fmt: skip
"""By slug: what happened, what to do, and the document and section that says so."""
