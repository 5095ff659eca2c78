"""docs/providers/: a page for each provider, made from its profile and its redirect rules; and an index of all.

`check_redirect_uri` checks the example redirect URIs here, so a page says what the check says.
"""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from pages.markdown import code, define, fence, page_head, sentence, whole
from pkce_core import PROFILES, check_redirect_uri, compare_redirect_uri, get_provider
from pkce_widgets.parts.provider import OFFERED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core import Provider, RedirectUriProfile

INDEX_HEAD = """
A profile has what a client must know before it reads the server's metadata: addresses, scopes, and which redirect URIs
the server accepts. Each page marks the values that are uncertain. If the metadata and a profile differ, trust the
metadata.

| Provider | http is accepted for |
| --- | --- |"""

INDEX_END = f"""
Use the name below each provider with `pkce authorize --provider` and `pkce redirect-uri --profile`. `pkce providers`
prints the profiles on these pages, and with `--file` it reads your own:

{fence("sh", "pkce providers banno-admin")}

These pages are generated from the profiles shipped with `pkce`. The vendors haven't reviewed them.
"""

FILLED = {
    "authorization_server": "default",
    "host": "sso.example.com",
    "institution_host": "digital.garden-fi.com",
    "okta_domain": "example.okta.com",
    "realm": "customers",
    "tenant": "00000000-0000-4000-8000-000000000000",
    "tenant_domain": "example.eu.auth0.com",
}
"""The values that replace the placeholders in the examples."""

REDIRECT_URI = "http://127.0.0.1:8765/callback"
_SECURE = "https://app.example/callback"
_TRIED = (
    _SECURE, REDIRECT_URI, "http://[::1]:8765/callback", "http://localhost:8765/callback",
    "http://app.local/callback", "http://192.168.1.20/callback", "http://app.example/callback",
    "https://203.0.113.7/callback", "com.example.app:/callback", "myapp:/callback", "https://app.example/callback#done",
    "https://app.example/callback?from=(login)",
)  # fmt: skip
"""Redirect URIs that profiles judge differently, and a few that no server accepts."""
_REGISTERED = (f"{_SECURE}/", "https://app.example/Callback", "https://app.example:8443/callback")
_ADDRESSES = ("issuer", "discovery", "authorization_endpoint", "token_endpoint", "jwks_uri")
_UNCERTAIN = {
    "http_hosts": "Which hosts may use http",
    "private_use_schemes": "Private-use schemes",
    "any_port_hosts": "Which hosts may use any port",
    "wildcard": "Registered URIs with a `*`",
    "query": "A redirect URI with a query",
}
"""The entries of a profile's `uncertain`, in words."""
_VERDICTS = ("Accepted", "Accepted, with a warning", "Refused")


def shown_providers() -> tuple[Provider, ...]:
    """The providers that have a page, in the order to show them."""
    return tuple(get_provider(name) for name in OFFERED)


def write_index() -> str:
    """The index of all providers."""
    description = "What the checks know about Banno, Google, Microsoft Entra ID, Keycloak, Auth0 and Okta."
    rows = "\n".join(map(_row, shown_providers()))
    return whole(page_head("Providers", description, "providers.py"), INDEX_HEAD, rows, INDEX_END)


def _row(provider: Provider) -> str:
    allowed = PROFILES[provider.redirect_uri_rules].http_allowed
    return f"| [{sentence(provider.title)}]({provider.name}.md)<br>{code(provider.name)} | {sentence(allowed)} |"


def write_provider(provider: Provider) -> str:
    """The page of one provider."""
    rules = PROFILES[provider.redirect_uri_rules]
    description = (
        f"Endpoints, redirect URIs, scopes and client authentication of {provider.title}, and what is uncertain."
    )
    head = page_head(provider.title, description, "providers.py")
    parts = (
        _notes(provider), _endpoints(provider), _authorize(provider), _redirect(provider, rules), _scopes(provider),
        _authentication(provider), _uncertain(provider, rules),
    )  # fmt: skip
    return whole(head, *(line for part in parts for line in part))


def _notes(provider: Provider) -> Iterator[str]:
    yield f"What a client must know before it reads the metadata. To print it, run `pkce providers {provider.name}`.\n"
    yield from (f"- {sentence(note)}" for note in provider.notes)
    yield ""


def _endpoints(provider: Provider) -> Iterator[str]:
    addresses = [(name, getattr(provider, name)) for name in _ADDRESSES]
    if not any(address for _, address in addresses):
        return
    yield "## Endpoints\n"
    for name, address in addresses:
        if address is not None:
            yield define(code(name), f"{code(address)}{_doubt(provider, name)}")
    if provider.placeholders:
        yield "Replace the names in braces with your own values:\n"
        yield from (define(code(name), f"{sentence(what)}.") for name, what in provider.placeholders.items())
    if provider.discovery is not None:
        yield "The metadata at the discovery address has the rest. `pkce discover` reads it there or from a file:\n"
        yield fence("sh", "pkce discover metadata.json") + "\n"


def _doubt(provider: Provider, name: str) -> str:
    return f"<br>**Uncertain:** {sentence(provider.uncertain[name])}." if name in provider.uncertain else ""


