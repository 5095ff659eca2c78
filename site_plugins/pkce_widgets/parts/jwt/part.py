"""A JWT that a client signed: a client_assertion, the client_secret for Apple, or a DPoP proof, opened and judged.

The JWT is secret while it is valid: nothing of it but its claims is shown, and the page forgets it when it is left.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pkce_core import Report, check_client_jwt, check_dpop_proof, recognize
from pkce_widgets import example
from pkce_widgets.parts.jwt.members import about, members_view, opened
from pkce_widgets.view.components import findings_list
from pkce_widgets.view.elements import el
from pkce_widgets.view.part import Field, Inputs, Part, PartView
from pkce_widgets.view.rules import PAGE_RULES
from pkce_widgets.view.verdict import state_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkce_core import Finding

EMPTY = "Paste a JWT that your client signed: a client_assertion, the client_secret for Apple, or a DPoP proof."
KEY = "This is a private key. No page needs it: keep it where it is, and paste the JWT that it signs."
NO_JWT = "This isn’t a JWT, which is three parts of base64url with dots between them."
OTHERS = frozenset({"id-token", "jwe", "request-object"})
"""Kinds of tokens that are judged elsewhere, or not at all."""
SENT_AS = (
    ("", "what it looks like"),
    ("client_assertion", "client_assertion"),
    ("client_secret", "client_secret, as Apple wants it"),
    ("dpop", "DPoP proof"),
)
OF_PROOF, OF_CLIENT = ("dpop_request",), ("jwt_client_id", "jwt_server")
"""The fields that only a DPoP proof needs, and those that only the others need."""
URL = r"https?://[!-~]{1,2000}"
EXAMPLE = (
    "eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiIsImtpZCI6IjIwMjYtMDIifQ.eyJpc3MiOiIyZjRhOWMxZS03YjNkLTRjNTgtOWU2MC0xZDhiNWE3Z"
    "jNjMjEiLCJzdWIiOiIyZjRhOWMxZS03YjNkLTRjNTgtOWU2MC0xZDhiNWE3ZjNjMjEiLCJhdWQiOiJodHRwczovL2xvZ2luLmphY2toZW5yeS5jb"
    "20vYS9vaWRjLXByb3ZpZGVyL2FwaS92MC90b2tlbiIsImp0aSI6IjljMGQxZjNhLTViN2UtNGUyMS04ZjY0LTJhYjkwYzdkMTVlOCIsImlhdCI6M"
    "Tc3MjM2NjQ1MDAwMCwiZXhwIjoxNzcyMzY2NTEwMDAwfQ.145z4pKQmhsTjwndqkL8W7JYF_IsfMOFDOI_hd87iWjCvpGfqhvZwdocSbNt7WGhdQ"
    "F3u_4M7b4A1oYHIOoFQQ"
)
"""Its times are in milliseconds. The key that signed it was deleted."""


class Read(NamedTuple):
    """What the reader pasted.

    Attributes:
        jwt: the JWT in it, or the whole text.
        sent_as: one of `SENT_AS`; "" for what isn't judged here.
        title: what the text is, where that is clear.
        kind: the same as a slug.
    """

    jwt: str
    sent_as: str
    title: str
    kind: str


def view(inputs: Inputs) -> PartView:
    """Say what the JWT is, what is wrong with it, and what each of its members says."""
    text = inputs.get("client_jwt").strip()
    if not text:
        return PartView(state="empty", verdict=EMPTY, hidden=OF_PROOF)
    read = read_text(text, inputs)
    hidden = OF_CLIENT if read.sent_as == "dpop" else OF_PROOF
    if read.kind == "private-key":
        return PartView(state="wrong", verdict=KEY, invalid=("client_jwt",), hidden=hidden)
    if not read.sent_as and not read.title:
        return PartView(state="wrong", verdict=NO_JWT, invalid=("client_jwt",), hidden=hidden)
    if not read.sent_as:
        return PartView(state="unknown", verdict=f"This is {read.title}, which isn’t judged here.", hidden=hidden)
    beside = check_fields(inputs, read)
    report = judge(inputs, read, unread=bool(beside))
    both = Report(findings=(*beside, *report))
    worst = (*both.errors, *both.warnings, *both)[0]
    left = list(both)
    return PartView(
        state=state_of(both),
        verdict=worst.message,
        body=el(
            "div",
            members_view(read.jwt, left, inputs.now),
            findings_list(left) if left else None,
            class_="pkce-evidence",
        ),
        invalid=tuple(invalid_fields(inputs, beside, report)),
        hidden=hidden,
    )


def read_text(text: str, inputs: Inputs) -> Read:
    """The JWT in a text, and as what it is judged."""
    tokens = ("client-assertion", "dpop-proof", "jwt", "private-key", *OTHERS)
    found = next((each for each in recognize(text) if each.kind in tokens), None)
    kind, jwt = (found.kind, found.value) if found else ("", text)
    sent_as = inputs.get("jwt_sent_as")
    if sent_as not in dict(SENT_AS) or not sent_as:
        sent_as = guess(kind, jwt, inputs)
    return Read(jwt, sent_as, found.title if found else "", kind)


def guess(kind: str, jwt: str, inputs: Inputs) -> str:
    """As what a text was probably sent; "" if it is something else."""
    if kind == "dpop-proof":
        return "dpop"
    if kind in OTHERS or not (kind or jwt.startswith("eyJ")):
        return ""
    return "client_secret" if is_for_apple(jwt, inputs) else "client_assertion"


def is_for_apple(jwt: str, inputs: Inputs) -> bool:
    """Whether Apple is the server, which wants the JWT as client_secret."""
    servers = (inputs.get("jwt_server"), *strings(opened(jwt)[1].get("aud")))
    return any(f".{server.partition('://')[2].partition('/')[0].lower()}".endswith(".apple.com") for server in servers)


def strings(value: object) -> list[str]:
    return [each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str)]


def check_fields(inputs: Inputs, read: Read) -> tuple[Finding, ...]:
    """What is wrong with the values that the JWT is compared with."""
    server, request = inputs.get("jwt_server"), inputs.get("dpop_request")
    if read.sent_as == "dpop":
        if request and not re.fullmatch(rf"[A-Za-z]{{1,20}} {URL}", request):
            return (PAGE_RULES["dpop_request-form"].error("The request isn’t a method, a space and a URL."),)
    elif server and not re.fullmatch(URL, server):
        return (PAGE_RULES["jwt_server-form"].error("The issuer or token endpoint isn’t a URL."),)
    return ()


def judge(inputs: Inputs, read: Read, *, unread: bool) -> Report:
    """What the JWT says, compared with what is known.

    Args:
        inputs: the reader's values.
        read: the JWT, and as what it was sent.
        unread: whether the request or the server can't be read, so that the JWT isn't compared with it.
    """
    if read.sent_as == "dpop":
        method, _, url = ("" if unread else inputs.get("dpop_request")).partition(" ")
        return check_dpop_proof(read.jwt, method=method or None, url=url or None, now=inputs.now)
    return check_client_jwt(
        read.jwt,
        client_id=known_client(inputs) or None,
        issuer=None if unread else inputs.get("jwt_server") or None,
        later=inputs.now,  # when it was sent isn't known
        as_secret=read.sent_as == "client_secret",
    )


def known_client(inputs: Inputs) -> str:
    """The client_id that was given here, or else in the rest of the flow."""
    return inputs.get("jwt_client_id") or inputs.get("client_id")


def invalid_fields(inputs: Inputs, beside: tuple[Finding, ...], report: Report) -> Iterator[str]:
    """The fields that are marked: the JWT, the client_id from which it differs, and what can't be read."""
    if report.errors:
        yield "client_jwt"
    yield from map(about, beside)
    if inputs.get("jwt_client_id") and {"iss", "sub"} & {about(finding) for finding in report.errors}:
        yield "jwt_client_id"


PART = Part(
    name="jwt",
    title="Check a JWT that your client signed",
    fields=(
        Field(
            name="client_jwt",
            label="Signed JWT",
            kind="area",
            hint="Never the key that signs it. What you paste stays in this tab, and is forgotten when you leave.",
            wire=False,
        ),
        Field(name="jwt_sent_as", label="Sent as", kind="select", choices=SENT_AS, wire=False),
        Field(
            name="jwt_client_id",
            label="Client ID",
            hint="Leave it empty to use the one of your credentials.",
            optional=True,
            wire=False,
        ),
        Field(
            name="jwt_server",
            label="Issuer or token endpoint",
            hint="Whichever your provider wants as aud.",
            optional=True,
            wire=False,
        ),
        Field(
            name="dpop_request",
            label="Request",
            hint="The method and the URL of the request that the proof was sent with.",
            placeholder="POST https://op.example/token",
            optional=True,
            wire=False,
        ),
    ),
    view=view,
    uses=("client_id",),
    starts=("client_jwt",),
    primary=False,
    example={"client_jwt": EXAMPLE, "jwt_server": example.TOKEN_ENDPOINT},
    caption="A worked example: a client_assertion with one mistake.",
    clock=True,
)
