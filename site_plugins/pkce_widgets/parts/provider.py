"""The provider: its profile or its discovery document, and what the rest of the flow takes from it."""

from __future__ import annotations

import re

from pkce_core import (
    RULES,
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
from pkce_widgets import example
from pkce_widgets.flow.server import METHODS
from pkce_widgets.view.components import capitalized, findings_list, prose, value_row
from pkce_widgets.view.elements import Element, el
from pkce_widgets.view.part import Field, Inputs, Part, PartView
from pkce_widgets.view.verdict import state_of

ADDRESS = (
    "This is an address. Open it in your browser and paste the text that it shows. "
    "The address of a discovery document ends in /.well-known/openid-configuration."
)
OFFERED = provider_names()
PLACEHOLDERS = tuple(dict.fromkeys(name for slug in OFFERED for name in get_provider(slug).placeholders))
FOUND_FIRST = ("authorization_endpoint", "token_endpoint")
"""The addresses that the flow needs; the others are folded."""
ADDRESSES = {
    "authorization_endpoint": "Login page",
    "token_endpoint": "Token endpoint",
    "issuer": "Issuer",
    "jwks_uri": "Keys",
}


def view(inputs: Inputs) -> PartView:
    """The endpoints of the chosen provider or of the pasted document, and which values are uncertain."""
    chosen = inputs.get("provider")
    provider = get_provider(chosen if chosen in OFFERED else OFFERED[0])
    hidden = tuple(name for name in PLACEHOLDERS if name not in provider.placeholders)
    if inputs.get("metadata"):
        return from_document(inputs.get("metadata"), provider, hidden)
    given = {name: inputs.get(name) for name in provider.placeholders if inputs.get(name)}
    try:
        filled = fill_provider(provider, given)
    except UsageError as error:
        return unfilled(provider, given, str(error), hidden)
    if filled.authorization_endpoint is None:
        verdict = "Paste your provider's discovery document. Its address ends in /.well-known/openid-configuration."
        return PartView(state="empty", verdict=verdict, hidden=hidden, values=given_values(filled))
    guessed = [name for name in FOUND_FIRST if name in filled.uncertain]
    verdict = f"Endpoints for {filled.title}."
    if guessed:
        count, them = (
            ("One address is a guess", "it") if len(guessed) == 1 else (f"{len(guessed)} addresses are guesses", "them")
        )
        verdict += f" {count}: confirm {them} in the discovery document."
    return shown(filled, verdict, doubts(filled), hidden)


def from_document(document: str, provider: Provider, hidden: tuple[str, ...]) -> PartView:
    """The endpoints of a pasted discovery document."""
    if re.match(r"https?://\S+\s*$", document):
        return PartView(state="wrong", verdict=ADDRESS, invalid=("metadata",), hidden=hidden)
    report = check_metadata(document)
    try:
        metadata = parse_metadata(document)
    except PkceError as error:
        return unread(error.report if isinstance(error, ValidationError) else report, hidden)
    if any(finding.rule in ("metadata-other-value", "metadata-web") for finding in report):
        return unread(report, hidden)
    if not report.ok:
        verdict = report.errors[0].message
    elif report.warnings:
        verdict = f"The discovery document of {metadata.issuer} can be used."
    else:
        verdict = f"The discovery document of {metadata.issuer} has everything that this flow needs."
    read = provider_from_metadata(metadata)
    # A provider is chosen from the start. Its rules apply only to its own document.
    rules = provider.redirect_uri_rules if host(read) == host(provider) else "generic"
    answer = shown(read, verdict, list(report), hidden, rules=rules)
    scopes = " ".join(metadata.scopes_supported or ())
    return PartView(
        state=state_of(report),
        verdict=verdict,
        body=answer.body,
        invalid=() if report.ok else ("metadata",),
        values={**answer.values, "scopes_supported": scopes, "iss_advertised": advertised(metadata)},
        offers=answer.offers,
        hidden=hidden,
    )


def unread(report: Report, hidden: tuple[str, ...]) -> PartView:
    """What is wrong with a document that fills no field."""
    verdict = report.errors[0].message if report.errors else "This isn't a discovery document."
    body = el("div", findings_list(report), class_="pkce-evidence")
    return PartView(state="wrong", verdict=verdict, body=body, invalid=("metadata",), hidden=hidden)


def host(provider: Provider) -> str:
    """The host of its token endpoint, without www; "" if it is unknown."""
    address = (provider.token_endpoint or "").partition("://")[2]
    return address.partition("/")[0].removeprefix("www.").lower()


def advertised(metadata: AuthorizationServerMetadata) -> str:
    """Whether the server promises iss in its responses: "true" or "false"."""
    # RFC 9207 §3: "If omitted, the default value is false."
    return "true" if metadata.authorization_response_iss_parameter_supported else "false"


def unfilled(provider: Provider, given: dict[str, str], reason: str, hidden: tuple[str, ...]) -> PartView:
    """A profile with a value of its addresses missing or wrong."""
    wrong = tuple(name for name in given if not fits(provider, name, given[name]))
    notes = {name: f"{capitalized(meaning)}." for name, meaning in provider.placeholders.items()}
    nothing = dict.fromkeys(ADDRESSES, "")
    state = "wrong" if wrong else "empty"
    return PartView(state=state, verdict=reason, invalid=wrong, notes=notes, hidden=hidden, values=nothing)


def fits(provider: Provider, name: str, text: str) -> bool:
    """Whether a value can replace a placeholder, whatever the other values are."""
    try:
        fill_provider(provider, {**dict.fromkeys(provider.placeholders, "x"), name: text})
    except UsageError:
        return False
    return True


def shown(
    provider: Provider, verdict: str, findings: list[Finding], hidden: tuple[str, ...], rules: str = ""
) -> PartView:
    """The addresses, the findings and the notes, and what the flow takes from them."""
    rows = {
        name: value_row(name, address, label=label, copy=address)
        for name, label in ADDRESSES.items()
        if (address := getattr(provider, name))
    }
    first = [rows[name] for name in FOUND_FIRST if name in rows]
    others = [row for name, row in rows.items() if name not in FOUND_FIRST]
    notes = [el("li", *prose(text)) for text in provider.notes]
    urgent = [each for each in findings if each.level is Level.ERROR or not is_doubt(each) or about_first(each)]
    body = el(
        "div",
        el("div", *first, class_="pkce-compare"),
        findings_list(urgent) if urgent else None,
        discovery_line(provider),
        el(
            "details",
            el("summary", "More about this provider"),
            el("div", *others, class_="pkce-compare"),
            findings_list(each for each in findings if each not in urgent),
            el("ul", *notes, class_="pkce-notes") if notes else None,
        )
        if others or notes
        else None,
        class_="pkce-evidence",
    )
    values = given_values(provider, rules)
    supported = provider.token_endpoint_auth_methods_supported
    # A document lists the methods in the provider's order; a profile lists them in none.
    methods = (
        [name for name in supported if name in METHODS] if rules else [name for name in METHODS if name in supported]
    )
    offers = {"scope": " ".join(provider.scopes), "token_endpoint_auth_method": methods[0] if methods else ""}
    state = state_of(Report(findings=tuple(urgent)))  # a warning that is folded away is no part of the verdict
    return PartView(state=state, verdict=verdict, body=body, values=values, offers=offers, hidden=hidden)


def is_doubt(finding: Finding) -> bool:
    return finding.rule == "provider-uncertain"


def about_first(finding: Finding) -> bool:
    """Whether an address that the flow needs is uncertain."""
    return any(finding.message.startswith(f"`{name}`") for name in FOUND_FIRST)


def discovery_line(provider: Provider) -> Element | None:
    """The way to the discovery document."""
    if not provider.discovery:
        return None
    link = el("a", "Open the discovery document", href=provider.discovery, target="_blank", rel="noopener noreferrer")
    return el("p", link, ", then paste it into its field.", class_="pkce-tried")


def given_values(provider: Provider, rules: str = "") -> dict[str, str]:
    """What the rest of the flow takes from a provider; "" for what the provider doesn't say."""
    return {
        **{name: getattr(provider, name) or "" for name in ADDRESSES},
        "redirect_uri_profile": rules or provider.redirect_uri_rules,
        "scopes_supported": "",
        "iss_advertised": "",
    }


def doubts(provider: Provider) -> list[Finding]:
    """A warning for each uncertain value of a profile."""
    return [
        RULES["provider-uncertain"].warning(f"`{name}` is uncertain: {why}.")
        for name, why in provider.uncertain.items()
    ]


def placeholder_field(name: str) -> Field:
    owner = next(get_provider(slug) for slug in OFFERED if name in get_provider(slug).placeholders)
    hint = f"{capitalized(owner.placeholders[name])}."
    return Field(name=name, label=capitalized(name.replace("_", " ")), hint=hint, wire=False)


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
            label="Discovery document",
            kind="area",
            hint="Paste the JSON from /.well-known/openid-configuration. It replaces the provider chosen above.",
            placeholder='{"issuer": "https://…", …}',
            optional=True,
            wire=False,
        ),
    ),
    view=view,
    starts=("provider", *PLACEHOLDERS, "metadata"),
    example={"provider": example.PROVIDER},
    caption="",
    seeds=True,
)
