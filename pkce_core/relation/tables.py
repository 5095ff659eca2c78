"""Which changes are tried for which value of the flow, with whose mistake each is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkce_core.relation.hash_ways import HASH_WAYS
from pkce_core.relation.tenant_ways import TENANT_WAYS
from pkce_core.relation.text_ways import TEXT_WAYS
from pkce_core.relation.url_relations import is_inner, parts_of
from pkce_core.relation.url_ways import URL_WAYS
from pkce_core.relation.ways import advised
from pkce_core.text.quoting import visible

if TYPE_CHECKING:
    from pkce_core.relation.ways import Table, Words

_PROXY = (
    "A server behind a proxy that isn't told its public address writes its own: let it trust the headers of the proxy "
    "(X-Forwarded-Host, X-Forwarded-Proto), or set its public address."
)


def _path_advice(before: str, after: str) -> str:
    one, other = parts_of(before)["path"], parts_of(after)["path"]
    paths = (one, other)
    if any("/.well-known/" in path for path in paths):
        return "The issuer is the address without the part for the document (/.well-known/...)."
    if any(path.startswith("/auth/") for path in paths) and not all(path.startswith("/auth/") for path in paths):
        return "Keycloak 17 and later have no /auth in their addresses, unless it is set as their relative path."
    if any(path.rstrip("/").endswith("/index.php") for path in paths):
        return (
            "Some servers write /index.php in their addresses, and some leave it out. Use the issuer as this one does."
        )
    return "One of them is the issuer of another tenant, realm or version, or a part was lost when it was set."


def _scheme_advice(_: str, after: str) -> str:
    return _PROXY if after.startswith("http:") else "Use the https address in every place."


def _redirect_scheme(before: str, after: str) -> str:
    if after.startswith("http:") and not is_inner(parts_of(after)["host"]):
        return (
            "A program behind a proxy that ends TLS makes http addresses: let it trust X-Forwarded-Proto, or set its "
            "public address."
        )
    return "Use the same scheme in every place."


def _inner(before: str, after: str) -> str:
    one, other = parts_of(before)["host"], parts_of(after)["host"]
    if is_inner(other) and not is_inner(one):
        return _PROXY
    if is_inner(other) and re.fullmatch(r"(?!localhost$)[a-z][a-z0-9_\-]*", other):
        return (
            f"The host {visible(other, 40)} is a name inside a network, such as that of containers. Set the public "
            "address of the server that writes it, so that it writes the same one wherever it is asked."
        )
    return "Inside a network a server has another name than outside. Use its public address in every place."


def _redirect_inner(before: str, after: str) -> str:
    if is_inner(parts_of(after)["host"]) and not is_inner(parts_of(before)["host"]):
        return (
            "The program that sends it probably makes it from its own address, as a page in development does. Behind a "
            "proxy, let it trust the headers of the proxy (X-Forwarded-Host, X-Forwarded-Proto), or set its public "
            "address."
        )
    return _inner(before, after)


def _characters(number: int) -> str:
    return "character" if number == 1 else f"{number:,} characters"


def _more_characters(number: int) -> str:
    return "one more character" if number == 1 else f"{number:,} more characters"


# Client IDs are often chosen by people, and two of them often begin alike: nothing need have been cut or added.
_ALIKE: dict[str, Words] = {
    **dict.fromkeys(
        ("cut-at-end", "very-short"), lambda one, other: f"without its last {_characters(len(one) - len(other))}"
    ),
    "with-more": lambda one, other: (
        f"with {_more_characters(len(other) - len(one))} at its {'end' if other.startswith(one) else 'start'}"
    ),
}


def _alike(before: str, after: str) -> str:
    return "begin" if before.startswith(after) or after.startswith(before) else "end"


def _shorter(before: str, after: str) -> str:
    return (
        f"Either it was cut, or the two are of two clients whose IDs {_alike(before, after)} alike: compare both with"
        " the registration."
    )


def _longer(before: str, after: str) -> str:
    return (
        f"Either something was joined to it, or the two are of two clients whose IDs {_alike(before, after)} alike:"
        " compare both with the registration."
    )


_ANY_HOST = ("cut-at-end", "cut-at-start", "with-more", "very-short", "other-characters", "fragment-added")
"""What could make a stranger's host of yours: op.example.evil.example is no issuer with something added."""
SAME_URI = "Use exactly the same URI in both places: change one, or register both."
_AS_WRITTEN = "Use the issuer exactly as the server writes it."
_PATHS = ("path-longer", "path-shorter", "path-prefixed", "path-unprefixed")
_PLACES = ("host-dot", "slashes", "dot-segments", "query-order", "query")
_URL_ADVICE: dict[str, Words] = {
    "default-port": "A browser leaves out a default port, but the comparison is one of texts: leave it out everywhere.",
    "this-machine": "They all mean this machine, but as texts they differ: use the same one in every place.",
    "host-case": "Write the host in lower case in every place.",
    "fragment": "A redirect_uri and an issuer have no fragment: remove the # and what follows.",
    "scheme-dropped": "Write it with its scheme, https://.",
    "scheme-added": "The other one has no scheme: add https:// there, unless the server's own text has none.",
    "neighbor-host": "If both belong to your provider, they are two regions, tenants or environments: use those of "
    "one.",
    **dict.fromkeys(("path-cut", "path-more"), "Copy the whole address."),
    "www": "Only one has www.: use the same host in every place.",
    "inner-address": _inner,
}
_ISSUER_ADVICE: dict[str, Words] = {
    **_URL_ADVICE,
    **dict.fromkeys(_PLACES, _AS_WRITTEN),
    "slash": "Use the issuer exactly as the server writes it, with or without the slash.",
    "scheme": _scheme_advice,
    "scheme-and-port": _scheme_advice,
    "port": "Either the server doesn't know its public address, which its hostname or proxy settings have to say, or "
    "it was asked at another port: use the issuer as the server writes it.",
    **dict.fromkeys(_PATHS, _path_advice),
}
_REDIRECT_ADVICE: dict[str, Words] = {
    **_URL_ADVICE,
    **dict.fromkeys((*_PLACES, "slash", "port", *_PATHS), SAME_URI),
    "inner-address": _redirect_inner,
    "scheme": _redirect_scheme,
    "scheme-and-port": _redirect_scheme,
}

