"""Your provider: a profile, or its discovery document, and what the rest of the flow takes from it."""

from __future__ import annotations

import re

from pkce_core import (
    AuthorizationServerMetadata,
    Finding,
    Level,
    PkceError,
    Provider,
    Report,
    UsageError,
    ValidationError,
    check_metadata,
    fill_provider,
    get_provider,
    parse_metadata,
    provider_from_metadata,
    provider_names,
)
from pkce_widgets.view.components import findings_list, prose, value_row
from pkce_widgets.view.elements import el
from pkce_widgets.view.part import Field, Inputs, Part, PartView

ADDRESS = (
    "This is an address. Open it in your browser, and paste the text that it shows. "
    "The address of a discovery document ends in /.well-known/openid-configuration."
)
OFFERED = provider_names()
PLACEHOLDERS = tuple(dict.fromkeys(name for slug in OFFERED for name in get_provider(slug).placeholders))
ADDRESSES = {
    "authorization_endpoint": "Step 1 goes to",
    "token_endpoint": "Step 2 goes to",
    "issuer": "Issuer",
    "jwks_uri": "Keys",
}
CONFIGURED = ("client_secret_post", "client_secret_basic", "private_key_jwt", "none")
"""The ways of client authentication that the token command writes, the one that most guides show first."""


def view(request: Inputs) -> PartView:
    """The endpoints of the chosen provider, or of the pasted document, and what is uncertain about them."""
    chosen = request.get("provider")
    provider = get_provider(chosen if chosen in OFFERED else OFFERED[0])
    hidden = tuple(name for name in PLACEHOLDERS if name not in provider.placeholders)
    if request.get("metadata"):
        return from_document(request.get("metadata"), provider, hidden)
    given = {name: request.get(name) for name in provider.placeholders if request.get(name)}
    try:
        filled = fill_provider(provider, given)
    except UsageError as error:
        return unfilled(provider, given, str(error), hidden)
    if filled.authorization_endpoint is None:
        verdict = (
            "Paste the discovery document of your provider. Its address ends in /.well-known/openid-configuration."
        )
        return PartView(state="empty", verdict=verdict, hidden=hidden, values=given_values(filled))
    verdict = f"{filled.title}: the endpoints are filled in below."
    if filled.uncertain:
        verdict = f"{filled.title}: the endpoints are filled in below. Not all of it is certain."
    return shown(filled, verdict, uncertainties(filled), hidden)


def from_document(document: str, provider: Provider, hidden: tuple[str, ...]) -> PartView:
    """What a pasted discovery document says."""
    if re.match(r"https?://\S+\s*$", document):
        return PartView(state="wrong", verdict=ADDRESS, invalid=("metadata",), hidden=hidden)
    report = check_metadata(document)
    try:
        metadata = parse_metadata(document)
    except PkceError as error:
        found = error.report if isinstance(error, ValidationError) else report
        verdict = found.errors[0].message if found.errors else "This is not a discovery document."
        body = el("div", findings_list(found), class_="pkce-evidence")
        return PartView(state="wrong", verdict=verdict, body=body, invalid=("metadata",), hidden=hidden)
    if not report.ok:
        verdict = report.errors[0].message
    elif report.warnings:
        verdict = f"The document of {metadata.issuer} can be used. Read the warning."
    else:
        verdict = f"The document of {metadata.issuer} has all that this flow needs."
    read = provider_from_metadata(metadata)
    # The choice stands at the first provider until somebody changes it: its rules are for its own document.
    rules = provider.redirect_uri_rules if host(read) == host(provider) else "generic"
    answer = shown(read, verdict, list(report), hidden, rules=rules)
    scopes = " ".join(metadata.scopes_supported or ())
    return PartView(
        state="right" if report.ok else "wrong",
        verdict=verdict,
        body=answer.body,
        invalid=() if report.ok else ("metadata",),
        values={**answer.values, "scopes_supported": scopes, "iss_advertised": advertised(metadata)},
        offers=answer.offers,
        hidden=hidden,
    )


def host(provider: Provider) -> str:
    """Where its token endpoint is, without www; "" when it is not known."""
    address = (provider.token_endpoint or "").partition("://")[2]
    return address.partition("/")[0].removeprefix("www.").lower()


