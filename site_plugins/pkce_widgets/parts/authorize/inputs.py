"""What the authorization URL is built from: the server, the challenge, the redirect URI, further parameters."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

from pkce_core import (
    RULES,
    AuthorizationRequest,
    Finding,
    Level,
    check_code_verifier,
    check_redirect_uri,
    derive_code_challenge,
    diagnose_challenge,
)
from pkce_widgets.flow.request_fields import OWN_FIELDS
from pkce_widgets.flow.server import known_provider, redirect_uri_profile
from pkce_widgets.view.rules import PAGE_RULES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkce_widgets.view.part import Inputs

KNOWN_PARAMETERS = frozenset(each.name for each in fields(AuthorizationRequest) if each.name != "extra")


@dataclass(frozen=True, kw_only=True, slots=True)
class Server:
    """Where the request goes.

    Attributes:
        authorization_endpoint: the reader's own, or the chosen provider's; "" if neither is known.
        redirect_uri_profile: whose rules the redirect URI must follow.
        findings: what is uncertain about it.
        notes: the notes beside the fields.
    """

    authorization_endpoint: str
    redirect_uri_profile: str
    findings: tuple[Finding, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)


def find_server(inputs: Inputs) -> Server:
    """The endpoint that the reader gave, or the one that the chosen provider always has."""
    given, profile = inputs.get("authorization_endpoint"), redirect_uri_profile(inputs)
    provider = known_provider(inputs)
    endpoint = provider.authorization_endpoint if provider and not provider.placeholders else None
    if provider is None or not endpoint:
        return Server(authorization_endpoint=given, redirect_uri_profile=profile)
    notes = {} if given else {"authorization_endpoint": f"Taken from {provider.title}: {endpoint}"}
    findings: tuple[Finding, ...] = ()
    doubt = provider.uncertain.get("authorization_endpoint")
    if doubt and given in ("", endpoint):
        message = f"This endpoint of {provider.title} is uncertain: {doubt}."
        findings = (RULES["provider-uncertain"].info(message),)
    return Server(
        authorization_endpoint=given or endpoint, redirect_uri_profile=profile, findings=findings, notes=notes
    )


def choose_challenge(inputs: Inputs) -> tuple[str, list[Finding]]:
    """The challenge to send, and the errors that prevent that; "" if there is neither challenge nor verifier."""
    verifier, challenge = inputs.get("code_verifier"), inputs.get("code_challenge")
    report = check_code_verifier(verifier)
    if verifier and not report.ok:
        return challenge, list(report.errors)
    expected = derive_code_challenge(verifier) if verifier else challenge
    if challenge and challenge != expected:
        return challenge, [mismatch(verifier, challenge)]
    if expected and expected in inputs.get("used_challenges").split():
        message = "This challenge has already been used. A pair works for one authorization request: create a new one."
        return expected, [PAGE_RULES["challenge-reused"].error(message)]
    return expected, []


def mismatch(verifier: str, challenge: str) -> Finding:
    """The error that the provider would find in the token request, before the browser leaves."""
    message = (
        "The challenge doesn't match the verifier, so the provider would refuse the token request with invalid_grant."
    )
    diagnosis = diagnose_challenge(verifier, challenge)
    why = f"{diagnosis.explanation} " if diagnosis and diagnosis.mistakes else ""
    hint = f"{why}Clear the challenge, and it is made from your verifier."
    return RULES["pair-mismatch"].error(message, hint)


def check_redirect(inputs: Inputs, server: Server) -> Finding:
    """The worst finding about the redirect URI, by the provider's rules and beside the registered one."""
    report = check_redirect_uri(
        inputs.get("redirect_uri"),
        profile=server.redirect_uri_profile,
        registered=inputs.get("registered_redirect_uri") or None,
    )
    order = (Level.ERROR, Level.WARNING, Level.PASS, Level.INFO)
    return min(report, key=lambda finding: order.index(finding.level))


def read_more(text: str) -> tuple[dict[str, object], list[Finding]]:
    """The lines of "More parameters" as arguments of an `AuthorizationRequest`, and the errors in them."""
    values: dict[str, object] = {}
    resource: list[str] = []
    extra: dict[str, str] = {}
    problems: list[Finding] = []
    for at, line in enumerate(text.splitlines(), 1):
        name, equals, value = (each.strip() for each in line.partition("="))
        if not name and not equals:
            continue
        if not name or not equals:
            problems.append(PAGE_RULES["more-form"].error(f"Line {at} of the further parameters isn't name=value."))
        elif name in OWN_FIELDS:
            problems.append(PAGE_RULES["more-own"].error(f"{name} has its own field. Enter it there."))
        elif name == "code_challenge_method":
            problems.append(
                PAGE_RULES["more-own"].error("code_challenge_method is always S256 here. No other method is secure.")
            )
        elif name in values or name in extra:
            problems.append(PAGE_RULES["more-twice"].error(f"{name[:40]} appears twice among the further parameters."))
        elif name == "resource":
            resource.append(value)
        elif name in KNOWN_PARAMETERS:
            values[name] = value
        else:
            extra[name] = value
    return {**values, "resource": tuple(resource), "extra": tuple(extra.items())}, problems
