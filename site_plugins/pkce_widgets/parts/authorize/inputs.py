"""What the authorization URL is built from: the server, the challenge, the redirect URI, further parameters."""

from __future__ import annotations

from dataclasses import dataclass, field

from pkce_core import (
    PROFILES,
    Finding,
    Level,
    Spec,
    UsageError,
    check_code_verifier,
    check_redirect_uri,
    derive_code_challenge,
    diagnose_challenge,
    get_provider,
)
from pkce_widgets.flow.request_fields import KNOWN, OWN

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkce_widgets.view.part import Inputs


PKCE = Spec(document="RFC 7636", section="4.6")


@dataclass(frozen=True, kw_only=True, slots=True)
class Server:
    """Where the request goes.

    Attributes:
        authorization_endpoint: the reader's own, or the chosen provider's; "" when neither is known.
        redirect_uri_profile: whose rules the redirect URI has to keep.
        findings: what is uncertain about it.
        notes: what stands beside the fields.
    """

    authorization_endpoint: str
    redirect_uri_profile: str = "generic"
    findings: tuple[Finding, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)


def find_server(request: Inputs) -> Server:
    """The endpoint that the reader gave, or the one that her provider has in any case."""
    endpoint = request.get("authorization_endpoint")
    rules = request.get("redirect_uri_profile")
    try:
        provider = get_provider(request.get("provider"))
    except UsageError:  # none chosen, or the reader's own
        return Server(authorization_endpoint=endpoint, redirect_uri_profile=rules if rules in PROFILES else "generic")
    fixed = "" if provider.placeholders else provider.authorization_endpoint or ""
    if rules not in PROFILES:
        rules = provider.redirect_uri_rules
    notes = {}
    if fixed and not endpoint:
        notes["authorization_endpoint"] = f"Taken from {provider.title}: {fixed}"
    findings: tuple[Finding, ...] = ()
    if fixed and (endpoint or fixed) == fixed and "authorization_endpoint" in provider.uncertain:
        message = f"This endpoint of {provider.title} is uncertain: {provider.uncertain['authorization_endpoint']}."
        findings = (Finding(rule="provider-uncertain", level=Level.INFO, message=message),)
    return Server(authorization_endpoint=endpoint or fixed, redirect_uri_profile=rules, findings=findings, notes=notes)


def challenge_of(request: Inputs) -> tuple[str, list[Finding]]:
    """The challenge to send, and what keeps it from being sent; "" when there is neither challenge nor verifier."""
    verifier, challenge = request.get("code_verifier"), request.get("code_challenge")
    report = check_code_verifier(verifier)
    if verifier and not report.ok:
        return challenge, list(report.errors)
    expected = derive_code_challenge(verifier) if verifier else challenge
    if challenge and challenge != expected:
        return challenge, [mismatch(verifier, challenge)]
    if expected and expected in request.get("used_challenges").split(" "):
        # RFC 7636 §4.1: "The client first creates a code verifier, "code_verifier", for each OAuth 2.0 Authorization
        # Request"
        message = "This challenge has been used. A pair works for one authorization request: create a new one."
        spec = Spec(document="RFC 7636", section="4.1")
        return expected, [Finding(rule="challenge-reused", level=Level.ERROR, message=message, spec=spec)]
    return expected, []


def mismatch(verifier: str, challenge: str) -> Finding:
    """The token request would fail: said before the browser leaves."""
    message = (
        "This code_challenge does not belong to your code_verifier, so the server would refuse the token request "
        "with invalid_grant."
    )
    diagnosis = diagnose_challenge(verifier, challenge)
    why = diagnosis.explanation if diagnosis and diagnosis.mistakes else ""
    hint = f"{why} Empty the challenge, and it is made from your verifier.".strip()
    return Finding(rule="pair-mismatch", level=Level.ERROR, message=message, hint=hint, spec=PKCE)


def check_redirect(request: Inputs, server: Server) -> Finding:
    """The worst that the provider's rules, or the registered redirect URI, have to say."""
    report = check_redirect_uri(
        request.get("redirect_uri"),
        profile=server.redirect_uri_profile,
        registered=request.get("registered_redirect_uri") or None,
    )
    order = (Level.ERROR, Level.WARNING, Level.PASS, Level.INFO)
    return min(report, key=lambda finding: order.index(finding.level))


def read_more(text: str) -> tuple[dict[str, object], list[Finding]]:
    """The lines of "More parameters" as arguments of an `AuthorizationRequest`, and what is wrong with them."""
    values: dict[str, object] = {}
    resource: list[str] = []
    extra: dict[str, str] = {}
    problems: list[Finding] = []
    for at, line in enumerate(text.splitlines(), 1):
        name, equals, value = (each.strip() for each in line.partition("="))
        if not name and not equals:
            continue
        if not name or not equals:
            problems.append(error("more-form", f"Line {at} of the further parameters is not name=value."))
        elif name in OWN:
            problems.append(error("more-own", f"{name} has a field of its own. Give it there."))
        elif name in values or name in extra:
            problems.append(error("more-twice", f"{name[:40]} stands twice among the further parameters."))
        elif name == "resource":
            resource.append(value)
        elif name in KNOWN - {"code_challenge_method"}:
            values[name] = value
        elif name == "code_challenge_method":
            problems.append(error("more-own", "code_challenge_method is S256 here. No other method protects you."))
        else:
            extra[name] = value
    return {**values, "resource": tuple(resource), "extra": tuple(extra.items())}, problems


def error(rule: str, message: str) -> Finding:
    return Finding(rule=rule, level=Level.ERROR, message=message, spec=Spec(document="RFC 6749", section="3.1"))
