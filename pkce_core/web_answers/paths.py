"""Which path was asked, as an answer itself names it, and what is known of a path at which nothing was found."""

from __future__ import annotations

import re

_PATHS = (
    r"\bcannot (?:get|post|put|delete|options) (/[^\s<\"]{0,200})",
    r"\broute (?:get|post|put|delete|options):(/[^\s<\"]{0,200}) not found",
    r"the requested url (/[^\s<\"]{0,200}) was not found",
    r"no route (?:matches|found for) \"?\[?(?:get|post|put)\]? \"?(?:https?://[^/\s\"]{1,200})?(/[^\s<\"]{0,200})",
    r"\"path\"\s*:\s*\"(/[^\"]{0,200})\"",
    r"could not find resource for full path: https?://[^/\s]{1,200}(/[^\s<\"]{0,200})",
)


def path_in(lowered: str) -> str:
    """The path that the text itself names as the one that was asked; "" for none."""
    return next((match[1] for pattern in _PATHS if (match := re.search(pattern, lowered))), "")


def about_path(kind: str, path: str) -> str:
    """What is known of a path at which nothing was found; "" when nothing is.

    Args:
        kind: what the answer was, such as "not-found".
        path: the path or the whole address.
    """
    if kind not in ("not-found", "error", "app"):
        return ""
    path = re.sub(r"^https?://[^/]*", "", path.casefold()).partition("?")[0]
    if path.startswith("/auth/realms/"):
        return "If this is Keycloak: version 17 and later have no /auth in their addresses, so leave it out."
    if path.startswith("/realms/"):
        return (
            "If this is Keycloak before version 17, or one that is set up so, its addresses have /auth before /realms."
        )
    if "//" in path:
        return "The path has two slashes in a row: it was joined from two parts."
    if re.fullmatch(r"/(?:token|authorize|auth)/?", path):
        name = "token" if "token" in path else "authorize"
        return f"Many servers have a longer path, such as /oauth/{name} or /oauth2/{name}, in place of {path}."
    return ""
