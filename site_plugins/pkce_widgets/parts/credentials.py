"""The client's credentials: their form, since only the server can say whether it knows them."""

from __future__ import annotations

import re

from pkce_core import Finding, Level, Spec
from pkce_widgets.view.components import findings_list, missing_list
from pkce_widgets.view.elements import el
from pkce_widgets.view.part import Field, Inputs, Part, PartView

CLIENT_SPEC = Spec(document="RFC 6749", section="2.2")
SECRET_SPEC = Spec(document="RFC 6749", section="2.3.1")
GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
SHORT = 16  # characters: a secret that a server made is longer


def view(request: Inputs) -> PartView:
    """Judge the form of both values; neither is repeated in a message."""
    client_id, client_secret = request.get("client_id"), request.get("client_secret")
    if not client_id:
        verdict = "Enter the client_id that you were given."
        if client_secret:
            verdict = "The client_id is missing: it says which client the secret belongs to."
        missing = missing_list([("client_id", "from the administrator, or the developer portal")])
        return PartView(state="empty", verdict=verdict, body=el("div", missing) if client_secret else el("div"))
    errors = {
        "client_id": [*check_characters("client_id", client_id, "A.1"), *check_client_id(client_id)],
        "client_secret": [
            *check_characters("client_secret", client_secret, "A.2"),
            *check_secret(client_secret, client_id),
        ],
    }
    found = [finding for each in errors.values() for finding in each]
    wrong = [finding for finding in found if finding.level is Level.ERROR]
    if wrong:
        verdict = wrong[0].message
    elif client_secret:
        verdict = "Both have the right form. Whether they are known, only the server can say."
    else:
        verdict = "The client_id has the right form. The secret is not needed here: commands take it from a variable."
    return PartView(
        state="wrong" if wrong else "right",
        verdict=verdict,
        body=el("div", findings_list(found), class_="pkce-evidence") if found else el("div"),
        invalid=tuple(name for name, each in errors.items() if any(one.level is Level.ERROR for one in each)),
        notes={"client_id": f"{len(client_id):,} characters.", "client_secret": counted(client_secret)},
    )


def counted(secret: str) -> str:
    return f"{len(secret):,} characters, in memory only." if secret else ""


def check_characters(name: str, text: str, appendix: str) -> list[Finding]:
    """Both are made of VSCHAR: printable ASCII and the space (RFC 6749 Appendix A.1 and A.2)."""
    spec = Spec(document="RFC 6749", section=f"Appendix {appendix}")
    strange = [at for at, char in enumerate(text) if not " " <= char <= "~"]
    if strange:
        message = f"Character {strange[0] + 1} of the {name} is not one that it may have: printable ASCII only."
        hint = "Copy it again from where it was made, rather than from a document or a chat."
        return [Finding(rule=f"{name}-character", level=Level.ERROR, message=message, hint=hint, spec=spec)]
    if " " in text:
        message = f"The {name} holds a space. It may, but hardly any does."
        return [Finding(rule=f"{name}-space", level=Level.WARNING, message=message, spec=spec)]
    return []


def check_client_id(client_id: str) -> list[Finding]:
    if "@" in client_id and "." in client_id.rpartition("@")[2]:
        message = "The client_id looks like an e-mail address. It names your client, not you."
    elif client_id.lower().startswith(("http://", "https://")) and client_id.count("/") > 2:
        message = "The client_id looks like an address. Is it the redirect URI?"
    else:
        return []
    return [Finding(rule="client_id-kind", level=Level.WARNING, message=message, spec=CLIENT_SPEC)]


def check_secret(secret: str, client_id: str) -> list[Finding]:
    if not secret:
        return []
    if secret == client_id:
        message = "The client_secret is the client_id once more."
        return [Finding(rule="client_secret-same", level=Level.ERROR, message=message, spec=SECRET_SPEC)]
    if len(secret) < SHORT:
        message = f"The client_secret has {len(secret)} characters. One that a server made has more: was it cut off?"
        return [Finding(rule="client_secret-short", level=Level.WARNING, message=message, spec=SECRET_SPEC)]
    if GUID.fullmatch(secret) and not GUID.fullmatch(client_id):
        message = "The client_secret looks like an ID, and the client_id does not. Are they swapped?"
        return [Finding(rule="client_secret-swapped", level=Level.WARNING, message=message, spec=SECRET_SPEC)]
    return []


PART = Part(
    name="credentials",
    title="Your credentials",
    fields=(
        Field(name="client_id", label="Client ID", placeholder="2f4a9c1e-7b3d-4c58-9e60-1d8b5a7f3c21"),
        Field(
            name="client_secret",
            label="Client secret",
            kind="secret",
            optional=True,
            hint="For HS256 ID tokens, or when you want it written into the command.",
        ),
    ),
    view=view,
    example={"client_id": "2f4a9c1e-7b3d-4c58-9e60-1d8b5a7f3c21"},
    caption="A worked example.",
    privacy="Kept in this tab's memory and nowhere else. A reload forgets it.",
)
