"""JSON in which frameworks say what is wrong with a request, without a code of OAuth: their words, and which members.

FastAPI lists the values that it misses: {"detail": [{"type": "missing", "loc": ["body", "grant_type"], "msg": "…"}]}.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from pkce_core.text.quoting import visible
from pkce_core.text.wording import join_words

WORDS = ("error_description", "message", "detail", "error", "title", "description", "errormessage", "msg", "reason")
"""Members that have a sentence for people, in lower case; the first counts."""
_MOST = 6


def words_of(members: Mapping[str, object]) -> str:
    """The sentence for people; "" without one.

    Args:
        members: of the JSON.
    """
    by_name = {name.lower(): value for name, value in members.items()}
    found = [value for name in WORDS if isinstance(value := by_name.get(name), str)]
    return next((visible(text.strip(), 200) for text in found if text.strip()), "")


def read_missing_fields(members: Mapping[str, object]) -> tuple[str, str, str] | None:
    """The kind, what FastAPI says that it misses, and what to do; None for other JSON.

    Args:
        members: of the JSON.
    """
    detail = members.get("detail")
    found = [_field(each) for each in detail[:_MOST] if isinstance(each, Mapping)] if isinstance(detail, list) else []
    fields = [each for each in found if each]
    if not fields:
        return None
    said = join_words(f"{visible(' '.join(place), 60)} ({visible(message, 60)})" for place, message in fields)
    names = {place[-1] for place, _ in fields}
    what = f"an error, as FastAPI writes it when a request doesn't have the fields that it wants. It names {said}"
    if names & {"username", "password"}:
        return (
            "media-type",
            what,
            "An address that wants username and password isn't for a code: use the endpoint that is.",
        )
    if all(place[0] == "body" for place, _ in fields):
        hint = "It found none of these in the body. Send a form, as application/x-www-form-urlencoded, or JSON if this"
        return "media-type", what, f"{hint} server documents that: FastAPI reads the one where its code says Form(…)."
    return (
        "media-type",
        what,
        "Compare with the server's documentation where each value belongs: query, header or body.",
    )


def read_github_error(members: Mapping[str, object]) -> tuple[str, str, str] | None:
    """The kind, what it is, and what to do, for a token that GitHub's API doesn't accept; None for other JSON.

    Args:
        members: of the JSON.
    """
    page = members.get("documentation_url")
    if not isinstance(page, str) or not page.startswith("https://docs.github.com"):
        return None
    if members.get("message") == "Bad credentials":
        what = "an error of GitHub's API: it doesn't accept the token, which has expired, was revoked or isn't whole"
        return "token-refused", what, "Get a new token, and send it whole."
    return None


def read_resource_metadata(members: Mapping[str, object]) -> tuple[str, str, str] | None:
    """The kind, what it is, and where to ask, for the metadata of an API (RFC 9728 §2); None for other JSON.

    Args:
        members: of the JSON.
    """
    servers = members.get("authorization_servers")
    if not isinstance(members.get("resource"), str) or "error" in members:
        return None
    named = [visible(each, 200) for each in servers if isinstance(each, str)] if isinstance(servers, list) else []
    if not named and not members.keys() & {"bearer_methods_supported", "resource_name", "jwks_uri"}:
        return None
    what = "the metadata of a protected resource, such as an API (RFC 9728), and not that of an authorization server"
    hint = "It names no authorization server, so its documentation has to."
    if named:
        hint = f"It names who issues its tokens: ask {join_words(named[:3], 'or')} for the metadata."
    return "resource", what, hint


def _field(error: Mapping[str, object]) -> tuple[list[str], str] | None:
    place, message = error.get("loc"), error.get("msg")
    if not isinstance(place, list) or not isinstance(message, str) or not place:
        return None
    names = [str(each) for each in place[:4] if isinstance(each, (str, int))]
    return (names, message) if names and re.fullmatch(r"[a-z]{2,12}", names[0]) else None
