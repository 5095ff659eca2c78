"""Build the authorization URL: from the flow's values to a URL that is taken apart, judged, opened or copied."""

from __future__ import annotations

from pkce_core import (
    AuthorizationRequest,
    AuthorizationRequestError,
    Finding,
    Level,
    Report,
    build_authorization_url,
    check_authorization_url,
    generate_nonce,
    generate_state,
)
from pkce_widgets import example
from pkce_widgets.part import Field, Part, PartView, Request
from pkce_widgets.parts.authorize_inputs import (
    MORE,
    OWN,
    Server,
    challenge_of,
    check_redirect,
    find_server,
    read_more,
)
from pkce_widgets.pieces import copy_button, finding_item, findings_list, missing_list
from pkce_widgets.tree import Element, el
from pkce_widgets.url_parts import take_apart

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LENGTH = 43  # characters of an S256 challenge
READY = "Your authorization URL is ready. Open it, sign in, and come back with the address where the browser ends."
FINISHED = (
    "The tokens for this request have come, so it is finished. For the next one, create a new pair, then make a new "
    "state and nonce."
)
WHERE = {
    "authorization_endpoint": "choose a provider, or take it from the discovery document",
    "client_id": "from your application's registration",
    "redirect_uri": "as it is registered for your application",
    "code_verifier": "create a pair; the URL carries its challenge",
}
ANSWERED = "A redirect has come. Clear it to begin a new request, or give the state that you sent."
NO_URL = {"authorization_url": ""}
FIELD_OF = (
    ("url-client-id", "client_id"),
    ("url-redirect-uri", "redirect_uri"),
    ("redirect-uri", "redirect_uri"),
    ("url-scope", "scope"),
    ("url-openid", "scope"),
    ("url-state", "state"),
    ("url-nonce", "nonce"),
    ("challenge", "code_challenge"),
    ("url-challenge", "code_challenge"),
    ("pair", "code_challenge"),
    ("url-not-", "authorization_endpoint"),
    ("url-fragment", "authorization_endpoint"),
    ("url-userinfo", "authorization_endpoint"),
    ("url-prompt", MORE),
    ("url-max-age", MORE),
    ("url-claims", MORE),
    ("url-resource", MORE),
    ("url-secret", MORE),
    ("url-duplicate", MORE),
    ("more-", MORE),
)
"""How the rules of findings start -> the field that holds the value they judge."""


def view(request: Request) -> PartView:
    """Answer the page: the URL of what is there so far, or what is missing for it."""
    if request.action == "renew":
        return renew(request)
    if request.get("finished"):
        return PartView(state="empty", verdict=FINISHED, body=missing(["code_verifier"]))
    if request.typing == "code_challenge" and len(request.get("code_challenge")) < LENGTH:
        count = f"{len(request.get('code_challenge'))} of {LENGTH} characters."
        return PartView(state="empty", verdict=count, notes={"code_challenge": count})
    server = find_server(request)
    challenge, problems = challenge_of(request)
    there = {"authorization_endpoint": server.authorization_endpoint, "code_verifier": challenge or problems}
    absent = [name for name in WHERE if not (there[name] if name in there else request.get(name))]
    if absent:
        return incomplete(absent, server)
    more, wrong = read_more(request.get(MORE))
    problems += wrong
    if problems:
        return refused(problems, server)
    if request.get("redirect") and not request.get("state"):
        # It answers a request that went out already: a state made now would be held against it.
        return PartView(state="empty", verdict=ANSWERED, notes=server.notes, values=NO_URL)
    return built(request, server, challenge, more)


def renew(request: Request) -> PartView:
    """A new state, and a new nonce when an ID token is asked for."""
    scope = request.get("scope")
    values = {"state": generate_state(), "request_made": "scope state nonce"}
    if not scope or "openid" in scope.split():
        values["nonce"] = generate_nonce()
    return PartView(state="empty", verdict="A new state and nonce.", values=values)


def made_for(request: Request) -> dict[str, str]:
    """What the reader has not given and this part has not made before: a state, a nonce, and openid as scope."""
    made = set(request.get("request_made").split())
    values: dict[str, str] = {}
    if not request.get("scope") and "scope" not in made and request.typing != "scope":
        values["scope"] = "openid"
    if not request.get("state") and "state" not in made and request.typing != "state":
        values["state"] = generate_state()
    openid = "openid" in (values.get("scope") or request.get("scope")).split()
    if openid and not request.get("nonce") and "nonce" not in made and request.typing != "nonce":
        values["nonce"] = generate_nonce()
    return {**values, "request_made": " ".join(sorted(made | values.keys()))} if values else {}


def incomplete(absent: list[str], server: Server) -> PartView:
    """What is missing, and where it comes from."""
    names = ", ".join(absent[:-1]) + (" and " if absent[:-1] else "") + absent[-1]
    verdict = f"Still missing: {names}."
    return PartView(state="empty", verdict=verdict, body=missing(absent), notes=server.notes, values=NO_URL)