def advertised(metadata: AuthorizationServerMetadata) -> str:
    """Whether the server promises iss in its responses: "true" or "false"."""
    # RFC 9207 §3: "If omitted, the default value is false."
    return "true" if metadata.authorization_response_iss_parameter_supported else "false"


def unfilled(provider: Provider, given: dict[str, str], reason: str, hidden: tuple[str, ...]) -> PartView:
    """A profile whose addresses still miss a value, or have a wrong one."""
    wrong = tuple(name for name in given if not fits(provider, name, given[name]))
    notes = {name: sentence(meaning) for name, meaning in provider.placeholders.items()}
    nothing = dict.fromkeys(("authorization_endpoint", "token_endpoint", "issuer", "jwks_uri"), "")
    state = "wrong" if wrong else "empty"
    return PartView(state=state, verdict=reason, invalid=wrong, notes=notes, hidden=hidden, values=nothing)


def fits(provider: Provider, name: str, text: str) -> bool:
    """Whether a value may stand in the place of a placeholder, whatever the others are."""
    try:
        fill_provider(provider, {**dict.fromkeys(provider.placeholders, "x"), name: text})
    except UsageError:
        return False
    return True


def sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


def shown(
    provider: Provider, verdict: str, findings: list[Finding], hidden: tuple[str, ...], rules: str = ""
) -> PartView:
    """The addresses, the notes and the findings, and what the flow takes from them."""
    rows = [
        value_row(name, address, label=label, copy=address)
        for name, label in ADDRESSES.items()
        if (address := getattr(provider, name))
    ]
    discovery = None
    if provider.discovery:
        discovery = value_row("discovery", provider.discovery, label="Discovery document", copy=provider.discovery)
    notes = [el("li", *prose(text)) for text in provider.notes]
    body = el(
        "div",
        el("div", *rows, discovery, class_="pkce-compare"),
        findings_list(findings) if findings else None,
        el("ul", *notes, class_="pkce-notes") if notes else None,
        class_="pkce-evidence",
    )
    values = given_values(provider, rules)
    named = provider.token_endpoint_auth_methods_supported
    # A document names them in the server's order; a profile in none.
    methods = (
        [name for name in named if name in CONFIGURED] if rules else [name for name in CONFIGURED if name in named]
    )
    offers = {"scope": " ".join(provider.scopes), "token_endpoint_auth_method": methods[0] if methods else ""}
    return PartView(state="right", verdict=verdict, body=body, values=values, offers=offers, hidden=hidden)


def given_values(provider: Provider, rules: str = "") -> dict[str, str]:
    """What the rest of the flow takes from a provider; "" for what it does not say."""
    return {
        **{name: getattr(provider, name) or "" for name in ADDRESSES},
        "redirect_uri_profile": rules or provider.redirect_uri_rules,
        "scopes_supported": "",
        "iss_advertised": "",
    }


def uncertainties(provider: Provider) -> list[Finding]:
    """What is not sure about a profile, each as a warning."""
    return list(
        Report(
            findings=tuple(
                Finding(rule="provider-uncertain", level=Level.WARNING, message=f"`{name}` is uncertain: {why}.")
                for name, why in provider.uncertain.items()
            )
        )
    )


def placeholder_field(name: str) -> Field:
    owner = next(get_provider(slug) for slug in OFFERED if name in get_provider(slug).placeholders)
    return Field(
        name=name, label=name.replace("_", " ").capitalize(), hint=sentence(owner.placeholders[name]), wire=False
    )


PART = Part(
    name="provider",
    title="Your provider",
    fields=(
        Field(
            name="provider",
            label="Provider",
            kind="select",
            choices=tuple((slug, get_provider(slug).title) for slug in OFFERED),
            wire=False,
        ),
        *map(placeholder_field, PLACEHOLDERS),
        Field(
            name="metadata",
            label="Its discovery document",
            kind="area",
            hint="What its /.well-known/openid-configuration shows. With it, the choice above no longer counts.",
            placeholder='{"issuer": "https://…", …}',
            optional=True,
            wire=False,
        ),
    ),
    view=view,
    starts=("provider", *PLACEHOLDERS, "metadata"),
    example={"provider": "banno-admin"},
    caption="",
    seeds=True,
)