STATE = TEXT_WAYS
"""For state, and for any text that a server has to send back as it is."""
CODE = advised(
    TEXT_WAYS,
    {
        "plus-to-space": "Your program decoded the code twice, or didn't encode it in the token request: + is %2B "
        "there.",
        "encoded": "Your program didn't decode it, or encoded it twice. Decode it once when you read the redirect, and "
        "let the library encode it once.",
        "decoded": "Your program decoded it twice. Decode it once when you read the redirect.",
        "cut-at-end": "Your program shortened it: look for a field or column that is too short for it.",
        "other-characters": "Something changed it on its way. Send the code exactly as the redirect has it.",
    },
)
"""For a code that a program read from the redirect and sends in the token request."""
REFRESH_TOKEN = advised(
    TEXT_WAYS,
    {
        "plus-to-space": "Your program didn't encode it in the token request: + is %2B there.",
        "encoded": "Your program encoded it by hand as well. Whatever writes the form encodes it once.",
        "decoded": "Your program decoded it, and a value in JSON isn't percent-encoded. Send it as it came.",
        "cut-at-end": "Your program shortened it: look for a field or column that is too short for it.",
        "other-characters": "Something changed it on its way. Send it exactly as the token response has it.",
    },
)
"""For a refresh token that a program read from the JSON of a token response."""
NONCE = HASH_WAYS + advised(
    TEXT_WAYS,
    {
        "plus-to-space": "A + that isn't encoded in the authorization request means a space: write %2B, or use a nonce "
        "without +.",
    },
)
SECRET = advised(
    TEXT_WAYS,
    {
        "encoded": "A client_id and a client_secret are form-encoded once for Basic (RFC 6749 §2.3.1), and once by "
        "whatever writes the body of a form: never by hand as well.",
        "decoded": "Send the value as it was given to you. Only Basic and the form encode it.",
        "white-space": "White space was copied along with it: remove it.",
    },
)
"""For a client_secret."""
CLIENT = advised(
    tuple(way._replace(phrase=_ALIKE.get(way.slug, way.phrase)) for way in SECRET),
    {**dict.fromkeys(("cut-at-end", "cut-at-start", "very-short"), _shorter), "with-more": _longer},
)
"""For a client_id, which another one may begin or end like."""
_WHOLE_URL_WAYS = tuple(way for way in TEXT_WAYS if way.slug not in _ANY_HOST)
ISSUER = TENANT_WAYS + advised(URL_WAYS, _ISSUER_ADVICE) + _WHOLE_URL_WAYS
REDIRECT_URI = advised(URL_WAYS, _REDIRECT_ADVICE) + _WHOLE_URL_WAYS
TABLES: dict[str, Table] = {
    "state": STATE,
    "nonce": NONCE,
    "refresh_token": REFRESH_TOKEN,
    "client_id": CLIENT,
    "client_secret": SECRET,
    "issuer": ISSUER,
    "redirect_uri": REDIRECT_URI,
}
"""By the name of the value; any other one is treated like a code."""
