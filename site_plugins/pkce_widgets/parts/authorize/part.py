"""Build the authorization URL: what is still missing for it, or the URL from the values of the flow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkce_widgets import example
from pkce_widgets.flow.attempts import draw_attempt
from pkce_widgets.flow.pair import half_typed
from pkce_widgets.flow.request_fields import MORE_PARAMETERS
from pkce_widgets.parts.authorize.inputs import Server, choose_challenge, find_server, read_more
from pkce_widgets.parts.authorize.url_view import NO_URL, built, refused
from pkce_widgets.view.components import missing_list, try_again
from pkce_widgets.view.elements import Element, el
from pkce_widgets.view.part import Field, Inputs, Part, PartView
from pkce_widgets.view.verdict import waiting_for

if TYPE_CHECKING:
    from collections.abc import Iterable

FINISHED = "This request is finished: its tokens have arrived. To log in once more, try again."
ANSWERED = "A redirect has arrived. Enter the state that you sent, or try again with a new one."
SOURCES = {
    "authorization_endpoint": "choose a provider, or take it from the discovery document",
    "client_id": "from your application's registration",
    "redirect_uri": "as it is registered for your application",
    "code_verifier": "create a pair; the URL contains its challenge",
}
"""The values without which there is no URL, and where each comes from."""


def view(inputs: Inputs) -> PartView:
    """Answer the page: the URL of the values so far, or what is missing for it."""
    if inputs.action == "renew":
        return PartView(state="empty", verdict="A new state, nonce and pair.", values=draw_attempt(inputs), begins=True)
    if inputs.get("finished"):
        return PartView(state="empty", verdict=FINISHED, body=el("div", try_again(), class_="pkce-evidence"))
    if count := half_typed(inputs, "code_challenge"):
        return PartView(state="empty", verdict=count, notes={"code_challenge": count})
    server = find_server(inputs)
    challenge, problems = choose_challenge(inputs)
    known = {"authorization_endpoint": server.authorization_endpoint, "code_verifier": challenge or problems}
    absent = [name for name in SOURCES if not (known[name] if name in known else inputs.get(name))]
    if absent:
        return incomplete(absent, server)
    more, wrong = read_more(inputs.get(MORE_PARAMETERS))
    problems += wrong
    if problems:
        return refused(problems, server)
    if inputs.get("redirect") and not inputs.get("state"):
        # The redirect answers an earlier request. A state made now would be compared with it.
        body = el("div", try_again(), class_="pkce-evidence")
        return PartView(state="empty", verdict=ANSWERED, body=body, notes=server.notes, values=NO_URL)
    return built(inputs, server, challenge, more)


def incomplete(absent: list[str], server: Server) -> PartView:
    """What is missing, and where it comes from."""
    *others, last = absent
    names = f"{', '.join(others)} and {last}" if others else last
    verdict = f"Still missing: {names}."
    word = waiting_for(absent)
    body = missing(absent)
    return PartView(state="waiting", word=word, verdict=verdict, body=body, notes=server.notes, values=NO_URL)


def missing(names: Iterable[str]) -> Element:
    return el("div", missing_list((name, SOURCES[name]) for name in names), class_="pkce-evidence")


PART = Part(
    name="authorize",
    title="Build the authorization URL",
    fields=(
        Field(name="client_id", label="Client ID"),
        Field(name="redirect_uri", label="Redirect URI", placeholder=example.REDIRECT_URI),
        Field(name="scope", label="Scope", placeholder="openid profile", optional=True),
        Field(
            name="state",
            label="State",
            hint="Leave it empty to get a random one. The same goes for the nonce.",
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
            name="code_challenge",
            label="Challenge",
            hint="Leave it empty to make it from your verifier.",
            optional=True,
        ),
        Field(
            name=MORE_PARAMETERS,
            label="More parameters",
            kind="area",
            hint="One per line, as name=value: prompt, max_age, login_hint, ui_locales, acr_values, claims, "
            "response_mode, resource, or one that only your provider knows.",
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
    # Not the endpoint and the scope: the provider that is chosen from the start brings them.
    starts=("client_id", "redirect_uri", "state", "nonce", "code_challenge", MORE_PARAMETERS),
    waits=("client_id", "The URL needs your client_id and redirect_uri, and a pair."),
    actions=(("renew", "Make a new state, nonce and pair"),),
    primary=False,
    example=example.REQUEST,
    caption="A worked example: the request of an application that signs in a user.",
)
