"""The kinds of answers that web servers give in place of OAuth: how each is recognized, and what it means."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

KINDS = (
    (r"\bmethod not allowed\b|\bmethod \\?[\"']?\w{1,10}\\?[\"']? not allowed|the method is not allowed"
     r"|\b405\b.{0,20}method|\b405 not allowed\b|does not support http method", "method"),
    (r"realm does not exist", "realm"),
    (
        r"\bnot found\b|\bcannot (?:get|post|put|delete|options) /|no route|target resource method"
        r"|could(?:n't| not) be found|could not find resource|page you were looking for|missing authentication token"
        r"|\berror 404\b",
        "not-found"),
    (r"\bbad gateway\b|gateway time-?out|service (?:temporarily )?unavailable|upstream|no server is available"
     r"|error code: 52\d", "gateway"),
    (r"\bforbidden\b|\bunauthorized\b|access denied|you have been blocked", "refused"),
    (r"internal server error|unexpected error|an? (?:unhandled )?exception|server error in '/", "broken"),
)  # fmt: skip
"""What the words of an answer show, in lower case; the first counts."""

TEXTS = (
    (r"\bcsrf (?:token|verification|cookie|failed\b).{0,60}(?:mismatch|fail|missing|incorrect|invalid|was found)"
     r"|\binvalid csrf token|\binvalidauthenticitytoken|can't verify csrf token|<title>\s{0,9}page expired",
     "csrf"),
    (r"unsupported media type|cannot consume content type|(?:content[- ]?type|media type) .{0,100}not supported"
     r"|invalid content[- ]type\b"
     r"|content[- ]type (?:header )?must be application/x-www-form-urlencoded", "media-type"),
    (r"could not satisfy the request accept header|\b406 not acceptable", "accept"),
    (r"\b(?:request was throttled|too many requests|rate limit(?:ed| exceeded| reached)?\b|rate exceeded)", "rate"),
    (r"plain http request was sent to https port|client sent an http request to an https server"
     r"|combination of host and port requires tls|speaking plain http to an ssl-enabled server port", "https"),
    (r"upstream sent too big header", "big-header"),
    (r"client sent too (?:long header line|large request)", "big-request"),
    (r"no required ssl certificate was sent|ssl certificate error", "client-certificate"),
    (r"invalid hostname|invalid host header|invalid http_host header|\bdisallowedhost\b", "host"),
    (r"request (?:entity|header|header or cookie|header fields?|uri|url) too (?:large|long)|payload too large"
     r"|content too large", "too-large"),
    (r"proxy authentication required|cache access denied", "proxy-login"),
    (r"^\W{0,40}(?:\w{1,20}\W{1,5})?(?:jwt (?:is missing|is expired|issuer is not|verification|not yet|is not in the"
     r"|header|payload)|jwks doesn't have key|jwks remote fetch|audiences in jwt are not|rbac: access denied)",
     "jwt-filter"),
    (r"authentication credentials were not provided|authorization has been denied for this request", "refused"),
    (r"full authentication is required to access this resource", "not-authenticated"),
    (r"^(?:\{\s{0,20}\"message\"\s{0,5}:\s{0,5})?\"?missing authentication token\"?\s{0,20}\}?$", "no-route"),
    (r"api has not been used in project \S{1,60} before or it is disabled|\bservice_disabled\b", "api-disabled"),
    (r"please make sure your request has a user-agent header", "user-agent"),
    (r"no http resource was found that matches the request uri", "not-found"),
    (r"requested resource does not support http method|\bmethod \\?\"(?:get|post|put|delete|options)\\?\" not allowed"
     r"|the (?:get|post|put|delete|options) method is not supported for", "method"),
    (r"^\{\s{0,20}\"(?:message|detail)\"\s{0,5}:\s{0,5}\"(?:unauthenticated\.?|not authenticated)\"", "refused"),
    (r"^\{\s{0,20}\"message\"\s{0,5}:\s{0,5}\"endpoint request timed out\"|^no available server\s*$",
     "gateway"),
    (r"^\{\s{0,20}\"message\"\s{0,5}:\s{0,5}\"limit exceeded\"", "rate"),
    (r"^default backend - 404\s*$", "not-found"),
    (r"^\{\s{0,20}\"message\"\s{0,5}:\s{0,5}\"(?:an error has occurred\.|server error)\"", "broken"),
)  # fmt: skip
"""Texts that show by themselves that no OAuth endpoint answered, in lower case, whatever is around them."""

BY_STATUS: Mapping[int, str] = MappingProxyType(
    {401: "refused", 403: "refused", 404: "not-found", 410: "not-found",
     500: "broken", 502: "gateway", 503: "gateway", 504: "gateway"}
)  # fmt: skip
"""What a status means where the words don't say more."""

SURE_STATUSES: Mapping[int, str] = MappingProxyType(
    {405: "method", 406: "accept", 407: "proxy-login", 411: "length", 413: "too-large", 414: "too-large",
     415: "media-type", 419: "csrf", 421: "host", 426: "upgrade", 429: "rate", 431: "too-large",
     495: "client-certificate", 496: "client-certificate", 497: "https", 511: "network-login"}
)  # fmt: skip
"""A status that has one meaning, whatever the words are."""

