"""The client's credentials: whether they can be right. Only the provider can say whether they are."""

from __future__ import annotations

import re

from pkce_core import Finding, Level, Report
from pkce_widgets import example
from pkce_widgets.view.components import findings_list, missing_list
from pkce_widgets.view.elements import el
from pkce_widgets.view.part import Field, Inputs, Part, PartView
from pkce_widgets.view.rules import PAGE_RULES
from pkce_widgets.view.verdict import state_of

GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
CHARACTER_RULES = {
    "client_id": (PAGE_RULES["client_id-character"], PAGE_RULES["client_id-space"]),
    "client_secret": (PAGE_RULES["client_secret-character"], PAGE_RULES["client_secret-space"]),
}
"""The rules for the characters of each value: which are allowed, and which are unusual."""
SHORTEST_SECRET = 16
"""Characters: the secrets that servers generate are longer."""


def view(inputs: Inputs) -> PartView:
    """Check both values. No message repeats a value."""
    client_id, client_secret = inputs.get("client_id"), inputs.get("client_secret")
    if not client_id:
        verdict = "Enter the client_id that your provider gave you."
        if client_secret:
            verdict = "The client_id is missing. It identifies the client that the secret belongs to."
        missing = missing_list([("client_id", "from the administrator, or the developer portal")])
        return PartView(state="empty", verdict=verdict, body=el("div", missing if client_secret else None))
    found = {
        "client_id": [*check_characters("client_id", client_id), *check_client_id(client_id)],
        "client_secret": [*check_characters("client_secret", client_secret), *check_secret(client_secret, client_id)],
    }
    report = Report(findings=(*found["client_id"], *found["client_secret"]))
    if report.errors:
        verdict = report.errors[0].message
    elif client_secret:
        verdict = "Both have the right format. Only the provider can say whether they are correct."
    else:
        verdict = "The client_id has the right format. You don't need to enter the secret: the command reads it from a "
        verdict += "variable in your terminal."
    return PartView(
        state=state_of(report),
        verdict=verdict,
        body=el("div", findings_list(report), class_="pkce-evidence") if report.findings else el("div"),
        invalid=tuple(name for name in found if any(each.level is Level.ERROR for each in found[name])),
        notes={
            "client_id": f"{len(client_id):,} characters.",
            "client_secret": f"{len(client_secret):,} characters, kept in memory only." if client_secret else "",
        },
    )


def check_characters(name: str, text: str) -> list[Finding]:
    """Both may contain printable ASCII and the space only: VSCHAR in RFC 6749 Appendix A.1 and A.2."""
    character, space = CHARACTER_RULES[name]
    strange = [at for at, char in enumerate(text) if not " " <= char <= "~"]
    if strange:
        message = f"Character {strange[0] + 1} of the {name} isn't allowed. Only printable ASCII is."
        hint = "Copy it again from your provider, not from a document or a chat."
        return [character.error(message, hint)]
    if " " in text:
        return [space.warning(f"The {name} contains a space. That is allowed, but very unusual.")]
    return []


def check_client_id(client_id: str) -> list[Finding]:
    if "@" in client_id and "." in client_id.rpartition("@")[2]:
        message = "The client_id looks like an email address. It should identify your client, not you."
    elif client_id.lower().startswith(("http://", "https://")) and client_id.count("/") > 2:
        message = "The client_id looks like a URL. Is it the redirect URI?"
    else:
        return []
    return [PAGE_RULES["client_id-kind"].warning(message)]


def check_secret(secret: str, client_id: str) -> list[Finding]:
    if not secret:
        return []
    if secret == client_id:
        return [PAGE_RULES["client_secret-same"].error("The client_secret is the same as the client_id.")]
    if len(secret) < SHORTEST_SECRET:
        message = f"The client_secret has only {len(secret)} characters. Was it cut off?"
        return [PAGE_RULES["client_secret-short"].warning(message)]
    if GUID.fullmatch(secret) and not GUID.fullmatch(client_id):
        message = "The client_secret looks like an ID, and the client_id doesn't. Did you swap them?"
        return [PAGE_RULES["client_secret-swapped"].warning(message)]
    return []


PART = Part(
    name="credentials",
    title="Your credentials",
    fields=(
        Field(name="client_id", label="Client ID", placeholder=example.CLIENT_ID),
        Field(
            name="client_secret",
            label="Client secret",
            kind="secret",
            optional=True,
            hint="Needed only for HS256 ID tokens, or if you want the command to contain it.",
        ),
    ),
    view=view,
    example={"client_id": example.CLIENT_ID},
)
