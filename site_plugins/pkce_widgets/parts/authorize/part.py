"""Build the authorization URL: from the flow's values to a URL that is taken apart, judged, opened or copied."""

from __future__ import annotations

from pkce_core import generate_nonce, generate_state
from pkce_widgets import example
from pkce_widgets.flow.request_fields import MORE
from pkce_widgets.parts.authorize.inputs import challenge_of, find_server, read_more
from pkce_widgets.parts.authorize.url_view import NO_URL, WHERE, built, incomplete, missing, refused
from pkce_widgets.view.part import Field, Inputs, Part, PartView

LENGTH = 43  # characters of an S256 challenge


FINISHED = (
    "The tokens for this request have come, so it is finished. For the next one, create a new pair, then make a new "
    "state and nonce."
)


ANSWERED = "A redirect has come. Clear it to begin a new request, or give the state that you sent."


def view(request: Inputs) -> PartView:
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


def renew(request: Inputs) -> PartView:
    """A new state, and a new nonce when an ID token is asked for."""
    scope = request.get("scope")
    values = {"state": generate_state(), "request_made": "scope state nonce"}
    if not scope or "openid" in scope.split():
        values["nonce"] = generate_nonce()
    return PartView(state="empty", verdict="A new state and nonce.", values=values)


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