WHAT: Mapping[str, str] = MappingProxyType(
    {
        "not-found": "the server has nothing at this address",
        "not-authenticated": "the request has no credentials that this address takes",
        "no-route": "it has no route for this path and method, and a token is rarely what is wrong",
        "api-disabled": "the API isn't switched on in the project that the client belongs to, and the token isn't what"
        " is wrong",
        "user-agent": "the request has no User-Agent header, and the token isn't what is wrong",
        "token-refused": "",
        "method": "the address exists, but not for this method, such as GET in place of POST",
        "realm": "the server has no realm with the name in the address",
        "gateway": "the server is down or overloaded, or a proxy got no answer from it",
        "refused": "access is refused, without an error code of OAuth",
        "broken": "the program behind this address failed",
        "media-type": "the address doesn't take the Content-Type of the request",
        "accept": "the server can't answer in a format that the Accept header of the request allows",
        "proxy-login": "a proxy between you and the server wants a login before it passes the request on",
        "network-login": "the network that you are in wants a login before it lets you out",
        "csrf": "the address expects a CSRF token from a page of its own, which a program's request doesn't have",
        "rate": "there were too many requests in a short time",
        "too-large": "the request, its address or its headers are larger than the server takes",
        "big-header": "the program behind the proxy answered with headers, mostly a session's cookies, that are larger"
        " than the proxy's buffer, so the browser gets a 502",
        "big-request": "the request's headers, mostly cookies, are larger than the server takes",
        "length": "the request has a body and doesn't say how long it is",
        "upgrade": "the server wants another protocol, such as https or a newer version",
        "https": "the request was sent with http to a port that takes https",
        "client-certificate": "the server wants a TLS certificate of the client, which is missing or not accepted",
        "host": "the server isn't set up for the host name that the request went to",
        "jwt-filter": "a filter in front of the server looks for a token in the request, before the server sees it",
        "compressed": "these are compressed octets, such as gzip, and not yet text",
        "storage": "it has no file at this address, or one that not everyone may read",
        "other-protocol": "",
        "login": "", "blocked": "", "app": "", "redirect": "", "error": "",
    }
)  # fmt: skip
"""What an answer of each kind says."""
HINTS: Mapping[str, str] = MappingProxyType(
    {
        "not-found": "The address is probably wrong.",
        "not-authenticated": "At a token endpoint, the client has to authenticate, such as with its ID and secret as"
        " Basic. If this isn't the token endpoint, the address is wrong, or is for requests with a token.",
        "no-route": "Compare the path, with the stage in it, and the method with those of the API. Only if they are"
        " right, this method wants a signature of AWS (SigV4).",
        "api-disabled": "Enable the API in the project of the client in the Google Cloud console, and wait a few"
        " minutes. A new token changes nothing.",
        "user-agent": "Send a User-Agent header with the name of your application.",
        "token-refused": "Get a new token, and send it whole.",
        "method": "A token request is sent with POST, and metadata is read with GET.",
        "realm": "Compare the name of the realm in the address: case counts.",
        "gateway": "Try again in a minute. The proxy's and the server's logs say more. Your values have no part in it.",
        "refused": "Check the address, the client's credentials, and whether something in front of the server refuses"
        " the request.",
        "broken": "The answer doesn't say why; the server's log does.",
        "login": "This address is for people in a browser, or needs a login first.",
        "blocked": "Something in front of the server takes the request for an unwanted one. Ask who runs it.",
        "app": "Many servers answer every address that they don't know with this page.",
        "redirect": "Use the final address. A token request isn't repeated after a redirect.",
        "error": "The address may be wrong.",
        "media-type": "A token request is a form: send application/x-www-form-urlencoded, with that Content-Type.",
        "accept": "Ask for JSON, with Accept: application/json.",
        "proxy-login": "Give the proxy its name and password, such as with curl's --proxy-user, or go around it."
        " Your values of OAuth have no part in it.",
        "network-login": "Sign in to the network in a browser, then try again.",
        "csrf": "This is probably an address for people's browsers. If it is your own server's endpoint, take it out of"
        " the CSRF protection.",
        "rate": "Wait, and send fewer requests.",
        "too-large": "Look for cookies that grew, or for a parameter that doesn't belong there.",
        "big-header": "Raise proxy_buffer_size and proxy_buffers in nginx, or keep less in the cookie: a session on the"
        " server, or fewer groups and claims. The login itself may have succeeded.",
        "big-request": "Raise large_client_header_buffers in nginx, or look for cookies that grew, or that each login"
        " adds.",
        "length": "Send Content-Length; a form sent with curl -d has it.",
        "upgrade": "Send the request with https. The Upgrade header of the answer names the protocol.",
        "https": "Write https:// in the address.",
        "client-certificate": "If the client is registered for mutual TLS (RFC 8705), send its certificate and key,"
        " such as with curl's --cert and --key.",
        "host": "Compare the host name in the address, and what a proxy makes of it, with the server's settings.",
        "jwt-filter": "A token request has no such token yet: this isn't the token endpoint, or the filter must leave"
        " that address out.",
        "compressed": "Let the program decompress it, such as with curl --compressed.",
        "storage": "The address is probably wrong.",
        "other-protocol": "OAuth and OpenID Connect have addresses of their own.",
    }
)
WRONG_ADDRESS = ("not-found", "login", "app", "error", "storage", "other-protocol")
"""Kinds after which the hint says where the right address is."""
API_HINTS: Mapping[str, str] = MappingProxyType(
    {
        "not-authenticated": "Check that the call sends Authorization: Bearer and the token, and that this address"
        " takes tokens.",
        "method": "Call it with the method that the API's documentation names.",
        "redirect": "Call the final address: curl doesn't follow a redirect by itself.",
        "media-type": "Send the Content-Type that the API's documentation names.",
        "csrf": "This address is for pages with a session: call it where the API takes tokens.",
        "jwt-filter": "Check that the call sends Authorization: Bearer and a token of an issuer that the filter knows.",
        "refused": "Check that the call sends Authorization: Bearer and the token.",
    }
)
"""What to do where the answer of an API was expected."""
RIGHT_ADDRESS = "The server's metadata has the right one."
"""Where to find the address of any endpoint."""