def _authorize(provider: Provider) -> Iterator[str]:
    server = f"--provider {provider.name}"
    if provider.authorization_endpoint is None:
        server = "--authorization-endpoint https://op.example/auth"
    filled = "".join(f" --set {name}={FILLED[name]}" for name in provider.placeholders)
    scope = shlex.quote(" ".join(provider.scopes))
    yield "## Authorization URL\n"
    yield f"Replace the {code('client_id')} and the redirect URI with yours:\n"
    yield fence(
        "sh", f"pkce authorize {server}{filled} --client-id my-client --redirect-uri {REDIRECT_URI} --scope {scope}"
    )
    yield ""


def _redirect(provider: Provider, rules: RedirectUriProfile) -> Iterator[str]:
    yield "## Redirect URIs\n"
    yield "Register your redirect URI first. Then send exactly the same text, character for character.\n"
    yield from (f"- {line}" for line in _rules(rules))
    yield f"\nTo check a redirect URI against these rules:\n\n{fence('sh', _check(rules))}\n"
    verdicts: dict[str, list[str]] = {verdict: [] for verdict in _VERDICTS}
    for uri in _TRIED:
        verdict, why = judge(uri, rules)
        verdicts[verdict].append(define(code(uri), sentence(why)) if why else f"- {code(uri)}\n")
    for verdict, entries in verdicts.items():
        if entries:
            yield f"### {verdict} {{ #{verdict.split(',')[0].lower()}{'-but' if ',' in verdict else ''} }}\n"
            yield "".join(f"{entry}" if entry.startswith("- ") else f"{entry}\n" for entry in entries)
    yield "### Different from the registered one { #not-registered }\n"
    yield f"Here {code(_SECURE)} is registered, and the request has:\n"
    yield from _differences(rules)


def _rules(rules: RedirectUriProfile) -> Iterator[str]:
    yield f"http is accepted for {sentence(rules.http_allowed)}; https everywhere."
    if not rules.http_elsewhere_is_error:
        yield "The server doesn't refuse http to other hosts. It sends the code unencrypted, so don't use it."
    yield f"Private-use schemes of apps are {'accepted' if rules.private_use_schemes else 'refused'}."
    if rules.any_port_hosts:
        yield f"The port may differ from the registered one for http to {', '.join(map(code, rules.any_port_hosts))}."
    if rules.wildcard:
        where = {"path": "end in `*`", "subdomain": "have a `*` in its host"}[rules.wildcard]
        yield f"A registered URI may {where}. Even so, register each one in full."
    if not rules.ip_addresses:
        yield "The host must be a name: the server refuses https to an IP address, unless it is a loopback address."
    if rules.refused_characters:
        yield f"Refused characters: {' '.join(map(code, rules.refused_characters))}"
    if rules.longest is not None:
        yield f"At most {rules.longest} characters."


def _check(rules: RedirectUriProfile) -> str:
    return f"pkce redirect-uri {_SECURE} --profile {rules.name}"


def judge(uri: str, rules: RedirectUriProfile) -> tuple[str, str]:
    """The verdict on a redirect URI, and the message of its first error or warning."""
    report = check_redirect_uri(uri, profile=rules.name)
    against = (*report.errors, *report.warnings)
    verdict = _VERDICTS[2] if report.errors else _VERDICTS[1] if against else _VERDICTS[0]
    return verdict, against[0].message if against else ""


def _differences(rules: RedirectUriProfile) -> Iterator[str]:
    for uri in _REGISTERED:
        difference = compare_redirect_uri(uri, _SECURE)
        report = check_redirect_uri(uri, profile=rules.name, registered=_SECURE)
        if difference is not None and not report.ok:
            yield define(code(uri), f"Refused. {sentence(difference.message)}")


def _scopes(provider: Provider) -> Iterator[str]:
    yield "## Scopes\n"
    yield "Start with these:\n"
    yield from (f"- {code(scope)}" for scope in provider.scopes)
    yield ""
    if reason := provider.uncertain.get("scopes"):
        yield f"**Uncertain:** {sentence(reason)}.\n"


def _authentication(provider: Provider) -> Iterator[str]:
    name = "token_endpoint_auth_methods_supported"
    yield "## Client authentication\n"
    yield "A client authenticates at the token endpoint in one of these ways. `none` is for a public client.\n"
    yield from (f"- {code(method)}" for method in provider.token_endpoint_auth_methods_supported)
    yield ""
    if reason := provider.uncertain.get(name):
        yield f"**Uncertain:** {sentence(reason)}.\n"


def _uncertain(provider: Provider, rules: RedirectUriProfile) -> Iterator[str]:
    reasons = {_UNCERTAIN[name]: why for name, why in rules.uncertain.items()}
    if reason := provider.uncertain.get("redirect_uri_rules"):
        reasons = {"All of them": reason, **reasons}
    if reasons:
        yield "## What is uncertain about the redirect rules { #uncertain }\n"
        yield from (define(what, f"{sentence(why)}.") for what, why in reasons.items())
        yield "If in doubt, register the URI and try it.\n"