def missing(names: Iterable[str]) -> Element:
    return el("div", missing_list((name, WHERE[name]) for name in names), class_="pkce-evidence")


def refused(problems: Iterable[Finding], server: Server) -> PartView:
    """No URL, because of these errors."""
    errors = Report(findings=tuple(problems)).errors
    return PartView(
        state="wrong",
        verdict=worst(errors),
        body=el("div", findings_list(errors), class_="pkce-evidence"),
        invalid=fields_of(errors),
        notes=beside(errors, server),
        values=NO_URL,
    )


def built(request: Request, server: Server, challenge: str, more: Mapping[str, object]) -> PartView:
    """The URL, taken apart, with what is to say about it."""
    made = made_for(request)
    own = {name: made.get(name) or request.get(name) for name in OWN if name != "code_challenge"}
    asked = AuthorizationRequest(**own, code_challenge=challenge, code_challenge_method="S256", **more)  # type: ignore[arg-type]
    try:
        url = build_authorization_url(asked, server.authorization_endpoint)
        report = check_authorization_url(url, used_states=request.get("used_states").split(" "))
    except AuthorizationRequestError as problem:
        return refused(problem.report, server)
    place = check_redirect(request, server)
    said = {(finding.rule, finding.message) for finding in report}
    findings = [*report, *server.findings]
    if place.level is not Level.PASS and (place.rule, place.message) not in said:
        findings.append(place)
    errors = Report(findings=tuple(findings)).errors
    line = el("div", el("ul", finding_item(place), class_="pkce-findings", role="list"))
    body = el(
        "div",
        leave(url) if report.ok else None,
        take_apart(url, {"redirect_uri": line}),
        findings_list(findings),
        class_="pkce-evidence",
    )
    warnings = len(Report(findings=tuple(findings)).warnings)
    doubt = f" But read the warning{'s' if warnings > 1 else ''} below first." if warnings else ""
    return PartView(
        state="wrong" if errors else "right",
        verdict=worst(errors) if errors else READY + doubt,
        body=body,
        invalid=fields_of(errors),
        notes=beside(errors, server),
        values={"authorization_url": url if report.ok else "", **made},
    )


def leave(url: str) -> Element:
    """The two ways to the server. The element notes down which URL went out, and when."""
    link = el(
        "a",
        "Open in a new tab",
        href=url,
        target="_blank",
        rel="noopener noreferrer nofollow",
        class_="pkce-go__link",
        data_requested="",
    )
    copy = copy_button(url, "the authorization URL")
    copy.attributes["data-requested"] = ""
    return el("p", link, copy, class_="pkce-go")


def worst(errors: Iterable[Finding]) -> str:
    """The first error in a sentence, and how many more there are."""
    first, *others = errors
    if not others:
        return first.message
    return f"{first.message} And there {'is one more error' if len(others) == 1 else f'are {len(others)} more errors'}."


def fields_of(errors: Iterable[Finding]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for finding in errors if (name := field_of(finding.rule))))


def field_of(rule: str) -> str:
    return next((name for start, name in FIELD_OF if rule.startswith(start)), "")


def beside(errors: Iterable[Finding], server: Server) -> dict[str, str]:
    """What stands beside each field: its first error, or where its value comes from."""
    notes = dict(server.notes)
    for finding in reversed([*errors]):
        if name := field_of(finding.rule):
            notes[name] = finding.message
    return notes


PART = Part(
    name="authorize",
    title="Build the authorization URL",
    fields=(
        Field(name="client_id", label="Client ID"),
        Field(name="redirect_uri", label="Redirect URI", placeholder="http://localhost:8080/callback"),
        Field(name="scope", label="Scope", placeholder="openid profile", optional=True),
        Field(
            name="state",
            label="State",
            hint="When empty, a random one is made for you. The same goes for the nonce.",
            optional=True,
        ),
        Field(name="nonce", label="Nonce", optional=True),
        Field(
            name="authorization_endpoint",
            label="Authorization endpoint",
            hint="Your provider's, or from its discovery document.",
            optional=True,
        ),
        Field(
            name="code_challenge", label="Challenge", hint="When empty, it is made from your verifier.", optional=True
        ),
        Field(
            name=MORE,
            label="More parameters",
            kind="area",
            hint="One a line, as name=value: prompt, max_age, login_hint, ui_locales, acr_values, claims, "
            "response_mode, resource, or one of your server's own.",
            placeholder="prompt=consent",
            optional=True,
            wire=False,
        ),
    ),
    view=view,
    uses=(
        "provider",
        "issuer",
        "redirect_uri_profile",
        "registered_redirect_uri",
        "code_verifier",
        "used_challenges",
        "used_states",
        "request_made",
        "redirect",
        "finished",
    ),
    # Not the endpoint and the scope: a provider that is chosen from the start brings them.
    starts=("client_id", "redirect_uri", "state", "nonce", "code_challenge", MORE),
    actions=(("renew", "Make a new state and nonce"),),
    primary=False,
    example=example.REQUEST,
    caption="A worked example: the request of an application that signs a user in.",
)
