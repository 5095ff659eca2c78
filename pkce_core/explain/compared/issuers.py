"""Two issuers in a message: which of them the program expected, and how one was made from the other."""

from __future__ import annotations

import re

from pkce_core.relation.explain import explain
from pkce_core.text.quoting import visible

_URL = r"https?://[^\s\"'`<>,;(){}\[\]\\]{1,300}"
_MOST_URLS = 8
_BEFORE = 40
_EXPECTED = r"(?:(?<!un)expected|requested issuer|validissuers?|configured|provided issuer of)(?: issuer)?[\W_]{0,6}\Z"
_GOT = r"(?:\bgot|current|found|\bwas|actual|received|returned|\biss|the issuer|issuer(?: ur[il])?)[\W_]{0,6}\Z"
_PLACEHOLDER = "https://authjs.dev"
_B2C = "b2clogin.com"
_ORACLE = "identity.oraclecloud.com"


def compare_issuers(text: str) -> dict[str, str]:
    """The cause that two issuers in a text show, with its evidence; nothing if there aren't two.

    Args:
        text: the message.
    """
    pair = _find_pair(text)
    if pair is None:
        return {}
    expected, got = pair
    shown = f"Your program expects {visible(expected, 200)}, and the server has {visible(got, 200)}."
    if expected == _PLACEHOLDER:
        return {"client-issuer-missing": f"{shown} The first is the placeholder of Auth.js."}
    relation = explain("issuer", expected, got, "the issuer that your program expects")
    return {"client-issuer-differs": f"{shown} {_known(expected, got) or relation.text}"}


def _known(expected: str, got: str) -> str:
    """What is known of a provider whose issuer differs from the address of its metadata."""
    if "/.well-known" in expected:
        return (
            "The address of the metadata isn't the issuer: the issuer is what stands before /.well-known. Give your"
            " program the issuer as the server has it."
        )
    hosts = [each.partition("://")[2].partition("/")[0].lower() for each in (expected, got)]
    if all(host.endswith(_B2C) for host in hosts) and re.search(r"/[0-9a-f]{8}-[0-9a-f-]{27}/", got.lower()):
        return (
            "Azure AD B2C names the tenant by its ID there, whatever the address of its metadata has. Expect the issuer"
            " that the metadata has; in angular-oauth2-oidc, set strictDiscoveryDocumentValidation to false."
        )
    if hosts[1] == _ORACLE and hosts[0].endswith(f".{_ORACLE}"):
        return (
            "Oracle writes one common issuer for all of its domains, so it never equals the address. Let the library"
            " accept that issuer (in go-oidc, InsecureIssuerURLContext), or change the setting in Oracle."
        )
    return ""


def _find_pair(text: str) -> tuple[str, str] | None:
    """The issuer that was expected, and the other one; None if the text doesn't say which is which."""
    expected = got = ""
    for match in [*re.finditer(_URL, text)][:_MOST_URLS]:
        url = match[0].rstrip(".:")
        before = text[max(0, match.start() - _BEFORE) : match.start()].lower()
        if not expected and re.search(_EXPECTED, before):
            expected = url
        elif not got and re.search(_GOT, before):
            got = url
    return (expected, got) if expected and got and expected != got else None
